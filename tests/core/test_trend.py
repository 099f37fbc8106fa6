"""One value over time: as measured, one scale, nothing joined over gaps, nothing hidden, nothing foretold."""

import random
import sys
import time
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.record import BloodTest
from app.core.slope import slope
from app.core.trend import (
    Point,
    Series,
    days_below,
    days_since_chemo,
    nadir,
    perhaps_lower,
    recovered,
    recovery,
    series,
)
from app.core.trend_words import METHOD, in_words
from tests.make import TODAY, a_log, a_person, a_reading, a_test, an_event, default_ranges

START = date(2026, 1, 1)
LOW, VERY_LOW = Decimal("1.0"), Decimal("0.5")


def on(day: int) -> date:
    """The day number *day* of the year."""
    return START + timedelta(days=day)


def counts(*values: tuple[int, str]) -> Series:
    """A series of neutrophils from (day, text)."""
    return series(a_log(*(a_test(on(day), id=f"t{n}", neutrophils=text) for n, (day, text) in enumerate(values))), "neutrophils")  # fmt: skip


def test_two_units_make_one_line() -> None:
    log = a_log(a_test(on(0), wbc=("3500", "/uL")), a_test(on(7), wbc="3.5"), a_test(on(14), wbc=("3.5", "10*3/uL")))
    assert [Decimal("3.5")] * 3 == [point.value for point in series(log, "wbc").points]


def test_a_point_knows_its_test_lab_and_range() -> None:
    log = a_log(a_test(on(0), id="one", lab="North", wbc="3.5"))
    point = series(log, "wbc", a_person(), default_ranges()).points[0]
    assert ("one", "North", "L", "default", Decimal("4.0")) == (
        point.test, point.lab, point.level, point.whose, point.low,
    )  # fmt: skip


def test_neutrophils_are_taken_as_the_slip_gives_them() -> None:
    log = a_log(
        a_test(on(0), neutrophils="1.2"),
        a_test(on(1), wbc="4.0", neutrophils_percent="40"),
        a_test(on(2), wbc="0.6"),
        a_test(on(3), wbc="5.0"),
    )
    found = series(log, "neutrophils")
    assert [(f"{point.value}", point.comparator, point.how) for point in found.points] == [
        ("1.2", "", "reported"),
        ("1.6", "", "automated_percent"),
        ("0.6", "<=", "bound_from_wbc"),
    ]


def test_what_cannot_be_read_is_counted_not_drawn() -> None:
    log = a_log(a_test(on(0), wbc="many"), a_test(on(1), wbc="4.0"))
    found = series(log, "wbc")
    assert (len(found.points), found.untold) == (1, 1)


def test_two_tests_of_one_day_are_two_points() -> None:
    assert len(counts((0, "1.0"), (0, "1.2")).points) == 2


@pytest.mark.parametrize(("days", "runs"), [(30, 1), (31, 2)])
def test_points_more_than_thirty_days_apart_are_not_joined(days: int, runs: int) -> None:
    assert runs == len(counts((0, "1.0"), (days, "1.2")).segments())


def test_every_point_is_in_exactly_one_run() -> None:
    found = counts((0, "1"), (10, "2"), (60, "3"), (61, "4"), (200, "5"))
    assert found.points == tuple(point for run in found.segments() for point in run)
    assert [len(run) for run in found.segments()] == [2, 2, 1]


def test_the_nadir_is_the_lowest_and_earliest() -> None:
    found = nadir(counts((0, "2.0"), (10, "0.4"), (12, "0.4"), (20, "1.5")))
    assert found is not None
    assert (on(10), Decimal("0.4")) == (found.on, found.value)


def test_a_count_below_a_bound_is_lower_than_the_bound_itself() -> None:
    found = nadir(counts((0, "0.1"), (5, "<0.1"), (9, ">0.05")))
    assert found is not None
    assert (on(5), "<") == (found.on, found.comparator)


