"""A stock Flet site to measure beside: `flet publish --no-cdn`, with the one fault mended that keeps it from starting.

Made once into `.cache/bench/stock`, and packed like ours, so that both are served with brotli.
"""

import gzip
import json
import os
import shutil
import subprocess
import sys
import zipfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import flet_web  # type: ignore[import-untyped]

from tools.web import wheels

ROOT = Path(__file__).parents[2]
HOME = ROOT / ".cache" / "bench"
SITE = HOME / "stock"
SOURCE = Path(__file__).with_name("stock_app.py")
RUNTIME = Path(flet_web.__file__).parent / "web" / "pyodide"
BARE = 'flet.pyodideUrl="pyodide/pyodide.mjs";'
MENDED = 'flet.pyodideUrl=new URL("pyodide/pyodide.mjs",document.baseURI).href;'
"""As published the worker is given a bare name, which it may not import, and the page stays empty."""
WANTED = {
    "annotated_types", "flet", "msgpack", "pydantic", "pydantic_core", "repath", "six", "tinydb", "typing_extensions",
    "typing_inspection",
}  # fmt: skip
NEVER_ASKED = (".br", ".gz", ".map", ".symbols", ".exe", ".bat", ".png", ".whl")
PYTHON = {
    "default_python_version": "3.14",
    "pythons": {"3.14": {"full_version": "3.14.2", "pyodide_version": "", "android_abis": ["arm64-v8a"]}},
}


class StockError(Exception):
    """The stock site cannot be made; the message says why."""


def site() -> Path:
    """The folder of the stock site, made when it is not there."""
    if not (SITE / "index.html").exists():
        print("Making a stock Flet site to measure beside (a few minutes, once) …", flush=True)
        aside = HOME / "stage"
        shutil.rmtree(aside, ignore_errors=True)
        made = _publish(aside)
        _mend(made / "index.html")
        _pack(made)
        shutil.rmtree(SITE, ignore_errors=True)
        made.rename(SITE)
    return SITE


def _publish(aside: Path) -> Path:
    stage = aside / "app"  # everything in it is shipped, so nothing else may lie there
    _sources(stage)
    flet = Path(sys.executable).with_name("flet")
    env = {**os.environ, "FLET_CLI_NO_RICH_OUTPUT": "1", **_runtime(aside / "runtime")}
    command = [str(flet), "publish", ".", "--no-cdn", "--route-url-strategy", "hash"]
    done = subprocess.run(command, cwd=stage, env=env, check=False, capture_output=True, text=True)
    if done.returncode or not (stage / "dist" / "index.html").exists():
        raise StockError(f"flet publish did not make a site: {(done.stderr or done.stdout).strip()[-400:]}")
    return stage / "dist"


def _sources(stage: Path) -> None:
    """The app, and every package it needs beside it, so that the page need not ask an index for one."""
    packages = stage / "__pypackages__"
    packages.mkdir(parents=True)
    shutil.copyfile(SOURCE, stage / "main.py")
    for wheel in wheels.fetch():
        if wheel.name.split("-")[0] in WANTED:
            with zipfile.ZipFile(wheel) as files:
                files.extractall(packages)


def _runtime(folder: Path) -> dict[str, str]:
    """Lets `flet publish` find the runtime that its own package brings, which it would otherwise download."""
    number = json.loads((RUNTIME / "package.json").read_text(encoding="utf-8"))["version"]
    kept = folder / "pyodide" / number
    ignored = shutil.ignore_patterns("*.exe", "*.bat")
    shutil.copytree(RUNTIME, kept, ignore=ignored)
    lock = json.loads((kept / "pyodide-lock.json").read_text(encoding="utf-8"))
    lock["info"]["version"] = number
    (kept / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    PYTHON["pythons"]["3.14"]["pyodide_version"] = number  # type: ignore[index]
    manifest = folder / "manifest.json"
    manifest.write_text(json.dumps(PYTHON), encoding="utf-8")
    return {"FLET_CACHE_DIR": str(folder), "FLET_PYTHON_BUILD_MANIFEST": str(manifest)}


def _mend(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    if text.count(BARE) != 1:
        raise StockError("flet publish no longer writes the address that had to be mended: read its page again")
    page.write_text(text.replace(BARE, MENDED), encoding="utf-8")


def _pack(folder: Path) -> None:
    """A `.br` and a `.gz` beside each file that shrinks, as beside ours."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(NEVER_ASKED)]
    files += list(folder.rglob("*.tar.gz"))
    with ProcessPoolExecutor() as pool:
        list(pool.map(_packed, files))


def _packed(path: Path) -> None:
    data = path.read_bytes()
    for suffix, small in ((".br", brotli.compress(data, lgwin=24)), (".gz", gzip.compress(data, 9, mtime=0))):
        if len(small) < len(data) * 0.95:
            path.with_name(path.name + suffix).write_bytes(small)
