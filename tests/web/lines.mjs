// node lines.mjs CANVASKIT FACE...: how this CanvasKit breaks texts into lines, as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

globalThis.require = createRequire(import.meta.url);
globalThis.__dirname = process.argv[2];
const [folder, ...faces] = process.argv.slice(2);
const module = await import(pathToFileURL(join(folder, "canvaskit.js")));
const kit = await (module.default ?? globalThis.CanvasKitInit)({ instantiateWasm: (imports, done) => WebAssembly.instantiate(readFileSync(join(folder, "canvaskit.wasm")), imports).then((made) => done(made.instance)) });
const fonts = kit.TypefaceFontProvider.Make();
for (const face of faces) fonts.registerFont(readFileSync(face), "Face");
const texts = [
  "Fever is 38.0 °C (100.4 °F) or more. One reading is enough; do not wait and check again.",
  "Llame ahora: ¿38,0 °C o más? Un hôpital d’aujourd’hui, l’eau, trente-huit degrés.",
  "الحمى هي 38.0 درجة مئوية أو أكثر. قراءة واحدة تكفي. لا تنتظر.",
  "ไข้คือสามสิบแปดองศาเซลเซียส ພາສາລາວ ភាសាខ្មែរ မြန်မာဘာသာ",
  "中文和日本語のテキスト and English",
];
const broken = texts.map((text) => {
  const builder = kit.ParagraphBuilder.MakeFromFontProvider(new kit.ParagraphStyle({ textStyle: { fontFamilies: ["Face"], fontSize: 16 } }), fonts);
  builder.addText(text);
  const paragraph = builder.build();
  paragraph.layout(120);
  return paragraph.getLineMetrics().map((line) => [line.startIndex, line.endIndex]);
});
console.log(JSON.stringify(broken));
