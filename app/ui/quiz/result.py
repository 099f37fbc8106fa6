"""The result: what to do first, whom to call, what to say, why, and what would change it."""

from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

from app.core.article import unmarked
from app.core.quiz import Outcome
from app.core.quiz_text import LevelText, QuizText
from app.core.record import local
from app.share.aloud import aloud
from app.ui import theme
from app.ui.article.blocks import bullets
from app.ui.calls import call_buttons
from app.ui.component import component
from app.ui.context import Ctx, House
from app.ui.parts import (
    body,
    card,
    hint,
    lead,
    primary_button,
    read_aloud,
    secondary_button,
    section_heading,
    text_button,
    urgency_card,
)
from app.ui.quiz.kept import is_somebody_else, keep_run, not_theirs, remember, without_birth_date
from app.ui.quiz.walk import BEGUN, Walk, begun_at
from app.words import _, listed, quoted, say_date

CALL_AT_ONCE = ("emergency", "same_day")


@component
def Result(walk: Walk, leave: Callable[[], Awaitable[None]], go: Callable[[Walk], None]) -> ft.Control:
    """The outcome of *walk*."""
    house = ft.use_context(Ctx)
    text: QuizText = house.state.content.quiz
    found = walk.outcome()
    level = text.levels[found.level]

    # Judged once: what is remembered of this check must not make it somebody else's.
    other: bool
    other, _set_other = ft.use_state(lambda: is_somebody_else(house.state, walk))  # type: ignore[arg-type, return-value]

    async def keep_profile() -> None:  # a named coroutine: Flet does not await what a lambda returns
        if not other:
            await remember(house.state, walk)

    ft.use_effect(keep_profile, [])
    calls = [card(section_heading(_("Call")), call_buttons(house))]
    urgent = found.level in CALL_AT_ONCE
    return ft.Column(
        [
            urgency_card(found.level, level.title, level.when, word=level.word, identifier=f"result-{found.level}"),
            *(calls if urgent else []),
            *(not_theirs(house.state) if other else without_birth_date(house.state, walk)),
            read_aloud(_heard(text, level, found)),
            _steps(text, level, found),
            *_say(text, level, found),
            Why(text, found),
            card(section_heading(_("What would change this")), bullets(level.change, _nothing)),
            *([] if urgent else calls),
            hint(text.limits),
            *_said_when(house.state, walk, other),
            *_after(house, walk, found, leave, go, other),
        ],
        spacing=theme.MEDIUM,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _said_when(state: Any, walk: Walk, other: bool) -> list[ft.Control]:
    """When it was answered, since it holds for then, and what is remembered of it."""
    begun = begun_at({BEGUN: walk.begun})
    when = _("Answered on {date} at {time}. If anything has changed since, answer again.")
    lines: list[ft.Control] = (
        [hint(when.format(date=say_date(local(begun)), time=f"{begun:%H:%M}"), key="when")] if begun else []
    )
    if state.person and not state.read_only and not other:
        words = _("Your answers on treatment, medicines and conditions stay in your profile, to confirm next time.")
        lines.append(hint(words))
    return lines


def _nothing(_term: str) -> None:
    """The result has no words to look up."""


def _heard(text: QuizText, level: LevelText, found: Outcome) -> str:
    """The result as it is read aloud: what to do first."""
    steps = (f"{n}. {step}" for n, step in enumerate(text.steps(found.level, found.fired), 1))
    never = (_("What not to do"), *level.never) if level.never else ()
    words = (*level.say, *text.said("say", found.fired))
    say = (_("What to say"), *words) if words else ()
    why = (text.rules[reason.rule].why for reason in found.reasons)
    return aloud((
        level.word, level.title, level.when, _("What to do"), *steps, *never, *say,
        _("Why this answer"), *why, _("What would change this"), *level.change, text.limits,
    ))  # fmt: skip


def _steps(text: QuizText, level: LevelText, found: Outcome) -> ft.Control:
    steps = text.steps(found.level, found.fired)
    never = [section_heading(_("What not to do")), bullets(level.never, _nothing)] if level.never else []
    return card(section_heading(_("What to do")), bullets(steps, _nothing, numbered=True), *never)


def _say(text: QuizText, level: LevelText, found: Outcome) -> list[ft.Control]:
    """Words for the telephone, to read out or to copy."""
    words = " ".join((*level.say, *text.said("say", found.fired)))
    if not words:
        return []
    copy = secondary_button(_("Copy"), icon=ft.Icons.COPY, action=ft.CopyToClipboard(words))
    send = secondary_button(_("Send"), icon=ft.Icons.IOS_SHARE, action=ft.ShareText(words))
    return [card(section_heading(_("What to say")), lead(quoted(words)), ft.Row([copy, send], wrap=True))]


@component
def Why(text: QuizText, found: Outcome) -> ft.Control:
    """Every rule that fired at this level, with where it comes from."""
    content = ft.use_context(Ctx).state.content
    open_, set_open = ft.use_state(False)
    lines: list[ft.Control] = []
    for reason in found.reasons:
        lines.append(body(unmarked(text.rules[reason.rule].why)))
        names = listed((one.title for one in content.cite(reason.sources)), ";") or _("This app’s own careful choice")
        lines += [hint(_("Rule {rule}. {sources}").format(rule=reason.rule, sources=names))] if open_ else []
    words = _("Hide sources") if open_ else _("Show sources")
    toggle = text_button(words, lambda _e: set_open(not open_), identifier="why-sources")
    return card(section_heading(_("Why this answer")), *lines, ft.Row([toggle], wrap=True))


def _after(
    house: House, walk: Walk, found: Outcome, leave: Any, go: Callable[[Walk], None], other: bool
) -> list[ft.Control]:
    page = ft.context.page

    async def keep(_event: Any) -> None:
        if await keep_run(house.state, walk, found):
            await leave()
            page.navigate("/log")

    async def again(_event: Any) -> None:
        await leave()

    buttons = [
        secondary_button(_("Change an answer"), lambda _e: go(walk.back()), identifier="quiz-back"),
        text_button(_("Start again"), again, identifier="quiz-again"),
    ]
    kept = primary_button(_("Keep this in my log"), keep, icon=ft.Icons.SAVE_ALT, full=True, identifier="quiz-keep")
    if found.level in CALL_AT_ONCE:
        kept = secondary_button(
            _("Keep this in my log"), keep, icon=ft.Icons.SAVE_ALT, full=True, identifier="quiz-keep"
        )
    return [*([] if other else [kept]), ft.Row(buttons, wrap=True, spacing=theme.SMALL)]
