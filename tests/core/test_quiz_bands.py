"""Where a number changes the band: each limit, and the last value before it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.core.quiz_bands import age_band, band_temperature, completed_months
from app.core.units import celsius


@pytest.mark.parametrize(
    ("text", "unit", "band"),
    [
        ("35.9", "Cel", "below_36"),
        ("36.0", "Cel", "36_0_to_37_4"),
        ("37.4", "Cel", "36_0_to_37_4"),
        ("37.5", "Cel", "37_5_to_37_9"),
        ("37.9", "Cel", "37_5_to_37_9"),
        ("37.99", "Cel", "37_5_to_37_9"),
        ("38.0", "Cel", "38_0_to_38_2"),
        ("38,0", "Cel", "38_0_to_38_2"),
        ("38", "Cel", "38_0_to_38_2"),
        ("38.2", "Cel", "38_0_to_38_2"),
        ("38.3", "Cel", "38_3_or_more"),
        ("41", "Cel", "38_3_or_more"),
        ("96.7", "[degF]", "below_36"),
        ("96.8", "[degF]", "36_0_to_37_4"),
        ("99.4", "[degF]", "36_0_to_37_4"),
        ("99.5", "[degF]", "37_5_to_37_9"),
        ("100.3", "[degF]", "37_5_to_37_9"),
        ("100.4", "[degF]", "38_0_to_38_2"),
        ("100.9", "[degF]", "38_0_to_38_2"),
        ("101", "[degF]", "38_3_or_more"),
    ],
)
def test_a_typed_temperature_falls_into_its_band(text: str, unit: str, band: str) -> None:
    degrees = celsius(text, unit)
    assert degrees is not None
    assert band == band_temperature(degrees)


def test_no_temperature_is_rounded_up_into_a_fever() -> None:
    assert band_temperature(Decimal("37.9999999")) == "37_5_to_37_9"


@pytest.mark.parametrize(
    ("days", "band"),
    [(0, "under_3_months"), (89, "under_3_months"), (90, "3_to_5_months"), (91, "3_to_5_months")],
)
def test_three_completed_months_decide_who_is_a_young_baby(days: int, band: str) -> None:
    birth = date(2026, 1, 1)
    assert band == age_band(birth, birth + timedelta(days=days))


def test_a_month_counts_only_when_it_is_complete() -> None:
    assert age_band(date(2026, 8, 31), date(2026, 11, 30)) == "under_3_months"
    assert age_band(date(2026, 8, 31), date(2026, 12, 1)) == "3_to_5_months"
    assert completed_months(date(2024, 2, 29), date(2025, 3, 1)) == 12


@pytest.mark.parametrize(
    ("birth", "band"),
    [
        (date(2026, 5, 24), "3_to_5_months"),
        (date(2026, 5, 23), "6_months_to_4_years"),
        (date(2021, 11, 24), "6_months_to_4_years"),
        (date(2021, 11, 23), "5_to_15_years"),
        (date(2010, 11, 24), "5_to_15_years"),
        (date(2010, 11, 23), "16_to_64_years"),
        (date(1961, 11, 24), "16_to_64_years"),
        (date(1961, 11, 23), "65_or_older"),
        (date(2026, 11, 24), "under_3_months"),
    ],
)
def test_an_age_group_begins_on_the_birthday(birth: date, band: str) -> None:
    assert band == age_band(birth, date(2026, 11, 23))
