// The service worker: keeps every file of one version, whole, and answers from what it keeps. Its parts are joined when
// the site is built, in the order store, files, versions, talk, answer.
//
// Files are kept under their hash, so versions share what did not change, a half-done install goes on where it stopped,
// and no answer can mix two versions. A file is handed out only when its hash is right. The version in use changes in one
// step; the one before is kept until the new one has started once, and comes back when it cannot start.

const VERSION = "__VERSION__";
const FILES = __FILES__; // path: [sha256, bytes, when]; when: 0 at the start, 1 at the start in Chromium, 2 in others, 3 after
const POLICY = "__POLICY__";
const PAGE = "index.html";

const scope = new URL(self.registration.scope);
const BOX = `leuko:${scope.pathname}`;
const SNAPSHOT = `leuko-snapshot:${scope.href}`;
const key = (name) => new URL(`.kept/${name}`, scope).href;
const memory = new Map(); // hash: response that storage had no room for
const sleep = (time) => new Promise((done) => setTimeout(done, time));
const box = () => caches.open(BOX);

let room = true;
let aside = false; // an update is being fetched beside a version that is whole

// ---- small notes ----------------------------------------------------------------------------------------------------

// A note that is damaged is as good as none.
async function read(name, otherwise) {
  const found = await (await box()).match(key(name));
  return found ? found.json().catch(() => otherwise) : otherwise;
}

async function write(name, value) {
  await (await box()).put(key(name), new Response(JSON.stringify(value)));
}

// What is served: {version, previous, started, whole, variant, tries}, written last of all when anything changes.
const FIRST = { version: VERSION, previous: null, started: false, whole: false };
let state = null;
const lists = { [VERSION]: FILES };

async function current() {
  state ??= (async () => {
    const kept = await read("state", null);
    if (!kept) return FIRST;
    for (const version of [kept.version, kept.previous]) await known(version);
    return lists[kept.version] ? kept : FIRST;
  })();
  state.catch(() => (state = null)); // storage that failed once is asked again
  return state;
}

async function known(version) {
  if (version) lists[version] ??= await read(`list-${version}`, null);
  return version ? lists[version] : null;
}

async function become(next) {
  state = Promise.resolve(next);
  await write("state", next);
}

async function files() {
  return lists[(await current()).version];
}

// ---- where a file lies ----------------------------------------------------------------------------------------------

// A browser keeps what it compiled of a script or module beside an answer that came over the network as it is, and finds
// it again only under the address that the page asked for. So these lie under their own address, each in a box of its own
// that is named by its hash, and as they were sent if their type is right.
const COMPILED = /\.(m?js|wasm)$/;
const place = (path, hash) => (COMPILED.test(path) ? [`${BOX}:${hash}`, new URL(path, scope).href] : [BOX, key(hash)]);

async function kept(path, hash) {
  const [cacheName, address] = place(path, hash);
  return memory.get(hash)?.clone() ?? (await caches.match(address, { cacheName }).catch(() => undefined));
}

async function put(path, hash, response) {
  const [name, address] = place(path, hash);
  await (await caches.open(name)).put(address, response.clone());
}

async function keep(path, hash, response) {
  if (room) {
    try {
      return await put(path, hash, response);
    } catch {
      // the snapshot is only there for speed: the files come first
    }
    try {
      await caches.delete(SNAPSHOT);
      return await put(path, hash, response);
    } catch {
      room = false; // storage is full: the app works, but only while this worker lives; what is left is for the record
      if (!aside) broadcast({ full: true });
    }
  }
  memory.set(hash, response);
}

async function hex(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Deletes everything but the files of *kept*, lists of versions, and the notes named.
async function sweep(kept, notes) {
  const places = kept.flatMap((list) => Object.entries(list)).map(([path, [hash]]) => place(path, hash));
  const names = new Set([BOX, ...places.map(([name]) => name)]);
  for (const name of await caches.keys()) if (name.startsWith(`${BOX}:`) && !names.has(name)) await caches.delete(name);
  const used = new Set([...notes.map(key), ...places.map(([, address]) => address)]);
  const store = await box();
  for (const request of await store.keys()) if (!used.has(request.url)) await store.delete(request);
}

// Deletes kept files that are not as their hash says; whether there were any.
async function repaired() {
  let found = false;
  for (const [path, [hash]] of Object.entries(await files())) {
    const answer = await kept(path, hash);
    if (!answer || (await hex(await answer.arrayBuffer().catch(() => new ArrayBuffer(0)))) === hash) continue;
    const [name, address] = place(path, hash);
    await (await caches.open(name)).delete(address);
    memory.delete(hash);
    found = true;
  }
  return found;
}
