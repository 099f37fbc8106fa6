"""The two facts that are chosen rather than typed: a colour to tell people apart, and the birth date."""

from collections.abc import Callable
from datetime import date
from typing import Any

import flet as ft

from app.core.words import N_
from app.ui import theme
from app.ui.component import component
from app.ui.context import Ctx
from app.ui.parts import body, picker, secondary_button, text_button, title
from app.words import _, say_date

COLOURS = {
    "teal": N_("Teal"),
    "blue": N_("Blue"),
    "purple": N_("Purple"),
    "pink": N_("Pink"),
    "orange": N_("Orange"),
    "green": N_("Green"),
}


@component
def Colour(value: str, choose: Callable[[str], Any]) -> ft.Control:
    """A colour that goes with the name; it never stands alone."""
    ground, ink = theme.PEOPLE.get(value, theme.PEOPLE["teal"])
    sign = ft.Container(
        ft.Icon(ft.Icons.PERSON, color=ink), bgcolor=ground, border_radius=theme.PILL_RADIUS, padding=theme.SMALL
    )
    names = {key: _(words) for key, words in COLOURS.items()}
    field = picker(_("Colour"), value or "teal", names, choose, identifier="colour", expand=True)
    return ft.Row([sign, ft.Container(field, expand=True)], spacing=theme.SMALL)


@component
def BirthDate(value: str, choose: Callable[[str], Any]) -> ft.Control:
    """The birth date, chosen in a calendar that also takes typed digits."""
    state, page = ft.use_context(Ctx).state, ft.context.page
    born = date.fromisoformat(value) if value else None
    today: date = state.today()
    first = today.replace(year=today.year - 120, day=1)

    def picked(event: Any) -> None:
        if event.control.value:
            choose(event.control.value.astimezone().date().isoformat())  # local midnight arrives as UTC

    def ask(_event: Any) -> None:
        page.show_dialog(
            ft.DatePicker(
                value=min(max(born or today.replace(year=today.year - 50, day=1), first), today),
                first_date=first,
                last_date=today,
                entry_mode=ft.DatePickerEntryMode.INPUT,
                help_text=_("Birth date"),
                on_change=picked,
            )
        )

    buttons = [secondary_button(_("Choose"), ask, icon=ft.Icons.CALENDAR_MONTH, identifier="birth-date")]
    buttons += [text_button(_("Remove"), lambda _event: choose(""))] if born else []
    return ft.Column(
        [
            title(_("Birth date")),
            body(say_date(born) if born else _("not noted")),
            ft.Row(buttons, wrap=True, spacing=theme.SMALL),
        ],
        spacing=theme.TINY,
        tight=True,
    )
