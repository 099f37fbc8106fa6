"""What stays of a finished check: the check itself when asked for, and the answers that hold for weeks."""

from typing import Any

import flet as ft

from app.core.quiz import Outcome
from app.core.quiz_profile import is_about, person_from
from app.core.record import Person, QuizRun
from app.ui.parts import notice, secondary_button
from app.ui.quiz.walk import BEGUN, Walk, begun_at
from app.words import _

CHILD = frozenset({"under_3_months", "3_to_5_months", "6_months_to_4_years", "5_to_15_years"})


def is_somebody_else(state: Any, walk: Walk) -> bool:
    """Whether *walk* cannot be about the person whose record is open."""
    return state.person is not None and not is_about(walk.given, state.person, state.today())


def not_theirs(state: Any, walk: Walk) -> list[ft.Control]:
    """Says that nothing of these answers goes into the open record, and why."""
    if not is_somebody_else(state, walk):
        return []
    page, name = ft.context.page, state.person.name
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
    page = ft.context.page
    words = _("For a baby or a child other limits hold. Note the birth date, so that the log knows.")
    edit = secondary_button(_("Note the birth date"), lambda _e: page.navigate(f"/people/{person.id}"))
    return [notice(words, "warning", [edit], identifier="no-birth-date")]


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
    if person is None or state.read_only or is_somebody_else(state, walk):
        return
    after = person_from(walk.given, person, state.today())
    if after != person and await state.keep_person(after):
        state.notice = None  # the screen says so itself; "Saved." would be taken for the result