def test_the_nadir_of_nothing_is_nothing() -> None:
    assert nadir(counts()) is None


def test_days_below_are_counted_from_test_to_test() -> None:
    found = days_below(counts((0, "2.0"), (10, "0.8"), (14, "0.3"), (17, "0.9"), (21, "1.0"), (30, "3.0")), LOW)
    assert (found.days, found.counted) == (4 + 3 + 4, 30)


def test_days_below_half_are_counted_at_their_limit() -> None:
    assert days_below(counts((0, "0.49"), (5, "0.50"), (9, "2.0")), VERY_LOW).days == 5


def test_nothing_is_counted_over_a_gap_or_after_the_last_test() -> None:
    found = days_below(counts((0, "0.3"), (31, "0.3"), (40, "0.3")), LOW)
    assert (found.days, found.counted) == (9, 9)


@pytest.mark.parametrize(("bound", "below", "counted"), [("<1.0", 5, 5), ("<0.5", 5, 5), ("<3", 0, 0), (">1.5", 0, 5)])
def test_a_bound_counts_only_when_it_is_certain(bound: str, below: int, counted: int) -> None:
    found = days_below(counts((0, bound), (5, "2.0")), LOW)
    assert (below, counted) == (found.days, found.counted)


def test_of_two_tests_of_one_day_the_lower_holds() -> None:
    assert days_below(counts((0, "0.8"), (0, "1.2"), (5, "2.0")), LOW).days == 5


def test_recovery_is_the_first_count_of_one_after_the_nadir() -> None:
    found = recovery(counts((0, "2.0"), (10, "0.3"), (14, "0.9"), (17, "1.0"), (20, "3.0")))
    assert found is not None
    assert (7, on(17)) == (found[0], found[1].on)


def test_there_is_no_recovery_before_it_happened_or_from_nothing() -> None:
    assert recovery(counts((0, "2.0"), (10, "0.3"), (14, "0.9"))) is None
    assert recovery(counts((0, "2.0"), (10, "1.2"))) is None
    assert recovery(counts((0, "0.3"), (5, "<2.0"))) is None


def test_days_since_chemotherapy_are_counted_from_its_start() -> None:
    log = a_log(an_event(on=on(0)), an_event(on=on(21), until=on(23)), an_event(what="radiotherapy", on=on(25)))
    assert [days_since_chemo(log, on(day)) for day in (0, 20, 21, 31)] == [0, 20, 0, 10]
    assert days_since_chemo(a_log(), on(0)) is None
    assert days_since_chemo(log, on(-1)) is None


def test_the_slope_is_the_median_of_all_slopes() -> None:
    assert Decimal("0.7") == slope(counts((0, "1.0"), (5, "1.5"), (10, "2.0")))
    assert Decimal("0.7") == slope(counts((0, "1.0"), (5, "1.5"), (6, "9.0"), (8, "1.8"), (10, "2.0"), (12, "2.2")))


@pytest.mark.parametrize(
    "values",
    [
        [(0, "1.0"), (10, "2.0")],
        [(0, "1.0"), (3, "1.5"), (6, "2.0")],
        [(0, "1.0"), (0, "1.5"), (10, "2.0")],
        [(0, "<1.0"), (5, "1.5"), (10, "2.0")],
        [(0, "1.0"), (3, "1.5"), (40, "2.0")],
        [],
    ],
)
def test_too_few_points_have_no_slope(values: list[tuple[int, str]]) -> None:
    assert slope(counts(*values)) is None


numbers = st.decimals(min_value="0.01", max_value="9", places=2).map(lambda one: f"{one:.4f}")
days = st.lists(st.tuples(st.integers(0, 120), numbers), min_size=1, max_size=12, unique_by=lambda one: one[0])


