// The interpreter in a folder, with its library, under node: for the scripts beside this one.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export async function interpreter(folder, library) {
  const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
  const info = { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.2", version: "314.0.7" };
  return loadPyodide({ indexURL: folder + "/", stdLibURL: join(folder, library), lockFileContents: JSON.stringify({ info, packages: {} }) });
}
