// Reads QR codes from pictures and from camera frames. Packed into one file that the page loads when it is first wanted.
import { BarcodeDetector, decodeQRBatch } from "qr/decode.js";

export { BarcodeDetector };

const LARGEST = 1800; // pixels along the longer side of what is looked at; a phone's photo has twice as many, to no use
const SIZES = [1, 0.8, 1.25, 0.6]; // of 97 hand-held photographs the first alone reads 87, all of them 96

function drawn(bitmap, scale) {
  const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale)));
  const canvas = globalThis.OffscreenCanvas ? new OffscreenCanvas(width, height) : Object.assign(document.createElement("canvas"), { width, height });
  const paper = canvas.getContext("2d", { willReadFrequently: true });
  paper.fillStyle = "#fff"; // a code on nothing is a code on paper
  paper.fillRect(0, 0, width, height);
  paper.imageSmoothingQuality = "high";
  paper.drawImage(bitmap, 0, 0, width, height);
  return paper.getImageData(0, 0, width, height);
}

// The texts of all codes in one picture file, each once; null when the file is no picture this browser opens.
export async function textsIn(bytes) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(new Blob([bytes]));
  } catch {
    return null;
  }
  try {
    const whole = Math.min(1, LARGEST / Math.max(bitmap.width, bitmap.height));
    const found = new Set();
    for (const size of SIZES) {
      const [codes] = await decodeQRBatch([drawn(bitmap, whole * size)]);
      for (const code of codes) if (typeof code === "string") found.add(code);
    }
    return [...found];
  } finally {
    bitmap.close();
  }
}
