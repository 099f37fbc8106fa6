"""The words of the symptom quiz: questions, danger signs, levels, and why each rule fired. All of it is content."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from app.core.alarm import LOG_RULES
from app.core.article import Frozen
from app.core.quiz_answers import CHOICES
from app.core.quiz_flow import COUNT_AGES, KINDS, SITES, YES_NO
from app.core.quiz_rules import LEVELS, RULES
from app.core.quiz_signs import SIGNS


class QuestionText(Frozen):
    """One question in words."""

    ask: str
    help: str = ""
    """What one needs to know to answer it; shown under the question."""
    options: dict[str, str] = Field(default_factory=dict)
    """A label for each option id."""
    sources: tuple[str, ...] = ()
    """Where the facts in `help` come from."""


class LevelText(Frozen):
    """One level in words, action first. Colour, icon and shape are the screen's."""

    word: str
    """One or two words that stand beside the icon."""
    title: str
    """What to do, in one line."""
    when: str
    """How soon, in words: "today"."""
    steps: tuple[str, ...] = Field(min_length=1)
    """What to do, in order."""
    say: tuple[str, ...] = ()
    """What to say on the telephone, before the `say` of each rule that fired."""
    never: tuple[str, ...] = ()
    """What not to do meanwhile."""
    change: tuple[str, ...] = Field(min_length=1)
    """What would change this: when to come back to it, or to get help sooner."""
    sources: tuple[str, ...] = Field(min_length=1)


class RuleText(Frozen):
    """Why a rule fired, in words. What it rests on stands with the rule."""

    why: str
    first: str = ""
    """One thing to do before the steps of the level."""
    do: str = ""
    """One thing to do after them."""
    say: str = ""
    """What to say about it on the telephone, in the first person."""


class QuizText(Frozen):
    """All words of the quiz in one language; every question, option, sign, level and rule has its own."""

    reviewed: date
    signed: str = ""
    """The clinician who signed it and when; empty until one has."""
    language: str = "en"
    intro: str
    """Said before the first question."""
    limits: str
    """Said beside every result."""
    logged: str
    """Said beside an answer that the log fills in, with {value} and {date}."""
    none: str
    """The label of "none of these"."""
    not_sure: str
    yes: str
    no: str
    questions: dict[str, QuestionText]
    signs: dict[str, str]
    """Every danger sign, by id."""
    levels: dict[str, LevelText]
    rules: dict[str, RuleText]
    """By rule id: those of the quiz, and those of the log (`L-…`)."""

    @model_validator(mode="after")
    def complete(self) -> "QuizText":
        """Refuse a file in which anything the quiz can show has no words."""
        missing = [f"questions.{one}" for one in KINDS if one not in self.questions]
        missing += [f"questions.{q}.options.{o}" for q, o in self._options() if not self.label(q, o)]
        missing += [f"signs.{one}" for one in SIGNS if not self.signs.get(one)]
        missing += [f"levels.{one}" for one in LEVELS if one not in self.levels]
        missing += [f"rules.{one}" for one in (*(rule.id for rule in RULES), *LOG_RULES) if one not in self.rules]
        if missing:
            raise ValueError(f"no words for {', '.join(missing)}")
        return self

    def label(self, question: str, option: str) -> str:
        """The label of *option* at *question*; empty when there is none."""
        if question == "danger_signs" and option in self.signs:
            return self.signs[option]
        common = {"none": self.none, "not_sure": self.not_sure, "yes": self.yes, "no": self.no}
        texts = self.questions.get(question)
        return (texts.options.get(option) if texts else "") or common.get(option, "")

    def said(self, part: Literal["first", "do", "say", "why"], fired: Iterable[str]) -> tuple[str, ...]:
        """What the words of the *fired* rules say in *part*, each once."""
        found = (getattr(self.rules[rule], part) for rule in fired if rule in self.rules)
        return tuple(dict.fromkeys(one for one in found if one))

    def steps(self, level: str, fired: Sequence[str]) -> tuple[str, ...]:
        """What to do, in order: what cannot wait for a team's line, the steps of the level, what else the rules ask."""
        return (*self.said("first", fired), *self.levels[level].steps, *self.said("do", fired))

    def _options(self) -> tuple[tuple[str, str], ...]:
        yes_no = {one: YES_NO for one, (kind, _) in KINDS.items() if kind == "yes_no"}
        asked = {**CHOICES, **yes_no, "temperature_site": SITES, "count_age": COUNT_AGES}
        return tuple((question, option) for question, options in asked.items() for option in options)
