"""The row of derived figures: what a reader would work out by hand from the table. Too few points say so."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from app.core.analytes import ANALYTES
from app.core.record import Log
from app.core.slope import has_bound, slope
from app.core.summary_model import Line
from app.core.trend import (
    Point,
    Series,
    days_below,
    days_since_chemo,
    nadir,
    perhaps_lower,
    recovered,
    recovery,
    series,
)
from app.core.units import show_value
from app.core.words import N_, NN_

LIMITS = (Decimal("1.0"), Decimal("0.5"))
"""Days below these ANC limits (×10⁹/L) are counted (S13, S21)."""


def derived(log: Log, today: date) -> tuple[Line, ...]:
    """The figures on the ANC in reading order, and how old the last test is; none without a test."""
    counts = series(log, "neutrophils")
    return (*_neutrophils(counts, log), *_gap(log, today))


def _neutrophils(counts: Series, log: Log) -> Iterator[Line]:
    lowest, hiding = nadir(counts), perhaps_lower(counts)
    if lowest is None and hiding is None:
        return
    yield from (_nadir(one, log) for one in [lowest or hiding] if one)
    yield from (_hiding(one) for one in [hiding] if one and lowest)
    yield from (_below(counts, limit) for limit in LIMITS)
    yield _recovery(counts)
    yield _slope(counts)
    yield from _change(counts)


def _nadir(lowest: Point, log: Log) -> Line:
    """The lowest ANC of the period, with the day of the treatment cycle when a chemotherapy is noted."""
    values = {"value": show_value(lowest.value, "neutrophils", lowest.comparator), "date": lowest.on.isoformat()}
    day = days_since_chemo(log, lowest.on)
    if day is None:
        return Line(label=N_("Lowest ANC"), text=N_("{value} on {date}"), values=values)
    text = N_("{value} on {date}, day {day} after chemotherapy")
    return Line(label=N_("Lowest ANC"), text=text, values={**values, "day": str(day)})


def _hiding(point: Point) -> Line:
    """A count known only from below, which may have been lower than the lowest."""
    values = {"value": show_value(point.value, "neutrophils", point.comparator), "date": point.on.isoformat()}
    return Line(label=N_("Perhaps lower"), text=N_("{value} on {date}"), values=values)


def _below(counts: Series, limit: Decimal) -> Line:
    told = days_below(counts, limit)
    label = N_("Days below 1.0") if limit == 1 else N_("Days below 0.5")
    if not told.counted:
        return Line(label=label, text=N_("not countable: no two tests within 30 days"))
    values = {"days": str(told.days), "counted": str(told.counted)}
    return Line(label=label, text=N_("{days} of {counted} countable days"), values=values)


def _recovery(counts: Series) -> Line:
    label, found = N_("Back at 1.0"), recovery(counts)
    if found is None:
        said = {"never_low": N_("never below 1.0"), "not_yet": N_("not yet")}
        text = said.get(recovered(counts), N_("cannot be told: only a bound"))
        return Line(label=label, text=text)
    values = {"days": str(found[0]), "date": found[1].on.isoformat()}
    text, many = NN_("{days} day after the lowest ({date})", "{days} days after the lowest ({date})")
    return Line(label=label, text=text, many=many, values=values)


def _slope(counts: Series) -> Line:
    """Per week over the last six weeks; never a word like better or worse."""
    change = slope(counts)
    if has_bound(counts):
        return Line(label=N_("Slope"), text=N_("not countable: a bound"))
    if change is None:
        return Line(label=N_("Slope"), text=N_("not enough data"))
    places = Decimal(1).scaleb(-ANALYTES["neutrophils"].decimals)
    values = {"change": f"{change.quantize(places):+f}"}
    return Line(label=N_("Slope"), text=N_("{change} a week (last 6 weeks, Theil–Sen)"), values=values)


def _change(counts: Series) -> Iterator[Line]:
    """From the test before to the last, in percent; only between two numbers."""
    if len(counts.points) < 2:
        return
    before, last = counts.points[-2:]
    if not (before.exact and last.exact and before.value):
        yield Line(label=N_("Change"), text=N_("not countable: a bound or zero"))
        return
    share = (last.value - before.value) * 100 / before.value
    values = {"change": f"{share.quantize(Decimal(1)):+f}", "date": before.on.isoformat()}
    yield Line(label=N_("Change"), text=N_("{change} % since {date}"), values=values)


def _gap(log: Log, today: date) -> Iterator[Line]:
    if log.tests:
        last = log.tests[-1].taken
        values = {"days": str((today - last).days), "date": last.isoformat()}
        text, many = NN_("{days} day ({date})", "{days} days ({date})")
        yield Line(label=N_("Since the last test"), text=text, many=many, values=values)
