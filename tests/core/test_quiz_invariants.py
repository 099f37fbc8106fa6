"""What holds for every set of answers. Each promise is tried on thousands of generated cases."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.quiz import LEVELS, RULES, Answers, outcome
from tests.core.quiz_cases import TICKS, Values, case, count
from tests.often import often

CASES = st.integers(0, count() - 1).map(case)
FEVERS = st.sampled_from(["38_0_to_38_2", "38_3_or_more", "not_measured_hot"])
ORDERED: dict[str, list[list[object]]] = {
    "age": [["16_to_64_years", "65_or_older"], ["6_months_to_4_years", "3_to_5_months", "under_3_months"]],
    "temperature": [
        ["36_0_to_37_4", "37_5_to_37_9", "38_0_to_38_2", "38_3_or_more"],
        ["36_0_to_37_4", "below_36"],
        ["36_0_to_37_4", "not_measured_normal", "not_measured_hot"],
    ],
    "fever_masked": [[False, True]],
    "unwell": [[False, True]],
    "cancer_treatment": [["none", "not_sure"], ["none", "anticancer_6_weeks"], ["none", "stem_cell_or_car_t"], ["none", "blood_or_marrow_disease"]],
    "neutrophils": [
        ["1_5_or_more", "1_0_to_1_49", "0_5_to_0_99", "below_0_5"],
        ["1_5_or_more", "unknown"],
        ["1_5_or_more", "only_wbc_2_to_3_9", "only_wbc_below_2"],
    ],
    "medicines": [["none", "not_sure", "list_a_and_b"], ["none", "list_b", "list_a", "list_a_and_b"]],
    "bleeding": [["none", "bruises_or_spots", "severe"]],
    "vaginal_bleeding": [["none", one, "in_pregnancy", "soaking"] for one in ("heavy", "between_periods", "after_menopause")],
    "anaemia": [["none", "tired", "on_effort"]],
    "longer_picture": [["none", "new_or_falling_count"], ["none", "other_symptoms"]],
    "known_low": [[False, True]],
    "team_plan": [[True, False]],
}  # fmt: skip
"""From milder to worse, or from reassuring to unknown."""


def rank(values: Values) -> int:
    return outcome(Answers(**values)).rank


def at_least(level: str, values: Values) -> bool:
    return rank(values) >= LEVELS.index(level)


@often(2500)
@given(
    CASES, FEVERS, st.sampled_from(["anticancer_6_weeks", "stem_cell_or_car_t", "blood_or_marrow_disease", "not_sure"])
)
def test_fever_on_cancer_treatment_is_always_an_emergency(values: Values, fever: str, treatment: str) -> None:
    assert outcome(Answers(**{**values, "temperature": fever, "cancer_treatment": treatment})).level == "emergency"


@often(2500)
@given(CASES, FEVERS, st.sampled_from(["below_0_5", "0_5_to_0_99", "only_wbc_below_2"]))
def test_fever_with_a_low_count_is_always_an_emergency(values: Values, fever: str, count: str) -> None:
    assert outcome(Answers(**{**values, "temperature": fever, "neutrophils": count})).level == "emergency"


@often(1500)
@given(CASES, st.text(min_size=1).filter(str.strip))
def test_any_danger_sign_is_always_an_emergency(values: Values, sign: str) -> None:
    assert outcome(Answers(**{**values, "danger_signs": [sign]})).level == "emergency"


@often(1500)
@given(CASES, st.sampled_from(["below_36", "38_0_to_38_2", "38_3_or_more"]))
def test_a_baby_under_3_months_with_fever_or_cold_is_an_emergency(values: Values, band: str) -> None:
    assert outcome(Answers(**{**values, "age": "under_3_months", "temperature": band})).level == "emergency"


@often(1500)
@given(CASES, FEVERS, st.sampled_from(["list_a", "list_a_and_b"]))
def test_a_list_a_medicine_with_fever_is_an_emergency(values: Values, fever: str, medicines: str) -> None:
    assert outcome(Answers(**{**values, "temperature": fever, "medicines": medicines})).level == "emergency"
    assert at_least("same_day", {**values, "medicines": medicines, "infection_signs": {"mouth_or_throat"}})


@often(1500)
@given(CASES, FEVERS, st.sampled_from(["no_spleen", "organ_transplant", "congenital_neutropenia", "central_line"]))
def test_a_weak_defence_with_fever_is_an_emergency(values: Values, fever: str, group: str) -> None:
    assert outcome(Answers(**{**values, "temperature": fever, "special_groups": {group}})).level == "emergency"


@often(1500)
@given(CASES, FEVERS)
def test_new_bruises_or_spots_with_fever_are_an_emergency(values: Values, fever: str) -> None:
    assert outcome(Answers(**{**values, "temperature": fever, "bleeding": "bruises_or_spots"})).level == "emergency"


@often(2500)
@given(CASES)
def test_a_worse_answer_or_an_unknown_for_a_reassuring_one_never_lowers_the_level(values: Values) -> None:
    now = rank(values)
    for name, chains in ORDERED.items():
        for milder, worse in (pair for chain in chains for pair in pairwise(chain)):
            if values[name] == milder:
                assert rank({**values, name: worse}) >= now, (name, milder, worse)


@often(2500)
@given(CASES)
def test_one_tick_more_never_lowers_the_level(values: Values) -> None:
    now = rank(values)
    for name, options in {**TICKS, "danger_signs": ("fit",)}.items():
        for option in options:
            assert rank({**values, name: values[name] | {option}}) >= now, (name, option)


@often(1500)
@given(CASES, FEVERS)
def test_an_unknown_count_with_fever_is_at_least_a_same_day_call(values: Values, fever: str) -> None:
    assert at_least("same_day", {**values, "temperature": fever, "neutrophils": "unknown"})


@often(1500)
@given(CASES)
def test_a_known_low_count_is_never_below_routine(values: Values) -> None:
    assert at_least("routine", {**values, "known_low": True})
    assert at_least("same_day", {**values, "neutrophils": "below_0_5", "team_plan": False})


@often(1500)
@given(CASES, st.randoms(use_true_random=False))
def test_the_order_of_the_answers_never_matters(values: Values, random: Random) -> None:
    shuffled = list(values.items())
    random.shuffle(shuffled)
    assert outcome(Answers(**values)) == outcome(Answers(**dict(shuffled)))


@often(1000)
@given(CASES)
def test_the_outcome_is_the_highest_rule_and_names_all_of_them_at_it(values: Values) -> None:
    answers, found = Answers(**values), outcome(Answers(**values))
    fired = [rule for rule in RULES if rule.when(answers)]
    assert found.level == max((rule.level for rule in fired), key=LEVELS.index)
    assert found.fired == tuple(rule.id for rule in fired if rule.level == found.level)
    assert found.fired == tuple(reason.rule for reason in found.reasons)


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_can_be_reached(level: str) -> None:
    found = {outcome(Answers(**case(number))).level for number in range(0, 400_000, 37)}
    assert level in found
