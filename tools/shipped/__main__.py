"""`python -m tools.shipped [pytest arguments]`: the core's tests in Pyodide."""

import hashlib
import subprocess
import sys
from pathlib import Path

import flet_web

ROOT = Path(__file__).parents[2]
WANTED = Path(__file__).with_name("requirements.txt")
PYODIDE = Path(flet_web.__file__).parent / "web" / "pyodide"
PLATFORM = ("--platform", "pyemscripten_2026_0_wasm32", "--implementation", "cp", "--python-version", "3.14")


def packages() -> Path:
    """The folder with the wheels for Pyodide, fetched once per list of versions."""
    site = ROOT / ".cache" / f"shipped-{hashlib.sha256(WANTED.read_bytes()).hexdigest()[:12]}"
    if not (site / ".done").exists():
        print("Fetching the packages for the Python that ships …", flush=True)
        pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--only-binary=:all:", "--upgrade"]
        abis = ("--abi", "cp314", "--abi", "none")
        subprocess.run([*pip, *PLATFORM, *abis, "--target", str(site), "-r", str(WANTED)], check=True)
        (site / ".done").touch()
    return site


def run(*arguments: str) -> int:
    """Run pytest with *arguments* in Pyodide; return its exit code."""
    node = Path(sys.executable).with_name("node")
    script = Path(__file__).with_name("run.mjs")
    command = [str(node), str(script), str(PYODIDE), str(packages()), str(ROOT), *arguments]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(run(*(sys.argv[1:] or ["-q", "tests/core"])))
