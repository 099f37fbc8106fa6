// The built site's service worker in a browser that is made up here: shared caches, a server, windows, one registration.
// `node worker.mjs SW.JS` plays every scene below and prints what came out, as JSON. Waits are 200 times as short.
import fs from "node:fs";
import vm from "node:vm";
import { createHash, webcrypto } from "node:crypto";

const TEMPLATE = fs.readFileSync(process.argv[2], "utf8");
const SCOPE = "https://host.example/app/";
const sha = (text) => createHash("sha256").update(text).digest("hex");
const sleep = (time) => new Promise((done) => setTimeout(done, time));
const release = (name) => ({
  "index.html": `page ${name}`, "start.js": `start ${name}`, "python.zip": `python ${name}`, "late.zip": `late ${name}`, "same.js": "same",
});

class Box {
  constructor(world, name) {
    [this.world, this.name, this.items] = [world, name, new Map()];
  }

  async put(address, response) {
    const body = Buffer.from(await response.arrayBuffer());
    if (this.world.isFull?.(this.name, address)) throw new DOMException("full", "QuotaExceededError");
    this.items.set(String(address), { body, headers: [...response.headers] });
  }

  async match(address) {
    const one = this.items.get(String(address.url ?? address));
    return one && new Response(one.body, { headers: one.headers });
  }

  async keys() {
    return [...this.items.keys()].map((url) => ({ url }));
  }

  async delete(address) {
    await this.world.onDelete?.();
    return this.items.delete(String(address.url ?? address));
  }
}

class World {
  boxes = new Map();
  windows = [];
  asked = [];
  online = true;
  registration = { scope: SCOPE, installing: null, waiting: null };
  active = null;

  deploy(version, files = release(version)) {
    this.server = files;
    const list = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, [sha(text), text.length, path.startsWith("late") ? 3 : 0]]));
    this.script = TEMPLATE.replace(/^const VERSION = .*$/m, `const VERSION = "${version}";`).replace(/^const FILES = .*$/m, () => `const FILES = ${JSON.stringify(list)};`);
    this.version = version;
  }

  caches() {
    const check = () => {
      if (this.isBroken) throw new DOMException("Unexpected internal error.", "UnknownError");
    };
    return {
      open: async (name) => (check(), this.boxes.get(name) ?? this.boxes.set(name, new Box(this, name)).get(name)),
      match: async (address, { cacheName }) => (check(), this.boxes.get(cacheName)?.match(address)),
      keys: async () => (check(), [...this.boxes.keys()]),
      delete: async (name) => (check(), await this.onDelete?.(), this.boxes.delete(name)),
    };
  }

  async fetch(request) {
    const path = new URL(String(request.url ?? request)).pathname.slice("/app/".length) || "index.html";
    this.asked.push(path);
    if (!this.online) throw new TypeError("Failed to fetch");
    await sleep(this.slow?.[path] ?? 0);
    const text = this.server[path];
    const type = path.endsWith(".js") ? "text/javascript" : "text/html";
    return text === undefined ? new Response("gone", { status: 404 }) : new Response(text, { headers: { "content-type": type } });
  }

  boot(script = this.script, version = this.version) {
    const worker = { script, version, heard: {} };
    const self = {
      registration: this.registration,
      addEventListener: (type, heard) => (worker.heard[type] = heard),
      skipWaiting: async () => (worker.skips = true),
      clients: { matchAll: async () => this.windows, claim: async () => {} },
    };
    const { Response, Blob, URL, Map, Set, Promise, Uint8Array, ArrayBuffer, TypeError, Error } = globalThis;
    vm.runInNewContext(script, {
      self, Response, Blob, URL, Map, Set, Promise, Uint8Array, ArrayBuffer, TypeError, Error,
      caches: this.caches(), crypto: webcrypto, fetch: (request) => this.fetch(request),
      setTimeout: (act, time, ...more) => setTimeout(act, time / 200, ...more),
    });
    return worker;
  }

  async fire(worker, type, event = {}) {
    const waits = [];
    let answered;
    worker.heard[type]({ ...event, waitUntil: (one) => waits.push(one), respondWith: (one) => (answered = one) });
    await Promise.all(waits);
    return answered;
  }

  // What a browser does with the script that the server has now.
  async update() {
    const worker = (this.registration.installing = this.boot());
    try {
      await this.fire(worker, "install");
    } catch (reason) {
      return String(reason.message);
    } finally {
      this.registration.installing = null;
    }
    this.registration.waiting = worker;
    if (worker.skips || !this.active) await this.takeOver();
    return "kept";
  }

  async takeOver() {
    this.active = this.registration.waiting;
    this.registration.waiting = null;
    await this.fire(this.active, "activate");
  }

  stopped() {
    this.active = this.boot(this.active.script, this.active.version); // a worker is ended at any time, and begins again
  }

  window() {
    const one = { got: [], postMessage: (message) => one.got.push(message) };
    this.windows.push(one);
    return one;
  }

  async say(source, data) {
    let said = null;
    await this.fire(this.active, "message", { data, source, ports: [{ postMessage: (answer) => (said = answer) }] });
    return said;
  }

  async get(path, mode = "no-cors") {
    try {
      const answer = await this.fire(this.active, "fetch", { request: { url: SCOPE + path, method: "GET", mode } });
      return answer ? `${answer.status} ${answer.status === 302 ? answer.headers.get("location") : await answer.text()}` : "network";
    } catch {
      return "error";
    }
  }

  open = () => this.get("", "navigate");

  note() {
    const note = this.boxes.get("leuko:/app/")?.items.get(`${SCOPE}.kept/state`);
    return note && JSON.parse(note.body);
  }

  // A device with version A, whole and started.
  static async settled() {
    const world = new World();
    world.deploy("A");
    await world.update();
    const page = world.window();
    await world.say(page, { hello: { version: "A", variant: 1 } });
    await world.say(page, { started: "A" });
    return [world, page];
  }

  // The same with B waiting, all windows closed, and then in use.
  static async switched() {
    const [world] = await World.settled();
    world.deploy("B");
    await world.update();
    world.windows = [];
    await world.takeOver();
    return world;
  }
}

