// Python, in a worker of its own. It starts with the page, beside Flutter, and waits for Flutter's hand at the end.
import { loadPyodide } from "./pyodide.mjs";

const HOME = "/home/pyodide";
const SETUP = __SETUP__;
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

async function start({ documentUrl, language }) {
  globalThis.pageLanguage = language; // of the page being read: the app behind it speaks the same
  const site = bytes("site.zip");
  const app = bytes("app.tar");
  const compiled = Object.entries(EXTENSIONS).map(([name, file]) => [name, WebAssembly.compileStreaming(fetch(here + file))]);
  const python = await loadPyodide({
    indexURL: here,
    packageBaseUrl: here,
    stdLibURL: here + "stdlib.zip",
    lockFileContents: JSON.stringify({ info: __LOCK_INFO__, packages: {} }),
    env: { HOME, PYDANTIC_DISABLE_PLUGINS: "__all__", PYTHONTZPATH: "" },
    stdout: (text) => console.log(text),
    stderr: (text) => console.error(text),
  });
  step("python");
  const { FS } = python;
  FS.writeFile("/lib/site.zip", await site, { canOwn: true });
  globalThis.libraries = new Map();
  for (const [name, module] of compiled) {
    globalThis.libraries.set(`/lib/${name}.so`, await module);
    FS.writeFile(`/lib/${name}.so`, ""); // Python looks whether it is there; the module itself waits in the map
  }
  unpack(FS, await app);
  python.runPython(SETUP);
  step("packages");
  flet.documentUrl = documentUrl;
  python.registerJsModule("flet_js", flet);
  python.runPython(`import runpy\nrunpy.run_module("main", run_name="__main__")`);
  if (!flet.start_connection) throw new Error("main.py did not start the app");
  step("app");
  await connected;
  await flet.start_connection(frame);
  step("connected");
}
