"""A drawing of `assets/pictures/` in the person's language.

The file holds its words in English, each with the room it has (`data-room`, in the drawing's own units). Here they are
exchanged for those of the catalog and made to fit: a little smaller, or on two lines. For a language read from right to
left the drawing is mirrored and its words are set from the right; what stays as it is in a mirror, a clock, names its
own middle (`data-kept`).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from pathlib import Path

from app.core.direction import PDI, RLI, bare, has_right_to_left, sentence, value
from app.words import _, right_to_left

PICTURES = Path(__file__).parent.parent.parent / "assets" / "pictures"
TEXT = re.compile(r'<text x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" (?P<look>[^>]*?)>(?P<words>[^<]*)</text>')
LOOK = re.compile(r'([a-z-]+)="([^"]*)"')
KEPT = re.compile(r'data-kept="([\d.]+)"')
SHAPE = re.compile(r"<(?:circle|ellipse|path|rect) [^>]*?(?=/>)")
HEAD = re.compile(r'<svg [^>]*?viewBox="0 0 (?P<width>\d+) (?P<height>\d+)"[^>]*>')
WORD = re.compile(r"[^\W\d_]")

LINE = 1.15
"""From one line to the next, in font sizes."""
SMALLER = 0.85
"""A word may shrink this far before it is rather set on two lines."""
WIDTHS = (
    (0.34, " ’'.,:;ijlíîï()J-!|"),
    (0.46, "Iftr°⁹/"),
    (0.98, "mMW×œŒ—"),
    (0.86, "DGHNOQUwÓÚÑÔ"),
    (0.6, "acesvxyzáâàçéèêëLFESTZ"),
)
"""How wide letters are at most in the bold face, in font sizes, by groups; the tests hold it against the face."""
LETTER, ARABIC = 0.69, 0.58


@dataclass(frozen=True)
class Words:
    """One line of words in a drawing: where its baseline starts or ends or is centred, in the drawing's own units."""

    x: float
    y: float
    said: str
    size: float
    bold: bool
    colour: str
    anchor: str
    """"start", "middle" or "end"; of the line as it lies, from left to right, whatever its language."""


@dataclass(frozen=True)
class Drawn:
    """A drawing in the language in use: its shapes as SVG, and its words."""

    width: float
    height: float
    head: str
    shapes: str
    words: tuple[Words, ...]

    def svg(self, alt: str = "", words: bool = True) -> str:
        """All of it as SVG, saying *alt* to a screen reader; or without its words."""
        named = re.sub(r'aria-label="[^"]*"', lambda _old: f'direction="ltr" aria-label="{escape(alt)}"', self.head)
        return f"{named}{self.shapes}{''.join(map(_text, self.words)) if words else ''}</svg>"


def drawn(file: str, face: float = 1) -> Drawn:
    """The drawing *file*; *face* is how much wider than ours the face may be that it is drawn in."""
    svg = _template(file)
    head = HEAD.search(svg)
    assert head, file
    width, height = float(head["width"]), float(head["height"])
    shapes = TEXT.sub("", svg[head.end() :].removesuffix("</svg>"))
    if right_to_left():
        shapes = SHAPE.sub(lambda shape: _mirrored(shape[0], width), shapes)
    words = tuple(line for found in TEXT.finditer(svg) for line in _lines(found, width, face))
    return Drawn(width, height, head[0], shapes, words)


def drawing(file: str, alt: str = "", face: float = 1) -> str:
    """The drawing *file* as SVG, saying *alt* to a screen reader; *face* as above."""
    return drawn(file, face).svg(alt)


def words_of(file: str) -> Iterator[str]:
    """The sentences of the drawing *file*, for the catalog."""
    said = (unescape(found["words"]) for found in TEXT.finditer(_template(file)))
    return (one for one in said if WORD.search(one))


@cache
def _template(file: str) -> str:
    return (PICTURES / file).read_text(encoding="utf-8").strip()


def _lines(found: re.Match[str], width: float, face: float) -> Iterator[Words]:
    """One text of the drawing, in the language in use, on one line or two."""
    english = unescape(found["words"])
    said = bare(_(english)) if WORD.search(english) else english  # marked again line by line
    look = dict(LOOK.findall(found["look"]))
    bold, room = look.get("font-weight") == "700", float(look.get("data-room", width)) / face
    size, lines = fit(said, float(look["font-size"]), room, two_lines=not bold)
    x, anchor = float(found["x"]), look["text-anchor"]
    if right_to_left():
        x, anchor = width - x, {"start": "end"}.get(anchor, anchor)
    top = float(found["y"]) - (len(lines) - 1) * size * LINE / 2
    for n, line in enumerate(lines):
        yield Words(x, top + n * size * LINE, _marked(line), size, bold, look["fill"], anchor)


def _text(line: Words) -> str:
    weight = ' font-weight="700"' if line.bold else ""
    return (
        f'<text x="{line.x:g}" y="{line.y:.4g}" font-family="Noto Sans" font-size="{line.size:.4g}"{weight} '
        f'fill="{line.colour}" text-anchor="{line.anchor}">{escape(line.said)}</text>'
    )


def _mirrored(shape: str, width: float) -> str:
    """One shape in the mirror; what is kept is moved only."""
    kept = KEPT.search(shape)
    move = f"1 0 0 1 {width - 2 * float(kept[1]):g} 0" if kept else f"-1 0 0 1 {width:g} 0"
    return f'{shape} transform="matrix({move})"'


def _marked(line: str) -> str:
    """*line* marked with the direction it is read in, for a drawing itself has none: a sum runs from the left."""
    if not right_to_left():
        return line
    return f"{RLI}{sentence(line)}{PDI}" if has_right_to_left(line) else value(line)


def fit(said: str, size: float, room: float, two_lines: bool = True) -> tuple[float, list[str]]:
    """The size, at most *size*, and the lines in which *said* fits into *room*; a title has words right below it."""
    one = size * min(1, room / (size * ems(said) or 1))
    if one >= size * SMALLER or " " not in said or not two_lines:
        return one, [said]
    splits = ([said[:at], said[at + 1 :]] for at, letter in enumerate(said) if letter == " ")
    best = min(splits, key=lambda lines: max(map(ems, lines)))
    two = size * min(SMALLER, room / (size * max(map(ems, best))))
    return (two, best) if two > one else (one, [said])


def ems(text: str) -> float:
    """How wide *text* is at most, in font sizes."""
    return sum(map(_em, text))


@cache
def _em(letter: str) -> float:
    if unicodedata.category(letter) in ("Mn", "Cf"):
        return 0
    if unicodedata.bidirectional(letter) == "AL":
        return ARABIC
    return next((width for width, letters in WIDTHS if letter in letters), 0.6 if letter.isdigit() else LETTER)
