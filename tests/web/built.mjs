// node built.mjs SITE APP PROJECT STATIC MODULES NAMES: the tour in the Python of the built site, with nothing but what is shipped.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [site, app, project, tour, setup, modules, names] = process.argv.slice(2);
const here = join(site, "python");
const { loadPyodide } = await import(pathToFileURL(join(here, "pyodide.mjs")));
globalThis.fetchNow = (name) => new Uint8Array(readFileSync(join(here, name.split("?")[0])));
const python = await loadPyodide({
  indexURL: here + "/",
  stdLibURL: join(here, "stdlib.zip"),
  lockFileContents: JSON.stringify({ info: JSON.parse(setup).info, packages: {} }),
  env: { HOME: "/home/pyodide", PYDANTIC_DISABLE_PLUGINS: "__all__", PYTHONTZPATH: "" },
});
const { FS } = python;
FS.writeFile("/lib/site.zip", readFileSync(join(here, "site.zip")));
for (const name of JSON.parse(setup).extensions) FS.writeFile(`/lib/${name}.so`, readFileSync(join(here, `${name}.wasm`)));
for (const [path, root] of [["/home/pyodide", app], ["/project", project], ["/tour", tour]]) {
  FS.mkdirTree(path);
  FS.mount(FS.filesystems.NODEFS, { root }, path);
}
python.globals.set("setup", JSON.parse(setup).code);
python.globals.set("modules", modules);
python.globals.set("names", names);
try {
  const first = python.runPython(`
import sys
sys.dont_write_bytecode = True
exec(setup)
sys.path += ["/project", "/tour"]
import tour
str(tour.walk(modules.split(), names.split()))
`);
  console.log(first);
} catch (reason) {
  console.error(reason.message);
  process.exit(1);
}
