"""`python -m tools.bench [core] [formats] [store] [web] [--quick] [--write]`: measure, print tables, keep JSON.

JSON goes into `build/bench/`, one file for each part; `--write` puts the tables of all of them into
`docs/PERFORMANCE.md`.
"""

import argparse
import json
import os
import platform
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tools.bench import both, core, formats, lighthouse, store, tables, web

ROOT = Path(__file__).parents[2]
OUT = ROOT / "build" / "bench"
PAGE = ROOT / "docs" / "PERFORMANCE.md"
FEW = (20, 100)


def measure_core(quick: bool) -> dict[str, Any]:
    """In both Pythons."""
    given: dict[str, Any] = {"sizes": FEW, "people": 2, "years": 1, "times": 1} if quick else {"sizes": core.SIZES}
    return _both("tools.bench.core", given)


def measure_formats(quick: bool) -> dict[str, Any]:
    """In both Pythons."""
    return _both("tools.bench.formats", {"sizes": FEW, "times": 1} if quick else {"sizes": formats.SIZES})


def _both(module: str, given: dict[str, Any]) -> dict[str, Any]:
    return {"CPython": both.here(module, **given), "Pyodide": both.shipped(module, **given)}


def measure_store(quick: bool) -> dict[str, Any]:
    """In a folder and in the browser."""
    return store.measure(FEW if quick else store.SIZES)


def measure_web(quick: bool) -> dict[str, Any]:
    """Stock and ours in turn."""
    began = machine() + ", quick" * quick
    return web.measure(web.QUICK if quick else web.ROUNDS, keep=lambda found: _keep("web", began, found))


def measure_lighthouse(_quick: bool) -> dict[str, Any]:
    """On our first page."""
    return lighthouse.measure(web.OURS)


PARTS: dict[str, tuple[str, Callable[[bool], dict[str, Any]], Callable[[dict[str, Any]], Iterator[str]]]] = {
    "core": ("Inside: Python alone", measure_core, tables.core),
    "formats": ("What leaves the app", measure_formats, tables.formats),
    "store": ("What one more test costs", measure_store, tables.store),
    "web": ("In the browser, beside a stock Flet app", measure_web, tables.web),
    "lighthouse": ("The first page, judged by Lighthouse", measure_lighthouse, tables.lighthouse),
}


def machine() -> str:
    """Where and when this was run."""
    where = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    load = f"load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else "load unknown"
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {where}, {load}"


def run(name: str, quick: bool) -> None:
    """Measure one part, print its tables, keep its JSON."""
    title, measure, shown = PARTS[name]
    print(f"\n{title} …", flush=True)
    began = machine() + ", quick" * quick
    found = measure(quick)
    _keep(name, began, found)
    print("\n".join(shown(found)), flush=True)


def _keep(name: str, began: str, found: dict[str, Any]) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / f"{name}.json").write_text(json.dumps({"run": began, "found": found}, indent=1), encoding="utf-8")


def write(page: Path = PAGE, kept: Path = OUT) -> None:
    """Put the table of every part that was measured between its marks in *page*."""
    text = page.read_text(encoding="utf-8")
    for name, (_title, _measure, shown) in PARTS.items():
        if (kept / f"{name}.json").exists():
            found = json.loads((kept / f"{name}.json").read_text(encoding="utf-8"))
            block = "\n".join([f"Run on {found['run']}.", "", *shown(found["found"])])
            marks = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", re.S)
            text = marks.sub(lambda match, block=block: match[1] + block + match[2], text)  # type: ignore[misc]
    page.write_text(text, encoding="utf-8")


def main() -> None:
    """Run what was asked for, or everything."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(PARTS)}; all when none is named")
    parser.add_argument("--quick", action="store_true", help="small sizes, one round on one link: shows that it runs")
    parser.add_argument("--write", action="store_true", help="put what build/bench holds into docs/PERFORMANCE.md")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    if not options.write or options.parts:
        for name in options.parts or PARTS:
            run(name, options.quick)
    if options.write:
        write()


if __name__ == "__main__":
    main()
