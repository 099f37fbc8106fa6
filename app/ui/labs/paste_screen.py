"""A slip pasted as text: read into the form of a blood test, for checking. Nothing goes straight into the record."""

from collections.abc import Mapping
from typing import Any

import flet as ft

from app.core.slip import Slip, read_slip
from app.core.units import UNITS
from app.ui import theme
from app.ui.component import component, screen_component
from app.ui.labs.blood_test import blank
from app.ui.labs.fields import typed_field
from app.ui.labs.half import PASTED, HalfTyped, Pulse, row_of
from app.ui.labs.said import name
from app.ui.parts import body, card, hint, primary_button, screen, section_heading
from app.words import _, ltr, ngettext

DRAFT = "paste"


def filled(before: Mapping[str, str], slip: Slip) -> dict[str, str]:
    """The form *before* with what the slip gave. A value of the slip never takes over a unit chosen earlier."""
    kept = {key: text for key, text in before.items() if row_of(key) not in slip.form.rows}
    return {**kept, **slip.form.fields(), PASTED: "yes"}


def _found(slip: Slip) -> list[ft.Control]:
    """What was understood, and the lines that were not."""
    count = len(slip.form.rows)
    said = ngettext("{count} value found", "{count} values found", count).format(count=count)
    lines: list[ft.Control] = [section_heading(said)]
    for analyte, row in slip.form.rows.items():
        unit = UNITS[row.unit].label if row.unit else _("unit not found")
        lines.append(body(f"{name(analyte)}: {ltr(row.text)} {ltr(unit)}"))
    if slip.unread:
        lines += [section_heading(_("Not understood")), hint(_("Type these in yourself, if they matter."))]
        lines += [hint(one) for one in slip.unread[:20]]
    return lines


@component
def _Read(half: HalfTyped, beat: Pulse) -> ft.Control:
    text = half.text("text")
    slip = ft.use_memo(lambda: read_slip(text), [text])
    if not text.strip():
        return ft.Container()
    inside = ft.Column(_found(slip), spacing=theme.TINY, tight=True)
    return card(ft.Semantics(content=inside, live_region=True, container=True), identifier="pasted")


@screen_component
def PasteScreen(state: Any) -> Any:
    """Paste, look at what was understood, go on to the form."""
    page = ft.context.page
    half: HalfTyped = ft.use_memo(
        lambda: HalfTyped(state.draft(DRAFT), lambda fields: state.note_draft(DRAFT, fields)), []
    )

    async def go_on(_event: Any) -> None:
        slip = read_slip(half.text("text"))
        if slip.form.rows:
            await state.keep_draft("test", filled(state.draft("test") or blank(state), slip))
            await state.drop_draft(DRAFT)
            page.navigate("/log/add/test")

    field = typed_field(half, "text", _("Text of the lab result"), keyboard="lines")
    button = primary_button(_("Check it in the form"), go_on, full=True, identifier="paste-go")
    parts = [
        body(_("Copy the result from an e-mail, a portal or a PDF, and paste it here. One value per line.")),
        field,
        _Read(half=half, beat=half.of("text"), key="read"),
    ]
    foot = ft.Container(button, padding=theme.foot_padding(), bgcolor=theme.CARD)
    return screen(_("Paste a result"), parts, back="/log", foot=[foot])
