"""The list of all files with their hashes, the service worker that keeps them, and the packed copies beside them."""

import gzip
import hashlib
import json
import mimetypes
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import brotli

from tools.web import scripts
from tools.web.client import BuildError
from tools.web.compiled import CACHE

ALWAYS, CHROMIUM, OTHERS, AFTER = 0, 1, 2, 3
"""When a file is fetched: at the start; at the start of one kind of browser; once the app runs."""

BUDGET = 8_450_000
"""Bytes, brotli, of a first install everything on board, in the worse of the two kinds of browser.

Each language the app speaks takes about 60,000 of them."""

LATER = (
    "python/late.zip",
    "scan.js",
    "assets/NOTICES",
    "icons/",
    "pictures/",
    "icon.svg",
    "fonts/NotoSansArabic",
    "fonts/OFL",
    "fonts/none",
    "assets/shaders",
)
PAGE = "index.html"
"""The first page in English; in another language it is `<language>.html` beside it, and fetched when it is wanted."""
NOT_LISTED = ("sw.js", "sizes.json")
PACKED = (".br", ".gz")
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; connect-src 'self' data: blob:; "
    "frame-src 'self'; object-src 'none'; base-uri 'self'; form-action 'none'"
)


class Size(NamedTuple):
    """One line of `sizes.json`: bytes as they are, packed by gzip, packed by brotli; and when the file is fetched."""

    path: str
    raw: int
    gzip: int
    brotli: int
    when: int


def files(site: Path) -> list[str]:
    """The paths of everything a browser may ask for, without the packed copies."""
    found = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return sorted(name for name in found if not name.endswith(PACKED) and name not in NOT_LISTED)


def when(path: str) -> int:
    """When the service worker fetches a file."""
    if path.startswith("canvaskit/"):
        return CHROMIUM if path.startswith("canvaskit/chromium/") else OTHERS
    other = path.endswith(".html") and path != PAGE
    return AFTER if other or path.startswith(LATER) else ALWAYS


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def version(site: Path, page: str) -> str:
    """The name of this build: a hash over all files but the pages, and over those before they carry their version."""
    listed = {name: digest(site / name) for name in files(site) if not name.endswith(".html")}
    return hashlib.sha256(json.dumps([listed, page], sort_keys=True).encode()).hexdigest()[:12]


def write_worker(site: Path, name: str) -> None:
    """Write `sw.js` for the finished folder; `name` is its version."""
    listed = {path: [digest(site / path), (site / path).stat().st_size, when(path)] for path in files(site)}
    text = scripts.joined("sw")
    for place, value in (("__VERSION__", name), ("__FILES__", json.dumps(listed)), ("__POLICY__", POLICY)):
        text = text.replace(place, value)
    (site / "sw.js").write_text(text, encoding="utf-8")


def pack(site: Path) -> list[Size]:
    """Write a `.br` and a `.gz` beside each file that shrinks, and `sizes.json`; refuse a site above the budget."""
    names = [*files(site), "sw.js"]
    (CACHE / "packed").mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor() as pool:
        packed = list(pool.map(_packed, [site / name for name in names], chunksize=1))
    sizes = []
    for name, (small, smaller) in zip(names, packed, strict=True):
        raw = (site / name).stat().st_size
        for suffix, data in ((".gz", small), (".br", smaller)):
            if len(data) < raw * 0.95:
                (site / f"{name}{suffix}").write_bytes(data)
        sizes.append(Size(name, raw, min(raw, len(small)), min(raw, len(smaller)), when(name)))
    _write_sizes(site, sizes)
    if (first := install(sizes)) > BUDGET:
        raise BuildError(f"A first install is {first:,} bytes; the budget is {BUDGET:,}. See sizes.json.")
    return sizes


def install(sizes: Iterable[Size]) -> int:
    """Bytes of a first install, brotli, everything on board, in the worse of the two kinds of browser."""
    lines = list(sizes)
    return max(sum(line.brotli for line in lines if line.when != other) for other in (CHROMIUM, OTHERS))


def _packed(path: Path) -> tuple[bytes, bytes]:
    data = path.read_bytes()
    kept = CACHE / "packed" / hashlib.sha256(data).hexdigest()
    if mimetypes.guess_type(path.name)[0] == "image/png":
        return data, data
    if not kept.with_suffix(".br").exists():
        kept.with_suffix(".gz").write_bytes(gzip.compress(data, 9, mtime=0))
        kept.with_suffix(".br").write_bytes(brotli.compress(data, quality=11, lgwin=24))
    return kept.with_suffix(".gz").read_bytes(), kept.with_suffix(".br").read_bytes()


def _write_sizes(site: Path, sizes: list[Size]) -> None:
    lines = sorted(sizes, key=lambda line: -line.brotli)
    table = {
        "first_install_brotli": install(sizes),
        "start_brotli": sum(line.brotli for line in sizes if line.when in (ALWAYS, CHROMIUM)),
        "budget_brotli": BUDGET,
        "files": [line._asdict() for line in lines],
    }
    (site / "sizes.json").write_text(json.dumps(table, indent=1), encoding="utf-8")
