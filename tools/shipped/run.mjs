// node run.mjs PYODIDE_FOLDER SITE_PACKAGES PROJECT ARG… : pytest inside Pyodide, exit code and all.
import path from "node:path";
import { pathToFileURL } from "node:url";

const [pyodideFolder, site, project, ...args] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(path.join(pyodideFolder, "pyodide.mjs")));
const python = await loadPyodide({ indexURL: pyodideFolder + path.sep });
for (const [from, to] of [[site, "/site"], [project, "/project"]]) {
  python.FS.mkdirTree(to);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: from }, to);
}
python.globals.set("arguments", args);
python.globals.set("quick", process.env.QUICK ?? "");
const code = await python.runPythonAsync(`
import os, sys
sys.path[:0] = ["/project", "/site"]
sys.dont_write_bytecode = True
os.chdir("/project")
if quick:
    os.environ["QUICK"] = quick
import pytest
print("Python", sys.version.split()[0], "on", sys.platform, flush=True)
int(pytest.main(["-p", "no:cacheprovider", *arguments.to_py()]))
`);
process.exit(code);
