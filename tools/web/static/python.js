// The page's side of the Python worker: Flet's three functions, and what the app asks of the page.
"use strict";

const python = {
  worker: null,
  onStep: () => {},
  onFailure: () => {},
  onFrame: () => {},
};

python.start = (base) => {
  const worker = (python.worker = new Worker(base + "python/worker.js", { type: "module" }));
  python.connected = new Promise((resolve, reject) => {
    worker.addEventListener("message", ({ data }) => {
      if (data instanceof Uint8Array) {
        python.receive?.(data);
        python.onFrame();
      } else if (data.appCommand) reply(data);
      else if (data.failed) reject(new Error(data.failed));
      else if (data.step) {
        if (data.step === "connected") resolve();
        python.onStep(data.step);
      }
    });
    worker.addEventListener("error", (event) => reject(new Error(event.message || "the Python worker did not load")));
  });
  python.connected.catch(python.onFailure);
  worker.postMessage({ start: { documentUrl: document.URL } });
};

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
    scan: Boolean(globalThis.BarcodeDetector && navigator.mediaDevices?.getUserMedia),
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
  scan: () => scanCode(),
  install: async () => {
    const prompt = python.installPrompt;
    python.installPrompt = null;
    await prompt?.prompt();
    return (await prompt?.userChoice)?.outcome === "accepted";
  },
  installed: async () => matchMedia("(display-mode: standalone)").matches || navigator.standalone === true,
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

function printDocument(html) {
  return new Promise((resolve, reject) => {
    const frame = document.createElement("iframe");
    frame.title = "Print";
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

async function scanCode() {
  if (!(await commands.capabilities()).scan) throw new Error("This browser cannot read codes with the camera.");
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  const dialog = document.createElement("dialog");
  dialog.className = "scan";
  dialog.setAttribute("aria-label", "Camera");
  const video = Object.assign(document.createElement("video"), { srcObject: stream, playsInline: true, muted: true });
  const close = Object.assign(document.createElement("button"), { textContent: "Close", onclick: () => dialog.close() });
  dialog.append(video, close);
  document.body.append(dialog);
  dialog.showModal();
  try {
    await video.play();
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    while (dialog.open) {
      const [code] = await detector.detect(video).catch(() => []);
      if (code) return code.rawValue;
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
