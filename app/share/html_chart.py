"""The small charts as SVG inside the printed page: the axes of the PDF, and its rules for lines and bounds."""

from collections.abc import Iterator
from datetime import date
from html import escape
from itertools import pairwise

from app.core.summary_model import Point, Series, Summary
from app.core.summary_words import EVENTS
from app.core.trend import GAP_DAYS
from app.share import axes
from app.share.axes import Frame
from app.words import _, ltr, right_to_left

WIDTH, SIDE, RIGHT = 720.0, 92.0, 44.0
LANE, HEIGHT, TALL = 12.0, 76.0, 112.0


def svg(summary: Summary) -> str:
    """Lanes of treatments, then the charts; empty without a chart. The table beside it says the same in words."""
    if not summary.charts:
        return ""
    first, last = axes.span(summary)
    lanes = axes.lanes(summary.marks)
    tops = [len(lanes) * LANE + 4]
    for one in summary.charts:
        tops.append(tops[-1] + (TALL if one.log else HEIGHT))
    left, right = (RIGHT, WIDTH - SIDE) if right_to_left() else (SIDE, WIDTH - RIGHT)
    whole = Frame(left, right, 0, tops[-1], first, last)
    parts = list(_grid(whole))
    for number, (what, marks) in enumerate(lanes.items()):
        middle = number * LANE + LANE / 2
        name = _("Fever") if what == "fever" else _(EVENTS[what])
        parts.append(_label(middle + 3, name))
        parts += [_bar(whole, mark.on, mark.until or mark.on, middle) for mark in marks if mark.on <= last]
    for one, top, bottom in zip(summary.charts, tops, tops[1:], strict=False):
        parts += _chart(axes.scaled(one, (left, right, top + 4, bottom - 8), first, last), one)
    way = ' direction="ltr"' if right_to_left() else ""
    title = escape(_("Blood counts over time; the table says the same in numbers"))
    return (
        f'<svg viewBox="0 0 {WIDTH:.0f} {tops[-1] + 16:.0f}" role="img" aria-label="{title}" font-size="9"{way}>'
        f"<title>{title}</title>{''.join(parts)}</svg>"
    )


def _grid(frame: Frame) -> Iterator[str]:
    for on, text in axes.dates(frame):
        x = frame.x(on)
        yield f'<path d="M{x:.1f} 0V{frame.bottom:.1f}" stroke="#bbb" stroke-width=".5" stroke-dasharray="2"/>'
        yield _text(x, frame.bottom + 11, text, "middle")


def _bar(frame: Frame, start: date, end: date, middle: float) -> str:
    left, right = frame.x(max(start, frame.first)), frame.x(min(max(end, frame.first), frame.last))
    return f'<rect x="{left - 2:.1f}" y="{middle - 3:.1f}" width="{max(right - left, 0) + 4:.1f}" height="6"/>'


def _chart(frame: Frame, one: Series) -> Iterator[str]:
    middle = (frame.top + frame.bottom) / 2
    yield _label(middle, _(one.label), "bold")
    yield _label(middle + 11, ltr(one.unit))
    yield f'<path d="M{frame.left} {frame.top:.1f}V{frame.bottom:.1f}H{frame.right}" fill="none" stroke="#888"/>'
    for guide in one.guides:
        y = frame.y(guide)
        yield f'<path d="M{frame.left} {y:.1f}H{frame.right}" stroke="#555" stroke-dasharray="4"/>'
        yield _text(frame.left - 4, y + 3, f"{guide:f}", "end", "bold")
    for tick in axes.ticks(frame, one):
        yield _text(frame.left - 4, frame.y(tick) + 3, f"{tick:f}", "end")
    for a, b in pairwise(one.points):
        if (b.on - a.on).days <= GAP_DAYS:
            ends = (frame.x(a.on), frame.y(a.value), frame.x(b.on), frame.y(b.value))
            yield '<path d="M{:.1f} {:.1f}L{:.1f} {:.1f}" stroke="#000" stroke-width="1.2"/>'.format(*ends)
    yield from (_point(frame.x(point.on), frame.y(point.value), point) for point in one.points)
    newest = one.points[-1]
    yield _text(frame.x(newest.on) + 5, frame.y(newest.value) + 3, newest.shown, weight="bold")


def _point(x: float, y: float, point: Point) -> str:
    """A dot; a bound is an open triangle, pointing the way the true value lies."""
    said = f"<title>{point.on.isoformat()}: {escape(point.shown)}</title>"
    if not point.bound:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.2">{said}</circle>'
    down = 1 if point.bound[:1] == "<" else -1
    path = f"M{x - 3.5:.1f} {y - 2.5 * down:.1f}H{x + 3.5:.1f}L{x:.1f} {y + 3.5 * down:.1f}Z"
    return f'<path d="{path}" fill="#fff" stroke="#000">{said}</path>'


def _label(y: float, text: str, weight: str = "normal") -> str:
    """A name beside the charts, on the side where reading begins."""
    return _text(WIDTH, y, text, "end", weight) if right_to_left() else _text(0, y, text, weight=weight)


def _text(x: float, y: float, text: str, anchor: str = "start", weight: str = "normal") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}">{escape(text)}</text>'
