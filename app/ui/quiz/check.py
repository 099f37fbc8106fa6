"""The symptom check as one screen: before the first question, a question, or the result."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.ui import theme
from app.ui.calls import call_buttons
from app.ui.component import screen_component
from app.ui.context import Ctx
from app.ui.parts import body, card, headline, hint, lead, primary_button, screen, secondary_button, section_heading
from app.ui.quiz.question import Asked
from app.ui.quiz.result import Result
from app.ui.quiz.walk import RESULT, Walk, begin, resumed
from app.words import _, say_date

FORM = "quiz"


@screen_component
def Check() -> ft.View:
    """The symptom check."""
    house = ft.use_context(Ctx)
    state = house.state
    walk: Walk
    set_walk: Callable[[Walk], None]
    walk, set_walk = ft.use_state(lambda: begin(state))  # type: ignore[arg-type, return-value]

    def go(after: Walk) -> None:
        state.note_draft(FORM, after.fields())
        set_walk(after)

    async def leave() -> None:
        await state.drop_draft(FORM)
        set_walk(begin(state))

    if not walk.at:
        return screen(_("Check"), _start(house, walk, go))
    if walk.at == RESULT:
        return screen(_("Check"), [Result(walk, leave, go, key="result")], step="result")
    return screen(_("Check"), [Asked(walk, go, key=walk.at)], step=walk.at)


def _start(house: Any, walk: Walk, go: Any) -> list[ft.Control]:
    """What it is for, and where to begin; danger goes past it."""
    state = house.state
    text = state.content.quiz
    draft = state.draft(FORM)
    fresh = begin(state)
    buttons = [primary_button(_("Start"), lambda _e: go(fresh.started()), full=True, identifier="quiz-start")]
    if draft.get("at"):
        on = primary_button(
            _("Go on where you stopped"), lambda _e: go(resumed(fresh, draft)), full=True, identifier="quiz-resume"
        )
        again = secondary_button(_("Start again"), lambda _e: go(fresh.started()), full=True, identifier="quiz-start")
        buttons = [on, again]
    return [
        headline(_("How soon to get help")),
        lead(text.intro),
        *buttons,
        card(section_heading(_("In danger now?")), call_buttons(house)),
        *_before(state),
        hint(text.limits),
    ]


def _before(state: Any) -> list[ft.Control]:
    """The last checks that were kept."""
    runs = list(reversed(state.log.quizzes))[:3]
    lines = [
        ft.Row(
            [
                ft.Icon(theme.URGENCIES[run.level].icon, color=theme.QUIET),
                body(f"{say_date(run.at.date())}: {state.content.quiz.levels[run.level].word}", expand=True),
            ],
            spacing=theme.SMALL,
        )
        for run in runs
        if run.level in theme.URGENCIES
    ]
    return [card(section_heading(_("Your last checks")), *lines)] if lines else []
