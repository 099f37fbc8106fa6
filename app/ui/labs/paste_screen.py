"""A slip pasted as text: read into the form of a blood test, for checking. Nothing goes straight into the record."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import flet as ft

from app.core.analytes import ANALYTES
from app.core.slip import Slip, read_slip
from app.core.units import UNITS
from app.ui import theme
from app.ui.component import component, screen_component
from app.ui.labs.blood_test import blank
from app.ui.labs.fields import typed_field
from app.ui.labs.half import PASTED, HalfTyped, Pulse, row_of
from app.ui.labs.said import name, short
from app.ui.parts import body, card, hint, notice, primary_button, screen, section_heading, text_button
from app.words import _, listed, ltr, ngettext, say_date

DRAFT = "paste"


SAID = 4
"""Values of a half-typed test that are named when it is asked about."""


def _typed_rows(fields: Mapping[str, str]) -> list[str]:
    """The values of a form into which something was typed; a unit alone may be remembered, not typed."""
    keys = [key for key, text in fields.items() if text and key.partition(".")[2] in ("text", "low", "high")]
    return [one for one in ANALYTES if one in map(row_of, keys)]


def begun(fields: Mapping[str, str]) -> bool:
    """Whether a form holds something that a pasted slip must not be mixed with unasked."""
    return bool(_typed_rows(fields) or fields.get("note"))


def clashes(fields: Mapping[str, str], slip: Slip) -> bool:
    """Whether the slip says something else at a value that was already typed."""
    rows = _typed_rows(fields)
    new = {key: text for key, text in slip.form.fields().items() if row_of(key) in rows}
    return any(fields.get(key, text) not in ("", text) for key, text in new.items())


def filled(before: Mapping[str, str], slip: Slip) -> dict[str, str]:
    """The form *before* with what the slip gave. A value of the slip never takes over a unit chosen earlier."""
    own = _typed_rows(before)
    kept = {key: text for key, text in before.items() if row_of(key) not in slip.form.rows or row_of(key) in own}
    return {**kept, **slip.form.fields(), PASTED: "yes"}


def _said(fields: Mapping[str, str]) -> str:
    """What a half-typed test holds, so that it is known again: its day and its first values."""
    try:
        day = [say_date(date.fromisoformat(fields.get("taken", "")))]
    except ValueError:
        day = []
    rows = _typed_rows(fields)
    values = [ltr(f"{short(one)} {text}") for one in rows[:SAID] if (text := fields.get(f"{one}.text"))]
    return listed([*day, *values] or [_("Note")])


def _question(fields: Mapping[str, str], slip: Slip, add: Callable[..., Any]) -> ft.Control:
    """Asks whether the pasted text is the slip that was half-typed; with other values in it, it cannot be."""
    page = ft.context.page
    words = _("A blood test is still half-typed: {values}. Is the pasted text the same slip?")
    yes = [text_button(_("Yes, add it there"), add, identifier="paste-same")]
    if clashes(fields, slip):
        words = _(
            "A blood test is still half-typed: {values}. The pasted text has other values. "
            "Save that test or start it afresh first. Your pasted text stays here."
        )
        yes = []
    there = text_button(_("Open the half-typed test"), lambda _event: page.navigate("/log/add/test"))
    return notice(words.format(values=_said(fields)), "warning", [*yes, there], identifier="paste-begun")


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


@component
def _Begun(state: Any, half: HalfTyped, add: Callable[..., Any], beat: Pulse) -> ft.Control:
    left = state.draft("test")
    return _question(left, read_slip(half.text("text")), add) if begun(left) else ft.Container()


@screen_component
def PasteScreen(state: Any) -> Any:
    """Paste, look at what was understood, go on to the form."""
    page = ft.context.page
    half: HalfTyped = ft.use_memo(
        lambda: HalfTyped(state.draft(DRAFT), lambda fields: state.note_draft(DRAFT, fields)), []
    )

    asked, set_asked = ft.use_state(False)

    async def fill(before: Mapping[str, str]) -> None:
        slip = read_slip(half.text("text"))
        if slip.form.rows:
            await state.keep_draft("test", filled(before, slip))
            await state.drop_draft(DRAFT)
            page.navigate("/log/add/test")

    async def go_on(_event: Any) -> None:
        left = state.draft("test")
        set_asked(begun(left))
        if not begun(left):  # units chosen before hold; the day is left open, for nobody pastes only slips of today
            units = {key: unit for key, unit in left.items() if key.endswith(".unit")}
            await fill({**blank(state), **units, "taken": ""})

    async def add(_event: Any) -> None:
        left = state.draft("test")
        if not clashes(left, read_slip(half.text("text"))):
            await fill(left)

    field = typed_field(half, "text", _("Text of the lab result"), keyboard="lines")
    button = primary_button(_("Check it in the form"), go_on, full=True, identifier="paste-go")
    parts = [
        body(_("Copy the result from an e-mail, a portal or a PDF, and paste it here. One value per line.")),
        field,
        _Read(half=half, beat=half.of("text"), key="read"),
    ]
    foot: list[ft.Control] = [_Begun(state=state, half=half, add=add, beat=half.of("text"))] if asked else []
    below = ft.Column([*foot, button], spacing=theme.SMALL, tight=True)
    under = ft.Container(below, padding=theme.foot_padding(), bgcolor=theme.CARD)
    return screen(_("Paste a result"), parts, back="/log", foot=[under])
