"""From a number to the band the quiz asks for: temperature and age. Nothing is rounded on the way.

The band of a neutrophil count is read from its blood test, by `app.core.labs.neutrophils_answer`.
"""

from datetime import date
from decimal import Decimal

from app.core.quiz_answers import Age, TemperatureBand

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


def completed_months(birth: date, today: date) -> int:
    """Whole months from *birth* to *today*; a month is complete on the same day of the month."""
    return (today.year - birth.year) * 12 + today.month - birth.month - (today.day < birth.day)


def age_band(birth: date, today: date) -> Age:
    """The age group on *today*; under 3 completed months is the youngest, a birth date still to come as well."""
    months = completed_months(birth, today)
    return next((band for limit, band in _AGES if months >= limit), "under_3_months")
