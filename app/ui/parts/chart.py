"""A chart of counts over time: plain data in, lines and words out. Its sentence says what the picture shows.

The time axis is true: a month without a test is a month wide. A `Line` is broken where the caller starts a new run.
Bounds ("<0.1") are drawn hollow, with a stroke the way the true value lies.
"""

import math
from collections.abc import Callable, Sequence
from datetime import date

import flet as ft
import flet.canvas as cv

from app.ui import theme
from app.ui.component import component
from app.ui.parts.chart_frame import Band, Chart, Frame, Guide, Line, Point, explained, named_guides
from app.ui.parts.texts import hint
from app.words import _, listed, ngettext, right_to_left, say_date, short_months


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
        return cv.Rect(left, 0, max(1, right - left), frame.height, paint=ft.Paint(theme.faint(band.colour)))
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
    end = min(max(y + away, 0), frame.height)
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
        *(_level(frame, guide) for guide in named_guides(frame)),
        *(
            cv.Line(frame.x(m.on), frame.top, frame.x(m.on), frame.height, paint=_stroke(theme.LINE, theme.HAIRLINE))
            for m in chart.marks
        ),
        *(shape for line in chart.lines for shape in _line(frame, line)),
    ]


def _words(frame: Frame) -> list[ft.Control]:
    """The names of guides and marks as real text, so that they grow with the person's text size."""
    names: list[ft.Control] = [
        ft.Container(
            hint(guide.name), left=0, bottom=frame.height - frame.y(guide.value) - frame.line / 2
        )
        for guide in named_guides(frame)
    ]  # fmt: skip
    room = theme.CHART_GUTTER * frame.scale
    names += [
        ft.Container(
            hint(mark.sign, color=mark.colour, text_align=ft.TextAlign.CENTER, no_wrap=True),
            left=frame.x(mark.on) - room / 2,
            bottom=frame.height - frame.top + theme.TINY + row * frame.line, width=room,
        )
        for mark, row in frame.letters
    ]  # fmt: skip
    return names


def day_ticks(start: date, end: date, count: int) -> Sequence[date]:
    """*count* days evenly from *start* to *end*, both included."""
    span = (end - start).days
    if count < 2 or span <= 0:
        return (start,)
    return tuple(date.fromordinal(start.toordinal() + round(span * n / (count - 1))) for n in range(count))


def _tick(day: date, at: int, count: int, chart: Chart) -> ft.Control:
    """A day under the axis; over a year or more its month with the year."""
    short = (chart.end - chart.start).days < theme.YEAR
    month = _("{month} {year}").format(month=short_months()[day.month - 1], year=day.year)
    words = say_date(day, short=True) if short else month
    side = ft.TextAlign.LEFT if not at else ft.TextAlign.RIGHT if at == count - 1 else ft.TextAlign.CENTER
    return ft.Container(hint(words, text_align=side), expand=True)


def _axis(frame: Frame) -> list[ft.Control]:
    """The days under the chart, fewer when their words are large; time runs from left in any language."""
    few = frame.width < theme.CONTENT_WIDTH / 2 * frame.scale
    days = day_ticks(frame.chart.start, frame.chart.end, 2 if few else 4)
    ticks = [_tick(day, at, len(days), frame.chart) for at, day in enumerate(days)]
    row = ft.Row(
        ticks[::-1] if right_to_left() else ticks, spacing=theme.TINY, vertical_alignment=ft.CrossAxisAlignment.START
    )
    return [row, *([hint(_("Time runs from left to right"))] if right_to_left() else [])]


def _legend(frame: Frame) -> list[ft.Control]:
    """What the letters mean, and that there are more."""
    known, more = explained(frame)
    parts = [f"{sign}:\u00a0{name}" for sign, name in known.items()]
    parts += [ngettext("and {count} more", "and {count} more", more).format(count=more)] if more else []
    return [hint(listed(parts))] if parts else []


@component
def chart(chart: Chart, on_pick: Callable[[str], None] | None = None) -> ft.Control:
    """Draws a `Chart` as wide as its room; *on_pick* hears the tag of a point that is tapped."""
    width, set_width = ft.use_state(0.0)
    line, set_line = ft.use_state(float(theme.CHART_LINE))
    frame = Frame(chart, width or theme.CONTENT_WIDTH / 2, line)
    drawing = cv.Canvas(
        _shapes(frame) if width else [],
        on_resize=lambda event: set_width(event.width),
        height=frame.height,
        expand=True,
    )
    measured = ft.Container(hint("0"), on_size_change=lambda event: set_line(event.height))
    ruler = ft.Container(measured, left=0, top=0, opacity=0)

    def tapped(event: ft.TapEvent[ft.GestureDetector]) -> None:
        at = event.local_position
        if on_pick and at and (tag := nearest(frame, at.x, at.y)):
            on_pick(tag)

    layers = [ruler, ft.Row([drawing]), *(_words(frame) if width else [])]
    if on_pick:
        layers.append(ft.GestureDetector(ft.Container(height=frame.height), on_tap_down=tapped))
    inside = ft.Column([ft.Stack(layers, height=frame.height), *_axis(frame)], spacing=theme.TINY, tight=True)
    drawn = ft.Semantics(content=inside, label=chart.sentence, image=True, exclude_semantics=True, container=True)
    return ft.Column([drawn, *_legend(frame)], spacing=theme.GAP, tight=True)
