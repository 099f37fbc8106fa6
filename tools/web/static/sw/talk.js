// ---- talking to the page --------------------------------------------------------------------------------------------

async function broadcast(message) {
  for (const client of await self.clients.matchAll({ includeUncontrolled: true, type: "window" })) client.postMessage(message);
}

let told = 0;
function tell(now = false) {
  if (!now && Date.now() - told < 100) return;
  told = Date.now();
  let got = 0;
  for (const bytes of progress.values()) got += bytes;
  broadcast({ progress: { got, version: VERSION } });
}

const LONGEST = 25_000; // milliseconds; a browser ends what takes minutes, and the page says hello again
let installing = null;

async function hello({ version, variant }, client) {
  const now = await current();
  const list = lists[now.version];
  const total = wanted(list, START(variant)).reduce((sum, path) => sum + list[path][1], 0);
  client.postMessage({ welcome: { version: now.version, total } });
  if (version !== now.version) await get(PAGE, list).then(() => client.postMessage({ reload: true }), () => {});
  installing ??= complete(variant).catch((reason) => broadcast({ trouble: String(reason) })).finally(() => (installing = null));
  await Promise.race([installing, sleep(LONGEST)]);
}

const answers = {
  failed: async (version) => (await failed(version)) || repaired(),
  about: async () => ({ version: VERSION, bytes: await bytesOfUpdate() }),
  offline: async () => ({ ready: await isWhole(), version: (await current()).version }),
};

self.addEventListener("message", (event) => {
  const { data, source, ports } = event;
  if (data.hello) event.waitUntil(hello(data.hello, source));
  if (data.started) event.waitUntil(started(data.started));
  if (data.switch) event.waitUntil(self.skipWaiting());
  for (const asked of Object.keys(answers)) {
    if (data[asked]) event.waitUntil(answers[asked](data[asked]).then((said) => ports[0]?.postMessage(said)));
  }
});
