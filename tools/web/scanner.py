"""`scan.js`: reads QR codes from pictures, and from the camera where the browser cannot; fetched when wanted.

The reader is `qr` (npm; MIT or Apache-2.0), locked by hash in `scanner/`. Of 97 pictures of our codes, as by hand,
it read 87 at the first try; jsQR read 10 and is twice as large, the JavaScript zxing read 6. esbuild leaves out what
is not used: 38 kB become 15 (brotli).
"""

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

from tools.web.client import BuildError
from tools.web.compiled import CACHE, NODE

HERE = Path(__file__).parent / "scanner"
LOCKED = ("package.json", "package-lock.json")
TARGET = "es2020"


def version() -> str:
    """The version of the reader, as locked."""
    pinned: str = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]["qr"]
    return pinned


def licence() -> str:
    """The reader's licence, whole."""
    return (_packages() / "node_modules" / "qr" / "LICENSE-MIT").read_text(encoding="utf-8").strip()


def write(out: Path) -> None:
    """Put `scan.js` into the folder *out*, its licence at its head."""
    home = _packages()
    entry, made = home / "scan.js", home / "made.js"
    shutil.copyfile(HERE / "scan.js", entry)
    options = ["--bundle", "--minify", "--format=esm", f"--target={TARGET}", "--log-level=error", f"--outfile={made}"]
    _run([NODE, home / "node_modules" / "esbuild" / "bin" / "esbuild", entry, *options], home, "packed")
    head = f"/*! The reader within is qr {version()}.\n{licence()}\n*/\n"
    (out / "scan.js").write_text(head + made.read_text(encoding="utf-8"), encoding="utf-8")


def _packages() -> Path:
    """The folder with the locked packages, fetched once for each lock; npm refuses what has another hash."""
    mark = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in LOCKED)).hexdigest()[:12]
    home = CACHE / f"scanner-{mark}"
    if not (home / ".done").exists():
        print("Fetching the reader of QR codes …", flush=True)
        home.mkdir(parents=True, exist_ok=True)
        for name in LOCKED:
            shutil.copyfile(HERE / name, home / name)
        _run([NODE.with_name("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], home, "fetched")
        (home / ".done").touch()
    return home


def _run(command: list[object], home: Path, what: str) -> None:
    path = f"{NODE.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        [str(part) for part in command], cwd=home, env={**os.environ, "PATH": path}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["unknown"])[-1]
        raise BuildError(f"The reader of QR codes could not be {what}. Is the network there? ({reason})")
