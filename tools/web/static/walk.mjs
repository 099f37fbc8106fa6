// node walk.mjs RUNTIME PROJECT PACKAGES ANSWER MODULES NAMES: the tour in the whole, untrimmed Python; writes what it imported.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [runtime, project, packages, tour, answer, modules, names] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(runtime, "pyodide.mjs")));
const python = await loadPyodide({ indexURL: runtime + "/", env: { HOME: "/home/pyodide", PYDANTIC_DISABLE_PLUGINS: "__all__", PYTHONTZPATH: "" } });
for (const [root, path] of [[project, "/project"], [packages, "/packages"], [tour, "/tour"]]) {
  python.FS.mkdirTree(path);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, path);
}
python.globals.set("modules", modules);
python.globals.set("names", names);
let found;
try {
  found = python.runPython(`
import json, sys
sys.dont_write_bytecode = True
sys.path[:0] = ["/project", "/packages", "/tour"]
import tour
assert tour.walk(modules.split(), names.split()) == b"%PDF-"
json.dumps(sorted(file for module in list(sys.modules.values()) if (file := getattr(module, "__file__", None))))
`);
} catch (reason) {
  console.error(reason.message);
  process.exit(1);
}
writeFileSync(answer, found);
