"""A chart of counts over time: plain data in, lines and words out. Its sentence says what the picture shows.

The time axis is true: a month without a test is a month wide. A `Line` is broken where the caller starts a new run.
Bounds ("<0.1") are drawn hollow, with a stroke the way the true value lies.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import flet as ft
import flet.canvas as cv

from app.ui import theme
from app.ui.component import component
from app.ui.parts.texts import hint
from app.words import _, right_to_left, say_date


@dataclass(frozen=True)
class Point:
    """One value of one day. `bound` is "<" or ">" when the lab could only say so; `tag` is what a tap on it gives."""

    on: date
    value: float
    bound: Literal["", "<", ">"] = ""
    tag: str = ""


@dataclass(frozen=True)
class Line:
    """One series: `runs` are joined inside and not between. `colour` is a role of the theme."""

    name: str
    runs: tuple[tuple[Point, ...], ...]
    colour: str = theme.ACCENT
    dashed: bool = False


@dataclass(frozen=True)
class Band:
    """A wash behind the lines: between two values (a range; only from *since* to *until* when given), or between two
    days (an expected low)."""

    name: str
    low: float | date
    high: float | date
    colour: str = theme.ACCENT
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Guide:
    """A level across the chart with its name: "0.5"."""

    value: float
    name: str
    colour: str = theme.EDGE


@dataclass(frozen=True)
class Mark:
    """A day that matters: a treatment, an infection. Shown as a line down and a small letter or sign on top."""

    on: date
    sign: str
    colour: str = theme.INFO


@dataclass(frozen=True)
class Chart:
    """All of one picture. `sentence` is what a screen reader says instead; `log` needs values above zero."""

    sentence: str
    start: date
    end: date
    low: float
    high: float
    lines: tuple[Line, ...]
    bands: tuple[Band, ...] = ()
    guides: tuple[Guide, ...] = ()
    marks: tuple[Mark, ...] = ()
    log: bool = False
    height: int = theme.CHART_HEIGHT


@dataclass(frozen=True)
class Frame:
    """Where days and values fall in a box of pixels."""

    chart: Chart
    width: float

    @property
    def left(self) -> float:
        """Where days begin: beside the names of the guides, so that no point hides one."""
        return theme.CHART_GUTTER if self.chart.guides else theme.SMALL

    @property
    def top(self) -> float:
        """Where values begin: under the letters of the marks."""
        return theme.LARGE if self.chart.marks else theme.SMALL

    def x(self, day: date) -> float:
        """The column of *day*, with room for a mark at both ends."""
        days = max(1, (self.chart.end - self.chart.start).days)
        return self.left + (day - self.chart.start).days / days * (self.width - self.left - theme.SMALL)

    def y(self, value: float) -> float:
        """The row of *value*; what lies beyond the chart stays at its edge."""
        low, high, value = self.chart.low, self.chart.high, min(max(value, self.chart.low), self.chart.high)
        if self.chart.log:
            low, high, value = math.log10(low), math.log10(high), math.log10(value)
        share = (value - low) / (high - low) if high > low else 0.5
        return self.chart.height - theme.SMALL - share * (self.chart.height - self.top - theme.SMALL)


def _stroke(colour: str, width: float = theme.STROKE, dashed: bool = False) -> ft.Paint:
    return ft.Paint(
        color=colour,
        stroke_width=width,
        style=ft.PaintingStyle.STROKE,
        stroke_cap=ft.StrokeCap.ROUND,
        stroke_join=ft.StrokeJoin.ROUND,
        stroke_dash_pattern=theme.DASHES if dashed else None,
    )


def _band(frame: Frame, band: Band) -> cv.Shape:
    if isinstance(band.low, date) and isinstance(band.high, date):
        left, right = frame.x(band.low), frame.x(band.high)
        return cv.Rect(left, 0, max(1, right - left), frame.chart.height, paint=ft.Paint(theme.faint(band.colour)))
    top, bottom = frame.y(float(band.high)), frame.y(float(band.low))  # type: ignore[arg-type]
    left = frame.x(band.since) if band.since else frame.left
    right = frame.x(band.until) if band.until else frame.width
    return cv.Rect(left, top, max(1, right - left), bottom - top, paint=ft.Paint(theme.faint(band.colour)))


def nearest(frame: Frame, x: float, y: float) -> str:
    """The tag of the point a finger at (*x*, *y*) means; empty when none is near."""
    points = [one for line in frame.chart.lines for run in line.runs for one in run if one.tag]
    far = {one.tag: math.hypot(frame.x(one.on) - x, frame.y(one.value) - y) for one in points}
    tag = min(far, key=lambda one: far[one], default="")
    return tag if tag and far[tag] <= theme.TARGET / 2 else ""


def _bound(frame: Frame, line: Line, point: Point) -> list[cv.Shape]:
    x, y = frame.x(point.on), frame.y(point.value)
    away = theme.LARGE if point.bound == "<" else -theme.LARGE
    end = min(max(y + away, 0), frame.chart.height)
    return [
        cv.Line(x, y, x, end, paint=_stroke(line.colour)),
        cv.Circle(x, y, theme.MARK, paint=ft.Paint(theme.CARD)),
        cv.Circle(x, y, theme.MARK, paint=_stroke(line.colour)),
    ]


def _line(frame: Frame, line: Line) -> list[cv.Shape]:
    shapes: list[cv.Shape] = []
    for run in line.runs:
        steps = [(frame.x(p.on), frame.y(p.value)) for p in run]
        if len(steps) > 1:
            path = [cv.Path.MoveTo(*steps[0]), *(cv.Path.LineTo(*step) for step in steps[1:])]
            shapes.append(cv.Path(path, paint=_stroke(line.colour, dashed=line.dashed)))
        shapes += [shape for point in run if point.bound for shape in _bound(frame, line, point)]
    dots: list[ft.OffsetValue] = [
        ft.Offset(frame.x(p.on), frame.y(p.value)) for run in line.runs for p in run if not p.bound
    ]
    # One shape for all of them: twenty years of tests are a thousand dots.
    shapes.append(cv.Points(dots, point_mode=cv.PointMode.POINTS, paint=_stroke(line.colour, theme.MARK * 2)))
    return shapes


def _level(frame: Frame, guide: Guide) -> cv.Shape:
    y = frame.y(guide.value)
    return cv.Line(frame.left, y, frame.width, y, paint=_stroke(guide.colour, theme.HAIRLINE, True))


def _shapes(frame: Frame) -> list[cv.Shape]:
    chart = frame.chart
    return [
        *(_band(frame, band) for band in chart.bands),
        *(_level(frame, guide) for guide in chart.guides),
        *(
            cv.Line(frame.x(m.on), frame.top, frame.x(m.on), chart.height, paint=_stroke(theme.LINE, theme.HAIRLINE))
            for m in chart.marks
        ),
        *(shape for line in chart.lines for shape in _line(frame, line)),
    ]


def _words(frame: Frame) -> list[ft.Control]:
    """The names of guides and marks as real text, so that they grow with the person's text size."""
    names: list[ft.Control] = [
        ft.Container(hint(guide.name), left=0, bottom=frame.chart.height - frame.y(guide.value) - theme.SMALL)
        for guide in frame.chart.guides
    ]
    free = 0.0
    for mark in sorted(frame.chart.marks, key=lambda one: one.on):
        if (at := frame.x(mark.on)) >= free:  # letters that would lie on each other are left to the legend
            names.append(ft.Container(hint(mark.sign, color=mark.colour), left=at - theme.TINY, top=0))
            free = at + theme.MEDIUM
    return names


