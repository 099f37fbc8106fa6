"""What is kept on this device: room and promise of the storage, sample data, erasing."""

from typing import Any

import flet as ft

from app.ui.component import component
from app.ui.context import House
from app.ui.parts import (
    body,
    card,
    danger_button,
    hint,
    notice,
    secondary_button,
    show_question,
    text_button,
    title,
)
from app.ui.recovery import save_raw
from app.words import _, ngettext

MEGABYTE = 1024 * 1024


@component
def Storage(house: House) -> ft.Control:
    """How safe the record is from the browser itself."""
    found, set_found = ft.use_state(None)

    async def look() -> None:
        set_found(await house.device.storage())

    async def ask(_event: Any) -> None:
        await house.device.persist()
        await look()

    ft.use_effect(look, [])
    lines: list[ft.Control] = [title(_("Storage")), body(_("Your record is kept on this device only."))]
    if found is not None and found.persisted is False:
        lines += [
            notice(
                _("This browser may delete the record when it runs out of room. Save a backup, or ask it to keep it."),
                "warning",
                [text_button(_("Ask the browser to keep it"), ask, identifier="persist")],
            )
        ]
    elif found is not None and found.persisted:
        lines += [body(_("This browser has promised to keep it."))]
    if found is not None and found.used is not None:
        megabytes = f"{found.used / MEGABYTE:.1f}"
        lines += [hint(_("Used by the app: {megabytes} MB").format(megabytes=megabytes))]
    return card(*lines, ft.Row([save_raw(house)], wrap=True))


@component
def Sample(state: Any) -> ft.Control:
    """The demo person comes and goes in one tap."""
    page = ft.context.page
    there = any(one.sample for one in state.record.people)
    words = _("Remove sample data") if there else _("Try with sample data")
    action = state.remove_sample if there else state.add_sample
    return card(
        title(_("Sample data")),
        body(_("A year of a person who does not exist, to see what the app does. Always marked, never mixed.")),
        ft.Row([secondary_button(words, lambda _event: page.run_task(action), identifier="sample")], wrap=True),
    )


@component
def Erase(house: House) -> ft.Control:
    """Everything gone, after two questions' worth of doubt."""
    page, state = ft.context.page, house.state
    count = len(state.record.entries)

    def sure() -> None:
        page.run_task(state.erase_everything)

    def ask(_event: Any) -> None:
        lost = ngettext("{count} entry", "{count} entries", count).format(count=count)
        show_question(
            _("Erase everything?"),
            _("{lost} and every person, setting and copy on this device will be gone. This cannot be undone.").format(
                lost=lost
            ),
            _("Erase everything"),
            sure,
            danger=True,
        )

    return card(
        title(_("Erase everything")),
        body(_("Removes all people, entries and settings from this device. Save a backup first if in doubt.")),
        ft.Row(
            [danger_button(_("Erase everything"), ask, icon=ft.Icons.DELETE_FOREVER, identifier="erase")], wrap=True
        ),
    )
