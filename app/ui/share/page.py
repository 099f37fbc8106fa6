"""One page for a clinician: made, looked at, then handed over. Nothing leaves that was not seen here first."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.core.record import Log, Person
from app.core.summary import summarize
from app.core.summary_choice import UNVERIFIED, Choice
from app.core.summary_model import Summary
from app.ui.component import component, screen_component
from app.ui.context import Ctx, House
from app.ui.parts import (
    body,
    card,
    empty_state,
    headline,
    hint,
    link_card,
    picker,
    primary_button,
    screen,
    secondary_button,
    section_heading,
    text_button,
)
from app.ui.share.choose import Chosen
from app.ui.share.codes import Codes
from app.ui.share.send import Send
from app.words import _


@screen_component
def Share() -> ft.View:
    """The Share tab."""
    house = ft.use_context(Ctx)
    state = house.state
    choice: Choice
    choose: Callable[[Choice], None]
    choice, choose = ft.use_state(Choice())
    asked, ask = ft.use_state("")
    whose: Person | None = state.record.person(asked) or state.person
    if whose is None:
        return screen(_("Share"), [_nothing(state), _from_others()])
    people = _whose(state, whose, ask)
    if not _anything(state.record.of(whose.id)):
        return screen(_("Share"), [*people, _nothing(state), _from_others()])
    return screen(_("Share"), [*people, *_page(house, whose, choice, choose)])


def _whose(state: Any, whose: Person, ask: Callable[[str], None]) -> list[ft.Control]:
    """With several people on this device: whose page it is, to be seen and chosen before anything leaves."""
    names = {one.id: one.name for one in state.record.people}
    return [picker(_("Whose page"), whose.id, names, ask, identifier="whose-page")] if len(names) > 1 else []


def _page(house: House, whose: Person, choice: Choice, choose: Callable[[Choice], None]) -> list[ft.Control]:
    state = house.state
    summary = summarize(state.record, whose.id, state.content, state.now(), choice)
    return [
        headline(_("A page for your care team")),
        body(_("Look at it first. It leaves this device only when you send it.")),
        Send(house, summary, key=f"send-{whose.id}"),
        Seen(summary),
        Codes(summary, key=f"codes-{whose.id}"),
        Chosen(choice, choose),
        _from_others(),
        hint(_(UNVERIFIED)),
    ]


def _from_others() -> ft.Control:
    page = ft.context.page
    return link_card(
        ft.Icons.MOVE_TO_INBOX,
        _("Open a page from someone else"),
        lambda _event: page.navigate("/share/open"),
        _("From another device with this app, with no network"),
        "open-theirs",
    )


def _anything(log: Log) -> bool:
    return bool(log.tests or log.temperatures or log.events or log.symptoms or log.quizzes)


def _nothing(state: Any) -> ft.Control:
    page = ft.context.page
    return empty_state(
        ft.Icons.IOS_SHARE,
        _("Nothing to share yet"),
        _("When you have written down a blood test or a temperature, a page for your care team is made here."),
        primary_button(
            _("Add a blood test"), lambda _event: page.navigate("/log/add/test"), icon=ft.Icons.ADD, full=True
        ),
        secondary_button(
            _("Add a temperature"),
            lambda _event: page.navigate("/log/add/temperature"),
            icon=ft.Icons.THERMOSTAT,
            full=True,
        ),
        text_button(_("Try with sample data"), lambda _event: page.run_task(state.add_sample, _)),
    )


@component
def Seen(summary: Summary) -> ft.Control:
    """Exactly what will leave, in words."""
    from app.share.text import full

    text = ft.Semantics(content=body(full(summary)), identifier="summary-text", container=True)
    return card(section_heading(_("What will be sent")), text)
