// Stands in the head of every first page, so that nobody sees the wrong language flash by: goes to the page in the
// person's language, once that page is really here, and says to start.js whether this one stays.
(() => {
  const root = document.documentElement;
  const pages = Object.fromEntries(root.dataset.pages.split(" ").map((one) => one.split("=")));
  const kept = (act) => {
    try {
      return act(localStorage);
    } catch {
      return null; // nothing is kept in this browser
    }
  };
  // A language chosen by hand, here or in the app, comes before those of the browser.
  const wanted = () =>
    [kept((store) => store.getItem("leuko-language")), ...(navigator.languages ?? [])]
      .map((one) => String(one).split("-")[0].toLowerCase())
      .find((one) => Object.hasOwn(pages, one));
  const open = async (page) => {
    root.classList.add("leaving");
    try {
      const late = new Promise((_, fail) => setTimeout(fail, 3000, new Error(`${page} is late`)));
      const came = async (answer) => {
        if (!answer.ok) throw new Error(`${page} did not come`);
        await answer.text(); // all of it: a page that stalls half-way is no page
      };
      await Promise.race([fetch(page).then(came), late]);
      location.replace(page + location.search + location.hash);
      return false;
    } catch {
      root.classList.remove("leaving"); // better this page than none
      return true;
    }
  };
  addEventListener("click", ({ target }) => {
    const chosen = target.closest?.("a[hreflang]")?.hreflang;
    if (chosen) kept((store) => store.setItem("leuko-language", chosen));
  });
  const asked = !/(^|\/)(index\.html)?$/.test(location.pathname) || location.search === `?${root.lang}`;
  const best = asked ? root.lang : (wanted() ?? root.lang);
  globalThis.pageStays = best === root.lang ? Promise.resolve(true) : open(pages[best]);
})();
