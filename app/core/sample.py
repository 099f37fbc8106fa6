"""The demo person: a plausible year on chemotherapy, always the same for the same day. Clearly marked, never real.

Two courses of three-week cycles with a pause between; two labs that print different units; lows around day 10; one
fever with almost no neutrophils; then G-CSF with every cycle; one transfusion.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Literal

from app.core.record import AnyEntry, BloodTest, Event, Person, Profile, Reading, Symptoms, Temperature, Vaccine
from app.core.words import N_

Say = Callable[[str], str]
"""Puts a sentence of this file into the person's language."""

SAMPLE_ID = "sample"
"""The demo person's id; ids of the entries begin with it."""
NAME = N_("Sample person")
HOSPITAL, CLINIC = N_("Hospital laboratory"), N_("Clinic laboratory")
CYCLE = N_("Cycle {number}")

_CYCLE = timedelta(days=21)
_COURSE_1, _COURSE_2 = 364, 95
"""Days before today on which each course began; the second was on day 10 of its fifth cycle yesterday."""

# Of each cycle: neutrophils before it and at the low (×10⁹/L), haemoglobin (g/L), platelets before and at the low.
_CYCLES_1 = (
    ("4.10", "0.62", 128, 262, 141),
    ("3.20", "0.41", 122, 248, 118),
    ("2.60", "<0.1", 114, 231, 74),
    ("2.90", "1.12", 108, 240, 96),
    ("3.40", "0.94", 99, 226, 88),
    ("3.10", "0.71", 71, 214, 52),
    ("2.80", "1.05", 104, 220, 81),
    ("2.70", "0.88", 101, 209, 77),
)
_CYCLES_2 = (
    ("3.60", "0.97", 121, 238, 120),
    ("3.30", "0.74", 116, 230, 109),
    ("2.40", "0.53", 110, 217, 84),
    ("2.50", "0.86", 106, 205, 79),
    ("2.30", "0.68", 103, 198, 71),
)
_PAUSE = (("2.90", 109, 225), ("3.10", 117, 236), ("3.80", 124, 244))
_FEVER_CYCLE, _TRANSFUSION_CYCLE, _FIRST_G_CSF = 2, 5, 3


@dataclass(frozen=True)
class _Year:
    """Makes entries with the ids and times they share."""

    today: date
    now: datetime
    say: Say = str

    def entry(self, kind: type[Any], made_of: str, **fields: object) -> Any:
        """One marked entry of *kind*; *made_of* makes its id."""
        shared = {"id": f"{SAMPLE_ID}-{made_of}", "person": SAMPLE_ID, "created": self.now, "changed": self.now}
        return kind(**shared, sample=True, **fields)

    def event(self, what: str, on: date, name: str = "", until: date | None = None) -> Event:
        """Something that happened on *on*."""
        made: Event = self.entry(Event, f"{what}-{on}", what=what, on=on, name=name, until=until)
        return made

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A local time on *day*, in the zone of now."""
        return datetime.combine(day, time(hour, minute), self.now.tzinfo)


def sample_person(today: date, name: str = NAME, say: Say = str) -> Person:
    """The demo person, 47 years old on *today*."""
    return Person(
        id=SAMPLE_ID,
        name=say(name),
        colour="purple",
        birth_date=date(today.year - 47, 3, 14) if today >= date(today.year, 3, 14) else date(today.year - 48, 3, 14),
        sex="female",
        pregnant="no",
        cause=say(N_("Lymphoma, in treatment")),
        regimen=say(N_("Chemotherapy every three weeks")),
        vaccines=_vaccines(today, say),
        questions=(
            say(N_("Is my dose the right one after the last low count?")),
            say(N_("When can I go swimming again?")),
        ),
        profile=Profile(
            cancer_treatment="anticancer_6_weeks", medicines_asked="none", groups_asked=True, confirmed=today
        ),
        sample=True,
    )


def _vaccines(today: date, say: Say) -> tuple[Vaccine, ...]:
    """One of which the day is known, one the year, and one of which nobody knows."""
    return (
        Vaccine(name=say(N_("Flu")), when=(today - timedelta(days=45)).isoformat()),
        Vaccine(name=say(N_("COVID-19")), when=f"{today.year - 1}"),
        Vaccine(name=say(N_("Pneumonia jab"))),
    )


def sample_entries(today: date, now: datetime, say: Say = str) -> tuple[AnyEntry, ...]:
    """The demo person's year up to *today*, oldest first; *now* carries the zone and is when it was all entered."""
    year = _Year(today, now, say)
    first, second = today - timedelta(days=_COURSE_1), today - timedelta(days=_COURSE_2)
    entries = [
        *_course(year, first, _CYCLES_1, fever=_FEVER_CYCLE, transfusion=_TRANSFUSION_CYCLE, g_csf=_FIRST_G_CSF),
        *_pause(year, first + _CYCLE * len(_CYCLES_1) + timedelta(days=14)),
        *_course(year, second, _CYCLES_2, g_csf=2),
        year.event("next_test", today + timedelta(days=5), say(CLINIC)),
    ]
    return tuple(one for one in entries if _day(one) <= today or (isinstance(one, Event) and one.what == "next_test"))


