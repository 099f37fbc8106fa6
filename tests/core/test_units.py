"""Units of slips are recognised by an explicit list, converted exactly, and never rounded up across a limit."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.analytes import ANALYTES
from app.core.numbers import Number, parse_number
from app.core.record import Reading
from app.core.units import (
    UNITS,
    Amount,
    amount,
    amount_of,
    both_scales,
    celsius,
    convert,
    find_unit,
    show,
    show_value,
    units_for,
)  # fmt: skip

PAIRS = [(name, unit.id) for name in ANALYTES for unit in units_for(name)]


def read(text: str, unit: str, analyte: str) -> Amount:
    """An amount that can be read."""
    found = amount_of(text, unit, analyte)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "unit", "analyte", "value"),
    [
        ("0,4", "10*9/L", "wbc", "0.4"),
        ("0.4", "10*3/uL", "wbc", "0.4"),
        ("400", "/uL", "wbc", "0.4"),
        ("400", "/mm3", "wbc", "0.4"),
        ("0.4", "10*3/mm3", "wbc", "0.4"),
        ("0.4", "10*6/mL", "wbc", "0.4"),
        ("35", "10*2/uL", "wbc", "3.5"),
        ("15", "10*4/uL", "platelets", "150"),
        ("1.5", "lakh/uL", "platelets", "150"),
        ("900", "/uL", "neutrophils", "0.9"),
        ("10", "g/dL", "haemoglobin", "100"),
        ("8.0", "mmol/L", "haemoglobin", "128.912"),
        ("0.42", "L/L", "haematocrit", "42"),
        ("88", "um3", "mcv", "88"),
        ("4.5", "10*6/uL", "rbc", "4.5"),
        ("1.2", "mg/dL", "crp", "12"),
    ],
)
def test_a_reading_is_understood_in_the_canonical_unit(text: str, unit: str, analyte: str, value: str) -> None:
    assert Decimal(value) == read(text, unit, analyte).value


def test_the_factor_of_moles_is_that_of_the_monomer() -> None:
    assert Decimal("6.2") == convert(read("10", "g/dL", "haemoglobin"), "mmol/L").quantize(Decimal("0.1"))


@pytest.mark.parametrize(
    ("text", "analyte", "unit"),
    [
        ("10^9/L", "wbc", "10*9/L"),
        ("x10e9/L", "wbc", "10*9/L"),
        ("×10⁹/L", "wbc", "10*9/L"),
        ("G/L", "platelets", "10*9/L"),
        ("G/l", "wbc", "10*9/L"),
        ("K/uL", "wbc", "10*3/uL"),
        ("K/mcL", "wbc", "10*3/uL"),
        ("x10³/µL", "wbc", "10*3/uL"),
        ("x10³/μL", "wbc", "10*3/uL"),
        ("thou/mm3", "wbc", "10*3/mm3"),
        ("cells/cu.mm", "wbc", "/mm3"),
        ("cells/cumm", "wbc", "/mm3"),
        ("/µL", "neutrophils", "/uL"),
        ("cells/mcL", "neutrophils", "/uL"),
        ("lakhs/cumm", "platelets", "lakh/uL"),
        ("万/µL", "platelets", "10*4/uL"),
        ("10^4/uL", "platelets", "10*4/uL"),
        ("10^2/uL", "wbc", "10*2/uL"),
        ("g%", "haemoglobin", "g/dL"),
        ("gm/dl", "haemoglobin", "g/dL"),
        ("G/L", "haemoglobin", "g/L"),
        ("mmol/L", "haemoglobin", "mmol/L"),
        ("million/cumm", "rbc", "10*6/uL"),
        ("T/L", "rbc", "10*12/L"),
        ("mg/L", "crp", "mg/L"),
        ("%", "haematocrit", "%"),
    ],
)
def test_a_slip_s_spelling_is_found(text: str, analyte: str, unit: str) -> None:
    found = find_unit(text, analyte)
    assert found is not None
    assert unit == found.id


@pytest.mark.parametrize(
    ("text", "analyte"),
    [("", "wbc"), ("banana", "wbc"), ("g/dL", "wbc"), ("lakh/uL", "wbc"), ("10^2/uL", "platelets"), ("mg/dL", "wbc")],
)
def test_a_spelling_that_is_not_listed_is_not_guessed(text: str, analyte: str) -> None:
    assert find_unit(text, analyte) is None


def test_no_spelling_means_two_scales_for_one_analyte() -> None:
    doubles = {
        (name, word)
        for name in ANALYTES
        for one in units_for(name)
        for other in units_for(name)
        for word in one.spellings & other.spellings
        if one.factor != other.factor
    }
    assert doubles == set()


@pytest.mark.parametrize("unit", UNITS)
def test_every_unit_finds_itself_by_label_and_id(unit: str) -> None:
    for name in (one for one in ANALYTES if UNITS[unit] in units_for(one)):
        assert [UNITS[unit]] * 2 == [find_unit(UNITS[unit].label, name), find_unit(unit, name)]


def test_a_reading_in_a_unit_of_another_analyte_is_not_read() -> None:
    assert amount(Reading(text="4", unit="g/dL"), "wbc") is None
    assert amount(Reading(text="4", unit="parsec"), "wbc") is None
    assert amount(Reading(text="four", unit="10*9/L"), "wbc") is None


def test_converting_into_a_unit_of_another_analyte_is_an_error() -> None:
    with pytest.raises(ValueError, match="wbc is not measured in g/dL"):
        convert(read("4", "10*9/L", "wbc"), "g/dL")


typed = st.decimals(min_value="0", max_value="99999", places=3, allow_nan=False, allow_infinity=False)


@given(typed, st.sampled_from(PAIRS), st.data())
def test_there_and_back_is_exact(number: Decimal, pair: tuple[str, str], data: st.DataObject) -> None:
    analyte, unit = pair
    other = data.draw(
        st.sampled_from([one.id for one in units_for(analyte) if "mmol" not in (one.id + unit)] or [unit])
    )
    first = Amount(analyte, number * UNITS[unit].factor, "", unit, "x", number)
    there = convert(first, other)
    back = Amount(analyte, there * UNITS[other].factor, "", other, "x", there)
    assert number == convert(back, unit)


@given(typed, st.sampled_from(PAIRS))
def test_what_is_shown_of_a_typed_value_in_its_own_unit_is_read_back_the_same(
    number: Decimal, pair: tuple[str, str]
) -> None:
    analyte, unit = pair
    first = Amount(analyte, number * UNITS[unit].factor, "", unit, "x", number)
    again = amount_of(show(first, unit), unit, analyte)
    assert again is not None
    assert first.value == again.value


@given(typed, st.sampled_from(PAIRS), st.data())
def test_what_is_shown_is_never_larger_and_never_misread(
    number: Decimal, pair: tuple[str, str], data: st.DataObject
) -> None:
    analyte, unit = pair
    other = data.draw(st.sampled_from([one.id for one in units_for(analyte)]))
    first = Amount(analyte, number * UNITS[unit].factor, "", unit, "x", number)
    again = parse_number(show(first, other))
    assert hasattr(again, "value"), again
    assert convert(first, other) * Decimal("0.9") - 1 <= again.value <= convert(first, other)


@given(st.decimals(min_value="0.0001", max_value="3", places=4), st.sampled_from(["0.1", "0.5", "1.0", "1.5"]))
def test_a_calculated_value_below_a_limit_is_never_shown_as_the_limit(value: Decimal, limit: str) -> None:
    shown = Decimal(show_value(value, "neutrophils"))
    assert (value < Decimal(limit)) == (shown < Decimal(limit))


@pytest.mark.parametrize(
    ("value", "shown"), [("0.496", "0.49"), ("0.988", "0.98"), ("1.4999", "1.49"), ("0.004", "0.004"), ("0", "0")]
)
def test_a_calculated_count_is_cut_not_rounded(value: str, shown: str) -> None:
    assert shown == show_value(Decimal(value), "neutrophils")


def test_what_was_typed_is_shown_digit_for_digit() -> None:
    assert show(read("0,40", "10*9/L", "wbc")) == "0.40"
    assert show(read("< 0,1", "10*9/L", "wbc")) == "<0.1"
    assert show(read("<=5", "mg/L", "crp")) == "≤5"
    assert show(read("8.0", "g/dL", "haemoglobin"), "g/dL") == "8.0"
    assert show(read("8.0", "g/dL", "haemoglobin"), "mmol/L") == "4.9"


@pytest.mark.parametrize(
    ("text", "unit", "analyte", "echo"),
    [
        ("0,4", "10*9/L", "wbc", "0.4 ×10⁹/L = 400 per µL"),
        ("400", "/uL", "wbc", "0.4 ×10⁹/L = 400 per µL"),
        ("<0.1", "10*9/L", "neutrophils", "<0.1 ×10⁹/L = <100 per µL"),
        ("4.2", "10*9/L", "wbc", "4.2 ×10⁹/L = 4200 per µL"),
        ("150", "10*9/L", "platelets", "150 ×10⁹/L = 150\u202f000 per µL"),
        ("10.1", "g/dL", "haemoglobin", "101 g/L = 10.1 g/dL"),
        ("0.42", "L/L", "haematocrit", "42 % = 0.42 L/L"),
        ("88", "fL", "mcv", "88 fL"),
    ],
)
def test_a_value_is_echoed_in_both_scales(text: str, unit: str, analyte: str, echo: str) -> None:
    assert echo == both_scales(read(text, unit, analyte))


@pytest.mark.parametrize(
    ("text", "unit", "into", "shown"),
    [
        ("<100", "g/L", "mmol/L", "<6.21"),
        ("≤100", "g/L", "mmol/L", "<6.21"),
        (">100", "g/L", "mmol/L", ">6.2"),
        ("<6.2", "mmol/L", "g/L", "<100"),
        ("≤6.2", "mmol/L", "g/L", "<100"),
        ("≥6.2", "mmol/L", "g/L", ">99.9"),
        ("<6.2", "mmol/L", "g/dL", "<10"),
        ("<98", "g/L", "g/dL", "<9.8"),
    ],
)
def test_a_bound_in_another_unit_is_short_and_claims_no_more_than_is_known(
    text: str, unit: str, into: str, shown: str
) -> None:
    assert shown == show(read(text, unit, "haemoglobin"), into)


@given(
    st.decimals(min_value="0.00001", max_value="9", places=5),
    st.sampled_from(["<", "<=", ">", ">="]),
    st.sampled_from(["0.1", "0.5", "1.0", "1.5", "2.0"]),
)
def test_a_bound_is_shown_on_its_side_of_every_limit(value: Decimal, sign: Any, limit: str) -> None:
    shown = parse_number(show_value(value, "neutrophils", sign))
    assert isinstance(shown, Number)
    assert shown.comparator[:1] == sign[0]
    edge, below = Decimal(limit), sign[0] == "<"
    certain = (value < edge or (value == edge and sign == "<")) if below else value >= edge
    still = (shown.value < edge or (shown.value == edge and shown.comparator == "<")) if below else shown.value >= edge
    assert certain == still
    assert (shown.value >= value) if below else (shown.value <= value)


@pytest.mark.parametrize(
    ("text", "unit", "degrees"),
    [("38,0", "Cel", "38.0"), ("100.4", "[degF]", "38"), ("96.8", "[degF]", "36"), ("102.2", "[degF]", "39")],
)
def test_a_temperature_is_exact_in_either_scale(text: str, unit: str, degrees: str) -> None:
    assert Decimal(degrees) == celsius(text, unit)


def test_just_below_a_fever_in_fahrenheit_is_below_a_fever() -> None:
    below = celsius("100.3", "[degF]")
    assert below is not None
    assert below < Decimal("38.0")
