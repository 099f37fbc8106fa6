"""What goes on the page: how far back, which parts, whose name, which paper. Less is often enough."""

from collections.abc import Callable
from functools import partial

import flet as ft

from app.core.summary_choice import PARTS, Choice, Part
from app.ui import theme
from app.ui.component import component
from app.ui.parts import card, check_row, hint, radio_rows, secondary_button, section_heading
from app.words import NAMES, _, available, listed

PERIODS = {"30": 30, "90": 90, "365": 365, "1825": 1825, "all": None}


@component
def Chosen(choice: Choice, choose: Callable[[Choice], None]) -> ft.Control:
    """The choices, folded until asked for."""
    open_, set_open = ft.use_state(False)
    lines = [*_period(choice, choose), *_names(choice, choose), *_parts(choice, choose)] if open_ else []
    words = _("Done choosing") if open_ else _("Choose what goes on it")
    left = [one for one in PARTS if one not in choice.parts]
    out = [hint(_("Left out: {parts}").format(parts=listed(_(PARTS[one]) for one in left)))] if left else []
    button = secondary_button(words, lambda _event: set_open(not open_), icon=ft.Icons.TUNE, identifier="choose")
    return card(section_heading(_("What goes on the page")), *out, ft.Row([button], wrap=True), *lines)


def _period(choice: Choice, choose: Callable[[Choice], None]) -> list[ft.Control]:
    names = {
        "30": _("The last month"),
        "90": _("The last 3 months"),
        "365": _("The last year"),
        "1825": _("The last 5 years"),
        "all": _("Everything"),
    }
    now = next((key for key, days in PERIODS.items() if days == choice.days), "365")
    pages = {"A4": _("A4"), "Letter": _("US Letter")}
    systems = {"SI": _("×10⁹/L and g/L first"), "US": _("per µL and g/dL first")}

    def change(field: str, value: object) -> None:
        choose(choice.model_copy(update={field: value}))

    spoken = {"": _("As on the screen"), **{one: NAMES.get(one, one) for one in available()}}
    language = [radio_rows(_("Language of the page"), choice.language, spoken, partial(change, "language"))]
    return [
        radio_rows(_("How far back"), now, names, lambda key: change("days", PERIODS[key])),
        *(language if len(spoken) > 2 else []),
        radio_rows(_("Units"), choice.units, systems, partial(change, "units")),
        radio_rows(_("Paper"), choice.page, pages, partial(change, "page")),
    ]


def _names(choice: Choice, choose: Callable[[Choice], None]) -> list[ft.Control]:
    def turn(field: str, on: bool) -> None:
        choose(choice.model_copy(update={field: on}))

    return [
        check_row(_("My name"), choice.show_name, partial(turn, "show_name")),
        check_row(_("My birth date"), choice.show_birth_date, partial(turn, "show_birth_date")),
    ]


def _parts(choice: Choice, choose: Callable[[Choice], None]) -> list[ft.Control]:
    def turn(part: Part, on: bool) -> None:
        parts = choice.parts | {part} if on else choice.parts - {part}
        choose(choice.model_copy(update={"parts": parts}))

    rows: list[ft.Control] = [
        check_row(_(name), part in choice.parts, partial(turn, part)) for part, name in PARTS.items()
    ]
    return [ft.Column(rows, spacing=theme.SMALL, tight=True)]
