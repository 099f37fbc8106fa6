"""What is kept on this device: backup and restore, room and promise of the storage, sample data, erasing."""

from typing import Any

import flet as ft

from app.core.backup import Preview
from app.core.names import KINDS
from app.ui import theme
from app.ui.component import component
from app.ui.context import House
from app.ui.parts import (
    body,
    card,
    danger_button,
    hint,
    notice,
    primary_button,
    secondary_button,
    show_question,
    show_sheet,
    text_button,
    title,
)
from app.ui.recovery import save_raw
from app.words import _, ngettext, say_age, say_date

MEGABYTE = 1024 * 1024
BACKUP_DAYS = 30
"""Days after which the app asks for a new backup."""


@component
def Backup(house: House) -> ft.Control:
    """Save everything to a file, and take it back from one."""
    state = house.state
    last, today = state.settings.last_backup, state.today()
    old = last is None or (today - last.date()).days > BACKUP_DAYS

    async def save(_event: Any) -> None:
        text = await state.backup()
        if await house.device.save_file(f"leuko-backup-{today.isoformat()}.json", text.encode()):
            await state.backup_done()

    async def choose(_event: Any) -> None:
        picked = await house.device.pick_file("json")
        preview = state.preview_backup(picked.data.decode("utf-8", "replace")) if picked else None
        if picked and preview:
            _show_preview(house, picked.data.decode("utf-8", "replace"), preview)

    never = _("You have not saved a backup yet.")
    said = never if last is None else _("Last backup: {age}").format(age=say_age(last.date(), today))
    return card(
        title(_("Backup")),
        notice(said, "warning") if old and state.record.entries else body(said),
        hint(_("The file holds everything you typed, readable by anyone who has it. Keep it in a safe place.")),
        ft.Row(
            [
                primary_button(_("Save a backup"), save, icon=ft.Icons.DOWNLOAD, identifier="backup"),
                secondary_button(_("Restore from a file"), choose, icon=ft.Icons.UPLOAD_FILE, identifier="restore"),
            ],
            wrap=True,
            spacing=theme.SMALL,
            run_spacing=theme.SMALL,
        ),
    )


def _show_preview(house: House, text: str, preview: Preview) -> None:
    """What the file holds, before anything is taken from it."""
    page, state = ft.context.page, house.state

    def take(merge: bool) -> Any:
        async def taken(_event: Any) -> None:
            page.pop_dialog()
            await state.restore(text, merge=merge)

        return taken

    counts = [f"{_(KINDS.get(kind, kind))}: {count}" for kind, count in preview.counts.items() if count]
    newest = say_date(preview.newest) if preview.newest else _("none")
    show_sheet(
        _("What is in this file"),
        body(_("Saved on {date}").format(date=say_date(preview.written.date()))),
        body(_("People: {names}").format(names=", ".join(preview.people) or _("none"))),
        *map(body, counts),
        body(_("Newest entry: {date}").format(date=newest)),
        primary_button(_("Add to what is here"), take(True), full=True, identifier="restore-merge"),
        secondary_button(_("Replace what is here"), take(False), full=True, identifier="restore-replace"),
        hint(_("What is here now is kept as a copy, so you can undo this.")),
    )


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
