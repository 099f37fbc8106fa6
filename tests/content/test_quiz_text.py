"""The words of the quiz: all there, all sourced, all easy to read, and never about starting or stopping a medicine."""

import re
import tomllib
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from app.core.alarm import LOG_RULES
from app.core.content import Content
from app.core.quiz import LEVELS, RULES
from app.core.quiz_answers import CHOICES
from app.core.quiz_flow import KINDS, question
from app.core.quiz_signs import SIGNS
from app.core.quiz_text import LevelText, QuizText, RuleText
from app.core.readability import grade, sentences

FOLDER = Path(__file__).parents[2] / "content"
SPARED = frozenset(
    word for some in tomllib.loads((FOLDER / "readability.toml").read_text("utf-8"))["spared"] for word in some["words"]
)
NAMES = frozenset({"emergency", "temperature", "medicine", "infection", "pregnant", "pregnancy", "department"})
"""Words that people in danger know and need; no shorter word says the same."""


def cited(content: Content) -> dict[str, tuple[str, ...]]:
    """What needs a source, with the sources it has."""
    needs = {f"rule {rule.id} ({rule.level})": rule.sources for rule in RULES}
    needs |= {f"rule {rule}": sources for rule, sources in LOG_RULES.items()}
    needs |= {f"level {one}": text.sources for one, text in content.quiz.levels.items()}
    needs |= {f"question {one}": text.sources for one, text in content.quiz.questions.items() if text.help}
    return needs | {f"medicine {one.id}": one.sources for one in content.drugs.drug}


def uncited(needs: dict[str, tuple[str, ...]], content: Content) -> list[str]:
    return [
        name
        for name, sources in needs.items()
        if not sources or any(one not in content.sources or not content.sources[one].shown for one in sources)
    ]


def spoken(level: LevelText) -> str:
    return "\n".join((f"{level.title}.", f"{level.when}.", *level.steps, *level.say, *level.never, *level.change))


def texts(quiz: QuizText) -> dict[str, str]:
    """Every running text of the quiz, by where it stands."""
    found = {"intro": quiz.intro, "limits": quiz.limits}
    found |= {f"levels.{one}": spoken(text) for one, text in quiz.levels.items()}
    found |= {f"questions.{one}": "\n".join((text.ask, text.help)) for one, text in quiz.questions.items()}
    return found | {
        f"rules.{one}": "\n".join((text.why, text.first, text.do, text.say)) for one, text in quiz.rules.items()
    }


def test_every_rule_level_question_and_medicine_names_sources_that_exist(content: Content) -> None:
    assert uncited(cited(content), content) == []


def test_a_rule_without_a_source_or_with_an_unknown_one_is_found(content: Content) -> None:
    needs = {**cited(content), "rule R1 (emergency)": (), "rule R2 (emergency)": ("S3", "S999"), "rule R3": ("S40",)}
    assert uncited(needs, content) == ["rule R1 (emergency)", "rule R2 (emergency)", "rule R3"]


def test_every_rule_says_why_and_every_urgent_one_what_to_say(content: Content) -> None:
    rules = content.quiz.rules
    assert {rule.id for rule in RULES} | set(LOG_RULES) == set(rules)
    assert [one for one, text in rules.items() if not text.why or (one != "R0" and not text.say)] == []


def test_every_option_of_every_question_has_a_label(content: Content) -> None:
    ages = CHOICES["age"]
    shown = {(one, option) for age in ages for one in KINDS for option in question(one, {"age": age}).options}
    shown |= {(one, option) for one, options in CHOICES.items() for option in options}
    assert [pair for pair in sorted(shown) if not content.quiz.label(*pair)] == []


def test_no_words_are_left_over(content: Content) -> None:
    quiz = content.quiz
    assert (set(KINDS), set(LEVELS), set(SIGNS)) == (set(quiz.questions), set(quiz.levels), set(quiz.signs))
    labels = {(one, option) for one, text in quiz.questions.items() for option in text.options}
    known = {(one, option) for one in KINDS for option in (*question(one, {}).options, *CHOICES.get(one, ()))}
    assert set() == labels - known


def test_the_words_are_refused_when_something_has_none() -> None:
    data: dict[str, Any] = tomllib.loads((FOLDER / "en" / "quiz.toml").read_text("utf-8"))
    del data["rules"]["R7"], data["signs"]["fit"], data["questions"]["age"]["options"]["65_or_older"]
    with pytest.raises(
        ValidationError, match=r"no words for questions\.age\.options\.65_or_older, signs\.fit, rules\.R7"
    ):
        QuizText(**data)


