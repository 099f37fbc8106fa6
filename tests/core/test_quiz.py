"""The engine of the quiz, compared with a reference written apart from it, and held to its promises case by case."""

from random import Random

import pytest
from pydantic import ValidationError

from app.core.quiz import LEVELS, RULES, Answers, outcome, worst
from app.core.quiz_answers import CHOICES
from app.core.quiz_signs import ADULT, CHILD, SIGNS, UNDER_5, signs_for
from tests.core.quiz_cases import ENUMS, ROWS, TICKS, Values, case, count, reference

CALM: Values = {"cancer_treatment": "none", "neutrophils": "1_5_or_more", "medicines": "none"}
"""Every question answered in the most reassuring way."""


def test_the_engine_agrees_with_the_reference_on_random_answers() -> None:
    random = Random(1)
    for _ in range(25_000):
        values = case(random.randrange(count()))
        found = outcome(Answers(**values))
        assert reference(values) == (found.level, found.fired), values


def test_the_engine_agrees_with_the_reference_where_little_is_wrong() -> None:
    random = Random(2)
    for _ in range(10_000):
        values = case(0)
        for name in random.sample(sorted(values), 3):
            values[name] = case(random.randrange(count()))[name]
        found = outcome(Answers(**values))
        assert reference(values) == (found.level, found.fired), values


def test_the_rules_stand_in_the_order_of_the_table_with_its_levels() -> None:
    assert [(rule.id, rule.level) for rule in RULES] == ROWS


def test_the_ids_of_the_answers_are_those_of_the_table() -> None:
    assert {name: set(options) for name, options in CHOICES.items()} == {
        name: set(options) for name, options in {**ENUMS, **TICKS}.items()
    }


def test_the_levels_rise_from_self_care_to_emergency() -> None:
    assert LEVELS == ("self_care", "routine", "days", "same_day", "emergency")


@pytest.mark.parametrize(
    ("values", "level", "fired"),
    [
        ({}, "self_care", ("R0",)),
        ({"danger_signs": {"fit"}}, "emergency", ("R1",)),
        ({"temperature": "38_0_to_38_2", "cancer_treatment": "anticancer_6_weeks"}, "emergency", ("R2",)),
        ({"temperature": "not_measured_hot", "neutrophils": "below_0_5"}, "emergency", ("R3",)),
        ({"temperature": "below_36", "medicines": "list_a"}, "emergency", ("R4a",)),
        ({"temperature": "below_36", "unwell": True}, "same_day", ("R4b",)),
        ({"temperature": "below_36"}, "routine", ("R4c",)),
        ({"age": "under_3_months", "temperature": "38_0_to_38_2"}, "emergency", ("R5a",)),
        ({"age": "under_3_months", "unwell": True}, "same_day", ("R5b",)),
        ({"age": "3_to_5_months", "temperature": "38_3_or_more"}, "same_day", ("R5c",)),
        ({"special_groups": {"no_spleen"}, "temperature": "38_0_to_38_2"}, "emergency", ("R6a",)),
        ({"special_groups": {"pregnant"}, "temperature": "38_0_to_38_2"}, "same_day", ("R6b",)),
        ({"special_groups": {"hiv_low_cd4"}, "infection_signs": {"urine_pain"}}, "same_day", ("R6c",)),
        ({"medicines": "list_a", "temperature": "38_0_to_38_2"}, "emergency", ("R7",)),
        ({"medicines": "list_a", "infection_signs": {"mouth_or_throat"}}, "same_day", ("R8",)),
        ({"medicines": "not_sure", "temperature": "38_0_to_38_2", "bleeding": "bruises_or_spots"}, "emergency", ("R9a", "R15b")),
        ({"medicines": "list_b", "temperature": "38_0_to_38_2"}, "same_day", ("R9b",)),
        ({"medicines": "list_b", "infection_signs": {"mouth_or_throat"}}, "same_day", ("R10",)),
        ({"cancer_treatment": "not_sure", "temperature": "37_5_to_37_9"}, "same_day", ("R11",)),
        ({"cancer_treatment": "anticancer_6_weeks", "infection_signs": {"urine_pain"}}, "same_day", ("R12a",)),
        ({"cancer_treatment": "anticancer_6_weeks", "infection_signs": {"belly_or_diarrhoea"}}, "emergency", ("R12b",)),
        ({"cancer_treatment": "anticancer_6_weeks", "unwell": True}, "same_day", ("R12c",)),
        ({"special_groups": {"central_line"}, "infection_signs": {"shaking_chill"}}, "emergency", ("R12d",)),
        ({"neutrophils": "below_0_5"}, "same_day", ("R13a",)),
        ({"neutrophils": "only_wbc_below_2", "team_plan": True}, "routine", ("R13a",)),
        ({"neutrophils": "0_5_to_0_99"}, "days", ("R13b",)),
        ({"neutrophils": "0_5_to_0_99", "team_plan": True}, "routine", ("R13b",)),
        ({"neutrophils": "1_0_to_1_49"}, "routine", ("R13c",)),
        ({"neutrophils": "unknown", "temperature": "38_0_to_38_2"}, "same_day", ("R14a",)),
        ({"age": "65_or_older", "temperature": "38_0_to_38_2"}, "same_day", ("R14b",)),
        ({"infection_signs": {"urine_pain"}, "temperature": "38_0_to_38_2"}, "days", ("R14c",)),
        ({"infection_signs": {"shaking_chill"}}, "same_day", ("R14d",)),
        ({"infection_signs": {"urine_pain"}, "known_low": True}, "days", ("R14e",)),
        ({"infection_signs": {"urine_pain"}, "special_groups": {"pregnant"}}, "days", ("R14f",)),
        ({"bleeding": "severe"}, "emergency", ("R15a",)),
        ({"bleeding": "bruises_or_spots"}, "same_day", ("R15b",)),
        ({"bleeding": "bruises_or_spots", "temperature": "38_0_to_38_2"}, "emergency", ("R15b",)),
        ({"vaginal_bleeding": "after_menopause"}, "days", ("R16",)),
        ({"vaginal_bleeding": "in_pregnancy"}, "same_day", ("R16b",)),
        ({"vaginal_bleeding": "soaking"}, "emergency", ("R16b",)),
        ({"anaemia": "on_effort"}, "days", ("R17a",)),
        ({"anaemia": "on_effort", "age": "65_or_older"}, "same_day", ("R17a",)),
        ({"anaemia": "tired"}, "routine", ("R17b",)),
        ({"longer_picture": "other_symptoms"}, "days", ("R18",)),
        ({"known_low": True}, "routine", ("R19",)),
    ],
)  # fmt: skip
def test_each_row_fires_on_the_least_that_it_asks_for(values: Values, level: str, fired: tuple[str, ...]) -> None:
    found = outcome(Answers(**{**CALM, **values}))
    assert (level, fired) == (found.level, found.fired)


