"""Whose normal: the lab's, the clinician's, a sourced default, or not rated, with the reason."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.core.default_ranges import DefaultRange, DefaultRanges
from app.core.ranges import Rating, age_in_months, rate
from app.core.record import Person, Range
from tests.make import TODAY, a_person, a_reading, a_test, default_ranges

RANGES = default_ranges()
INFANT = a_person(birth_date=date(2026, 3, 1))
CHILD = a_person(birth_date=date(2022, 1, 1))
WOMAN = a_person(sex="female", birth_date=date(1990, 1, 1))


def rated(person: Person, analyte: str, value: Any, **limits: str) -> Rating:
    """The rating of one value today."""
    if limits:
        value = a_reading(value, **limits)
    return rate(a_test(**{analyte: value}), analyte, person, RANGES, TODAY)


def test_the_lab_s_own_range_comes_first() -> None:
    person = a_person(ranges={"wbc": Range(unit="10*9/L", low="2.0", high="8.0")})
    found = rated(person, "wbc", "3.6", low="3.5", high="10.5")
    assert (found.level, found.whose) == ("N", "lab")


def test_then_the_range_a_clinician_set() -> None:
    person = a_person(ranges={"wbc": Range(unit="/uL", low="2000", high="8000")})
    found = rated(person, "wbc", "3.6")
    assert (found.level, found.whose) == ("N", "clinician")


def test_then_a_default_with_its_sources() -> None:
    found = rated(a_person(), "wbc", "3.6")
    assert (found.level, found.whose) == ("L", "default")
    assert found.sources


def test_the_lab_s_range_counts_in_the_unit_of_its_value() -> None:
    found = rated(a_person(), "wbc", "3600", unit="/uL", low="4000", high="11000")
    assert (found.level, found.whose) == ("L", "lab")


@pytest.mark.parametrize(
    ("limits", "value", "level"),
    [({"low": "4"}, "3.9", "L"), ({"low": "4"}, "99", "HH"), ({"high": "5"}, "4", "N"), ({"high": "5"}, "6", "H")],
)
def test_a_range_may_have_one_limit(limits: dict[str, str], value: str, level: str) -> None:
    assert level == rated(a_person(), "wbc", value, **limits).level


@pytest.mark.parametrize(("value", "level"), [("3.99", "L"), ("4.0", "N"), ("11.0", "N"), ("11.01", "H")])
def test_the_limits_themselves_are_inside(value: str, level: str) -> None:
    assert level == rated(a_person(), "wbc", value).level


@pytest.mark.parametrize(
    ("analyte", "value", "level"),
    [
        ("wbc", "1.99", "LL"), ("wbc", "2.00", "L"), ("wbc", "30", "H"), ("wbc", "30.1", "HH"),
        ("neutrophils", "0.49", "LL"), ("neutrophils", "0.50", "L"),
        ("haemoglobin", "69", "LL"), ("haemoglobin", "70", "L"),
        ("platelets", "19", "LL"), ("platelets", "20", "L"), ("neutrophils", "<0.5", "LL"),
    ],
)  # fmt: skip
def test_far_out_begins_at_its_limit(analyte: str, value: str, level: str) -> None:
    assert level == rated(a_person(), analyte, value).level


def test_no_range_silences_a_value_far_out() -> None:
    person = a_person(ranges={"neutrophils": Range(unit="10*9/L", low="0.3", high="2.0")})
    assert (rated(person, "neutrophils", "0.4").level, rated(person, "neutrophils", "0.4").whose) == ("LL", "clinician")


@pytest.mark.parametrize("value", ["0.3", "5", "40"])
def test_an_infant_is_not_rated_without_the_lab_s_range(value: str) -> None:
    found = rated(INFANT, "wbc", value)
    assert (found.level, found.whose) == ("not_rated", "none")
    assert "lab" in found.reason.text


def test_a_default_range_begins_on_the_first_birthday() -> None:
    levels = [rated(a_person(birth_date=born), "wbc", "5.0").level for born in (date(2025, 11, 24), date(2025, 11, 23))]
    assert levels == ["not_rated", "L"]


def test_what_has_no_range_in_a_possible_pregnancy_is_not_rated() -> None:
    assert rated(WOMAN, "haematocrit", "30").level == "not_rated"
    assert rated(WOMAN.model_copy(update={"pregnant": "no"}), "haematocrit", "30").level == "L"


def test_an_infant_is_rated_by_the_lab_s_range() -> None:
    assert rated(INFANT, "wbc", "5", low="6.0", high="17.5").level == "L"


def test_a_child_has_a_child_s_range() -> None:
    assert (rated(CHILD, "lymphocytes", "1.6").level, rated(a_person(), "lymphocytes", "1.6").level) == ("L", "N")


def test_without_a_birth_date_nothing_is_called_normal() -> None:
    nobody = a_person(birth_date=None)
    assert (rated(nobody, "wbc", "7").level, rated(nobody, "neutrophils", "0.3").level) == ("not_rated", "LL")


def test_without_a_sex_only_what_holds_for_both_is_rated() -> None:
    person = a_person(sex="")
    assert [rated(person, "haemoglobin", one).level for one in ("90", "125", "145", "180")] == [
        "L", "not_rated", "N", "H",
    ]  # fmt: skip


def test_an_unknown_pregnancy_leaves_unrated_what_depends_on_it() -> None:
    assert [rated(WOMAN, "wbc", one).level for one in ("3.0", "4.5", "7", "13", "16")] == [
        "L", "not_rated", "N", "not_rated", "H",
    ]  # fmt: skip
    assert "pregnan" in rated(WOMAN, "wbc", "4.5").reason.text


def test_a_pregnancy_has_its_own_range() -> None:
    pregnant = WOMAN.model_copy(update={"pregnant": "yes"})
    assert (rated(pregnant, "wbc", "4.5").level, rated(pregnant, "wbc", "14").level) == ("L", "N")
    assert rated(pregnant, "haematocrit", "34").level == "not_rated"


@pytest.mark.parametrize(
    ("limits", "analyte", "value", "found"),
    [
        ({"low": "3.5"}, "wbc", "3.4", ("L", "lab")),
        ({"low": "3.5"}, "wbc", "3.6", ("N", "lab")),
        ({"low": "3.5"}, "wbc", "12", ("H", "default")),
        ({"high": "10"}, "wbc", "3.9", ("L", "default")),
        ({"high": "10"}, "wbc", "10.5", ("H", "lab")),
        ({"high": "10"}, "neutrophils", "1.2", ("L", "default")),
        ({"high": "5"}, "crp", "3", ("N", "lab")),
        ({"low": "40"}, "segs_percent", "60", ("not_rated", "lab")),
        ({"low": "12"}, "wbc", "14", ("not_rated", "lab")),
    ],
)
def test_a_default_stands_in_for_the_limit_a_range_does_not_give(
    limits: dict[str, str], analyte: str, value: str, found: tuple[str, str]
) -> None:
    unit = {"crp": "mg/L", "segs_percent": "%"}.get(analyte, "10*9/L")
    rating = rated(a_person(), analyte, value, unit=unit, **limits)
    assert found == (rating.level, rating.whose)


def test_a_clinician_s_range_with_one_limit_calls_nothing_beyond_the_other_side_normal() -> None:
    person = a_person(ranges={"neutrophils": Range(unit="10*9/L", high="8")})
    assert [rated(person, "neutrophils", one).level for one in ("1.2", "3", "9")] == ["L", "N", "H"]


@pytest.mark.parametrize("person", [INFANT, a_person(birth_date=None)])
def test_a_range_with_one_limit_is_not_completed_for_somebody_no_default_fits(person: Person) -> None:
    levels = [rated(person, "wbc", one, low="6.0").level for one in ("5", "7", "20")]
    assert levels == ["L", "not_rated", "not_rated"]


def test_a_range_with_one_limit_is_completed_only_where_all_possible_defaults_agree() -> None:
    assert [rated(WOMAN, "wbc", one, low="3.5").level for one in ("7", "13", "16")] == ["N", "not_rated", "H"]


def test_a_pregnancy_noted_today_does_not_rate_a_test_from_before_it() -> None:
    pregnant = WOMAN.model_copy(update={"pregnant": "yes"})
    old, recent = (a_test(on, wbc="13") for on in (date(2026, 2, 1), date(2026, 2, 2)))
    assert [rate(one, "wbc", pregnant, RANGES, TODAY).level for one in (old, recent)] == ["not_rated", "N"]
    assert "day of this test" in rate(old, "wbc", pregnant, RANGES, TODAY).reason.text
    assert rate(recent, "wbc", pregnant, RANGES).level == "not_rated"
    assert rate(a_test(date(2025, 1, 1), wbc="3.0"), "wbc", pregnant, RANGES, TODAY).level == "L"


def test_a_value_without_any_range_is_not_rated() -> None:
    assert rated(a_person(), "segs_percent", "60").level == "not_rated"


@pytest.mark.parametrize(("value", "level"), [("<3", "L"), ("<4.0", "L"), ("≤4.0", "not_rated"), ("<5", "not_rated")])
def test_a_bound_is_rated_only_when_it_is_certain(value: str, level: str) -> None:
    assert level == rated(a_person(), "wbc", value).level


def test_calculated_neutrophils_are_rated_too() -> None:
    test = a_test(wbc="3.0", neutrophils_percent="40")
    assert rate(test, "neutrophils", a_person(), RANGES).level == "L"


def test_a_range_upside_down_rates_nothing() -> None:
    assert rated(a_person(), "wbc", "5", low="11", high="4").level == "not_rated"


@given(st.sampled_from(["wbc", "neutrophils", "lymphocytes", "haemoglobin", "platelets"]), st.integers(20, 400))
def test_knowing_less_about_a_person_never_makes_a_value_normal(analyte: str, number: int) -> None:
    text = f"{number / 20:.2f}" if analyte not in ("haemoglobin", "platelets") else f"{number}"
    levels = {
        rated(a_person(birth_date=date(1990, 1, 1), sex=sex, pregnant=pregnant), analyte, text).level
        for sex, pregnant in (("male", "no"), ("female", "no"), ("female", "yes"))
    }
    if rated(a_person(birth_date=date(1990, 1, 1), sex=""), analyte, text).level == "N":
        assert levels == {"N"}


def test_age_is_in_full_months() -> None:
    person = a_person(birth_date=date(2026, 1, 31))
    assert [age_in_months(person, on) for on in (date(2026, 2, 28), date(2026, 3, 31), date(2026, 1, 1))] == [
        0,
        2,
        None,
    ]


def test_every_default_range_has_a_source_and_starts_at_one_year() -> None:
    assert [one for one in RANGES.ranges if not one.sources or one.from_months < 12] == []


def test_no_default_range_is_made_for_an_infant() -> None:
    with pytest.raises(ValidationError, match="greater than or equal to 12"):
        DefaultRange(analyte="wbc", low="4", from_months=6, sources=("D",))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [{"analyte": "sugar"}, {"low": None, "high": None}, {"low": "11", "high": "4"}, {"sources": ()}, {"colour": "red"}],
)
def test_a_wrong_default_range_is_refused(change: dict[str, Any]) -> None:
    right = {"analyte": "wbc", "low": "4", "high": "11", "from_months": 216, "sources": ("D",)}
    with pytest.raises(ValidationError):
        DefaultRange(**(right | change))


def test_two_ranges_for_one_person_are_refused() -> None:
    one = {"analyte": "wbc", "low": "4", "from_months": 216, "sources": ("D",)}
    with pytest.raises(ValidationError, match="two ranges for the same person"):
        DefaultRanges.model_validate({"reviewed": "2026-11-23", "ranges": [one, one], "critical": []})


def test_of_two_counts_that_disagree_the_lower_is_rated_and_it_is_said() -> None:
    test = a_test(wbc="4.0", neutrophils="2.4", neutrophils_percent="10")
    found = rate(test, "neutrophils", a_person(), RANGES, TODAY)
    assert found.level == "LL"
    assert "disagree" in found.reason.text
