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
  find("open").hidden = false; // a start that had seemed to fail
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
