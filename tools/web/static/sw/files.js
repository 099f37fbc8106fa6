// ---- one file -------------------------------------------------------------------------------------------------------

const TYPES = {
  html: "text/html; charset=utf-8", js: "text/javascript", mjs: "text/javascript", json: "application/json",
  webmanifest: "application/manifest+json", wasm: "application/wasm", zip: "application/zip", tar: "application/x-tar",
  png: "image/png", svg: "image/svg+xml", ttf: "font/ttf", otf: "font/otf", woff2: "font/woff2", txt: "text/plain; charset=utf-8",
};
const CODE = /javascript|wasm/;
const WAITS = [500, 1000, 2000, 4000, 8000, 15000]; // milliseconds between tries
const TORN = 40; // how often a link may break in the middle of one file before that counts as a failed try
const pending = new Map(); // hash: promise of a download under way
const progress = new Map(); // path: bytes that came so far

function headers(path, size) {
  const type = TYPES[path.split(".").pop()] ?? "application/octet-stream";
  const policy = path.endsWith("worker.js") ? { "content-security-policy": POLICY } : {};
  return { "content-type": type, "content-length": String(size), ...policy };
}

// Whether an answer may be kept as it was sent.
function right(path, answer) {
  const own = path.endsWith("worker.js") || answer.headers.get("vary")?.includes("*");
  return COMPILED.test(path) && !own && CODE.test(answer.headers.get("content-type"));
}

async function attempt(path, hash, size, mode) {
  const answer = await fetch(new URL(path, scope), { cache: mode, credentials: "same-origin", redirect: "error" });
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
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
  if ((await hex(await body.arrayBuffer())) !== hash) throw new Error(`${path}: not the file`);
  return right(path, answer) ? asSent : new Response(body, { headers: headers(path, size) });
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
const ALL = (variant) => [...START(variant), ...AFTER()];
const wanted = (list, times) => Object.keys(list).filter((path) => times.includes(list[path][2]));
// On a very slow link files side by side would each take longer than a browser lets an event last.
const together = () => (/2g/.test(self.navigator?.connection?.effectiveType) ? 2 : 6);

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
  await Promise.all(Array.from({ length: together() }, lane));
  if (failed.length) throw failed[0];
}
