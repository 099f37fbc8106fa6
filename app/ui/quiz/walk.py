"""Where one is in the quiz: what was answered, what the log suggests, which question is open. Never changed."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from app.core.alarm import concluded, is_concluded
from app.core.drugs import Drugs
from app.core.quiz import Outcome
from app.core.quiz_answers import Given
from app.core.quiz_flow import Question, answer, from_fields, previous_question, question, question_after, to_fields
from app.core.quiz_known import Known, answers_from

FIRST, RESULT = "age", "result"
AT, BEGUN = "at", "begun"
"""The fields of the draft that say which question was open, and when the first was answered."""
HOLDS_FOR = timedelta(hours=6)
"""How long half-answered questions may be gone on with: how one feels changes within hours [D]."""


@dataclass(frozen=True)
class Walk:
    """`at` is a question id, or "result", or empty before the first question."""

    drugs: Drugs
    known: Known = field(default_factory=Known)
    given: Given = field(default_factory=dict)
    """What the person has confirmed; a suggestion counts only once they have gone past it."""
    at: str = ""
    begun: str = ""
    """When the first question was shown, in ISO 8601 with its zone."""
    person: str = ""
    """Whose record was open when it was begun; empty when there was none."""

    @property
    def question(self) -> Question:
        """The open question."""
        return question(self.at, self.given, self.known.sex)

    @property
    def value(self) -> str | bool | tuple[str, ...] | None:
        """What to show chosen at the open question: the answer, else the suggestion."""
        suggested = self.known.given.get(self.at)
        offered = suggested if not isinstance(suggested, str) or suggested in self.question.options else None
        return self.given.get(self.at, offered)

    @property
    def extra(self) -> dict[str, str]:
        """The temperature as typed, and its unit."""
        return {name: str(self.given[name]) for name in ("temperature_text", "temperature_unit") if name in self.given}

    def started(self, now: datetime) -> "Walk":
        """At the first question, nothing answered."""
        return replace(self, given={}, at=FIRST, begun=now.isoformat())

    def answered(self, value: str | tuple[str, ...], **extra: str) -> "Walk":
        """With *value* at the open question, at the one after it, or at the result."""
        given: Given = {**answer(self.given, self.at, value), **extra}
        after = question_after(self.at, given, self.drugs, self.known.sex)
        if after is None or is_concluded(given, self.known, self.drugs):
            return replace(self, given=given, at=RESULT)
        return replace(self, given=given, at=after.id)

    def back(self) -> "Walk":
        """At the question before, or before the first."""
        before = previous_question("" if self.at == RESULT else self.at, self.given, self.known.sex)
        if self.at == RESULT:
            answered = [one for one in self.given if one in self._ids()]
            return replace(self, at=answered[-1] if answered else FIRST)
        return replace(self, at=before.id if before else "")

    def _ids(self) -> frozenset[str]:
        from app.core.quiz_flow import KINDS

        return frozenset(KINDS)

    def outcome(self) -> Outcome:
        """How soon, from the answers, made no milder than the log."""
        return concluded(self.given, self.known, self.drugs)

    def fields(self) -> dict[str, str]:
        """As a draft, so that a closed app loses nothing."""
        return {**to_fields(self.given), AT: self.at, BEGUN: self.begun}


def begin(state: Any) -> Walk:
    """Before the first question, with what the open person's log and profile already say."""
    drugs: Drugs = state.content.drugs
    person = state.person
    known = answers_from(person, state.log, drugs, state.now()) if person else Known()
    return Walk(drugs, known, person=person.id if person else "")


def resumed(walk: Walk, fields: dict[str, str]) -> Walk:
    """*walk* where a draft left it; a question that no longer exists starts at the first."""
    given = from_fields(fields)
    at = fields.get(AT, "")
    try:
        question(at, given, walk.known.sex)
    except KeyError:
        at = at if at == RESULT and given else FIRST
    return replace(walk, given=given, at=at, begun=fields.get(BEGUN, ""))


def begun_at(fields: dict[str, str]) -> datetime | None:
    """When the check of a draft was begun; None when the draft does not say."""
    try:
        at = datetime.fromisoformat(fields.get(BEGUN, ""))
    except ValueError:
        return None
    return at if at.tzinfo else None


def may_go_on(fields: dict[str, str], now: datetime) -> bool:
    """Whether a draft is recent enough to be gone on with; old answers must not calm anybody."""
    begun = begun_at(fields)
    return begun is not None and begun - HOLDS_FOR < now < begun + HOLDS_FOR
