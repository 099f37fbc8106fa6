"""What stands on top of the log: an alarm, and the next blood test with its calendar file."""

from typing import Any

import flet as ft

from app.core.calendar import ics
from app.core.events import next_test
from app.core.record import Event
from app.ui import theme
from app.ui.component import component
from app.ui.context import Ctx
from app.ui.labs.alarm import alarm_card, alarm_of
from app.ui.parts import card, hint, small_button, title
from app.words import _, say_age, say_date


def banners(state: Any) -> list[ft.Control]:
    """The alarm first, then the next test."""
    found = alarm_of(state)
    due = next_test(state.log.events, tuple(one.taken for one in state.log.tests), state.today())
    parts: list[ft.Control] = [alarm_card(state, found)] if found else []
    return parts + ([NextTest(due, key="next-test")] if due else [])


@component
def NextTest(due: Event) -> ft.Control:
    """The day of the next test, in words, with the calendar file: no reminder depends on this app being open."""
    house = ft.use_context(Ctx)
    state, page = house.state, ft.context.page
    missed = due.on < state.today()

    async def calendar(_event: Any) -> None:
        text = ics(due.on, _("Blood test"), due.note, f"{due.id}@leuko", state.now())
        await house.device.save_file(f"blood-test-{due.on.isoformat()}.ics", text.encode())

    head = _("Blood test was due") if missed else _("Next blood test")
    when = _("{date}, {age}").format(date=say_date(due.on), age=say_age(due.on, state.today()))
    where = f"{when} · {due.name}" if due.name else when
    edit = small_button(_("Edit"), lambda _e: page.navigate(f"/log/edit/{due.id}"), identifier="next-change")
    into = small_button(_("Into my calendar"), calendar, icon=ft.Icons.EVENT_AVAILABLE, identifier="next-calendar")
    add = small_button(_("Add the result"), lambda _e: page.navigate("/log/add/test"), icon=ft.Icons.ADD)
    said = ft.MergeSemantics(ft.Column([title(head), hint(where)], spacing=0, tight=True))
    icon = ft.Icon(ft.Icons.EVENT, color=theme.ACCENT)
    buttons = ft.Row([add if missed else into, edit], wrap=True, spacing=theme.SMALL, run_spacing=theme.SMALL)
    row = ft.Row([icon, ft.Container(said, expand=True)], spacing=theme.MEDIUM)
    return card(row, buttons, identifier="next-test")
