"""Small charts over one true time axis: treatments as bars, ANC on a logarithmic scale, haemoglobin, platelets.

No smoothing. A line joins two points only when at most 30 days lie between them; a bound is drawn open, at its limit.
"""

from decimal import Decimal
from itertools import pairwise

from app.core.summary_model import Mark, Point, Series, Summary
from app.core.summary_words import EVENTS
from app.core.trend import GAP_DAYS
from app.share import axes
from app.share.axes import Frame
from app.share.pdf_sheet import INK, RULE, SHADE, SOFT, Sheet
from app.words import _, ltr

SIDE, RIGHT = 24.0, 11.0
"""Room for the labels beside the charts, and for the newest values at their end, in millimetres."""
LANE = 2.9
SIZE, VALUE = 5.6, 6.4
MOST = 100.0
"""The most the charts take together, in millimetres."""


def draw(sheet: Sheet, summary: Summary, floor: float) -> None:
    """The lanes of treatments, the charts, and the time axis, between `y` and *floor*."""
    if not summary.charts:
        return
    sheet.heading(sheet.left, sheet.width, _("Over time"))
    legend = _("open triangle: a bound, at its limit · no line over more than 30 days · grey: ANC below 0.5")
    if sheet.mirrored:
        legend = f"{_('Time runs from left to right')} · {legend}"
    sheet.text(sheet.right, sheet.y - 1.4, legend, SIZE, ink=SOFT, align="R")
    first, last = axes.span(summary)
    lanes = axes.lanes(summary.marks)
    room = min(floor - sheet.y - len(lanes) * LANE - 5, MOST)
    shares = [1.5 if one.log else 1.0 for one in summary.charts]
    heights = [max(room * share / sum(shares), 11) for share in shares]
    top, bottom = sheet.y, sheet.y + len(lanes) * LANE + sum(heights) - 1.6
    before, after = (RIGHT, SIDE) if sheet.mirrored else (SIDE, RIGHT)
    frame = Frame(sheet.left + before, sheet.right - after, top, bottom, first, last)
    with sheet.left_to_right():
        _axis(sheet, frame)
    for what, marks in lanes.items():
        _lane(sheet, frame, what, marks)
    for one, height in zip(summary.charts, heights, strict=True):
        box = (frame.left, frame.right, sheet.y + 0.8, sheet.y + height - 1.6)
        _chart(sheet, axes.scaled(one, box, first, last), one)
        sheet.y += height
    sheet.y = bottom + 4.2


def _lane(sheet: Sheet, frame: Frame, what: str, marks: list[Mark]) -> None:
    """One kind of mark: a bar from start to end; a fever is a triangle."""
    middle = sheet.y + LANE / 2
    name = _("Fever") if what == "fever" else _(EVENTS[what])
    sheet.text(sheet.left, middle + 0.8, sheet.fit(name, SIZE, SIDE - 2), SIZE)
    with sheet.left_to_right():
        _marks(sheet, frame, middle, marks)
    sheet.y += LANE


def _marks(sheet: Sheet, frame: Frame, middle: float, marks: list[Mark]) -> None:
    sheet.line((frame.left, middle), (frame.right, middle), 0.1, SHADE)
    for mark in marks:
        start, end = max(mark.on, frame.first), min(mark.until or mark.on, frame.last)
        if end < frame.first or start > frame.last:
            continue
        x, width = frame.x(start), max(frame.x(end) - frame.x(start), 1.1)
        if mark.what == "fever":
            sheet.shape([(x - 0.9, middle + 0.8), (x + 0.9, middle + 0.8), (x, middle - 0.9)], filled=True, thick=0.1)
        else:
            sheet.box(x - (0.55 if width == 1.1 else 0), middle - 0.8, width, 1.6, fill=INK)


def _chart(sheet: Sheet, frame: Frame, one: Series) -> None:
    middle = (frame.top + frame.bottom) / 2
    sheet.text(sheet.left, middle - 0.4, _(one.label), 7.4, bold=True)
    sheet.text(sheet.left, middle + 2.2, ltr(one.unit) + (_(", log scale") if one.log else ""), SIZE, ink=SOFT)
    with sheet.left_to_right():
        _plot(sheet, frame, one)


def _plot(sheet: Sheet, frame: Frame, one: Series) -> None:
    """The frame with its guides and ticks, and the points in it."""
    if one.log:
        top = frame.y(Decimal("0.5"))
        sheet.box(frame.left, top, frame.right - frame.left, frame.bottom - top, fill=SHADE)
    sheet.line((frame.left, frame.bottom), (frame.right, frame.bottom), 0.2, RULE)
    sheet.line((frame.left, frame.top), (frame.left, frame.bottom), 0.2, RULE)
    for guide in one.guides:
        y = frame.y(guide)
        sheet.line((frame.left, y), (frame.right, y), 0.2, SOFT, dash=0.9)
        sheet.text(frame.left - 1, y + 0.7, format(guide, "f"), SIZE, bold=True, align="R")
    for value in axes.ticks(frame, one):
        sheet.text(frame.left - 1, frame.y(value) + 0.7, format(value, "f"), SIZE, ink=SOFT, align="R")
    _points(sheet, frame, one)


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
    for on, text in axes.dates(frame):
        x = frame.x(on)
        sheet.line((x, frame.top), (x, frame.bottom), 0.1, RULE, dash=0.4)
        sheet.line((x, frame.bottom), (x, frame.bottom + 0.8), 0.2, SOFT)
        sheet.text(x, frame.bottom + 3, text, SIZE, ink=SOFT, align="C")
