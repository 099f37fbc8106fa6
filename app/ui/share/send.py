"""The ways out: PDF, text in three lengths, print, and files for other systems. Text goes inside the tap itself.

A PDF takes a moment to make, and a browser shares a file only right after a tap: so it is made first, then handed over.
"""

import asyncio
from collections.abc import Sequence
from typing import Any

import flet as ft

from app.core.summary_model import Summary
from app.core.words import N_
from app.ui import theme
from app.ui.component import component
from app.ui.context import House
from app.ui.parts import body, card, hint, notice, primary_button, secondary_button, section_heading, text_button
from app.words import _, language

MIME = {"pdf": "application/pdf", "json": "application/fhir+json", "csv": "text/csv"}

WITH_ANSWERS = N_(
    "The file for hospitals, and the codes to another Leuko, also carry each answer of your symptom checks."
)


@component
def Send(house: House, summary: Summary) -> ft.Control:
    """PDF first, then text, then the rest."""
    return card(
        section_heading(_("Send or print")),
        Pdf(house, summary, key=f"{summary.person.id} {summary.choice}"),
        Words(summary),
        Files(house, summary),
    )


@component
def Pdf(house: House, summary: Summary) -> ft.Control:
    """Make the page, then share or save it."""
    if not _printable(summary):
        return body(_("A PDF in this language is not possible here. Print the page, or send it as text."))
    made: bytes | None
    made, set_made = ft.use_state(_no_bytes())
    busy, set_busy = ft.use_state(False)
    wrong, set_wrong = ft.use_state("")

    async def make(_event: Any) -> None:
        set_busy(True)
        await asyncio.sleep(0.05)  # lets the progress bar be drawn before the work, which holds the only thread
        try:
            set_made(_pdf(summary))
            set_wrong("")
        except OSError:
            set_wrong(_("The PDF could not be made. The text below says the same."))
        set_busy(False)

    if busy:
        return ft.Column(
            [body(_("Making the page …")), ft.ProgressBar(semantics_label=_("Making the page …"))], tight=True
        )
    if made is None:
        button = primary_button(_("Make a PDF"), make, icon=ft.Icons.PICTURE_AS_PDF, full=True, identifier="pdf-make")
        return ft.Column([button, *([notice(wrong, "error")] if wrong else [])], spacing=theme.SMALL, tight=True)
    size = _("The page is ready: {size} kB.").format(size=len(made) // 1000 + 1)
    return ft.Column(
        [body(size), _handing(house, _name(summary, "pdf"), made, MIME["pdf"])], spacing=theme.SMALL, tight=True
    )


def _no_bytes() -> Any:
    return None


def _pdf(summary: Summary) -> bytes:
    from app.share.pdf import pdf

    return pdf(summary)


def _printable(summary: Summary) -> bool:
    from app.share.pdf import can_print

    return can_print(summary.choice.language or language())


def _name(summary: Summary, ending: str) -> str:
    """A file name without the person's name: it may be seen in lists of downloads."""
    return f"blood-counts-{summary.made:%Y-%m-%d}.{ending}"


def _handing(house: House, name: str, data: bytes, mime: str) -> ft.Control:
    async def share(_event: Any) -> None:
        if not await house.device.share_file(name, data, mime):
            await house.device.save_file(name, data)

    async def save(_event: Any) -> None:
        await house.device.save_file(name, data)

    return _even(
        [
            primary_button(_("Share the PDF"), share, icon=ft.Icons.IOS_SHARE, full=True, identifier="pdf-share"),
            secondary_button(_("Save the PDF"), save, icon=ft.Icons.SAVE_ALT, full=True, identifier="pdf-save"),
        ]
    )


def _even(buttons: Sequence[ft.Control]) -> ft.Control:
    """Buttons of one width: below each other on a phone, in pairs where there is room."""
    return ft.ResponsiveRow(
        [ft.Container(one, col={"xs": 12, "sm": 6}) for one in buttons],
        breakpoints=theme.ROOMY,
        spacing=theme.SMALL,
        run_spacing=theme.SMALL,
    )


@component
def Words(summary: Summary) -> ft.Control:
    """The same in words, in three lengths."""
    from app.share import text

    whole = text.full(summary)
    lengths = (
        (_("Short text (SMS)"), text.sms(summary)),
        (_("Short summary"), text.half(summary)),
        (_("The whole page"), whole),
    )
    subject = _("Blood counts")
    buttons = [
        secondary_button(name, icon=ft.Icons.SEND, action=ft.ShareText(said, subject=subject), full=True)
        for name, said in lengths
    ]
    copy = text_button(
        _("Copy the text"), icon=ft.Icons.COPY, action=ft.CopyToClipboard(whole), full=True, identifier="copy"
    )
    return ft.Column(
        [hint(_("Send as text")), _even([*buttons, copy])],
        spacing=theme.TINY,
        tight=True,
    )


@component
def Files(house: House, summary: Summary) -> ft.Control:
    """Print, a table, and a file that hospital systems read."""

    async def table(_event: Any) -> None:
        from app.share.csv import csv_file

        await house.device.save_file(_name(summary, "csv"), csv_file(summary))

    async def bundle(_event: Any) -> None:
        from app.share.fhir import bundle as fhir

        await house.device.save_file(_name(summary, "fhir.json"), fhir(summary).encode())

    return ft.Column(
        [
            hint(_("Print, or save for other programs")),
            _even(
                [
                    paper(house, summary),
                    secondary_button(_("Table (CSV)"), table, icon=ft.Icons.TABLE_CHART, full=True, identifier="csv"),
                    secondary_button(
                        _("For hospitals (FHIR)"), bundle, icon=ft.Icons.LOCAL_HOSPITAL, full=True, identifier="fhir"
                    ),
                ]
            ),
            *([hint(_(WITH_ANSWERS))] if summary.log.quizzes else []),
        ],
        spacing=theme.TINY,
        tight=True,
    )


def paper(house: House, summary: Summary) -> ft.Control:
    """Print the page; where there is no print, save it for a browser to print."""

    async def printed(_event: Any) -> None:
        from app.share.html import page

        html = page(summary)
        if not await house.device.print_html(html):
            await house.device.save_file(_name(summary, "html"), html.encode())

    return secondary_button(_("Print"), printed, icon=ft.Icons.PRINT, full=True, identifier="print")
