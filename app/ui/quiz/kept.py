"""What stays of a finished check: the check itself when asked for, and the answers that hold for weeks."""

from typing import Any

import flet as ft

from app.core.quiz import Outcome
from app.core.quiz_known import age_told
from app.core.quiz_profile import CHILD, is_about, person_from
from app.core.record import Person, QuizRun
from app.ui.parts import notice, secondary_button
from app.ui.quiz.walk import BEGUN, Walk, begun_at
from app.words import _


def is_somebody_else(state: Any, walk: Walk) -> bool:
    """Whether *walk* cannot be about the person whose record is open."""
    if state.person is None:
        return False
    return not is_about(walk.given, state.person, state.today(), age_told(state.log))


def not_theirs(state: Any) -> list[ft.Control]:
    """Says that nothing of these answers goes into the open record, and why."""
    page, name = ft.context.page, state.person.name
    if state.person.birth_date is None:
        words = _(
            "{name} has no birth date here, so it is not known whether this check is about them. Nothing of it is kept "
            "there. Note the birth date, or open the record of the person it is about."
        ).format(name=name)
        return [notice(words, "warning", [_note_it(state.person)], identifier="not-theirs")]
    words = _(
        "The age you answered is not that of {name}, whose record is open. So nothing of this check is kept there. "
        "What the log of {name} says was counted too."
    ).format(name=name)
    people = secondary_button(_("People"), lambda _e: page.navigate("/people"), identifier="quiz-people")
    return [notice(words, "warning", [people], identifier="not-theirs")]


def without_birth_date(state: Any, walk: Walk) -> list[ft.Control]:
    """For a child without a birth date: the log takes them for grown up, and must not."""
    person = state.person
    if person is None or person.birth_date is not None or walk.given.get("age") not in CHILD:
        return []
    words = _("For a baby or a child other limits hold. Note the birth date, so that the log knows.")
    return [notice(words, "warning", [_note_it(person)], identifier="no-birth-date")]


def _note_it(person: Person) -> ft.Control:
    page = ft.context.page
    return secondary_button(_("Note the birth date"), lambda _e: page.navigate(f"/people/{person.id}"))


async def keep_run(state: Any, walk: Walk, found: Outcome) -> bool:
    """Keep the finished check in the log; without a person yet, one called "Me" is added first.

    It is kept for the time it was begun: how somebody feels changes within hours, and a screen may stay open for long.
    """
    now, person = state.now(), state.person
    if person is None:
        person = Person(id=state.new_id(), name=_("Me"))
        if not await state.keep_person(person):
            return False
        await remember(state, walk)
    run = QuizRun(
        id=state.new_id(), person=person.id, created=now, changed=now, at=begun_at({BEGUN: walk.begun}) or now,
        answers=dict(walk.given), level=found.level, fired=found.fired, content_version=state.content.version,
    )  # fmt: skip
    return bool(await state.keep(run))


async def remember(state: Any, walk: Walk) -> None:
    """The answers that hold for weeks go into the profile, so that the log raises the same alarms."""
    person: Person | None = state.person
    if person is None or state.read_only:
        return
    after = person_from(walk.given, person, state.today(), walk.known.count.band)
    if after != person and await state.keep_person(after):
        state.notice = None  # the screen says so itself; "Saved." would be taken for the result
