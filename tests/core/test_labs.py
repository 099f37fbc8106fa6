"""The neutrophil count: reported, calculated, bound or unknown, and the word for it."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.grades import ctcae
from app.core.labs import Anc, anc, anc_of, neutrophils_answer, severity
from tests.make import a_test, readings


def found(**values: Any) -> Anc:
    """The count of a slip with these values."""
    return anc_of(readings(**values))


@pytest.mark.parametrize(
    ("values", "count", "how"),
    [
        ({"wbc": ("5200", "/uL"), "segs_percent": "15", "bands_percent": "4"}, "0.988", "calculated"),
        ({"wbc": "3.5", "segs_percent": "40", "bands_percent": "2"}, "1.47", "calculated"),
        ({"wbc": "0.8", "neutrophils_percent": "60"}, "0.48", "automated_percent"),
        ({"neutrophils": "0,4"}, "0.4", "reported"),
        ({"wbc": "4.0", "neutrophils": ("1600", "/uL"), "neutrophils_percent": "40"}, "1.6", "reported"),
        ({"wbc": "3.0", "neutrophils_percent": "0"}, "0", "automated_percent"),
    ],
)
def test_the_count_is_found(values: dict[str, Any], count: str, how: str) -> None:
    assert (Decimal(count), "", how) == (found(**values).value, found(**values).comparator, found(**values).how)


def test_bands_are_not_added_to_an_automated_percentage() -> None:
    count = found(wbc="4.0", neutrophils_percent="40", bands_percent="10", segs_percent="30")
    assert Decimal("1.6") == count.value


def test_unknown_bands_leave_a_lower_bound() -> None:
    count = found(wbc="4.0", segs_percent="30")
    assert (Decimal("1.2"), ">=") == (count.value, count.comparator)


def test_bands_alone_say_nothing() -> None:
    assert found(wbc="4.0", bands_percent="3").how == "unknown"


def test_reported_and_calculated_stay_side_by_side() -> None:
    count = found(wbc="4.0", neutrophils="1.6", neutrophils_percent="41")
    assert count.other is not None
    assert (Decimal("1.6"), Decimal("1.64"), False) == (count.value, count.other.value, count.disagree)


@pytest.mark.parametrize(
    ("reported", "percent", "disagree"),
    [("1.0", "11", False), ("1.0", "11.1", True), ("3.0", "32", False), ("3.0", "32.1", True), ("0.9", "5", True)],
)
def test_more_than_a_tenth_or_0_2_apart_is_a_disagreement(reported: str, percent: str, disagree: bool) -> None:
    assert disagree == found(wbc="10", neutrophils=reported, neutrophils_percent=percent).disagree


def test_when_they_disagree_the_lower_count_is_the_safe_one() -> None:
    count = found(wbc="4.0", neutrophils="2.0", neutrophils_percent="10")
    assert Decimal("0.4") == count.safest
    assert severity(count).word == "severe"


def test_too_few_white_cells_prove_a_low_count() -> None:
    count = found(wbc="0.8")
    assert (Decimal("0.8"), "<=", "bound_from_wbc") == (count.value, count.comparator, count.how)
    assert (severity(count).word, severity(count).spread) == ("moderate", "or_lower")


def test_a_normal_white_count_proves_nothing_about_neutrophils() -> None:
    assert (found(wbc="5.0").value, found(wbc="5.0").how) == (None, "unknown")


@pytest.mark.parametrize(
    ("values", "count", "comparator"),
    [
        ({"neutrophils": "<0.1"}, "0.1", "<"),
        ({"wbc": "<0.5", "neutrophils_percent": "60"}, "0.3", "<"),
        ({"wbc": "2", "neutrophils_percent": "<5"}, "0.1", "<"),
        ({"wbc": ">100", "neutrophils_percent": "80"}, "80", ">"),
        ({"wbc": "≤0.5", "segs_percent": "20", "bands_percent": "20"}, "0.2", "<="),
        ({"wbc": "<0.1", "neutrophils_percent": "0"}, "0", "<="),
    ],
)
def test_a_bound_stays_a_bound(values: dict[str, Any], count: str, comparator: str) -> None:
    assert (Decimal(count), comparator) == (found(**values).value, found(**values).comparator)


def test_bounds_in_opposite_directions_give_no_product() -> None:
    assert found(wbc=">5", neutrophils_percent="<5").how == "unknown"


def test_missing_is_unknown_and_never_zero() -> None:
    assert (found(haemoglobin="120").value, found(haemoglobin="120").how) == (None, "unknown")
    assert severity(found(haemoglobin="120")).word == "unknown"


def test_an_unreadable_text_is_unknown() -> None:
    assert found(neutrophils="few").how == "unknown"


def test_the_formula_is_said_in_words() -> None:
    said = found(wbc="3.5", segs_percent="40", bands_percent="2").formula
    assert said.text.format(**said.values) == "White cells 3.5 × segmented and bands 42 % = 1.47"


@pytest.mark.parametrize(
    ("count", "word"),
    [
        ("1.50", "not_low"), ("1.4990", "mild"), ("1.49", "mild"), ("1.00", "mild"), ("0.99", "moderate"),
        ("0.50", "moderate"), ("0.49", "severe"), ("0.1", "severe"), ("0.099", "profound"), ("0", "profound"),
    ],
)  # fmt: skip
def test_each_word_begins_at_its_limit(count: str, word: str) -> None:
    assert word == severity(found(neutrophils=count)).word


@pytest.mark.parametrize(
    ("count", "word", "spread"),
    [
        ("<0.1", "profound", ""), ("<0.5", "severe", "or_lower"), ("≤0.5", "moderate", "or_lower"),
        ("<1.0", "moderate", "or_lower"), ("<1.5", "mild", "or_lower"), ("<1.8", "unknown", ""),
        (">2.0", "not_low", ""), (">0.7", "moderate", "or_higher"),
    ],
)  # fmt: skip
def test_a_bound_gets_the_word_that_is_certain(count: str, word: str, spread: str) -> None:
    rated = severity(found(neutrophils=count))
    assert (word, spread) == (rated.word, rated.spread)


def test_an_infant_s_count_of_one_or_more_gets_no_word() -> None:
    assert severity(found(neutrophils="1.2"), infant=True).word == "unknown"
    assert severity(found(neutrophils="0.4"), infant=True).word == "severe"


@pytest.mark.parametrize(
    ("values", "answer"),
    [
        ({"neutrophils": "0.49"}, "below_0_5"),
        ({"neutrophils": "0.50"}, "below_0_5"),
        ({"neutrophils": "0.51"}, "0_5_to_0_99"),
        ({"neutrophils": "0.99"}, "0_5_to_0_99"),
        ({"neutrophils": "1.00"}, "1_0_to_1_49"),
        ({"neutrophils": "1.49"}, "1_0_to_1_49"),
        ({"neutrophils": "1.50"}, "1_5_or_more"),
        ({"neutrophils": ("900", "/uL")}, "0_5_to_0_99"),
        ({"neutrophils": "<0.1"}, "below_0_5"),
        ({"neutrophils": "<1.0"}, "below_0_5"),
        ({"neutrophils": ">1.0"}, "1_0_to_1_49"),
        ({"wbc": "1.99"}, "only_wbc_below_2"),
        ({"wbc": "2.00"}, "only_wbc_2_to_3_9"),
        ({"wbc": "3.99"}, "only_wbc_2_to_3_9"),
        ({"wbc": "4.00"}, "unknown"),
        ({"wbc": "0.3"}, "only_wbc_below_2"),
        ({"wbc": "<0.3"}, "only_wbc_below_2"),
        ({"haemoglobin": "120"}, "unknown"),
        ({"wbc": "4.0", "neutrophils": "2.0", "neutrophils_percent": "10"}, "below_0_5"),
    ],
)
def test_a_slip_answers_the_quiz_by_the_safer_band(values: dict[str, Any], answer: str) -> None:
    assert answer == neutrophils_answer(a_test(**values))


counts = st.decimals(min_value="0.01", max_value="20", places=2)
shares = st.integers(min_value=0, max_value=100)


@given(counts, shares)
def test_the_same_blood_gives_the_same_count_in_any_unit(white: Decimal, share: int) -> None:
    in_giga = found(wbc=f"{white:.4f}", neutrophils_percent=f"{share}")
    in_cells = found(wbc=(f"{int(white * 1000)}", "/uL"), neutrophils_percent=f"{share}")
    assert in_giga.value == in_cells.value == white * share / 100


@given(counts, shares)
def test_the_order_of_the_values_does_not_matter(white: Decimal, share: int) -> None:
    values = readings(wbc=f"{white:.4f}", neutrophils_percent=f"{share}", neutrophils="1.0", haemoglobin="100")
    assert anc_of(values) == anc_of(dict(reversed(values.items())))


BANDS = ["below_0_5", "0_5_to_0_99", "1_0_to_1_49", "1_5_or_more"]


@given(counts, counts)
def test_a_lower_count_never_answers_a_milder_band(first: Decimal, second: Decimal) -> None:
    low, high = sorted((first, second))
    answers = [neutrophils_answer(a_test(neutrophils=f"{one:.4f}")) for one in (low, high)]
    assert BANDS.index(answers[0]) <= BANDS.index(answers[1])


@pytest.mark.parametrize(
    ("analyte", "value", "lln", "version", "grade"),
    [
        ("wbc", "1.8", None, "5.0", 3),
        ("wbc", "2.0", None, "5.0", 2),
        ("wbc", "3.0", "4.0", "5.0", 1),
        ("wbc", "4.0", "4.0", "5.0", 0),
        ("neutrophils", "0.4", None, "5.0", 4),
        ("neutrophils", "0.4", None, "6.0", 3),
        ("neutrophils", "0.1", None, "6.0", 3),
        ("neutrophils", "0.15", None, "6.0", 3),
        ("neutrophils", "0.09", None, "6.0", 4),
        ("neutrophils", "1.2", None, "6.0", 1),
        ("neutrophils", "1.6", "2.0", "6.0", 0),
        ("neutrophils", "1.6", "2.0", "5.0", 1),
        ("lymphocytes", "0.15", None, "5.0", 4),
        ("platelets", "20", None, "5.0", 4),
        ("platelets", "20", None, "6.0", 3),
        ("platelets", "9", None, "6.0", 4),
        ("haemoglobin", "80", None, "5.0", 2),
        ("haemoglobin", "60", None, "5.0", 3),
    ],
)
def test_a_grade_belongs_to_its_version(analyte: str, value: str, lln: str | None, version: Any, grade: int) -> None:
    found = ctcae(analyte, Decimal(value), Decimal(lln) if lln else None, version)
    assert found is not None
    assert (grade, version) == (found.number, found.version)
    assert version in str(found)


def test_a_grade_that_needs_the_lab_s_limit_is_not_guessed() -> None:
    assert ctcae("wbc", Decimal("3.5"), None) is None
    assert ctcae("lymphocytes", Decimal("0.1"), None, "6.0") is None
    assert ctcae("crp", Decimal("100"), Decimal(5)) is None


def test_the_count_of_a_test_is_that_of_its_readings() -> None:
    test = a_test(wbc="3.5", neutrophils_percent="40")
    assert anc_of(test.readings) == anc(test)


@pytest.mark.parametrize(
    ("values", "safest", "disagree"),
    [
        ({"wbc": "0.97", "neutrophils": "1.01"}, "0.97", False),
        ({"wbc": "0.97", "neutrophils": ("970", "/uL")}, "0.97", False),
        ({"wbc": ">0.5", "neutrophils": "1.01"}, "1.01", False),
        ({"wbc": "3.0", "neutrophils": "<2.0", "neutrophils_percent": "10"}, "0.3", False),
        ({"wbc": "3.0", "neutrophils": ">0.5", "neutrophils_percent": "10"}, "0.3", True),
        ({"wbc": "<2.0", "neutrophils": "1.8", "neutrophils_percent": "20"}, "0.4", True),
        ({"wbc": "3.0", "neutrophils": "<0.1", "neutrophils_percent": "4"}, "0.1", False),
        ({"wbc": "3.0", "neutrophils": "0.9", "segs_percent": "20"}, "0.9", False),
    ],
)
def test_the_lowest_a_slip_gives_decides(values: Any, safest: str, disagree: bool) -> None:
    found = anc(a_test(**values))
    assert (found.safest, found.disagree) == (Decimal(safest), disagree)


def test_fewer_white_cells_than_one_are_fewer_neutrophils_than_one() -> None:
    slip = a_test(wbc="<1.0", neutrophils="1.01")
    assert severity(anc(slip)).word == "moderate"
    assert neutrophils_answer(slip) == "0_5_to_0_99"


@pytest.mark.parametrize(
    ("values", "value", "sign", "capped"),
    [
        ({"wbc": "0.4", "neutrophils": "5.0"}, "0.4", "<=", True),
        ({"wbc": "0.97", "neutrophils": "1.01"}, "0.97", "", False),
        ({"wbc": "4.0", "neutrophils": ">1.5", "neutrophils_percent": "20"}, "0.80", "", False),
        ({"wbc": "4.0", "neutrophils": "<2.0", "neutrophils_percent": "30"}, "1.20", "", False),
    ],
)
def test_the_lowest_count_has_its_own_comparator(values: Any, value: str, sign: str, capped: bool) -> None:
    found = anc(a_test(**values))
    assert (found.safest, found.safest_sign, found.is_capped) == (Decimal(value), sign, capped)
