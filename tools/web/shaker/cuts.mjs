// What the plan takes out before anything is followed: controls, services, languages, kinds of files.
import { call, check, children, holder, key } from "./program.mjs";

const text = (node) => (node?.type === "Literal" && typeof node.value === "string" ? node.value : null);

// Two kinds of choices are cut: Flet's factories, by the names of controls, and Flutter's translations, by language.
export function cutChoices(body, plan, parts) {
  const met = new Set(), kept = new Set(), lost = new Set();
  let places = 0;
  for (const choice of found(body, (node) => node.type === "SwitchStatement")) {
    const labels = new Set(choice.cases.map((one) => text(one.test)));
    if (plan.factories.some((mark) => mark.every((name) => labels.has(name)))) {
      labels.forEach((label) => met.add(label));
      thin(choice, parts, (label) => plan.controls.includes(label), (one, stays) => made(one).forEach((name) => (stays ? kept : lost).add(name)));
      places += 1;
    } else if (labels.has("af") && labels.has("zu")) {
      thin(choice, parts, (label) => plan.languages.includes(label), () => {});
      parts.counts.translations = (parts.counts.translations ?? 0) + 1;
    }
  }
  for (const name of plan.controls) check(met.has(name), `there is no control or service ${name}`);
  for (const name of lost) if (!kept.has(name)) parts.hollow.add(name);
  Object.assign(parts.counts, { factories: places, controls: met.size - 1, hollow: parts.hollow.size });
}

function* found(nodes, matches) {
  const waiting = [...nodes];
  while (waiting.length) {
    const node = waiting.pop();
    if (matches(node)) yield node;
    waiting.push(...children(node));
  }
}

// The classes and functions that make the control of one case.
function made(one) {
  const names = [];
  for (const node of found(one.consequent, (any) => any.type === "NewExpression" || any.type === "CallExpression"))
    if (holder(node.callee, ["A"]) && node.arguments.some((argument) => argument.name === "b")) names.push(key(node.callee));
  return names;
}

function thin(choice, parts, keep, tell) {
  let group = [];
  for (const one of choice.cases) {
    group.push(one);
    if (!one.consequent.length) continue;
    const lost = group.filter((label) => label.test && !keep(text(label.test)));
    const whole = lost.length === group.length;
    tell(one, !whole);
    for (const label of lost) {
      if (whole || label !== one) {
        parts.cut.add(label);
        parts.removals.push([label.start, label.end, ""]);
      } else parts.removals.push([one.test.start, one.test.end, group.find((other) => !lost.includes(other)).test.raw]);
    }
    group = [];
  }
}

// Lists and tables with a line for each language or kind of file: the lines that are not wanted are taken out.
export function cutTables(body, plan, parts) {
  const objects = new Map();
  for (const node of found(body, (one) => one.type === "AssignmentExpression" && holder(one.left, ["B"]) && one.right.type === "ObjectExpression"))
    objects.set(key(node.left), node.right);
  for (const table of plan.tables) table.times = 0;
  for (const node of found(body, (one) => one.type === "ArrayExpression" || one.type === "NewExpression")) {
    if (node.type === "ArrayExpression") cutList(node, plan, parts);
    else if (holder(node.arguments[0], ["B"]) && node.arguments[1]?.type === "ArrayExpression") cutMap(objects.get(key(node.arguments[0])), node.arguments[1], plan, parts);
  }
  for (const table of plan.tables) check(table.times === table.expected, `${table.first}: ${table.times} tables, not ${table.expected}`);
}

const wanted = (table, name) => table.keep.includes(table.parts ? name.split("_")[0] : name);

function cutList(node, plan, parts) {
  if (node.elements.length < 20) return;
  const table = plan.tables.find((one) => one.first === text(node.elements[0]));
  if (!table) return;
  const step = table.second === text(node.elements[1]) ? 1 : 2;
  table.times += 1;
  const kept = new Set();
  for (let place = 0; place < node.elements.length; place += step)
    for (let next = place; next < place + step; next += 1)
      if (wanted(table, text(node.elements[place]))) kept.add(node.elements[next]);
      else parts.cut.add(node.elements[next]);
  parts.lists.push([node.elements, kept]);
}

function cutMap(names, values, plan, parts) {
  const first = names?.properties[0];
  const table = first && plan.tables.find((one) => one.first === (first.key.name ?? first.key.value));
  if (!table) return;
  check(names.properties.length === values.elements.length, "as many names as values", values);
  table.times += 1;
  const left = names.properties.map((one) => wanted(table, one.key.name ?? one.key.value));
  values.elements.forEach((one, place) => left[place] || parts.cut.add(one));
  parts.lists.push([values.elements, new Set(values.elements.filter((_, place) => left[place]))]);
  const lines = names.properties.filter((_, place) => left[place]).map((one, place) => `${one.key.raw ?? one.key.name}:${place}`);
  parts.removals.push([names.start, names.end, `{${lines.join(",")}}`]);
}
