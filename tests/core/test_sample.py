"""The demo person: a plausible year, the same every time, and marked everywhere."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from itertools import count, pairwise

import pytest

from app.core.entry import TestForm, read_test
from app.core.labs import anc
from app.core.record import BloodTest, Event, Log, Temperature
from app.core.sample import demo, sample_entries, sample_person
from app.core.temperature import degrees
from app.core.trend import nadir, recovery, series
from tests.make import NOW, TODAY, a_log

YEAR = sample_entries(TODAY, NOW)
LOG = a_log(*YEAR)


def test_it_is_the_same_every_time() -> None:
    assert sample_entries(TODAY, NOW) == YEAR


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 3, 14), date(2027, 1, 1)])
def test_it_is_as_good_on_any_day(today: date) -> None:
    tests = [one for one in sample_entries(today, NOW) if isinstance(one, BloodTest)]
    assert (len(LOG.tests), today - timedelta(days=1)) == (len(tests), max(one.taken for one in tests))
    assert sample_person(today).birth_date < today  # type: ignore[operator]


def test_everything_is_marked_as_sample() -> None:
    assert all(one.sample for one in (*YEAR, sample_person(TODAY)))


def test_every_id_is_there_once() -> None:
    assert [one for one, times in Counter(entry.id for entry in YEAR).items() if times > 1] == []


def test_every_slip_could_have_been_typed_in() -> None:
    person = sample_person(TODAY)
    reads = [read_test(TestForm.from_test(one), person, Log(), TODAY) for one in LOG.tests]
    assert [one.problems for one in reads if not one.ok] == []


def test_it_holds_a_year_with_all_that_can_happen() -> None:
    assert 350 < (LOG.tests[-1].taken - LOG.tests[0].taken).days < 366
    assert {"chemotherapy", "g_csf", "transfusion", "antibiotic", "hospital", "infection", "next_test"} == {
        one.what for one in LOG.events
    }
    assert {"10*9/L", "/uL"} == {one.readings["wbc"].unit for one in LOG.tests}
    assert len({one.lab for one in LOG.tests}) == 2


def test_cycles_are_three_weeks_apart_but_for_the_pause() -> None:
    starts = [one.on for one in LOG.events if one.what == "chemotherapy"]
    assert {(b - a).days for a, b in pairwise(starts)} == {21, 122}


def test_the_fever_comes_with_the_lowest_count_which_is_a_bound() -> None:
    lowest = nadir(series(LOG, "neutrophils"))
    fevers = [one for one in LOG.temperatures if (degrees(one) or 0) >= 38]
    assert lowest is not None
    assert (Decimal("0.1"), "<") == (lowest.value, lowest.comparator)
    assert fevers
    assert all(abs((one.at.date() - lowest.on).days) <= 1 for one in fevers)


def test_the_count_recovers_after_the_fever() -> None:
    found = recovery(series(LOG, "neutrophils"))
    assert found is not None
    assert found[0] == 6


def test_the_tests_of_the_pause_are_not_joined() -> None:
    assert len(series(LOG, "neutrophils").segments()) == 3


def test_every_slip_has_a_neutrophil_count() -> None:
    assert [one.taken for one in LOG.tests if anc(one).value is None] == []
    assert {"reported", "calculated"} == {anc(one).how for one in LOG.tests}


def test_only_the_next_test_lies_ahead() -> None:
    late = [one for one in YEAR if not isinstance(one, Temperature | BloodTest) and getattr(one, "on", TODAY) > TODAY]
    assert [getattr(one, "what", "") for one in late] == ["next_test"]


def test_it_is_handed_out_under_new_ids() -> None:
    numbers = count()
    person, entries = demo(TODAY, lambda: f"n{next(numbers)}", NOW)
    assert {person.id} == {one.person for one in entries}
    assert len(YEAR) + 1 == len({person.id, *(one.id for one in entries)})


def test_the_year_is_told_in_the_language_it_is_asked_for_in() -> None:
    """Names the demo person would have typed; medicines keep the name they have everywhere."""
    person, entries = sample_person(TODAY, say="‹{}›".format), sample_entries(TODAY, NOW, "‹{}›".format)
    assert person.name == "‹Sample person›"
    assert {one.lab for one in entries if isinstance(one, BloodTest)} == {
        "‹Hospital laboratory›",
        "‹Clinic laboratory›",
    }
    assert [one.id for one in entries] == [one.id for one in YEAR]
    assert all(one.startswith("‹") for one in (person.cause, person.regimen, *person.questions))
    assert "‹Cycle 8›" in {one.name for one in entries if isinstance(one, Event)}
