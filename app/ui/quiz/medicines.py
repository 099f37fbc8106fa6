"""The medicines question: search the name on the packet, tick what one takes. The person ticks names, never lists."""

from collections.abc import Callable
from functools import partial

import flet as ft

from app.core.drugs import Drug, Drugs
from app.core.quiz_flow import tick
from app.core.quiz_text import QuizText
from app.ui import theme
from app.ui.component import component
from app.ui.parts import body, check_row, form_field, hint
from app.words import _, listed, ngettext


@component
def Medicines(
    drugs: Drugs, text: QuizText, ticked: tuple[str, ...], choose: Callable[[tuple[str, ...]], None]
) -> ft.Control:
    """Every medicine of the list as a row; typing shortens it. What is ticked stays in sight."""
    typed, set_typed = ft.use_state("")
    search = ft.use_callback(set_typed, [])
    found = drugs.find(typed, _) if typed.strip() else drugs.drug
    shown = [one for one in drugs.drug if one.id in ticked and one not in found] + list(found)
    rows = [_row(one, ticked, choose) for one in shown]
    none = [] if found else [body(_("No medicine of that name is in the list."))]
    count = ngettext("{count} medicine", "{count} medicines", len(found)).format(count=len(found))
    last = [
        check_row(text.label("medicines", one), one in ticked, partial(_turn, choose, ticked, one))
        for one in ("not_sure", "none")
    ]
    field = form_field(_("Search a name"), typed, search, identifier="medicine-search")
    return ft.Column([field, hint(count), *none, *last, *rows], spacing=theme.SMALL, tight=True)


def _turn(choose: Callable[[tuple[str, ...]], None], ticked: tuple[str, ...], option: str, _on: bool) -> None:
    choose(tick(ticked, option))


def _row(drug: Drug, ticked: tuple[str, ...], choose: Callable[[tuple[str, ...]], None]) -> ft.Control:
    name = _(drug.name)
    others = listed(one for one in dict.fromkeys((drug.name, *drug.also)) if one != name)
    note = ". ".join(part for part in (others, _(drug.note)) if part)
    return check_row(
        name, drug.id in ticked, partial(_turn, choose, ticked, drug.id), note=note, identifier=f"tick-{drug.id}"
    )
