"""One value over time, as it was measured: nothing averaged, smoothed, joined over long gaps, hidden or foretold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from app.core.labs import How, anc
from app.core.numbers import Comparator
from app.core.ranges import DefaultRanges, Level, Rating, Whose, rate_value
from app.core.record import BloodTest, Log, Person
from app.core.units import amount

GAP_DAYS = 30
"""Two tests further apart are not joined, and nothing is counted between them (D)."""
RECOVERED = Decimal("1.0")
"""The neutrophil count from which a nadir is over (D)."""


@dataclass(frozen=True, slots=True)
class Point:
    """One measured value in the canonical unit, with the range it was rated by."""

    on: date
    value: Decimal
    comparator: Comparator
    test: str
    """The id of the blood test."""
    how: How = "reported"
    """For neutrophils: reported, calculated, or only a bound."""
    lab: str = ""
    level: Level = "not_rated"
    low: Decimal | None = None
    high: Decimal | None = None
    whose: Whose = "none"
    disagree: bool = False
    """For neutrophils: the slip's own count and the calculated one differ; the lower of them stands here."""

    @property
    def exact(self) -> bool:
        """Whether it is a number, and not a bound."""
        return not self.comparator

    def below(self, limit: Decimal) -> bool | None:
        """Whether it is surely below *limit* (True), surely not (False), or a bound that does not tell (None)."""
        if self.comparator[:1] == "<":
            return True if self.value < limit or (self.value == limit and self.comparator == "<") else None
        if self.comparator[:1] == ">":
            return False if self.value >= limit else None
        return self.value < limit


@dataclass(frozen=True, slots=True)
class Series:
    """One analyte of one person, oldest first; two tests of one day are two points."""

    analyte: str
    points: tuple[Point, ...]
    untold: int = 0
    """How many tests hold the analyte in a form that gives no point: a bound without use, or a text not understood."""

    def segments(self) -> tuple[tuple[Point, ...], ...]:
        """The points in runs; a new run begins after more than 30 days without one."""
        runs: list[list[Point]] = []
        for point in self.points:
            if runs and (point.on - runs[-1][-1].on).days <= GAP_DAYS:
                runs[-1].append(point)
            else:
                runs.append([point])
        return tuple(tuple(run) for run in runs)

    def between(self, since: date | None = None, until: date | None = None) -> "Series":
        """Only the points from *since* to *until*, both included."""
        kept = (p for p in self.points if (since is None or p.on >= since) and (until is None or p.on <= until))
        return Series(self.analyte, tuple(kept), self.untold)


def series(
    log: Log,
    analyte: str,
    person: Person | None = None,
    defaults: DefaultRanges | None = None,
    today: date | None = None,
) -> Series:
    """Every value of *analyte* in *log*; rated when *person* and *defaults* are given, as known *today*.

    Neutrophils are the reported or calculated count (the lower where they disagree), or the bound that the white
    cells prove.
    """
    points, untold = [], 0
    for test in log.tests:
        value, sign, how, disagree = _value(test, analyte)
        if value is None:
            untold += analyte in test.readings
            continue
        rating = _UNRATED
        if person and defaults:
            rating = rate_value(value, sign, test, analyte, person, defaults, today)
        rated = (rating.level, rating.low, rating.high, rating.whose)
        points.append(Point(test.taken, value, sign, test.id, how, test.lab, *rated, disagree))
    points.sort(key=lambda point: point.on)
    return Series(analyte, tuple(points), untold)


_UNRATED = Rating("not_rated")


def _value(test: BloodTest, analyte: str) -> tuple[Decimal | None, Comparator, How, bool]:
    if analyte == "neutrophils":
        count = anc(test)
        calculated = count.other if count.disagree and count.safest != count.value else None
        return count.safest, count.safest_sign, (calculated or count).how, count.disagree
    reading = test.readings.get(analyte)
    found = amount(reading, analyte) if reading else None
    return (found.value, found.comparator, "reported", False) if found else (None, "", "unknown", False)


