"""Many blood tests from a CSV file: a preview, every doubt asked, then all of it or nothing. And the way out."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import flet as ft

from app.core.problem import Problem
from app.core.record import BloodTest
from app.core.table import Choices, Imported, TableRead, read_table, write_table
from app.core.units import units_for
from app.device import Picked
from app.ui import theme
from app.ui.component import component, screen_component
from app.ui.context import Ctx
from app.ui.labs.form import NOBODY, ensure_person
from app.ui.labs.said import name, say_problem
from app.ui.parts import (
    body,
    card,
    hint,
    notice,
    picker,
    primary_button,
    radio_rows,
    screen,
    secondary_button,
    section_heading,
    show_sheet,
    small_button,
    text_button,
)
from app.words import _, listed, ltr, ngettext, say_date

SHOWN = 20
"""Problems and tests listed in the preview; the rest is counted."""
LARGEST = 20_000_000
"""Bytes; a file that is larger is no log."""


def decoded(data: bytes) -> str | None:
    """The text of a file as UTF-8 (or UTF-16 with its mark); None when it is neither."""
    if len(data) > LARGEST:
        return None
    try:
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        return None


def entries_of(state: Any, found: TableRead) -> tuple[BloodTest, ...]:
    """The new blood tests of *found*, ready to be kept."""
    now = state.now()
    return tuple(
        BloodTest(
            id=state.new_id(),
            person=state.person.id,
            created=now,
            changed=now,
            note=one.read.note,
            taken=one.read.taken,
            lab=one.read.lab,
            readings=one.read.readings,
        )
        for one in found.new
        if one.read.taken is not None
    )


def _with(choices: Choices, **said: Any) -> Choices:
    """*choices* with one more answer."""
    return replace(choices, **said)


def _ask(problem: Problem, choices: Choices, choose: Callable[[Choices], None]) -> ft.Control:
    """A question about the whole file."""
    words = say_problem(problem)
    if problem.field == "dates":
        days = {"day_first": _("The day comes first"), "month_first": _("The month comes first")}
        return radio_rows(words, choices.dates, days, lambda one: choose(_with(choices, dates=one)))
    if problem.field == "decimal":
        signs = {".": _("The decimal sign is a point"), ",": _("The decimal sign is a comma")}
        return radio_rows(words, choices.decimal, signs, lambda one: choose(_with(choices, decimal=one)))
    analyte = problem.field.partition(".")[2]
    units = {unit.id: unit.label for unit in units_for(analyte)}
    label = _("Unit, {value}").format(value=name(analyte))
    box = picker(label, "", units, lambda one: choose(_with(choices, units={**choices.units, analyte: one})))
    return ft.Column([body(words), box], spacing=theme.SMALL, tight=True)


def _wrong(problem: Problem, accept: Callable[[str], None]) -> ft.Control:
    """One doubt or fault at a line of the file."""
    line = problem.field.partition(":")[0]
    where = _("Line {line}").format(line=line.removeprefix("line ")) if line.startswith("line ") else _("The file")
    words = body(f"{where}: {say_problem(problem)}")
    if problem.weight == "stop":
        return words
    right = text_button(_("It is right as typed"), lambda _event: accept(problem.key))
    return ft.Column([words, ft.Row([right], wrap=True)], spacing=0, tight=True)


def _preview(one: Imported) -> ft.Control:
    when = say_date(one.read.taken) if one.read.taken else one.form.taken
    values = listed(f"{name(analyte)} {reading.text}" for analyte, reading in one.read.readings.items())
    known = _("already in the log, left out") if one.known else ""
    return hint(" · ".join(part for part in (when, one.read.lab, values, known) if part))


@component
def Preview(found: TableRead, choices: Choices, choose: Any, accept: Any) -> ft.Control:
    """What the file holds, and what is still to be settled."""
    parts: list[ft.Control] = [_ask(one, choices, choose) for one in found.asks]
    if found.problems:
        count = len(found.problems)
        said = ngettext("{count} line needs a look", "{count} lines need a look", count).format(count=count)
        parts.append(notice(said, "warning"))
        parts += [_wrong(one, accept) for one in found.problems[:SHOWN]]
        parts.append(hint(_("Correct the file and choose it again. Nothing has been added.")))
    if found.tests:
        new, known = len(found.new), len(found.tests) - len(found.new)
        said = ngettext("{count} new blood test", "{count} new blood tests", new).format(count=new)
        left = ngettext("{count} is already there", "{count} are already there", known).format(count=known)
        parts.append(section_heading(f"{said}, {left}" if known else said))
        parts += [_preview(one) for one in found.tests[:SHOWN]]
        more = len(found.tests) - SHOWN
        parts += [hint(ngettext("and {count} more", "and {count} more", more).format(count=more))] if more > 0 else []
    return card(ft.Column(parts, spacing=theme.MEDIUM, tight=True), identifier="import-preview")


@screen_component
def ImportScreen(state: Any) -> Any:
    """Choose a file, settle what is unclear, add all of it."""
    house, page = ft.use_context(Ctx), ft.context.page
    text, set_text = ft.use_state("")
    wrong, set_wrong = ft.use_state("")
    choices, set_choices = ft.use_state(Choices())
    accepted, set_accepted = ft.use_state(frozenset[str]())
    person = state.person or NOBODY
    found = ft.use_memo(
        lambda: read_table(text, person, state.log, state.today(), choices, accepted) if text else None,
        [text, person, state.log, choices, accepted],
    )

    async def chosen(files: tuple[Picked, ...]) -> None:
        for file in files:
            read = decoded(file.data)
            set_wrong("" if read else _("This file is not a table of text. Save it as CSV in UTF-8."))
            set_choices(Choices())
            set_accepted(frozenset())
            set_text(read or "")

    async def add(_event: Any) -> None:
        if not await ensure_person(state, "import"):
            return
        if found and found.ok and await state.keep_many(entries_of(state, found)):
            page.navigate("/log")

    parts: list[Any] = [
        body(_("One result per line. Columns: date, analyte, value, unit. If known: lab, low, high, note.")),
        text_button(_("What the file must look like"), _format, icon=ft.Icons.HELP_OUTLINE, identifier="csv-format"),
        secondary_button(
            _("Choose a CSV file"),
            icon=ft.Icons.UPLOAD_FILE,
            identifier="choose-file",
            action=house.device.choose_file(chosen, "csv", "txt"),
        ),
    ]
    parts += [notice(wrong, "error")] if wrong else []
    if found:
        again = lambda key: set_accepted(accepted | {key})  # noqa: E731
        parts.append(Preview(found, choices, set_choices, again))
    parts.append(_way_out(state, house))
    if not (found and found.ok):
        return screen(_("Import or export"), parts, back="/log")
    words = ngettext("Add {count} blood test", "Add {count} blood tests", len(found.new))
    button = primary_button(words.format(count=len(found.new)), add, full=True, identifier="import-add")
    foot = ft.Container(button, padding=theme.foot_padding(), bgcolor=theme.CARD)
    return screen(_("Import or export"), parts, back="/log", foot=[foot])


EXAMPLE = (
    "date,lab,analyte,value,unit,low,high,method,note",
    "2026-11-22,Riverside,wbc,1.7,10*9/L,4.0,11.0,,",
    "2026-11-22,Riverside,neutrophils,0.68,10*9/L,2.0,7.5,automated,",
    "2026-11-22,Riverside,haemoglobin,9.7,g/dL,12.0,15.5,,",
)
"""A file as it can be read in, and as it is written."""


def _format(_event: Any) -> None:
    """How a file must look, with an example to copy."""
    lines = [ft.Text(ltr(one), theme_style=theme.SMALL_TEXT, selectable=True) for one in EXAMPLE]
    show_sheet(
        _("What the file must look like"),
        body(_("A first line with the names of the columns, then one value per line.")),
        body(_("Date, analyte and value must be there; the rest may be left out.")),
        body(_("The same date and lab make one blood test. A blank line begins another test of the same day.")),
        body(_("Dates best as 2026-11-22. Values as on the slip, also <0.1. Comma, semicolon or tab between columns.")),
        *lines,
        small_button(_("Copy the example"), None, action=ft.CopyToClipboard("\n".join(EXAMPLE)), icon=ft.Icons.COPY),
    )


def _way_out(state: Any, house: Any) -> ft.Control:
    """Every blood test of the open person as a file of the same shape."""

    async def save(_event: Any) -> None:
        data = write_table(state.log.tests).encode("utf-8-sig")
        await house.device.save_file(f"blood-tests-{state.today().isoformat()}.csv", data)

    words = _("For a spreadsheet, or to bring them into another app. The file is not encrypted.")
    button = secondary_button(
        _("Save as CSV"), save, icon=ft.Icons.DOWNLOAD, disabled=not state.log.tests, identifier="export"
    )
    return card(section_heading(_("All blood tests as a file")), hint(words), ft.Row([button], wrap=True))
