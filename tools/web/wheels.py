"""The wheels of `requirements-web.lock`: downloaded once into `.cache/`, checked by hash, unpacked."""

import hashlib
import re
import subprocess
import sys
import zipfile
from pathlib import Path

from tools.web.client import MADE_FOR, BuildError

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements-web.lock"
CACHE = ROOT / ".cache" / "wheels"
LINE = re.compile(r"^([a-z0-9-]+)==(\S+) --hash=sha256:([0-9a-f]{64})", re.M)
TAGS = ("--platform=pyemscripten_2026_0_wasm32", "--python-version=3.14", "--implementation=cp")
ABIS = ("--abi=cp314", "--abi=abi3", "--abi=none")


def pins() -> dict[str, tuple[str, str]]:
    """Package name to (version, sha256) as the lock file has it."""
    found = {name: (version, digest) for name, version, digest in LINE.findall(LOCK.read_text(encoding="utf-8"))}
    if not found or found["flet"][0] != MADE_FOR:
        raise BuildError(f"requirements-web.lock must pin flet=={MADE_FOR}, the version the client is patched for.")
    return found


def fetch() -> list[Path]:
    """The wheel files, one for each pin, each with the hash of the lock; downloads only what is not there."""
    wanted = {digest: name for name, (_, digest) in pins().items()}
    if missing := set(wanted) - set(_cached()):
        print(f"Fetching {len(missing)} Python packages for the browser …", flush=True)
        _download()
    have = _cached()
    if missing := set(wanted) - set(have):
        raise BuildError(f"Not to be had as locked: {', '.join(sorted(wanted[digest] for digest in missing))}.")
    return sorted(have[digest] for digest in wanted)


def _cached() -> dict[str, Path]:
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in CACHE.glob("*.whl")}


def _download() -> None:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    only = ["--no-deps", "--only-binary=:all:", *TAGS, *ABIS]
    done = subprocess.run([*pip, *only, "-r", str(LOCK), "-d", str(CACHE)], check=False, capture_output=True, text=True)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["unknown"])[-1]
        raise BuildError(f"The browser's Python packages could not be downloaded. Is the network there? ({reason})")


def unpack(target: Path) -> None:
    """Put the files of every wheel into one folder, and assert that name and version are what was pinned.

    The index carries a placeholder `pydantic-core 0.0.1` that installs anywhere and does nothing; a wheel whose own
    metadata disagrees with the pin, or that is not built for this Python, stops the build.
    """
    for wheel in fetch():
        check(wheel)
        with zipfile.ZipFile(wheel) as files:
            files.extractall(target)


def check(wheel: Path) -> None:
    """Raise `BuildError` when a wheel is not the package, version and platform that is pinned."""
    name, version, tags = _described(wheel)
    pinned = pins().get(name, ("nothing", ""))[0]
    if pinned != version:
        raise BuildError(f"{wheel.name} says it is {name} {version}; pinned is {pinned}.")
    if name in ("pydantic-core", "msgpack", "simplejson") and "pyemscripten" not in tags:
        raise BuildError(f"{wheel.name} is not compiled for the browser's Python.")


def _described(wheel: Path) -> tuple[str, str, str]:
    with zipfile.ZipFile(wheel) as files:
        folder = next(name.split("/")[0] for name in files.namelist() if name.endswith(".dist-info/METADATA"))
        text = files.read(f"{folder}/METADATA").decode()
        tags = files.read(f"{folder}/WHEEL").decode()
    name = re.search(r"^Name: (\S+)", text, re.M)
    version = re.search(r"^Version: (\S+)", text, re.M)
    if not name or not version:
        raise BuildError(f"{wheel.name} does not say what it is.")
    return re.sub(r"[-_.]+", "-", name[1]).lower(), version[1], tags
