"""How the app looks, speaks and whom it calls. Each setting is kept the moment it is chosen."""

import asyncio
from collections.abc import Callable
from typing import Any

import flet as ft

from app import words
from app.core.analytes import ANALYTES
from app.core.units import UNITS
from app.ui.component import component
from app.ui.labs.said import name
from app.ui.parts import body, card, form_field, hint, picker, radio_rows, text_button, title
from app.ui.reading import EVERY
from app.words import NAMES, _, ltr

PAUSE = 0.4
"""Seconds of quiet before a typed setting is kept."""


def _keep(state: Any, field: str) -> Callable[[str], None]:
    page = ft.context.page

    def keep(value: str) -> None:
        page.run_task(state.keep_settings, **{field: value})

    return keep


@component
def Theme(state: Any) -> ft.Control:
    """Light, dark, or as the device says."""
    options = {"system": _("As the device"), "light": _("Light"), "dark": _("Dark")}
    return card(
        radio_rows(_("Theme"), state.settings.theme, options, _keep(state, "theme"), identifier="theme")
    )  # fmt: skip


@component
def TextSize(state: Any) -> ft.Control:
    """On top of the size the device asks for."""
    options = {"normal": _("Normal"), "large": _("Large"), "largest": _("Largest")}
    rows = radio_rows(
        _("Text size"), state.settings.text_size, options, _keep(state, "text_size"), identifier="text-size"
    )
    return card(rows, hint(_("The app also follows the text size of your device.")))


@component
def Language(state: Any) -> ft.Control:
    """The language of the app; the care team's page can be in another."""
    page = ft.context.page
    options = {"": _("As the device")} | {code: NAMES.get(code, code) for code in words.available()}

    def fetch_faces() -> None:
        page.fonts = EVERY  # a face that comes after its words leaves them laid out by another
        page.update()

    ft.use_effect(fetch_faces, [])
    return card(
        title(_("Language")),
        picker(
            _("Language"), state.settings.language, options, _keep(state, "language"), identifier="language"
        ),
    )  # fmt: skip


@component
def EmergencyNumber(state: Any) -> ft.Control:
    """The local number for an emergency; kept after a short pause in typing."""
    page, waiting = ft.context.page, ft.use_ref(0)
    error, set_error = ft.use_state("")

    async def later(number: int, text: str) -> None:
        await asyncio.sleep(PAUSE)
        if number == waiting.current:
            await state.keep_settings(emergency_number=text)

    def typed(text: str) -> None:
        waiting.current = (waiting.current or 0) + 1
        wrong = bool(text.strip("+0123456789 -*#()"))
        set_error(_("A telephone number has digits only.") if wrong else "")
        if not wrong:
            page.run_task(later, waiting.current, text.strip())

    return card(
        title(_("Emergency number")),
        body(_("The number you dial in danger where you live.")),
        form_field(
            _("Emergency number"),
            state.settings.emergency_number,
            typed,
            error=error,
            keyboard="phone",
            help_text=_("112 in Europe and on most mobile phones, 911 in North America, 999 in the UK."),
            max_length=20,
            identifier="emergency-number",
        ),
    )


@component
def Units(state: Any) -> ft.Control:
    """The units the forms offer first, as last chosen; to see them, and to forget them."""
    page = ft.context.page
    chosen = {key: unit for key, unit in state.settings.units.items() if key in ANALYTES and unit in UNITS}
    said = [f"{name(key)}: {ltr(UNITS[unit].label)}" for key, unit in chosen.items()]
    if not said:
        return card(title(_("Units")), body(_("You choose the unit beside each value. The app remembers it here.")))
    return card(
        title(_("Units")),
        body(_("Offered first, because you chose them last:")),
        *map(body, said),
        text_button(_("Forget these units"), lambda _event: page.run_task(state.keep_settings, units={})),
    )
