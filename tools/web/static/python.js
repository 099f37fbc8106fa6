// The page's side of the Python worker: Flet's three functions, and what the app asks of the page.
"use strict";

const python = {
  worker: null,
  onStep: () => {},
  onFailure: () => {},
  onFrame: () => {},
  onShown: () => {},
};

python.start = (base) => {
  const worker = (python.worker = new Worker(base + "python/worker.js", { type: "module" }));
  let waits;
  python.waits = new Promise((resolve) => (waits = resolve)); // the app runs and waits for Flutter
  python.connected = new Promise((resolve, reject) => {
    worker.addEventListener("message", ({ data }) => {
      if (data instanceof Uint8Array) {
        python.receive?.(data);
        python.onFrame();
      } else if (data.appCommand) reply(data);
      else if (data.restoring) doubt();
      else if (data.restored) python.restored = true;
      else if (data.failed) broken(new Error(data.failed));
      else if ("taking" in data) taking(data.taking);
      else if (data.step) {
        if (data.step === "connected") resolve();
        if (data.step === "app") waits();
        python.onStep(data.step);
      }
    });
    const broken = (reason) => {
      reject(reason);
      python.onFailure(reason);
    };
    worker.addEventListener("error", (event) => broken(new Error(event.message || "the Python worker did not load")));
  });
  python.connected.catch(() => {}); // it was told already
  worker.postMessage({ start: { documentUrl: document.URL, language: document.documentElement.lang, scope: new URL(base, location.href).href, allowed: python.trusts(), mayTake: python.mayTake() } });
};

// A start from a snapshot of Python that does not come to an end was the last one of this version. Who leaves at once did
// not wait for its end.
const PATIENCE = 10_000; // milliseconds

python.trusts = () => Boolean(navigator.serviceWorker?.controller) && recall("restoring") !== version;

// Taking one needs room for Python's memory a second time: not on a device with little, and not again where it did not
// come to its end.
python.mayTake = () => !(navigator.deviceMemory <= 1) && recall("taking") !== version;

function taking(now) {
  if (!now) return forget("taking");
  remember("taking", version);
  addEventListener("pagehide", () => forget("taking"), { once: true }); // to leave is no crash
}

function doubt() {
  const began = performance.now();
  remember("restoring", version);
  addEventListener("pagehide", () => performance.now() - began < PATIENCE && forget("restoring"), { once: true });
}

python.event = (name, value = null) => python.worker?.postMessage({ pageEvent: name, value });

globalThis.jsConnect = async (appId, args, receive) => {
  python.receive = receive;
  python.worker.postMessage({ connect: true });
  await python.connected;
};
globalThis.jsSend = async (appId, data) => python.worker.postMessage(data, [data.buffer]);
globalThis.jsDisconnect = async () => {};

// A character no face of ours has: one small file that draws a box, asked for once, instead of 718 that are not there.
globalThis.fallbackFont = (base, path) => base + (path.startsWith("notosansarabic/") ? "NotoSansArabic-Regular.ttf" : "none.ttf");

// ---- what the app may ask (see README.md) ----------------------------------------------------------------------------------

const commands = {
  capabilities: async () => ({
    scan: Boolean(navigator.mediaDevices?.getUserMedia),
    print: typeof globalThis.print === "function",
    install: Boolean(python.installPrompt),
    share: typeof navigator.share === "function",
  }),
  print: ({ html }) => printDocument(html),
  persist: async () => Boolean(await navigator.storage?.persist?.()),
  storage: async () => {
    if (!navigator.storage?.estimate) return null;
    const { usage, quota } = await navigator.storage.estimate();
    return { persisted: Boolean(await navigator.storage.persisted?.()), usage: usage ?? null, quota: quota ?? null };
  },
  open: async ({ url }) => {
    if (!/^(tel|sms|mailto):/.test(url)) throw new Error("Only telephone numbers, messages and mail can be opened.");
    location.href = url;
    return true;
  },
  scan: (asked) => scanCode(asked),
  pictures: async ({ pictures }) => {
    const { textsIn } = await scanner();
    const texts = [];
    for (const picture of pictures) texts.push(await textsIn(picture)); // one after the other: each takes much memory
    return texts;
  },
  install: async () => {
    const prompt = python.installPrompt;
    python.installPrompt = null;
    await prompt?.prompt();
    return (await prompt?.userChoice)?.outcome === "accepted";
  },
  installed: async () => matchMedia("(display-mode: standalone)").matches || navigator.standalone === true,
  // The app says what it speaks, for whoever reads the page aloud; and what was chosen in it, for the next first page.
  language: async ({ language, chosen }) => {
    keepLanguage(language);
    if (chosen) remember("language", chosen);
    else if (chosen === "") forget("language");
    return true;
  },
  shown: async () => {
    python.onShown();
    return true;
  },
  voice: async ({ language }) => Boolean(await voice(language)),
  speak: ({ text, language }) => speak(text, language),
  hush: async () => {
    speaking++;
    globalThis.speechSynthesis?.cancel();
    return true;
  },
  offline: () => offline.state(),
  update: () => offline.switch(),
};

