"""Time and size of everything that leaves the app, for 12 and for 500 tests. Runs in CPython and in Pyodide alike."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.content import load
from app.core.summary import Choice, Summary, summarize
from app.share import csv, fhir, html, pdf, qr, text, transfer
from tools.bench.history import NOW, alone

ROOT = Path(__file__).parents[2]
SIZES = (12, 500)


def _transfer(summary: Summary) -> bytes:
    """The codes from app to app, as texts, and the first as a picture: one is drawn at a time."""
    codes = transfer.codes(fhir.bundle(summary))
    qr.png(codes[0], qr.TRANSFER_VERSION)
    return "".join(codes).encode()


FORMATS: dict[str, Callable[[Summary], bytes]] = {
    "text": lambda summary: text.full(summary).encode(),
    "sms": lambda summary: text.sms(summary).encode(),
    "pdf": pdf.pdf,
    "qr": lambda summary: qr.png(qr.plain_text(summary)),
    "transfer": _transfer,
    "fhir": lambda summary: fhir.bundle(summary).encode(),
    "csv": csv.csv_file,
    "html": lambda summary: html.page(summary).encode(),
}


async def measure(sizes: tuple[int, ...] = SIZES, times: int = 3) -> dict[str, dict[str, dict[str, float]]]:
    """By number of tests and format: "first" and "later" ms, and "bytes". The first one loads what it needs."""
    content = load(ROOT / "content", "en")
    found: dict[str, dict[str, dict[str, float]]] = {}
    for size in sizes:
        summary = summarize(alone(size), "p0", content, NOW, Choice(days=None))
        found[f"{size:,}"] = {name: _one(make, summary, times) for name, make in FORMATS.items()}
    return found


def _one(make: Callable[[Summary], bytes], summary: Summary, times: int) -> dict[str, Any]:
    spent, made = [], b""
    for _ in range(times + 1):
        began = time.perf_counter()
        made = make(summary)
        spent.append((time.perf_counter() - began) * 1000)
    return {"first": spent[0], "later": min(spent[1:]), "bytes": len(made)}