const scenes = {
  async "a start while an update waits or is fetched"() {
    const ends = [];
    for (const waits of [true, false]) {
      const [world, page] = await World.settled();
      world.deploy("B");
      if (!waits) world.slow = { "python.zip": 60 };
      const update = world.update();
      await (waits ? update : sleep(30));
      await world.say(page, { started: "A" });
      ends.push(await update);
      world.windows = [];
      await world.takeOver();
      world.stopped();
      world.online = false;
      ends.push(await world.open(), await world.get("python.zip"), await world.get("late.zip"));
    }
    return ends;
  },
  async "back after the new one took over by itself"() {
    const world = await World.switched();
    const page = world.window();
    const before = await world.open();
    return [before, await world.say(page, { failed: "B" }), await world.open(), await world.get("python.zip")];
  },
  async "never started"() {
    const world = await World.switched();
    const seen = [];
    for (let visit = 0; visit < 12; visit++) {
      world.stopped();
      seen.push(await world.open());
    }
    return seen;
  },
  async "an old page says started"() {
    const world = await World.switched();
    const old = world.window();
    await world.say(old, { started: "A" });
    return [world.note().started, await world.say(old, { failed: "B" }), await world.open()];
  },
  async "two windows at all times"() {
    const world = await World.switched();
    const [one] = [world.window(), world.window()];
    await world.say(one, { started: "B" });
    return [world.note().started, world.note().previous, await world.say(one, { failed: "B" }), await world.open()];
  },
  async "ended while the old files are deleted"() {
    const world = await World.switched();
    let deleted = 0;
    world.onDelete = () => ++deleted > 2 && new Promise(() => {});
    world.say(world.window(), { started: "B" });
    await sleep(50);
    world.onDelete = null;
    world.stopped();
    return [world.note().started, world.note().previous, await world.open()];
  },
  async "a version that never started is not the one to go back to"() {
    const world = await World.switched();
    world.deploy("C");
    await world.update();
    await world.takeOver();
    return [world.note().previous, await world.say(world.window(), { failed: "C" }), await world.open()];
  },
  async "storage that fails once, and a damaged note"() {
    const [world] = await World.settled();
    world.stopped();
    world.isBroken = true;
    const seen = [await world.open()];
    world.isBroken = false;
    seen.push(await world.open());
    world.boxes.get("leuko:/app/").items.get(`${SCOPE}.kept/state`).body = Buffer.from("{");
    world.stopped();
    seen.push(await world.open());
    world.deploy("B");
    seen.push(await world.update(), await world.open());
    return seen;
  },
  async "a damaged file"() {
    const [world, page] = await World.settled();
    for (const box of world.boxes.values()) for (const one of box.items.values()) if (String(one.body) === "python A") one.body = Buffer.from("?");
    const seen = [await world.get("python.zip"), await world.say(page, { failed: "A" }), await world.get("python.zip")];
    return [...seen, await world.say(page, { failed: "A" })];
  },
  async "files that are gone"() {
    const [world, page] = await World.settled();
    for (const name of [...world.boxes.keys()]) if (name !== "leuko:/app/") world.boxes.delete(name);
    world.stopped();
    return (await world.say(page, { offline: true })).ready;
  },
  async "no room for an update"() {
    const [world, page] = await World.settled();
    world.deploy("B");
    const before = [...world.boxes.values()].reduce((sum, box) => sum + box.items.size, 0);
    let put = 0;
    world.isFull = () => ++put > 2;
    page.got = [];
    const end = await world.update();
    const after = [...world.boxes.values()].reduce((sum, box) => sum + box.items.size, 0);
    world.isFull = null;
    world.online = false;
    return [end, page.got.some(({ full }) => full), after - before, await world.open(), await world.get("late.zip")];
  },
  async "a full device after a switch"() {
    const world = await World.switched();
    world.isFull = () => true;
    const seen = [await world.open(), await world.get("start.js")];
    world.online = false;
    world.stopped();
    seen.push(await world.open(), await world.get("python.zip"));
    return [...seen, await world.say(world.window(), { failed: "B" }), await world.open()];
  },
  async "no room while there is a version to go back to"() {
    const world = await World.switched();
    world.deploy("C");
    let put = 0;
    world.isFull = () => ++put > 2;
    const end = await world.update();
    world.isFull = null;
    return [end, await world.open(), await world.say(world.window(), { failed: "B" }), await world.open(), await world.get("python.zip")];
  },
  async "what is no start"() {
    const world = await World.switched();
    for (let turn = 0; turn < 12; turn++) await world.get("start.js", "navigate");
    for (let turn = 0; turn < 12; turn++) await world.get("deep/er", "navigate");
    return world.open();
  },
  async "the snapshot gives way to the files"() {
    const world = new World();
    world.deploy("A");
    const name = `leuko-snapshot:${SCOPE}`;
    world.boxes.set(name, new Box(world, name));
    world.isFull = () => world.boxes.has(name);
    await world.update();
    const page = world.window();
    await world.say(page, { hello: { version: "A", variant: 1 } });
    return [world.boxes.has(name), page.got.some(({ full }) => full), page.got.some(({ offline }) => offline)];
  },
  async "started while the rest comes"() {
    const world = new World();
    world.deploy("A");
    await world.update();
    const page = world.window();
    world.slow = { "late.zip": 40 };
    const whole = world.say(page, { hello: { version: "A", variant: 1 } });
    await sleep(20);
    await world.say(page, { started: "A" });
    await whole;
    return [world.note().whole, world.note().started];
  },
  async "a file of another version"() {
    const world = await World.switched();
    world.windows = [world.window()];
    const old = `late.zip?${sha("late A")}`;
    const seen = [await world.get(old)];
    await world.say(world.windows[0], { started: "B" });
    return [...seen, await world.get(old), await world.get(`late.zip?${sha("late B")}`)];
  },
  async "what an update brings"() {
    const [world, page] = await World.settled();
    world.deploy("B");
    await world.update();
    world.active = world.registration.waiting;
    return (await world.say(page, { about: true })).bytes;
  },
  async "addresses"() {
    const [world] = await World.settled();
    return [await world.get("some/where", "navigate"), await world.get("somewhere", "navigate"), await world.get("%E0%A4%A", "navigate")];
  },
};

const came = {};
for (const [name, scene] of Object.entries(scenes)) came[name] = await scene().catch((reason) => `failed: ${reason.stack}`);
console.log(JSON.stringify(came));
process.exit();
