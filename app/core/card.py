"""What the fever card says about one person: the newest that is known, with its date. Old is said, never hidden."""

from dataclasses import dataclass
from datetime import date

from app.core.labs import Anc, Severity, anc, severity
from app.core.quiz_bands import completed_months
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
    """The newest test that says anything about the neutrophils; a newer one without them does not hide it."""
    for test in reversed(log.tests):
        found = anc(test)
        if found.value is not None:
            return LatestAnc(found, test, severity(found, infant=_infant(person, test.taken)))
    return None


def _infant(person: Person | None, on: date) -> bool:
    return bool(person and person.birth_date and completed_months(person.birth_date, on) < 12)


def latest_treatment(log: Log, today: date) -> Event | None:
    """The newest cancer treatment up to *today*, or None."""
    kinds = ("chemotherapy", "radiotherapy")
    return next((one for one in reversed(log.events) if one.what in kinds and one.on <= today), None)
