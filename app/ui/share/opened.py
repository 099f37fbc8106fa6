"""A page from someone else, opened to look at: from codes, pasted text or a file. It never touches the record."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.core.record import Record
from app.core.summary import summarize
from app.core.summary_choice import PARTS, Choice
from app.core.summary_model import Summary
from app.share.trouble import UnreadableError
from app.ui import theme
from app.ui.component import component, screen_component
from app.ui.context import Ctx, House
from app.ui.parts import (
    body,
    card,
    form_field,
    headline,
    hint,
    lead,
    notice,
    primary_button,
    screen,
    secondary_button,
    section_heading,
    text_button,
)
from app.ui.share.send import Pdf
from app.words import _

WHOLE = Choice(days=None, parts=frozenset(PARTS))
"""What somebody else let out is shown whole."""


@screen_component
def Opened() -> ft.View:
    """Open a page from someone else."""
    house = ft.use_context(Ctx)
    record: Record | None
    record, set_record = ft.use_state(_nothing())
    title = _("From someone else")
    if record is None:
        return screen(title, [Ask(house, set_record)], back="/share")
    return screen(title, [Looked(house, record, set_record)], back="/share", step="page")


def _no_codes() -> Any:
    return ()


def _nothing() -> Any:
    return None


@component
def Ask(house: House, found: Any) -> ft.Control:
    """The ways in. Codes are gathered in any order until the set is complete."""
    codes: tuple[str, ...]
    set_codes: Callable[[tuple[str, ...]], None]
    codes, set_codes = ft.use_state(_no_codes())
    text, set_text = ft.use_state("")
    wrong, set_wrong = ft.use_state("")
    typed = ft.use_callback(set_text, [])

    def read(pasted: str) -> None:
        from app.share import transfer

        every = tuple(dict.fromkeys((*codes, *transfer.split(pasted))))
        try:
            found(_read(pasted, every))
        except UnreadableError as error:
            set_wrong(str(error))
            set_codes(_readable(every))

    async def scan(_event: Any) -> None:
        if seen := await house.device.scan():
            read(seen)
        else:
            set_wrong(_("No code was read. Paste its text below, or open a file."))

    async def pick(_event: Any) -> None:
        if file := await house.device.pick_file("json", "txt"):
            read(file.data.decode("utf-8", "replace"))

    have: list[ft.Control] = [hint(_("Codes read so far: {count}").format(count=len(codes)))] if codes else []
    said = [notice(wrong, "warning", identifier="unreadable")] if wrong else []
    return ft.Column(
        [
            headline(_("Open a page")),
            lead(_("From another Leuko: its codes, or its FHIR file. It is shown here and not kept.")),
            primary_button(_("Scan a code"), scan, icon=ft.Icons.QR_CODE_SCANNER, full=True, identifier="scan"),
            secondary_button(_("Open a file"), pick, icon=ft.Icons.FOLDER_OPEN, full=True, identifier="open-file"),
            form_field(_("Text of the codes"), text, typed, keyboard="lines", identifier="codes"),
            secondary_button(_("Read the text"), lambda _event: read(text), full=True, identifier="read-text"),
            *have,
            *said,
        ],
        spacing=theme.MEDIUM,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _read(pasted: str, codes: tuple[str, ...]) -> Record:
    """The record in a bundle, or in codes that make up one; `UnreadableError` with a sentence otherwise."""
    from app.share import fhir, transfer

    return fhir.read(pasted if pasted.lstrip().startswith("{") else transfer.read(codes))


def _readable(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The codes worth keeping while others are still missing: those that can be read on their own."""
    from app.share import transfer

    kept: list[str] = []
    for one in codes:
        try:
            transfer.missing((*kept, one))
            kept.append(one)
        except UnreadableError:
            continue
    return tuple(kept)


@component
def Looked(house: House, record: Record, close: Any) -> ft.Control:
    """The page, read-only: in words, and as PDF to print or keep."""
    from app.share.text import full

    state = house.state
    summary: Summary = ft.use_memo(
        lambda: summarize(record, record.people[0].id, state.content, state.now(), WHOLE), [record]
    )
    return ft.Column(
        [
            notice(_("Somebody else's page. It is shown only, and not part of your record."), identifier="theirs"),
            card(section_heading(_("Keep or print it")), Pdf(house, summary)),
            card(ft.Semantics(content=body(full(summary)), identifier="their-text", container=True)),
            ft.Row([text_button(_("Close this page"), lambda _event: close(None), identifier="close-theirs")]),
        ],
        spacing=theme.MEDIUM,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
