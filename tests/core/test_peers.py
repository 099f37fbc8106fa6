"""Defects seen in apps like this one, each kept away by a test."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.core.alarm import alarms
from app.core.content import Content
from app.core.entry import Row, TestForm, read_test
from app.core.labs import anc, anc_of, severity
from app.core.ranges import rate
from app.core.record import Log, Range
from app.core.trend import series
from app.core.units import amount_of, show
from tests.make import NOW, TODAY, a_log, a_person, a_reading, a_temperature, a_test, default_ranges, readings


@pytest.mark.parametrize(
    ("count", "word"), [("500", "moderate"), ("999", "moderate"), ("1000", "mild"), ("1400", "mild")]
)
def test_a_count_between_500_and_1500_is_not_called_normal(count: str, word: str) -> None:
    test = a_test(neutrophils=(count, "/uL"))
    assert word == severity(anc(test)).word
    assert rate(test, "neutrophils", a_person(), default_ranges()).level == "L"


def test_fever_without_any_count_still_raises_an_alarm(content: Content) -> None:
    hot = a_temperature("39.0", at=NOW - timedelta(hours=1))
    assert alarms(a_person(), a_log(hot), content.drugs, NOW).level in ("same_day", "emergency")


def test_a_newer_slip_without_a_differential_does_not_hide_an_older_low_count(content: Content) -> None:
    low, newer = a_test(TODAY - timedelta(days=3), neutrophils="0.3"), a_test(TODAY, haemoglobin="130")
    hot = a_temperature("38.5", at=NOW - timedelta(hours=1))
    assert alarms(a_person(), a_log(low, newer, hot), content.drugs, NOW).level == "emergency"


def test_a_normal_count_does_not_stay_true_for_ever(content: Content) -> None:
    old = a_test(TODAY - timedelta(days=200), neutrophils="4.0")
    hot = a_temperature("38.5", at=NOW - timedelta(hours=1))
    assert alarms(a_person(), a_log(old, hot), content.drugs, NOW).level in ("same_day", "emergency")


def test_a_missing_value_is_never_zero() -> None:
    log = a_log(a_test(wbc="4.0"), a_test(TODAY - timedelta(days=1), wbc="4.0", neutrophils="2.0"))
    assert [Decimal("2.0")] == [point.value for point in series(log, "neutrophils").points]
    assert series(log, "platelets").points == ()


def test_points_are_drawn_where_they_were_measured_and_all_of_them() -> None:
    days = [TODAY - timedelta(days=one) for one in (400, 90, 30, 8, 0)]
    log = a_log(*(a_test(day, wbc="3.21") for day in days))
    assert [(day, Decimal("3.21")) for day in days] == [(one.on, one.value) for one in series(log, "wbc").points]


def test_bands_count_a_printed_count_can_be_typed_and_so_can_any_unit() -> None:
    assert Decimal("0.988") == anc_of(readings(wbc=("5200", "/uL"), segs_percent="15", bands_percent="4")).value
    assert Decimal("0.988") == anc_of(readings(neutrophils=("988", "/uL"))).value
    assert Decimal("0.988") == anc_of(readings(neutrophils=("0.988", "10*3/uL"))).value


def test_two_slips_of_one_day_are_both_kept() -> None:
    log = a_log(a_test(id="morning", wbc="1.0"), a_test(id="evening", wbc="2.0"))
    form = TestForm(taken=TODAY.isoformat(), rows={"wbc": Row(text="3.0", unit="10*9/L")})
    assert read_test(form, a_person(), log, TODAY).ok
    assert {"morning", "evening"} == {point.test for point in series(log, "wbc").points}


def test_a_slip_can_be_corrected() -> None:
    test = a_test(id="one", wbc="40")
    form = TestForm.from_test(test)
    mended = form.model_copy(update={"rows": {"wbc": form.rows["wbc"].model_copy(update={"text": "4.0"})}})
    assert read_test(mended, a_person(), a_log(test), TODAY, editing="one").readings == {"wbc": a_reading("4.0")}


@pytest.mark.parametrize(
    ("analyte", "text", "unit"),
    [
        ("wbc", "3000", "10*3/uL"),
        ("haemoglobin", "300", "g/L"),
        ("platelets", "150000", "10*3/uL"),
        ("mcv", "300", "fL"),
    ],
)
def test_an_unreal_value_is_not_accepted(analyte: str, text: str, unit: str) -> None:
    form = TestForm(taken=TODAY.isoformat(), rows={analyte: Row(text=text, unit=unit)})
    assert [one.weight for one in read_test(form, a_person(), Log(), TODAY).problems] == ["stop"]


@pytest.mark.parametrize(("text", "value"), [("4,5", "4.5"), ("12,8", "12.8"), ("93,5", "93.5"), ("0,4", "0.4")])
def test_a_decimal_comma_is_never_dropped(text: str, value: str) -> None:
    found = amount_of(text, "g/dL" if value == "12.8" else "10*9/L", "haemoglobin" if value == "12.8" else "wbc")
    assert found is not None
    assert Decimal(value) == found.typed


def test_choosing_another_unit_does_not_reinterpret_what_is_stored() -> None:
    found = amount_of("3500", "/uL", "wbc")
    assert found is not None
    assert [show(found, unit) for unit in ("/uL", "10*9/L", "10*2/uL")] == ["3500", "3.5", "35"]


def test_each_result_keeps_the_range_of_its_own_lab() -> None:
    log = a_log(
        a_test(TODAY - timedelta(days=7), id="a", wbc=a_reading("3.8", low="3.5", high="10")),
        a_test(TODAY, id="b", wbc=a_reading("3800", "/uL", low="4000", high="11000")),
    )
    points = series(log, "wbc", a_person(), default_ranges()).points
    assert [("N", Decimal("3.5")), ("L", Decimal(4))] == [(one.level, one.low) for one in points]


def test_a_range_open_at_one_end_and_a_personal_one_are_possible() -> None:
    person = a_person(ranges={"neutrophils": Range(unit="10*9/L", low="0.9")})
    rating = rate(a_test(neutrophils="1.1"), "neutrophils", person, default_ranges())
    assert (rating.level, rating.whose, rating.high) == ("N", "clinician", None)


def test_a_percentage_and_a_count_of_the_same_cell_are_two_values() -> None:
    test = a_test(neutrophils="1.6", neutrophils_percent="40", wbc="4.0")
    assert {"neutrophils", "neutrophils_percent", "wbc"} == set(test.readings)
    assert Decimal("40") == series(a_log(test), "neutrophils_percent").points[0].value


def test_a_date_is_the_local_day_typed() -> None:
    form = TestForm(taken="2026-11-01", rows={"wbc": Row(text="4.0", unit="10*9/L")})
    assert date(2026, 11, 1) == read_test(form, a_person(), Log(), TODAY).taken
