// ---- the camera --------------------------------------------------------------------------------------------------------

// What reads codes in browsers that cannot: a file of its own, fetched when first wanted, and kept for offline use.
const scanner = () => import(new URL("scan.js", document.baseURI).href);

async function detector() {
  const own = await globalThis.BarcodeDetector?.getSupportedFormats().catch(() => []);
  const Detector = own?.includes("qr_code") ? globalThis.BarcodeDetector : (await scanner()).BarcodeDetector;
  return new Detector({ formats: ["qr_code"] });
}

function camera(stream, { title = "Camera", close = "Close", status = "" }) {
  const dialog = Object.assign(document.createElement("dialog"), { className: "scan" });
  dialog.setAttribute("aria-label", title);
  const video = Object.assign(document.createElement("video"), { srcObject: stream, playsInline: true, muted: true });
  const said = Object.assign(document.createElement("p"), { textContent: status, role: "status" });
  const button = Object.assign(document.createElement("button"), { textContent: close, onclick: () => dialog.close() });
  dialog.append(video, said, button);
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, video };
}

// The text of the first code before the camera that is not among those already read.
async function scanCode({ words = {}, read = [] }) {
  if (!navigator.mediaDevices?.getUserMedia) throw new Error("This browser gives no camera.");
  const looking = detector();
  looking.catch(() => {});
  const wide = { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } };
  const stream = await navigator.mediaDevices.getUserMedia({ video: wide });
  const { dialog, video } = camera(stream, words);
  try {
    await video.play();
    const eye = await looking;
    while (dialog.open) {
      const codes = await eye.detect(video).catch(() => []);
      const fresh = codes.find(({ rawValue }) => !read.includes(rawValue));
      if (fresh) return fresh.rawValue;
      await new Promise((done) => setTimeout(done, 150));
    }
    return null;
  } finally {
    stream.getTracks().forEach((track) => track.stop());
    dialog.remove();
  }
}
