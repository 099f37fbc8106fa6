"""Where things stand in a small chart: days across, values up, one true time axis. Knows no paper and no screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from decimal import Decimal
from math import log10

from app.core.names import EVENT_SIGNS
from app.core.summary_model import Mark, Series, Summary
from app.core.years import shifted

FLOOR = Decimal("0.05")
"""The lowest value a logarithmic chart can place, ×10⁹/L; what is lower stands on it."""


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


def span(summary: Summary) -> tuple[date, date]:
    """From the first point or mark to today, and never less than four weeks."""
    days = [point.on for one in summary.charts for point in one.points]
    first = min(days)
    first = min([first, *(mark.on for mark in summary.marks if mark.on >= shifted(first, timedelta(days=-60)))])
    last = max(*days, summary.today, shifted(first, timedelta(days=28)))
    return first, last


def lanes(marks: tuple[Mark, ...]) -> dict[str, list[Mark]]:
    """Marks by kind, in a fixed order; a kind without marks has no lane."""
    found = {what: [mark for mark in marks if mark.what == what] for what in EVENT_SIGNS}
    return {what: some for what, some in found.items() if some}


def scaled(one: Series, box: tuple[float, float, float, float], first: date, last: date) -> Frame:
    """The frame of a chart in *box* (left, right, top, bottom), a little wider than its lowest and highest value."""
    values = [float(max(point.value, FLOOR) if one.log else point.value) for point in one.points]
    values += [float(guide) for guide in one.guides]
    if one.log:
        low, high = log10(min(*values, 0.3)) - 0.26, log10(max(values)) + 0.1
    else:
        spare = max((max(values) - min(values)) * 0.18, max(values) * 0.06, 0.1)
        low, high = min(values) - spare * 2.2, max(values) + spare
    return Frame(*box, first, last, low, high, one.log)


def ticks(frame: Frame, one: Series) -> Iterator[Decimal]:
    """Round values at the left: decades for a logarithmic chart, else two or three."""
    if one.log:
        steps = (Decimal(text) for text in ("0.1", "0.2", "3", "5", "10", "20"))
        yield from (step for step in steps if frame.low <= log10(step) <= frame.high)
        return
    span = frame.high - frame.low
    step = next((size for size in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000) if span / size <= 4.2), 2000)
    start = max(int(frame.low // step + 1) * step, 0)
    yield from (Decimal(value) for value in range(start, int(frame.high) + 1, step))


def dates(frame: Frame) -> Iterator[tuple[date, str]]:
    """At most thirteen firsts of a month, evenly spaced; years from three years on."""
    months = (frame.last - frame.first).days / 30.4
    step = next((size for size in (1, 2, 3, 6, 12, 24) if months / size <= 12.5), 60 + 60 * int(months / 750))
    number = frame.first.year * 12 + frame.first.month - 1
    number += -number % step
    while number < 12 * (MAXYEAR + 1) and (on := date(number // 12, number % 12 + 1, 1)) <= frame.last:
        if on >= frame.first:
            yield on, f"{on:%Y}" if step >= 12 else f"{on:%Y-%m}"
        number += step
