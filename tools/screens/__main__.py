"""`make screens`: every screen in every size, theme, text size and language into `build/screens/`, and what is wrong.

`python -m tools.screens home log` takes only those; `--quick` only a phone, light and dark, at 100 % and 200 %;
`--whole` a phone's whole pages, to their ends. Exits with 1 when a box is where it must not be.
"""

import argparse
import asyncio
import shutil
import sys
from itertools import product
from pathlib import Path

from playwright.async_api import FloatRect

from app.ui import theme
from tools import words
from tools.screens.boxes import TAPPED, Box, faults, read
from tools.screens.screens import SCREENS, Screen
from tools.screens.served import ROOT, serving
from tools.screens.sheets import sheets
from tools.screens.window import FADE, SIZES, Way, Window, window

OUT = ROOT / "build" / "screens"
LANGUAGES = ("en", "ar")
LONG = 3600
"""The height of a window that shows a whole page of a phone, in logical pixels; a longer page is cut."""


def every_way() -> list[Way]:
    """Size by theme by text by language; what is cheapest to change changes most often."""
    return [
        Way(*size, dark, text, language)
        for language, text, dark, size in product(LANGUAGES, (100, 200), (False, True), SIZES)
    ]


def quick_ways() -> list[Way]:
    """A phone."""
    return [Way(390, 844, dark, text) for text, dark in product((100, 200), (False, True))]


def whole_ways() -> list[Way]:
    """A phone whose window is as long as the page."""
    return [Way(390, LONG, False, text, language) for language, text in product(LANGUAGES, (100, 200))]


def frame(boxes: list[Box], way: Way) -> FloatRect:
    """What to take a picture of: the window, or of a long one no more than the page needs."""
    ends = [one.bottom for one in boxes if one.view and (one.text.strip() or one.role in TAPPED)]
    high = min(way.height, max(ends) + theme.HUGE) if way.height == LONG and ends else way.height
    return {"x": 0, "y": 0, "width": way.width, "height": high}


async def take(screen: Screen, ways: list[Way], opened: Window, folder: Path) -> list[str]:
    """*screen* in all *ways*: a picture of each; returns what is wrong."""
    wrong: list[str] = []
    last: Way | None = None
    for way in ways:
        if last is None or last.language != way.language:
            await opened.look(way)
            await opened.go(screen)
        await opened.look(way)
        if last and last.dark != way.dark:
            await opened.page.wait_for_timeout(FADE)
        boxes = await read(opened.page)
        wrong += [f"{screen.name} {way.name}: {one}" for one in faults(boxes, way.width, way.text / 100)]
        await opened.page.screenshot(path=folder / f"{screen.name}@{way.name}.png", clip=frame(boxes, way))
        last = way
    return wrong


async def take_all(screens: list[Screen], ways: list[Way], folder: Path) -> list[str]:
    """Every screen in every way; returns what is wrong, with what the console said."""
    wrong: list[str] = []
    async with serving() as served, window(served) as opened:
        for number, screen in enumerate(screens, 1):
            print(f"{number} of {len(screens)}: {screen.name}", flush=True)
            wrong += await take(screen, ways, opened, folder)
        return wrong + opened.wrong


def main() -> int:
    """Take the pictures, lay them on sheets; 1 when something is wrong."""
    reads = argparse.ArgumentParser(prog="python -m tools.screens", description=__doc__)
    reads.add_argument("screens", nargs="*")
    reads.add_argument("--quick", action="store_true")
    reads.add_argument("--whole", action="store_true")
    given = reads.parse_args()
    if unknown := set(given.screens) - {one.name for one in SCREENS}:
        sys.exit(f"No such screen: {', '.join(sorted(unknown))}. There are: {', '.join(one.name for one in SCREENS)}.")
    screens = [one for one in SCREENS if not given.screens or one.name in given.screens]
    ways = whole_ways() if given.whole else quick_ways() if given.quick else every_way()
    if not given.screens:
        shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True, exist_ok=True)
    words.compile_all()
    wrong = asyncio.run(take_all(screens, ways, OUT))
    made = sheets(OUT, ways, [one.name for one in screens])
    print("\n".join(dict.fromkeys(wrong)))
    print(f"{len(screens) * len(ways)} pictures, {len(made)} sheets: {OUT.relative_to(ROOT)}/index.html")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
