"""What a person is told when the record could not be read or written as it should, and the ways out."""

from typing import Any

import flet as ft

from app.ui.context import House
from app.ui.parts import notice, secondary_button
from app.words import _


def troubles(house: House) -> list[ft.Control]:
    """One notice for each thing found wrong at opening, with the raw file to save; nothing when all is well."""
    state = house.state
    found = [notice(_(text), "error", identifier=f"trouble-{number}") for number, text in enumerate(state.trouble)]
    if not found and not state.opening and state.read_only:
        found = [notice(reason(state.read_only), "warning", identifier="read-only")]
    return [*found, save_raw(house)] if state.trouble else found


def reason(code: str) -> str:
    """Why nothing can be saved now."""
    return {
        "elsewhere": _("Your record is open in another tab or window. Close that one to add to it here."),
        "newer": _("Your record was saved by a newer version of this app. Update the app to see it."),
    }.get(code, _("Your record could not be opened. The article, the check and the fever card still work."))


def save_raw(house: House) -> ft.Control:
    """Hands the files of the record over as they are."""

    async def save(_event: Any) -> None:
        data = await house.state.raw_file()
        if data:
            await house.device.save_file("leuko-raw.zip", data)

    return secondary_button(_("Save the raw file"), save, icon=ft.Icons.DOWNLOAD, identifier="save-raw")
