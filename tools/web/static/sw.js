// The service worker: keeps every file of one version, whole, and answers from what it keeps.
//
// Files are kept under their hash, so versions share what did not change, a half-done install goes on where it stopped,
// and no answer can mix two versions. A file is handed out only when its hash is right. The version in use changes in one
// step; the one before is kept until the new one has started once, and comes back when it cannot start.

const VERSION = "__VERSION__";
const FILES = __FILES__; // path: [sha256, bytes, when]; when: 0 at the start, 1 at the start in Chromium, 2 in others, 3 after
const TYPES = {
  html: "text/html; charset=utf-8", js: "text/javascript", mjs: "text/javascript", json: "application/json",
  webmanifest: "application/manifest+json", wasm: "application/wasm", zip: "application/zip", tar: "application/x-tar",
  png: "image/png", svg: "image/svg+xml", ttf: "font/ttf", otf: "font/otf", woff2: "font/woff2", txt: "text/plain; charset=utf-8",
};
const POLICY = "__POLICY__";
const PAGE = "index.html";
const WAITS = [500, 1000, 2000, 4000, 8000, 15000]; // milliseconds between tries
const TORN = 40; // how often a link may break in the middle of one file before that counts as a failed try
const TOGETHER = 6;

const scope = new URL(self.registration.scope);
const BOX = `leuko:${scope.pathname}`;
const key = (name) => new URL(`.kept/${name}`, scope).href;
const pending = new Map(); // hash: promise of a download under way
const memory = new Map(); // hash: response that storage had no room for
const progress = new Map(); // path: bytes that came so far
let room = true;
let installing = null;

// A browser keeps what it compiled of a script or module beside an answer that came over the network as it is, and finds
// it again only under the address that the page asked for. So these lie under their own address, each in a box of its own
// that is named by its hash, and as they were sent if their type is right.
const COMPILED = /\.(m?js|wasm)$/;
const CODE = /javascript|wasm/;
const place = (path, hash) => (COMPILED.test(path) ? [`${BOX}:${hash}`, new URL(path, scope).href] : [BOX, key(hash)]);

const sleep = (time) => new Promise((done) => setTimeout(done, time));
const box = () => caches.open(BOX);

async function read(name, otherwise) {
  const found = await (await box()).match(key(name));
  return found ? found.json() : otherwise;
}

async function write(name, value) {
  await (await box()).put(key(name), new Response(JSON.stringify(value)));
}

// What is served: {version, previous, started, whole}, written last of all when anything changes.
let state = null;
let lists = { [VERSION]: FILES };

async function current() {
  state ??= (async () => {
    const kept = await read("state", null);
    if (!kept) return { version: VERSION, previous: null, started: false, whole: false };
    for (const version of [kept.version, kept.previous]) {
      if (version && !lists[version]) lists[version] = await read(`list-${version}`, null);
    }
    return lists[kept.version] ? kept : { version: VERSION, previous: null, started: false, whole: false };
  })();
  return state;
}

async function become(next) {
  state = Promise.resolve(next);
  await write("state", next);
}

async function files() {
  return lists[(await current()).version];
}

// ---- one file -------------------------------------------------------------------------------------------------------

function headers(path, size) {
  const type = TYPES[path.split(".").pop()] ?? "application/octet-stream";
  const policy = path.endsWith("worker.js") ? { "content-security-policy": POLICY } : {};
  return { "content-type": type, "content-length": String(size), ...policy };
}

async function kept(path, hash) {
  const [cacheName, address] = place(path, hash);
  return memory.get(hash)?.clone() ?? (await caches.match(address, { cacheName }));
}

async function attempt(path, hash, size, mode) {
  const answer = await fetch(new URL(path, scope), { cache: mode, credentials: "same-origin", redirect: "error" });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  const asSent = answer.clone();
  const parts = [];
  let got = 0;
  for (const reader = answer.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    got += value.length;
    progress.set(path, Math.min(got, size));
    tell();
  }
  const body = new Blob(parts);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await body.arrayBuffer()));
  if (Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") !== hash) throw new Error(`${path}: not the file`);
  const right = COMPILED.test(path) && !headers(path, size)["content-security-policy"] && CODE.test(answer.headers.get("content-type"));
  return right ? asSent : new Response(body, { headers: headers(path, size) });
}

async function keep(path, hash, response) {
  const [name, address] = place(path, hash);
  try {
    if (room) return await (await caches.open(name)).put(address, response.clone());
  } catch (reason) {
    room = false; // storage is full: the app works, but only while this worker lives; what is left is for the record
    broadcast({ full: true });
  }
  memory.set(hash, response);
}

async function download(path, [hash, size]) {
  for (let tries = 0, torn = 0; ; tries++) {
    try {
      await keep(path, hash, await attempt(path, hash, size, tries ? "reload" : "no-cache"));
      progress.set(path, size);
      return;
    } catch (reason) {
      // A link that breaks after bytes came is a bad link, not a host without the file: begin the waits again.
      if (reason instanceof TypeError && progress.get(path) && torn++ < TORN) tries = 0;
      progress.set(path, 0);
      if (tries >= WAITS.length) throw reason;
      await sleep(WAITS[tries] * (0.75 + Math.random() / 2));
    }
  }
}

async function get(path, list) {
  const [hash] = list[path];
  const found = await kept(path, hash);
  if (found) return found;
  if (!pending.has(hash)) pending.set(hash, download(path, list[path]).finally(() => pending.delete(hash)));
  await pending.get(hash);
  return kept(path, hash);
}

