"""The form of a treatment, an infection, or anything else that happened; and of the next blood test."""

from collections.abc import Mapping
from typing import Any

import flet as ft

from app.core.events import LASTING, WHAT, EventForm, event_of, read_event
from app.core.problem import Problem
from app.core.record import Event
from app.core.summary_words import EVENTS
from app.core.words import N_
from app.ui import theme
from app.ui.component import component
from app.ui.labs.days import day_field
from app.ui.labs.fields import typed_field
from app.ui.labs.form import NOBODY, form_screen
from app.ui.labs.half import HalfTyped, Pulse
from app.ui.labs.said import say_problem
from app.ui.parts import picker
from app.words import _

WHOSE_NAME = {
    "chemotherapy": N_("Treatment (optional)"),
    "antibiotic": N_("Medicine (optional)"),
    "g_csf": N_("Medicine (optional)"),
    "medicine_start": N_("Medicine"),
    "medicine_stop": N_("Medicine"),
    "infection": N_("What kind (optional)"),
    "hospital": N_("Hospital (optional)"),
    "next_test": N_("Where (optional)"),
}
ANY_NAME = N_("Name (optional)")
FIELDS = ("what", "on", "until", "name", "note")


def form_of(fields: Mapping[str, str]) -> EventForm:
    """The typed form."""
    return EventForm(**{key: fields.get(key, "") for key in FIELDS})


@component
def _Event(state: Any, half: HalfTyped, beat: Pulse) -> ft.Control:
    what = half.text("what")
    error = next((say_problem(one) for one in half.problems_at("what")), "")
    ahead = state.today().replace(year=state.today().year + 2, day=1)
    last = ahead if what == "next_test" else state.today()
    parts = [
        picker(
            _("Kind of event"),
            what,
            {one: _(EVENTS[one]) for one in WHAT},
            lambda chosen: half.put("what", chosen),
            identifier="what",
            error=error,
        ),
        typed_field(half, "name", _(WHOSE_NAME.get(what, ANY_NAME))),
        day_field(half, "on", _("First day") if what in LASTING else _("Day"), state.today(), last),
    ]
    if what in LASTING:
        parts.append(day_field(half, "until", _("Last day (optional)"), state.today(), ahead))
    parts.append(typed_field(half, "note", _("Note (optional)"), keyboard="lines"))
    return ft.Column(parts, spacing=theme.MEDIUM, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


async def _keep(state: Any, half: HalfTyped, old: Event | None) -> str:
    form = form_of(half.fields)
    read = read_event(form, state.person or NOBODY, state.today(), half.confirmed)
    if not read.ok:
        return ""
    now = state.now()
    entry = Event.model_validate(
        {
            "id": old.id if old else state.new_id(),
            "person": old.person if old else state.person.id,
            "created": old.created if old else now,
            "changed": now,
            "sample": old.sample if old else False,
            **event_of(form, read),
        }
    )
    return entry.id if await state.keep(entry) else ""


def _begin(state: Any, old: Event | None) -> dict[str, str]:
    if old is None:
        return {"on": state.today().isoformat()}
    until = old.until.isoformat() if old.until else ""
    return {"what": old.what, "on": old.on.isoformat(), "until": until, "name": old.name, "note": old.note}


def event_form(state: Any, old: Event | None, what: str = "") -> Any:
    """The screen: a new event when *old* is None (of kind *what*, when given), else its correction."""

    def check(fields: Mapping[str, str], accepted: frozenset[str]) -> tuple[Problem, ...]:
        return read_event(form_of(fields), state.person or NOBODY, state.today(), accepted).problems

    begin = {**_begin(state, old), **({"what": what} if what and not old else {})}
    return form_screen(
        state,
        title=_("Correct an entry") if old else _("Treatment or event"),
        draft=f"event:{old.id}" if old else f"event:{what}" if what else "event",
        begin={key: text for key, text in begin.items() if text},
        check=check,
        body=lambda half: [_Event(state=state, half=half, beat=half.of("what"), key="event")],
        keep=lambda half: _keep(state, half, old),
        old=old,
        names={"what": _("Kind of event"), "on": _("Day"), "until": _("Last day")},
    )
