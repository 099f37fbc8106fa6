"""What it costs to give the site to many people: `python -m tools.cost [--write]`, from `build/web/sizes.json`.

Prices are in US dollars for Europe and North America, as found on the date given; look again before you rely on them.
"""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
SIZES = ROOT / "build" / "web" / "sizes.json"
PAGE = ROOT / "docs" / "RELEASING.md"
BLOCK = re.compile(r"(<!-- cost -->\n).*?(<!-- end of cost -->)", re.S)
PEOPLE, RELEASES = 1_000_000, 12
OF_A_RELEASE = ("python/app.tar", "index.html", "sw.js", "sizes.json")
"""What every release changes; the rest changes with Flet or Python only, and is not fetched again."""
AWS = ((1_000, 0.0), (10_000, 0.085), (40_000, 0.080), (100_000, 0.060), (350_000, 0.040))
"""CloudFront per month, Europe and North America: gigabytes, and dollars for each."""
SEEN = "2026-06"


class Size(NamedTuple):
    """Bytes, packed by brotli."""

    install: int
    release: int


def size(table: dict[str, object]) -> Size:
    """What one person fetches at the first start and with each release, from `sizes.json`."""
    files: list[dict[str, object]] = table["files"]  # type: ignore[assignment]
    packed = {str(one["path"]): int(str(one["brotli"])) for one in files}
    return Size(int(str(table["first_install_brotli"])), sum(packed.get(name, 0) for name in OF_A_RELEASE))


def cloudfront(gigabytes: float) -> float:
    """Dollars for one month of so many gigabytes."""
    total = 0.0
    for room, price in AWS:
        total += min(gigabytes, room) * price
        gigabytes -= min(gigabytes, room)
    return total


def render(one: Size) -> str:
    """The page's block: what a million people fetch, and what that costs if all come in one month."""
    first, later = one.install * PEOPLE / 1e9, one.release * PEOPLE * RELEASES / 1e9
    monthly = later / RELEASES
    rows = [
        ("a host that does not meter (Cloudflare Pages, a university)", 0.0, 0.0),
        ("a plain CDN at $0.005 to $0.01 for a GB (bunny.net), the dearer", first * 0.01, monthly * 0.01),
        ("CloudFront", cloudfront(first), cloudfront(monthly)),
    ]
    lines = [
        f"First start, everything on board: **{one.install / 1e6:.1f} MB** (brotli). A release that changes words and "
        f"rules: {one.release / 1e6:.1f} MB.",
        f"A million people: {first / 1000:.1f} TB at the first start, then {monthly / 1000:.1f} TB with each release.",
        "",
        f"| host (prices seen {SEEN}) | a million first starts in one month | each later release |",
        "|---|---:|---:|",
        *(f"| {name} | ${start:,.0f} | ${release:,.0f} |" for name, start, release in rows),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the block, or write it into the page."""
    parser = argparse.ArgumentParser(prog="python -m tools.cost")
    parser.add_argument("--write", action="store_true", help="put it into docs/RELEASING.md")
    options = parser.parse_args()
    if not SIZES.exists():
        sys.exit("There is no site yet: make web")
    block = render(size(json.loads(SIZES.read_text(encoding="utf-8"))))
    if options.write:
        PAGE.write_text(
            BLOCK.sub(lambda found: found[1] + block + found[2], PAGE.read_text(encoding="utf-8")), encoding="utf-8"
        )
    print(block, end="")


if __name__ == "__main__":
    main()