// ---- all files ------------------------------------------------------------------------------------------------------

const START = (variant) => [0, variant];
const AFTER = () => [3];
const wanted = (list, times) => Object.keys(list).filter((path) => times.includes(list[path][2]));

async function missing(list, times) {
  const paths = wanted(list, times);
  const have = await Promise.all(paths.map((path) => kept(path, list[path][0])));
  return paths.filter((_, at) => !have[at]);
}

async function install(list, times) {
  const rest = await missing(list, times);
  for (const path of wanted(list, times)) progress.set(path, rest.includes(path) ? (progress.get(path) ?? 0) : list[path][1]);
  tell();
  rest.sort((one, other) => list[other][1] - list[one][1]);
  const failed = [];
  const lane = async () => {
    for (let path = rest.shift(); path; path = rest.shift()) await get(path, list).catch((reason) => failed.push(reason));
  };
  await Promise.all(Array.from({ length: TOGETHER }, lane));
  if (failed.length) throw failed[0];
}

async function complete(variant) {
  const now = await current();
  await install(lists[now.version], START(variant));
  tell(true);
  await install(lists[now.version], AFTER());
  if (!room) return;
  await write(`list-${now.version}`, lists[now.version]);
  if (!now.whole) await become({ ...now, variant, whole: true });
  broadcast({ offline: { version: now.version } });
}

async function prune() {
  const now = await current();
  if ((await self.clients.matchAll({ type: "window" })).length > 1) return; // another tab may still use the old one
  const list = lists[now.version];
  const places = Object.entries(list).map(([path, [hash]]) => place(path, hash));
  const names = new Set([BOX, ...places.map(([name]) => name)]);
  for (const name of await caches.keys()) if (name.startsWith(`${BOX}:`) && !names.has(name)) await caches.delete(name);
  const used = new Set([key("state"), key(`list-${now.version}`), ...places.map(([, address]) => address)]);
  const store = await box();
  for (const request of await store.keys()) if (!used.has(request.url)) await store.delete(request);
  await become({ ...now, previous: null, started: true });
}

// ---- talking to the page --------------------------------------------------------------------------------------------

async function broadcast(message) {
  for (const client of await self.clients.matchAll({ includeUncontrolled: true, type: "window" })) client.postMessage(message);
}

let told = 0;
function tell(now = false) {
  if (!now && Date.now() - told < 100) return;
  told = Date.now();
  let got = 0;
  for (const bytes of progress.values()) got += bytes;
  broadcast({ progress: { got, version: VERSION } });
}

async function hello({ version, variant }, client) {
  const now = await current();
  const list = lists[now.version];
  const total = wanted(list, START(variant)).reduce((sum, path) => sum + list[path][1], 0);
  client.postMessage({ welcome: { version: now.version, total } });
  if (version !== now.version) await get(PAGE, list).then(() => client.postMessage({ reload: true }), () => {});
  installing ??= complete(variant).catch((reason) => broadcast({ trouble: String(reason) })).finally(() => (installing = null));
  await installing;
}

async function failed(version) {
  const now = await current();
  if (now.version !== version || !now.previous || now.started) return false;
  await become({ ...now, version: now.previous, previous: null, started: true });
  return true;
}

async function bytesOfUpdate() {
  const old = new Set(Object.values((await files()) ?? {}).map(([hash]) => hash));
  return Object.values(FILES).reduce((sum, [hash, size, when]) => sum + (old.has(hash) || when > 1 ? 0 : size), 0);
}

self.addEventListener("message", (event) => {
  const { data, source, ports } = event;
  if (data.hello) event.waitUntil(hello(data.hello, source));
  if (data.started) event.waitUntil(prune());
  if (data.failed) event.waitUntil(failed(data.failed).then((back) => ports[0]?.postMessage(back)));
  if (data.about) event.waitUntil(bytesOfUpdate().then((bytes) => ports[0]?.postMessage({ version: VERSION, bytes })));
  if (data.offline) event.waitUntil(current().then((now) => ports[0]?.postMessage({ ready: now.whole, version: now.version })));
  if (data.switch) event.waitUntil(self.skipWaiting());
});

// ---- the browser's events -------------------------------------------------------------------------------------------

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const kept = await read("state", null);
    // A first visit, or one that never got whole: serve at once and fetch as the page asks. An update: fetch all of it
    // aside first; if that fails this worker is discarded and the old version stays.
    if (!kept?.whole) return self.skipWaiting();
    await install(FILES, [...START(kept.variant), ...AFTER()]);
    if (!room) throw new Error("no room for the new version");
    await write(`list-${VERSION}`, FILES);
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const kept = await read("state", null);
    const whole = Boolean(kept?.whole);
    if (kept?.version !== VERSION) {
      await become({ version: VERSION, previous: whole ? kept.version : null, started: false, whole, variant: kept?.variant });
    }
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  event.respondWith(answer(event.request, url));
});

async function answer(request, url) {
  const list = await files();
  let path = decodeURIComponent(url.pathname.slice(scope.pathname.length));
  if (request.mode === "navigate" && !(path in list)) path = PAGE;
  if (url.search && path in list) {
    const asked = url.search.slice(1); // a running page asks for exactly the file it was built with
    const found = /^[0-9a-f]{64}$/.test(asked) && (await kept(path, asked));
    if (found) return found;
  }
  if (!(path in list)) return fetch(request);
  try {
    return await get(path, list);
  } catch (reason) {
    if (request.mode === "navigate") return fetch(request).catch(() => get(PAGE, list));
    return new Response(String(reason), { status: 504 });
  }
}
