"""Compiling Python in the browser's own Python, under node, kept in `.cache/` by what went in."""

import hashlib
import json
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tools.web import client, cutter, tables, wasm, wheels
from tools.web.client import BuildError

ROOT = Path(__file__).parents[2]
STATIC = Path(__file__).parent / "static"
CACHE = ROOT / ".cache" / "web"
PYODIDE = client.CLIENT / "pyodide"
NODE = ROOT / ".venv" / "bin" / "node"


@dataclass(frozen=True)
class Compiled:
    """A folder of sources, and the folder of bytecode made from it."""

    source: Path
    target: Path

    def _facts(self) -> dict[str, dict[str, list[str]]]:
        facts: dict[str, dict[str, list[str]]] = json.loads((self.target / "imports.json").read_text(encoding="utf-8"))
        return facts

    def top(self) -> dict[str, list[str]]:
        """What each file imports whenever it is imported itself."""
        return self._facts()["top"]

    def anywhere(self) -> dict[str, list[str]]:
        """What each file imports, also inside functions and conditions."""
        return self._facts()["anywhere"]

    def builtin(self) -> frozenset[str]:
        """The modules that are part of the interpreter."""
        return frozenset(self._facts()["builtin"])

    def code(self, name: str) -> bytes:
        """The bytecode of one source file."""
        return (self.target / f"{name}c").read_bytes()


@cache
def library() -> Compiled:
    """The whole standard library."""
    archive = PYODIDE / "python_stdlib.zip"
    home = _workspace("stdlib", archive.read_bytes())
    if not (home / "compiled").exists():
        with zipfile.ZipFile(archive) as files:
            files.extractall(home / "source")
        _compile(home, "slim")
    return Compiled(home / "source", home / "compiled")


@cache
def packages() -> Compiled:
    """Every package of `requirements-web.lock`, whole."""
    home = _workspace("packages", wheels.LOCK.read_bytes())
    if not (home / "compiled").exists():
        wheels.unpack(home / "source")
        _compile(home, "slim")
    return Compiled(home / "source", home / "compiled")


def program(code: dict[str, bytes]) -> Compiled:
    """Our own modules, by path."""
    home = _workspace("program", json.dumps({name: _digest(data) for name, data in sorted(code.items())}).encode())
    if not (home / "compiled").exists():
        for name, data in code.items():
            (home / "source" / name).parent.mkdir(parents=True, exist_ok=True)
            (home / "source" / name).write_bytes(data)
        _compile(home, "whole")
    return Compiled(home / "source", home / "compiled")


def frozen() -> dict[bytes, bytes]:
    """The modules that are part of the interpreter: their bytecode as it is there, and as it is without ballast."""
    home = _workspace("frozen", (PYODIDE / "python_stdlib.zip").read_bytes() + (STATIC / "frozen.py").read_bytes())
    if not (home / "compiled").exists():
        shutil.copytree(library().source, home / "source", dirs_exist_ok=True)
        _compile(home, "frozen")
    olds = sorted((home / "compiled").glob("*.old"))
    return {old.read_bytes(): old.with_suffix(".new").read_bytes() for old in olds}


def interpreter(extensions: tuple[str, ...]) -> dict[str, bytes]:
    """The interpreter's two files, cut to what these compiled modules, and the JavaScript around it, can reach."""
    script, core = (PYODIDE / name for name in ("pyodide.asm.mjs", "pyodide.asm.wasm"))
    libraries = [(packages().source / f"{path}.cpython-314-wasm32-emscripten.so").read_bytes() for path in extensions]
    recipe = b"".join(Path(one.__file__).read_bytes() for one in (wasm, cutter, tables))
    text = client.patched(client.CORE)
    modules = frozen()
    home = _workspace(
        "interpreter", b"".join([text.encode(), core.read_bytes(), recipe, *libraries, *modules.values()])
    )
    if not (home / script.name).exists():
        data, text = cutter.cut(core.read_bytes(), libraries, text, modules)
        (home / core.name).write_bytes(data)
        (home / script.name).write_text(text, encoding="utf-8")
    return {path.name: (home / path.name).read_bytes() for path in (script, core)}


def _compile(home: Path, how: str) -> None:
    """Compile `source` into `compiled`; whole or not at all."""
    aside = home / "aside"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    places = [STATIC / "compile.mjs", PYODIDE, home / "source", aside, STATIC]
    done = subprocess.run([str(NODE), *map(str, places), how], check=False, capture_output=True, text=True)
    if done.returncode:
        raise BuildError(f"Python's files could not be compiled:\n{done.stderr[-2000:]}")
    aside.rename(home / "compiled")


def _workspace(kind: str, content: bytes) -> Path:
    """A folder of the cache for one input and this recipe; older ones of the kind are removed."""
    recipe = [(STATIC / name).read_bytes() for name in ("compile.mjs", "slim.py")]
    home = CACHE / f"{kind}-{_digest(b''.join([content, client.MADE_FOR.encode(), *recipe]))[:16]}"
    for old in CACHE.glob(f"{kind}-*"):
        if old != home:
            shutil.rmtree(old, ignore_errors=True)
    (home / "source").mkdir(parents=True, exist_ok=True)
    return home


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
