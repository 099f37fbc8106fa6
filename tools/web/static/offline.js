// Files, offline and updates: what the page says to its service worker, hears from it, and tells the person.
"use strict";

const DAY = 24 * 3600 * 1000; // milliseconds

const offline = {
  registration: null,
  kept: null, // done once every file is kept, or never will be
  ask(message, worker = navigator.serviceWorker?.controller, patience = 5000) {
    if (!worker) return Promise.resolve(null);
    const { port1, port2 } = new MessageChannel();
    const answered = new Promise((resolve) => {
      port1.onmessage = ({ data }) => resolve(data);
      setTimeout(resolve, patience, null);
    });
    worker.postMessage(message, [port2]);
    return answered;
  },
  async state() {
    return (await this.ask({ offline: true })) ?? { ready: false, version };
  },
  async switch() {
    const next = this.registration?.waiting;
    if (!next) throw new Error("There is no newer version.");
    this.switching = true;
    next.postMessage({ switch: true });
    return true;
  },
  hello() {
    navigator.serviceWorker.controller?.postMessage({ hello: { version, variant: chromium ? 1 : 2 } });
  },
  async start() {
    const { serviceWorker } = navigator;
    this.kept = new Promise((resolve) => (this.isKept = resolve)); // whether every file is kept
    if (!serviceWorker) return this.isKept(false);
    const known = Boolean(serviceWorker.controller);
    let mine = known;
    serviceWorker.addEventListener("message", ({ data }) => this.hear(data));
    serviceWorker.addEventListener("controllerchange", () => {
      if (this.switching) location.reload();
      else if (!mine) mine = true; // the first one of a first visit
      else if (root.classList.contains("open")) notice(words.switched, words.reload, () => location.reload());
      else this.again(); // half a start of one version must not go on with files of another
    });
    this.registration = await serviceWorker.register(base + "sw.js", { scope: base, updateViaCache: "none" });
    if (!known) {
      await new Promise((resolve) => {
        serviceWorker.addEventListener("controllerchange", resolve, { once: true });
        if (serviceWorker.controller) resolve();
        setTimeout(resolve, 4000);
      });
    }
    this.hello();
    setInterval(() => this.whole || this.hello(), 20_000);
    addEventListener("online", () => this.hello());
    this.watch();
  },
  // A window that stays open for weeks looks for a newer version too.
  lookNow() {
    if (document.visibilityState !== "visible" || performance.now() - this.looked < DAY) return;
    this.looked = performance.now();
    this.registration.update().catch(() => {});
  },
  watch() {
    this.looked = performance.now();
    addEventListener("visibilitychange", () => this.lookNow());
    const offer = async () => {
      const next = this.registration.waiting;
      if (!next || !navigator.serviceWorker.controller) return;
      const about = await this.ask({ about: true }, next);
      if (!about || this.registration.waiting !== next) return; // another tab has switched to it in the meantime
      python.event("update-ready", about);
      notice(fill(words.update, { size: megabytes(about.bytes) }), words.use, () => this.switch());
    };
    offer();
    this.registration.addEventListener("updatefound", () => {
      const next = this.registration.installing;
      next?.addEventListener("statechange", () => next.state === "installed" && offer());
    });
  },
  hear(data) {
    if (data.welcome) bar.expected = data.welcome.total;
    if (data.progress) showBytes(data.progress.got, bar.expected ?? 0);
    if (data.full || data.trouble || data.offline) this.isKept(Boolean(data.offline));
    if (data.full) notice(words.full);
    if (data.trouble) console.warn(data.trouble);
    if (data.reload) this.again();
    if (data.offline && !this.whole) {
      this.whole = true;
      python.event("offline-ready", data.offline);
      if (!recall("offline")) notice(words.offline);
      remember("offline", "1");
    }
  },
  again() {
    try {
      if (root.classList.contains("open") || sessionStorage.getItem("leuko-again")) return;
      sessionStorage.setItem("leuko-again", "1"); // once only: without a place to note it, never
      location.reload();
    } catch {
      // a browser that keeps nothing
    }
  },
};

// What the page itself remembers: whether a sentence was said, and the code of the language that was chosen. A browser
// without storage says the sentence again, and goes by its own languages.
function recall(name) {
  try {
    return localStorage.getItem(`leuko-${name}`);
  } catch {
    return null;
  }
}

function remember(name, value) {
  try {
    localStorage.setItem(`leuko-${name}`, value);
  } catch {
    // nothing to remember it in
  }
}

function forget(name) {
  try {
    localStorage.removeItem(`leuko-${name}`);
  } catch {
    // nothing was remembered
  }
}

function notice(sentence, label, act) {
  const box = find("notice");
  find("notice-text").textContent = sentence;
  const button = find("notice-act");
  button.hidden = !label;
  button.textContent = label ?? "";
  button.onclick = () => {
    box.hidden = true;
    act();
  };
  find("notice-close").onclick = () => (box.hidden = true);
  box.hidden = false;
  clearTimeout(notice.timer);
  if (!label) notice.timer = setTimeout(() => (box.hidden = true), 12_000);
}
