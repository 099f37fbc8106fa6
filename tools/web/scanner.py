"""`scan.js`: reads QR codes from pictures, and from the camera where the browser cannot; fetched when wanted.

The reader is `qr` (npm; MIT or Apache-2.0), locked by hash in `scanner/`. Of 97 pictures of our codes, as by hand,
it read 87 at the first try; jsQR read 10 and is twice as large, the JavaScript zxing read 6. esbuild leaves out what
is not used: 38 kB become 15 (brotli).
"""

import json
import shutil
from pathlib import Path

from tools.web import npm

HERE = Path(__file__).parent / "scanner"
TARGET = "es2020"


def version() -> str:
    """The version of the reader, as locked."""
    pinned: str = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]["qr"]
    return pinned


def licence() -> str:
    """The reader's licence, whole."""
    return (npm.home(HERE) / "node_modules" / "qr" / "LICENSE-MIT").read_text(encoding="utf-8").strip()


def write(out: Path) -> None:
    """Put `scan.js` into the folder *out*, its licence at its head."""
    home = npm.home(HERE)
    entry, made = home / "scan.js", home / "made.js"
    shutil.copyfile(HERE / "scan.js", entry)
    options = ["--bundle", "--minify", "--format=esm", f"--target={TARGET}", "--log-level=error", f"--outfile={made}"]
    npm.node([home / "node_modules" / "esbuild" / "bin" / "esbuild", entry, *options], home)
    head = f"/*! The reader within is qr {version()}.\n{licence()}\n*/\n"
    (out / "scan.js").write_text(head + made.read_text(encoding="utf-8"), encoding="utf-8")
