// Loads the app behind the page that is being read, and puts it in front when it is ready or asked for.
"use strict";

const root = document.documentElement;
const base = new URL("./", document.baseURI).pathname;
const version = root.dataset.version;
const words = JSON.parse(document.getElementById("words").textContent);
const find = (id) => document.getElementById(id);
const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

// The same question Flutter asks: which of the two CanvasKits does this browser need?
const chromium = Boolean(globalThis.ImageDecoder && Intl.v8BreakIterator && Intl.Segmenter) && navigator.vendor === "Google Inc.";

// ---- the bar that says how far it is ------------------------------------------------------------------------------------

const STEPS = { python: 0.75, packages: 0.8, app: 0.9, connected: 0.95 };
const bar = { share: 0, bytes: 0, total: 0 };

function show(sentence, share) {
  bar.share = Math.max(bar.share, share);
  find("progress").value = bar.share;
  if (find("state").textContent !== sentence) find("state").textContent = sentence;
}

function showBytes(got, total) {
  bar.total = total;
  if (!bar.total || got >= total || bar.share >= STEPS.python) return;
  show(fill(words.bytes, { got: megabytes(got), total: megabytes(total) }), 0.7 * (got / total));
}

function fail(sentence, detail) {
  if (root.classList.contains("open")) return;
  root.classList.remove("behind");
  root.classList.add("failed");
  find("state").textContent = sentence;
  find("open").hidden = true;
  find("again").hidden = false;
  if (detail) console.warn(detail);
}

// ---- Flutter -----------------------------------------------------------------------------------------------------------

globalThis.flet = {
  pyodide: true,
  multiView: false,
  noCdn: true,
  webSocketEndpoint: "/ws",
  entrypointBaseUrl: base,
  assetBase: base,
  routeUrlStrategy: "hash",
  canvasKitBaseUrl: base + "canvaskit/",
  webRenderer: "canvaskit",
  fontFallbackBaseUrl: base + "fonts/",
  appPackageUrl: "",
};
flet.flutterAppLoaded = new Promise((resolve) => (flet.flutterAppResolve = resolve));

// Flutter asks `Intl.Locale` about every language of the browser and gives up at one that is none, as WebKit's "C".
function nameLanguages() {
  const known = navigator.languages.filter((one) => {
    try {
      return new Intl.Locale(one);
    } catch {
      return false;
    }
  });
  if (known.length < navigator.languages.length) {
    Object.defineProperty(navigator, "languages", { value: known.length ? known : [root.lang] });
  }
}

function startFlutter() {
  nameLanguages();
  return new Promise((resolve, reject) => {
    // Flutter's loader says nothing when the program itself does not come or throws.
    const wrong = ({ target, filename, message }) => {
      if ((filename ?? target?.src ?? "").includes("main.dart.js")) reject(new Error(message ?? "main.dart.js did not load"));
    };
    addEventListener("error", wrong, true);
    const script = Object.assign(document.createElement("script"), { src: base + "flutter_bootstrap.js" });
    script.onerror = () => reject(new Error("flutter_bootstrap.js did not load"));
    script.onload = () => {
      const config = {
        renderer: "canvaskit",
        canvasKitVariant: chromium ? "chromium" : "full",
        canvasKitBaseUrl: flet.canvasKitBaseUrl,
        fontFallbackBaseUrl: flet.fontFallbackBaseUrl,
        entrypointBaseUrl: base,
        assetBase: base,
      };
      const run = async (engineInitializer) => {
        removeEventListener("error", wrong, true);
        const engine = await engineInitializer.initializeEngine(config);
        behind();
        flet.flutterApp = await engine.runApp();
        flet.flutterAppResolve(flet.flutterApp);
        resolve();
      };
      _flutter.loader.load({ config, onEntrypointLoaded: (initializer) => run(initializer).catch(reject) }).catch(reject);
    };
    document.body.append(script);
  });
}

// Flutter says that everything is American English; a screen reader has to know what is really spoken.
function keepLanguage(spoken) {
  root.lang = keepLanguage.spoken = spoken;
  keepLanguage.watch ??= new MutationObserver(() => root.lang !== keepLanguage.spoken && keepLanguage(keepLanguage.spoken));
  keepLanguage.watch.observe(root, { attributeFilter: ["lang"] });
}

// Flutter takes the whole body; the page goes on being read in a layer of its own, at the same place.
function behind() {
  const at = scrollY;
  root.classList.add("behind");
  const reader = find("reader");
  reader.dir = find("notice").dir = root.dir;
  root.dir = "ltr"; // Flutter lays out by itself, from the left
  keepLanguage(root.lang);
  reader.scrollTop = at;
  reader.addEventListener("scroll", touch, { passive: true });
  const hide = () => {
    const view = document.querySelector("flutter-view");
    if (!view) return false;
    view.inert = !root.classList.contains("open");
    return true;
  };
  if (!hide()) new MutationObserver((_, observer) => hide() && observer.disconnect()).observe(document.body, { childList: true });
}

// A first visit is there to be read, and Flutter's start holds the page for a second, on a cheap phone for several. So it
// waits for a sign of the person, or until everything has come and the page has been left alone for a while. Later visits,
// links into the app and the installed app are there for the app: they do not wait.
const QUIET = 6000; // milliseconds

function whenWanted() {
  if (asked || touched || matchMedia("(display-mode: standalone)").matches || navigator.standalone) return Promise.resolve();
  const sign = new Promise((resolve) => SIGNS.forEach((event) => addEventListener(event, resolve, { passive: true, once: true })));
  const all = Promise.all([python.waits, offline.kept]).then(([, isKept]) => {
    if (!asked && isKept) show(words.here, STEPS.app);
    return new Promise((resolve) => setTimeout(resolve, QUIET));
  });
  return Promise.race([sign, all]);
}