def nadir(series: Series, since: date | None = None, until: date | None = None) -> Point | None:
    """The lowest value, the earliest of equals; "<0.1" is lower than 0.1. Lower bounds (">"): see `perhaps_lower`."""
    told = [point for point in series.between(since, until).points if point.comparator[:1] != ">"]
    return min(told, key=lambda p: (p.value, p.comparator != "<", p.on), default=None)


def perhaps_lower(series: Series, since: date | None = None, until: date | None = None) -> Point | None:
    """A lower bound (">", "≥") that may hide a value below the nadir, the lowest of them; None when none may."""
    lowest = nadir(series, since, until)
    bounds = [point for point in series.between(since, until).points if point.comparator[:1] == ">"]
    hiding = [point for point in bounds if lowest is None or point.value < lowest.value]
    return min(hiding, key=lambda p: (p.value, p.on), default=None)


@dataclass(frozen=True, slots=True)
class DaysBelow:
    """How long a value was below a limit, counted only between tests at most 30 days apart.

    Each value is taken to hold until the next test; after the last test nothing is counted.
    """

    limit: Decimal
    days: int
    counted: int
    """The days over which it could be counted at all."""
    since: date | None
    until: date | None


def days_below(series: Series, limit: Decimal, since: date | None = None, until: date | None = None) -> DaysBelow:
    """Days below *limit*; a bound that does not tell leaves its days uncounted."""
    points = _safest_of_day(series.between(since, until).points)
    days = counted = 0
    for first, second in pairwise(points):
        length, low = (second.on - first.on).days, first.below(limit)
        if length <= GAP_DAYS and low is not None:
            counted += length
            days += length if low else 0
    return DaysBelow(limit, days, counted, points[0].on if points else None, points[-1].on if points else None)


def _safest_of_day(points: Iterable[Point]) -> list[Point]:
    """One point a day, the lowest: of two tests of one day the lower stands for what followed."""
    days: dict[date, Point] = {}
    for point in points:
        known = days.get(point.on)
        if known is None or (point.value, point.comparator != "<") < (known.value, known.comparator != "<"):
            days[point.on] = point
    return list(days.values())


def recovery(
    series: Series, limit: Decimal = RECOVERED, since: date | None = None, until: date | None = None
) -> tuple[int, Point] | None:
    """Days from the nadir to the first value of at least *limit*, and that point; None if never low or not yet over."""
    lowest = nadir(series, since, until)
    if lowest is None or not lowest.below(limit):
        return None
    after = (p for p in series.between(lowest.on, until).points if p.on > lowest.on and p.below(limit) is False)
    found = next(after, None)
    return ((found.on - lowest.on).days, found) if found else None


Recovered = Literal["never_low", "over", "not_yet", "unknown"]


def recovered(
    series: Series, limit: Decimal = RECOVERED, since: date | None = None, until: date | None = None
) -> Recovered:
    """Whether the values fell below *limit* and came back; unknown where a bound leaves it open."""
    points = series.between(since, until).points
    if all(point.below(limit) is False for point in points):
        return "never_low"
    if recovery(series, limit, since, until):
        return "over"
    lowest = nadir(series, since, until)
    if lowest is None or not lowest.below(limit):
        return "unknown"
    return "not_yet" if all(point.below(limit) for point in points if point.on > lowest.on) else "unknown"


def last_chemo(log: Log, on: date) -> date | None:
    """The start of the last chemotherapy noted on or before *on*."""
    return max((one.on for one in log.events if one.what == "chemotherapy" and one.on <= on), default=None)


def days_since_chemo(log: Log, on: date) -> int | None:
    """Days from the start of the last chemotherapy noted to *on* (0 on the day itself); None without one."""
    start = last_chemo(log, on)
    return None if start is None else (on - start).days
