"""Reads the form of a blood test: values kept as typed, or a sentence at each field that needs one.

A problem that stops means nothing is stored. One that asks is passed by putting its `key` into *accepted*; the key
holds the values it was asked about, so changing them asks again. Nothing is ever converted silently: offers only.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from app.core.analytes import ANALYTES
from app.core.entry_checks import LOOKS_BACK, Earlier, cross_checks, earlier_in, lost_decimal
from app.core.entry_limits import check_limits, check_range
from app.core.problem import Problem
from app.core.record import BloodTest, Log, Person, Reading
from app.core.temperature import TemperatureForm, TemperatureRead, read_temperature
from app.core.units import UNITS, Amount, amount_of, both_scales, parse_number, units_for
from app.core.words import N_
from app.core.years import is_plausible

__all__ = [
    "Echo", "Row", "TemperatureForm", "TemperatureRead", "TestForm", "TestRead", "check_date", "echo", "is_same",
    "read_temperature", "read_test",
]  # fmt: skip

Method = Literal["", "automated", "manual"]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Row(_Form):
    """One value of the slip, all of it as typed."""

    text: str = ""
    unit: str = ""
    """The id of a unit of `app.core.units`; may stay empty where there is only one."""
    low: str = ""
    high: str = ""
    method: Method = ""


class TestForm(_Form):
    """The form of a blood test, all of it as typed."""

    __test__ = False  # pytest, this is no test of yours

    taken: str = ""
    """ISO date, from the date picker."""
    lab: str = ""
    note: str = ""
    rows: dict[str, Row] = Field(default_factory=dict)
    """By analyte id."""

    def fields(self) -> dict[str, str]:
        """Flat, for a draft: "taken", "lab", "note", "wbc.text", "wbc.unit", …; empty ones are left out."""
        flat = {"taken": self.taken, "lab": self.lab, "note": self.note}
        for name, row in self.rows.items():
            flat |= {f"{name}.{part}": getattr(row, part) for part in Row.model_fields}
        return {name: text for name, text in flat.items() if text}

    @classmethod
    def of(cls, fields: Mapping[str, str]) -> "TestForm":
        """Back from `fields`; what is not a field of this form is left out."""
        rows: dict[str, dict[str, str]] = {}
        for name, text in fields.items():
            analyte, _, part = name.partition(".")
            if analyte in ANALYTES and part in Row.model_fields and (part != "method" or text in get_args(Method)):
                rows.setdefault(analyte, {})[part] = text
        top = {name: fields[name] for name in ("taken", "lab", "note") if name in fields}
        return cls.model_validate({**top, "rows": rows})

    @classmethod
    def from_test(cls, test: BloodTest) -> "TestForm":
        """The form filled with *test*, for a correction."""
        rows = {name: Row(**reading.model_dump()) for name, reading in test.readings.items()}
        return cls(taken=test.taken.isoformat(), lab=test.lab, note=test.note, rows=rows)


@dataclass(frozen=True, slots=True)
class TestRead:
    """What a form says. Store it only when `ok`."""

    __test__ = False

    taken: date | None
    lab: str
    note: str
    readings: dict[str, Reading]
    problems: tuple[Problem, ...]
    """Stops, and questions that are not accepted yet, in the order of the slip."""

    @property
    def ok(self) -> bool:
        """Whether nothing stops it and nothing is left to ask."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Echo:
    """What the app understood while one types: a text in both scales, or what is wrong so far."""

    text: str = ""
    problem: Problem | None = None


def echo(text: str, unit: str, analyte: str) -> Echo:
    """The number in both scales ("0.4 ×10⁹/L = 400 per µL"); silent while the field is empty or has no unit."""
    if not text.strip():
        return Echo()
    number = parse_number(text)
    if isinstance(number, Problem):
        return Echo(problem=at(number, f"{analyte}.text"))
    found = amount_of(text, _unit(unit, analyte), analyte)
    return Echo(both_scales(found)) if found else Echo()


def read_test(
    form: TestForm,
    person: Person,
    log: Log,
    today: date,
    accepted: frozenset[str] = frozenset(),
    editing: str = "",
    earlier: Earlier | None = None,
) -> TestRead:
    """Read *form*. *accepted*: keys of problems the person said yes to. *editing*: the id of the test corrected.

    *earlier*: the values before, when there are more than those of *log*.
    """
    taken, problems = _read_date(form.taken, person, today)
    readings, amounts, wrong = _read_rows(form)
    problems += wrong
    if not readings and not problems:
        problems.append(Problem(field="", code="nothing", text=N_("Type at least one value of the slip.")))
    problems += cross_checks(amounts, readings)
    if taken is not None and not any(one.weight == "stop" for one in problems):
        before = earlier or _earlier(taken, log, editing)
        problems += [*lost_decimal(amounts, taken, before), *_duplicates(taken, amounts, log, editing)]
    left = tuple(one for one in problems if one.weight == "stop" or one.key not in accepted)
    return TestRead(taken, form.lab.strip(), form.note.strip(), readings, left)


