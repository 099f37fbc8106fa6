"""Which question comes next, what counts as an answer, and what becomes of "not sure"."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given as generated
from hypothesis import strategies as st

from app.core.content import Content
from app.core.drugs import Drugs
from app.core.quiz import Answers, outcome
from app.core.quiz_answers import CHOICES, Given
from app.core.quiz_flow import (
    KINDS,
    answer,
    asked,
    from_fields,
    is_answered,
    next_question,
    previous_question,
    progress,
    question,
    question_after,
    tick,
    to_fields,
)
from app.core.quiz_read import emergency_is_certain, medicines_of, to_answers
from app.core.quiz_signs import ADULT
from tests.often import often

CALM: Given = {
    "age": "16_to_64_years",
    "danger_signs": ("none",),
    "temperature": "36_0_to_37_4",
    "temperature_site": "mouth",
    "fever_masked": "no",
    "unwell": "no",
    "cancer_treatment": "none",
    "neutrophils": "1_5_or_more",
    "count_age": "within_7_days",
    "known_low": "no",
    "medicines": ("none",),
    "special_groups": ("none",),
    "infection_signs": ("none",),
    "bleeding": "none",
    "vaginal_bleeding": "none",
    "anaemia": "none",
    "longer_picture": "none",
}
"""Every question answered in the most reassuring way."""


def walk(wanted: Given, drugs: Drugs) -> Given:
    """Answer question after question as *wanted* until the flow ends."""
    given: Given = {}
    while (at := next_question(given, drugs)) is not None:
        value = wanted[at.id]
        assert not isinstance(value, bool)
        given = answer(given, at.id, value)
    return given


def some_answers(random: Random) -> Given:
    """A whole quiz answered at random, through the questions as they are asked."""
    given: Given = {}
    for one in KINDS:
        if one in asked(given):
            options = question(one, given).options
            many = KINDS[one][0] in ("many", "medicines")
            ticked = tuple(random.sample(options, random.randint(1, 2))) if many else ()
            given = answer(given, one, (("none",) if "none" in ticked else ticked) if many else random.choice(options))
    return given


def test_a_calm_quiz_asks_every_question_in_order_and_ends_in_self_care(content: Content) -> None:
    given = walk(CALM, content.drugs)
    assert list(given) == [one for one in KINDS if one != "team_plan"]
    assert outcome(to_answers(given, content.drugs)).level == "self_care"


def test_a_danger_sign_ends_the_quiz_at_once(content: Content) -> None:
    assert list(walk({**CALM, "danger_signs": ("fit",)}, content.drugs)) == ["age", "danger_signs"]


def test_the_quiz_ends_as_soon_as_an_emergency_is_certain(content: Content) -> None:
    hot = {**CALM, "temperature": "38_0_to_38_2"}
    on_treatment = walk({**hot, "cancer_treatment": "not_sure"}, content.drugs)
    assert list(on_treatment)[-1] == "cancer_treatment"
    assert list(walk({**hot, "medicines": ("clozapine",)}, content.drugs))[-1] == "medicines"
    assert question_after("cancer_treatment", on_treatment, content.drugs) is None


def test_a_fever_alone_does_not_end_the_quiz(content: Content) -> None:
    assert not emergency_is_certain({"age": "16_to_64_years", "temperature": "38_3_or_more"}, content.drugs)


@often(400)
@generated(st.integers(0, 10**9), st.integers(1, 17))
def test_a_certain_emergency_stays_one_whatever_is_answered_later(content: Content, seed: int, cut: int) -> None:
    whole = some_answers(Random(seed))
    begun = dict(list(whole.items())[:cut])
    if emergency_is_certain(begun, content.drugs):
        assert outcome(to_answers(whole, content.drugs)).level == "emergency"


@often(400)
@generated(st.integers(0, 10**9))
def test_an_emergency_is_certain_once_all_is_answered_so(content: Content, seed: int) -> None:
    whole = some_answers(Random(seed))
    is_emergency = outcome(to_answers(whole, content.drugs)).level == "emergency"
    assert emergency_is_certain(whole, content.drugs) == is_emergency


@often(400)
@generated(st.integers(0, 10**9))
def test_not_sure_in_place_of_a_reassuring_answer_never_lowers_the_level(content: Content, seed: int) -> None:
    given = some_answers(Random(seed))
    level = outcome(to_answers(given, content.drugs)).rank
    for one, best in CALM.items():
        if given.get(one) == best and one in asked(given):
            unsure = {"neutrophils": "unknown"}.get(one, "not_sure")
            if unsure in question(one, given).options:
                value = (unsure,) if isinstance(best, tuple) else unsure
                assert outcome(to_answers({**given, one: value}, content.drugs)).rank >= level, one


def test_an_empty_set_is_not_an_answer_but_none_of_these_is() -> None:
    assert not is_answered("danger_signs", {"danger_signs": ()})
    assert is_answered("danger_signs", {"danger_signs": ("none",)})


def test_a_tick_and_none_of_these_exclude_each_other() -> None:
    assert tick(("none",), "fit") == ("fit",)
    assert tick(("fit", "fainting"), "none") == ("none",)
    assert tick(("fit", "fainting"), "fit") == ("fainting",)
    assert tick((), "none") == ("none",)


def test_another_age_asks_the_danger_signs_again() -> None:
    given: Given = {"age": "16_to_64_years", "danger_signs": ("none",)}
    assert answer(given, "age", "65_or_older")["danger_signs"] == ("none",)
    assert "danger_signs" not in answer(given, "age", "5_to_15_years")


def test_the_danger_signs_are_those_of_the_age() -> None:
    assert question("danger_signs", {"age": "16_to_64_years"}).options == (*ADULT, "none")
    assert "child_not_feeding" in question("danger_signs", {"age": "under_3_months"}).options


@pytest.mark.parametrize(
    ("given", "sex", "is_asked"),
    [
        ({"age": "16_to_64_years"}, "", True),
        ({"age": "16_to_64_years"}, "female", True),
        ({"age": "5_to_15_years"}, "", True),
        ({"age": "16_to_64_years"}, "male", False),
        ({"age": "6_months_to_4_years"}, "", False),
    ],
)
def test_vaginal_bleeding_is_asked_unless_it_cannot_be(given: Given, sex: str, is_asked: bool) -> None:
    assert ("vaginal_bleeding" in asked(given, sex)) == is_asked  # type: ignore[arg-type]


def test_pregnancy_is_not_asked_of_a_male_or_a_small_child() -> None:
    assert "pregnant" not in question("special_groups", {}, "male").options
    assert "pregnant" not in question("special_groups", {"age": "under_3_months"}).options
    assert "pregnant" in question("special_groups", {"age": "16_to_64_years"}).options


def test_a_low_count_is_known_to_be_low_without_asking(content: Content) -> None:
    given = answer(CALM, "neutrophils", "1_0_to_1_49")
    assert "known_low" not in asked(given)
    assert to_answers(given, content.drugs).known_low


def test_the_plan_is_asked_about_only_when_it_matters() -> None:
    assert "team_plan" in asked({"neutrophils": "below_0_5"})
    assert "team_plan" not in asked({"neutrophils": "unknown"})


def test_an_old_normal_count_is_read_as_unknown(content: Content) -> None:
    def read(age: str, treatment: str) -> str:
        return to_answers({**CALM, "count_age": age, "cancer_treatment": treatment}, content.drugs).neutrophils

    assert read("within_14_days", "none") == "1_5_or_more"
    assert read("within_14_days", "anticancer_6_weeks") == "unknown"
    assert read("within_7_days", "anticancer_6_weeks") == "1_5_or_more"
    assert [read(age, "none") for age in ("older", "not_sure")] == ["unknown", "unknown"]


def test_not_sure_is_read_as_the_answer_that_reassures_least(content: Content) -> None:
    unsure = {**CALM, **dict.fromkeys(("fever_masked", "unwell", "known_low", "team_plan"), "not_sure")}
    answers = to_answers(unsure, content.drugs)
    assert (answers.fever_masked, answers.unwell, answers.known_low, answers.team_plan) == (True, True, True, False)
    groups = to_answers({**CALM, "special_groups": ("not_sure",)}, content.drugs)
    assert groups.no_defence
    assert outcome(groups.model_copy(update={"temperature": "38_0_to_38_2"})).level == "emergency"


@pytest.mark.parametrize(
    ("ticked", "read"),
    [
        ((), "not_sure"),
        (("none",), "none"),
        (("not_sure",), "not_sure"),
        (("clozapine",), "list_a"),
        (("methotrexate",), "list_b"),
        (("clozapine", "methotrexate"), "list_a_and_b"),
        (("clozapine", "not_sure"), "list_a_and_b"),
        (("methotrexate", "not_sure"), "not_sure"),
        (("a medicine taken off the list",), "not_sure"),
    ],
)
def test_ticked_medicines_become_their_lists(content: Content, ticked: tuple[str, ...], read: str) -> None:
    assert medicines_of(ticked, content.drugs) == read


def test_progress_counts_the_main_questions(content: Content) -> None:
    assert progress("age", CALM) == (1, 12)
    assert progress("unwell", CALM) == (3, 12)
    assert progress("longer_picture", CALM) == (12, 12)
    assert progress("longer_picture", CALM, "male") == (11, 11)


def test_back_and_forward_are_the_same_way(content: Content) -> None:
    ids = asked(CALM)
    for before, after in pairwise(ids):
        back, forward = previous_question(after, CALM), question_after(before, CALM, content.drugs)
        assert (back.id if back else "", forward.id if forward else "") == (before, after)
    assert previous_question(ids[0], CALM) is None
    assert question_after(ids[-1], CALM, content.drugs) is None


@often(300)
@generated(st.integers(0, 10**9))
def test_a_half_answered_quiz_survives_as_text(content: Content, seed: int) -> None:
    given = {**some_answers(Random(seed)), "temperature_text": "38,2", "temperature_unit": "Cel"}
    assert from_fields(to_fields(given)) == given


def test_a_draft_with_an_option_nobody_knows_is_asked_again() -> None:
    assert from_fields({"age": "ancient", "bleeding": "severe", "mood": "low"}) == {"bleeding": "severe"}


@often(300)
@generated(st.integers(0, 10**9))
def test_every_quiz_that_can_be_answered_gives_a_level(content: Content, seed: int) -> None:
    answers = to_answers(some_answers(Random(seed)), content.drugs)
    assert isinstance(answers, Answers)
    assert outcome(answers).fired
    assert answers.temperature in CHOICES["temperature"]
