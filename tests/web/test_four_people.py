"""Four people answer the symptom check on the built site; each reads, through the accessibility tree, what to do."""

from typing import Any

import pytest

from app.core.content import Content
from tests.ui.quiz_walker import CALM
from tests.web.site import Site, Visitor, visiting

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("engines")]

PEOPLE: dict[str, dict[str, Any]] = {
    "emergency": {"temperature": "38,4", "cancer_treatment": "anticancer_6_weeks"},
    "same_day": {"bleeding": "bruises_or_spots"},
    "days": {"longer_picture": "other_symptoms"},
    "self_care": {},
}
"""What each answers otherwise than somebody who is well."""


def question_of(visitor: Visitor, content: Content) -> str:
    """The question on the screen, or empty on the result."""
    for _ in range(40):
        said = visitor.text()
        if "Why this answer" in said:
            return ""
        for question, words in content.quiz.questions.items():
            if words.ask in said:
                return question
        visitor.page.wait_for_timeout(250)
    raise AssertionError(f"neither a question nor a result: {said[:500]}")


def answer(visitor: Visitor, content: Content, question: str, value: Any) -> None:
    """Choose, tick or type *value*, and press Next."""
    if question == "temperature":
        visitor.type("Temperature", value)
    elif isinstance(value, tuple):
        for one in value:
            visitor.tick(content.quiz.label(question, one))
    else:
        visitor.choose(content.quiz.label(question, value))
    visitor.press("Next", exact=True)


def take_the_check(visitor: Visitor, content: Content, answers: dict[str, Any]) -> list[str]:
    """From Start to the result; gives the questions asked, in order."""
    visitor.tab("Check")
    visitor.press("Start", exact=True)
    asked: list[str] = []
    while question := question_of(visitor, content):
        assert question not in asked, f"{question} was not left: {visitor.text()[:500]}"
        assert visitor.nameless() == []
        asked.append(question)
        answer(visitor, content, question, {**CALM, **answers}[question])
    return asked


@pytest.mark.parametrize("level", PEOPLE)
def test_a_person_is_told_how_soon_what_to_do_and_why(site: Site, content: Content, level: str) -> None:
    with visiting(site) as visitor:
        visitor.open()
        visitor.press("I understand, begin")
        asked = take_the_check(visitor, content, PEOPLE[level])
        words, said = content.quiz.levels[level], visitor.text()
        order = [said.index(one) for one in (words.word, words.title, "What to do", "Why this answer")]
        assert order == sorted(order)
        for one in (words.when, *words.steps, *words.change):
            assert one in said
        assert visitor.nameless() == []
        assert (asked[-1] == "cancer_treatment") == (level == "emergency")
        if level in ("emergency", "same_day"):
            assert said.index("112") < said.index("What to do")
