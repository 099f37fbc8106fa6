"""How the faces in `assets/fonts` were cut from Noto: `python -m tools.web.typeface` (needs Debian's fonts-noto-core).

Run by hand when a glyph is missing; the result is committed, so no build depends on the machine's fonts.
"""

from copy import deepcopy
from pathlib import Path

from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont

SOURCE = Path("/usr/share/fonts/truetype/noto")
TARGET = Path(__file__).parents[2] / "assets" / "fonts"
LETTERS = (
    "0000-024F,02B0-02FF,0300-03FF,0400-052F,1E00-1EFF,2000-206F,2070-209F,20A0-20BF,2100-214F,2150-218F,FB00-FB04,FFFD"
)
ARABIC = "0020-007E,00A0,0600-06FF,200C-200F,2066-2069,FB50-FBFF,FDF2,FE70-FEFF"
"""With the joined forms of every letter, which the PDF is drawn with (app/share/pdf_letters.py)."""
MORE_ARABIC = "0750-077F,08A0-08FF"
"""Letters of other languages in Arabic script: nobody writes headings with them here, so they are in one weight."""
SIGNS = {"NotoSansMath-Regular": "≥≤→←↑↓−≈≠∞√∆↗↘↻∙", "NotoSansSymbols2-Regular": "✓✔☎⚠▲▼●○■□♥"}
"""Signs the text uses and Noto Sans itself lacks, with the Noto face that draws them (all on a 1000-unit square)."""


def cut(name: str, unicodes: str, signs: dict[str, str] | None = None) -> Path:
    """Write one face with only these characters, unhinted; the licence and version lines of its name table stay."""
    font = TTFont(SOURCE / f"{name}.ttf")
    options = Options()
    options.hinting = False
    options.layout_features = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum"]
    options.layout_features += ["isol", "init", "medi", "fina", "rlig"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(unicodes))
    subsetter.subset(font)
    for donor, characters in (signs or {}).items():
        _borrow(font, TTFont(SOURCE / f"{donor}.ttf"), characters)
    font.save(TARGET / f"{name}.ttf")
    return TARGET / f"{name}.ttf"


def _borrow(font: TTFont, donor: TTFont, characters: str) -> None:
    """Copy single glyphs, with their parts resolved, from one TrueType face to another of the same size."""
    shapes, names = donor.getGlyphSet(), donor.getBestCmap()
    order = list(font.getGlyphOrder())
    for character in characters:
        name = f"sign{ord(character):04X}"
        glyph = deepcopy(donor["glyf"][names[ord(character)]])
        if glyph.isComposite():
            from fontTools.pens.ttGlyphPen import TTGlyphPen

            pen = TTGlyphPen(None)
            shapes[names[ord(character)]].draw(pen)
            glyph = pen.glyph()
        order.append(name)
        font.setGlyphOrder(order)
        font["glyf"].glyphs[name] = glyph
        font["glyf"].glyphOrder = order
        font["hmtx"].metrics[name] = donor["hmtx"].metrics[names[ord(character)]]
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[ord(character)] = name
    font["maxp"].numGlyphs = len(order)


def main() -> None:
    """Cut the four faces and say what they weigh."""
    for path in (
        cut("NotoSans-Regular", LETTERS, SIGNS),
        cut("NotoSans-Bold", LETTERS, SIGNS),
        cut("NotoSansArabic-Regular", f"{ARABIC},{MORE_ARABIC}"),
        cut("NotoSansArabic-Bold", ARABIC),
    ):
        print(f"{path.stat().st_size:>8,}  {path.name}")


if __name__ == "__main__":
    main()
