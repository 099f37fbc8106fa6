"""Whom to call, big enough for a shaking hand: the person's own numbers first, then the emergency number."""

from typing import Any

import flet as ft

from app.core.record import Contact
from app.ui import theme
from app.ui.context import House
from app.ui.parts import danger_button, hint, primary_button, secondary_button, text_button
from app.words import _

USUAL = ("112", "999", "911")
"""Emergency numbers that work in many countries, offered until the person has set their own [K-EMERGENCY]."""


def call_buttons(house: House) -> ft.Control:
    """A button for each of the open person’s contacts, then the emergency number; without a contact, how to add one."""
    person, settings = house.state.person, house.state.settings
    contacts = [_contact(house, one) for one in (person.contacts if person else ())]
    emergency = _emergency(house, settings.emergency_number) if settings.emergency_number else _usual(house)
    missing = [_no_team(person.id)] if person and not contacts else []
    return ft.Column(
        [*contacts, *emergency, *missing],
        spacing=theme.SMALL,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _contact(house: House, one: Contact) -> ft.Control:
    words = _("Call {name}: {number}").format(name=one.name, number=one.number)
    return primary_button(words, dial(house, one.number), icon=ft.Icons.CALL, full=True)


def _no_team(person: str) -> ft.Control:
    """Whom to call first has no number yet."""
    page = ft.context.page
    words = _("Add your care team’s number")
    add = text_button(
        words, lambda _event: page.navigate(f"/people/{person}"), icon=ft.Icons.ADD, identifier="add-team"
    )
    return ft.Row([add], wrap=True)


def _emergency(house: House, number: str) -> list[ft.Control]:
    words = _("Emergency number: {number}").format(number=number)
    return [danger_button(words, dial(house, number), icon=ft.Icons.CALL, full=True, identifier="call-emergency")]


def _usual(house: House) -> list[ft.Control]:
    """Without a number of their own: the usual ones, and where to set it."""
    page = ft.context.page
    buttons = [danger_button(number, dial(house, number)) for number in USUAL]
    return [
        hint(_("Emergency numbers in many countries. Not sure which? Dial the one you know.")),
        ft.Row(buttons, wrap=True, spacing=theme.SMALL, run_spacing=theme.SMALL),
        ft.Row(
            [
                secondary_button(
                    _("Set your own numbers"), lambda _event: page.navigate("/settings"), icon=ft.Icons.EDIT
                )
            ],
            wrap=True,
        ),
    ]


def dial(house: House, number: str) -> Any:
    """A handler that opens the telephone with *number*; where there is none, the number is said large."""
    page = ft.context.page

    async def call(_event: Any) -> None:
        if not await house.device.dial(number):
            page.show_dialog(ft.SnackBar(ft.Text(_("This device cannot call. Dial {number}.").format(number=number))))

    return call
