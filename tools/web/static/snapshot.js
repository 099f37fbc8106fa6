// A snapshot of Python's memory, taken on the device when all is imported and nothing personal has been read. Later starts
// put it back instead of importing again. It is thrown away on any doubt: another build, browser, zone or language, a byte
// that is not as written, a table of functions that came out otherwise. Then Python starts as if there had been none.
//
// It lies in a cache of its own, its head in a header, the memory as the body without the zeros at its end.

const ROOM = 256e6; // bytes that must be free on the device beside it: the record comes first
const HEAD = "x-head";
const digest = async (bytes) => {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
};

export class Snapshot {
  constructor(scope, key) {
    [this.cacheName, this.address, this.key] = [`leuko-snapshot:${scope}`, new URL("snapshot", scope).href, key];
  }

  // {head, memory}, or null where there is none that fits; memory comes later, and fails if it is not as written.
  async read() {
    try {
      const answer = await caches.match(this.address, { cacheName: this.cacheName });
      if (!answer) return null;
      const head = JSON.parse(answer.headers.get(HEAD));
      if (head.key !== this.key) throw new Error("it is of another build or browser");
      return { head, memory: this.memory(head, answer) };
    } catch (reason) {
      await this.forget();
      return null;
    }
  }

  async memory(head, answer) {
    const { digest: right, ...rest } = head;
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if ((await digest(bytes)) !== right.memory) throw new Error("its memory is damaged");
    if ((await digest(new TextEncoder().encode(JSON.stringify(rest)))) !== right.head) throw new Error("its head is damaged");
    return bytes;
  }

  async forget() {
    await globalThis.caches?.delete(this.cacheName).catch(() => {});
  }

  async write({ head, memory }) {
    const { usage, quota } = await navigator.storage.estimate();
    if (quota - usage < ROOM) return;
    const rest = { ...head, key: this.key };
    const right = { head: await digest(new TextEncoder().encode(JSON.stringify(rest))), memory: await digest(memory) };
    const headers = { [HEAD]: JSON.stringify({ ...rest, digest: right }) };
    await (await caches.open(this.cacheName)).put(this.address, new Response(memory, { headers }));
  }
}

// Python's memory now, and where its compiled modules lie in memory and table. `named` says what our own objects are called.
export function taken(python, named) {
  const { HEAP8, HEAPU32, LDSO, wasmTable } = python._module;
  const libraries = Object.entries(LDSO.loadedLibsByHandle)
    .filter(([handle]) => Number(handle))
    .map(([handle, { name }]) => ({ name, handle: Number(handle), memory: HEAPU32[(+handle + 12) >> 2], table: HEAPU32[(+handle + 20) >> 2] }))
    .sort((one, other) => one.table - other.table);
  python._api.config._makeSnapshot = true;
  const whole = python.makeMemorySnapshot({ serializer: (object) => nameOf(object, named) });
  python._api.config._makeSnapshot = false;
  let end = whole.length;
  while (end && !whole[end - 1]) end--;
  return { head: { heap: HEAP8.length, table: wasmTable.length, libraries }, memory: whole.subarray(0, end) };
}

function nameOf(object, named) {
  if (object === globalThis) return "";
  const name = Object.keys(named).find((one) => named[one] === object) ?? object?.name;
  if (object !== (named[name] ?? globalThis[name])) throw new Error(`not to be kept: ${String(object).slice(0, 80)}`);
  return name;
}

// What `loadPyodide` needs to put a snapshot back: compiled modules where they were, then the memory over everything. The
// memory is read while the interpreter is compiled, so Pyodide is given nothing first.
export function restoring({ head, memory }, create, modules, named) {
  memory.catch(() => {}); // until it is waited for
  return {
    _loadSnapshot: new Uint8Array(16),
    _snapshotDeserializer: (name) => (name === "" ? globalThis : (named[name] ?? globalThis[name])),
    createPyodideModule: async (settings) => {
      delete settings.INITIAL_MEMORY;
      const python = await (await create)(settings);
      const compiled = new Map(await Promise.all(head.libraries.map(async ({ name }) => [name, await modules.get(name)])));
      if (python.HEAP8.length < head.heap) python.growMemory(head.heap);
      for (const library of head.libraries) placed(python, library, compiled.get(library.name));
      if (python.wasmTable.length !== head.table) throw new Error("the table of functions is another");
      const [{ API }, bytes] = [python, await memory];
      const restore = API.restoreSnapshot;
      API.restoreSnapshot = () => restore(bytes);
      return python;
    },
  };
}

function placed(python, { name, handle, memory, table }, module) {
  if (python.wasmTable.length !== table) throw new Error("the table of functions is another");
  python.placeOf = () => memory;
  const library = python.newDSO(name, undefined, "loading");
  [library.refcount, library.global] = [Infinity, false];
  library.exports = python.loadWebAssemblyModule(module, {}, name, {});
  delete python.placeOf;
  python.LDSO.loadedLibsByHandle[handle] = python.LDSO.loadedLibsByName[name] = library;
}
