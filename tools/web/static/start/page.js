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