def day_ticks(start: date, end: date, count: int) -> Sequence[date]:
    """*count* days evenly from *start* to *end*, both included."""
    span = (end - start).days
    if count < 2 or span <= 0:
        return (start,)
    return tuple(date.fromordinal(start.toordinal() + round(span * n / (count - 1))) for n in range(count))


def _tick(day: date, at: int, count: int, chart: Chart) -> ft.Control:
    """A day under the axis; over a year or more the year stands with it."""
    short = (chart.end - chart.start).days < theme.YEAR
    words = say_date(day, short=True) if short else f"{say_date(day, short=True)} {day.year}"
    side = ft.TextAlign.LEFT if not at else ft.TextAlign.RIGHT if at == count - 1 else ft.TextAlign.CENTER
    return ft.Container(hint(words, text_align=side), expand=True)


@component
def chart(chart: Chart, on_pick: Callable[[str], None] | None = None) -> ft.Control:
    """Draws a `Chart` as wide as its room; *on_pick* hears the tag of a point that is tapped."""
    width, set_width = ft.use_state(0.0)
    frame = Frame(chart, width or theme.CONTENT_WIDTH / 2)
    drawing = cv.Canvas(
        _shapes(frame) if width else [],
        on_resize=lambda event: set_width(event.width),
        height=chart.height,
        expand=True,
    )
    days = day_ticks(chart.start, chart.end, 2 if width < theme.CONTENT_WIDTH / 2 else 4)
    ticks = [_tick(day, at, len(days), chart) for at, day in enumerate(days)]
    axis = ft.Row(ticks[::-1] if right_to_left() else ticks, spacing=theme.TINY)  # time runs from left in any language

    def tapped(event: ft.TapEvent[ft.GestureDetector]) -> None:
        at = event.local_position
        if on_pick and at and (tag := nearest(frame, at.x, at.y)):
            on_pick(tag)

    layers = [ft.Row([drawing]), *(_words(frame) if width else [])]
    if on_pick:
        layers.append(ft.GestureDetector(ft.Container(height=chart.height), on_tap_down=tapped))
    picture = ft.Stack(layers, height=chart.height)
    way = [hint(_("Time runs from left to right"))] if right_to_left() else []
    inside = ft.Column([picture, axis, *way], spacing=theme.TINY, tight=True)
    return ft.Semantics(content=inside, label=chart.sentence, image=True, exclude_semantics=True, container=True)
