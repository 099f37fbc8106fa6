"""The fonts of the web app: the icon font cut to what is used, the list Flutter reads, the face of last resort."""

import io
import json
import re
from functools import cache
from pathlib import Path

from flet import Icons
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from app.ui.reading import FONT, FONT_BOLD
from tools.web.client import CLIENT, BuildError
from tools.web.icons import icons_used
from tools.web.runtime import TRIM

ICON_FONT = "assets/fonts/MaterialIcons-Regular.otf"


@cache
def codepoints() -> dict[str, int]:
    """Icon name to character, as the client has it: Flet sends an icon's number, the client keeps the list."""
    text = (CLIENT / "main.dart.js").read_text(encoding="utf-8")
    drawn = {name: int(point) for name, point in re.findall(r'(B\.\w+)=new A\.a\((\d+),"MaterialIcons"', text)}
    lists = [found.split(",") for found in re.findall(r"\[((?:B\.\w+,){3000,}B\.\w+)\]", text)]
    order = next((names for names in lists if len(names) == len(Icons) and names[0] in drawn), None)
    if order is None:
        raise BuildError("The client's list of icons was not found; this is another Flet than the build was made for.")
    return {icon.name: drawn[order[icon.value & 0xFFFF]] for icon in Icons if order[icon.value & 0xFFFF] in drawn}


def icon_font(names: list[str]) -> bytes:
    """Flutter's icon font with only these icons, and those its own widgets draw."""
    font, known = TTFont(CLIENT / ICON_FONT), codepoints()
    wanted = {*names, *TRIM["icons"]["of_flutter"]}
    if unknown := wanted - set(known):
        raise BuildError(f"Flutter's icon font has no {', '.join(sorted(unknown))}.")
    options = Options()
    options.drop_tables += ["FFTM"]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[0x20, *(known[name] for name in wanted)])
    subsetter.subset(font)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    return _saved(font)


def last_resort() -> bytes:
    """A face of one box, for a character that none of our faces has."""
    pen = TTGlyphPen(None)
    for left, right, low, high in ((60, 540, 0, 700), (120, 480, 60, 640)):
        corners = [(left, low), (left, high), (right, high), (right, low)]
        pen.moveTo(corners[0])
        for corner in corners[1:] if left == 60 else corners[:0:-1]:
            pen.lineTo(corner)
        pen.closePath()
    box = pen.glyph()
    build = FontBuilder(1000, isTTF=True)
    build.setupGlyphOrder([".notdef", "box"])
    build.setupCharacterMap({0xE000: "box"})
    build.setupGlyf({".notdef": box, "box": box})
    build.setupHorizontalMetrics({".notdef": (600, 60), "box": (600, 60)})
    build.setupHorizontalHeader(ascent=1069, descent=-293)
    build.setupNameTable({"familyName": "Box", "styleName": "Regular"})
    build.setupOS2()
    build.setupPost()
    build.font["head"].created = build.font["head"].modified = 0
    build.font.recalcTimestamp = False
    return _saved(build.font)


def _saved(font: TTFont) -> bytes:
    file = io.BytesIO()
    font.save(file, reorderTables=True)
    return file.getvalue()


def manifest() -> str:
    """The fonts Flutter loads before its first frame, under the names the app's theme uses.

    Roboto is Flutter's default family; here it is Noto Sans too.
    """
    faces = [
        {"asset": "../fonts/NotoSans-Regular.ttf", "weight": 400},
        {"asset": "../fonts/NotoSans-Bold.ttf", "weight": 700},
    ]
    icons = [{"asset": "fonts/MaterialIcons-Regular.otf"}]
    return json.dumps(
        [
            {"family": "MaterialIcons", "fonts": icons},
            {"family": "Roboto", "fonts": faces},
            {"family": FONT, "fonts": faces},
            {"family": FONT_BOLD, "fonts": [{"asset": faces[1]["asset"]}]},
        ]
    )


def write(out: Path, app: Path) -> None:
    """Put icon font, font list and box into the site at `out`."""
    target = out / ICON_FONT
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(icon_font(icons_used(app)))
    (out / "assets/FontManifest.json").write_text(manifest(), encoding="utf-8")
    (out / "fonts/none.ttf").write_bytes(last_resort())
