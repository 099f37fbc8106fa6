"""How a value stands to two limits: low, inside, high, far out, or not to be told."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from app.core.default_ranges import Critical
from app.core.numbers import Comparator
from app.core.words import N_, Sentence

Level = Literal["LL", "L", "N", "H", "HH", "not_rated"]
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
class Limits:
    """The lower and the upper limit, in the canonical unit; either may be missing."""

    low: Decimal | None
    high: Decimal | None


WHOSE = {
    "lab": N_("By the lab’s own range."),
    "clinician": N_("By the range your clinician set."),
    "default": N_("By a default range. Your lab’s own may differ."),
}
"""The reason of a rating, by whose range it stands on."""


def by_limits(value: Decimal, sign: Comparator, limits: Limits, whose: Whose, sources: tuple[str, ...] = ()) -> Rating:
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
    return Rating(level, low, high, whose, sources, Sentence(WHOSE[whose]))


def _span(value: Decimal, sign: Comparator) -> tuple[Decimal | None, Decimal | None]:
    """The least and the most the value can be."""
    return (value if sign[:1] != "<" else None, value if sign[:1] != ">" else None)


def far_out(rating: Rating, value: Decimal, sign: Comparator, far: Critical) -> Rating:
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
