"""The people on this phone: whose record is open is always said by name and colour."""

from typing import Any

import flet as ft

from app.core.record import Person
from app.ui import theme
from app.ui.component import screen_component
from app.ui.context import Ctx
from app.ui.parts import (
    body,
    card,
    empty_state,
    hint,
    person_chip,
    primary_button,
    screen,
    secondary_button,
    show_question,
    text_button,
)
from app.words import _

NEW = "new"
"""The address of a person who does not exist yet: `/people/new`."""


@screen_component
def People() -> Any:
    """Everybody whose counts are kept here, the open one marked."""
    state, page = ft.use_context(Ctx).state, ft.context.page
    alone = not state.record.people
    add = primary_button(
        _("Add a person"),
        lambda _event: page.navigate(f"/people/{NEW}"),
        icon=ft.Icons.PERSON_ADD,
        full=alone,
        identifier="add-person",
    )
    if alone:
        nobody = empty_state(
            ft.Icons.PEOPLE_OUTLINE,
            _("Whose counts are these?"),
            _("Add yourself, or the person you care for. A first name is enough."),
            add,
        )
        return screen(_("People"), [nobody], back="/")
    rows = [_row(state, one) for one in state.record.people]
    return screen(_("People"), [*rows, ft.Row([add], wrap=True)], back="/")


def _row(state: Any, one: Person) -> ft.Control:
    page, chosen = ft.context.page, state.person is not None and one.id == state.person.id
    count = sum(entry.person == one.id and entry.binned is None for entry in state.record.entries)
    more = [_("open now")] if chosen else []
    more += [_("sample data")] if one.sample else []
    buttons = [] if chosen else [secondary_button(_("Open this record"), _opens(state, one))]
    buttons += [
        text_button(_("Edit"), lambda _event: page.navigate(f"/people/{one.id}"), icon=ft.Icons.EDIT),
        text_button(_("Erase"), lambda _event: _ask(state, one, count), icon=ft.Icons.DELETE_OUTLINE, ink=theme.ERROR),
    ]
    return card(
        ft.Row([person_chip(one.name, one.colour)], wrap=True),
        body(_("{count} entries").format(count=count)),
        *([hint(capitalized(" · ".join(more)))] if more else []),
        ft.Row(buttons, wrap=True, spacing=theme.SMALL, run_spacing=theme.TINY),
    )


def capitalized(words: str) -> str:
    """*words* as they stand at the beginning of a line; letters without capitals stay."""
    return words[:1].upper() + words[1:]


def _opens(state: Any, one: Person) -> Any:
    page = ft.context.page
    return lambda _event: page.run_task(state.keep_settings, person=one.id)


def _ask(state: Any, one: Person, count: int) -> None:
    page = ft.context.page
    show_question(
        _("Erase {name}?").format(name=one.name),
        _("Their facts and all {count} entries will be gone from this device. This cannot be undone.").format(
            count=count
        ),
        _("Erase"),
        lambda: page.run_task(state.remove_person, one.id),
        danger=True,
    )
