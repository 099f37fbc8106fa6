"""Takes a person through the symptom check as they would: reads what is asked, chooses, presses Next."""

from typing import Any

import flet as ft

from app.core.content import Content
from tests.ui.render import Screen, name_of, walk

CALM: dict[str, Any] = {
    "age": "16_to_64_years", "danger_signs": ("none",), "temperature": "36.6", "temperature_site": "mouth",
    "fever_masked": "no", "unwell": "no", "cancer_treatment": "none", "neutrophils": "1_5_or_more",
    "count_age": "within_7_days", "known_low": "no", "team_plan": "no", "medicines": ("none",),
    "special_groups": ("none",), "infection_signs": ("none",), "bleeding": "none", "vaginal_bleeding": "none",
    "anaemia": "none", "longer_picture": "none",
}  # fmt: skip
"""Answers of somebody who is well."""


def marked(screen: Screen, identifier: str) -> ft.Control:
    """What stands under *identifier*."""
    [found] = [one for one in screen.all(ft.Semantics) if one.identifier == identifier]
    return found


def has(screen: Screen, identifier: str) -> bool:
    """Whether something stands under *identifier*."""
    return any(one.identifier.startswith(identifier) for one in screen.all(ft.Semantics) if one.identifier)


async def press(screen: Screen, identifier: str) -> None:
    """Press the button that stands under *identifier*."""
    kinds = ft.FilledButton | ft.OutlinedButton | ft.TextButton | ft.IconButton | ft.ListTile
    [button, *_] = [one for one, _depth in walk(marked(screen, identifier)) if isinstance(one, kinds)]
    await screen.tap(button)


def open_question(screen: Screen, content: Content) -> str:
    """The id of the question on the screen; empty on the start page and on the result."""
    said = screen.texts()
    return next((one for one, words in content.quiz.questions.items() if words.ask in said), "")


async def tick(screen: Screen, words: str) -> None:
    """Tick the row that says *words*."""
    [row] = [one for one in screen.all(ft.ListTile) if one.title and name_of(one.title) == words]
    await screen.choose(row.leading, True)


async def answer(screen: Screen, content: Content, question: str, value: Any) -> None:
    """Give *value* to the open *question*, and go on."""
    if question == "temperature":
        await screen.type("Temperature", value)
    elif isinstance(value, tuple):
        for one in value:
            drug = content.drugs.get(one)
            await tick(screen, drug.name if drug else content.quiz.label(question, one))
    else:
        await screen.choose(screen.all(ft.RadioGroup)[-1], value)
    await press(screen, "quiz-next")


async def go_through(screen: Screen, content: Content, until: str = "", **answers: Any) -> list[str]:
    """Answer what is asked, well unless told otherwise, up to the result or *until*; gives what was asked, in order."""
    asked: list[str] = []
    while (question := open_question(screen, content)) and question != until:
        assert question not in asked, f"asked twice: {question}\n{screen.outline()}"
        asked.append(question)
        await answer(screen, content, question, {**CALM, **answers}[question])
    return asked
