"""The symptom check as one screen: before the first question, a question, or the result."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import flet as ft

from app.core.record import QuizRun, local
from app.ui import theme
from app.ui.calls import call_buttons
from app.ui.component import screen_component
from app.ui.context import Ctx
from app.ui.parts import (
    card,
    headline,
    hint,
    lead,
    link_card,
    notice,
    primary_button,
    screen,
    secondary_button,
    section_heading,
    text_button,
)
from app.ui.quiz.question import Asked
from app.ui.quiz.result import Result
from app.ui.quiz.walk import RESULT, Walk, begin, begun_at, may_go_on, resumed
from app.ui.whose import whose
from app.words import _, say_age, say_date

FORM = "quiz"
SHOWN = 3
"""How many kept checks stand here; the log has them all."""


@screen_component
def Check() -> ft.View:
    """The symptom check. What the log says is read again whenever the log changes, also half-way."""
    house = ft.use_context(Ctx)
    state = house.state
    walk: Walk
    set_walk: Callable[[Walk], None]
    walk, set_walk = ft.use_state(lambda: begin(state))  # type: ignore[arg-type, return-value]
    walk = replace(walk, known=ft.use_memo(lambda: begin(state).known, [state.record]))

    def go(after: Walk) -> None:
        state.note_draft(FORM, after.fields())
        set_walk(after)

    async def leave() -> None:
        if not state.read_only:
            await state.drop_draft(FORM)
        set_walk(begin(state))

    walk = _still_true(state, walk)
    if not walk.at:
        return screen(_("Check"), _start(house, walk, go))
    if walk.at == RESULT:
        return screen(_("Check"), [Result(walk, leave, go, key="result")], step="result")
    return Asked(walk, go, key=walk.at)  # type: ignore[call-arg]


def _still_true(state: Any, walk: Walk) -> Walk:
    """*walk*, or the beginning: when another record was opened meanwhile, or when the first answer is hours old."""
    who = state.person.id if state.person else ""
    is_theirs = not walk.person or walk.person == who
    return walk if is_theirs and (not walk.begun or may_go_on(walk.fields(), state.now())) else begin(state)


def _start(house: Any, walk: Walk, go: Callable[[Walk], None]) -> list[ft.Control]:
    """What it is for, and where to begin; danger goes past it."""
    state = house.state
    text = state.content.quiz
    return [
        *whose(state),
        headline(_("How soon to get help")),
        lead(text.intro),
        *_ways_in(state, walk, go),
        card(section_heading(_("In danger now?")), call_buttons(house)),
        *_before(state),
        hint(text.limits),
    ]


def _ways_in(state: Any, walk: Walk, go: Callable[[Walk], None]) -> list[ft.Control]:
    """Start, or go on with what is half-answered while it still holds."""
    draft = state.draft(FORM)
    start = lambda _event: go(walk.started(state.now()))  # noqa: E731
    if draft.get("at") and may_go_on(draft, state.now()):
        on = lambda _event: go(resumed(walk, draft))  # noqa: E731
        return [
            primary_button(_("Go on where you stopped"), on, full=True, identifier="quiz-resume"),
            secondary_button(_("Start again"), start, full=True, identifier="quiz-start"),
        ]
    begun = begun_at(draft) if draft.get("at") else None
    words = _("You began a check on {date}. How you feel can change within hours, so please answer again.")
    old = [notice(words.format(date=say_date(local(begun))), identifier="too-old")] if begun else []
    return [*old, primary_button(_("Start"), start, full=True, identifier="quiz-start")]


def _before(state: Any) -> list[ft.Control]:
    """The last checks that were kept; each opens, and the log has the rest."""
    page = ft.context.page
    runs = [run for run in reversed(state.log.quizzes) if run.level in theme.URGENCIES]
    if not runs:
        return []
    more = text_button(_("All of them are in your log"), lambda _e: page.navigate("/log"), identifier="all-checks")
    rest = [ft.Row([more], wrap=True)] if len(runs) > SHOWN else []
    return [section_heading(_("Your last checks")), *(_kept(state, run) for run in runs[:SHOWN]), *rest]


def _kept(state: Any, run: QuizRun) -> ft.Control:
    page = ft.context.page
    day = local(run.at)
    return link_card(
        theme.URGENCIES[run.level].icon,  # type: ignore[index]
        state.content.quiz.levels[run.level].word,
        lambda _event: page.navigate(f"/log/edit/{run.id}"),
        _("{date}, {age}").format(date=say_date(day), age=say_age(day, state.today())),
        f"kept-{run.id}",
    )
