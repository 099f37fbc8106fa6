"""One person's facts: a name, and what helps the care team. Only the name is needed; half-typed text is kept."""

from datetime import date
from functools import partial
from typing import Any

import flet as ft

from app.core.record import Person
from app.ui import theme
from app.ui.component import component, screen_component
from app.ui.context import Ctx
from app.ui.parts import (
    body,
    card,
    form_field,
    hint,
    notice,
    primary_button,
    radio_rows,
    screen,
    section_heading,
    text_button,
)
from app.ui.people.contacts import Contacts, read_contacts, write_contacts, wrong_contacts
from app.ui.people.facts import BirthDate, Colour
from app.ui.people.left import laid_over, next_row, with_beginning
from app.ui.people.ranges import Ranges, read_ranges, write_ranges, wrong_ranges
from app.ui.people.vaccines import Vaccines, read_vaccines, write_vaccines, wrong_vaccines
from app.ui.people.wrong import Wrong
from app.words import _

TEXTS = ("name", "cause", "regimen", "allergies", "birth_date", "colour", "sex", "pregnant", "duffy_null")
QUESTIONS = 3


def fields_of(one: Person | None) -> dict[str, str]:
    """A person as the text of the form."""
    if one is None:
        return {"colour": "teal", "pregnant": "unknown", "duffy_null": "unknown"}
    plain = {name: str(getattr(one, name) or "") for name in TEXTS}
    questions = {f"question{n}": text for n, text in enumerate(one.questions)}
    lists = write_contacts(one.contacts) | write_vaccines(one.vaccines) | write_ranges(one.ranges)
    return plain | questions | lists


def person_of(fields: dict[str, str], before: Person | None, new_id: str) -> Person:
    """The person that the form describes; what the form does not show stays as it was."""
    plain: dict[str, Any] = {name: fields.get(name, "").strip() for name in TEXTS}
    plain["birth_date"] = plain["birth_date"] or None
    plain["questions"] = [
        t for n in range(next_row("question", fields)) if (t := fields.get(f"question{n}", "").strip())
    ]
    plain["contacts"] = read_contacts(fields)
    plain["vaccines"] = read_vaccines(fields)
    plain["ranges"] = read_ranges(fields, before.ranges if before else {})
    whole = (before.model_dump() if before else {"id": new_id}) | plain
    return Person.model_validate(whole)


def what_is_wrong(fields: dict[str, str], today: date) -> dict[str, str]:
    """What keeps the form from being saved, by field; empty when nothing does."""
    named = bool(fields.get("name", "").strip())
    nameless = {} if named else {"name": _("Please give a name, so that records are not mixed up.")}
    return nameless | wrong_vaccines(fields, today) | wrong_contacts(fields) | wrong_ranges(fields)


@screen_component
def PersonForm(person_id: str) -> Any:
    """The form for a person, or for a new one; not before the record is open, or it would begin empty."""
    state = ft.use_context(Ctx).state
    if state.opening:
        ring = ft.ProgressRing(semantics_label=_("Opening your record"))
        return screen(_("People"), [ft.Row([ring], alignment=ft.MainAxisAlignment.CENTER)], back="/people")
    return _Form(state, person_id)


@screen_component
def _Form(state: Any, person_id: str) -> Any:
    page = ft.context.page
    before = state.record.person(person_id)
    form = f"person:{person_id}"
    began: dict[str, str] = ft.use_memo(lambda: fields_of(before), [])
    left: dict[str, str] = ft.use_memo(lambda: _left(state, form, person_id, began), [])
    fields, set_fields = ft.use_state(left or began)
    restored, set_restored = ft.use_state(bool(left))
    wrong, set_wrong = ft.use_state(Wrong())

    def put(name: str, text: str) -> None:
        def changed(now: dict[str, str]) -> dict[str, str]:
            fresh = now | {name: text}
            state.note_draft(form, with_beginning(fresh, began), person_id)
            return fresh

        set_fields(changed)
        set_wrong(lambda now: now.without(name))

    async def start_afresh(_event: Any) -> None:
        set_fields(dict.fromkeys(fields, "") | began)
        set_restored(False)
        await state.drop_draft(form, person_id)

    async def save(_event: Any) -> None:
        known = state.record.person(person_id)
        typed = laid_over(fields_of(known), with_beginning(fields, began))  # facts may have come while it was open
        if found := what_is_wrong(typed, state.today()):
            set_wrong(wrong.after(found))
            return
        one = person_of(typed, known, state.new_id())
        if await state.keep_person(one, choose=known is None):
            await state.drop_draft(form, person_id)
            page.navigate("/people")

    return screen(
        before.name if before else _("Add a person"),
        [
            *([_restored(start_afresh)] if restored else []),
            Facts(fields, put, wrong),
            Health(fields, put),
            Vaccines(fields, put, wrong),
            Contacts(fields, put, wrong),
            Questions(fields, put),
            Ranges(fields, put, wrong),
        ],
        back="/people",
        foot=[_save(save)],
    )


