"""One question: how far along, what is asked, the answers as big rows, Back and Next under the thumb."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import flet as ft

from app.core.analytes import ANALYTES
from app.core.labs import anc
from app.core.quiz_flow import is_answered, progress, tick
from app.core.quiz_text import QuestionText, QuizText
from app.core.record import BloodTest
from app.core.units import UNITS, amount, show_value
from app.share.aloud import aloud
from app.ui import theme
from app.ui.component import screen_component
from app.ui.context import Ctx, Large
from app.ui.parts import (
    check_row,
    hint,
    lead,
    notice,
    primary_button,
    radio_rows,
    read_aloud,
    screen,
    secondary_button,
    section_heading,
)
from app.ui.quiz.medicines import Medicines
from app.ui.quiz.temperature import Degrees
from app.ui.quiz.walk import Walk
from app.words import _, say_date

Go = Callable[[Walk], None]
Value = str | tuple[str, ...]


@screen_component
def Asked(walk: Walk, go: Go) -> ft.View:
    """The open question of *walk*. Back and Next stay under the thumb, but where large text needs all the room."""
    text: QuizText = ft.use_context(Ctx).state.content.quiz
    value: Any
    value, set_value = ft.use_state(walk.value)
    missing, set_missing = ft.use_state("")
    words = text.questions[walk.at]

    def onward(chosen: Any, **extra: str) -> None:
        if not is_answered(walk.at, {walk.at: chosen}):
            set_missing(_("Choose an answer to go on. If nothing fits, choose the last one."))
        else:
            go(walk.answered(chosen, **extra))

    if walk.question.kind == "temperature":
        return _screen(walk, text, [Degrees(walk, text, onward, lambda: go(walk.back()))])
    answers = _answers(walk, text, words, value, set_value)
    wrong = [notice(missing, "warning", identifier="missing")] if missing and not value else []
    turn = buttons(lambda: onward(value), lambda: go(walk.back()))
    if ft.use_context(Large):
        return _screen(walk, text, [*answers, *wrong, turn])
    below = ft.Column([*wrong, turn], spacing=theme.SMALL, tight=True)
    return _screen(walk, text, answers, [ft.Container(below, padding=theme.foot_padding(), bgcolor=theme.CARD)])


def _turn(choose: Callable[[Any], None], ticked: tuple[str, ...], option: str, _on: bool) -> None:
    choose(tick(ticked, option))


def _answers(
    walk: Walk, text: QuizText, words: QuestionText, value: Any, choose: Callable[[Any], None]
) -> list[ft.Control]:
    asked = walk.question
    if asked.kind == "medicines":
        return [Medicines(walk.drugs, text, value or (), choose)]
    labels = {one: text.label(asked.id, one) for one in asked.options}
    if asked.kind == "many":
        ticked: tuple[str, ...] = value or ()
        rows = [
            check_row(labels[one], one in ticked, partial(_turn, choose, ticked, one), identifier=f"tick-{one}")
            for one in asked.options
        ]
        return [ft.Column(rows, spacing=theme.SMALL, tight=True)]
    return [radio_rows(words.ask, value or "", labels, choose, show_label=False)]


def _screen(walk: Walk, text: QuizText, below: list[ft.Control], foot: Sequence[ft.Control] = ()) -> ft.View:
    words = text.questions[walk.at]
    number, count = progress(walk.at, walk.given, walk.known.sex)
    said = _("Question {number} of {count}").format(number=number, count=count)
    bar = ft.ProgressBar(value=number / count, semantics_label=said, bar_height=theme.BAR_HEIGHT)
    helped = [lead(words.help, color=theme.QUIET)] if words.help else []
    asked = [section_heading(words.ask, level=1), *helped, _aloud(walk, text), *_suggested(walk, text)]
    return screen(_("Check"), [hint(said), bar, *asked, *below], foot=foot, step=walk.at)


def _aloud(walk: Walk, text: QuizText) -> ft.Control:
    """The question and its answers, for who would rather hear them."""
    words, asked = text.questions[walk.at], walk.question
    answers = [text.label(asked.id, one) for one in asked.options] if asked.kind in ("one", "many") else []
    return read_aloud(aloud((words.ask, words.help, *answers)), key=walk.at)


def _suggested(walk: Walk, text: QuizText) -> list[ft.Control]:
    """That an answer comes from the log or the profile, and of which day: the person confirms it."""
    if walk.at == "neutrophils" and (test := walk.known.count.test):
        said = text.logged.format(value=counted(test), date=say_date(test.taken))
        return [notice(said, identifier="suggested")]
    if walk.at in walk.given or walk.at not in walk.known.given:
        return []
    on = walk.known.on.get(walk.at)
    words = (
        _("From what you saved on {date}. Change it if it is no longer true.").format(date=say_date(on)) if on else ""
    )
    return [notice(words or _("From what you saved. Change it if it is no longer true."), identifier="suggested")]


def counted(test: BloodTest) -> str:
    """The neutrophils of *test*, or its white cells when it has no more: "0.4 ×10⁹/L"."""
    found = anc(test)
    value, analyte, bound = found.safest, "neutrophils", found.safest_sign
    if value is None and (white := amount(test.readings["wbc"], "wbc") if "wbc" in test.readings else None):
        value, analyte, bound = white.value, "wbc", white.comparator
    return f"{show_value(value, analyte, bound)} {UNITS[ANALYTES[analyte].unit].label}" if value is not None else ""


def buttons(onward: Callable[[], None], back: Callable[[], None]) -> ft.Control:
    """Back and Next, as wide as the page."""
    return ft.Row(
        [
            ft.Container(secondary_button(_("Back"), lambda _e: back(), full=True, identifier="quiz-back"), expand=2),
            ft.Container(primary_button(_("Next"), lambda _e: onward(), full=True, identifier="quiz-next"), expand=3),
        ],
        spacing=theme.SMALL,
    )
