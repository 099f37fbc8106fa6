"""The chart in words, for those who cannot or would rather not read a chart. Sentences for the catalog, with values."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from app.core.analytes import ANALYTES
from app.core.labs import Anc, severity
from app.core.ranges import is_infant
from app.core.record import Log, Person
from app.core.slope import has_bound, slope
from app.core.trend import (
    Point,
    Series,
    days_below,
    last_chemo,
    nadir,
    perhaps_lower,
    recovered,
    recovery,
)
from app.core.units import UNITS, show_value
from app.core.variation import judge_change
from app.core.words import N_, Sentence

METHOD = N_(
    "Days are counted between tests at most 30 days apart; each value is taken to hold until the next test, "
    "and after the last test nothing is counted."
)
_LEVELS = {
    "LL": N_("Very low."),
    "L": N_("Low."),
    "N": N_("Within the range."),
    "H": N_("High."),
    "HH": N_("Very high."),
    "not_rated": N_("Not rated."),
}

_SEVERITY = {
    "mild": N_("Mildly low."),
    "moderate": N_("Moderately low."),
    "severe": N_("Severely low."),
    "profound": N_("Very severely low."),
}
_SPREAD = {"or_lower": N_("It may be lower still."), "or_higher": N_("It may be higher.")}


def in_words(series: Series, log: Log, on: date, person: Person | None = None) -> tuple[Sentence, ...]:
    """What the chart of *series* shows, the newest first. *on* is today; *person* tells of an infant."""
    if not series.points:
        return (Sentence(N_("There is no result yet.")),)
    return (*_last(series, on, person), *_lowest(series), *_neutropenia(series, log), *_direction(series))


def _last(series: Series, on: date, person: Person | None) -> Iterator[Sentence]:
    last = series.points[-1]
    yield Sentence(N_("The last result is {value} on {date}."), {"value": _with_unit(last, series), "date": last.on})
    if last.disagree:
        yield Sentence(N_("The printed and the calculated count of that test disagree. The lower one is shown."))
    yield from _how_low(last, series, is_infant(person, last.on))
    if (on - last.on).days > 30:
        yield Sentence(N_("It is {days} days old: it says little about today."), {"days": (on - last.on).days})
    if len(series.points) > 1:
        before = series.points[-2]
        text = N_("The result before was {value} on {date}.")
        yield Sentence(text, {"value": _with_unit(before, series), "date": before.on})
        yield judge_change(series.analyte, before, last).reason


def _how_low(last: Point, series: Series, infant: bool) -> Iterator[Sentence]:
    """The rating; for neutrophils their own word, as it is said everywhere. Of an *infant*, "mild" is not said."""
    found = severity(Anc(last.value, last.comparator), infant)
    if series.analyte != "neutrophils" or found.word not in _SEVERITY:
        yield Sentence(_LEVELS[last.level])
        return
    yield Sentence(_SEVERITY[found.word])
    if found.spread:
        yield Sentence(_SPREAD[found.spread])


def _lowest(series: Series) -> Iterator[Sentence]:
    if len(series.points) < 2:
        return
    texts = {
        N_("The lowest result in this time is {value} on {date}."): nadir(series),
        N_("On {date} it was {value}: that may have been lower."): perhaps_lower(series),
    }
    for text, point in texts.items():
        if point:
            yield Sentence(text, {"value": _with_unit(point, series), "date": point.on})


def _neutropenia(series: Series, log: Log) -> Iterator[Sentence]:
    """For neutrophils: days below the limits, days since treatment, and whether the last nadir is over."""
    if series.analyte != "neutrophils":
        return
    for limit in (Decimal("1.0"), Decimal("0.5")):
        told = days_below(series, limit)
        if told.counted:
            text = N_("Below {limit}: {days} of the {counted} days that can be counted.")
            yield Sentence(text, {"limit": f"{limit}", "days": told.days, "counted": told.counted})
    last = series.points[-1]
    start = last_chemo(log, last.on)
    if start is None:
        return
    days = (last.on - start).days
    yield Sentence(N_("The last result is from day {day} after the start of chemotherapy."), {"day": days})
    lowest = nadir(series, since=start)
    if lowest is not None and lowest.below(Decimal("1.0")):
        yield _recovery(series, lowest, start)
    elif recovered(series, since=start) == "unknown":
        yield Sentence(N_("Whether it fell below 1.0 since then cannot be told: a result is only a bound."))


def _recovery(series: Series, lowest: Point, start: date) -> Sentence:
    over = recovery(series, since=start)
    values: dict[str, str | int | date] = {"value": _with_unit(lowest, series), "day": (lowest.on - start).days}
    if over is None and recovered(series, since=start) == "unknown":
        text = N_("Its lowest since then is {value} on day {day}; whether it is back at 1.0 cannot be told.")
        return Sentence(text, values)
    if over is None:
        return Sentence(N_("Its lowest since then is {value} on day {day}; it has not been back at 1.0 yet."), values)
    text = N_("Its lowest since then is {value} on day {day}; {days} days later it was back at 1.0 or more.")
    return Sentence(text, {**values, "days": over[0]})


def _direction(series: Series) -> Iterator[Sentence]:
    """The slope, only when there are points enough; never a word like better or worse."""
    change = slope(series)
    if has_bound(series):
        yield Sentence(N_("How fast it changes cannot be said: a result is a bound, not a number."))
        return
    if change is None:
        yield Sentence(N_("There are not enough results close together to say how fast it changes."))
        return
    text = N_("In the six weeks up to the last result it went up by about {change} a week.")
    if change < 0:
        text = N_("In the six weeks up to the last result it went down by about {change} a week.")
    places = Decimal(1).scaleb(-ANALYTES[series.analyte].decimals)
    size = abs(change).quantize(places)
    if not size:
        yield Sentence(N_("In the six weeks up to the last result it stayed about the same."))
        return
    yield Sentence(text, {"change": f"{size} {UNITS[ANALYTES[series.analyte].unit].label}"})


def _with_unit(point: Point, series: Series) -> str:
    unit = UNITS[ANALYTES[series.analyte].unit].label
    return f"{show_value(point.value, series.analyte, point.comparator)} {unit}"
