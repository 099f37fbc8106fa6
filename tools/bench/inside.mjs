// node inside.mjs PYODIDE SITE PROJECT MODULE ANSWER ARGUMENTS : `await MODULE.measure(**ARGUMENTS)` inside Pyodide, as JSON into ANSWER.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [pyodideFolder, site, project, module, answer, given] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(path.join(pyodideFolder, "pyodide.mjs")));
const python = await loadPyodide({ indexURL: pyodideFolder + path.sep });
for (const [root, to] of [[site, "/site"], [project, "/project"]]) {
  python.FS.mkdirTree(to);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, to);
}
python.globals.set("name", module);
python.globals.set("given", given);
try {
  writeFileSync(answer, await python.runPythonAsync(`
import importlib, json, os, sys
sys.path[:0] = ["/project", "/site"]
sys.dont_write_bytecode = True
os.chdir("/project")
json.dumps(await importlib.import_module(name).measure(**json.loads(given)))
`));
} catch (reason) {
  console.error(reason.message);
  process.exit(1);
}
process.exit(0);