def test_no_sentence_is_longer_than_25_words(content: Content) -> None:
    every = chain(texts(content.quiz).values(), content.quiz.signs.values())
    labels = (label for text in content.quiz.questions.values() for label in text.options.values())
    assert [" ".join(one) for text in (*every, *labels) for one in sentences(text) if len(one) > 25] == []


def test_the_quiz_reads_at_grade_6_at_most(content: Content) -> None:
    whole = grade("\n".join(texts(content.quiz).values()), SPARED)
    levels = {one: grade(spoken(text), SPARED).worst for one, text in content.quiz.levels.items()}
    rules = grade("\n".join(f"{text.why}\n{text.first}\n{text.do}" for text in content.quiz.rules.values()), SPARED)
    assert whole.worst <= 6, whole
    assert {one: worst for one, worst in levels.items() if worst > 6} == {}
    assert rules.worst <= 6, rules


def test_each_reason_alone_is_not_much_harder(content: Content) -> None:
    hard = {
        one: grade(f"{text.why}\n{text.first}\n{text.do}", SPARED | NAMES).worst
        for one, text in content.quiz.rules.items()
    }
    assert {one: worst for one, worst in hard.items() if worst > 8} == {}


FORBIDDEN = re.compile(
    r"\b(?:stop|start|pause|skip|change|double|halve|reduce) (?:taking |using |your |the |this |that |any |all )*"
    r"(?:medicine|tablet|dose|drug|pill|steroid|antibiotic)s?\b|\byou (?:are|will be) fine\b|\bno need to see\b|\byou have (?:sepsis|cancer|leuk)",
    re.IGNORECASE,
)


def test_nothing_advises_to_start_or_stop_a_medicine_or_says_all_is_well(content: Content) -> None:
    assert {one: found[0] for one, text in texts(content.quiz).items() if (found := FORBIDDEN.search(text))} == {}


@pytest.mark.parametrize(
    "text", ["Stop taking your medicine.", "Start the antibiotics.", "You are fine.", "Skip your dose"]
)
def test_the_rule_on_medicines_catches_a_wrong_sentence(text: str) -> None:
    assert FORBIDDEN.search(text)


def test_the_two_urgent_levels_say_whom_to_call_not_to_wait_and_what_if_it_gets_worse(content: Content) -> None:
    for one in ("emergency", "same_day"):
        words = spoken(content.quiz.levels[one])
        assert [need for need in ("call", "do not wait", "worse") if need in words.lower()] == [
            "call",
            "do not wait",
            "worse",
        ]
        assert content.quiz.levels[one].say


def test_a_danger_sign_and_a_bad_bleed_say_to_call_the_emergency_number(content: Content) -> None:
    def said(rule: RuleText) -> str:
        return f"{rule.first}\n{rule.do}"

    rules = ("R1", "R15a", "R16b")
    assert [one for one in rules if "call the emergency number now" not in said(content.quiz.rules[one]).lower()] == []


def test_every_level_says_when_to_get_emergency_help(content: Content) -> None:
    assert [one for one, text in content.quiz.levels.items() if "emergency" not in spoken(text).lower()] == []


def test_every_medicine_is_on_one_list_with_an_id_of_its_own(content: Content) -> None:
    ids = [one.id for one in content.drugs.drug]
    assert len(ids) == len(set(ids))
    assert {
        "clozapine",
        "carbimazole",
        "methimazole",
        "propylthiouracil",
        "deferiprone",
        "metamizole",
        "ticlopidine",
    } == {one.id for one in content.drugs.drug if one.list == "a"}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("thiam", "methimazole"),
        ("DIPYRONE", "metamizole"),
        ("valcyte", "ganciclovir"),
        ("pred", "steroid"),
        ("carbi", "carbimazole"),
    ],
)
def test_a_medicine_is_found_by_any_of_its_names(content: Content, typed: str, first: str) -> None:
    assert first == content.drugs.find(typed)[0].id


def test_a_medicine_is_recognised_inside_what_somebody_wrote(content: Content) -> None:
    assert [one.id for one in content.drugs.named("carbimazole 20 mg in the morning")] == ["carbimazole"]
    assert [one.id for one in content.drugs.named("Novalgin, PTU")] == ["propylthiouracil", "metamizole"]
    assert content.drugs.named("vitamin D for the septum") == ()
