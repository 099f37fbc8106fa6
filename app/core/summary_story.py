"""The days and the dates of the summary: temperatures and symptoms, treatments, infections and care."""

from collections import defaultdict
from datetime import date

from app.core.record import Event, Log, Symptoms, Temperature, local
from app.core.summary_alerts import FEVER, typed
from app.core.summary_model import Day, Episode
from app.core.summary_words import EVENTS, word
from app.core.units import celsius
from app.core.words import N_

CARE = ("infection", "hospital", "antibiotic", "other")
"""Infections and care, an antibiotic with its infection; the rest are treatments, but for the next test (context)."""

FELT_HOT = N_("feels hot or shivering")
"""Named on the day beside a temperature that was measured; without one the temperature itself says so."""


def timeline(log: Log) -> tuple[Day, ...]:
    """One line a day with a temperature or a symptom, newest first."""
    temperatures: dict[date, list[Temperature]] = defaultdict(list)
    signs: dict[date, list[Symptoms]] = defaultdict(list)
    for one in log.temperatures:
        temperatures[local(one.at)].append(one)
    for day in log.symptoms:
        signs[day.on].append(day)
    days = sorted(set(temperatures) | set(signs), reverse=True)
    return tuple(_day(on, temperatures[on], signs[on]) for on in days)


def _day(on: date, temperatures: list[Temperature], symptoms: list[Symptoms]) -> Day:
    top = _highest(temperatures)
    hot = [FELT_HOT] if any(one.feels_hot and typed(one) for one in temperatures) else []
    named = dict.fromkeys([*hot, *(word(sign) for one in symptoms for sign in one.signs)])
    notes = [one.note for one in (*temperatures, *symptoms) if one.note]
    return Day(
        on=on,
        temperature=typed(top) if top else "",
        not_measured=bool(top and not typed(top) and top.feels_hot),
        fever=bool(top and is_fever(top)),
        site=top.site if top else "",
        fever_medicine=top.fever_medicine if top else "unknown",
        signs=tuple(named),
        note=" · ".join(notes),
    )


def is_fever(one: Temperature) -> bool:
    """38.0 °C or more, or hot or shivering whatever was measured."""
    degrees = celsius(one.text, one.unit)
    return one.feels_hot or (degrees is not None and degrees >= FEVER)


def _highest(temperatures: list[Temperature]) -> Temperature | None:
    """The highest measured; "hot or shivering" comes before a measured one without fever."""

    def height(one: Temperature) -> tuple[bool, float]:
        degrees = celsius(one.text, one.unit)
        return is_fever(one), float(degrees) if degrees is not None else 0.0

    return max(temperatures, key=height, default=None)


def fever_days(log: Log) -> tuple[date, ...]:
    """The days with a fever, oldest first, each once."""
    return tuple(sorted({local(one.at) for one in log.temperatures if is_fever(one)}))


def treatments(log: Log) -> tuple[Episode, ...]:
    """Treatments and medicines, newest first."""
    return tuple(_episode(one) for one in reversed(log.events) if one.what not in (*CARE, "next_test"))


def infections(log: Log) -> tuple[Episode, ...]:
    """Infections, antibiotics, hospital stays and other events, newest first."""
    return tuple(_episode(one) for one in reversed(log.events) if one.what in CARE)


def _episode(one: Event) -> Episode:
    return Episode(what=EVENTS[one.what], kind=one.what, name=one.name, on=one.on, until=one.until, note=one.note)
