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
        python.answered = true;
        if (data.step === "connected") resolve();
        if (data.step === "app") waits();
        python.onStep(data.step);
      }
    });
    const broken = (reason) => {
      reject(reason);
      python.onFailure(reason);
    };
    // Once it has answered, an error in one of its callbacks is no end; that it ended it says itself.
    worker.addEventListener("error", (event) => {
      if (python.answered) console.error(event.message);
      else broken(new Error(event.message || "the Python worker did not load"));
    });
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

addEventListener("visibilitychange", () => python.event(document.visibilityState === "hidden" ? "hide" : "show"));
addEventListener("pagehide", () => python.event("pagehide"));
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  python.installPrompt = event;
  python.event("install-available");
});
