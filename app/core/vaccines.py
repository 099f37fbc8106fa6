"""Vaccines: reads the day, month or year a person knows, and puts them in order."""

import re
from collections.abc import Iterable
from datetime import date

from app.core.numbers import ascii_digits
from app.core.problem import Problem
from app.core.record import Vaccine
from app.core.words import N_
from app.core.years import EARLIEST

_WHEN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.A)


def read_when(text: str, born: date | None, today: date, field: str) -> str | Problem:
    """*text* as a day, a month or a year, not before birth and not ahead; "" when nothing was typed."""
    plain = ascii_digits(text)
    if not plain:
        return ""
    found = _WHEN.fullmatch(plain)
    parts = [int(part) for part in found.groups() if part] if found else []
    try:
        first = date(*(*parts, 1, 1)[:3]) if parts else None
    except ValueError:
        first = None
    if first is None or first.year < EARLIEST:
        text = N_("Write the day as 2025-10-03, the month as 2025-10, or the year as 2025.")
        return Problem(field=field, code="vaccine.when", text=text)
    if first > today:
        return Problem(field=field, code="date.future", text=N_("This day is in the future."))
    if born and parts < [born.year, born.month, born.day][: len(parts)]:
        return Problem(field=field, code="date.before_birth", text=N_("This day is before the birth date."))
    return first.isoformat()[: (4, 7, 10)[len(parts) - 1]]


def newest_first(vaccines: Iterable[Vaccine]) -> tuple[Vaccine, ...]:
    """In the order a reader wants them; those of which no date is known come last."""
    return tuple(sorted(vaccines, key=lambda one: one.when, reverse=True))
