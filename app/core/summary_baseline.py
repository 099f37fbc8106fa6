"""The neutrophils of a person when well: what a low count is to be compared with, and never a guess."""

from datetime import date, timedelta
from statistics import median

from app.core.labs import anc
from app.core.record import BloodTest, Log, local
from app.core.summary_alerts import highest_fever
from app.core.summary_choice import Choice, Part
from app.core.summary_model import Line
from app.core.units import show_value
from app.core.words import N_
from app.core.years import shifted

UPSETTING = ("chemotherapy", "radiotherapy", "g_csf", "infection", "antibiotic", "hospital")
BEFORE, AFTER = timedelta(days=14), timedelta(days=28)
"""Around these no count is a baseline (D)."""
UPSETTING_PARTS: frozenset[Part] = frozenset({"treatments", "infections", "temperatures"})
"""The parts of the page that tell of them."""


def baseline(log: Log, whole: Log, choice: Choice, first: date | None) -> Line | None:
    """The median ANC of the tests of a well person; at least three, else no baseline."""
    calm = _calm(log, whole, choice, first)
    values = [count.safest for count in map(anc, calm) if count.is_point and count.safest is not None]
    if len(values) < 3:
        return None
    return Line(
        label=N_("ANC when well"),
        text=N_("median {value} ×10⁹/L of {count} tests away from treatment and infection"),
        values={"value": show_value(median(values), "neutrophils"), "count": str(len(values))},
    )


def _calm(log: Log, whole: Log, choice: Choice, first: date | None) -> tuple[BloodTest, ...]:
    """The tests of *log* far from treatment, infection and fever (D), by *whole*, the log with what stays home.

    None when a part that would tell stays home: whoever opens the page again could not leave out the same tests. And
    none from the first weeks of the period, whose treatments lie before it.
    """
    if not choice.parts >= UPSETTING_PARTS:
        return ()
    events = [one for one in whole.events if one.what in UPSETTING]
    upset = [_around(one.on, one.until or one.on) for one in events]
    hot = [local(one.at) for one in whole.temperatures if highest_fever((one,))]
    upset += [_around(day, day) for day in hot]
    upset += [(first, shifted(first, AFTER))] if first else []
    return tuple(test for test in log.tests if not any(start <= test.taken <= end for start, end in upset))


def _around(first: date, last: date) -> tuple[date, date]:
    """The days whose counts something from *first* to *last* may have upset."""
    return shifted(first, -BEFORE), shifted(last, AFTER)
