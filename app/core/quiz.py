"""The symptom quiz: from answers to how soon somebody needs help, and why.

The level is the highest over all rules that fire. Nothing ever lowers it: not a plan, not feeling well, not a normal
count that is out of date. It works the same offline, after a restart, and for a reading entered in the log.
"""

from datetime import date

from pydantic import BaseModel, ConfigDict

from app.core.quiz_answers import Answers, Given, choices
from app.core.quiz_rules import LEVELS, RULES, Level, Rule

__all__ = ["LEVELS", "RULES", "Answers", "Given", "Level", "Outcome", "Reason", "Rule", "choices", "outcome", "worst"]


class Reason(BaseModel):
    """Why a level was reached: the rule, and what it rests on. The content holds the words for `rule`."""

    model_config = ConfigDict(frozen=True)

    rule: str
    level: Level
    sources: tuple[str, ...]
    entry: str = ""
    """The id of the log entry that set it off; empty for an answer of the quiz."""
    on: date | None = None
    """The local date of that entry, always shown with it."""


class Outcome(BaseModel):
    """How soon, and every reason at that level, in the order of the rules."""

    model_config = ConfigDict(frozen=True)

    level: Level
    fired: tuple[str, ...]
    reasons: tuple[Reason, ...]

    @property
    def rank(self) -> int:
        """The place of the level in `LEVELS`: 0 is self-care, 4 is an emergency."""
        return LEVELS.index(self.level)


def outcome(answers: Answers) -> Outcome:
    """The highest level over all rules that *answers* fire, with every rule that fired at it."""
    return highest(tuple(Reason(rule=r.id, level=r.level, sources=r.sources) for r in RULES if r.when(answers)))


def highest(reasons: tuple[Reason, ...]) -> Outcome:
    """The outcome of *reasons* (at least one): the highest level, and those of them that reach it, each rule once."""
    level = max((reason.level for reason in reasons), key=LEVELS.index)
    top: dict[str, Reason] = {}
    for reason in reasons:
        if reason.level == level:
            top.setdefault(reason.rule, reason)
    return Outcome(level=level, fired=tuple(top), reasons=tuple(top.values()))


def worst(outcomes: tuple[Outcome, ...]) -> Outcome:
    """The most urgent of *outcomes* (at least one), with the reasons of all that reach its level."""
    return highest(tuple(reason for one in outcomes for reason in one.reasons))
