// ---- the browser's events -------------------------------------------------------------------------------------------

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const kept = await read("state", null);
    // A first visit, or one that never got whole: serve at once and fetch as the page asks.
    return kept?.whole ? prepare(kept) : self.skipWaiting();
  })());
});

// A full device can note nothing; the page is served all the same.
self.addEventListener("activate", (event) => event.waitUntil(take().catch(() => {}).then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  event.respondWith(answer(event.request, url));
});

async function answer(request, url) {
  const isPage = request.mode === "navigate";
  let list;
  let path;
  try {
    path = decodeURIComponent(url.pathname.slice(scope.pathname.length));
    list = await files();
    // Only a page starts the app; that it is counted must not keep it from coming, on a full device.
    if (isPage && (!path || path.endsWith(".html"))) {
      await opened().catch(() => {});
      list = await files();
    }
  } catch {
    return fetch(request); // storage fails, or the address is none: as if this worker were not there
  }
  if (isPage && !(path in list)) {
    if (path.includes("/")) return Response.redirect(scope.href, 302); // addresses inside a page are relative
    path = PAGE;
  }
  if (!(path in list)) return fetch(request);
  const exact = await asked(url, path, list);
  return exact ?? got(request, url, path, list);
}

// A running page asks for exactly the file it was built with; of another version it gets none.
async function asked(url, path, list) {
  const hash = url.search.slice(1);
  if (!/^[0-9a-f]{64}$/.test(hash)) return null;
  const found = await kept(path, hash);
  return found ?? (hash === list[path][0] ? null : new Response("of another version", { status: 410 }));
}

async function got(request, url, path, list) {
  try {
    return await get(path, list);
  } catch (reason) {
    if (request.mode !== "navigate") return new Response(String(reason), { status: 504 });
    if (await failed((await current()).version)) return answer(request, url);
    return fetch(request).catch(() => get(PAGE, list));
  }
}
