// Compiles Python for the browser with the Python that will run it: node compile.mjs RUNTIME SOURCE TARGET
// SOURCE is a folder of .py files; TARGET gets a .pyc of the same name for each, and imports.json.
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const [runtime, source, target] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(runtime, "pyodide.mjs")));
const python = await loadPyodide({ indexURL: runtime + "/", env: { PYTHONHASHSEED: "0" } });
for (const [path, folder] of [["/source", source], ["/target", target]]) {
  python.FS.mkdirTree(path);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, path);
}
python.runPython(`
import ast, importlib.util, json, marshal, pathlib, sys

HEADER = importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little") + bytes(8)  # by hash, never checked

def without_docstrings(tree):
    """Functions and modules lose theirs. A class keeps one character: a dataclass without any computes its signature."""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if not isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) or not body:
            continue
        if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) and isinstance(body[0].value.value, str):
            if isinstance(node, ast.ClassDef):
                body[0].value.value = "."
            elif len(body) > 1:
                del body[0]
            else:
                body[0] = ast.copy_location(ast.Pass(), body[0])
    return tree

def at_import(body):
    """The statements that run whenever the module is imported; what a try or an if guards may be missing."""
    for node in body:
        if isinstance(node, ast.Import):
            yield from ((alias.name, 0) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", node.level
        elif isinstance(node, ast.ClassDef):
            yield from at_import(node.body)

imports = {}
for path in sorted(pathlib.Path("/source").rglob("*.py")):
    name = path.relative_to("/source")
    text = path.read_bytes()
    tree = ast.parse(text, str(name))
    package = list(name.parts[:-1])
    found = set()
    for module, level in at_import(tree.body):
        base = package[: len(package) - level + 1] if level else []
        found.add(".".join([*base, *([module] if module else [])]))
    imports[str(name)] = sorted(found)
    if b"__doc__" not in text:
        tree = without_docstrings(tree)
    code = compile(tree, str(name), "exec", dont_inherit=True)
    out = pathlib.Path("/target") / name.with_suffix(".pyc")
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(HEADER + marshal.dumps(code))
pathlib.Path("/target/imports.json").write_text(json.dumps({"python": sys.version.split()[0], "builtin": sorted(sys.builtin_module_names), "files": imports}))
`);
