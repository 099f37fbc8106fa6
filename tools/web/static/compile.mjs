// node compile.mjs RUNTIME SOURCE TARGET HERE slim|whole|frozen: compiles a folder of Python with the Python that will run it.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [runtime, source, target, here, how] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(runtime, "pyodide.mjs")));
const python = await loadPyodide({ indexURL: runtime + "/", env: { PYTHONHASHSEED: "0" } });
for (const [path, root] of [["/source", source], ["/target", target], ["/here", here]]) {
  python.FS.mkdirTree(path);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, path);
}
const call = how === "frozen" ? "import frozen; frozen.main('/source', '/target')" : `import slim; slim.main('/source', '/target', ${how === "slim" ? "True" : "False"})`;
try {
  python.runPython(`
import sys
sys.dont_write_bytecode = True
sys.path.insert(0, "/here")
${call}
`);
} catch (reason) {
  console.error(reason.message);
  process.exit(1);
}
