"""From a number to the band the quiz asks for: temperature, neutrophils, age. Nothing is rounded on the way."""

from datetime import date
from decimal import Decimal
from typing import Literal

from app.core.quiz_answers import Age, Neutrophils, TemperatureBand

Bound = Literal["", "<", ">"]
"""What stands before the number on the slip: nothing, or that the true value is below or above it."""

_TEMPERATURES: tuple[tuple[Decimal, TemperatureBand], ...] = (
    (Decimal("38.3"), "38_3_or_more"),
    (Decimal("38.0"), "38_0_to_38_2"),
    (Decimal("37.5"), "37_5_to_37_9"),
    (Decimal("36.0"), "36_0_to_37_4"),
)
_AGES: tuple[tuple[int, Age], ...] = (
    (65 * 12, "65_or_older"),
    (16 * 12, "16_to_64_years"),
    (5 * 12, "5_to_15_years"),
    (6, "6_months_to_4_years"),
    (3, "3_to_5_months"),
)


def band_temperature(celsius: Decimal) -> TemperatureBand:
    """The band of *celsius* (°C, unrounded: 37.95 is not yet 38.0). 100.4 °F is exactly 38.0 °C."""
    return next((band for limit, band in _TEMPERATURES if celsius >= limit), "below_36")


def band_neutrophils(anc: Decimal, bound: Bound = "") -> Neutrophils:
    """The band of *anc* (×10⁹/L). Exactly 0.5 is "below_0_5"; "less than" any limit up to 1.5 or above is read as low.

    A value below its limit may be anything down to zero, so the worst is taken; one above it is at least that.
    """
    if bound == "<" or (anc <= Decimal("0.5") and bound != ">") or anc < Decimal("0.5"):
        return "below_0_5"
    if anc < 1:
        return "0_5_to_0_99"
    return "1_0_to_1_49" if anc < Decimal("1.5") else "1_5_or_more"


def band_white_cells(wbc: Decimal, bound: Bound = "") -> Neutrophils:
    """The band of *wbc* (×10⁹/L) when no neutrophils are known; 4.0 and more says nothing about them: "unknown"."""
    if bound == "<" or wbc < 2:
        return "only_wbc_below_2"
    return "only_wbc_2_to_3_9" if wbc < 4 else "unknown"


def completed_months(birth: date, today: date) -> int:
    """Whole months from *birth* to *today*; a month is complete on the same day of the month."""
    return (today.year - birth.year) * 12 + today.month - birth.month - (today.day < birth.day)


def age_band(birth: date, today: date) -> Age:
    """The age group on *today*; under 3 completed months is the youngest, a birth date still to come as well."""
    months = completed_months(birth, today)
    return next((band for limit, band in _AGES if months >= limit), "under_3_months")
