"""One page from the record: what is on it, what is not, and what is never guessed."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from app.core.content import Content
from app.core.record import Entry, Person, Profile, QuizRun, Record, Symptoms
from app.core.summary import PARTS, Choice, Summary, summarize
from tests.conftest import NOW
from tests.make import a_person, a_reading, a_temperature, a_test, an_event

TODAY = NOW.date()


@pytest.fixture
def page(content: Content) -> Any:
    """Builds the summary of "p" from entries; everything let out but what a choice says."""

    def build(*entries: Entry, person: Person | None = None, **choice: Any) -> Summary:
        record = Record(people=(person or a_person(),), entries=entries)  # type: ignore[arg-type]
        return summarize(record, "p", content, NOW, Choice(**choice))

    return build


def ago(days: int) -> date:
    """The day *days* before today."""
    return TODAY - timedelta(days=days)


def line(summary: Summary, label: str) -> str:
    """The text of a derived or context line, filled in, in English."""
    found = next(one for one in (*summary.derived, *summary.context) if one.label == label)
    text = found.many if found.many and found.values.get("days") != "1" else found.text
    return text.format(**found.values, **found.words)


def test_an_empty_record_gives_a_page_that_claims_nothing(page: Any) -> None:
    summary = page()
    assert (summary.alerts.fever, summary.alerts.neutrophils, summary.alerts.quiz) == (None, None, None)
    assert (summary.table.columns, summary.derived, summary.charts, summary.timeline) == ((), (), (), ())
    assert not summary.alerts.urgent


def test_nobody_unknown_has_a_page(content: Content) -> None:
    with pytest.raises(KeyError):
        summarize(Record(), "nobody", content, NOW)


@pytest.mark.parametrize(
    ("text", "unit", "fever"),
    [
        ("38.0", "Cel", True),
        ("37,9", "Cel", False),
        ("37.95", "Cel", False),
        ("100.4", "[degF]", True),
        ("100.3", "[degF]", False),
    ],
)
def test_fever_begins_at_38_0_in_either_unit(page: Any, text: str, unit: str, fever: bool) -> None:
    summary = page(a_temperature(text, at=NOW - timedelta(hours=2), unit=unit))
    assert (summary.alerts.fever is not None) is fever
    assert summary.alerts.urgent is fever
    assert summary.timeline[0].fever is fever


def test_the_highest_fever_of_the_last_seven_days_is_shown(page: Any) -> None:
    summary = page(
        a_temperature("38.4", at=NOW - timedelta(days=1)),
        a_temperature("39.1", at=NOW - timedelta(days=6)),
        a_temperature("40.0", at=NOW - timedelta(days=8)),
        a_temperature("36.6", at=NOW),
    )
    assert (summary.alerts.fever.celsius, summary.alerts.temperatures) == (Decimal("39.1"), 3)


def test_hot_without_a_thermometer_counts_as_fever_unless_one_was_measured(page: Any) -> None:
    hot = a_temperature("", at=NOW - timedelta(hours=1), feels_hot=True)
    assert page(hot).alerts.fever.typed == ""
    assert page(hot).alerts.urgent
    assert page(hot, a_temperature("38.2", at=NOW - timedelta(hours=3))).alerts.fever.typed == "38.2 °C"


def test_feeling_hot_is_no_absence_of_fever_whatever_was_measured(page: Any) -> None:
    hot = a_temperature("37.2", at=NOW - timedelta(hours=1), feels_hot=True)
    summary = page(hot)
    assert (summary.alerts.fever.typed, summary.alerts.fever.only_hot, summary.alerts.urgent) == ("37.2 °C", True, True)
    assert line(summary, "Felt hot or shivering") == f"{TODAY}, though 37.2 °C was measured"
    assert (summary.timeline[0].fever, summary.timeline[0].signs) == (True, ("feels hot or shivering",))
    assert page(hot, a_temperature("38.2", at=NOW - timedelta(hours=3))).alerts.fever.typed == "38.2 °C"
    assert page(a_temperature("37.2", at=NOW)).alerts.fever is None


@pytest.mark.parametrize(
    ("text", "level", "urgent"),
    [("1.50", 0, False), ("1.49", 1, False), ("1.0", 1, False), ("0.99", 2, False), ("0.5", 2, False), ("0.49", 3, True),
     ("<1.0", 3, True), ("<0.1", 3, True), (">1.5", 0, False)],
)  # fmt: skip
def test_the_strip_marks_the_newest_count_by_the_worst_it_may_be(
    page: Any, text: str, level: int, urgent: bool
) -> None:
    summary = page(a_test(ago(3), neutrophils="3.0", id="old"), a_test(ago(1), neutrophils=text))
    assert (summary.alerts.neutrophils.level, summary.alerts.urgent) == (level, urgent)
    assert (summary.alerts.neutrophils.on, summary.alerts.neutrophils.days_ago) == (ago(1), 1)


def test_a_count_is_never_rounded_up_across_a_limit(page: Any) -> None:
    summary = page(a_test(ago(0), wbc="0.8", neutrophils_percent="62"))
    assert summary.alerts.neutrophils.shown == "0.49"
    assert summary.table.rows[1].cells[0].shown == "0.49"


def test_a_low_white_count_without_a_differential_is_only_a_bound(page: Any) -> None:
    summary = page(a_test(ago(0), wbc="0.9"))
    assert (summary.alerts.neutrophils.shown, summary.alerts.neutrophils.at_most) == ("≤0.9", True)


def test_the_newest_test_stands_on_the_right_and_older_ones_are_counted(page: Any) -> None:
    summary = page(*(a_test(ago(days), wbc="4.0", id=f"t{days}") for days in range(0, 100, 10)))
    assert [slip.on for slip in summary.table.columns] == [ago(days) for days in range(70, -1, -10)]
    assert (summary.table.older, len(summary.slips)) == (2, 10)
    assert page(*summary.log.tests, columns=3).table.older == 7


def test_a_missing_value_is_an_empty_cell_and_never_zero(page: Any) -> None:
    summary = page(a_test(ago(9), wbc="4.0", id="a"), a_test(ago(1), platelets="90", id="b"))
    cells = {row.analyte: row.cells for row in summary.table.rows}
    assert (cells["wbc"][1], cells["platelets"][0]) == (None, None)


def test_the_labs_own_range_rates_before_any_other(page: Any) -> None:
    own = a_reading("3.6", low="3.5", high="10")
    (row,) = page(a_test(ago(1), wbc=own)).table.rows
    assert (row.cells[0].flag, row.cells[0].whose, row.cells[0].limits) == ("N", "lab", "3.5–10")
    (row,) = page(a_test(ago(1), wbc="3.6")).table.rows
    assert (row.cells[0].flag, row.cells[0].whose) == ("L", "default")


def test_a_child_under_one_is_not_rated_without_the_labs_range(page: Any) -> None:
    child = a_person(birth_date=TODAY - timedelta(days=200))
    (row,) = page(a_test(ago(1), wbc="6.1"), person=child).table.rows
    assert (row.cells[0].flag, row.cells[0].limits) == ("", "")


def test_a_baby_s_count_has_a_baby_s_word_also_where_the_birth_date_stays_home(page: Any) -> None:
    baby = a_person(birth_date=ago(150))
    for hidden in (True, False):
        summary = page(a_test(ago(1), neutrophils="1.2"), person=baby, show_birth_date=hidden)
        assert summary.alerts.neutrophils.band == "not rated"


def test_values_stand_as_typed_beside_the_canonical_ones(page: Any) -> None:
    cell = page(a_test(ago(1), haemoglobin=("9,8", "g/dL"))).table.rows[0].cells[0]
    assert (cell.shown, cell.unit, cell.other, cell.other_unit) == ("98", "g/L", "9.8", "g/dL")
    assert (cell.typed, cell.typed_unit, cell.value) == ("9,8", "g/dL", Decimal(98))


def test_the_range_follows_the_unit_that_stands_first(page: Any) -> None:
    test = a_test(ago(1), haemoglobin=a_reading("98", "g/L", low="130", high="175"))
    assert page(test, units="SI").table.rows[0].cells[0].limits == "130–175"
    assert page(test, units="US").table.rows[0].cells[0].limits == "13–17.5"
    assert [point.value for point in page(test, units="US").charts[0].points] == [Decimal("9.8")]


def test_a_text_that_cannot_be_read_is_shown_as_typed_with_its_unit_and_not_rated(page: Any) -> None:
    cell = page(a_test(ago(1), platelets=("1,200", "/uL"))).table.rows[0].cells[0]
    assert (cell.shown, cell.value, cell.flag) == ("1,200 /µL ?", None, "")


def test_no_slope_without_three_points_over_seven_days(page: Any) -> None:
    two = (a_test(ago(14), neutrophils="1.0", id="a"), a_test(ago(0), neutrophils="2.0", id="b"))
    assert line(page(*two), "Slope") == "not enough data"
    close = (*two[1:], a_test(ago(3), neutrophils="1.2", id="c"), a_test(ago(6), neutrophils="1.1", id="d"))
    assert line(page(*close), "Slope") == "not enough data"
    three = (*two, a_test(ago(7), neutrophils="1.5", id="e"))
    assert line(page(*three), "Slope") == "+0.50 a week (last 6 weeks, Theil–Sen)"


def test_the_nadir_names_its_day_after_chemotherapy(page: Any) -> None:
    summary = page(
        an_event("chemotherapy", ago(20)),
        a_test(ago(20), neutrophils="3.0", id="a"), a_test(ago(10), neutrophils="0.4", id="b"),
        a_test(ago(3), neutrophils="1.2", id="c"),
    )  # fmt: skip
    assert line(summary, "Lowest ANC") == f"0.4 on {ago(10)}, day 10 after chemotherapy"
    assert line(summary, "Days below 1.0") == "7 of 17 countable days"
    assert line(summary, "Days below 0.5") == "7 of 17 countable days"
    assert line(summary, "Back at 1.0") == f"7 days after the lowest ({ago(3)})"
    assert line(summary, "Change") == f"+200 % since {ago(10)}"
    assert line(summary, "Since the last test") == f"3 days ({ago(3)})"
    assert line(summary, "Last chemotherapy") == f"{ago(20)}, 20 days ago"


def test_a_bound_gives_no_change_in_percent(page: Any) -> None:
    summary = page(a_test(ago(9), neutrophils="<0.1", id="a"), a_test(ago(1), neutrophils="0.5", id="b"))
    assert line(summary, "Change") == "not countable: a bound or zero"


def test_the_baseline_leaves_out_what_lies_near_treatment_infection_or_fever(page: Any) -> None:
    calm = [a_test(ago(days), neutrophils=text, id=text) for days, text in ((200, "3.0"), (180, "4.0"), (160, "3.5"))]
    low = a_test(ago(10), neutrophils="0.3", id="low")
    summary = page(*calm, low, an_event("chemotherapy", ago(20)))
    assert line(summary, "ANC when well") == "median 3.5 ×10⁹/L of 3 tests away from treatment and infection"
    assert "ANC when well" not in {one.label for one in page(*calm[1:], low, an_event("chemotherapy", ago(20))).context}
    assert "3.25" in line(page(*calm, low), "ANC when well")


@pytest.mark.parametrize("part", ["treatments", "infections", "temperatures"])
def test_where_a_part_that_would_tell_stays_home_no_count_is_called_a_count_when_well(page: Any, part: str) -> None:
    calm = [a_test(ago(days), neutrophils=text, id=text) for days, text in ((200, "3.0"), (180, "4.0"), (160, "3.5"))]
    low = [a_test(ago(days), neutrophils="0.3", id=f"low{days}") for days in (12, 10, 8)]
    upset = {
        "treatments": an_event("chemotherapy", ago(20)),
        "infections": an_event("infection", ago(10)),
        "temperatures": a_temperature("39.0", at=NOW - timedelta(days=10)),
    }[part]
    summary = page(*calm, *low, upset, parts=frozenset(PARTS) - {part})
    assert "ANC when well" not in {one.label for one in summary.context}
    assert "of 3 tests" in line(page(*calm, *low, upset), "ANC when well")


def test_what_lies_before_the_period_still_upsets_the_counts_in_it(page: Any) -> None:
    tests = [a_test(ago(days), neutrophils="0.3", id=f"t{days}") for days in (70, 60, 50)]
    course = an_event("chemotherapy", ago(120), until=ago(60))
    assert "ANC when well" not in {one.label for one in page(*tests, course, days=100).context}
    first_weeks = [a_test(ago(days), neutrophils="0.3", id=f"t{days}") for days in (29, 20, 15)]
    assert "ANC when well" not in {one.label for one in page(*first_weeks, days=30).context}


def test_charts_draw_the_anc_on_a_logarithmic_scale_with_its_limits(page: Any) -> None:
    (chart,) = page(a_test(ago(9), neutrophils="<0.1", id="a"), a_test(ago(1), neutrophils="0.5", id="b")).charts
    assert (chart.analyte, chart.log, [str(one) for one in chart.guides]) == (
        "neutrophils",
        True,
        ["1.5", "1.0", "0.5"],
    )
    assert [(point.shown, point.bound) for point in chart.points] == [("<0.1", "<"), ("0.5", "")]


def test_notes_and_people_to_call_stay_home_unless_asked_for(page: Any) -> None:
    test = a_test(ago(1), wbc="4.0").model_copy(update={"note": "private"})
    assert page(test).log.tests[0].note == ""
    assert "notes" in page(test).left_out
    assert page(test, parts=frozenset({"tests", "notes"})).log.tests[0].note == "private"


@pytest.mark.parametrize("part", sorted(PARTS))
def test_what_is_left_out_is_nowhere_in_the_summary_and_is_named(page: Any, part: str) -> None:
    secrets = {
        "tests": "SECRETLAB", "treatments": "SECRETDRUG", "infections": "SECRETGERM", "background": "SECRETCAUSE",
        "questions": "SECRETQUESTION", "temperatures": "39.77", "symptoms": "urine_pain", "quiz": "R12b",
        "contacts": "SECRETPHONE", "notes": "SECRETNOTE",
    }  # fmt: skip
    person = a_person(
        cause="SECRETCAUSE", questions=("SECRETQUESTION",), contacts=({"name": "SECRETPHONE", "number": "1"},),
        profile=Profile(special_groups=("central_line",)),
    )  # fmt: skip
    common = {"person": "p", "created": NOW, "changed": NOW}
    entries = (
        a_test(ago(1), lab="SECRETLAB", wbc="4.0").model_copy(update={"note": "SECRETNOTE"}),
        an_event("chemotherapy", ago(3), name="SECRETDRUG"), an_event("infection", ago(2), name="SECRETGERM", note="SECRETNOTE"),
        a_temperature("39.77", at=NOW), Symptoms(id="s", on=TODAY, signs=("urine_pain",), **common),
        QuizRun(id="q", at=NOW, answers={}, level="emergency", fired=("R12b",), **common),
    )  # fmt: skip
    everything = page(*entries, person=person, parts=frozenset(PARTS))
    assert [name for name, secret in secrets.items() if secret not in everything.model_dump_json()] == []
    summary = page(*entries, person=person, parts=frozenset(PARTS) - {part})
    assert secrets[part] not in summary.model_dump_json()
    assert summary.left_out == (part,)
    goes_too = {"quiz"} if part == "background" else set()  # a rule would tell what the person is at risk by
    gone = {name for name, secret in secrets.items() if secret not in summary.model_dump_json()}
    assert gone == {part} | goes_too


def test_name_and_birth_date_can_stay_home_while_the_age_still_rates(page: Any) -> None:
    summary = page(a_test(ago(1), wbc="3.6"), show_name=False, show_birth_date=False)
    dumped = summary.model_dump_json()
    assert "1980" not in dumped
    assert (summary.header.name, summary.person.name) == ("", "")
    assert summary.header.age.values == {"count": "46"}
    assert summary.table.rows[0].cells[0].flag == "L"


def test_the_period_keeps_older_entries_home(page: Any) -> None:
    entries = (a_test(ago(31), wbc="4.0", id="old"), a_test(ago(30), wbc="4.0", id="edge"), an_event("other", ago(400)))
    assert [one.id for one in page(*entries, days=30).log.tests] == ["edge"]
    assert page(*entries, days=30).log.events == ()
    assert len(page(*entries, days=None).log.events) == 1


def test_what_is_in_the_bin_does_not_leave(page: Any) -> None:
    assert page(a_test(ago(1), wbc="4.0").model_copy(update={"binned": NOW})).log.tests == ()


def test_at_most_three_questions_leave_and_no_empty_one(page: Any) -> None:
    person = a_person(questions=("a", " ", "b", "c", "d"))
    assert page(person=person).questions == ("a", "b", "c")


def test_the_age_is_told_in_months_under_two_years(page: Any) -> None:
    assert page(person=a_person(birth_date=date(2025, 1, 24))).header.age.text == "{count} months"
    assert page(person=a_person(birth_date=date(2025, 1, 24))).header.age.values == {"count": "21"}
    assert page(person=a_person(birth_date=None)).header.age is None


@pytest.mark.parametrize(("days", "urgent"), [(0, True), (7, True), (8, False)])
def test_an_emergency_of_the_symptom_check_weighs_for_seven_days_and_is_told_for_ever(
    page: Any, days: int, urgent: bool
) -> None:
    run = QuizRun(
        id="q", person="p", created=NOW, changed=NOW, at=NOW - timedelta(days=days), answers={}, level="emergency",
        fired=("R2", "gone"),
    )  # fmt: skip
    summary = page(run)
    assert summary.alerts.urgent is urgent
    assert (summary.alerts.quiz.level, summary.alerts.quiz.fired) == ("emergency", ("R2", "gone"))
    assert len(summary.alerts.quiz.reasons) == 1


def test_a_calculated_count_that_disagrees_is_told_and_the_lower_one_decides(page: Any) -> None:
    summary = page(a_test(ago(1), wbc="1.25", neutrophils="1.25", neutrophils_percent="10"))
    count = summary.alerts.neutrophils
    assert (count.shown, count.other, count.level, summary.alerts.urgent) == ("1.25", "0.12", 3, True)


def test_two_counts_that_disagree_are_rated_alike_in_table_and_strip_and_both_are_named(page: Any) -> None:
    summary = page(a_test(ago(1), wbc="4.0", neutrophils="2.4", neutrophils_percent="10"))
    cell = next(row.cells[0] for row in summary.table.rows if row.analyte == "neutrophils")
    assert (cell.shown, cell.flag, summary.alerts.neutrophils.level) == ("2.4", "LL", 3)
    assert "disagree" in cell.why
    assert line(summary, "Lowest ANC") == f"0.4 on {ago(1)}"
    assert [point.shown for point in summary.charts[0].points] == ["0.4"]
    assert line(summary, "Two counts") == f"{ago(1)}: printed 2.4, calculated 0.4. The lower one is rated."


def test_what_only_a_bound_tells_is_not_called_low_over_or_never_low(page: Any) -> None:
    low, bound = a_test(ago(9), neutrophils="0.4", id="a"), a_test(ago(1), wbc="1.4", id="b")
    assert line(page(low, bound), "Back at 1.0") == "cannot be told: only a bound"
    at_least = a_test(ago(5), wbc="2.0", segs_percent="30", id="c")
    high = a_test(ago(9), neutrophils="2.0", id="d")
    assert line(page(high, at_least), "Back at 1.0") == "cannot be told: only a bound"
    assert line(page(high, at_least), "Perhaps lower") == f"≥0.6 on {ago(5)}"
    assert line(page(at_least), "Lowest ANC") == f"≥0.6 on {ago(5)}"


def test_a_slope_is_not_drawn_through_a_bound(page: Any) -> None:
    tests = [a_test(ago(days), neutrophils=text, id=text) for days, text in ((20, "0.5"), (10, "0.9"), (6, "1.3"))]
    assert line(page(*tests), "Slope").startswith("+")
    assert line(page(*tests, a_test(ago(1), neutrophils="<0.1")), "Slope") == "not countable: a bound"


def test_a_pregnancy_is_background_and_still_rates_when_it_stays_home(page: Any) -> None:
    person = a_person(sex="female", birth_date=date(1995, 1, 1), pregnant="yes")
    test = a_test(ago(1), haemoglobin="108")
    out, home = page(test, person=person), page(test, person=person, parts=frozenset({"tests"}))
    assert (out.header.pregnant, home.header.pregnant, home.person.pregnant) == ("yes", "unknown", "unknown")
    assert out.table.rows[0].cells[0].flag == home.table.rows[0].cells[0].flag