// Screen readers need Flutter's tree of names, which it builds only when its hidden button is pressed.
function switchOnNames() {
  let tries = 0;
  const press = () => {
    document.querySelector("flt-semantics-host")?.setAttribute("role", "main"); // Flutter marks no landmark
    const button = document.querySelector("flt-semantics-placeholder");
    if (!button) return;
    const { left, top, width, height } = button.getBoundingClientRect();
    const at = { bubbles: true, cancelable: true, clientX: left + width / 2, clientY: top + height / 2 };
    button.dispatchEvent(new PointerEvent("pointerdown", at));
    button.dispatchEvent(new PointerEvent("pointerup", at));
    button.dispatchEvent(new MouseEvent("click", at));
    if (!document.querySelector("flt-semantics") && ++tries < 40) setTimeout(press, 250);
  };
  press();
}

// ---- from the page to the app ------------------------------------------------------------------------------------------------

const SIGNS = ["pointerdown", "keydown", "wheel", "touchmove"];
let touched = false;
let asked = location.hash.startsWith("#/"); // a link into the app itself
let ready = false;
const touch = () => (touched = true);

// A link inside the page scrolls; the address belongs to the app, whose places look like #/learn.
function follow(event) {
  const target = event.target.closest?.("a[href^='#']")?.getAttribute("href").slice(1);
  if (!target || !find(target)) return;
  event.preventDefault();
  touch();
  find(target).scrollIntoView();
}

// Pressing a button is no reading; having moved down the page is.
const scrolled = () => Math.max(scrollY, find("reader").scrollTop) > innerHeight / 2;

function sectionInView() {
  const sections = [...document.querySelectorAll("#reader section[id]")];
  return sections.filter((section) => section.getBoundingClientRect().top < innerHeight / 3).pop()?.id ?? null;
}

function open() {
  if (root.classList.contains("open")) return;
  const section = scrolled() ? sectionInView() : null;
  root.classList.add("open");
  const view = document.querySelector("flutter-view");
  if (view) view.inert = false;
  find("reader").hidden = true;
  if (section) location.hash = `#/learn/${section}`; // the app goes on where the person was reading
  performance.mark("leuko-open");
}

function whenReady() {
  if (ready) return;
  ready = true;
  performance.mark("leuko-ready");
  show(words.ready, 1);
  if (asked || !touched) open();
  else find("open").classList.add("ready");
}

// The first screen is drawn, and has a button: this version runs, and the one before may go.
function whenDrawn() {
  if (python.restored) forget("restoring");
  navigator.serviceWorker?.controller?.postMessage({ started: version });
  try {
    sessionStorage.removeItem("leuko-again");
  } catch {
    // a browser that keeps nothing
  }
}

// The app is there once Python has sent its first whole screen and Flutter has drawn it. A blank one is shown after a
// while, for it may still come, but it does not count as a start.
function watchFrames() {
  let frames = 0;
  let timer = 0;
  let tries = 0;
  const drawn = () => {
    const there = document.querySelector("flt-semantics-host [role=button]"); // until then the screen is blank
    if (there || ++tries === 120) requestAnimationFrame(() => requestAnimationFrame(whenReady));
    if (there) whenDrawn();
    else setTimeout(drawn, tries < 120 ? 25 : 1000);
  };
  const after = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(drawn, wait);
  };
  // The app says when its first whole screen is sent; if it does not, that it has been quiet for a while will do.
  let wait = 1500;
  python.onShown = () => after((wait = 60));
  python.onFrame = () => ++frames >= 2 && !ready && !tries && after(wait);
}

const lacking = () =>
  (typeof WebAssembly !== "object" && words.noWebAssembly) ||
  (!globalThis.Worker && words.noWorker) ||
  (!globalThis.indexedDB && words.noStorage);

async function start() {
  root.classList.add("js");
  for (const event of SIGNS) find("reader").addEventListener(event, touch, { passive: true });
  addEventListener("scroll", touch, { passive: true, once: true });
  find("open").addEventListener("click", () => {
    asked = true;
    find("open").disabled = true;
    if (ready) open();
  });
  find("reader").addEventListener("click", follow);
  if (find(location.hash.slice(1))) {
    touch();
    history.replaceState(null, "", location.pathname + location.search);
  }
  find("again").addEventListener("click", () => location.reload());
  const sentence = lacking();
  if (sentence) return fail(sentence);
  show(words.starting, 0.01);
  const first = !navigator.serviceWorker?.controller;
  const keeping = offline.start().catch((reason) => {
    console.warn(reason);
    offline.isKept(false);
  });
  // A first visit fetches through it, so that nothing comes twice; but it does not wait for ever.
  if (first) await Promise.race([keeping, new Promise((resolve) => setTimeout(resolve, 10_000))]);
  const trouble = async (reason) => {
    if (ready) {
      console.error(reason);
      return notice(words.stopped, words.reload, () => location.reload());
    }
    fail(words.failed, reason);
    const back = await offline.ask({ failed: version }, undefined, 30_000); // it may look through every file
    if (back) location.reload();
    else offline.registration?.update().catch(() => {});
  };
  python.onStep = (step) => show(words[step], STEPS[step]);
  python.onFailure = trouble;
  watchFrames();
  addEventListener("flutter-first-frame", switchOnNames, { once: true });
  python.start(base);
  if (first) await whenWanted();
  startFlutter().catch(trouble);
}

// language.js may be on its way to the page in another language.
(globalThis.pageStays ?? Promise.resolve(true)).then((stays) => stays && start()).catch((reason) => fail(words.failed, reason));
