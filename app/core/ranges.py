"""Whose normal? The lab's own range, else the range a clinician set, else a sourced default, else not rated.

"Not rated" is an answer: a value is never called normal because something about it or the person is missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from app.core.default_ranges import Critical, DefaultRange, DefaultRanges
from app.core.labs import anc
from app.core.numbers import Comparator
from app.core.record import BloodTest, Person, Range
from app.core.units import amount, amount_of
from app.core.words import N_, Sentence

Level = Literal["LL", "L", "N", "H", "HH", "not_rated"]
__all__ = [
    "Critical",
    "DefaultRange",
    "DefaultRanges",
    "Level",
    "Rating",
    "Whose",
    "age_in_months",
    "rate",
    "rate_value",
]

Whose = Literal["lab", "clinician", "default", "none"]


@dataclass(frozen=True, slots=True)
class Rating:
    """How a value stands to a range, whose range that is, and why."""

    level: Level
    low: Decimal | None = None
    high: Decimal | None = None
    whose: Whose = "none"
    sources: tuple[str, ...] = ()
    reason: Sentence = field(default_factory=lambda: Sentence(""))


@dataclass(frozen=True, slots=True)
class _Limits:
    low: Decimal | None
    high: Decimal | None


PREGNANCY_MONTHS = range(13 * 12, 56 * 12)
"""Ages, in months, at which a pregnancy is asked about before a default range is used (D)."""


def rate(test: BloodTest, analyte: str, person: Person, defaults: DefaultRanges, on: date | None = None) -> Rating:
    """Rate one value of *test* for *person* at the age of *on* (else of the test).

    The neutrophils are the reported or calculated count. A value far out is LL or HH by any range. Nobody under one
    year is rated without the lab's own range (D).
    """
    value, sign = _value(test, analyte)
    return rate_value(value, sign, test, analyte, person, defaults, on)


def rate_value(
    value: Decimal | None,
    sign: Comparator,
    test: BloodTest,
    analyte: str,
    person: Person,
    defaults: DefaultRanges,
    on: date | None = None,
) -> Rating:
    """As `rate`, for a value that was already read from *test*."""
    if value is None:
        return Rating("not_rated", reason=Sentence(N_("There is no value to rate.")))
    months = age_in_months(person, on or test.taken)
    own = _lab_limits(test, analyte)
    if own is None and months is not None and months < 12:
        return Rating(
            "not_rated", reason=Sentence(N_("Under one year only the lab’s own range counts. Ask your team."))
        )
    rating = _by_limits(value, sign, own, "lab") if own else _by_person(value, sign, analyte, person, defaults, months)
    far = defaults.critical_of(analyte)
    return _far_out(rating, value, sign, far) if far else rating


def age_in_months(person: Person, on: date) -> int | None:
    """Full months of age on the day *on*, or None when the birth date is not known or later."""
    born = person.birth_date
    if born is None or born > on:
        return None
    return (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)


def _value(test: BloodTest, analyte: str) -> tuple[Decimal | None, Comparator]:
    if analyte == "neutrophils":
        count = anc(test)
        return count.value, count.comparator
    reading = test.readings.get(analyte)
    found = amount(reading, analyte) if reading else None
    return (found.value, found.comparator) if found else (None, "")


def _lab_limits(test: BloodTest, analyte: str) -> _Limits | None:
    reading = test.readings.get(analyte)
    return _limits(reading.low, reading.high, reading.unit, analyte) if reading else None


def _limits(low: str, high: str, unit: str, analyte: str) -> _Limits | None:
    """Typed limits in the canonical unit, or None when there are none or they cannot be read."""
    below = amount_of(low, unit, analyte) if low.strip() else None
    above = amount_of(high, unit, analyte) if high.strip() else None
    unreadable = (bool(low.strip()) and below is None) or (bool(high.strip()) and above is None)
    if unreadable or (below is None and above is None):
        return None
    return _Limits(below.value if below else None, above.value if above else None)


def _by_person(
    value: Decimal, sign: Comparator, analyte: str, person: Person, defaults: DefaultRanges, months: int | None
) -> Rating:
    """By the clinician's range, else by the defaults that fit what is known of the person."""
    personal = person.ranges.get(analyte, Range(unit=""))
    if limits := _limits(personal.low, personal.high, personal.unit, analyte):
        return _by_limits(value, sign, limits, "clinician")
    if months is None:
        return Rating("not_rated", reason=Sentence(N_("Without a birth date no default range fits.")))
    fitting = [_fitting(analyte, defaults, months, sex, pregnant) for sex, pregnant in _cases(person, months)]
    if not any(fitting):
        return Rating("not_rated", reason=Sentence(N_("The app has no range for this value. Ask for your lab’s own.")))
    return _agreed(value, sign, fitting, person)


