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
