"""Reads the forms of an event (treatment, infection, next test …) and of symptoms: a day, and what the person said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args

from pydantic import BaseModel, ConfigDict

from app.core.entry import check_date
from app.core.problem import Problem
from app.core.record import Event, Person
from app.core.words import N_
from app.core.years import is_plausible

WHAT: tuple[str, ...] = get_args(Event.model_fields["what"].annotation)
"""The ids of events, in the order of the record."""
LASTING = frozenset({"infection", "hospital", "antibiotic", "g_csf", "radiotherapy", "other"})
"""Events that can last longer than a day."""
AHEAD = 731
"""A next test, or the end of a treatment, lies at most this many days ahead (D)."""


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class EventForm(_Form):
    """The form of an event, as typed; days are ISO."""

    what: str = ""
    on: str = ""
    until: str = ""
    name: str = ""
    note: str = ""


class SymptomsForm(_Form):
    """The form of symptoms, as typed."""

    on: str = ""
    signs: str = ""
    """Ids, separated by spaces."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class EventRead:
    """What a form says. Store it only when `ok`."""

    on: date | None
    until: date | None
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing stops it and nothing is left to ask."""
        return not self.problems


def read_event(form: EventForm, person: Person, today: date, accepted: frozenset[str] = frozenset()) -> EventRead:
    """Read *form*. *accepted*: keys of questions the person said yes to. Only a next test may lie ahead."""
    on, until = _day(form.on), _day(form.until)
    problems = [] if form.what in WHAT else [_stop("what", "event.what", N_("Choose what it was."))]
    if on is None:
        problems.append(_stop("on", "date.missing", N_("Choose the day.")))
    elif form.what == "next_test":
        problems += _ahead(on, "on", today)
    else:
        problems += check_date(on, person, today, "on")
    problems += _end(form, on, until, today)
    return EventRead(on, until, tuple(one for one in problems if one.weight == "stop" or one.key not in accepted))


def read_symptoms(
    form: SymptomsForm, person: Person, today: date, accepted: frozenset[str] = frozenset()
) -> tuple[date | None, tuple[str, ...], tuple[Problem, ...]]:
    """The day, the signs, and what is wrong or left to ask. A note alone is enough."""
    on, signs = _day(form.on), tuple(form.signs.split())
    problems = [_stop("on", "date.missing", N_("Choose the day."))] if on is None else []
    problems += list(check_date(on, person, today, "on")) if on else []
    if not signs and not form.note.strip():
        problems.append(_stop("signs", "symptoms.none", N_("Choose at least one symptom, or write a note.")))
    return on, signs, tuple(one for one in problems if one.weight == "stop" or one.key not in accepted)


def event_of(form: EventForm, read: EventRead) -> dict[str, object]:
    """The fields of the `Event` that *form* says, for a *read* that is ok."""
    return {
        "what": form.what,
        "on": read.on,
        "until": read.until if form.what in LASTING else None,
        "name": form.name.strip(),
        "note": form.note.strip(),
    }


def next_test(events: tuple[Event, ...], tests: tuple[date, ...], today: date) -> Event | None:
    """The planned test to remind of: the first one from *today* on, else the last one missed, with no test (of the
    days *tests*) on or after its day."""
    planned = sorted((one for one in events if one.what == "next_test"), key=lambda one: one.on)
    wanted = next((one for one in planned if one.on >= today), planned[-1] if planned else None)
    return None if wanted is None or any(day >= wanted.on for day in tests) else wanted


def _end(form: EventForm, on: date | None, until: date | None, today: date) -> Iterator[Problem]:
    if not form.until.strip() or form.what not in LASTING:
        return
    if until is None:
        yield _stop("until", "date.missing", N_("Choose the last day, or leave it empty."))
    elif on is not None and until < on:
        yield _stop("until", "date.order", N_("The last day must not be before the first day."))
    else:
        yield from _ahead(until, "until", today)


def _ahead(day: date, field: str, today: date) -> Iterator[Problem]:
    if day < today and not is_plausible(day):
        yield _stop(field, "date.early", N_("This day is before 1900. Check the year."))
    if day > today + timedelta(days=AHEAD):
        yield _stop(field, "date.far", N_("This day is more than two years ahead. Check the year."))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _stop(field: str, code: str, text: str) -> Problem:
    return Problem(field=field, code=code, text=text)
