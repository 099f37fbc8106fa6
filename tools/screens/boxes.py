"""What is wrong with a layout, found from the boxes of Flutter's semantics tree: they are where things really are.

`read` asks a window for its boxes, `faults` judges them. A release build of Flutter paints an overflow without a word.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from PIL import ImageFont

from app.ui import theme

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
FINGER = 44
"""The smallest side of a target, in logical pixels (WCAG 2.2, 2.5.5)."""
SLACK, TOUCH = 1.5, 4
"""Pixels that rounding may cost, and by which two targets may overlap."""
BAR_SCALES = (1.3, 1.34)
"""Flutter itself lets the text of its bars grow no further."""
HIGHER = 2.5
"""Pixels by which a line with Arabic letters is higher than its role."""
SMALLEST = 12
"""The smallest text anywhere, in logical pixels at 100 %."""
ARABIC = re.compile(r"([\u0600-\u06ff][\u0600-\u06ff\s]*)")
MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks of direction: no letters."""
FITS = 0.97
"""The share of a text that must fit: letters are measured without Flutter's hinting."""

BOXES = """() => {
  const host = document.querySelector('flt-semantics-host')
  if (!host) return []
  const tags = { INPUT: 'textbox', TEXTAREA: 'textbox', A: 'link' }
  const kind = one => one.getAttribute('role') || tags[one.tagName]
    || (one.hasAttribute('flt-tappable') ? 'button' : '')
  const all = [...host.querySelectorAll('[id^=flt-semantic-node], input, textarea')]
  const own = one => [...one.childNodes].filter(n => n.nodeType === 3 || n.nodeName === 'SPAN')
    .map(n => n.textContent).join('')
  const rail = one => [...one.children].find(n => n.nodeName === 'FLT-SEMANTICS-SCROLL-OVERFLOW')
  const across = one => { const r = rail(one); return !!r && parseFloat(r.style.width) > parseFloat(r.style.height) }
  const over = one => { const all = []; while ((one = one.parentElement) && one !== host) all.push(one); return all }
  const view = one => { const s = over(one).find(rail)
    if (!s) return null; const b = s.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom] }
  return all.map(one => { const up = one.parentElement.closest('[id^=flt-semantic-node]'),
      b = (tags[one.tagName] === 'textbox' ? one.parentElement : one).getBoundingClientRect()
    return { role: kind(one), name: one.getAttribute('aria-label') || one.textContent, text: own(one),
      left: b.left, top: b.top, right: b.right, bottom: b.bottom, above: all.indexOf(up), view: view(one),
      slides: over(one).some(across), scrolls: !!rail(one),
      inline: !!up && up.children.length > 1 && up.getAttribute('role') !== 'group'
        && !!up.querySelector(':scope > a, :scope > [role=link]') } })
}"""
"""What scrolls holds a rail as long as all of it, whatever its style says at the moment. A field is as large as the box
around its element, which the browser gives edges of its own."""
TAPPED = frozenset({
    "button", "checkbox", "radio", "switch", "tab", "link", "menuitem", "menuitemradio", "textbox", "combobox",
    "slider", "option",
})  # fmt: skip


@dataclass(frozen=True)
class Box:
    """One node: where it is in the window, which box of the list holds it, and what it says itself."""

    left: float
    top: float
    right: float
    bottom: float
    role: str = ""
    name: str = ""
    text: str = ""
    above: int = -1
    view: tuple[float, float, float, float] | None = None
    """The window of what scrolls it."""
    slides: bool = False
    """In something that is moved sideways, where a part out of sight is meant."""
    scrolls: bool = False
    inline: bool = False
    """A run of words inside a text, or a link in it, as high as its line (WCAG 2.2 leaves those out, 2.5.8)."""

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def cut(self) -> bool:
        """Whether the edge of what scrolls it, or of the window, cuts it: its size then says nothing."""
        return self.view is not None and (
            abs(self.top - self.view[1]) <= 1 or abs(self.bottom - self.view[3]) <= 1
            or (self.slides and (abs(self.left - self.view[0]) <= 1 or abs(self.right - self.view[2]) <= 1))
        )  # fmt: skip

    @property
    def seen(self) -> "Box":
        """The part of it that is not scrolled away."""
        if self.view is None:
            return self
        left, top, right, bottom = self.view
        return Box(
            max(self.left, left), max(self.top, top), min(self.right, right), min(self.bottom, bottom), self.role
        )

    def __str__(self) -> str:
        said = " ".join(self.name.split())[:50]
        return f"{self.role or 'box'} {said!r} ({self.left:.0f}, {self.top:.0f}, {self.width:.0f}×{self.height:.0f})"


async def read(page: Any) -> list[Box]:
    """Every box in the window."""
    found = await page.evaluate(BOXES)
    return [Box(**{**one, "view": tuple(one["view"]) if one["view"] else None}) for one in found]


def faults(boxes: list[Box], width: int, scale: float = 1) -> list[str]:
    """What is wrong on a screen of *width* whose text is *scale* times as large, each as one line."""
    there = [one for one in boxes if one.width and one.height]
    checks: tuple[Callable[[], Iterable[str]], ...] = (
        lambda: outside(there, width),
        lambda: wider_than_its_parent(boxes),
        lambda: clipped(there, scale),
        lambda: overlapping(boxes),
        lambda: small(there),
        lambda: nameless(there),
    )
    return [line for check in checks for line in check()]


