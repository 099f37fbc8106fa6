"""What one more test costs the record: time and bytes written, in a folder and in the browser's database."""

import asyncio
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.store.browser_cost import in_browser
from tests.store.cost import on_file
from tools.provide import chromium

SIZES = (100, 1_000, 10_000)


def measure(sizes: tuple[int, ...] = SIZES, browser: bool = True) -> dict[str, list[dict[str, Any]]]:
    """By place, for each history: medians of "add", "edit" and "opening" in ms, and "size", the bytes written."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        costs = {"folder": asyncio.run(on_file(Path(folder), *sizes))}
        if browser and chromium():
            costs["browser"] = in_browser(Path(folder) / "profile", *sizes)
    return {place: [asdict(one) for one in found] for place, found in costs.items()}
