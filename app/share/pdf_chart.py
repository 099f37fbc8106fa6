"""Small charts over one true time axis: treatments as bars, ANC on a logarithmic scale, haemoglobin, platelets.

No smoothing. A line joins two points only when at most 30 days lie between them; a bound is drawn open, at its limit.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from math import log10

from app.core.names import EVENT_SIGNS
from app.core.summary_model import Mark, Point, Series, Summary
from app.core.summary_words import EVENTS
from app.core.trend import GAP_DAYS
from app.share.pdf_sheet import INK, RULE, SHADE, SOFT, Sheet
from app.words import _

SIDE, RIGHT = 24.0, 11.0
"""Room for the labels on the left, and for the guide values on the right, in millimetres."""
LANE = 2.9
FLOOR = Decimal("0.05")
"""The lowest value a logarithmic chart can place, ×10⁹/L; what is lower stands on it."""
SIZE, VALUE = 5.6, 6.4
MOST = 100.0
"""The most the charts take together, in millimetres."""


@dataclass(frozen=True)
class Frame:
    """Where a chart is, and what days and values its edges stand for."""

    left: float
    right: float
    top: float
    bottom: float
    first: date
    last: date
    low: float = 0
    high: float = 1
    log: bool = False

    def x(self, on: date) -> float:
        """The place of a day."""
        span = max((self.last - self.first).days, 1)
        return self.left + (self.right - self.left) * (on - self.first).days / span

    def y(self, value: Decimal) -> float:
        """The place of a value, kept inside the frame."""
        scaled = log10(max(value, FLOOR)) if self.log else float(value)
        share = (scaled - self.low) / (self.high - self.low)
        return self.bottom - (self.bottom - self.top) * min(max(share, 0), 1)


def draw(sheet: Sheet, summary: Summary, floor: float) -> None:
    """The lanes of treatments, the charts, and the time axis, between `y` and *floor*."""
    if not summary.charts:
        return
    sheet.heading(sheet.left, sheet.width, _("Over time"))
    legend = _("open triangle: a bound, at its limit · no line over more than 30 days · grey: ANC below 0.5")
    sheet.text(sheet.right, sheet.y - 1.4, legend, SIZE, ink=SOFT, align="R")
    first, last = _span(summary)
    lanes = _lanes(summary.marks)
    room = min(floor - sheet.y - len(lanes) * LANE - 5, MOST)
    shares = [1.5 if one.log else 1.0 for one in summary.charts]
    heights = [max(room * share / sum(shares), 11) for share in shares]
    top, bottom = sheet.y, sheet.y + len(lanes) * LANE + sum(heights) - 1.6
    frame = Frame(sheet.left + SIDE, sheet.right - RIGHT, top, bottom, first, last)
    _axis(sheet, frame)
    for what, marks in lanes.items():
        _lane(sheet, frame, what, marks)
    for one, height in zip(summary.charts, heights, strict=True):
        _chart(sheet, _scaled(one, sheet, height, first, last), one)
        sheet.y += height
    sheet.y = bottom + 4.2


def _span(summary: Summary) -> tuple[date, date]:
    """From the first point or mark to today, and never less than four weeks."""
    days = [point.on for one in summary.charts for point in one.points]
    first = min(days)
    first = min([first, *(mark.on for mark in summary.marks if mark.on >= first - timedelta(days=60))])
    last = max(*days, summary.today, first + timedelta(days=28))
    return first, last


def _lanes(marks: tuple[Mark, ...]) -> dict[str, list[Mark]]:
    """Marks by kind, in a fixed order; a kind without marks has no lane."""
    lanes = {what: [mark for mark in marks if mark.what == what] for what in EVENT_SIGNS}
    return {what: found for what, found in lanes.items() if found}


def _lane(sheet: Sheet, frame: Frame, what: str, marks: list[Mark]) -> None:
    """One kind of mark: a bar from start to end; a fever is a triangle."""
    middle = sheet.y + LANE / 2
    name = _("Fever") if what == "fever" else _(EVENTS[what])
    sheet.text(sheet.left, middle + 0.8, sheet.fit(name, SIZE, SIDE - 2), SIZE)
    sheet.line((frame.left, middle), (frame.right, middle), 0.1, SHADE)
    for mark in marks:
        start, end = max(mark.on, frame.first), min(mark.until or mark.on, frame.last)
        if end < frame.first or start > frame.last:
            continue
        x, width = frame.x(start), max(frame.x(end) - frame.x(start), 1.1)
        if what == "fever":
            sheet.shape([(x - 0.9, middle + 0.8), (x + 0.9, middle + 0.8), (x, middle - 0.9)], filled=True, thick=0.1)
        else:
            sheet.box(x - (0.55 if width == 1.1 else 0), middle - 0.8, width, 1.6, fill=INK)
    sheet.y += LANE


def _scaled(one: Series, sheet: Sheet, height: float, first: date, last: date) -> Frame:
    """The frame of a chart, from a little under its lowest to a little over its highest value."""
    values = [float(max(point.value, FLOOR) if one.log else point.value) for point in one.points]
    values += [float(guide) for guide in one.guides]
    if one.log:
        low, high = log10(min(*values, 0.3)) - 0.26, log10(max(values)) + 0.1
    else:
        spare = max((max(values) - min(values)) * 0.18, max(values) * 0.06, 0.1)
        low, high = min(values) - spare * 2.2, max(values) + spare
    box = (sheet.left + SIDE, sheet.right - RIGHT, sheet.y + 0.8, sheet.y + height - 1.6)
    return Frame(*box, first, last, low, high, one.log)


def _chart(sheet: Sheet, frame: Frame, one: Series) -> None:
    middle = (frame.top + frame.bottom) / 2
    sheet.text(sheet.left, middle - 0.4, _(one.label), 7.4, bold=True)
    sheet.text(sheet.left, middle + 2.2, one.unit + (_(", log scale") if one.log else ""), SIZE, ink=SOFT)
    if one.log:
        top = frame.y(Decimal("0.5"))
        sheet.box(frame.left, top, frame.right - frame.left, frame.bottom - top, fill=SHADE)
    sheet.line((frame.left, frame.bottom), (frame.right, frame.bottom), 0.2, RULE)
    sheet.line((frame.left, frame.top), (frame.left, frame.bottom), 0.2, RULE)
    for guide in one.guides:
        y = frame.y(guide)
        sheet.line((frame.left, y), (frame.right, y), 0.2, SOFT, dash=0.9)
        sheet.text(frame.left - 1, y + 0.7, format(guide, "f"), SIZE, bold=True, align="R")
    for value in _ticks(frame, one):
        sheet.text(frame.left - 1, frame.y(value) + 0.7, format(value, "f"), SIZE, ink=SOFT, align="R")
    _points(sheet, frame, one)


def _ticks(frame: Frame, one: Series) -> Iterator[Decimal]:
    """Round values at the left: decades for a logarithmic chart, else two or three."""
    if one.log:
        steps = (Decimal(text) for text in ("0.1", "0.2", "3", "5", "10", "20"))
        yield from (step for step in steps if frame.low <= log10(step) <= frame.high)
        return
    span = frame.high - frame.low
    step = next((size for size in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000) if span / size <= 4.2), 2000)
    start = max(int(frame.low // step + 1) * step, 0)
    yield from (Decimal(value) for value in range(start, int(frame.high) + 1, step))


def _points(sheet: Sheet, frame: Frame, one: Series) -> None:
    """Lines, then points; the newest and the lowest value are written beside theirs."""
    for a, b in pairwise(one.points):
        if (b.on - a.on).days <= GAP_DAYS:
            sheet.line((frame.x(a.on), frame.y(a.value)), (frame.x(b.on), frame.y(b.value)), 0.3)
    for point in one.points:
        _point(sheet, frame.x(point.on), frame.y(point.value), point)
    newest, lowest = one.points[-1], min(one.points, key=lambda point: (point.value, point.bound != "<"))
    _value(sheet, frame, newest, newest=True)
    if lowest.value != newest.value:
        _value(sheet, frame, lowest, newest=False)


def _point(sheet: Sheet, x: float, y: float, point: Point) -> None:
    if not point.bound:
        sheet.dot(x, y, 0.62)
        return
    down = 1 if point.bound[:1] == "<" else -1
    sheet.shape([(x - 0.95, y - 0.75 * down), (x + 0.95, y - 0.75 * down), (x, y + 0.95 * down)], filled=False)


def _value(sheet: Sheet, frame: Frame, point: Point, newest: bool) -> None:
    """The number beside its point: the newest in the right margin, the lowest under its point."""
    x, y = frame.x(point.on), frame.y(point.value)
    wide = sheet.measure(point.shown, VALUE, bold=True)
    if newest:
        sheet.text(x + 1.6, y + 0.8, point.shown, VALUE, bold=True)
        return
    x = min(max(x, frame.left + wide / 2 + 0.5), frame.right - wide / 2)
    sheet.text(x, min(y + 3.0, frame.bottom - 0.5), point.shown, VALUE, bold=True, align="C")


def _axis(sheet: Sheet, frame: Frame) -> None:
    """Months or years under the last chart, with fine lines up through all of them; drawn first, under the rest."""
    for on, text in _dates(frame):
        x = frame.x(on)
        sheet.line((x, frame.top), (x, frame.bottom), 0.1, RULE, dash=0.4)
        sheet.line((x, frame.bottom), (x, frame.bottom + 0.8), 0.2, SOFT)
        sheet.text(x, frame.bottom + 3, text, SIZE, ink=SOFT, align="C")


def _dates(frame: Frame) -> Iterator[tuple[date, str]]:
    """At most thirteen firsts of a month, evenly spaced; years from three years on."""
    months = (frame.last - frame.first).days / 30.4
    step = next((size for size in (1, 2, 3, 6, 12, 24) if months / size <= 12.5), 60)
    number = frame.first.year * 12 + frame.first.month - 1
    number += -number % step
    while (on := date(number // 12, number % 12 + 1, 1)) <= frame.last:
        if on >= frame.first:
            yield on, f"{on:%Y}" if step >= 12 else f"{on:%Y-%m}"
        number += step
