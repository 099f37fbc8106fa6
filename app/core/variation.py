"""Is a change more than chance? Two results of a well person differ too: by the body's ups and downs, and the assay's.

The limit is the reference change value at 95 %, on the log scale because counts vary in proportion: with
cv² = cv_body² + cv_assay², s = √ln(1 + cv²), a rise counts above exp(1.96·√2·s) and a fall below its inverse.
cv_body: week-to-week variation in healthy adults (S-BV-1978; S-BV-1992 for red cells), larger
than the newer pooled figures (S-BV-2020), so that chance is claimed more readily than change. cv_assay, and the
share added between two labs, are design values (D). All of it to be checked by a person before release.
"""

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from app.core.trend import Point
from app.core.words import N_, Sentence

Verdict = Literal["rise", "fall", "no_clear_change", "cannot_say"]

BODY_AND_ASSAY: dict[str, tuple[float, float]] = {
    "wbc": (15.7, 3.0),
    "neutrophils": (26.0, 5.0),
    "lymphocytes": (13.2, 5.0),
    "monocytes": (19.3, 10.0),
    "eosinophils": (26.9, 12.0),
    "basophils": (15.0, 20.0),
    "rbc": (3.0, 1.5),
    "haemoglobin": (2.8, 1.5),
    "haematocrit": (2.9, 2.0),
    "mcv": (1.1, 1.0),
    "platelets": (6.6, 4.0),
}
"""Coefficients of variation in percent, by analyte."""
BETWEEN_LABS = 5.0
"""Added in percent when the two results are from different labs (D)."""
LONGEST_DAYS = 183
"""The figures describe weeks to months; over a longer time the app does not say (D)."""
SOURCES = ("S-BV-1978", "S-BV-1992", "S-BV-2020", "D")
_FEW = {"neutrophils": Decimal("0.1"), "wbc": Decimal("0.3"), "platelets": Decimal("5"), "lymphocytes": Decimal("0.1")}
"""Below this a machine counts so few cells that the assay's figures no longer hold (D)."""


@dataclass(frozen=True, slots=True)
class ChangeVerdict:
    """What can be said about the step from one result to the next."""

    verdict: Verdict
    percent: int | None
    """The change in percent of the earlier value, cut towards zero."""
    reason: Sentence
    sources: tuple[str, ...] = SOURCES


def judge_change(analyte: str, before: Point, after: Point) -> ChangeVerdict:
    """Whether the change from *before* to *after* is more than chance; abstains with a reason when that is unknown.

    A count too low to be counted well, or an upper bound, stands at its highest possible: a fall to "<0.1" is judged
    as a fall to 0.1.
    """
    few = _FEW.get(analyte, Decimal(0))
    first, second = max(before.value, few), max(after.value, few)
    if reason := _cannot(analyte, before, after, first, second):
        return ChangeVerdict("cannot_say", None, Sentence(reason))
    up = math.exp(1.96 * math.sqrt(2) * _spread(analyte, _other_lab(before, after)))
    ratio = float(second / first)
    verdict: Verdict = "rise" if ratio > up else "fall" if ratio < 1 / up else "no_clear_change"
    bound = not (before.exact and after.exact)
    if bound and verdict != ("rise" if before.comparator else "fall"):
        return ChangeVerdict("cannot_say", None, Sentence(_BOUND))
    percent = None if bound or not before.value else int((after.value / before.value - 1) * 100)
    values: dict[str, str | int | date] = {"rise": int((up - 1) * 100), "fall": int((1 - 1 / up) * 100)}
    return ChangeVerdict(verdict, percent, Sentence(_SAID[verdict], values))


_SAID = {
    "rise": N_("A clear rise: chance alone rarely explains a rise of more than {rise} %."),
    "fall": N_("A clear fall: chance alone rarely explains a fall of more than {fall} %."),
    "no_clear_change": N_("No clear change: chance alone can explain it (up to {fall} % down, {rise} % up)."),
}
_BOUND = N_("It cannot be said: one of the results is a bound, not a number.")


def _cannot(analyte: str, before: Point, after: Point, first: Decimal, second: Decimal) -> str:
    """Why nothing can be said, or ""."""
    if analyte not in BODY_AND_ASSAY:
        return N_("It cannot be said: for this value there are no figures on chance.")
    if ">" in before.comparator + after.comparator or (before.comparator and after.comparator):
        return _BOUND
    if not first or not second or first == second == _FEW.get(analyte):
        return N_("It cannot be said: so few cells are counted too roughly.")
    if not 0 < (after.on - before.on).days <= LONGEST_DAYS:
        return N_("It cannot be said: the tests are on the same day, or more than half a year apart.")
    return ""


def _other_lab(before: Point, after: Point) -> bool:
    return bool(before.lab and after.lab and before.lab.casefold() != after.lab.casefold())


def _spread(analyte: str, other_lab: bool) -> float:
    body, assay = BODY_AND_ASSAY[analyte]
    cv = math.hypot(body, assay, BETWEEN_LABS if other_lab else 0.0) / 100
    return math.sqrt(math.log(1 + cv * cv))
