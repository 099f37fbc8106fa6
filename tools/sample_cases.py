"""The demo person and three hard cases, always the same: what `make sample` writes and the tests accept."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from app.core.record import (
    AnyEntry,
    BloodTest,
    Contact,
    Event,
    Person,
    Profile,
    QuizRun,
    Range,
    Reading,
    Record,
    Symptoms,
    Temperature,
    Vaccine,
)
from app.core.sample import SAMPLE_ID, sample_entries, sample_person

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=1)))
TODAY = NOW.date()
WHO: dict[str, str] = {"demo": SAMPLE_ID, "nothing": "nothing", "long": "long", "infant": "infant"}
"""The person of each case, by the case's name."""


def record() -> Record:
    """All four people and their entries."""
    return Record(
        people=(sample_person(TODAY), NOTHING, LONG, INFANT),
        entries=(*sample_entries(TODAY, NOW), *_long(), *_infant()),
    )


NOTHING = Person(id="nothing", name="Nothing entered")
LONG = Person(
    id="long",
    name='Eight <b>years</b> & "more" 😀',
    birth_date=date(1961, 2, 28),
    sex="female",
    duffy_null="yes",
    cause="long-standing; {braces} and a , comma",
    allergies="penicillin; =SUM(A1)",
    vaccines=(Vaccine(name="=flu, 😀 & <b>", when="2025-10"), Vaccine(name="tetanus", when="1999"), Vaccine(name="?")),
    questions=("Is it safe to travel?", "Which vaccines are due?", "Can the tablets be crushed?"),
    ranges={"neutrophils": Range(unit="10*9/L", low="1,2")},
    contacts=(Contact(name="Day ward", number="+00 000 000", role="team"),),
    profile=Profile(
        cancer_treatment="none", medicines=("clozapine",), medicines_asked="listed", special_groups=("central_line",),
        groups_asked=True, team_plan=True, confirmed=date(2026, 11, 1),
    ),
)  # fmt: skip
INFANT = Person(id="infant", name="Infant", birth_date=TODAY - timedelta(days=200), sex="male")
LABS = ("City laboratory", "ΚΕΝΤΡΟ αίματος", "Ward 3 – analyser with a very long name indeed", "")


class _Maker:
    """Makes entries of one person with ids in order."""

    def __init__(self, person: str) -> None:
        self.person, self.number = person, 0

    def __call__(self, kind: type[Any], **fields: object) -> Any:
        self.number += 1
        made = NOW - timedelta(minutes=self.number)
        return kind(id=f"{self.person}-{self.number}", person=self.person, created=made, changed=NOW, **fields)


def _read(text: str, unit: str = "10*9/L", low: str = "", high: str = "") -> Reading:
    return Reading(text=text, unit=unit, low=low, high=high)


ANC = (
    _read("<0.1"), _read("640", "/uL"), _read("1,05"), _read("٠٫٤", low="١٫٥"), _read("2.10", "10*3/uL", "1.5", "7.5"),
)  # fmt: skip
HB = (_read("10,4", "g/dL", "12"), _read("98", "g/L"), _read("6.2", "mmol/L"))
PLATELETS = (_read("1.5", "lakh/uL"), _read("88"), _read(">400"), _read("15", "10*4/uL"), _read("clumped"))
WHITE = (Reading(text="2.9", unit="10*9/L", method="automated"), _read("1800", "/mm3", "4000", "11000"))


def _readings(number: int) -> dict[str, Reading]:
    """The units, signs and digits of a slip change from test to test, as over many years and labs."""
    made = {"wbc": WHITE[number % 2], "haemoglobin": HB[number % 3], "platelets": PLATELETS[number % 5]}
    if number % 4:
        made["neutrophils"] = ANC[number % 5]
    else:
        made |= {"segs_percent": _read("31", "%"), "bands_percent": _read("4", "%")}
    if number % 6 == 0:
        made["crp"] = _read("<0.5", "mg/dL", high="0.5")
    return made


def _long() -> Iterator[AnyEntry]:
    make = _Maker("long")
    day, number = TODAY - timedelta(days=8 * 365), 0
    while day < TODAY:
        note = "=HYPERLINK(0) seen by the ward" if number % 7 == 0 else ""
        yield make(BloodTest, taken=day, lab=LABS[number % 4], note=note, readings=_readings(number))
        day, number = day + timedelta(days=(17, 24, 45, 29)[number % 4]), number + 1
    yield make(Event, what="medicine_start", on=date(2019, 3, 4), name="clozapine 200 mg")
    yield make(Event, what="infection", on=date(2024, 1, 9), until=date(2024, 1, 20), name="E. coli, blood")
    yield make(Event, what="antibiotic", on=date(2024, 1, 9), until=date(2024, 1, 19), name="+meropenem")
    yield make(Event, what="radiotherapy", on=date(2025, 6, 2), until=date(2025, 6, 20))
    yield make(Event, what="next_test", on=TODAY + timedelta(days=9))
    at = datetime.combine(TODAY - timedelta(days=1), time(22, 5), NOW.tzinfo)
    yield make(Temperature, at=at, text="101,3", unit="[degF]", site="ear", fever_medicine="yes", note="after a bath")
    yield make(Temperature, at=at - timedelta(days=2), feels_hot=True)
    yield make(Symptoms, on=TODAY - timedelta(days=1), signs=("mouth_or_throat", "shaking_chill"), note="since noon")
    answers = {"age": "65_or_older", "unwell": True, "infection_signs": ("shaking_chill",), "danger_signs": ()}
    yield make(QuizRun, at=at, answers=answers, level="emergency", fired=("R7", "R12b"), content_version="2026-11-22")


def _infant() -> Iterator[AnyEntry]:
    make = _Maker("infant")
    for days, white, count in ((60, "7.2", "0.92"), (30, "8.4", "1.30"), (3, "6.1", "0.44")):
        values = {"wbc": Reading(text=white, unit="10*9/L"), "neutrophils": Reading(text=count, unit="10*9/L")}
        values |= {"haemoglobin": Reading(text="108", unit="g/L"), "platelets": Reading(text="310", unit="10*9/L")}
        yield make(BloodTest, taken=TODAY - timedelta(days=days), lab="Children's clinic", readings=values)
    at = datetime.combine(TODAY, time(6, 40), NOW.tzinfo)
    yield make(Temperature, at=at, text="38.0", unit="Cel", site="armpit", fever_medicine="no")
    yield make(Symptoms, on=TODAY, signs=("child_not_feeding",))
