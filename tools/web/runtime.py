"""Python for the browser: runtime, standard library and packages, cut to what can run, compiled, stored uncompressed.

Stored, because brotli over the whole is smaller than many small compressed files, and because `zipimport` then reads
without inflating. Cut by `trim.toml`.
"""

import hashlib
import io
import json
import re
import shutil
import subprocess
import tarfile
import tomllib
import zipfile
from fnmatch import fnmatch
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.content import bundle
from tools.web import client, wheels
from tools.web.client import BuildError

ROOT = Path(__file__).parents[2]
STATIC = Path(__file__).parent / "static"
CACHE = ROOT / ".cache" / "web"
PYODIDE = client.CLIENT / "pyodide"
NODE = ROOT / ".venv" / "bin" / "node"
HOME = "/home/pyodide"
EPOCH = (1980, 1, 1, 0, 0, 0)

LATE = ("fpdf", "fontTools", "defusedxml", "segno", "tzdata")
"""Packages that are fetched when first imported: wanted only when something is shared."""

EXTENSIONS = {
    "pydantic_core._pydantic_core": "pydantic_core/_pydantic_core",
    "msgpack._cmsgpack": "msgpack/_cmsgpack",
    "simplejson._speedups": "simplejson/_speedups",
}
"""Compiled modules, each shipped as a file of its own so that the browser compiles it while it arrives."""

TRIM: dict[str, dict[str, list[str]]] = tomllib.loads((Path(__file__).parent / "trim.toml").read_text(encoding="utf-8"))


def dropped(name: str, patterns: list[str]) -> bool:
    """Whether a file of a package, or of the library, is on a drop list (patterns name modules without suffix)."""
    return any(fnmatch(name.removesuffix(".py"), pattern) or fnmatch(name, pattern) for pattern in patterns)


def wanted_in_library(name: str) -> bool:
    """Whether a file of the standard library is shipped."""
    if name.startswith("encodings/"):
        return Path(name).stem in TRIM["library"]["encodings"]
    return name.endswith(".py") and not dropped(name, TRIM["library"]["drop"])


def library(out: Path) -> dict[str, list[str]]:
    """Write `stdlib.zip`; the imports of every module in it."""
    source, target = _workspace("stdlib", hashlib.sha256((PYODIDE / "python_stdlib.zip").read_bytes()).hexdigest())
    if not target.exists():
        with zipfile.ZipFile(PYODIDE / "python_stdlib.zip") as files:
            files.extractall(source)
        compile_tree(source, target)
    imports = _imports(target)
    names = [name for name in imports if wanted_in_library(name)]
    write_zip(out / "stdlib.zip", {f"{name}c": (target / f"{name}c").read_bytes() for name in names})
    return {name: imports[name] for name in names}


def packages(out: Path) -> dict[str, list[str]]:
    """Write `site.zip`, `late.zip` and the compiled modules; the imports of every module in them."""
    source, target = _workspace("packages", hashlib.sha256(wheels.LOCK.read_bytes()).hexdigest())
    if not target.exists():
        wheels.unpack(source)
        compile_tree(source, target)
    imports = _imports(target)
    names = [name for name in imports if not dropped(name, TRIM["packages"]["drop"])]
    members = {f"{name}c": (target / f"{name}c").read_bytes() for name in names} | _data(source)
    late = {name: data for name, data in members.items() if name.split("/")[0] in LATE}
    write_zip(out / "site.zip", {name: data for name, data in members.items() if name not in late})
    write_zip(out / "late.zip", late)
    for module, path in EXTENSIONS.items():
        (out / f"{module}.wasm").write_bytes((source / f"{path}.cpython-314-wasm32-emscripten.so").read_bytes())
    return {name: imports[name] for name in names}


def _data(source: Path) -> dict[str, bytes]:
    """The files that packages read beside their code: flet's icon names, fpdf's profile, time zones."""
    kinds = {".json", ".icc", ".txt", ".typed"}
    found = {}
    for path in sorted(source.rglob("*")):
        name = path.relative_to(source).as_posix()
        zone = name.startswith("tzdata/") and path.suffix not in (".py", ".pyc")
        if path.is_file() and (zone or path.suffix in kinds) and ".dist-info" not in name and ".data/" not in name:
            found[name] = path.read_bytes()
    return {name: data for name, data in found.items() if not dropped(name, TRIM["packages"]["drop"])}