def outside(boxes: list[Box], width: int) -> Iterator[str]:
    """Boxes pushed out of the window at its sides, but those in a row that slides."""
    for one in boxes:
        if one.name.strip() and not one.slides and (one.left < -SLACK or one.right > width + SLACK):
            yield f"outside the window: {one}"


def wider_than_its_parent(boxes: list[Box]) -> Iterator[str]:
    """Boxes that stick out of the box that holds them."""
    for one in boxes:
        if one.above < 0 or one.slides or one.inline or not one.width or not one.name.strip():
            continue
        over = boxes[one.above]
        high = not over.scrolls and one.view == over.view and not one.cut and not over.cut
        sideways = one.left < over.left - SLACK or one.right > over.right + SLACK
        upright = high and (one.top < over.top - SLACK or one.bottom > over.bottom + SLACK)
        if over.width and over.height and (sideways or upright):
            yield f"larger than its parent: {one} in {over}"


def overlapping(boxes: list[Box]) -> Iterator[str]:
    """Pairs of targets that lie on each other; a button inside a field is meant."""
    tapped = [(number, one) for number, one in enumerate(boxes) if one.role in TAPPED and one.width and one.height]
    for (a, one), (b, other) in combinations(tapped, 2):
        if a in _over(boxes, b) or b in _over(boxes, a):
            continue
        first, second = (one, other) if one.view == other.view else (one.seen, other.seen)
        wide = min(first.right, second.right) - max(first.left, second.left)
        high = min(first.bottom, second.bottom) - max(first.top, second.top)
        if wide > TOUCH and high > TOUCH and not (_within(one, other) or _within(other, one)):
            yield f"overlapping: {one} and {other}"


def _over(boxes: list[Box], number: int) -> set[int]:
    """The numbers of all that hold the box of this number."""
    found: set[int] = set()
    while (number := boxes[number].above) >= 0:
        found.add(number)
    return found


def _within(inner: Box, outer: Box) -> bool:
    """Whether *inner* lies in the field *outer*."""
    return (
        outer.role == "textbox"
        and inner.role == "button"
        and inner.left >= outer.left
        and inner.right <= outer.right
        and inner.top >= outer.top - TOUCH
        and inner.bottom <= outer.bottom + TOUCH
    )


def small(boxes: list[Box]) -> Iterator[str]:
    """Targets too small for a finger."""
    for one in boxes:
        if one.role in TAPPED and not one.cut and not one.inline and min(one.width, one.height) < FINGER - 0.5:
            yield f"too small for a finger: {one}"


def nameless(boxes: list[Box]) -> Iterator[str]:
    """Targets that nothing is called by; a field has its name in the box around it."""
    for one in boxes:
        if one.role in TAPPED - {"textbox"} and not one.name.strip():
            yield f"no name: {one}"


def clipped(boxes: list[Box], scale: float) -> Iterator[str]:
    """Texts that need more room than their box has: cut off, or ended with dots."""
    for one in boxes:
        if one.text.strip() and not (one.cut or one.slides or one.inline) and not _icon(one) and not _fits(one, scale):
            yield f"clipped text: {one}"


def _icon(box: Box) -> bool:
    """A picture with a name: square, and no higher than the largest icon."""
    return abs(box.width - box.height) <= 2 and box.width <= theme.ICON_HUGE


def _fits(box: Box, scale: float) -> bool:
    """Whether its text fits in one of the roles whose lines give this height; else in the smallest text there is."""
    roles = list(_roles_of(box.height, scale)) if "\n" not in box.text and box.role not in TAPPED else []
    if roles:
        return any(_length(box.text, size, bold) * FITS <= lines * box.width for size, bold, lines in roles)
    size = SMALLEST * min(scale, *BAR_SCALES) if box.role in TAPPED else SMALLEST * scale
    room = math.floor((box.height + SLACK) / size) * box.width
    return sum(_length(part, size, False) for part in box.text.split("\n")) * FITS <= room


def _roles_of(height: float, scale: float) -> Iterator[tuple[float, bool, int]]:
    """Size, boldness and number of lines of each role of text that could be *height* high."""
    for points, leading, bold in set(theme._TYPE.values()):
        for factor in {scale, *(one for one in BAR_SCALES if one < scale)}:
            line = points * leading * factor
            lines = round(height / line)
            if lines and abs(height - lines * line) <= HIGHER * lines:
                yield points * factor, bold, lines


@cache
def _font(face: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"NotoSans{face}.ttf"), 100)


def _length(text: str, size: float, bold: bool) -> float:
    """How long a text is on one line, in pixels: its Arabic joined, and each run in the face that has its letters."""
    weight = "-Bold" if bold else "-Regular"
    runs = (("Arabic" * bool(ARABIC.match(run)) + weight, run) for run in ARABIC.split(MARKS.sub("", text)))
    return sum(_font(face).getlength(run) for face, run in runs if run) * size / 100
