"""Which form an address means: a new entry of a kind, or the correction of one that is there."""

from typing import Any

import flet as ft

from app.core.record import BloodTest, Event, Symptoms, Temperature
from app.ui.component import screen_component
from app.ui.context import Ctx
from app.ui.labs.alarm import AlarmScreen
from app.ui.labs.blood_test import blood_test_form
from app.ui.labs.event_form import event_form
from app.ui.labs.import_screen import ImportScreen
from app.ui.labs.paste_screen import PasteScreen
from app.ui.labs.quiz_run import quiz_run
from app.ui.labs.result import Result
from app.ui.labs.symptoms_form import symptoms_form
from app.ui.labs.temperature_form import temperature_form
from app.ui.parts import body, primary_button, screen
from app.words import _


@screen_component
def EntryForm(entry_id: str, kind: str = "test") -> Any:
    """The form of one entry: new of *kind* when *entry_id* is empty."""
    state = ft.use_context(Ctx).state
    if state.opening:
        ring = ft.ProgressRing(semantics_label=_("Opening your record"))
        return screen(_("Log"), [ft.Row([ring], alignment=ft.MainAxisAlignment.CENTER)], back="/log")
    if not entry_id:
        return _new(state, kind)
    who = state.person.id if state.person else ""
    found = (one for one in state.record.entries if one.id == entry_id and one.binned is None and one.person == who)
    entry = next(found, None)
    match entry:
        case BloodTest():
            return Result(state, entry, key=entry.id)  # type: ignore[call-arg]
        case Temperature():
            return temperature_form(state, entry)
        case Event():
            return event_form(state, entry)
        case Symptoms():
            return symptoms_form(state, entry)
        case None:
            return _gone()
        case _:
            return quiz_run(state, entry)


def _new(state: Any, kind: str) -> Any:
    match kind:
        case "temperature":
            return temperature_form(state, None)
        case "event":
            return event_form(state, None)
        case "next_test":
            return event_form(state, None, "next_test")
        case "symptoms":
            return symptoms_form(state, None)
        case "paste":
            return PasteScreen(state)
        case "import":
            return ImportScreen(state)
        case "alarm":
            return AlarmScreen(state)
        case _:
            return blood_test_form(state, None)


def _gone() -> Any:
    page = ft.context.page
    home = primary_button(_("Back to the log"), lambda _event: page.navigate("/log"))
    return screen(_("Log"), [body(_("This entry is not here any more. It may be in the bin.")), home], back="/log")