def _left(state: Any, form: str, person_id: str, began: dict[str, str]) -> dict[str, str]:
    """The facts with what was left half-typed; empty when nothing differs."""
    draft = state.draft(form, person_id)
    fields = laid_over(began, draft) if draft else began
    return {} if fields == began else fields


def _restored(again: Any) -> ft.Control:
    """Says where the text in the form comes from, with the way back to the facts as they are kept."""
    button = text_button(_("Start afresh"), again, identifier="start-afresh")
    return notice(_("What you had typed is still here."), "info", [button], identifier="restored")


def _save(save: Any) -> ft.Control:
    button = primary_button(_("Save"), save, full=True, icon=ft.Icons.CHECK, identifier="save-person")
    return ft.Container(button, padding=theme.foot_padding(), bgcolor=theme.CARD)


@component
def Facts(fields: dict[str, str], put: Any, wrong: Wrong) -> ft.Control:
    """Who it is."""
    return card(
        section_heading(_("Who")),
        form_field(
            _("Name"), fields.get("name", ""), partial(put, "name"), max_length=60, identifier="name",
            **wrong.at("name"),
        ),
        Colour(fields.get("colour", ""), lambda value: put("colour", value)),
        BirthDate(fields.get("birth_date", ""), lambda value: put("birth_date", value)),
        radio_rows(
            _("Sex"), fields.get("sex", ""), {"female": _("Female"), "male": _("Male"), "": _("Rather not say")},
            lambda value: put("sex", value), identifier="sex",
        ),
        hint(_("Birth date and sex choose the default ranges. Without them those values are not rated.")),
    )  # fmt: skip


@component
def Health(fields: dict[str, str], put: Any) -> ft.Control:
    """What helps the care team."""
    answers = {"yes": _("Yes"), "no": _("No"), "unknown": _("Not sure")}
    pregnant = radio_rows(
        _("Pregnant"), fields.get("pregnant", "unknown"), answers, lambda value: put("pregnant", value),
        identifier="pregnant",
    )  # fmt: skip
    return card(
        section_heading(_("Health")),
        _lines(fields, put, "cause", _("Known cause of the low count")),
        _lines(fields, put, "regimen", _("Treatment")),
        _lines(fields, put, "allergies", _("Allergies")),
        *([] if fields.get("sex") == "male" else [pregnant]),
        radio_rows(
            _("Duffy-null, confirmed by a lab"), fields.get("duffy_null", "unknown"), answers,
            lambda value: put("duffy_null", value), identifier="duffy-null",
        ),
        hint(_("A harmless inherited trait with lower counts. It never quiets a fever warning.")),
    )  # fmt: skip


def _lines(fields: dict[str, str], put: Any, name: str, label: str) -> Any:
    return form_field(
        label, fields.get(name, ""), lambda text: put(name, text), keyboard="lines", identifier=name
    )  # fmt: skip


@component
def Questions(fields: dict[str, str], put: Any) -> ft.Control:
    """Up to three questions that go with the summary."""
    rows = [
        form_field(
            _("Question {number}").format(number=n + 1), fields.get(f"question{n}", ""),
            partial(put, f"question{n}"), max_length=200, key=f"question{n}",
        )
        for n in range(next_row("question", fields, QUESTIONS))
    ]  # fmt: skip
    return card(section_heading(_("Questions for my care team")), body(_("They are printed on the summary.")), *rows)
