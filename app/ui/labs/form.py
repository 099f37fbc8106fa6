"""The frame of every form of the log: what was half-typed comes back, problems are said, write first and then show."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import flet as ft

from app.core.alarm import measure_again, raised_by
from app.core.problem import Problem
from app.core.record import AnyEntry, Person
from app.ui import theme
from app.ui.component import component
from app.ui.context import Ctx, Large
from app.ui.labs.alarm import all_reasons, urgent
from app.ui.labs.half import CONFIRMED, PASTED, HalfTyped, Pulse, row_of
from app.ui.labs.said import name, say_problem
from app.ui.parts import danger_button, notice, primary_button, screen, text_button
from app.ui.whose import whose
from app.words import _, listed

NOBODY = Person(id="", name="")
"""Stands in while there is no person yet."""


@dataclass(frozen=True)
class Form:
    """One form: what it is called, where it begins, how it is read and kept."""

    title: str
    draft: str
    """The name its half-typed text is kept under."""
    begin: Mapping[str, str]
    check: Callable[[Mapping[str, str], frozenset[str]], Sequence[Problem]]
    """What is wrong with the fields, given the keys of the questions answered."""
    body: Callable[[HalfTyped], Sequence[ft.Control]]
    keep: Callable[[HalfTyped], Awaitable[str]]
    """Stores it; the id of the entry, or empty when it was not kept."""
    old: AnyEntry | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    """What its fields are called, for the list of what still needs a look."""


def half_of(state: Any, form: Form) -> HalfTyped:
    """The half-typed text of *form*: what was left last time, else its beginning."""
    left = state.draft(form.draft)

    def check(fields: Mapping[str, str]) -> Sequence[Problem]:
        return form.check(fields, frozenset(fields.get(CONFIRMED, "").splitlines()))

    half = HalfTyped(left or form.begin, lambda fields: state.note_draft(form.draft, fields), check)
    half.restored = bool(left) and dict(left) != dict(form.begin)
    if half.restored:
        half.touch_all()
    return half


@component
def _Trouble(half: HalfTyped, tried: int, names: Mapping[str, str], beat: Pulse) -> ft.Control:
    """After a try to save: what still needs a look, announced."""
    left = half.stops
    if not tried or not left:
        return ft.Container()
    general = [say_problem(one) for one in left if not one.field]
    rows = dict.fromkeys(names.get(one.field) or name(row_of(one.field)) for one in left if one.field)
    where = [_("Needs a look: {fields}.").format(fields=listed(rows))] if rows else []
    return ft.Container(notice(" ".join([*general, *where]), "warning", identifier="needs-a-look"))


async def ensure_person(state: Any, draft: str) -> bool:
    """Somebody the entry belongs to; the first one needs no name yet. What was noted while there was nobody goes."""
    if state.person is not None:
        return True
    await state.drop_draft(draft)
    return bool(await state.keep_person(Person(id=state.new_id(), name=_("Me"))))


def after_saving(state: Any, entry_id: str) -> str:
    """Where to go: to the alarm when this entry calls for one or for another reading, else to the log."""
    entry = next((one for one in state.record.entries if one.id == entry_id), None)
    found = all_reasons(state)
    if entry is None:
        return "/log"
    raised = measure_again(entry, found) or (
        urgent(found) and raised_by(entry, found, state.person, state.log, state.content.drugs, state.now())
    )
    return "/log/add/alarm" if raised else "/log"


def _restored(half: HalfTyped, again: Callable[..., Any]) -> ft.Control:
    """Says where the text in the form comes from, with the way to an empty one."""
    words = _("What you had typed is still here.")
    if half.text(PASTED):
        words = _("Filled in from your pasted text. Check the day, every number and every unit against the slip.")
    button = text_button(_("Start afresh"), again, identifier="start-afresh")
    return notice(words, "info", [button], identifier="restored")


@component
def FormView(state: Any, form: Form) -> Any:
    """The screen of one form."""
    page, device = ft.context.page, ft.use_context(Ctx).device
    half: HalfTyped = ft.use_memo(lambda: half_of(state, form), [form.draft])
    tried, set_tried = ft.use_state(0)
    busy: ft.MutableRef[list[bool]] = ft.use_ref(list)
    restored, set_restored = ft.use_state(half.restored)

    async def save(_event: Any = None) -> None:
        if half.stops:
            half.touch_all()
            set_tried(tried + 1)
        elif not busy.current:  # a second tap while the first one writes would add the entry twice
            busy.current = [True]
            kept = await form.keep(half) if await ensure_person(state, form.draft) else ""
            busy.current = []
            if kept:
                await state.drop_draft(form.draft)
                page.navigate(after_saving(state, kept))
                if device:
                    await device.tap()

    async def start_afresh(_event: Any) -> None:
        half.restart(form.begin)
        set_restored(False)
        await state.drop_draft(form.draft)

    async def delete(_event: Any) -> None:
        if form.old and await state.bin_entry(form.old.id):
            await state.drop_draft(form.draft)
            page.navigate("/log")

    parts = [*whose(state), *([_restored(half, start_afresh)] if restored else []), *form.body(half)]
    parts += [danger_button(_("Delete"), delete, icon=ft.Icons.DELETE_OUTLINE)] if form.old else []
    trouble = _Trouble(half=half, tried=tried, names=form.names, beat=half.any(), key="trouble")
    button = primary_button(_("Save"), save, full=True, icon=ft.Icons.CHECK, identifier="save")
    below = ft.Column([trouble, button], spacing=theme.SMALL, tight=True)
    foot = ft.Container(below, padding=theme.foot_padding(), bgcolor=theme.CARD)
    # Fields are drawn once: when the size of the text crosses the line between beside and below, all are drawn anew.
    return screen(form.title, parts, back="/log", foot=[foot], step="large" if ft.use_context(Large) else "")


def form_screen(state: Any, *, old: AnyEntry | None = None, **parts: Any) -> Any:
    """A form as a screen; arguments as in `Form`."""
    form = Form(old=old, **parts)
    # Who is meant cannot change under an open form: when another record is opened, its own form stands here.
    whose_form = state.person.id if len(state.record.people) > 1 else ""
    return FormView(state=state, form=form, key=f"{form.draft}@{whose_form}")
