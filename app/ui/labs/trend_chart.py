"""The series of one analyte as a picture: what was measured and nothing else, with ranges, guides and marks."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from app.core.names import EVENT_SIGNS
from app.core.record import Log
from app.core.summary_story import fever_days
from app.core.summary_table import GUIDES, marks
from app.core.summary_words import EVENTS
from app.core.trend import Point, Series
from app.core.words import N_
from app.ui import theme
from app.ui.labs.said import name
from app.ui.parts.chart_frame import Band, Chart, Guide, Line, Mark
from app.ui.parts.chart_frame import Point as Dot
from app.words import _, ltr

NAMES = {**EVENTS, "fever": N_("Fever")}
FROM_ZERO = ("count", "percent", "protein")
"""Groups whose axis begins at zero."""


def picture(series: Series, log: Log, group: str, since: date | None, today: date, sentence: str) -> Chart:
    """*series* (already cut to its time) from *since*, else from its first point, to today."""
    first = since or min((point.on for point in series.points), default=today)
    start = min(first, today - timedelta(days=7))
    log_scale = series.analyte == "neutrophils"
    low, high = _axis(series, group, log_scale)
    runs = tuple(tuple(_point(one) for one in run) for run in series.segments())
    return Chart(
        sentence=sentence,
        start=start,
        end=max(today, max((point.on for point in series.points), default=today)),
        low=low,
        high=high,
        lines=(Line(name(series.analyte), runs),),
        bands=tuple(_bands(series, start, today)),
        guides=tuple(_guides(series)),
        marks=tuple(_marks(log, start)),
        log=log_scale,
    )


def _point(point: Point) -> Dot:
    bound = point.comparator[:1]
    return Dot(point.on, float(point.value), "<" if bound == "<" else ">" if bound else "", point.test)


def _axis(series: Series, group: str, log_scale: bool) -> tuple[float, float]:
    """Lowest and highest value of the axis: room for every point, limit and guide."""
    values = [float(point.value) for point in series.points]
    values += [float(one) for point in series.points for one in (point.low, point.high) if one is not None]
    if log_scale:
        least = min([value for value in values if value > 0] or [0.1])
        return min(0.1, max(0.01, least / 2)), max([*values, 2.0]) * 1.3
    low, high = min(values, default=0), max(values, default=1)
    room = (high - low) * 0.1 or max(abs(high), 1) * 0.1
    return (0 if group in FROM_ZERO else low - room), high + room


def _bands(series: Series, start: date, today: date) -> Iterator[Band]:
    """The range each point was read by, from that point to the next; neighbours with one range become one band."""
    ranged = [point for point in series.points if point.low is not None and point.high is not None]
    since = start
    for _limits, run in groupby(ranged, key=lambda point: (point.low, point.high)):
        points = list(run)
        after = next((point.on for point in ranged if point.on > points[-1].on), today)
        yield Band(_("range"), float(points[-1].low or 0), float(points[-1].high or 0), since=since, until=after)
        since = after


def _guides(series: Series) -> Iterator[Guide]:
    if series.analyte == "neutrophils":
        for limit in GUIDES:
            yield Guide(float(limit), ltr(f"{limit}"), theme.URGENT if limit > GUIDES[-1] else theme.ERROR)
        return
    last = next((p for p in reversed(series.points) if p.low is not None or p.high is not None), None)
    for end in (last.low, last.high) if last else ():
        if end is not None:
            yield Guide(float(end), ltr(format(end.normalize(), "f")))


def _marks(log: Log, start: date) -> Iterator[Mark]:
    for mark in marks(log, fever_days(log)):
        if mark.on >= start:
            colour = theme.ERROR if mark.what in ("fever", "infection") else theme.INFO
            yield Mark(mark.on, _(EVENT_SIGNS[mark.what]), colour, _(NAMES[mark.what]))
