"""Runs a module's `measure` in this Python and in the one that ships: Pyodide, under node, with the site's wheels."""

import asyncio
import hashlib
import importlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import flet_web  # type: ignore[import-untyped]

from tools.web import wheels

ROOT = Path(__file__).parents[2]
PYODIDE = Path(flet_web.__file__).parent / "web" / "pyodide"


def here(module: str, **arguments: Any) -> Any:
    """What `module.measure(**arguments)` answers under CPython."""
    made = importlib.import_module(module).measure
    return json.loads(json.dumps(asyncio.run(made(**arguments))))


def shipped(module: str, **arguments: Any) -> Any:
    """The same in Pyodide; RuntimeError with Python's own words when it fails."""
    node = Path(sys.executable).with_name("node")
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        places = [Path(__file__).with_name("inside.mjs"), PYODIDE, packages(), ROOT]
        command = [str(node), *map(str, places), module, str(answer), json.dumps(arguments)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr[-2000:])
        return json.loads(answer.read_text(encoding="utf-8"))


def packages() -> Path:
    """A folder with the packages of the site, whole, unpacked once for each lock file."""
    site = ROOT / ".cache" / "bench" / f"site-{hashlib.sha256(wheels.LOCK.read_bytes()).hexdigest()[:12]}"
    if not (site / ".done").exists():
        wheels.unpack(site)
        (site / ".done").touch()
    return site
