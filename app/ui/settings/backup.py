"""Save everything to a file, sealed with a passphrase if wanted, and take it back from one, looked at first."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.core.backup import Preview
from app.core.names import KINDS
from app.device import Picked, SealError, can_seal, looks_sealed, seal, unseal
from app.ui import theme
from app.ui.component import component
from app.ui.context import House
from app.ui.parts import (
    body,
    card,
    form_field,
    hint,
    notice,
    primary_button,
    secondary_button,
    show_sheet,
    title,
    working,
)
from app.ui.reminder import copy_is_old, last_copy
from app.words import _, listed, say_date


@component
def Backup(house: House) -> ft.Control:
    """The card in Settings."""
    said = last_copy(house.state)
    return card(
        title(_("Backup")),
        notice(said, "warning") if copy_is_old(house.state) else body(said),
        Save(house),
        Restore(house),
    )


@component
def Save(house: House) -> ft.Control:
    """A passphrase if wanted, and the file."""
    state = house.state
    passphrase, set_passphrase = ft.use_state("")
    again, set_again = ft.use_state("")
    differs, set_differs = ft.use_state(False)
    busy, set_busy = ft.use_state(False)

    async def save(_event: Any) -> None:
        set_differs(passphrase != again)
        if passphrase != again:
            return
        set_busy(True)
        text = await state.backup()
        sealed = await seal(text, passphrase) if passphrase else text
        name = f"leuko-backup-{state.today().isoformat()}.{'jwe' if passphrase else 'json'}"
        if await house.device.save_file(name, sealed.encode()):
            await state.backup_done()
            set_passphrase("")
            set_again("")
        set_busy(False)

    return _column(
        *_protect((passphrase, set_passphrase), (again, set_again), differs),
        *([working(_("Saving"))] if busy else []),
        primary_button(_("Save a backup"), save, icon=ft.Icons.DOWNLOAD, identifier="backup", disabled=busy),
    )


@component
def Restore(house: House) -> ft.Control:
    """A file is chosen, unsealed if need be, and looked at."""
    page = ft.context.page
    token, set_token = ft.use_state("")

    async def chosen(files: tuple[Picked, ...]) -> None:
        for file in files:
            text = file.data.decode("utf-8-sig", "replace")
            set_token(text if looks_sealed(text) else "")
            if not looks_sealed(text):
                opened(text)

    def opened(text: str) -> None:
        set_token("")
        preview = house.state.preview_backup(text)
        if preview:
            _show(house, page, text, preview)

    return _column(
        secondary_button(
            _("Restore from a file"), icon=ft.Icons.UPLOAD_FILE, identifier="restore",
            action=house.device.choose_file(chosen, "json", "jwe"),
        ),
        *([Unseal(token, opened)] if token else []),
    )  # fmt: skip


def _column(*controls: ft.Control) -> ft.Control:
    return ft.Column(list(controls), spacing=theme.MEDIUM, tight=True)


def _protect(first: tuple[str, Any], second: tuple[str, Any], differs: bool) -> list[ft.Control]:
    """The passphrase, twice, where the device can encrypt; what leaving it empty means, and forgetting it."""
    if not can_seal():
        why = _("This device cannot encrypt, so a backup saved here has no passphrase.")
        safe = _("The file holds everything you typed, readable by anyone who has it. Keep it in a safe place.")
        return [hint(f"{why} {safe}")]
    open_file = _("Without a passphrase, anyone who has the file can read it.")
    lost = _("Write the passphrase down. Without it nobody can open the file, not even this app.")
    passphrase = form_field(
        _("Passphrase (optional)"),
        *first,
        help_text=lost if first[0] else open_file,
        secret=True,
        identifier="backup-passphrase",
    )
    error = _("The two are not the same.") if differs and first[0] != second[0] else ""
    again = form_field(
        _("The same passphrase again"), *second, error=error, secret=True, identifier="backup-again"
    )  # fmt: skip
    return [passphrase, *([again] if first[0] or second[0] else [])]


@component
def Unseal(token: str, opened: Callable[[str], None]) -> ft.Control:
    """Asks for the passphrase until it opens the file, or the person gives up."""
    passphrase, set_passphrase = ft.use_state("")
    wrong, set_wrong = ft.use_state("")
    busy, set_busy = ft.use_state(False)

    async def unlock(_event: Any) -> None:
        set_busy(True)
        try:
            text = await unseal(token, passphrase)
        except SealError as error:
            set_wrong(_why(error))
            return
        finally:
            set_busy(False)
        opened(text)

    return ft.Column(
        [
            notice(_("This file is protected. Type its passphrase to look inside."), "info"),
            form_field(
                _("Passphrase"),
                passphrase,
                set_passphrase,
                error=wrong,
                secret=True,
                on_submit=unlock,
                identifier="passphrase",
            ),
            *([working(_("Opening"))] if busy else []),
            primary_button(_("Open"), unlock, full=True, disabled=busy, identifier="unseal"),
        ],
        spacing=theme.MEDIUM,
        tight=True,
    )


def _why(error: SealError) -> str:
    return {
        "wrong": _("It does not open: the passphrase is wrong, or the file was changed."),
        "broken": _("This is not a backup of this app, or a part of it is missing."),
        "unavailable": _("This device cannot open protected files. Open it on another device."),
    }[error.code]


def _show(house: House, page: ft.Page, text: str, preview: Preview) -> None:
    """What the file holds, before anything is taken from it."""

    def take(merge: bool) -> Any:
        async def taken(_event: Any) -> None:
            page.pop_dialog()
            await house.state.restore(text, merge=merge)

        return taken

    counts = [f"{_(KINDS.get(kind, kind))}: {count}" for kind, count in preview.counts.items() if count]
    newest = say_date(preview.newest) if preview.newest else _("none")
    show_sheet(
        _("What is in this file"),
        body(_("Saved on {date}").format(date=say_date(preview.written.date()))),
        body(_("People: {names}").format(names=listed(preview.people) or _("none"))),
        *map(body, counts),
        body(_("Newest entry: {date}").format(date=newest)),
        primary_button(_("Add to what is here"), take(True), full=True, identifier="restore-merge"),
        secondary_button(_("Replace what is here"), take(False), full=True, identifier="restore-replace"),
        hint(_("What is here now is kept as a copy, so you can undo this.")),
    )
