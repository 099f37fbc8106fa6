// Python, in a worker of its own. It starts with the page, beside Flutter, and waits for Flutter's hand at the end.
import { loadPyodide } from "./pyodide.mjs";
import { Snapshot, restoring, taken } from "./snapshot.js";

const HOME = "/home/pyodide";
const SETUP = __SETUP__;
const BUILD = __BUILD__; // hash of everything that a snapshot holds or hangs on
const EXTENSIONS = __EXTENSIONS__; // Python module: file
const here = new URL(".", import.meta.url).href;
const step = (name) => postMessage({ step: name });

// ---- the channel to the page (see README.md) ---------------------------------------------------------------------------

const waiting = new Map();
let next = 0;
globalThis.pageCommand = (name, payload = {}) =>
  new Promise((resolve, reject) => {
    const id = ++next;
    waiting.set(id, { resolve, reject });
    postMessage({ ...payload, appCommand: name, id });
  });

const unheard = [];
let hear = null;
Object.defineProperty(globalThis, "onPageEvent", {
  get: () => hear,
  set: (heard) => {
    hear = heard;
    while (hear && unheard.length) hear(...unheard.shift());
  },
});

function pageEvent(name, value) {
  if (hear) hear(name, value);
  else unheard.push([name, value]);
}

// ---- Flet's side ---------------------------------------------------------------------------------------------------------

const flet = (self.flet_js = {});
let connect;
const connected = new Promise((resolve) => (connect = resolve));
const frame = (message) => {
  const bytes = message.toJs();
  postMessage(bytes, [bytes.buffer]);
};

self.onmessage = ({ data }) => {
  if (data instanceof Uint8Array) flet.send?.(data);
  else if ("start" in data) start(data.start).catch((reason) => postMessage({ failed: String(reason?.message ?? reason).slice(0, 8000) }));
  else if ("connect" in data) connect();
  else if ("pageEvent" in data) pageEvent(data.pageEvent, data.value);
  else if ("appReply" in data) {
    const { resolve, reject } = waiting.get(data.appReply) ?? {};
    waiting.delete(data.appReply);
    if (data.ok) resolve?.(data.value);
    else reject?.(new Error(data.value));
  }
};

// ---- starting ------------------------------------------------------------------------------------------------------------

async function bytes(name) {
  const answer = await fetch(here + name);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

// Packages that are only wanted when something is shared come when they are first imported; an import cannot wait.
globalThis.fetchNow = (name) => {
  const request = new XMLHttpRequest();
  request.open("GET", here + name, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${name}: ${request.status}`);
  return new Uint8Array(request.response);
};

function unpack(FS, tar) {
  const text = (at, length) => new TextDecoder().decode(tar.subarray(at, at + length)).replace(/\0.*$/s, "");
  for (let at = 0; tar[at]; ) {
    const prefix = text(at + 345, 155);
    const path = `${HOME}/${prefix ? prefix + "/" : ""}${text(at, 100)}`;
    const size = parseInt(text(at + 124, 12), 8);
    FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    FS.writeFile(path, tar.subarray(at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

const COMMON = {
  indexURL: here,
  packageBaseUrl: here,
  stdLibURL: here + "stdlib.zip",
  lockFileContents: JSON.stringify({ info: __LOCK_INFO__, packages: {} }),
  env: { HOME, PYDANTIC_DISABLE_PLUGINS: "__all__", PYTHONTZPATH: "" },
  stdout: (text) => console.log(text),
  stderr: (text) => console.error(text),
};
const OURS = { flet_js: flet };
const LATER = 1500; // milliseconds from the first screen to the writing of a snapshot
const compiled = new Map(); // place: promise of the compiled module

// What Python finds in its folders, whichever way it starts.
async function furnish({ FS }, site, app) {
  FS.writeFile("/lib/site.zip", await site, { canOwn: true });
  globalThis.libraries = new Map();
  for (const [place, module] of compiled) {
    globalThis.libraries.set(place, await module);
    FS.writeFile(place, ""); // Python looks whether it is there; the module itself waits in the map
  }
  unpack(FS, await app);
}

async function fresh(site, app) {
  const python = await loadPyodide(COMMON);
  step("python");
  await furnish(python, site, app);
  python.runPython(SETUP);
  step("packages");
  python.registerJsModule("flet_js", flet);
  python.runPython("import main, flet.messaging.pyodide_connection");
  return python;
}

async function restored(snapshot, site, app) {
  const create = import("./pyodide.asm.mjs").then((module) => module.default);
  const python = await loadPyodide({ ...COMMON, ...restoring(snapshot, create, compiled, OURS) });
  await furnish(python, site, app);
  python.runPython(`import random, sys\nrandom.seed()\nsys.path.remove("")`); // "" is put there at each start
  return python;
}

// A snapshot, or null where this browser makes none: the app starts all the same.
function tried(python) {
  postMessage({ taking: true });
  try {
    return taken(python, OURS);
  } catch (reason) {
    console.warn(`No snapshot was taken: ${reason.message}.`);
    postMessage({ taking: false });
    return null;
  }
}

// As it was when the last start had imported everything, or from the beginning; then a snapshot is taken for the next start.
async function warmOrFresh(kept, site, app, mayTake) {
  const snapshot = await kept.read();
  if (snapshot) {
    postMessage({ restoring: true });
    try {
      const python = await restored(snapshot, site, app);
      postMessage({ restored: true });
      return { python };
    } catch (reason) {
      console.warn(`The snapshot was thrown away: ${reason.message}.`);
      await kept.forget();
    }
  }
  const python = await fresh(site, app);
  return { python, made: snapshot || !mayTake ? null : tried(python) };
}

// The page allows snapshots when every file came through its service worker, checked, and none of this version failed.
async function start({ documentUrl, language, allowed, mayTake, scope }) {
  globalThis.pageLanguage = language; // of the page being read: the app behind it speaks the same
  flet.documentUrl = documentUrl;
  const [site, app] = [bytes("site.zip"), bytes("app.tar")];
  for (const [name, file] of Object.entries(EXTENSIONS)) compiled.set(`/lib/${name}.so`, WebAssembly.compileStreaming(fetch(here + file)));
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const kept = new Snapshot(scope, [BUILD, navigator.userAgent, navigator.languages, zone].join("|"));
  const { python, made } = allowed ? await warmOrFresh(kept, site, app, mayTake) : { python: await fresh(site, app) };
  if (!allowed) kept.forget();
  python._api.on_fatal = (reason) => postMessage({ failed: `Python ended: ${String(reason).slice(0, 4000)}` });
  python.runPython(`import runpy\nrunpy.run_module("main", run_name="__main__")`);
  if (!flet.start_connection) throw new Error("main.py did not start the app");
  step("app");
  await connected;
  await flet.start_connection(frame);
  step("connected");
  if (made) setTimeout(() => kept.write(made).catch(() => kept.forget()).then(() => postMessage({ taking: false })), LATER);
}
