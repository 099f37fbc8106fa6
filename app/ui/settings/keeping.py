"""What is kept on this device: room and promise of the storage, sample data, erasing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

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


@dataclass(frozen=True)
class Kept:
    """What the browser says about keeping the record."""

    storage: Any
    forgets: bool
    offers: bool
    """Whether it would install the app."""


@component
def Storage(house: House) -> ft.Control:
    """How safe the record is from the browser itself."""
    device = house.device
    kept, set_kept = ft.use_state(cast(Kept | None, None))

    async def look() -> None:
        offers = (await device.capabilities()).get("install", False)
        set_kept(Kept(await device.storage(), await device.forgets(), offers))

    async def ask(_event: Any) -> None:
        await device.persist()
        await look()

    async def install(_event: Any) -> None:
        await device.install()
        await look()

    ft.use_effect(look, [])
    said = _said(kept, ask, install) if kept else []
    own = body(_("Your record is kept on this device only."))
    return card(title(_("Storage")), own, *said, ft.Row([save_raw(house)], wrap=True))


def _said(kept: Kept, ask: Callable[..., Any], install: Callable[..., Any]) -> list[ft.Control]:
    """The promise, or the danger and what helps against it."""
    lines: list[ft.Control] = []
    if kept.forgets:
        lines += [notice(
            _("Safari deletes what a website keeps when you have not opened it for seven days. "
              "To keep your record, tap Share in the browser, then “Add to Home Screen”, and use the app from there. "
              "First save a backup here, then restore it there: the two do not share a record."),
            "warning", identifier="safari",
        )]  # fmt: skip
    if kept.storage.persisted is False:
        words = _("This browser may delete the record when it runs out of room. Save a backup, or ask it to keep it.")
        keep = text_button(_("Ask the browser to keep it"), ask, identifier="persist")
        lines += [notice(words, "warning", [keep], identifier="may-delete")]
    elif kept.storage.persisted and not kept.forgets:
        lines += [body(_("This browser has promised to keep it."))]
    if kept.offers:
        lines += [
            body(_("Installed, the app opens like any other, without a network, and the browser keeps its record.")),
            secondary_button(_("Install the app"), install, icon=ft.Icons.INSTALL_MOBILE, identifier="install"),
        ]
    if kept.storage.used is not None:
        megabytes = f"{kept.storage.used / MEGABYTE:.1f}"
        lines += [hint(_("Used by the app: {megabytes} MB").format(megabytes=megabytes))]
    return lines


@component
def Sample(state: Any) -> ft.Control:
    """The demo person comes and goes in one tap."""
    page = ft.context.page
    there = any(one.sample for one in state.record.people)
    words = _("Remove sample data") if there else _("Try with sample data")
    action = state.remove_sample if there else partial(state.add_sample, _)
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
