// Takes the compiled program apart into units: what each provides, and the names it uses.
import { parse } from "acorn";
import { cutChoices, cutTables } from "./cuts.mjs";

export const HOLDERS = new Set(["A", "J", "B", "$", "t", "u"]);

export function check(condition, what, node) {
  if (!condition) throw new Error(`not as expected: ${what}${node ? ` at ${node.start}` : ""}`);
}

export const isName = (node, name) => node?.type === "Identifier" && (name === undefined || node.name === name);
export const dotted = (node) => node?.type === "MemberExpression" && !node.computed && isName(node.object);
export const holder = (node, names) => dotted(node) && names.includes(node.object.name);
export const key = (node) => `${node.object.name}.${node.property.name}`;

export function children(node) {
  const found = [];
  for (const name in node) {
    const value = node[name];
    if (Array.isArray(value)) for (const one of value) one && typeof one.type === "string" && found.push(one);
    else if (value && typeof value === "object" && typeof value.type === "string") found.push(value);
  }
  return found;
}

// The names a piece of code uses: `refs` are A.name and the like, `tests` those only tested with instanceof, `words`
// member names and strings, `numbers` the types of functions.
export function uses(nodes, parts) {
  const found = { refs: new Set(), tests: new Set(), words: new Set(), numbers: new Set() };
  const waiting = [...nodes];
  while (waiting.length) {
    const node = waiting.pop();
    if (parts.cut.has(node)) continue;
    switch (node.type) {
      case "MemberExpression":
        if (!node.computed) {
          if (isName(node.object) && HOLDERS.has(node.object.name)) {
            found.refs.add(key(node));
            found.words.add(node.property.name);
            continue;
          }
          found.words.add(node.property.name);
          waiting.push(node.object);
          continue;
        }
        check(!(isName(node.object) && "AJB$".includes(node.object.name)), "a holder used like a table", node);
        break;
      case "BinaryExpression":
        if (node.operator === "instanceof" && holder(node.right, ["A", "J"])) {
          found.tests.add(key(node.right));
          waiting.push(node.left);
          continue;
        }
        break;
      case "Property":
        if (!node.computed) {
          found.words.add(node.key.name ?? String(node.key.value));
          if (node.key.name === "$S" && node.value.type === "Literal") found.numbers.add(node.value.value);
          waiting.push(node.value);
          continue;
        }
        break;
      case "Literal":
        if (typeof node.value === "string") found.words.add(node.value);
        continue;
    }
    for (const child of children(node)) waiting.push(child);
  }
  return found;
}

export function call(node) {
  return node.type === "ExpressionStatement" && node.expression.type === "CallExpression" ? node.expression : null;
}

function block(body, name, parts) {
  const node = body.find((one) => call(one)?.callee.type === "FunctionExpression" && call(one).callee.id?.name === name);
  check(node, `there is no part called ${name}`);
  const inside = call(node).callee.body;
  parts.blocks[name] = [inside.start + 1, inside.end - 1];
  return inside.body;
}

export function program(text, plan) {
  const tree = parse(text, { ecmaVersion: 2022 });
  check(tree.body.length === 1 && call(tree.body[0]), "the program is one function");
  const body = call(tree.body[0]).callee.body.body;
  const parts = {
    text, units: new Map(), classes: new Map(), members: [], aliases: [], tearoffs: [], statics: [], inherits: [], roots: [],
    cut: new Set(), hollow: new Set(), counts: {}, removals: [], lists: [], blocks: {}, rules: null, types: null,
  };
  cutChoices(body, plan, parts);
  cutTables(body, plan, parts);
  const handled = new Set();
  readHolders(body, parts, handled);
  readClasses(body, parts, handled);
  readAliases(block(body, "aliases", parts), parts);
  readTearoffs(block(body, "installTearOffs", parts), parts);
  readInheritance(block(body, "inheritance", parts), parts);
  readAssignments(block(body, "constants", parts), "B", parts);
  readAssignments(block(body, "staticFields", parts), "$", parts);
  readLazy(block(body, "lazyInitializers", parts), parts);
  readTables(body, parts, handled);
  for (const name of ["aliases", "installTearOffs", "inheritance", "constants", "staticFields", "lazyInitializers"])
    handled.add(body.find((one) => call(one)?.callee.id?.name === name));
  parts.roots.push(...body.filter((one) => !handled.has(one)));
  return parts;
}

