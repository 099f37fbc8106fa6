// What can run: from the roots along every name.
import { check, uses } from "./program.mjs";

const WORD = /[A-Za-z_$][\w$]*/g;

export function reach(parts) {
  const done = new Set(), words = new Set(), named = new Set(), made = new Set(), numbers = new Set(), strings = new Set();
  const byWord = new Map(), queue = [];
  const wait = (word, unit) => (byWord.get(word) ?? byWord.set(word, []).get(word)).push(unit);

  const start = (unit) => {
    if (!done.has(unit)) { done.add(unit); queue.push(unit); }
  };
  const say = (word) => {
    if (words.has(word)) return;
    words.add(word);
    for (const unit of byWord.get(word) ?? []) if (made.has(unit.owner.name ?? unit.owner)) start(unit);
  };
  const name = (one) => {  // a class whose name must be there
    if (!one || named.has(one)) return;
    named.add(one);
    const unit = parts.units.get(one);
    check(unit, `${one} is nowhere`);
    start(unit);
    name(parts.classes.get(one)?.parent);
  };
  const make = (one) => {  // a class of which objects may be made
    if (!one || made.has(one)) return;
    name(one);
    made.add(one);
    const owner = parts.classes.get(one);
    make(owner.parent);
    owner.mixins.forEach(make);
    if (parts.hollow.has(one)) return void parts.met.add(one);
    for (const unit of owner.units ?? []) if (unit.name.startsWith("$") || words.has(unit.name)) start(unit);
  };
  const refer = (one) => {
    if (parts.classes.has(one)) return make(one);
    const unit = parts.units.get(one);
    if (parts.hollow.has(one)) parts.met.add(one);
    else if (unit) start(unit);
    else if (!parts.outside.has(one)) parts.outside.add(one);
  };

  parts.outside = new Set();
  parts.met = new Set();
  for (const [, owner] of parts.classes) owner.units = [...owner.members];
  for (const one of [...parts.aliases, ...parts.tearoffs]) parts.classes.get(one.owner).units.push(one);
  for (const [, owner] of parts.classes) for (const unit of owner.units) {
    unit.owner = owner;
    wait(unit.name, unit);
  }
  const follow = (found) => {
    found.refs.forEach(refer);
    found.tests.forEach((one) => (parts.classes.has(one) ? name(one) : refer(one)));
    found.words.forEach((word) => { say(word); strings.add(word); });
    found.numbers.forEach((one) => numbers.add(one));
  };
  follow(uses(parts.roots, parts));
  while (queue.length) {
    const unit = queue.pop();
    if (unit.number !== undefined) numbers.add(unit.number);
    (unit.numbers ?? []).forEach((one) => numbers.add(one));
    (unit.words ?? []).forEach(say);
    (unit.extra ?? []).forEach(refer);
    if (unit.nodes) follow(uses(unit.nodes, parts));
  }
  const rules = keptRules(parts, named, strings);
  return { done, named, made, numbers, rules, counts: { named: named.size, made: made.size, outside: [...parts.outside], hollow: [...parts.met] } };
}

// The type rules of classes that are there, and of every name that a string of types, or a kept rule, has in it.
function keptRules(parts, named, strings) {
  const spoken = new Set([...named].map((one) => one.slice(2)));
  for (const text of strings) for (const word of text.match(WORD) ?? []) spoken.add(word);
  for (const element of parts.types.elements) for (const word of element.value.match(WORD) ?? []) spoken.add(word);
  const [supers, variances] = parts.rules.map((node) => JSON.parse(node.value));
  const kept = {};
  for (let more = true; more; ) {
    more = false;
    for (const [one, rule] of Object.entries(supers)) {
      if (one in kept || !(typeof rule === "string" || spoken.has(one))) continue;
      kept[one] = rule;
      more = true;
      for (const word of JSON.stringify(rule).match(WORD) ?? []) spoken.add(word);
    }
  }
  const ordered = Object.fromEntries(Object.entries(supers).filter(([one]) => one in kept));
  const varied = Object.fromEntries(Object.entries(variances).filter(([one]) => spoken.has(one)));
  return [ordered, varied];
}
