"""Is a change more than chance: only when it is, and never a guess."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.numbers import Comparator
from app.core.trend import Point
from app.core.variation import BODY_AND_ASSAY, judge_change
from tests.make import TODAY


def a_point(value: str, days: int = 0, comparator: Comparator = "", lab: str = "") -> Point:
    """A point so many days from today."""
    return Point(TODAY + timedelta(days=days), Decimal(value), comparator, "t", lab=lab)


@pytest.mark.parametrize(
    ("analyte", "before", "after", "verdict"),
    [
        ("neutrophils", "2.0", "2.6", "no_clear_change"),
        ("neutrophils", "2.0", "1.2", "no_clear_change"),
        ("neutrophils", "2.0", "0.9", "fall"),
        ("neutrophils", "2.0", "4.3", "rise"),
        ("haemoglobin", "120", "115", "no_clear_change"),
        ("haemoglobin", "120", "100", "fall"),
        ("platelets", "200", "180", "no_clear_change"),
        ("platelets", "200", "140", "fall"),
        ("wbc", "4.0", "4.0", "no_clear_change"),
        ("neutrophils", "3.0", "0.02", "fall"),
        ("neutrophils", "0", "2.0", "rise"),
        ("neutrophils", "0.15", "0.02", "no_clear_change"),
    ],
)
def test_a_change_beyond_chance_is_told_from_one_within(analyte: str, before: str, after: str, verdict: str) -> None:
    assert verdict == judge_change(analyte, a_point(before), a_point(after, 14)).verdict


def test_the_limit_is_the_reference_change_value() -> None:
    values = judge_change("neutrophils", a_point("2.0"), a_point("2.0", 7)).reason.values
    assert values == {"rise": 105, "fall": 51}


def test_two_labs_need_a_larger_change() -> None:
    one_lab = judge_change("haemoglobin", a_point("120", lab="A"), a_point("108", 7, lab="a"))
    two_labs = judge_change("haemoglobin", a_point("120", lab="A"), a_point("108", 7, lab="B"))
    assert (one_lab.verdict, two_labs.verdict) == ("fall", "no_clear_change")


def test_a_fall_to_a_bound_is_judged_as_a_fall_to_its_limit() -> None:
    assert judge_change("neutrophils", a_point("2.0"), a_point("0.1", 7, "<")).verdict == "fall"
    assert judge_change("neutrophils", a_point("0.1", comparator="<"), a_point("2.0", 7)).verdict == "rise"


@pytest.mark.parametrize(
    ("analyte", "before", "after"),
    [
        ("crp", a_point("5"), a_point("50", 7)),
        ("neutrophils", a_point("1.0", comparator="<"), a_point("1.2", 7)),
        ("neutrophils", a_point("1.2"), a_point("1.0", 7, "<")),
        ("neutrophils", a_point("0.1", comparator="<"), a_point("0.1", 7, "<")),
        ("neutrophils", a_point("1.2"), a_point("2.0", 7, ">")),
        ("neutrophils", a_point("0"), a_point("0.05", 7)),
        ("neutrophils", a_point("2.0"), a_point("4.0", 0)),
        ("neutrophils", a_point("2.0"), a_point("4.0", 184)),
        ("neutrophils_percent", a_point("20"), a_point("60", 7)),
    ],
)
def test_it_abstains_with_a_reason(analyte: str, before: Point, after: Point) -> None:
    found = judge_change(analyte, before, after)
    assert (found.verdict, found.percent) == ("cannot_say", None)
    assert found.reason.text.startswith("It cannot be said")


def test_the_percentage_is_cut_towards_zero() -> None:
    assert [
        judge_change("wbc", a_point("3.0"), a_point(after, 7)).percent for after in ("2.0", "4.4999")
    ] == [-33, 49]  # fmt: skip


positive = st.decimals(min_value="0.5", max_value="20", places=2)


@given(st.sampled_from(sorted(BODY_AND_ASSAY)), positive, positive)
def test_there_and_back_is_judged_alike(analyte: str, first: Decimal, second: Decimal) -> None:
    one, other = f"{first}", f"{second}"
    there = judge_change(analyte, a_point(one), a_point(other, 7)).verdict
    back = judge_change(analyte, a_point(other), a_point(one, 7)).verdict
    assert {"rise": "fall", "fall": "rise"}.get(there, there) == back


def test_every_verdict_has_its_sources() -> None:
    assert "S-BV-1978" in judge_change("wbc", a_point("3.0"), a_point("2.0", 7)).sources
