"""Vaccines: a day, a month or a year is read as such and never made more exact than it was typed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.problem import Problem
from app.core.record import Vaccine
from app.core.vaccines import newest_first, read_when

TODAY = date(2026, 11, 23)
BORN = date(1961, 5, 10)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("", ""), ("  ", ""), ("2025", "2025"), ("2025-3", "2025-03"), ("2025-10-03", "2025-10-03"), ("1961", "1961"),
     ("1961-05", "1961-05"), ("٢٠٢٥-١٠", "2025-10"), ("2026-11-23", "2026-11-23"), ("2026", "2026")],
)  # fmt: skip
def test_what_is_known_is_kept(typed: str, kept: str) -> None:
    assert read_when(typed, BORN, TODAY, "when") == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [("autumn", "vaccine.when"), ("2025-13", "vaccine.when"), ("2025-02-30", "vaccine.when"), ("10/2025", "vaccine.when"),
     ("25", "vaccine.when"), ("0000", "vaccine.when"), ("1899", "vaccine.when"), ("2026-11-24", "date.future"), ("2027", "date.future"),
     ("1960", "date.before_birth"), ("1961-04", "date.before_birth"), ("1961-05-09", "date.before_birth")],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_the_field(typed: str, code: str) -> None:
    said = read_when(typed, BORN, TODAY, "when")
    assert isinstance(said, Problem)
    assert (said.field, said.code, said.weight) == ("when", code, "stop")


@given(st.dates(BORN, TODAY), st.sampled_from([4, 7, 10]))
def test_every_part_of_a_date_since_birth_is_kept_as_typed(day: date, length: int) -> None:
    typed = day.isoformat()[:length]
    assert read_when(typed, BORN, TODAY, "when") == typed
    assert Vaccine(name="x", when=typed).when == typed


@given(st.text(max_size=12))
def test_any_text_is_kept_whole_or_refused(text: str) -> None:
    said = read_when(text, None, TODAY, "when")
    if isinstance(said, str):
        assert Vaccine(name="x", when=said).when == said


def test_the_newest_stand_first_and_those_without_a_date_last() -> None:
    some = [Vaccine(name=str(n), when=when) for n, when in enumerate(["2019", "", "2025-10", "2025-10-03"])]
    assert [one.name for one in newest_first(some)] == ["3", "2", "0", "1"]
