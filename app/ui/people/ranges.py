"""The ranges a clinician set for this person: they go before the default ones, never before the lab's own."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import flet as ft

from app.core.analytes import ANALYTES
from app.core.record import Range
from app.core.units import UNITS, Amount, amount_of, units_for
from app.ui import theme
from app.ui.component import component
from app.ui.labs.said import name
from app.ui.parts import body, card, form_field, picker, section_heading, text_button, title
from app.ui.people.wrong import Wrong
from app.words import _

SET_FOR = ("neutrophils", "wbc", "lymphocytes", "haemoglobin", "platelets")
LIMITS = ("low", "high")


def write_ranges(ranges: Mapping[str, Range]) -> dict[str, str]:
    """Ranges as the text of the form."""
    return {f"range.{one}.{part}": getattr(r, part) for one, r in ranges.items() for part in ("unit", *LIMITS)}


def read_ranges(fields: Mapping[str, str], before: Mapping[str, Range]) -> dict[str, Range]:
    """The ranges in the form; those of values that the form does not show stay."""
    found = {one: kept for one, kept in before.items() if one not in SET_FOR}
    for one in SET_FOR:
        low, high = (fields.get(f"range.{one}.{part}", "").strip() for part in LIMITS)
        if low or high:
            found[one] = Range(unit=_unit(fields, one), low=low, high=high)
    return found


def wrong_ranges(fields: Mapping[str, str]) -> dict[str, str]:
    """What is wrong, by field, as a sentence; empty when all can be kept."""
    wrong: dict[str, str] = {}
    for one in SET_FOR:
        low, high = (_limit(fields, one, part) for part in LIMITS)
        for part, found in zip(LIMITS, (low, high), strict=True):
            typed = fields.get(f"range.{one}.{part}", "").strip()
            if typed and (found is None or found.comparator):
                wrong[f"range.{one}.{part}"] = _("A limit is a number, like 1.5.")
        if low and high and low.value >= high.value:
            wrong[f"range.{one}.high"] = _("The upper limit must be above the lower one.")
    return wrong


def _unit(fields: Mapping[str, str], one: str) -> str:
    return fields.get(f"range.{one}.unit", "") or ANALYTES[one].unit


def _limit(fields: Mapping[str, str], one: str, part: str) -> Amount | None:
    return amount_of(fields.get(f"range.{one}.{part}", ""), _unit(fields, one), one)


@component
def Ranges(fields: dict[str, str], put: Any, wrong: Wrong) -> ft.Control:
    """Folded away unless there are some: few people have them."""
    used = any(fields.get(f"range.{one}.{part}") for one in SET_FOR for part in LIMITS)
    open_, set_open = ft.use_state(used)
    button = text_button(_("Add a range"), lambda _event: set_open(True), icon=ft.Icons.ADD, identifier="add-range")
    return card(
        section_heading(_("Ranges from my clinician")),
        body(_("Only if your clinician set limits for you. Leave empty what was not set.")),
        *((_row(fields, put, wrong, one) for one in SET_FOR) if open_ else [ft.Row([button], wrap=True)]),
    )


def _row(fields: dict[str, str], put: Any, wrong: Wrong, one: str) -> ft.Control:
    def field(part: str, label: str) -> Any:
        key = f"range.{one}.{part}"
        return form_field(
            label, fields.get(key, ""), partial(put, key), keyboard="number", identifier=key, **wrong.at(key)
        )  # fmt: skip

    units = {unit.id: UNITS[unit.id].label for unit in units_for(one)}
    said = name(one)
    return ft.Column(
        [
            title(said),
            field("low", _("{value}: lowest").format(value=said)),
            field("high", _("{value}: highest").format(value=said)),
            picker(_("{value}: unit").format(value=said), _unit(fields, one), units, partial(put, f"range.{one}.unit")),
        ],
        spacing=theme.MEDIUM,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        key=f"range.{one}",
    )
