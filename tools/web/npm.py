"""Tools from npm that the build runs: locked by hash in a folder beside, fetched once, run by our node."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from tools.web.client import BuildError
from tools.web.compiled import CACHE, NODE

LOCKED = ("package.json", "package-lock.json")


def home(folder: Path) -> Path:
    """A folder with the packages that *folder* locks, fetched once for each lock; npm refuses what has another hash."""
    mark = hashlib.sha256(b"".join((folder / name).read_bytes() for name in LOCKED)).hexdigest()[:12]
    place = CACHE / f"{folder.name}-{mark}"
    if not (place / ".done").exists():
        print(f"Fetching the packages of {folder.name} …", flush=True)
        place.mkdir(parents=True, exist_ok=True)
        for name in LOCKED:
            shutil.copyfile(folder / name, place / name)
        _run([NODE.with_name("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], place, "fetched")
        (place / ".done").touch()
    return place


def node(arguments: list[object], place: Path) -> str:
    """Run node in a folder of `home`; what it printed."""
    return _run([NODE, *arguments], place, "run")


def _run(command: list[object], place: Path, what: str) -> str:
    path = f"{NODE.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        [str(part) for part in command], cwd=place, env={**os.environ, "PATH": path}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if "Error" in line] or done.stderr.splitlines()[-1:]
        raise BuildError(f"{place.name} could not be {what}: {(lines or ['unknown'])[0].strip()}")
    return done.stdout
