"""`make pictures`: the demo person's app for the README (`docs/pictures`) and for the pages of the stores.

The stores want PNG without transparency. Apple: 1290×2796 for a phone, 2048×2732 for a tablet. Google Play: a phone
from 1080×1920 up, tablets from 1080 on the short side. A desktop's is for the web page and for installing from it.
"""

import asyncio
import shutil
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from tools import words
from tools.screens.screens import SCREENS
from tools.screens.served import ROOT, serving
from tools.screens.window import FADE, Way, Window, window

README, STORE = ROOT / "docs" / "pictures", ROOT / "build" / "pictures" / "store"
MOST = 60 * 1024
"""Bytes of a picture of the README: it is downloaded by everybody who looks at the project."""
SHOWN = ("home", "fever", "trend", "question", "learn", "share")


@dataclass(frozen=True)
class Kind:
    """A device: its name, its window in CSS pixels, and device pixels for each."""

    name: str
    width: int
    height: int
    scale: float


KINDS = (
    Kind("phone-apple", 430, 932, 3),
    Kind("phone-google", 360, 640, 3),
    Kind("tablet", 1024, 1366, 2),
    Kind("desktop", 1280, 800, 2),
)
SMALL = (
    ("home", Way(390, 844)), ("fever", Way(390, 844)), ("trend", Way(390, 844, dark=True)),
    ("home", Way(390, 844, language="ar")), ("log", Way(1280, 800)), ("question", Way(390, 844, True, language="ar")),
)  # fmt: skip
"""Screens and ways of the README's pictures."""
NARROW = {390: 300, 1280: 900}
"""How wide a picture of the README is, by the width of the window."""


async def shot(opened: Window, screen: str, way: Way) -> bytes:
    """One screen in one way, as PNG, with no cursor over it."""
    await opened.look(way)
    await opened.go(next(one for one in SCREENS if one.name == screen))
    await opened.look(way)
    await opened.page.mouse.move(way.width // 2, 4)
    await opened.page.wait_for_timeout(FADE)
    return await opened.page.screenshot()


def small(picture: bytes, width: int, file: Path) -> None:
    """As WebP, *width* wide, with round corners; as good as fits in `MOST`."""
    whole = Image.open(BytesIO(picture)).convert("RGB")
    made = whole.resize((width, whole.height * width // whole.width), Image.Resampling.LANCZOS).convert("RGBA")
    mask = Image.new("L", made.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, made.width - 1, made.height - 1), 18, 255)
    made.putalpha(mask)
    for quality in range(90, 20, -10):
        made.save(file, quality=quality, method=6)
        if file.stat().st_size <= MOST:
            return
    raise ValueError(f"{file.name} does not fit in {MOST} bytes")


def file_name(screen: str, way: Way) -> str:
    """ "home-phone-light-en.webp"."""
    device = "desktop" if way.width > 1000 else "phone"
    return f"{screen}-{device}-{'dark' if way.dark else 'light'}-{way.language}.webp"


async def for_the_readme() -> list[Path]:
    """The few small ones."""
    README.mkdir(parents=True, exist_ok=True)
    made = []
    async with serving() as served, window(served, scale=2) as opened:
        for screen, way in SMALL:
            file = README / file_name(screen, way)
            small(await shot(opened, screen, way), NARROW[way.width], file)
            made.append(file)
    return made


async def for_the_stores() -> list[Path]:
    """Every shown screen on every device, light and dark, in English and Arabic, without transparency."""
    shutil.rmtree(STORE, ignore_errors=True)
    made = []
    for kind in KINDS:
        async with serving() as served, window(served, scale=kind.scale) as opened:
            for language in ("en", "ar"):
                folder = STORE / language / kind.name
                folder.mkdir(parents=True)
                for number, screen in enumerate(SHOWN, 1):
                    for dark in (False, True):
                        way = Way(kind.width, kind.height, dark, language=language)
                        file = folder / f"{number}-{screen}-{'dark' if dark else 'light'}.png"
                        Image.open(BytesIO(await shot(opened, screen, way))).convert("RGB").save(file, optimize=True)
                        made.append(file)
    return made


def main() -> int:
    """Make them all; `--readme` only the small ones."""
    words.compile_all()
    made = asyncio.run(for_the_readme())
    if "--readme" not in sys.argv:
        made += asyncio.run(for_the_stores())
    print(f"{len(made)} pictures in {README.relative_to(ROOT)} and {STORE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
