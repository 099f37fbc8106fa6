"""Whose normal? The lab's own range, else the range a clinician set, else a sourced default, else not rated.

"Not rated" is an answer: a value is never called normal because something about it or the person is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from app.core.default_ranges import Critical, DefaultRange, DefaultRanges
from app.core.labs import anc
from app.core.numbers import Comparator
from app.core.quiz_bands import completed_months
from app.core.rating import WHOSE, Level, Limits, Rating, Whose, by_limits, far_out
from app.core.record import BloodTest, Person, Range, YesNo
from app.core.units import amount, amount_of
from app.core.words import N_, Sentence

__all__ = [
    "Critical",
    "DefaultRange",
    "DefaultRanges",
    "Level",
    "Rating",
    "Whose",
    "age_in_months",
    "is_infant",
    "rate",
    "rate_value",
]


@dataclass(frozen=True, slots=True)
class _Known:
    """What of a person counts for the range of one test."""

    sex: str
    pregnant: YesNo
    before: bool
    """A pregnancy is noted, and the test may be from before it."""
    ranges: Mapping[str, Range]


DISAGREE = N_("The printed and the calculated count disagree. The lower one was rated.")
CAPPED = N_("The slip gives more neutrophils than white cells. As many as the white cells were rated.")
_Fitting = tuple[DefaultRange | None, ...] | None
LONGEST_PREGNANCY_DAYS = 42 * 7
"""A test older than this was taken before a pregnancy that is noted today (D)."""
PREGNANCY_MONTHS = range(13 * 12, 56 * 12)
"""Ages, in months, at which a pregnancy is asked about before a default range is used (D)."""


def rate(test: BloodTest, analyte: str, person: Person, defaults: DefaultRanges, today: date | None = None) -> Rating:
    """Rate one value of *test* for *person* at the age of the test; *today* tells whether a pregnancy noted counts.

    The neutrophils are the reported or calculated count, the lower where they disagree. A value far out is LL or HH by
    any range. Nobody under one year is rated without the lab's own range (D).
    """
    count = anc(test) if analyte == "neutrophils" else None
    if count is None:
        return rate_value(*_value(test, analyte), test, analyte, person, defaults, today)
    rating = rate_value(count.safest, count.safest_sign, test, analyte, person, defaults, today)
    reason = CAPPED if count.is_capped else DISAGREE if count.disagree else ""
    return replace(rating, reason=Sentence(reason)) if reason else rating


def rate_value(
    value: Decimal | None,
    sign: Comparator,
    test: BloodTest,
    analyte: str,
    person: Person,
    defaults: DefaultRanges,
    today: date | None = None,
) -> Rating:
    """As `rate`, for a value that was already read from *test*."""
    if value is None:
        return Rating("not_rated", reason=Sentence(N_("There is no value to rate.")))
    months = age_in_months(person, test.taken)
    own = _lab_limits(test, analyte)
    if own is None and is_infant(person, test.taken):
        return Rating(
            "not_rated", reason=Sentence(N_("Under one year only the lab’s own range counts. Ask your team."))
        )
    who = _as_of(person, test.taken, today)
    fitting = _all_fitting(analyte, defaults, months, who)
    if own:
        rating = _by_own(value, sign, own, "lab", fitting, defaults.of(analyte))
    else:
        rating = _by_person(value, sign, analyte, who, fitting, defaults)
    far = defaults.critical_of(analyte)
    return far_out(rating, value, sign, far) if far else rating


def _as_of(person: Person, taken: date, today: date | None) -> _Known:
    """What is known of *person* on the day of a test: a pregnancy noted now tells nothing of the time before it."""
    old = person.pregnant == "yes" and (today is None or (today - taken).days > LONGEST_PREGNANCY_DAYS)
    return _Known(person.sex, "unknown" if old else person.pregnant, old, person.ranges)


def age_in_months(person: Person, on: date) -> int | None:
    """Full months of age on the day *on*, or None when the birth date is not known or later."""
    born = person.birth_date
    return None if born is None or born > on else completed_months(born, on)


def is_infant(person: Person | None, on: date) -> bool:
    """Whether *person* was under one year on the day *on*; not when the birth date is not known."""
    months = age_in_months(person, on) if person else None
    return months is not None and months < 12


def _value(test: BloodTest, analyte: str) -> tuple[Decimal | None, Comparator]:
    reading = test.readings.get(analyte)
    found = amount(reading, analyte) if reading else None
    return (found.value, found.comparator) if found else (None, "")


def _lab_limits(test: BloodTest, analyte: str) -> Limits | None:
    reading = test.readings.get(analyte)
    return _limits(reading.low, reading.high, reading.unit, analyte) if reading else None


def _limits(low: str, high: str, unit: str, analyte: str) -> Limits | None:
    """Typed limits in the canonical unit, or None when there are none or they cannot be read."""
    below = amount_of(low, unit, analyte) if low.strip() else None
    above = amount_of(high, unit, analyte) if high.strip() else None
    unreadable = (bool(low.strip()) and below is None) or (bool(high.strip()) and above is None)
    if unreadable or (below is None and above is None):
        return None
    return Limits(below.value if below else None, above.value if above else None)


def _by_person(
    value: Decimal, sign: Comparator, analyte: str, who: _Known, fitting: _Fitting, defaults: DefaultRanges
) -> Rating:
    """By the clinician's range, else by the defaults that fit what is known of the person."""
    personal = who.ranges.get(analyte, Range(unit=""))
    if limits := _limits(personal.low, personal.high, personal.unit, analyte):
        return _by_own(value, sign, limits, "clinician", fitting, defaults.of(analyte))
    if fitting is None:
        return Rating("not_rated", reason=Sentence(N_("Without a birth date no default range fits.")))
    if not any(fitting):
        return Rating("not_rated", reason=Sentence(N_("The app has no range for this value. Ask for your lab’s own.")))
    return _agreed(value, sign, fitting, who)