def demo(today: date, new_id: Callable[[], str], now: datetime) -> tuple[Person, tuple[AnyEntry, ...]]:
    """The demo person and their year, under new ids."""
    person = sample_person(today).model_copy(update={"id": new_id()})
    named = {"person": person.id}
    entries = (one.model_copy(update={"id": new_id(), **named}) for one in sample_entries(today, now))
    return person, tuple(entries)


def _day(entry: AnyEntry) -> date:
    if isinstance(entry, BloodTest):
        return entry.taken
    return entry.on if isinstance(entry, Event | Symptoms) else entry.at.date()


_Cycle = tuple[str, str, int, int, int]


def _course(
    year: _Year, start: date, cycles: tuple[_Cycle, ...], g_csf: int, fever: int = -1, transfusion: int = -1
) -> Iterator[AnyEntry]:
    for number, (before, low, haemoglobin, platelets, least) in enumerate(cycles):
        day = start + _CYCLE * number
        nadir = day + timedelta(days=10)
        yield _hospital(year, day - timedelta(days=1), before, haemoglobin, platelets)
        yield year.event("chemotherapy", day, year.say(CYCLE).format(number=number + 1))
        if number >= g_csf:
            yield year.event("g_csf", day + timedelta(days=2), "pegfilgrastim")
        if number == fever:
            yield from _fever(year, nadir, haemoglobin - 5, least)
        else:
            yield _clinic(year, nadir, low, haemoglobin - 6, least)
        if number == transfusion:
            yield year.event("transfusion", nadir + timedelta(days=1))
            yield _clinic(year, nadir + timedelta(days=3), "1.30", haemoglobin + 16, least + 20)
        if number % 2:
            signs = ("tired", "mouth_or_throat") if number == 1 else ("tired",)
            yield year.entry(Symptoms, f"signs-{nadir}", on=nadir, signs=signs)


def _pause(year: _Year, start: date) -> Iterator[AnyEntry]:
    """A test every five weeks: further apart than 30 days, so the chart does not join them."""
    for number, (neutrophils, haemoglobin, platelets) in enumerate(_PAUSE):
        yield _hospital(year, start + timedelta(days=36 * number), neutrophils, haemoglobin, platelets)


def _fever(year: _Year, day: date, haemoglobin: int, platelets: int) -> Iterator[AnyEntry]:
    """Fever with neutrophils below 0.1: straight to hospital, a week of antibiotics, daily counts."""
    readings = ((-1, 20, "37.8"), (0, 6, "38.4"), (0, 9, "38.9"), (1, 8, "38.2"), (2, 8, "37.4"), (4, 8, "36.8"))
    for after, hour, text in readings:
        moment = year.at(day + timedelta(days=after), hour, 30)
        medicine = "no" if after < 1 else "yes"
        made: Temperature = year.entry(
            Temperature, f"temperature-{moment:%Y%m%d%H}", at=moment, text=text, site="mouth", fever_medicine=medicine
        )
        yield made
    yield year.event("hospital", day, year.say(HOSPITAL), until=day + timedelta(days=6))
    yield year.event("infection", day, year.say(N_("Fever with low neutrophils")))
    yield year.event("antibiotic", day, "piperacillin/tazobactam", until=day + timedelta(days=6))
    yield year.entry(Symptoms, f"signs-{day}", on=day, signs=("shaking_chill", "mouth_or_throat"))
    for after, low, crp in ((0, "<0.1", "148"), (2, "0.12", "96"), (4, "0.45", "41"), (6, "1.34", "18")):
        yield _hospital(year, day + timedelta(days=after), low, haemoglobin, platelets + 6 * after, crp)