def _read_rows(form: TestForm) -> tuple[dict[str, Reading], dict[str, Amount], list[Problem]]:
    """Every row of *form* that holds something, in the order of a slip: as typed, understood, and what is wrong."""
    readings: dict[str, Reading] = {}
    amounts: dict[str, Amount] = {}
    problems: list[Problem] = []
    for name in (one for one in ANALYTES if one in form.rows):
        row = form.rows[name]
        found, wrong = _read_row(name, row) if row.text.strip() else (None, _lonely(name, row))
        problems += wrong
        if found is not None:
            amounts[name], readings[name] = found, _reading(row, found.unit)
    return readings, amounts, problems


def _earlier(taken: date, log: Log, editing: str) -> Earlier:
    recent = (one for one in log.tests if one.id != editing and 0 < (taken - one.taken).days <= LOOKS_BACK)
    return Earlier(earlier_in(recent))


def at(problem: Problem, field: str) -> Problem:
    """*problem*, placed at *field*."""
    return problem.model_copy(update={"field": field})


def _unit(unit: str, analyte: str) -> str:
    """The unit chosen, or the only one there is."""
    choices = units_for(analyte)
    return choices[0].id if not unit and len(choices) == 1 else unit


def _reading(row: Row, unit: str) -> Reading:
    return Reading(text=row.text.strip(), unit=unit, low=row.low.strip(), high=row.high.strip(), method=row.method)


def _read_row(name: str, row: Row) -> tuple[Amount | None, list[Problem]]:
    """One row understood, with what is wrong or to be asked about it."""
    number = parse_number(row.text)
    if isinstance(number, Problem):
        return None, [at(number, f"{name}.text")]
    unit = _unit(row.unit, name)
    if not unit:
        return None, [
            Problem(field=f"{name}.unit", code="unit.missing", text=N_("Choose the unit printed on the slip."))
        ]
    if UNITS.get(unit) not in units_for(name):
        text = N_("This value is not measured in that unit. Choose the unit printed on the slip.")
        return None, [Problem(field=f"{name}.unit", code="unit.wrong", text=text)]
    found = amount_of(row.text, unit, name)
    if found is None:
        return None, []
    return found, [*check_limits(found), *check_range(found, row.low, row.high)]


def _lonely(name: str, row: Row) -> list[Problem]:
    """A range without a value is not lost silently."""
    if not row.low.strip() and not row.high.strip():
        return []
    return [
        Problem(field=f"{name}.text", code="number.empty", text=N_("Here is a range, but no value. Type the value."))
    ]


def _read_date(text: str, person: Person, today: date) -> tuple[date | None, list[Problem]]:
    try:
        taken = date.fromisoformat(text.strip())
    except ValueError:
        return None, [Problem(field="taken", code="date.missing", text=N_("Choose the day the blood was taken."))]
    return taken, list(check_date(taken, person, today, "taken"))


def check_date(day: date, person: Person, today: date, field: str) -> Iterator[Problem]:
    """Not before birth, not in the future (a day is left for time zones, and asked), rarely over ten years ago."""
    values = {"date": day.isoformat()}
    if not is_plausible(day) and day < today:
        text = N_("This day is before 1900. Check the year.")
        yield Problem(field=field, code="date.early", text=text, values=values)
        return
    if day > today + timedelta(days=1):
        yield Problem(field=field, code="date.future", text=N_("This day is in the future."), values=values)
    elif day > today:
        text = N_("This day is tomorrow. Is that right?")
        yield Problem(field=field, code="date.tomorrow", text=text, weight="ask", values=values)
    if person.birth_date and day < person.birth_date:
        yield Problem(
            field=field, code="date.before_birth", text=N_("This day is before the birth date."), values=values
        )
    elif day < today - timedelta(days=3653):
        text = N_("This day is more than ten years ago. Is that right?")
        yield Problem(field=field, code="date.old", text=text, weight="ask", values=values)


def _duplicates(taken: date, amounts: Mapping[str, Amount], log: Log, editing: str) -> Iterator[Problem]:
    """The same values on the same day are most likely the same slip."""
    if amounts and any(is_same(taken, amounts, one) for one in log.tests if one.id != editing):
        text = N_("These values are already in the log for this day. Add them again?")
        yield Problem(field="taken", code="duplicate", text=text, weight="ask", values={"date": taken.isoformat()})


def is_same(taken: date, amounts: Mapping[str, Amount], test: BloodTest) -> bool:
    """Whether *test* is of the same day and holds all of *amounts*, in whatever unit they were typed."""
    if test.taken != taken or not amounts.keys() <= test.readings.keys():
        return False
    others = {name: amount_of(test.readings[name].text, test.readings[name].unit, name) for name in amounts}
    return all(
        (other := others[name]) is not None and (other.value, other.comparator) == (one.value, one.comparator)
        for name, one in amounts.items()
    )
