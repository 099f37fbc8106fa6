"""The symptoms noted in the log, as answers of the quiz. They stay for a day, whatever the quiz is told (D)."""

from datetime import date, timedelta
from typing import Any

from app.core.quiz_answers import CHOICES, Answers, Given
from app.core.quiz_signs import SIGNS
from app.core.record import Log, Symptoms

AHEAD = timedelta(days=1)
"""What is dated tomorrow counts already: a clock or a zone may have changed (D)."""


def signs_of(log: Log, today: date) -> frozenset[str]:
    """The symptoms of today and yesterday."""
    return frozenset(sign for one in recent_symptoms(log, today) for sign in one.signs)


def recent_symptoms(log: Log, today: date) -> list[Symptoms]:
    return [one for one in log.symptoms if -AHEAD <= today - one.on <= AHEAD]


def suggested(signs: frozenset[str]) -> Given:
    """What logged *signs* answer; what they do not name is not answered."""
    given: Given = {"danger_signs": tuple(one for one in SIGNS if one in signs)}
    given["infection_signs"] = tuple(one for one in CHOICES["infection_signs"] if one in signs)
    given |= {question: sign for question in WORST if (sign := worst_of(question, signs)) is not None}
    if signs & {"unwell", *CHOICES["infection_signs"]}:
        given["unwell"] = "yes"
    return {question: value for question, value in given.items() if value}


WORST = ("bleeding", "vaginal_bleeding", "anaemia")
"""Questions of whose options the worst logged one counts."""


def worst_of(question: str, signs: frozenset[str]) -> str | None:
    """The worst option of *question* among *signs*; options stand from mild to bad."""
    return next((one for one in reversed(CHOICES[question]) if one in signs), None)


def with_signs(answers: Answers, signs: frozenset[str]) -> dict[str, Any]:
    """The answers about symptoms, with those of the log beside them."""
    values: dict[str, Any] = {
        "danger_signs": answers.danger_signs | (signs & set(SIGNS)),
        "infection_signs": answers.infection_signs | (signs & set(CHOICES["infection_signs"])),
        "unwell": answers.unwell or "unwell" in suggested(signs),
    }
    for question in WORST:
        ranked, told = CHOICES[question], getattr(answers, question)
        values[question] = max(told, worst_of(question, signs) or told, key=ranked.index)
    return values