def test_a_hidden_fever_counts_only_in_somebody_ill_and_at_risk() -> None:
    masked = {**CALM, "medicines": "list_a", "fever_masked": True, "unwell": True}
    assert outcome(Answers(**masked)).fired == ("R7",)
    assert outcome(Answers(**{**masked, "unwell": False})).level == "self_care"
    assert outcome(Answers(**{**masked, "medicines": "none"})).level == "self_care"


def test_what_is_left_out_is_unknown_where_the_question_has_an_unknown() -> None:
    answers = Answers()
    assert (answers.cancer_treatment, answers.neutrophils, answers.medicines) == ("not_sure", "unknown", "not_sure")
    assert Answers(**dict.fromkeys(Answers.model_fields)) == answers


def test_an_unanswered_quiz_with_a_fever_is_an_emergency() -> None:
    assert outcome(Answers(temperature="38_0_to_38_2")).level == "emergency"


@pytest.mark.parametrize(
    "values",
    [{"age": "old"}, {"danger_signs": [""]}, {"infection_signs": ["sneeze"]}, {"neutrophils": "0.5"}, {"mood": "low"}],
)
def test_an_answer_that_is_not_known_is_refused(values: Values) -> None:
    with pytest.raises(ValidationError):
        Answers(**values)


def test_any_id_counts_as_a_danger_sign_known_or_not() -> None:
    for sign in (*SIGNS, "a sign of another list"):
        assert outcome(Answers(**CALM, danger_signs=[sign])).level == "emergency"


def test_sets_are_taken_from_any_iterable_in_any_order() -> None:
    signs = ["shaking_chill", "urine_pain"]
    assert Answers(infection_signs=signs) == Answers(infection_signs=iter(reversed(signs)))


def test_a_reason_carries_the_sources_of_its_rule() -> None:
    found = outcome(Answers(**CALM, bleeding="severe"))
    assert [(one.rule, one.level, one.sources) for one in found.reasons] == [("R15a", "emergency", ("S62",))]


def test_the_worst_of_several_outcomes_keeps_every_reason_at_its_level() -> None:
    calm, bleeding, low = (
        outcome(Answers(**{**CALM, **one}))
        for one in ({}, {"bleeding": "bruises_or_spots"}, {"neutrophils": "below_0_5"})
    )
    assert (worst((calm, bleeding, low)).level, worst((calm, bleeding, low)).fired) == ("same_day", ("R15b", "R13a"))


def test_a_small_child_is_asked_the_signs_of_a_small_child() -> None:
    assert set(UNDER_5) <= set(signs_for("6_months_to_4_years"))
    assert set(CHILD) <= set(signs_for("5_to_15_years"))
    assert not set(UNDER_5) & set(signs_for("5_to_15_years"))
    assert signs_for("65_or_older") == ADULT
    assert signs_for(None) == SIGNS