@given(days, st.randoms())
def test_the_order_of_entry_does_not_matter(values: list[tuple[int, str]], shuffled: random.Random) -> None:
    mixed = list(values)
    shuffled.shuffle(mixed)
    first, second = counts(*values), counts(*mixed)
    assert [(p.on, p.value) for p in first.points] == [(p.on, p.value) for p in second.points]
    assert slope(first) == slope(second)
    assert days_below(first, LOW) == days_below(second, LOW)


@given(days)
def test_fewer_days_are_below_a_lower_limit(values: list[tuple[int, str]]) -> None:
    found = counts(*values)
    assert days_below(found, VERY_LOW).days <= days_below(found, LOW).days <= days_below(found, LOW).counted


@given(days)
def test_every_value_typed_is_in_the_series_unchanged(values: list[tuple[int, str]]) -> None:
    assert sorted((on(day), Decimal(text)) for day, text in values) == [(p.on, p.value) for p in counts(*values).points]


def said(found: Series, *events: BloodTest) -> str:
    """The chart in words, as one text."""
    return " ".join(one.text.format(**one.values) for one in in_words(found, a_log(*events), TODAY))


def test_the_chart_is_said_in_words() -> None:
    found = counts((0, "2.40"), (10, "0.31"), (14, "0.9"), (21, "1.6"))
    text = said(found, an_event(on=on(0)))  # type: ignore[arg-type]
    assert "The last result is 1.6 ×10⁹/L on 2026-01-22." in text
    assert "The lowest result in this time is 0.31 ×10⁹/L on 2026-01-11." in text
    assert "Below 1.0: 11 of the 21 days that can be counted." in text
    assert "Its lowest since then is 0.31 ×10⁹/L on day 10; 11 days later it was back at 1.0 or more." in text


def test_an_empty_chart_says_so() -> None:
    assert said(counts()) == "There is no result yet."


def test_an_old_result_is_said_to_be_old() -> None:
    assert "days old" in said(counts((0, "2.40")))


def test_two_points_are_never_called_a_direction() -> None:
    text = said(counts((0, "2.40"), (10, "0.31"))).casefold()
    assert "not enough results" in text
    assert [word for word in ("better", "worse", "improv") if word in text] == []


def test_the_method_of_counting_is_said() -> None:
    assert "30 days" in METHOD


def test_a_thousand_tests_are_followed_in_under_a_tenth_of_a_second() -> None:
    # A whole second in the browser's Python, which is three to ten times slower.
    tests = [a_test(date(2006, 1, 1) + timedelta(days=7 * n), id=f"t{n}", wbc=f"{3 + n % 40 / 10}", neutrophils_percent="40") for n in range(1000)]  # fmt: skip
    log, person, ranges = a_log(*tests), a_person(), default_ranges()
    took = []
    for _ in range(3):
        begun = time.process_time()
        found = series(log, "neutrophils", person, ranges)
        in_words(found, log, TODAY)
        took.append(time.process_time() - begun)
    assert len(found.points) == 1000
    assert min(took) < (1.0 if sys.platform == "emscripten" else 0.1)


def test_a_point_says_when_it_does_not_tell() -> None:
    point = Point(TODAY, Decimal(5), "<", "t")
    assert (point.below(LOW), point.below(Decimal(5))) == (None, True)


@pytest.mark.parametrize(
    ("last", "words"),
    [
        ("1.2", "Mildly low."), ("0.68", "Moderately low."), ("0.4", "Severely low."), ("0.05", "Very severely low."),
        ("<0.5", "Severely low. It may be lower still."), ("2.4", "Within the range."),
    ],
)  # fmt: skip
def test_neutrophils_are_said_in_their_own_words(last: str, words: str) -> None:
    log = a_log(a_test(on(0), id="one", neutrophils=last))
    found = series(log, "neutrophils", a_person(), default_ranges())
    said = " ".join(one.text for one in in_words(found, log, on(1)))
    assert f"on {{date}}. {words}" in said