async function reply({ appCommand, id, ...payload }) {
  let ok = true;
  let value;
  try {
    if (!Object.hasOwn(commands, appCommand)) throw new Error(`The page does not know “${appCommand}”.`);
    value = (await commands[appCommand](payload)) ?? null;
  } catch (reason) {
    [ok, value] = [false, reason.message || String(reason)];
  }
  python.worker.postMessage({ appReply: id, ok, value });
}

// ---- reading aloud ---------------------------------------------------------------------------------------------------------

// Only a voice of the device itself: any other sends what it reads to a server. Voices come a while after the page.
async function voice(language) {
  const speech = globalThis.speechSynthesis;
  const found = () =>
    speech.getVoices().filter((one) => one.localService && one.lang.split(/[-_]/)[0].toLowerCase() === language);
  if (speech && !speech.getVoices().length) {
    await new Promise((done) => {
      speech.addEventListener("voiceschanged", done, { once: true });
      setTimeout(done, 2000);
    });
  }
  return speech ? (found().find((one) => one.default) ?? found()[0]) : undefined;
}

let speaking = 0; // which text is being read; another number stops it

// One line after the other, because browsers break off what is long; true at the end, false when stopped or failed.
async function speak(text, language) {
  const own = await voice(language);
  if (!own) return false;
  speechSynthesis.cancel();
  const turn = ++speaking;
  for (const line of text.split("\n")) {
    const said = Object.assign(new SpeechSynthesisUtterance(line), { voice: own, lang: own.lang });
    const ended = await new Promise((done) => {
      said.onend = () => done(true);
      said.onerror = () => done(false);
      speechSynthesis.speak(said);
    });
    if (!ended || turn !== speaking) return false;
  }
  return true;
}

addEventListener("pagehide", () => commands.hush());

function printDocument(html) {
  return new Promise((resolve, reject) => {
    const frame = document.createElement("iframe");
    frame.title = words.print;
    frame.style.cssText = "position:fixed;left:-1px;width:1px;height:1px;border:0;opacity:0";
    frame.onload = () => {
      try {
        frame.contentWindow.onafterprint = () => frame.remove();
        frame.contentWindow.print();
        setTimeout(() => frame.remove(), 600_000);
        resolve(true);
      } catch (reason) {
        frame.remove();
        reject(reason);
      }
    };
    frame.srcdoc = html;
    document.body.append(frame);
  });
}

// What reads codes in browsers that cannot: a file of its own, fetched when first wanted, and kept for offline use.
const scanner = () => import(new URL("scan.js", document.baseURI).href);

async function detector() {
  const own = await globalThis.BarcodeDetector?.getSupportedFormats().catch(() => []);
  const Detector = own?.includes("qr_code") ? globalThis.BarcodeDetector : (await scanner()).BarcodeDetector;
  return new Detector({ formats: ["qr_code"] });
}

function camera(stream, { title = "Camera", close = "Close", status = "" }) {
  const dialog = Object.assign(document.createElement("dialog"), { className: "scan" });
  dialog.setAttribute("aria-label", title);
  const video = Object.assign(document.createElement("video"), { srcObject: stream, playsInline: true, muted: true });
  const said = Object.assign(document.createElement("p"), { textContent: status, role: "status" });
  const button = Object.assign(document.createElement("button"), { textContent: close, onclick: () => dialog.close() });
  dialog.append(video, said, button);
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, video };
}

// The text of the first code before the camera that is not among those already read.
async function scanCode({ words = {}, read = [] }) {
  if (!navigator.mediaDevices?.getUserMedia) throw new Error("This browser gives no camera.");
  const looking = detector();
  looking.catch(() => {});
  const wide = { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } };
  const stream = await navigator.mediaDevices.getUserMedia({ video: wide });
  const { dialog, video } = camera(stream, words);
  try {
    await video.play();
    const eye = await looking;
    while (dialog.open) {
      const codes = await eye.detect(video).catch(() => []);
      const fresh = codes.find(({ rawValue }) => !read.includes(rawValue));
      if (fresh) return fresh.rawValue;
      await new Promise((done) => setTimeout(done, 150));
    }
    return null;
  } finally {
    stream.getTracks().forEach((track) => track.stop());
    dialog.remove();
  }
}

addEventListener("visibilitychange", () => python.event(document.visibilityState === "hidden" ? "hide" : "show"));
addEventListener("pagehide", () => python.event("pagehide"));
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  python.installPrompt = event;
  python.event("install-available");
});
