"""Every icon and splash picture of the phones, drawn from `assets/icon.svg` by Chromium: `python -m tools.icons`.

Android's themed icon is a drawing of Android's own kind, made of the same shapes. All are committed, because Flet's
build reads files; run this again when the drawing changes.
"""

import io
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tools.provide import CHROMIUM_FLAGS, chromium

ASSETS = Path(__file__).parent.parent / "assets"
SVG = "http://www.w3.org/2000/svg"
THEMED = Path(__file__).parent / "mobile" / "native" / "ic_launcher_monochrome.xml"
GROUND, CELL, CELL_AT_NIGHT = "#0b6b6b", "#fffdf8", "#dfe9e7"
MIDDLE = 256
"""Of the drawing, in its own units; the cell's rim is 167 from there."""


@dataclass(frozen=True)
class Cut:
    """One picture: its pixels, the part of the drawing it shows, and what lies behind the cell."""

    size: int
    reach: float
    """Half the side of the square shown, in units of the drawing."""
    ground: str
    """"square", "disc" or "none"."""
    cell: str = CELL
    flat: bool = False
    """No transparency: the App Store refuses it."""


CUTS = {
    "icon.png": Cut(1024, 256, "square", flat=True),
    "icon_ios.png": Cut(1024, 256, "square", flat=True),
    # An adaptive icon's launcher shows the middle 66 of 108; the cell takes 62.
    "icon_android.png": Cut(1024, 290, "none"),
    "splash.png": Cut(768, 256, "disc"),
    "splash_dark.png": Cut(768, 256, "disc", cell=CELL_AT_NIGHT),
}


def drawing(cut: Cut) -> str:
    """The SVG of one picture."""
    ET.register_namespace("", SVG)
    root = ET.fromstring((ASSETS / "icon.svg").read_text(encoding="utf-8"))
    near, side = MIDDLE - cut.reach, 2 * cut.reach
    root.set("viewBox", f"{near:g} {near:g} {side:g} {side:g}")
    ground = next(part for part in root if part.get("id") == "ground")
    if cut.ground == "none":
        root.remove(ground)
    elif cut.ground == "disc":
        ground.set("rx", str(MIDDLE))
    else:
        ground.attrib.pop("rx")
    return ET.tostring(root, encoding="unicode").replace(CELL, cut.cell)


def picture(page: Page, cut: Cut) -> bytes:
    """The PNG of one picture."""
    page.set_viewport_size({"width": cut.size, "height": cut.size})
    style = f"<style>*{{margin:0}}svg{{display:block;width:{cut.size}px;height:{cut.size}px}}</style>"
    page.set_content(style + drawing(cut))
    shot = Image.open(io.BytesIO(page.screenshot(omit_background=True)))
    made = io.BytesIO()
    shot.convert("RGB" if cut.flat else "RGBA").save(made, "PNG", optimize=True)
    return made.getvalue()


def draw() -> dict[str, bytes]:
    """Every picture, by file name."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(CHROMIUM_FLAGS))
        page = browser.new_page()
        made = {name: picture(page, cut) for name, cut in CUTS.items()}
        browser.close()
    return made


def themed() -> str:
    """The layer that Android 13 and later tints in the phone's colours: the cell as a ring, nucleus and granules whole.

    A vector drawable. Only what is covered counts there, so the cell's body must be open for its nucleus to be seen.
    """
    margin = int(CUTS["icon_android.png"].reach) - MIDDLE
    shapes = "".join(
        f'        <path android:pathData="{data}" {how} />\n'
        for data, how in [(_circle(MIDDLE, MIDDLE, 155), _stroke(14)), *_inside()]
    )
    side = 2 * (MIDDLE + margin)
    return (
        "<!-- Made of assets/icon.svg by tools/icons.py. -->\n"
        '<vector xmlns:android="http://schemas.android.com/apk/res/android"\n'
        '    android:width="108dp" android:height="108dp"\n'
        f'    android:viewportWidth="{side}" android:viewportHeight="{side}">\n'
        f'    <group android:translateX="{margin}" android:translateY="{margin}">\n{shapes}    </group>\n</vector>\n'
    )


def _inside() -> Iterator[tuple[str, str]]:
    """Each shape of the drawing that is not the ground and not the cell itself."""
    root = ET.fromstring((ASSETS / "icon.svg").read_text(encoding="utf-8"))
    for shape in root.iterfind(f"{{{SVG}}}g/{{{SVG}}}circle"):
        yield _circle(*(int(shape.attrib[key]) for key in ("cx", "cy", "r"))), 'android:fillColor="#ffffffff"'
    for shape in root.iterfind(f"{{{SVG}}}path"):
        yield shape.attrib["d"], _stroke(int(shape.attrib["stroke-width"]))


def _circle(x: int, y: int, r: int) -> str:
    return f"M{x - r},{y} a{r},{r} 0 1,0 {2 * r},0 a{r},{r} 0 1,0 {-2 * r},0 z"


def _stroke(width: int) -> str:
    ends = 'android:strokeLineCap="round" android:strokeLineJoin="round"'
    return f'android:strokeColor="#ffffffff" android:strokeWidth="{width}" {ends}'


def main() -> None:
    """Draw and write."""
    THEMED.write_text(themed(), encoding="utf-8")
    if not chromium():
        sys.exit("Drawing the icons needs Chromium. Get it with: python -m tools.provide")
    for name, data in draw().items():
        (ASSETS / name).write_bytes(data)
        print(f"assets/{name}  {len(data) / 1024:.0f} KB")


if __name__ == "__main__":
    main()