def test_a_mild_dip_of_an_infant_has_no_word_whatever_range_rates_it() -> None:
    row = a_reading("1.2", low="1.0", high="8.5")
    log = a_log(a_test(on(0), id="one", neutrophils=row))
    infant = a_person(birth_date=on(-100))
    said = [one.text for one in in_words(series(log, "neutrophils", infant, default_ranges()), log, on(1), infant)]
    assert "Mildly low." not in said


def test_a_mild_dip_that_no_range_rates_has_its_word_in_anybody_else() -> None:
    log = a_log(a_test(on(0), id="one", neutrophils="1.2"))
    found = series(log, "neutrophils", a_person(birth_date=None), default_ranges())
    assert found.points[0].level == "not_rated"
    assert "Mildly low." in [one.text for one in in_words(found, log, on(1), a_person(birth_date=None))]


def at_least(*values: tuple[int, str]) -> Series:
    """A series of neutrophils in ×10⁹/L; ">=" ones from segmented cells without the bands."""
    tests = [
        a_test(on(day), id=f"t{n}", wbc=text.lstrip(">="), segs_percent="100")
        if text.startswith(">=")
        else a_test(on(day), id=f"t{n}", neutrophils=text)
        for n, (day, text) in enumerate(values)
    ]
    return series(a_log(*tests), "neutrophils")


def test_a_count_known_only_from_below_is_not_left_out_of_the_lowest() -> None:
    found = perhaps_lower(at_least((0, "2.0"), (10, ">=0.6"), (20, "1.8")))
    assert found is not None
    assert (on(10), ">=") == (found.on, found.comparator)
    assert perhaps_lower(at_least((0, "0.4"), (10, ">=0.6"))) is None
    assert "On 2026-01-11 it was ≥0.6 ×10⁹/L: that may have been lower." in said(at_least((0, "2.0"), (10, ">=0.6")))


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ([(0, "2.0"), (10, "1.2")], "never_low"),
        ([(0, "2.0"), (10, ">=1.0")], "never_low"),
        ([(0, "2.0"), (10, ">=0.6")], "unknown"),
        ([(0, "2.0"), (10, "<1.2")], "unknown"),
        ([(0, "0.4"), (10, "0.6")], "not_yet"),
        ([(0, "0.4"), (10, "<1.0")], "not_yet"),
        ([(0, "0.4"), (10, "<1.4")], "unknown"),
        ([(0, "0.4"), (10, ">=0.6")], "unknown"),
        ([(0, "0.4"), (10, "<1.4"), (20, "1.0")], "over"),
    ],
)
def test_what_a_bound_leaves_open_is_not_called_low_or_over(values: list[tuple[int, str]], state: str) -> None:
    assert state == recovered(at_least(*values))


def test_whether_it_is_back_is_not_said_when_a_bound_leaves_it_open() -> None:
    start = an_event(on=on(0))
    assert "whether it is back at 1.0 cannot be told" in said(at_least((0, "0.4"), (10, "<1.4")), start)  # type: ignore[arg-type]
    assert "Whether it fell below 1.0 since then cannot be told" in said(at_least((0, "2.0"), (10, "<1.4")), start)  # type: ignore[arg-type]


def test_a_slope_does_not_stop_before_a_final_bound() -> None:
    rising = counts((0, "0.5"), (7, "0.8"), (14, "1.2"), (20, "<0.1"))
    assert slope(rising) is None
    assert "went up" not in said(rising)
    assert "a result is a bound" in said(rising)


def test_of_two_counts_that_disagree_the_lower_stands_in_the_trend() -> None:
    log = a_log(a_test(on(0), wbc="4.0", neutrophils="1.8", neutrophils_percent="10"))
    point = series(log, "neutrophils", a_person(), default_ranges()).points[0]
    assert (Decimal("0.4"), "automated_percent", "LL", True) == (point.value, point.how, point.level, point.disagree)
    assert "disagree. The lower one is shown." in said(series(log, "neutrophils"))
