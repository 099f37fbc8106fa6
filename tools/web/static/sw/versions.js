// ---- one version after the other ------------------------------------------------------------------------------------

const TRIES = 8; // pages opened before a version that never says it started gives way; one start may open two

// Fetches what is left of the version in use.
async function complete(variant) {
  const { version } = await current();
  await install(lists[version], START(variant));
  tell(true);
  await install(lists[version], AFTER());
  if (!room) return;
  await write(`list-${version}`, lists[version]);
  const now = await current(); // another may have become current while this one was fetched
  if (now.version === version && !now.whole) await become({ ...now, variant, whole: true });
  broadcast({ offline: { version } });
}

// An update: all of it aside first. If that fails this worker is discarded and the old version stays.
async function prepare({ version, previous, variant }) {
  aside = true;
  try {
    await install(FILES, ALL(variant));
  } finally {
    if (!room) await tidy([version, previous]); // what had room takes it from the record
  }
  if (!room || (await missing(FILES, ALL(variant))).length) throw new Error("not all of the new version could be kept");
  await write(`list-${VERSION}`, FILES);
}

// Deletes what belongs to none of *versions*, the one in use first.
async function tidy(versions) {
  const files = await Promise.all(versions.map(known));
  if (files[0]) await sweep(files.filter(Boolean), ["state", ...versions.map((version) => `list-${version}`)]);
}

// This worker takes over. The version to go back to is the last one that started.
async function take() {
  const before = await read("state", null);
  if (before?.version === VERSION) return;
  const { whole = false, variant } = before ?? {};
  const fallback = before?.started ? before.version : (before?.previous ?? before?.version ?? null);
  await become({ version: VERSION, previous: whole ? fallback : null, started: false, whole, variant });
}

// A page of *version* runs. What it says of another version than the current one says nothing about that one.
async function started(version) {
  const now = await current();
  if (version !== now.version) return;
  if (!now.started || now.previous) await become({ ...now, previous: null, started: true }); // before anything is deleted
  if (self.registration.installing || self.registration.waiting) return; // what a newer version fetched is its own
  if ((await self.clients.matchAll({ type: "window" })).length > 1) return; // another tab may still use the old one
  await tidy([now.version]);
}

// *version* cannot start: whether the one before is current again.
async function failed(version) {
  const now = await current();
  if (now.version !== version || !now.previous || now.started) return false;
  const list = await known(now.previous);
  if (!list || (await missing(list, START(now.variant))).length) return false;
  if ((await current()) !== now) return false; // it started after all
  await become({ ...now, version: now.previous, previous: null, started: true }).catch(() => {}); // holds until noted
  return true;
}

// A version that was opened often and never said that it had started gives way too: its page may hang, or say nothing.
async function opened() {
  const now = await current();
  if (now.started || !now.previous) return;
  const tries = (now.tries ?? 0) + 1;
  if (tries > TRIES && (await failed(now.version))) return;
  await become({ ...now, tries });
}

async function bytesOfUpdate() {
  const { variant } = await current();
  const old = new Set(Object.values((await files()) ?? {}).map(([hash]) => hash));
  const fresh = wanted(FILES, ALL(variant)).filter((path) => !old.has(FILES[path][0]));
  return fresh.reduce((sum, path) => sum + FILES[path][1], 0);
}

async function isWhole() {
  const now = await current();
  return now.whole && !(await missing(lists[now.version], ALL(now.variant))).length;
}
