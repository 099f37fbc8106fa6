"""The form of symptoms: tick what is there on a day. The signs, and their words, are those of the symptom check."""

from collections.abc import Mapping
from typing import Any

import flet as ft

from app.core.events import SymptomsForm, read_symptoms
from app.core.problem import Problem
from app.core.quiz_answers import CHOICES
from app.core.quiz_signs import signs_for
from app.core.record import Person, Symptoms
from app.core.summary_words import word
from app.ui import theme
from app.ui.component import component
from app.ui.labs.days import day_field
from app.ui.labs.fields import typed_field
from app.ui.labs.form import NOBODY, form_screen
from app.ui.labs.half import HalfTyped, Pulse
from app.ui.labs.said import say_problem
from app.ui.parts import check_row, hint, section_heading
from app.words import _

GROUPS = (
    ("infection_signs", CHOICES["infection_signs"]),
    ("unwell", ("unwell",)),
    ("bleeding", ("bruises_or_spots", "severe")),
    ("vaginal_bleeding", CHOICES["vaginal_bleeding"][1:]),
    ("anaemia", ("tired", "on_effort")),
)
"""Signs besides the danger signs, by the question of the symptom check they belong to."""


def groups_for(person: Person | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """`GROUPS` without what a man is not asked; what is not known is asked."""
    is_male = person is not None and person.sex == "male"
    return tuple(one for one in GROUPS if not (is_male and one[0] == "vaginal_bleeding"))


def form_of(fields: Mapping[str, str]) -> SymptomsForm:
    """The typed form."""
    return SymptomsForm(on=fields.get("on", ""), signs=fields.get("signs", ""), note=fields.get("note", ""))


def _label(state: Any, question: str, sign: str) -> str:
    """The sign in the words of the quiz, else its short word."""
    text = getattr(state.content, "quiz", None)
    return (text.label(question, sign) if text else "") or _(word(sign)).capitalize()


@component
def _Signs(state: Any, half: HalfTyped, beat: Pulse) -> ft.Control:
    chosen = half.text("signs").split()
    error = next((say_problem(one) for one in half.problems_at("signs")), "")

    def row(question: str, sign: str) -> ft.Control:
        def turn(on: bool) -> None:
            half.put("signs", " ".join([*(one for one in chosen if one != sign), *([sign] if on else [])]))

        return check_row(_label(state, question, sign), sign in chosen, turn, identifier=f"sign-{sign}")

    parts: list[ft.Control] = [hint(error, color=theme.ERROR)] if error else []
    parts += [section_heading(_("Infection, bleeding, tiredness"))]
    parts += [row(question, sign) for question, signs in groups_for(state.person) for sign in signs]
    parts += [section_heading(_("Danger signs")), hint(_("Any of these is an emergency. Call first, log later."))]
    parts += [row("danger_signs", sign) for sign in signs_for(None)]
    return ft.Column(parts, spacing=theme.SMALL, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _body(state: Any, half: HalfTyped) -> list[ft.Control]:
    return [
        day_field(half, "on", _("Day"), state.today()),
        _Signs(state=state, half=half, beat=half.of("signs"), key="signs"),
        typed_field(half, "note", _("Note (optional)"), keyboard="lines"),
    ]


async def _keep(state: Any, half: HalfTyped, old: Symptoms | None) -> str:
    form = form_of(half.fields)
    on, signs, problems = read_symptoms(form, state.person or NOBODY, state.today(), half.confirmed)
    if problems or on is None:
        return ""
    now = state.now()
    entry = Symptoms(
        id=old.id if old else state.new_id(),
        person=old.person if old else state.person.id,
        created=old.created if old else now,
        changed=now,
        sample=old.sample if old else False,
        note=form.note.strip(),
        on=on,
        signs=signs,
    )
    return entry.id if await state.keep(entry) else ""


def symptoms_form(state: Any, old: Symptoms | None) -> Any:
    """The screen: new symptoms when *old* is None, else their correction."""

    def check(fields: Mapping[str, str], accepted: frozenset[str]) -> tuple[Problem, ...]:
        return read_symptoms(form_of(fields), state.person or NOBODY, state.today(), accepted)[2]

    begin = {"on": old.on.isoformat(), "signs": " ".join(old.signs), "note": old.note} if old else None
    return form_screen(
        state,
        title=_("Correct symptoms") if old else _("Symptoms"),
        draft=f"symptoms:{old.id}" if old else "symptoms",
        begin={key: text for key, text in (begin or {"on": state.today().isoformat()}).items() if text},
        check=check,
        body=lambda half: _body(state, half),
        keep=lambda half: _keep(state, half, old),
        old=old,
        names={"signs": _("Symptoms"), "on": _("Day")},
    )