def _all_fitting(analyte: str, defaults: DefaultRanges, months: int | None, who: _Known) -> _Fitting:
    """The default range for every (sex, pregnant) the person may be; None without a birth date."""
    if months is None:
        return None
    cases = [_fitting(analyte, defaults, months, sex, pregnant) for sex, pregnant in _cases(who, months)]
    return tuple(dict.fromkeys(cases))


def _cases(who: _Known, months: int) -> list[tuple[str, bool]]:
    """Every (sex, pregnant) the person may be, by what is known."""
    sexes = [who.sex] if who.sex else ["female", "male"]
    possible = who.pregnant == "unknown" and months in PREGNANCY_MONTHS
    return [
        (sex, pregnant)
        for sex in sexes
        for pregnant in ([False, True] if possible and sex == "female" else [who.pregnant == "yes" and sex == "female"])
    ]


def _fitting(analyte: str, defaults: DefaultRanges, months: int, sex: str, pregnant: bool) -> DefaultRange | None:
    return next((one for one in defaults.of(analyte) if one.fits(months, sex, pregnant)), None)


def _agreed(value: Decimal, sign: Comparator, ranges: tuple[DefaultRange | None, ...], who: _Known) -> Rating:
    """The level all possible ranges agree on; when they do not, it is not rated, and what is missing is named."""
    ratings = [by_limits(value, sign, Limits(one.low, one.high), "default", one.sources) for one in ranges if one]
    if len({one.level for one in ratings}) == 1 and None not in ranges:
        level, sources = ratings[0].level, tuple(sorted({name for one in ratings for name in one.sources}))
        lows = [one.low for one in ratings if one.low is not None]
        highs = [one.high for one in ratings if one.high is not None]
        low = min(lows, default=None) if level == "L" else max(lows, default=None)
        high = max(highs, default=None) if level == "H" else min(highs, default=None)
        return Rating(level, low, high, "default", sources, ratings[0].reason)
    return Rating("not_rated", reason=_differ(who))


def _differ(who: _Known) -> Sentence:
    """What would have to be known for the default ranges to agree."""
    if who.before:
        return Sentence(N_("The default range differs in pregnancy, and it is not known for the day of this test."))
    if not who.sex:
        return Sentence(N_("The default range differs by sex and pregnancy, which are not noted."))
    return Sentence(N_("The default range differs in pregnancy, and that is not noted."))


def _by_own(
    value: Decimal, sign: Comparator, own: Limits, whose: Whose, fitting: _Fitting, all_: tuple[DefaultRange, ...]
) -> Rating:
    """By a range of lab or clinician. Where it has one limit and the value is inside it, a default stands in for the
    other: without one the value is not rated, unless this analyte never has a limit there (C-reactive protein)."""
    rating = by_limits(value, sign, own, whose)
    complete = own.low is not None and own.high is not None
    if complete or rating.level != "N" or (all_ and not any(_missing(one, own) is not None for one in all_)):
        return rating
    others = {_stood_in(value, sign, own, one) for one in fitting or (None,)}
    level = others.pop() if len(others) == 1 else "not_rated"
    if level == "not_rated":
        reason = N_("This range has one limit only, and no usual range fits for the other.")
        return Rating("not_rated", own.low, own.high, whose, (), Sentence(reason))
    sources = tuple(sorted({name for one in fitting or () if one for name in one.sources}))
    if level == "N":
        return Rating("N", own.low, own.high, whose, sources, Sentence(_COMPLETED[whose]))
    edges = [edge for one in fitting or () if one and (edge := _missing(one, own)) is not None]
    low, high = (None, max(edges)) if own.low is not None else (min(edges), None)
    return Rating(level, low, high, "default", sources, Sentence(WHOSE["default"]))


def _missing(one: DefaultRange, own: Limits) -> Decimal | None:
    """The default's limit on the side where *own* has none."""
    return one.low if own.low is None else one.high


def _stood_in(value: Decimal, sign: Comparator, own: Limits, one: DefaultRange | None) -> Level:
    """How a value stands when a default gives the limit that *own* does not."""
    if one is None:
        return "not_rated"
    other = _missing(one, own)
    return by_limits(value, sign, Limits(other, own.high) if own.low is None else Limits(own.low, other), "lab").level


_COMPLETED: dict[Whose, str] = {
    "lab": N_("By the lab’s own limit; it gives no other, so a usual one was used for that side."),
    "clinician": N_("By the limit your clinician set; for the other side a usual one was used."),
}
