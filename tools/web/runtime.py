"""Python for the browser: interpreter, standard library, packages and app, cut to what can run and stored uncompressed.

Stored, because brotli over the whole is smaller than many small compressed files, and because `zipimport` then reads
without inflating. What is shipped of library and packages stands in `keep.txt`, which `tools.web.record` writes.
"""

import hashlib
import io
import json
import re
import shutil
import tarfile
import tomllib
import zipfile
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.content import bundle
from tools.web import client, compiled, cutter, icons
from tools.web.compiled import PYODIDE, STATIC

KEEP = Path(__file__).parent / "keep.txt"
TRIM: dict[str, dict[str, list[str]]] = tomllib.loads((Path(__file__).parent / "trim.toml").read_text(encoding="utf-8"))
HOME = "/home/pyodide"
EPOCH = (1980, 1, 1, 0, 0, 0)

LATE = ("arabic_reshaper", "configparser", "fpdf", "fontTools", "defusedxml", "segno")
"""Packages, and a module of the library, that are fetched when first imported: wanted only when something is shared."""

EXTENSIONS = {
    "pydantic_core._pydantic_core": "pydantic_core/_pydantic_core",
    "msgpack._cmsgpack": "msgpack/_cmsgpack",
    "simplejson._speedups": "simplejson/_speedups",
}
"""Compiled modules, each shipped as a file of its own."""


def dropped(name: str) -> bool:
    """Whether `trim.toml` leaves a file of library or packages at home, whoever imports it."""
    if name.startswith("encodings/"):
        return Path(name).stem not in TRIM["library"]["encodings"]
    patterns = (*TRIM["library"]["drop"], *TRIM["library"]["frozen"], *TRIM["packages"]["drop"])
    return any(fnmatch(name.removesuffix(".py"), pattern) for pattern in patterns)


@cache
def kept() -> tuple[str, ...]:
    """The files of library and packages that are shipped."""
    return tuple(KEEP.read_text(encoding="utf-8").split())


def archives(project: Path, out: Path) -> None:
    """Write `stdlib.zip`, `site.zip` and `late.zip`, and the compiled modules beside them."""
    library, packages = compiled.library(), compiled.packages()
    members = {f"{name}c": library.code(name) for name in kept() if name in library.top()}
    members |= {f"{name}c": packages.code(name) for name in kept() if name in packages.top()}
    members |= stubs() | _data(packages.source) | icons.numbers(packages.source, project / "app")
    for archive in ("stdlib", "site", "late"):
        write_zip(out / f"{archive}.zip", {name: data for name, data in members.items() if home(name) == archive})
    for module, path in EXTENSIONS.items():
        shutil.copyfile(packages.source / f"{path}.cpython-314-wasm32-emscripten.so", out / f"{module}.wasm")


def home(name: str) -> str:
    """Which archive a file is in: where the package is looked for; a package of stubs is wanted late."""
    top = name.split("/")[0].split(".")[0]
    if top in LATE:
        return "late"
    beside = {one for one in kept() if one.split("/")[0].split(".")[0] == top}
    if beside & compiled.library().top().keys():
        return "stdlib"
    return "site" if beside else "late"


def stubs() -> dict[str, bytes]:
    """Modules of a few lines, in place of large ones that are named but never used."""
    home = STATIC / "stubs"
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*.py")}


def _data(source: Path) -> dict[str, bytes]:
    """The files that packages read beside their code."""
    return {name: (source / name).read_bytes() for name in TRIM["packages"]["data"]}


def program(project: Path, out: Path) -> None:
    """Write `app.tar`: main.py, app/, content/ and the drawings; code compiled, a language's content as one file."""
    members = _members(project)
    code = {name: data for name, data in members.items() if name.endswith(".py")}
    whole = compiled.program(code)
    rest = {name: data for name, data in members.items() if name not in code}
    _write_tar(out / "app.tar", rest | {f"{name}c": whole.code(name) for name in code})


def _members(project: Path) -> dict[str, bytes]:
    files = [project / "main.py", *(project / "app").rglob("*"), *(project / "content").rglob("*")]
    files += (project / "assets" / "pictures").glob("*.svg")
    files = [path for path in files if path.is_file() and "__pycache__" not in path.parts and path.name[0] != "."]
    members = {path.relative_to(project).as_posix(): path.read_bytes() for path in files}
    if not (project / "content" / "en" / "article").exists():
        return members
    with TemporaryDirectory() as folder:
        bundles = {f"content/{path.name}": path.read_bytes() for path in bundle(Path(folder), project / "content")}
    return {name: data for name, data in members.items() if not re.match(r"content/.*\.(toml|po)$", name)} | bundles


def interpreter(out: Path) -> None:
    """Put the interpreter itself, patched and cut, beside the packages."""
    for name, data in compiled.interpreter(tuple(EXTENSIONS.values())).items():
        (out / name).write_bytes(data)
    (out / "pyodide.mjs").write_text(client.patched(client.RUNTIME), encoding="utf-8")


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


def setup(late: dict[str, str]) -> str:
    """What Python is told before the app starts; `late` is place and address of the files fetched when wanted."""
    text = (STATIC / "setup.py").read_text(encoding="utf-8")
    values = {
        "EXTENSIONS": list(EXTENSIONS),
        "LATE_NAMES": LATE,
        "LATE_FILES": late,
        "REMOVED": cutter.MODULES,
    }
    for name, value in values.items():
        text = text.replace(f"__{name}__", json.dumps(value))
    return text


def _digest(out: Path, setup: str) -> str:
    """Changes with everything that a snapshot of the interpreter's memory holds, or that it needs to be put back."""
    total = hashlib.sha256(setup.encode())
    for path in (*sorted(out.iterdir()), STATIC / "worker.js", STATIC / "snapshot.js"):
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def worker(out: Path, fonts: Path) -> None:
    """Write our Python worker, told the names and hashes it needs; `fonts` are the site's, for the PDF.

    Runs last: a running page asks for late files by their hash, so that an update never hands it newer ones.
    """
    late = {"/lib/late.zip": (out / "late.zip", "late.zip")}
    late |= {
        f"{HOME}/assets/fonts/{path.name}": (path, f"../fonts/{path.name}") for path in sorted(fonts.glob("Noto*"))
    }
    hashed = {place: f"{url}?{hashlib.sha256(path.read_bytes()).hexdigest()}" for place, (path, url) in late.items()}
    values = {
        "SETUP": setup(hashed),
        "EXTENSIONS": {module: f"{module}.wasm" for module in EXTENSIONS},
        "LOCK_INFO": json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))["info"],
    }
    values["BUILD"] = _digest(out, values["SETUP"])
    shutil.copyfile(STATIC / "snapshot.js", out / "snapshot.js")
    text = (STATIC / "worker.js").read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"__{name}__", json.dumps(value))
    (out / "worker.js").write_text(text, encoding="utf-8")
