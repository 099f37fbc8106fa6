// Writes the program again, without what cannot run.
export function emit(parts, alive) {
  const { text } = parts, edits = [];
  const replace = (start, end, by = "") => edits.push([start, end, by]);
  const remove = (start, end) => replace(start, end, text[end - 1] === ";" ? ";" : "");
  const list = (properties, keep) => keepItems(text, replace, properties, keep);

  parts.removals.forEach((one) => replace(...one));
  parts.lists.forEach(([items, kept]) => list(items, (one) => kept.has(one)));
  for (const holder of parts.holders)
    list(holder.init.properties, (one) => alive.done.has(parts.units.get(`${holder.id.name}.${one.key.name}`)));
  for (const [, owner] of parts.classes) {
    if (!owner.statement) continue;
    if (!alive.named.has(owner.name)) remove(owner.statement.start, owner.statement.end);
    else if (!alive.made.has(owner.name)) replace(owner.object.start, owner.object.end, "{}");
    else {
      const members = new Map(owner.members.map((unit) => [unit.range[0], unit]));
      list(owner.object.properties, (one) => alive.done.has(members.get(one.start)));
    }
  }
  for (const name of ["t", "u"])
    list(parts[`table_${name}`].properties, (one) => alive.done.has(parts.units.get(`${name}.${one.key.name ?? one.key.value}`)));
  for (const [key, unit] of parts.units)
    if ((key.startsWith("B.") || key.startsWith("$.")) && unit.range && !alive.done.has(unit)) remove(...unit.range);
  whole(parts, replace, "aliases", aliases(parts, alive));
  whole(parts, replace, "installTearOffs", tearoffs(parts, alive));
  whole(parts, replace, "inheritance", inheritance(parts, alive));
  parts.types.elements.forEach((one, place) => alive.numbers.has(place) || replace(one.start, one.end, "0"));
  parts.rules.forEach((node, place) => replace(node.start, node.end, `'${quoted(JSON.stringify(alive.rules[place]))}'`));
  return applied(text, edits);
}

const quoted = (text) => text.replace(/\\/g, "\\\\").replace(/'/g, "\\'");

function keepItems(text, replace, items, keep) {
  const kept = items.map(keep);
  if (kept.every(Boolean)) return;
  if (!kept.some(Boolean)) return items.length && replace(items[0].start, items.at(-1).end);
  for (let place = 0; place < items.length; place += 1) {
    if (kept[place]) continue;
    let last = place;
    while (last + 1 < items.length && !kept[last + 1]) last += 1;
    if (last + 1 < items.length) replace(items[place].start, items[last + 1].start);
    else replace(items[place - 1].end, items[last].end);
    place = last;
  }
}

function whole(parts, replace, name, lines) {
  replace(...parts.blocks[name], lines.join("\n"));
}

function aliases(parts, alive) {
  const lines = [];
  let owner = null;
  for (const one of parts.aliases) {
    if (!alive.done.has(one)) continue;
    if (owner !== one.owner) lines.push(`${owner ? "" : "var "}s=${one.owner.name}.prototype`);
    owner = one.owner;
    lines.push(`s.${one.name}=s.${one.words[0]}`);
  }
  return lines;
}

function tearoffs(parts, alive) {
  const lines = [parts.text.slice(...parts.installers), "var i"];
  let owner = null;
  const all = [...parts.statics.map((one) => [one, `${one.holder}.${one.name}`]), ...parts.tearoffs.map((one) => [one, null])];
  for (const [one, key] of all.sort((a, b) => a[0].tail[0] - b[0].tail[0])) {
    const tail = parts.text.slice(...one.tail);
    if (key) {
      if (alive.done.has(parts.units.get(key))) lines.push(`${one.installer}(${one.holder},${tail}`);
    } else if (alive.done.has(one)) {
      lines.push(`${one.installer}(${owner === one.owner ? "i" : `i=${one.owner.name}.prototype`},${tail}`);
      owner = one.owner;
    }
  }
  return lines;
}

function inheritance(parts, alive) {
  const lines = [parts.text.slice(...parts.inheritHead)];
  for (const one of parts.inherits) {
    if (one.children) {
      const children = one.children.filter((child) => alive.named.has(child));
      if (children.length) lines.push(`${one.callee}(${one.parent},[${children.join(",")}])`);
    } else if (one.mixin) {
      if (alive.made.has(one.child)) lines.push(`${one.callee}(${one.child},${one.mixin})`);
    } else if (alive.named.has(one.child)) lines.push(`${one.callee}(${one.child},${one.parent})`);
  }
  return lines;
}

function applied(text, edits) {
  edits.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const out = [];
  let at = 0;
  for (const [start, end, by] of edits) {
    if (end <= at) continue;  // inside what is gone already
    out.push(text.slice(at, start), by);
    at = end;
  }
  out.push(text.slice(at));
  return out.join("").replace(/\n{2,}/g, "\n").replace(/\n+$/, "\n");
}
