"""A finished symptom check that was kept: what it said that day, and the way to delete it."""

from typing import Any

import flet as ft

from app.core.article import unmarked
from app.core.record import QuizRun
from app.core.summary_words import word
from app.ui.parts import body, card, danger_button, hint, screen, section_heading, urgency_card
from app.words import _, say_age, say_date


def quiz_run(state: Any, run: QuizRun) -> Any:
    """The screen of one kept check."""
    page = ft.context.page
    text = state.content.quiz
    level = text.levels.get(run.level)

    async def delete() -> None:
        if await state.bin_entry(run.id):
            page.navigate("/log")

    day = run.at.date()
    when = _("{date}, {age}").format(date=say_date(day), age=say_age(day, state.today()))
    why = [body(unmarked(text.rules[one].why)) for one in run.fired if one in text.rules]
    parts: list[ft.Control] = [hint(when)]
    parts += [urgency_card(run.level, level.title, word=level.word)] if level else [body(_(word(run.level)))]  # type: ignore[arg-type]
    parts += [card(section_heading(_("Why this answer")), *why)] if why else []
    parts += [hint(_("It was true on that day. To know how it is now, answer the symptom check again."))]
    parts += [danger_button(_("Delete"), lambda _event: page.run_task(delete), icon=ft.Icons.DELETE_OUTLINE)]
    return screen(_("Symptom check"), parts, back="/log")
