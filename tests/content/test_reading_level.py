"""How hard the texts read: an emergency at school grade 6 at most, all else at grade 8, by two formulas."""

import tomllib

import pytest

from app.core.content import Content
from app.core.readability import grade, is_spared
from tools.content import (
    CONTENT,
    EASY,
    LONGEST,
    PLAIN,
    article_texts,
    emergency_texts,
    longest,
    readability,
    spared,
)


def test_every_section_reads_at_grade_eight_at_most_by_both_formulas(content: Content) -> None:
    grades = {name: grade(text, spared()) for name, text in article_texts(content)}
    assert {name: (one.ari, one.coleman_liau) for name, one in grades.items() if one.worst > PLAIN} == {}


def test_even_with_every_medical_word_counted_no_section_is_above_grade_eight(content: Content) -> None:
    grades = {name: grade(text) for name, text in article_texts(content)}
    assert {name: one for name, one in grades.items() if one.worst > PLAIN} == {}


def test_what_is_read_in_an_emergency_is_at_grade_six_at_most(content: Content) -> None:
    grades = {name: grade(text, spared()) for name, text in emergency_texts(content)}
    assert {name: (one.ari, one.coleman_liau) for name, one in grades.items() if one.worst > EASY} == {}


def test_what_is_read_in_an_emergency_has_no_sentence_over_25_words(content: Content) -> None:
    assert [longest(text) for _, text in emergency_texts(content) if grade(text).longest > LONGEST] == []


def test_the_emergency_texts_are_those_a_person_meets_in_danger(content: Content) -> None:
    names = [name for name, _ in emergency_texts(content)]
    assert {"fever card", "help-now", "alerts of the article", "first run", "quiz: questions"} <= set(names)
    assert len(names) == 6 + len(content.quiz.levels)


def test_a_hard_text_is_reported_as_too_hard(content: Content) -> None:
    hard = (
        "Immediate parenteral antimicrobial administration significantly diminishes neutropenia-associated mortality."
    )
    about = content.about.model_copy(update={"first_run": (hard, hard, hard)})
    lines = list(readability(content.model_copy(update={"about": about}), spared()))
    assert [line.split()[0] for line in lines if "TOO HARD" in line] == ["first"]


@pytest.mark.parametrize(
    "group",
    tomllib.loads((CONTENT / "readability.toml").read_text(encoding="utf-8"))["spared"],
    ids=lambda g: g["reason"][:20],
)
def test_every_exception_has_a_reason_and_is_used(content: Content, group: dict[str, list[str]]) -> None:
    assert len(group["reason"]) > 20
    used = " ".join(text for _, text in (*article_texts(content), *emergency_texts(content))).lower()
    assert [word for word in group["words"] if word not in used] == []
    assert all(is_spared(word, spared()) for word in group["words"])
