"""Whose record is open, said wherever something is entered."""

from typing import Any

import flet as ft

from app.ui.parts import person_chip


def whose(state: Any) -> list[ft.Control]:
    """Whose record this is, wherever there is more than one on this device."""
    page, person = ft.context.page, state.person
    if person is None or len(state.record.people) < 2:
        return []
    return [ft.Row([person_chip(person.name, person.colour, lambda _event: page.navigate("/people"))], wrap=True)]