function add(parts, name, nodes, range) {
  check(!parts.units.has(name), `${name} is there twice`);
  parts.units.set(name, { name, nodes, range });
}

function classOf(parts, name) {
  if (!parts.classes.has(name)) parts.classes.set(name, { name, members: [], parent: null, mixins: [] });
  return parts.classes.get(name);
}

function readHolders(body, parts, handled) {
  const statement = body.find((one) => one.type === "VariableDeclaration" && one.declarations.some((d) => d.id.name === "A"));
  check(statement, "the holders are declared");
  handled.add(statement);
  parts.holders = [];
  for (const one of statement.declarations) {
    check(one.init.type === "ObjectExpression", "a holder is an object", one);
    parts.holders.push(one);
    for (const member of one.init.properties) {
      check(!member.computed && member.key.type === "Identifier", "a plain name", member);
      add(parts, `${one.id.name}.${member.key.name}`, [member.value], [member.start, member.end]);
    }
  }
}

function readClasses(body, parts, handled) {
  for (const statement of body) {
    const left = statement.expression?.left;
    if (!(statement.expression?.type === "AssignmentExpression" && left.property?.name === "prototype" && holder(left.object, ["A", "J"]))) continue;
    const right = statement.expression.right;
    check(right.type === "ObjectExpression", "the members of a class", statement);
    handled.add(statement);
    const owner = classOf(parts, key(left.object));
    check(!owner.statement, `${owner.name} is there twice`);
    owner.statement = statement;
    owner.object = right;
    for (const member of right.properties) {
      check(!member.computed, "a plain member", member);
      const name = member.key.name ?? String(member.key.value);
      const unit = { owner, name, nodes: [member.value], range: [member.start, member.end], numbers: [] };
      if (name === "$S" && member.value.type === "Literal") unit.number = member.value.value;
      owner.members.push(unit);
    }
  }
  parts.counts.classes = parts.classes.size;
}

const prototypeOf = (node) => (node?.type === "MemberExpression" && node.property.name === "prototype" && holder(node.object, ["A", "J"]) ? key(node.object) : null);

function readAliases(body, parts) {
  let owner = null;
  for (const statement of body) {
    let target = statement.type === "VariableDeclaration" ? statement.declarations[0].init : statement.expression.right;
    if (statement.type === "VariableDeclaration" || isName(statement.expression.left, "s")) {
      check(statement.type !== "VariableDeclaration" || statement.declarations.length === 1, "one variable", statement);
      owner = prototypeOf(target);
      check(owner, "the class of super calls", statement);
      continue;
    }
    const left = statement.expression.left;
    check(isName(left.object, "s") && isName(target.object, "s") && !left.computed && !target.computed, "a super call", statement);
    parts.aliases.push({ owner, name: left.property.name, words: [target.property.name] });
  }
}

function readTearoffs(body, parts) {
  let current = null;
  check(body[0].type === "VariableDeclaration", "the installers");
  parts.installers = [body[0].start, body[0].end];
  for (const statement of body.slice(1)) {
    if (statement.type === "VariableDeclaration") {
      check(statement.declarations.length === 1 && isName(statement.declarations[0].id, "i") && !statement.declarations[0].init, "the variable i", statement);
      continue;
    }
    const node = call(statement);
    check(node && isName(node.callee), "an installer", statement);
    const [target, name, ...rest] = node.arguments;
    check(name?.type === "Literal", "a name", statement);
    const tail = [name.end, node.end];
    const numbers = rest.filter((one) => one.type === "Literal" && typeof one.value === "number").map((one) => one.value);
    const common = { installer: node.callee.name, tail: [name.start, node.end], nodes: rest, numbers, name: name.value };
    if (isName(target) && "AJ".includes(target.name)) {
      parts.statics.push({ ...common, holder: target.name });
      const unit = parts.units.get(`${target.name}.${name.value}`);
      check(!unit, "a getter that is there already", statement);
      const names = [];
      const collect = (one) => {
        if (one.type === "Literal" && typeof one.value === "string" && parts.units.has(`${target.name}.${one.value}`)) names.push(`${target.name}.${one.value}`);
        children(one).forEach(collect);
      };
      rest.forEach(collect);
      add(parts, `${target.name}.${name.value}`, rest, null);
      Object.assign(parts.units.get(`${target.name}.${name.value}`), { extra: names, numbers });
      check(names.length > 0, "a static function to tear off", statement);
      continue;
    }
    if (target.type === "AssignmentExpression") {
      check(isName(target.left, "i"), "the variable i", statement);
      current = prototypeOf(target.right);
    }
    const owner = isName(target, "i") || target.type === "AssignmentExpression" ? current : prototypeOf(target);
    check(owner, "the class of a tear-off", statement);
    parts.tearoffs.push({ ...common, owner });
  }
}