def _hospital(year: _Year, day: date, neutrophils: str, haemoglobin: int, platelets: int, crp: str = "") -> BloodTest:
    """A slip in ×10⁹/L and g/L, with counts and the lab's own ranges."""
    count = Decimal(neutrophils.lstrip("<"))
    lymphocytes, monocytes = Decimal("0.60") + count / 4, Decimal("0.15") + count / 10
    white = (count + lymphocytes + monocytes + Decimal("0.05")).quantize(Decimal("0.1"))
    rows = {
        "wbc": _typed(white, "10*9/L", "4.0", "11.0"),
        "neutrophils": _typed(neutrophils, "10*9/L", "2.0", "7.5"),
        "lymphocytes": _typed(lymphocytes.quantize(Decimal("0.01")), "10*9/L", "1.0", "4.0"),
        "monocytes": _typed(monocytes.quantize(Decimal("0.01")), "10*9/L", "0.2", "1.0"),
        "haemoglobin": _typed(haemoglobin, "g/L", "120", "155"),
        "haematocrit": _typed((Decimal(haemoglobin) * 3 / 1000).quantize(Decimal("0.01")), "L/L", "0.36", "0.46"),
        "mcv": _typed(88 + (haemoglobin % 5), "fL", "80", "99"),
        "platelets": _typed(platelets, "10*9/L", "150", "400"),
    }
    if crp:
        rows["crp"] = _typed(crp, "mg/L", "", "5")
    return _test(year, day, year.say(HOSPITAL), rows)


def _clinic(year: _Year, day: date, neutrophils: str, haemoglobin: int, platelets: int) -> BloodTest:
    """A slip in cells per µL and g/dL, with percentages only: the neutrophils have to be calculated."""
    count = Decimal(neutrophils.lstrip("<"))
    white = int((count * Decimal("1.4") + Decimal("0.75")) * 1000) // 10 * 10
    share = int(count * 100000 / white)
    bands, eosinophils, basophils = min(6, share // 8), 1, 0
    monocytes = 9
    lymphocytes = 100 - share - eosinophils - basophils - monocytes
    rows = {
        "wbc": _typed(white, "/uL", "4000", "10800"),
        "segs_percent": _typed(share - bands, "%"),
        "bands_percent": _typed(bands, "%"),
        "lymphocytes_percent": _typed(lymphocytes, "%"),
        "monocytes_percent": _typed(monocytes, "%"),
        "eosinophils_percent": _typed(eosinophils, "%"),
        "basophils_percent": _typed(basophils, "%"),
        "haemoglobin": _typed(f"{haemoglobin // 10}.{haemoglobin % 10}", "g/dL", "12.0", "15.5"),
        "platelets": _typed(platelets * 1000, "/uL", "150000", "400000"),
    }
    return _test(year, day, year.say(CLINIC), rows, method="manual")


def _typed(text: object, unit: str, low: str = "", high: str = "") -> Reading:
    return Reading(text=f"{text}", unit=unit, low=low, high=high)


def _test(year: _Year, day: date, lab: str, rows: dict[str, Reading], method: Literal["", "manual"] = "") -> BloodTest:
    """A blood test; *method* is noted on the percentages, which a person counted."""
    readings = {
        name: one.model_copy(update={"method": method}) if name.endswith("_percent") else one
        for name, one in rows.items()
    }
    made: BloodTest = year.entry(BloodTest, f"test-{day}", taken=day, lab=lab, readings=readings)
    return made