def program(app: Path, out: Path) -> dict[str, list[str]]:
    """Write `app.tar`: main.py, app/ and content/ of a project, code compiled; the imports of every module in it."""
    files = [app / "main.py", *sorted((app / "app").rglob("*")), *sorted((app / "content").rglob("*"))]
    files = [path for path in files if path.is_file() and "__pycache__" not in path.parts and path.name[0] != "."]
    members = {path.relative_to(app).as_posix(): path.read_bytes() for path in files} | _bundled(app / "content")
    if any(name.startswith("content/en/article/") for name in members):
        members = {name: data for name, data in members.items() if not re.match(r"content/.*\.(toml|po)$", name)}
    code = {name: data for name, data in members.items() if name.endswith(".py")}
    source, target = _workspace("program", _digest(code))
    if not target.exists():
        for name, data in code.items():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes(data)
        compile_tree(source, target)
    for name in code:
        del members[name]
        members[f"{name}c"] = (target / f"{name}c").read_bytes()
    _write_tar(out / "app.tar", members)
    return _imports(target)


def _bundled(content: Path) -> dict[str, bytes]:
    """Each language of the content as one file, which the browser reads faster than many."""
    if not (content / "en" / "article").exists():
        return {}
    with TemporaryDirectory() as folder:
        return {f"content/{path.name}": path.read_bytes() for path in bundle(Path(folder), content)}


def runtime(out: Path) -> None:
    """Put the interpreter itself, patched, beside the packages."""
    for name in ("pyodide.asm.mjs", "pyodide.asm.wasm"):
        shutil.copyfile(PYODIDE / name, out / name)
    (out / "pyodide.mjs").write_text(client.patched(client.RUNTIME), encoding="utf-8")


def compile_tree(source: Path, target: Path) -> None:
    """Compile every .py below `source` into `target` with the Python that ships; whole or not at all."""
    aside = target.with_suffix(".aside")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    command = [str(NODE), str(STATIC / "compile.mjs"), str(PYODIDE), str(source), str(aside)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise BuildError(f"Python's files could not be compiled:\n{done.stderr[-2000:]}")
    aside.rename(target)


def write_zip(path: Path, members: dict[str, bytes]) -> None:
    """A zip with stored members in order of name and no dates, so that the same input is the same file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as file:
        for name in sorted(members):
            file.writestr(zipfile.ZipInfo(name, EPOCH), members[name])


def _write_tar(path: Path, members: dict[str, bytes]) -> None:
    with tarfile.open(path, "w", format=tarfile.USTAR_FORMAT) as file:
        for name in sorted(members):
            entry = tarfile.TarInfo(name)
            entry.size = len(members[name])
            file.addfile(entry, io.BytesIO(members[name]))


def _workspace(kind: str, digest: str) -> tuple[Path, Path]:
    """Two folders of the cache, for sources and compiled files of one input; the older ones of the kind are removed."""
    recipe = hashlib.sha256((STATIC / "compile.mjs").read_bytes() + client.MADE_FOR.encode()).hexdigest()
    home = CACHE / f"{kind}-{hashlib.sha256((digest + recipe).encode()).hexdigest()[:16]}"
    for old in CACHE.glob(f"{kind}-*"):
        if old != home:
            shutil.rmtree(old)
    (home / "source").mkdir(parents=True, exist_ok=True)
    return home / "source", home / "compiled"


def _imports(target: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads((target / "imports.json").read_text(encoding="utf-8"))["files"]
    return found


def builtin(target: Path | None = None) -> list[str]:
    """The modules that are part of the interpreter itself."""
    folder = target or next(CACHE.glob("stdlib-*/compiled"))
    names: list[str] = json.loads((folder / "imports.json").read_text(encoding="utf-8"))["builtin"]
    return names


def _digest(files: dict[str, bytes]) -> str:
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
    return total.hexdigest()


def worker(out: Path, fonts: Path) -> None:
    """Write our Python worker, told the names and hashes it needs; `fonts` are the site's, for the PDF.

    Runs last: a running page asks for late files by their hash, so that an update never hands it newer ones.
    """
    info = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    late = {"/lib/late.zip": (out / "late.zip", "late.zip")}
    late |= {
        f"{HOME}/assets/fonts/{path.name}": (path, f"../fonts/{path.name}") for path in sorted(fonts.glob("Noto*"))
    }
    values = {
        "__LATE_FILES__": {
            place: f"{url}?{hashlib.sha256(path.read_bytes()).hexdigest()}" for place, (path, url) in late.items()
        },
        "__LATE_NAMES__": LATE,
        "__EXTENSIONS__": {module: f"{module}.wasm" for module in EXTENSIONS},
        "__LOCK_INFO__": info,
    }
    text = (STATIC / "worker.js").read_text(encoding="utf-8")
    for place, value in values.items():
        text = text.replace(place, json.dumps(value))
    (out / "worker.js").write_text(text, encoding="utf-8")