function readInheritance(body, parts) {
  const names = {};
  check(body[0].type === "VariableDeclaration", "the four ways to inherit");
  for (const one of body[0].declarations) names[one.id.name] = one.init.property.name;
  parts.inheritHead = [body[0].start, body[0].end];
  for (const statement of body.slice(1)) {
    const node = call(statement);
    check(node && names[node.callee.name], "a way to inherit", statement);
    const way = names[node.callee.name];
    const entry = { way, callee: node.callee.name };
    const [first, second] = node.arguments;
    const nameOf = (one) => {
      if (one.type === "Literal" && one.value === null) return null;
      check(holder(one, ["A", "J"]), "a class", one);
      return key(one);
    };
    if (way === "inheritMany") {
      entry.parent = nameOf(first);
      entry.children = second.elements.map(nameOf);
      for (const one of entry.children) classOf(parts, one).parent = entry.parent;
    } else if (way === "inherit") {
      entry.child = nameOf(first);
      entry.parent = nameOf(second);
      classOf(parts, entry.child).parent = entry.parent;
    } else {
      check(way === "mixin" || way === "mixinHard", "a mixin", statement);
      entry.child = nameOf(first);
      entry.mixin = nameOf(second);
      classOf(parts, entry.child).mixins.push(entry.mixin);
    }
    parts.inherits.push(entry);
  }
}

function readAssignments(body, name, parts) {
  parts[`first${name}`] = [];
  for (const statement of body) {
    if (statement.type === "VariableDeclaration" || statement.type === "EmptyStatement") {
      parts.roots.push(statement);
      continue;
    }
    const node = statement.expression;
    check(node?.type === "AssignmentExpression" && holder(node.left, [name]), `an assignment to ${name}`, statement);
    add(parts, key(node.left), [node.right], [statement.start, statement.end]);
  }
}

function readLazy(body, parts) {
  for (const statement of body) {
    if (statement.type === "VariableDeclaration") continue;
    const node = call(statement);
    check(node && isName(node.callee) && isName(node.arguments[0], "$") && node.arguments.length === 4, "a lazy field", statement);
    const [, field, getter, make] = node.arguments;
    add(parts, `$.${getter.value}`, [make], [statement.start, statement.end]);
    add(parts, `$.${field.value}`, [], null);
    parts.units.get(`$.${field.value}`).extra = [`$.${getter.value}`];
  }
}

function readTables(body, parts, handled) {
  for (const name of ["t", "u"]) {
    const statement = body.find((one) => one.type === "VariableDeclaration" && one.declarations.length === 1 && one.declarations[0].id.name === name);
    check(statement, `the table ${name}`);
    handled.add(statement);
    let table = statement.declarations[0].init;
    if (name === "t") table = table.callee.body.body.find((one) => one.type === "ReturnStatement").argument;
    check(table.type === "ObjectExpression", `the table ${name} is an object`);
    parts[`table_${name}`] = table;
    for (const member of table.properties) add(parts, `${name}.${member.key.name ?? member.key.value}`, [member.value], [member.start, member.end]);
  }
  const runtime = body.find((one) => one.type === "VariableDeclaration" && one.declarations[0].id.name === "v");
  parts.types = runtime.declarations[0].init.properties.find((one) => one.key.name === "types").value;
  handled.add(runtime);
  parts.roots.push(...runtime.declarations[0].init.properties.filter((one) => one.key.name !== "types").map((one) => one.value));
  const parsing = body.filter((one) => call(one)?.arguments[1]?.callee?.property?.name === "parse");
  check(parsing.length === 2, "two tables of type rules");
  parts.rules = parsing.map((one) => call(one).arguments[1].arguments[0]);
  parsing.forEach((one) => { handled.add(one); parts.roots.push(call(one).callee); });
}
