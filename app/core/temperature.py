"""A body temperature: reads its form, and says its value in °C. 38.0 °C is 100.4 °F exactly."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_FLOOR, Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

from app.core.numbers import Number, parse_number, plain
from app.core.problem import Problem
from app.core.record import Log, Person, Temperature, YesNo
from app.core.units import celsius
from app.core.words import N_
from app.core.years import is_plausible

Scale = Literal["Cel", "[degF]"]
Site = Literal["", "mouth", "armpit", "ear", "forehead", "other"]

SCALES: dict[str, str] = {"Cel": "°C", "[degF]": "°F"}
"""Labels by unit id."""
LEAST, MOST = Decimal("30.0"), Decimal("45.0")
"""Outside is refused (D)."""
RARELY_BELOW, RARELY_ABOVE = Decimal("35.5"), Decimal("41.0")
"""Outside is asked (D)."""


class TemperatureForm(BaseModel):
    """The form of a temperature, as typed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    on: str = ""
    """ISO date."""
    at: str = ""
    """Local time, "HH:MM"."""
    text: str = ""
    """Empty when there was no thermometer."""
    unit: Scale = "Cel"
    site: Site = ""
    feels_hot: bool = False
    fever_medicine: YesNo = "unknown"
    note: str = ""


@dataclass(frozen=True, slots=True)
class TemperatureRead:
    """What a form says. Store it only when `ok`."""

    at: datetime | None
    form: TemperatureForm
    celsius: Decimal | None
    """None when there was no thermometer, or the number cannot be read."""
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing stops it and nothing is left to ask."""
        return not self.problems


def degrees(entry: Temperature) -> Decimal | None:
    """The temperature in °C, unrounded; None without a thermometer."""
    return celsius(entry.text, entry.unit) if entry.text else None


def show_degrees(value: Decimal, unit: str = "Cel") -> str:
    """*value* (°C) in *unit* with one decimal, cut and never rounded up: 37.96 is 37.9, not a fever."""
    there = value * 9 / 5 + 32 if unit == "[degF]" else value
    return f"{there.quantize(Decimal('0.1'), rounding=ROUND_FLOOR)} {SCALES[unit]}"


def read_temperature(
    form: TemperatureForm,
    person: Person,
    log: Log,
    now: datetime,
    accepted: frozenset[str] = frozenset(),
    editing: str = "",
) -> TemperatureRead:
    """Read *form*; its time is local, in the zone of *now* (aware). Arguments as in `app.core.entry.read_test`."""
    moment, problems = _moment(form, person, now)
    value: Decimal | None = None
    if form.text.strip():
        value, wrong = _value(form)
        problems += wrong
    elif not form.feels_hot:
        text = N_("Type the temperature, or say that you feel hot or shivery without a thermometer.")
        problems.append(Problem(field="text", code="temperature.empty", text=text))
    if moment is not None and _is_known(moment, value, log, editing):
        text = N_("This temperature is already in the log for this minute. Add it again?")
        problems.append(
            Problem(field="at", code="duplicate", text=text, weight="ask", values={"at": moment.isoformat()})
        )
    left = tuple(one for one in problems if one.weight == "stop" or one.key not in accepted)
    return TemperatureRead(moment, form, value, left)


def _moment(form: TemperatureForm, person: Person, now: datetime) -> tuple[datetime | None, list[Problem]]:
    try:
        day, clock = date.fromisoformat(form.on.strip()), time.fromisoformat(form.at.strip())
    except ValueError:
        return None, [Problem(field="at", code="time.missing", text=N_("Choose the day and the time it was measured."))]
    moment = in_zone(datetime.combine(day, clock.replace(tzinfo=None)), now)
    if moment > now + timedelta(days=1):
        return None, [Problem(field="at", code="time.future", text=N_("This time is in the future."))]
    if not is_plausible(day):
        return None, [Problem(field="at", code="date.early", text=N_("This day is before 1900. Check the year."))]
    if person.birth_date and day < person.birth_date:
        return None, [Problem(field="at", code="date.before_birth", text=N_("This day is before the birth date."))]
    asks: list[Problem] = []
    values = {"at": moment.isoformat()}
    if moment > now + timedelta(minutes=5):
        text = N_("This time has not come yet. Is it right?")
        asks.append(Problem(field="at", code="time.ahead", text=text, weight="ask", values=values))
    elif moment < now - timedelta(days=3653):
        text = N_("This day is more than ten years ago. Is that right?")
        asks.append(Problem(field="at", code="date.old", text=text, weight="ask", values=values))
    return moment, asks


def in_zone(local_time: datetime, now: datetime) -> datetime:
    """*local_time* with the offset of its own day where *now* is in the zone of this device: the clocks may have been
    changed in between, and an hour decides whether a fever is of the last 24; else with the offset of *now*."""
    is_here = now.astimezone().utcoffset() == now.utcoffset()
    return local_time.astimezone() if is_here else local_time.replace(tzinfo=now.tzinfo)


def _value(form: TemperatureForm) -> tuple[Decimal | None, list[Problem]]:
    number = parse_number(form.text)
    if isinstance(number, Problem):
        return None, [number.model_copy(update={"field": "text"})]
    if number.comparator:
        return None, [Problem(field="text", code="temperature.sign", text=N_("Type the number without < or >."))]
    value = celsius(form.text, form.unit)
    return value, [] if value is None else list(_limits(value, number, form.unit))


def _limits(value: Decimal, typed: Number, unit: Scale) -> Iterator[Problem]:
    """Refuse what no living body has, ask about what is rare; offer the other scale, or the lost decimal sign."""
    values = {"text": plain(typed.value), "unit": SCALES[unit]}
    if not LEAST <= value <= MOST:
        yield _impossible(typed.value, unit, values)
    elif not RARELY_BELOW <= value <= RARELY_ABOVE:
        text = N_("{text} {unit} is rare. Measure again if you can. Is it right?")
        yield Problem(field="text", code="temperature.soft", text=text, weight="ask", values=values)


def _impossible(typed: Decimal, unit: Scale, values: dict[str, str]) -> Problem:
    other: Scale = "Cel" if unit == "[degF]" else "[degF]"
    for number, meant in ((typed, other), (typed / 10, unit)):
        read = celsius(plain(number), meant)
        if read is not None and LEAST <= read <= MOST:
            values = values | {"meant": plain(number), "meant_unit": SCALES[meant]}
            text = N_("{text} {unit} is not possible. Was {meant} {meant_unit} meant?")
            return Problem(
                field="text", code="temperature.hard", text=text, values=values, offer=plain(number), offer_unit=meant
            )
    text = N_("{text} {unit} is not possible. Check the number and the scale.")
    return Problem(field="text", code="temperature.hard", text=text, values=values)


def _is_known(moment: datetime, value: Decimal | None, log: Log, editing: str) -> bool:
    return any(one.at == moment and degrees(one) == value and one.id != editing for one in log.temperatures)


def read_degrees(text: str, unit: Scale) -> tuple[Decimal | None, tuple[Problem, ...]]:
    """A temperature typed on its own, in °C, with what stops it or is to be asked; None when it cannot be read."""
    if not text.strip():
        said = N_("Type the temperature, or choose another line.")
        return None, (Problem(field="text", code="temperature.empty", text=said),)
    value, problems = _value(TemperatureForm(text=text, unit=unit))
    return value, tuple(problems)
