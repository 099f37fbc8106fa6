"""The form of a blood test, in the order of a lab slip. Nothing is stored until it is understood; no text is lost."""

from collections.abc import Mapping
from typing import Any

import flet as ft

from app.core.analytes import ANALYTES
from app.core.entry import TestForm, TestRead, read_test
from app.core.problem import Problem
from app.core.record import BloodTest
from app.core.units import units_for
from app.ui import theme
from app.ui.component import component
from app.ui.labs.anc_card import anc_card
from app.ui.labs.days import day_field
from app.ui.labs.fields import typed_field
from app.ui.labs.form import NOBODY, form_screen
from app.ui.labs.half import HalfTyped, Pulse
from app.ui.labs.values import Ranges, value_row
from app.ui.parts import body, section_heading, small_button, text_button
from app.words import _

COMMON = ("wbc", "neutrophils", "neutrophils_percent", "lymphocytes", "haemoglobin", "platelets")
REST = tuple(one for one in ANALYTES if one not in COMMON)


def blank(state: Any) -> dict[str, str]:
    """An empty form: today, the lab of the last slip, and the units it printed."""
    lab = state.log.tests[-1].lab if state.log.tests else ""
    fields = {"taken": state.today().isoformat(), "lab": lab}
    return {name: text for name, text in {**fields, **remembered(state.log.tests, lab)}.items() if text}


def remembered(tests: tuple[BloodTest, ...], lab: str) -> dict[str, str]:
    """The unit in which *lab* last printed each value for this person; one unit needs no choice.

    Never that of another lab or person: a number in the wrong unit can hide a very low count.
    """
    printed = {one: reading.unit for test in tests if test.lab == lab for one, reading in test.readings.items()}
    only = {one: units_for(one)[0].id for one in ANALYTES if len(units_for(one)) == 1}
    known = {one: unit for one, unit in {**printed, **only}.items() if one in ANALYTES}
    return {f"{one}.unit": unit for one, unit in known.items()}


def ranges_before(tests: tuple[BloodTest, ...]) -> dict[tuple[str, str, str], tuple[str, str]]:
    """The limits each lab printed last, by analyte, lab and unit."""
    return {
        (one, test.lab, reading.unit): (reading.low, reading.high)
        for test in tests
        for one, reading in test.readings.items()
        if reading.low or reading.high
    }


def understood(state: Any, fields: Mapping[str, str], accepted: frozenset[str], editing: str) -> TestRead:
    """What the half-typed *fields* say so far."""
    return read_test(TestForm.of(fields), state.person or NOBODY, state.log, state.today(), accepted, editing)


@component
def _More(half: HalfTyped, earlier: Ranges) -> ft.Control:
    """The values that few people need, one tap away; open at once when one of them is filled in."""
    opened, set_opened = ft.use_state(half.has_any(*(f"{one}.text" for one in REST)))
    if not opened:
        return text_button(
            _("More values"), lambda _event: set_opened(True), icon=ft.Icons.EXPAND_MORE, identifier="more-values"
        )
    return ft.Column([value_row(half, one, earlier) for one in REST], spacing=theme.MEDIUM, tight=True)


def _body(state: Any, half: HalfTyped) -> list[ft.Control]:
    labs = list(dict.fromkeys(one.lab for one in reversed(state.log.tests) if one.lab))[:4]
    earlier = ranges_before(state.log.tests)
    labs = [lab for lab in labs if lab != half.text("lab")]
    wide = ft.CrossAxisAlignment.STRETCH
    units = _UnitsOfLab(tests=state.log.tests, half=half, beat=half.of("lab"), key="units-of-lab")
    return [
        body(_("Type only what your slip shows. One value is enough.")),
        day_field(half, "taken", _("Day of the test"), state.today()),
        ft.Column(
            [typed_field(half, "lab", _("Lab (optional)")), units], spacing=0, tight=True, horizontal_alignment=wide
        ),
        *([_labs(half, labs)] if labs else []),
        section_heading(_("Values")),
        *(value_row(half, one, earlier) for one in COMMON),
        anc_card(half),
        _More(half=half, earlier=earlier, key="more"),
        typed_field(half, "note", _("Note (optional)"), keyboard="lines"),
    ]


def _labs(half: HalfTyped, labs: list[str]) -> ft.Control:
    """The labs of earlier slips, to be taken with one tap."""
    chips = [small_button(lab, lambda _event, lab=lab: half.put("lab", lab), key=lab) for lab in labs]
    return ft.Row(chips, wrap=True, spacing=theme.SMALL, run_spacing=theme.SMALL)


@component
def _UnitsOfLab(tests: tuple[BloodTest, ...], half: HalfTyped, beat: Pulse) -> ft.Control:
    """Shows nothing. When another lab is named, the units of the lab before go where nothing is typed yet."""
    lab = half.text("lab")
    before: ft.MutableRef[list[str]] = ft.use_ref(lambda: [lab])

    def follow() -> None:
        if before.current == [lab]:
            return
        before.current = [lab]
        units = remembered(tests, lab)
        for one in ANALYTES:
            if not half.has_any(f"{one}.text"):
                half.put(f"{one}.unit", units.get(f"{one}.unit", ""))

    ft.use_effect(follow, [lab])
    return ft.Container()


async def _keep(state: Any, half: HalfTyped, old: BloodTest | None) -> str:
    """Store what was understood; the id of the entry, or empty when it was not kept."""
    read = understood(state, half.fields, half.confirmed, old.id if old else "")
    if not read.ok or read.taken is None:
        return ""
    now = state.now()
    unknown = {name: kept for name, kept in old.readings.items() if name not in ANALYTES} if old else {}
    entry = BloodTest(
        id=old.id if old else state.new_id(),
        person=old.person if old else state.person.id,
        created=old.created if old else now,
        changed=now,
        note=read.note,
        sample=old.sample if old else False,
        taken=read.taken,
        lab=read.lab,
        readings=read.readings | unknown,  # what only a newer version of the app shows in its form
    )
    if not await state.keep(entry):
        return ""
    units = {name: reading.unit for name, reading in entry.readings.items()}
    if {**state.settings.units, **units} != state.settings.units:
        await state.keep_settings(units={**state.settings.units, **units})
    return entry.id


def blood_test_form(state: Any, old: BloodTest | None) -> Any:
    """The screen: a new test when *old* is None, else its correction."""

    def check(fields: Mapping[str, str], accepted: frozenset[str]) -> tuple[Problem, ...]:
        return understood(state, fields, accepted, old.id if old else "").problems

    return form_screen(
        state,
        title=_("Correct a blood test") if old else _("Add a blood test"),
        draft=f"test:{old.id}" if old else "test",
        begin={**TestForm.from_test(old).fields()} if old else blank(state),
        check=check,
        body=lambda half: _body(state, half),
        keep=lambda half: _keep(state, half, old),
        old=old,
    )
