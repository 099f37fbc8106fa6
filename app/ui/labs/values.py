"""One value of a slip in the form: number, unit, echo in both scales, what is wrong or asked, the lab's range."""

from collections.abc import Mapping
from typing import Any

import flet as ft

from app.core.problem import Problem
from app.core.temperature import SCALES
from app.core.units import UNITS, amount_of, both_scales, units_for
from app.ui import theme
from app.ui.component import component, memo
from app.ui.context import Large
from app.ui.labs.fields import beside, typed_field
from app.ui.labs.half import HalfTyped, Pulse
from app.ui.labs.said import name, say_problem, short
from app.ui.parts import body, hint, icon_button, picker, small_button, title
from app.words import _, ltr

ALIKE = ("wbc", "neutrophils", "lymphocytes", "monocytes", "eosinophils", "basophils")
"""Counts that a slip prints in one unit: choosing it for one fills it in where nothing was typed yet."""


def unit_picker(half: HalfTyped, analyte: str, error: str) -> ft.Control:
    """The units a value may be printed in. Nothing is chosen for the person; counts of one slip share their unit."""
    field = f"{analyte}.unit"

    def chosen(unit: str) -> None:
        half.put(field, unit)
        alike = ALIKE if analyte in ALIKE else ()
        for other in alike:
            if not half.has_any(f"{other}.unit", f"{other}.text") and unit in {one.id for one in units_for(other)}:
                half.put(f"{other}.unit", unit)

    options = {unit.id: unit.label for unit in units_for(analyte)}
    box = picker(_("Unit"), half.text(field), options, chosen, identifier=field, error=error)
    return ft.MergeSemantics(ft.Semantics(content=box, label=name(analyte)))  # aloud: whose unit it is


def questions(half: HalfTyped, asked: list[Problem]) -> list[ft.Control]:
    """Each question with its offers and "it is right" as buttons."""
    return [_question(half, one) for one in asked]


def _unit_field(field: str) -> str:
    """Where the unit of a field is kept: "wbc.unit" of "wbc.text"; "unit" of the temperature's "text"."""
    row, dot, _part = field.partition(".")
    return f"{row}.unit" if dot else "unit"


def _question(half: HalfTyped, problem: Problem) -> ft.Control:
    def take(text: str, unit: str, field: str) -> Any:
        def taken(_event: Any) -> None:
            if unit:
                half.put(_unit_field(field or problem.field), unit)
            if field and field != problem.field:
                half.put(problem.field, "")
            half.put(field or problem.field, text)

        return taken

    offers = [
        small_button(
            _("Use {value}").format(value=_offered(half, problem, one.text, one.unit, one.field)),
            take(one.text, one.unit, one.field),
        )
        for one in problem.offers
    ]
    if problem.weight == "ask":
        offers.append(small_button(_("It is right as typed"), lambda _event: half.confirm(problem)))
    said = ft.Semantics(content=body(say_problem(problem), color=theme.ON_URGENT_SOFT), live_region=True)
    inside = ft.Column(
        [said, ft.Row(offers, wrap=True, spacing=theme.SMALL, run_spacing=theme.SMALL)], spacing=theme.SMALL, tight=True
    )
    return ft.Container(
        inside, bgcolor=theme.URGENT_SOFT, border_radius=theme.FIELD_RADIUS, padding=theme.question_padding()
    )


def _offered(half: HalfTyped, problem: Problem, text: str, unit: str, field: str) -> str:
    """An offer in words: "3.5 ×10⁹/L", "38.3 °C"."""
    wanted = unit or half.text(_unit_field(field or problem.field))
    label = UNITS[wanted].label if wanted in UNITS else SCALES.get(wanted, "")
    return ltr(f"{text} {label}".strip())


def _echo(half: HalfTyped, analyte: str) -> str:
    text, unit = half.text(f"{analyte}.text"), half.text(f"{analyte}.unit")
    read = amount_of(text, unit, analyte) if text.strip() else None
    return ltr("= " + both_scales(read, _("per µL"))) if read else ""


