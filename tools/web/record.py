"""Writes `keep.txt`, the files of Python that are shipped: `python -m tools.web.record`.

It walks through the app in the browser's own Python, whole, and writes down what was imported; adds what those modules
import at their top, and, for Flet and the library, what their functions import; and leaves out what `trim.toml` drops.
Run it when a test says that an import is missing.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.web import compiled
from tools.web.client import BuildError
from tools.web.compiled import NODE, PYODIDE, ROOT, STATIC
from tools.web.runtime import KEEP, dropped

LIBRARY = re.compile(r".*/python314\.zip/(.+)$")
PACKAGES = re.compile(r"^/packages/(.+)$")
FLET_NAME = re.compile(r"\bft\.([A-Za-z_]\w*)")


def app_modules(project: Path) -> list[str]:
    """Every module of the app, by its dotted name."""
    files = sorted((project / "app").rglob("*.py"))
    names = (path.relative_to(project).with_suffix("").as_posix().replace("/", ".") for path in files)
    return [name.removesuffix(".__init__") for name in names]


def flet_names(project: Path) -> list[str]:
    """Every attribute of flet that the app's code uses."""
    texts = (path.read_text(encoding="utf-8") for path in (project / "app").rglob("*.py"))
    return sorted({name for text in texts for name in FLET_NAME.findall(text)})


def walked(project: Path) -> list[str]:
    """The files that a walk through the app imports, as the interpreter names them."""
    with TemporaryDirectory() as folder:
        answer = Path(folder) / "found.json"
        places = [PYODIDE, project, compiled.packages().source, STATIC, answer]
        lists = [" ".join(app_modules(project)), " ".join(flet_names(project))]
        command = [str(NODE), str(STATIC / "walk.mjs"), *map(str, places), *lists]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            raise BuildError(f"The walk through the app failed:\n{done.stderr[-3000:]}")
        found: list[str] = json.loads(answer.read_text(encoding="utf-8"))
    return found


def closure(start: set[str], imports: dict[str, list[str]]) -> set[str]:
    """The files in *start*, and all files their imports lead to, among those that `imports` knows."""
    found, waiting = set(), list(start)
    while waiting:
        name = waiting.pop()
        if name not in found and name in imports:
            found.add(name)
            waiting += [file for module in imports[name] for file in files_of(module, imports)]
    return found


def files_of(module: str, imports: dict[str, list[str]]) -> list[str]:
    """The files that importing a module runs: its packages, and itself."""
    parts = module.split(".")
    candidates = []
    for length in range(1, len(parts) + 1):
        path = "/".join(parts[:length])
        candidates += [f"{path}.py", f"{path}/__init__.py"]
    return [path for path in candidates if path in imports]


def main() -> None:
    """Walk, close, leave out, write."""
    library, packages = compiled.library(), compiled.packages()
    top, anywhere = library.top() | packages.top(), library.anywhere() | packages.anywhere()
    matches = (pattern.match(path) for path in walked(ROOT) for pattern in (LIBRARY, PACKAGES))
    found = {match[1] for match in matches if match} & set(top)
    found |= {name for name in top if name.startswith(("flet/controls/", "encodings/"))}
    generous = {name for name in found if name in library.top() or name.startswith("flet/")}
    found |= {file for name in generous for module in anywhere[name] for file in files_of(module, top)}
    names = sorted(name for name in closure({name for name in found if not dropped(name)}, top) if not dropped(name))
    KEEP.write_text("\n".join(names) + "\n", encoding="utf-8")
    print(f"{len(names)} of {len(top)} files are shipped; keep.txt is written.", file=sys.stderr)


if __name__ == "__main__":
    main()
