"""A sheet of paper to draw on: millimetres, one face in two weights, ink that reads in black and white.

On a page read from the right everything is mirrored here: callers think of a page that begins at the left, and use
`left_to_right` for what keeps its direction, as charts and values do.

Imports fpdf2 (a quarter of a second in the browser): load it only when somebody shares.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Literal

from fpdf import FPDF, ViewerPreferences
from fpdf.fonts import TTFFont

from app.core.direction import bare, has_arabic
from app.share.pdf_letters import balanced, drawn, joined

FONT, ARABIC = "noto", "arabic"
FILES = {FONT: "NotoSans", ARABIC: "NotoSansArabic"}
PAPER = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
MARGIN = 12.0
TOP, BOTTOM = 11.0, 9.0
Ink = tuple[int, int, int]
INK: Ink = (22, 30, 36)
SOFT: Ink = (96, 104, 110)
RULE: Ink = (176, 182, 186)
SHADE: Ink = (232, 235, 237)
PAPER_WHITE: Ink = (255, 255, 255)
LONGEST = 1500
"""Letters of one text that can find room on a page."""
POINT = 0.3528
"""Millimetres in a typographic point."""


class Sheet:
    """One document; `y` is where the next thing begins, in millimetres from the top."""

    def __init__(
        self,
        paper: Literal["A4", "Letter"],
        fonts: Path,
        title: str,
        language: str,
        made: datetime,
        right_to_left: bool = False,
    ) -> None:
        self.page_width, self.page_height = PAPER[paper]
        self.left, self.right = MARGIN, self.page_width - MARGIN
        self.width, self.bottom = self.right - self.left, self.page_height - BOTTOM
        self.pdf = FPDF(unit="mm", format=(self.page_width, self.page_height))
        self.pdf.set_auto_page_break(False)
        self.pdf.set_margin(0)
        self.fonts, self.mirrored = fonts, right_to_left
        self.known = {FONT: self._face(FONT)}
        self.pdf.set_title(bare(title))
        self.pdf.set_lang(language)
        self.pdf.set_creator("Leuko")
        self.pdf.set_creation_date(made)
        self.pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self.pdf.set_font(FONT, "", 8)
        self.unprintable = False
        self._advances: dict[tuple[str, bool], float] = {}
        self.turn()

    def _face(self, name: str) -> frozenset[int]:
        """Load a face in both weights; the characters it has."""
        for style, weight in (("", "Regular"), ("B", "Bold")):
            self.pdf.add_font(name, style, str(self.fonts / f"{FILES[name]}-{weight}.ttf"))
        font = self.pdf.fonts[name]
        return frozenset(font.cmap if isinstance(font, TTFFont) else ())

    def _name(self, letter: str) -> str:
        """The face that draws *letter*; "" when none has it."""
        return next((name for name, known in self.known.items() if ord(letter) in known), "")

    @contextmanager
    def left_to_right(self) -> Iterator[None]:
        """While this lasts nothing is mirrored, whatever the page: for charts and the inside of a value."""
        before, self.mirrored = self.mirrored, False
        try:
            yield
        finally:
            self.mirrored = before

    def across(self, x: float, width: float = 0) -> float:
        """Where something *width* wide that begins at *x* begins on paper, counted from its left edge."""
        return self.page_width - x - width if self.mirrored else x

    def turn(self) -> None:
        """Begin a page."""
        self.pdf.add_page()
        self.y = TOP

    def clean(self, text: str) -> str:
        """*text* with a box for each letter the font does not have; that it happened is said at the foot."""
        if ARABIC not in self.known and has_arabic(text):
            self.known[ARABIC] = self._face(ARABIC)  # a third of the work of a page, so only for who needs it
        known = "".join(one if self._name(one) else "□" for one in " ".join(text.split()))
        self.unprintable |= "□" in known and "□" not in text
        return known

    def measure(self, text: str, size: float, bold: bool = False) -> float:
        """The width of *text* in millimetres."""
        return sum(self._advance(letter, bold) for letter in bare(joined(self.clean(text)))) * size

    def _advance(self, letter: str, bold: bool) -> float:
        """The width of one letter at one point; there is no kerning here, so a text is the sum of its letters."""
        known = self._advances.get((letter, bold))
        if known is None:
            self.pdf.set_font(self._name(letter), "B" if bold else "", 100)
            known = self._advances[letter, bold] = float(self.pdf.get_string_width(letter)) / 100
        return known

    def text(
        self, x: float, y: float, text: str, size: float = 7.5, *, bold: bool = False, ink: Ink = INK, align: str = "L"
    ) -> float:
        """Write *text* with its baseline at *y*, from, around or up to *x*; return its width."""
        clean, width = self.clean(text), self.measure(text, size, bold)
        at = self.across(x - {"L": 0.0, "C": width / 2, "R": width}[align], width)
        self.pdf.set_text_color(*ink)
        for name, letters in groupby(drawn(clean, self.mirrored), self._name):
            run = "".join(letters)
            self.pdf.set_font(name, "B" if bold else "", size)
            self.pdf.text(at, y, run)
            at += sum(self._advance(letter, bold) for letter in run) * size
        return width

    def fit(self, text: str, size: float, width: float, bold: bool = False) -> str:
        """*text* if it fits *width*, else as much as does, with "…"."""
        text = " ".join(text.split())[:LONGEST]
        if self.measure(text, size, bold) <= width:
            return text
        ends = range(len(text) + 1)
        most = bisect_right(ends, width, key=lambda end: self.measure(text[:end] + "…", size, bold)) - 1
        return text[: max(most, 0)].rstrip() + "…"

    def wrap(self, text: str, size: float, width: float, bold: bool = False, most: int = 99) -> list[str]:
        """*text* in at most *most* lines no wider than *width*; a word too long is broken, and what is cut ends "…"."""
        lines: list[str] = [""]
        for word in text[:LONGEST].split():
            longer = f"{lines[-1]} {word}".strip()
            if self.measure(longer, size, bold) <= width:
                lines[-1] = longer
                continue
            pieces = self._broken(word, size, width, bold)
            lines = [*lines, *pieces] if lines[-1] else [*lines[:-1], *pieces]
        if len(lines) > most:
            lines = [*lines[: most - 1], self.fit(lines[most - 1] + " " + lines[most], size, width, bold)]
        return list(balanced(lines))

    def _broken(self, word: str, size: float, width: float, bold: bool) -> list[str]:
        pieces, piece = [], ""
        for letter in word:
            if piece and self.measure(piece + letter, size, bold) > width:
                pieces.append(piece)
                piece = ""
            piece += letter
        return [*pieces, piece]

    def paragraph(self, x: float, width: float, text: str, size: float, *, ink: Ink = INK, gap: float = 1.25) -> None:
        """Write *text* from `y` down, and move `y` below it."""
        for line in self.wrap(text, size, width):
            self.y += size * POINT * gap
            self.text(x, self.y, line, size, ink=ink)

    def line(
        self, a: tuple[float, float], b: tuple[float, float], thick: float = 0.15, ink: Ink = INK, dash: float = 0
    ) -> None:
        """A line from *a* to *b*."""
        self.pdf.set_draw_color(*ink)
        self.pdf.set_line_width(thick)
        self.pdf.set_dash_pattern(dash=dash, gap=dash)
        self.pdf.line(self.across(a[0]), a[1], self.across(b[0]), b[1])
        self.pdf.set_dash_pattern()

    def box(
        self, x: float, y: float, width: float, height: float, fill: Ink | None = None, edge: float = 0, ink: Ink = INK
    ) -> None:
        """A rectangle, filled, edged, or both."""
        x = self.across(x, width)
        if fill:
            self.pdf.set_fill_color(*fill)
            self.pdf.rect(x, y, width, height, style="F")
        if edge:
            self.pdf.set_draw_color(*ink)
            self.pdf.set_line_width(edge)
            self.pdf.rect(x, y, width, height, style="D")

    def dot(self, x: float, y: float, radius: float, ink: Ink = INK) -> None:
        """A filled circle around (x, y)."""
        self.pdf.set_fill_color(*ink)
        self.pdf.circle(self.across(x), y, radius, style="F")

    def shape(self, corners: Sequence[tuple[float, float]], filled: bool, thick: float = 0.25) -> None:
        """A closed shape, black, or white with a black edge."""
        self.pdf.set_fill_color(*(INK if filled else PAPER_WHITE))
        self.pdf.set_draw_color(*INK)
        self.pdf.set_line_width(thick)
        self.pdf.polygon([(self.across(x), y) for x, y in corners], style="DF")

    def heading(self, x: float, width: float, text: str) -> None:
        """A small heading over a thin rule; moves `y` below."""
        self.y += 3.1
        self.text(x, self.y, text.upper(), 6.5, bold=True, ink=SOFT)
        self.line((x, self.y + 1.0), (x + width, self.y + 1.0), 0.2, RULE)
        self.y += 1.4

    def finished(self) -> bytes:
        """The document."""
        return bytes(self.pdf.output())
