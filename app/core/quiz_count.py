"""Which neutrophil count is current, and whether the counts were ever low.

A low count stays current until a later one is logged. White cells alone give way to neutrophils, and to later white
cells unless they were below 1.0: so few prove few neutrophils. A normal count older than 14 days, 7 on treatment, is
unknown (D).
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import get_args

from pydantic import BaseModel, ConfigDict

from app.core.labs import anc, neutrophils_answer
from app.core.quiz_answers import Neutrophils
from app.core.quiz_flow import COUNT_SAYS_LOW
from app.core.record import BloodTest, local
from app.core.units import amount

NORMAL_FOR, NORMAL_FOR_TREATED = timedelta(days=14), timedelta(days=7)
"""How long a normal count may calm a fever (D)."""
RANK: dict[Neutrophils, int] = {
    "1_5_or_more": 0, "unknown": 1, "1_0_to_1_49": 2, "only_wbc_2_to_3_9": 2, "0_5_to_0_99": 3, "only_wbc_below_2": 4,
    "below_0_5": 4,
}  # fmt: skip
"""How bad each answer to `neutrophils` is."""
VERY_LOW = frozenset({"below_0_5", "only_wbc_below_2"})


class Count(BaseModel):
    """The count that is current, and the test it is from; no test when nothing is known."""

    model_config = ConfigDict(frozen=True)

    band: Neutrophils = "unknown"
    test: BloodTest | None = None
    since: date | None = None
    """When the team could first know of a very low count: the day the first of an unbroken run was logged, or last
    corrected, for it may have been another number before."""


def current_count(tests: tuple[BloodTest, ...], today: date, on_treatment: bool) -> Count:
    """The count that counts on *today*, from *tests* oldest first.

    White cells without neutrophils never replace a lower count by a better one, and of two tests of one day the lower
    stays. A normal count out of date gives the band "unknown", with its test.
    """
    current = _current(tests)
    limit = NORMAL_FOR_TREATED if on_treatment else NORMAL_FOR
    if current.test and current.band == "1_5_or_more" and today - current.test.taken > limit:
        return Count(band="unknown", test=current.test)
    return current


def _current(tests: tuple[BloodTest, ...]) -> Count:
    """The worse of what the last neutrophils say and what later white cells alone say, in a slip without them."""
    counted, white = Count(), Count()
    for test in tests:
        band, since = _neutrophils(test), _worse(counted, white).since
        if band.startswith("only_wbc") or band == "unknown":
            if _says_something(test) and _replaces(band, test, white) and not _is_proven(white, band):
                # what white cells had put in doubt does not become normal again by white cells
                counted = Count() if white.test and counted.band == "1_5_or_more" else counted
                white = _count(band, test, since)
            continue
        if _replaces(band, test, counted):
            counted = _count(band, test, since)
        if _replaces(band, test, white):
            white = Count()
    return _worse(counted, white)


def _worse(counted: Count, white: Count) -> Count:
    return white if white.test and RANK[white.band] > RANK[counted.band] else counted


def _count(band: Neutrophils, test: BloodTest, since: date | None) -> Count:
    if band == "unknown":
        return Count()
    logged = max(test.taken, local(test.changed))
    return Count(band=band, test=test, since=(since or logged) if band in VERY_LOW else None)


def _replaces(band: Neutrophils, test: BloodTest, current: Count) -> bool:
    """Whether *test* is of a later day than *current*, or at least as bad."""
    return current.test is None or test.taken != current.test.taken or RANK[band] >= RANK[current.band]


def _is_proven(white: Count, band: Neutrophils) -> bool:
    """Whether the white cells were so few that the neutrophils are below 1.0 for certain, and *band* is no worse: that
    stays until neutrophils are counted (I10)."""
    most = anc(white.test).safest if white.test else None
    return most is not None and most < 1 and RANK[band] < RANK[white.band]


def _says_something(test: BloodTest) -> bool:
    """Whether the white cells of *test* tell on which side of 2.0 they lie: ">1.0" does not."""
    white = amount(test.readings["wbc"], "wbc") if "wbc" in test.readings else None
    return white is not None and (white.comparator[:1] != ">" or white.value >= 2)


def was_low(tests: Iterable[BloodTest]) -> bool:
    """Whether any of *tests* has neutrophils below 1.5 or white cells below 4.0 ×10⁹/L."""
    return any(_few_white_cells(one) or _neutrophils(one) in COUNT_SAYS_LOW for one in tests)


def _neutrophils(test: BloodTest) -> Neutrophils:
    answer = neutrophils_answer(test)
    return next(one for one in get_args(Neutrophils) if one == answer)


def _few_white_cells(test: BloodTest) -> bool:
    white = amount(test.readings["wbc"], "wbc") if "wbc" in test.readings else None
    return white is not None and white.value < 4