def _cases(person: Person, months: int) -> list[tuple[str, bool]]:
    """Every (sex, pregnant) the person may be, by what is known."""
    sexes = [person.sex] if person.sex else ["female", "male"]
    possible = person.pregnant == "unknown" and months in PREGNANCY_MONTHS
    return [
        (sex, pregnant)
        for sex in sexes
        for pregnant in (
            [False, True] if possible and sex == "female" else [person.pregnant == "yes" and sex == "female"]
        )
    ]


def _fitting(analyte: str, defaults: DefaultRanges, months: int, sex: str, pregnant: bool) -> DefaultRange | None:
    return next((one for one in defaults.of(analyte) if one.fits(months, sex, pregnant)), None)


def _agreed(value: Decimal, sign: Comparator, fitting: Iterable[DefaultRange | None], person: Person) -> Rating:
    """The level all possible ranges agree on; when they do not, it is not rated, and what is missing is named."""
    ranges = list(dict.fromkeys(fitting))
    ratings = [_by_limits(value, sign, _Limits(one.low, one.high), "default", one.sources) for one in ranges if one]
    if len({one.level for one in ratings}) == 1 and None not in ranges:
        level, sources = ratings[0].level, tuple(sorted({name for one in ratings for name in one.sources}))
        lows = [one.low for one in ratings if one.low is not None]
        highs = [one.high for one in ratings if one.high is not None]
        low = min(lows, default=None) if level == "L" else max(lows, default=None)
        high = max(highs, default=None) if level == "H" else min(highs, default=None)
        return Rating(level, low, high, "default", sources, ratings[0].reason)
    if not person.sex:
        return Rating(
            "not_rated", reason=Sentence(N_("The default range differs by sex and pregnancy, which are not noted."))
        )
    return Rating("not_rated", reason=Sentence(N_("The default range differs in pregnancy, and that is not noted.")))


_WHOSE = {
    "lab": N_("By the lab’s own range."),
    "clinician": N_("By the range your clinician set."),
    "default": N_("By a default range. Your lab’s own may differ."),
}


def _by_limits(
    value: Decimal, sign: Comparator, limits: _Limits, whose: Whose, sources: tuple[str, ...] = ()
) -> Rating:
    """Low, normal or high; a bound that may lie on either side of a limit is not rated."""
    low, high = limits.low, limits.high
    if low is not None and high is not None and low >= high:
        return Rating("not_rated", reason=Sentence(N_("The limits of this range cannot be right.")))
    least, most = _span(value, sign)
    level: Level | None = None
    if low is not None and most is not None and (most < low or (most == low and sign == "<")):
        level = "L"
    elif high is not None and least is not None and (least > high or (least == high and sign == ">")):
        level = "H"
    elif (low is None or (least is not None and least >= low)) and (
        high is None or (most is not None and most <= high)
    ):
        level = "N"
    if level is None:
        return Rating(
            "not_rated", low, high, whose, sources, Sentence(N_("It is a bound, and may lie on either side."))
        )
    return Rating(level, low, high, whose, sources, Sentence(_WHOSE[whose]))


def _span(value: Decimal, sign: Comparator) -> tuple[Decimal | None, Decimal | None]:
    """The least and the most the value can be."""
    return (value if sign[:1] != "<" else None, value if sign[:1] != ">" else None)


def _far_out(rating: Rating, value: Decimal, sign: Comparator, far: Critical) -> Rating:
    """*rating*, raised to LL or HH when the value is surely beyond the critical limits."""
    least, most = _span(value, sign)
    level: Level | None = None
    if far.low is not None and most is not None and (most < far.low or (most == far.low and sign == "<")):
        level = "LL"
    elif far.high is not None and least is not None and (least > far.high or (least == far.high and sign == ">")):
        level = "HH"
    if level is None:
        return rating
    reason = N_("Far below any usual range.") if level == "LL" else N_("Far above any usual range.")
    return Rating(level, rating.low, rating.high, rating.whose, (*rating.sources, *far.sources), Sentence(reason))