def _number(half: HalfTyped, analyte: str, stops: dict[str, str], large: bool) -> ft.Control:
    """The number and its unit; a unit that is the only one stands inside the field."""
    field, units = f"{analyte}.text", units_for(analyte)
    error = stops.get(field, "")
    if len(units) == 1:
        return typed_field(half, field, short(analyte), error=error, keyboard="number", suffix=units[0].label)
    number = typed_field(half, field, short(analyte), error=error, keyboard="number")
    unit = unit_picker(half, analyte, stops.get(f"{analyte}.unit", ""))
    return beside(number, unit, large)


Ranges = Mapping[tuple[str, str, str], tuple[str, str]]
"""The limits of earlier slips by analyte, lab and unit: the lowest and the highest, as printed."""


def _as_before(half: HalfTyped, analyte: str, earlier: Ranges) -> list[ft.Control]:
    """The range this lab printed last time in this unit, to be taken with one tap, beside a value that has none yet."""
    before = earlier.get((analyte, half.text("lab"), half.text(f"{analyte}.unit")))
    if before is None or not half.has_any(f"{analyte}.text") or half.has_any(f"{analyte}.low", f"{analyte}.high"):
        return []

    def take(_event: Any) -> None:
        for part, text in zip(("low", "high"), before, strict=True):
            half.put(f"{analyte}.{part}", text)

    words = _("Lab’s range as last time: {range}").format(range=ltr("–".join(before)))
    return [ft.Row([small_button(words, take, identifier=f"{analyte}.as-before")], wrap=True)]


@component
def _Value(half: HalfTyped, analyte: str, earlier: Ranges, beat: Pulse, lab: Pulse) -> ft.Control:
    opened, set_opened = ft.use_state(half.has_any(f"{analyte}.low", f"{analyte}.high"))
    found = half.problems_at(analyte)
    stops = {one.field: say_problem(one) for one in reversed(found) if one.weight == "stop" and not one.offers}
    more = icon_button(
        ft.Icons.TUNE,
        _("Lab’s range for {value}").format(value=name(analyte)),
        lambda _event: set_opened(not opened),
        padding=0,
    )
    parts: list[ft.Control] = [
        ft.Row([ft.Container(title(name(analyte)), expand=True), more], spacing=0),
        _number(half, analyte, stops, ft.use_context(Large)),
    ]
    parts += [hint(echo)] if (echo := _echo(half, analyte)) else []
    parts += questions(half, [one for one in found if one.weight == "ask" or one.offers])
    parts += _as_before(half, analyte, earlier)
    parts += [_range(half, analyte, stops)] if opened else []
    return ft.Column(parts, spacing=theme.TINY, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


_MemoValue = memo(_Value)


def value_row(half: HalfTyped, analyte: str, earlier: Ranges) -> Any:
    """The row of one analyte."""
    beats = {"beat": half.of(analyte), "lab": half.of("lab")}
    return _MemoValue(half=half, analyte=analyte, earlier=earlier, key=f"value-{analyte}", **beats)


def _range(half: HalfTyped, analyte: str, stops: dict[str, str]) -> ft.Control:
    """The lab's own limits, as printed beside the value, in the same unit; and "below" or "above" for bounds."""
    low = typed_field(half, f"{analyte}.low", _("Lowest"), error=stops.get(f"{analyte}.low", ""), keyboard="number")
    high = typed_field(half, f"{analyte}.high", _("Highest"), error=stops.get(f"{analyte}.high", ""), keyboard="number")
    limits = ft.ResponsiveRow(
        [ft.Container(low, col=6), ft.Container(high, col=6)], spacing=theme.SMALL, run_spacing=theme.SMALL
    )
    text = half.text(f"{analyte}.text").lstrip("<>≤≥ ")
    field = f"{analyte}.text"
    signs = [
        small_button(words, lambda _event, sign=sign: half.put(field, f"{sign}{text}"))
        for words, sign in ((_("less than (<)"), "<"), (_("more than (>)"), ">"))
    ]
    said = hint(_("The lab’s range, as printed beside the value, in the same unit."))
    inside = ft.Column([said, limits, ft.Row(signs, wrap=True, spacing=theme.SMALL)], spacing=theme.SMALL, tight=True)
    label = _("Lab’s range for {value}").format(value=name(analyte))
    return ft.Semantics(content=inside, label=label, container=True)
