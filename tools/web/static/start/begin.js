// ---- the start --------------------------------------------------------------------------------------------------------

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
