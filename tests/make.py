"""Builders with plain defaults: a test says only what it is about."""

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from app.core.default_ranges import DefaultRanges
from app.core.record import BloodTest, Event, Log, Person, Reading, Temperature

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ROOT = Path(__file__).parent.parent

_HOME_UNIT = {"haemoglobin": "g/L", "mcv": "fL", "crp": "mg/L", "rbc": "10*12/L", "haematocrit": "%"}


def a_reading(text: str = "4.0", unit: str = "10*9/L", **more: Any) -> Reading:
    """One value of a slip."""
    return Reading(text=text, unit=unit, **more)


def readings(**values: Any) -> dict[str, Reading]:
    """Readings by analyte: a text in the usual unit, a (text, unit), or a Reading."""
    made = {}
    for name, value in values.items():
        home = "%" if name.endswith("_percent") else _HOME_UNIT.get(name, "10*9/L")
        if isinstance(value, Reading):
            made[name] = value
        elif isinstance(value, tuple):
            made[name] = a_reading(*value)
        else:
            made[name] = a_reading(value, home)
    return made


def a_test(taken: date = TODAY, id: str = "", lab: str = "", person: str = "p", **values: Any) -> BloodTest:  # noqa: A002
    """A blood test with the *values* given as for `readings`; white cells of 4.0 when there are none."""
    return BloodTest(
        id=id or f"test-{taken}",
        person=person,
        created=NOW,
        changed=NOW,
        taken=taken,
        lab=lab,
        readings=readings(**(values or {"wbc": "4.0"})),
    )


def a_temperature(text: str = "37.0", at: datetime = NOW, id: str = "", **more: Any) -> Temperature:  # noqa: A002
    """A temperature, in °C unless told otherwise."""
    fields = {"person": "p", "created": NOW, "changed": NOW} | more
    return Temperature(id=id or f"temperature-{at.isoformat()}", at=at, text=text, **fields)


def an_event(what: str = "chemotherapy", on: date = TODAY, id: str = "", **more: Any) -> Event:  # noqa: A002
    """Something that happened."""
    fields = {"person": "p", "created": NOW, "changed": NOW} | more
    return Event(id=id or f"{what}-{on}", what=what, on=on, **fields)  # type: ignore[arg-type]


def a_person(**more: Any) -> Person:
    """A man of 46 years, about whom nothing else is known."""
    fields = {"id": "p", "name": "P", "birth_date": date(1980, 5, 17), "sex": "male"} | more
    return Person(**fields)


def a_log(*entries: Any) -> Log:
    """A log of *entries*, sorted as a record sorts them."""
    return Log(
        tests=tuple(sorted((e for e in entries if isinstance(e, BloodTest)), key=lambda e: (e.taken, e.created))),
        temperatures=tuple(sorted((e for e in entries if isinstance(e, Temperature)), key=lambda e: e.at)),
        events=tuple(sorted((e for e in entries if isinstance(e, Event)), key=lambda e: e.on)),
    )


def default_ranges() -> DefaultRanges:
    """The real default ranges."""
    return DefaultRanges.model_validate(tomllib.loads((ROOT / "content" / "ranges.toml").read_text(encoding="utf-8")))
