"""Records of a given length: full blood counts at even distances, some chemotherapy and fever between them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from app.core.entry import Row, TestForm
from app.core.record import AnyEntry, BloodTest, Event, Person, Reading, Record, Settings, Temperature

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
WEEK, YEARS = 7.0, 20
UNITS = {"wbc": "10*9/L", "neutrophils": "10*9/L", "lymphocytes": "10*9/L", "platelets": "10*9/L", "haemoglobin": "g/L"}


def person(number: int = 0) -> Person:
    """A woman of 60."""
    return Person(id=f"p{number}", name=f"Person {number}", birth_date=date(1966, 5, 17), sex="female")


def alone(tests: int) -> Record:
    """One person with *tests* weekly tests; in 20 years at most, so that ten thousand lie closer than a week."""
    apart = min(WEEK, YEARS * 365.25 / tests)
    return _record((person(),), tuple(_entries("p0", tests, apart)))


def household(people: int = 10, years: int = YEARS) -> Record:
    """*people* with weekly tests over *years* years each."""
    everybody = tuple(person(number) for number in range(people))
    tests = round(years * 365.25 / WEEK)
    return _record(everybody, tuple(one for who in everybody for one in _entries(who.id, tests, WEEK)))


def _record(people: tuple[Person, ...], entries: tuple[AnyEntry, ...]) -> Record:
    return Record(people=people, entries=entries, settings=Settings(person="p0", units=UNITS, intended_use_seen=TODAY))


def _entries(who: str, tests: int, apart: float) -> Iterator[AnyEntry]:
    """Oldest first; every third test a chemotherapy before it, every tenth a temperature after it."""
    for number in range(tests):
        day = TODAY - timedelta(days=1 + round((tests - 1 - number) * apart))
        shared = {"person": who, "created": NOW, "changed": NOW}
        yield BloodTest(id=f"{who}-{number}", taken=day, lab="Clinic", readings=_readings(number), **shared)
        if number % 3 == 0:
            yield Event(id=f"{who}-{number}-chemo", what="chemotherapy", on=day, **shared)
        if number % 10 == 0:
            at = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
            yield Temperature(id=f"{who}-{number}-temperature", at=at, text="37.2", site="mouth", **shared)


def _readings(number: int) -> dict[str, Reading]:
    low, high = number % 7, number % 11
    texts = {
        "wbc": (f"{2 + low / 2:.1f}", "4.0", "11.0"),
        "neutrophils": (f"{0.4 + low / 4:.2f}", "2.0", "7.5"),
        "lymphocytes": (f"{0.8 + low / 10:.2f}", "1.0", "4.0"),
        "haemoglobin": (f"{100 + high}", "120", "155"),
        "platelets": (f"{120 + 5 * high}", "150", "400"),
    }
    return {
        name: Reading(text=text, unit=UNITS[name], low=least, high=most) for name, (text, least, most) in texts.items()
    }


def slip() -> TestForm:
    """A form filled from a slip of today, whose values are those of no other test."""
    rows = {
        name: Row(text=text, unit=UNITS[name])
        for name, text in (("wbc", "3.7"), ("neutrophils", "1.85"), ("haemoglobin", "117"), ("platelets", "163"))
    }
    return TestForm(taken=TODAY.isoformat(), lab="Clinic", rows=rows)
