"""What the log alone calls for, shown at once: how soon, what to do, whom to call, what to say, and why."""

from typing import Any

import flet as ft

from app.core.alarm import MEASURE_AGAIN, reasons
from app.core.article import unmarked
from app.core.quiz import Outcome, Reason, highest
from app.core.quiz_known import is_out_of_date
from app.ui import theme
from app.ui.article.blocks import bullets
from app.ui.calls import call_buttons
from app.ui.component import component, screen_component
from app.ui.context import Ctx
from app.ui.parts import (
    body,
    card,
    hint,
    lead,
    notice,
    primary_button,
    screen,
    secondary_button,
    section_heading,
    urgency_card,
)
from app.ui.quiz.result import Why
from app.words import _, quoted, say_date

URGENT = ("emergency", "same_day", "days")
"""Levels worth an alarm: shown after saving, and on top of the log."""
NOTHING = Reason(rule="R0", level="self_care", sources=("D",))
CALL_AT_ONCE = ("emergency", "same_day")


def alarm_of(state: Any) -> Outcome | None:
    """What the open person's log calls for now, when it is worth an alarm."""
    return urgent(all_reasons(state))


def urgent(why: tuple[Reason, ...]) -> Outcome | None:
    """The highest of the reasons *why*, when it is worth an alarm."""
    found = highest(why)
    return found if found.level in URGENT else None


def all_reasons(state: Any) -> tuple[Reason, ...]:
    """Every reason of the open person's log; without anybody, that there is none."""
    if state.person is None or state.content is None:
        return (NOTHING,)
    return reasons(state.person, state.log, state.content.drugs, state.now())


def alarm_card(state: Any, found: Outcome) -> ft.Control:
    """The short form, on top of the log: how soon and why, and the way to the rest."""
    page = ft.context.page
    level = state.content.quiz.levels[found.level]
    on = max((one.on for one in found.reasons if one.on), default=None)
    why = " ".join(unmarked(one) for one in state.content.quiz.said("why", found.fired)[:2])
    dated = [hint(_("From your log, {date}").format(date=say_date(on)), color=_ink(found))] if on else []
    more = primary_button(_("What to do"), lambda _event: page.navigate("/log/add/alarm"), identifier="alarm-open")
    return urgency_card(
        found.level, level.title, why, [*dated, ft.Row([more], wrap=True)], word=level.word, identifier="alarm"
    )


def _ink(found: Outcome) -> str:
    return theme.URGENCIES[found.level].ink


@component
def Alarm(found: Outcome) -> ft.Control:
    """The whole of it."""
    house = ft.use_context(Ctx)
    text = house.state.content.quiz
    level = text.levels[found.level]
    on = max((one.on for one in found.reasons if one.on), default=None)
    dated = [hint(_("From your log, {date}").format(date=say_date(on)), color=_ink(found))] if on else []
    calls = [card(section_heading(_("Call")), call_buttons(house))]
    urgent = found.level in CALL_AT_ONCE
    steps = bullets(text.steps(found.level, found.fired), lambda _term: None, numbered=True)
    never = [section_heading(_("What not to do")), bullets(level.never, lambda _term: None)] if level.never else []
    say = " ".join((*level.say, *text.said("say", found.fired)))
    copy = secondary_button(_("Copy"), icon=ft.Icons.COPY, action=ft.CopyToClipboard(say))
    return ft.Column(
        [
            urgency_card(found.level, level.title, level.when, dated, level.word, f"alarm-{found.level}"),
            *(calls if urgent else []),
            card(section_heading(_("What to do")), steps, *never),
            *([card(section_heading(_("What to say")), lead(quoted(say)), ft.Row([copy], wrap=True))] if say else []),
            Why(text, found),
            *([] if urgent else calls),
            hint(text.limits),
        ],
        spacing=theme.MEDIUM,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _again(state: Any, why: tuple[Reason, ...]) -> list[ft.Control]:
    """That another reading is needed now, whatever else the log calls for."""
    text = state.content.quiz
    rules = dict.fromkeys(one.rule for one in why if one.rule in MEASURE_AGAIN)
    said = [unmarked(" ".join((text.rules[one].why, text.rules[one].do))) for one in rules]
    return [notice(one, "warning", identifier="measure-again") for one in said]


def _old_answers(state: Any) -> list[ft.Control]:
    """That answers of long ago calmed nothing, where there are some: the check asks them again."""
    person = state.person
    if person is None or person.profile.confirmed is None or not is_out_of_date(person, state.today()):
        return []
    words = _(
        "Your answers on treatment, medicines and conditions are from {date}. That is long ago, so “none” counted as "
        "not sure. The symptom check asks them again."
    )
    return [notice(words.format(date=say_date(person.profile.confirmed)), identifier="old-answers")]


@screen_component
def AlarmScreen(state: Any) -> Any:
    """After saving something that raises an alarm, and from the card on top of the log."""
    page = ft.context.page
    why = all_reasons(state)
    found, again = urgent(why), _again(state, why)
    calm = [] if again else [body(_("Your log calls for nothing urgent now."))]
    parts: list[Any] = [*([Alarm(found)] if found else calm), *again]
    parts += _old_answers(state) if found else []
    parts += [
        secondary_button(_("Answer the symptom check"), lambda _event: page.navigate("/check"), full=True),
        secondary_button(_("Back to the log"), lambda _event: page.navigate("/log"), full=True),
    ]
    return screen(_("From your log"), parts, back="/log")
