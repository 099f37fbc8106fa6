"""How fast a value changes, where there are points enough to say so; never a word like better or worse."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise
from statistics import median

from app.core.trend import GAP_DAYS, Point, Series
from app.core.years import shifted

SLOPE_DAYS = 42
"""How far back a slope looks: two cycles of three weeks (D)."""


def slope(series: Series, until: date | None = None, days: int = SLOPE_DAYS) -> Decimal | None:
    """The median of all slopes between two points (Theil-Sen), per week, over the last *days* before *until*.

    None with fewer than three points on different days, over less than seven days, across a gap, or with a bound
    among them: a line through two points is no trend, and "<0.1" at the end is no rise (D).
    """
    points = _window(series, until, days)
    if (
        not all(point.exact for point in points)
        or len({p.on for p in points}) < 3
        or (points[-1].on - points[0].on).days < 7
        or _has_gap(points)
    ):
        return None
    return median(_slopes(points)) * 7


def has_bound(series: Series, until: date | None = None, days: int = SLOPE_DAYS) -> bool:
    """Whether one of the points a slope would stand on is a bound."""
    return not all(point.exact for point in _window(series, until, days))


def _window(series: Series, until: date | None, days: int) -> list[Point]:
    end = until or (series.points[-1].on if series.points else None)
    return list(series.between(shifted(end, timedelta(days=-days)), end).points) if end else []


def _has_gap(points: list[Point]) -> bool:
    return any((second.on - first.on).days > GAP_DAYS for first, second in pairwise(points))


def _slopes(points: list[Point]) -> Iterator[Decimal]:
    """Of every pair of points, the change per day."""
    for first, second in combinations(points[-100:], 2):
        if second.on > first.on:
            yield (second.value - first.value) / (second.on - first.on).days
