"""What the fever card says about one person: the newest that is known, with its date. Old is said, never hidden."""

from dataclasses import dataclass
from datetime import date

from app.core.labs import Anc, Severity, anc, severity
from app.core.ranges import is_infant
from app.core.record import BloodTest, Event, Log, Person


@dataclass(frozen=True, slots=True)
class LatestAnc:
    """The newest neutrophil count that a slip gives, and the test it stands on."""

    anc: Anc
    test: BloodTest
    severity: Severity

    @property
    def on(self) -> date:
        """The local date the blood was taken."""
        return self.test.taken


def latest_anc(log: Log, person: Person | None = None) -> LatestAnc | None:
    """The newest test that says anything about the neutrophils; of two tests of one day the lower.

    A newer one without them does not hide it, nor do its white cells alone, unless they prove a lower count.
    """
    best: tuple[Anc, BloodTest] | None = None
    for test in log.tests:
        found = anc(test)
        if found.safest is not None and (best is None or _replaces(found, test, *best)):
            best = found, test
    return LatestAnc(*best, severity(best[0], infant=is_infant(person, best[1].taken))) if best else None


def _replaces(found: Anc, test: BloodTest, before: Anc, earlier: BloodTest) -> bool:
    lower = found.safest is not None and before.safest is not None and found.safest < before.safest
    return lower or not (found.how == "bound_from_wbc" or test.taken == earlier.taken)


def latest_treatment(log: Log, today: date) -> Event | None:
    """The newest cancer treatment up to *today*, or None."""
    kinds = ("chemotherapy", "radiotherapy")
    return next((one for one in reversed(log.events) if one.what in kinds and one.on <= today), None)
