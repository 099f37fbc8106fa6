"""The form of a blood test: stored as typed, refused at the field, asked when rare, offered and never changed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.analytes import ANALYTES
from app.core.entry import Row, TestForm, TestRead, echo, read_test
from app.core.problem import Problem
from app.core.record import Log, Reading
from app.core.units import amount_of, units_for
from tests.make import TODAY, a_log, a_person, a_test

HOME = {"haemoglobin": "g/L", "haematocrit": "%", "mcv": "fL", "crp": "mg/L", "rbc": "10*12/L"}


def a_form(taken: str = "2026-11-20", **values: Any) -> TestForm:
    """A form with texts in the usual unit, or (text, unit), or a Row."""
    rows = {}
    for name, value in values.items():
        home = "" if name.endswith("_percent") else HOME.get(name, "10*9/L")
        rows[name] = value if isinstance(value, Row) else Row(text=value[0], unit=value[1]) if isinstance(value, tuple) else Row(text=value, unit=home)  # fmt: skip
    return TestForm(taken=taken, rows=rows)


def read(form: TestForm, log: Log | None = None, accepted: frozenset[str] = frozenset(), editing: str = "") -> TestRead:
    """What the form of a man born in 1980 says."""
    return read_test(form, a_person(), log or Log(), TODAY, accepted, editing)


def only(result: TestRead) -> Problem:
    """The one problem there is."""
    assert len(result.problems) == 1, result.problems
    return result.problems[0]


def test_a_slip_is_kept_as_typed() -> None:
    form = a_form(wbc=Row(text=" 0,4 ", unit="10*3/uL", low="4,0", high="11"), neutrophils_percent="60")
    result = read(form)
    assert result.ok
    assert {
        "wbc": Reading(text="0,4", unit="10*3/uL", low="4,0", high="11"),
        "neutrophils_percent": Reading(text="60", unit="%"),
    } == result.readings
    assert date(2026, 11, 20) == result.taken


def test_an_empty_row_is_left_out() -> None:
    assert list(read(a_form(wbc="4.0", platelets=" ")).readings) == ["wbc"]


def test_a_form_without_a_value_is_refused() -> None:
    assert only(read(a_form())).code == "nothing"


def test_a_range_without_its_value_is_not_lost_silently() -> None:
    problem = only(read(a_form(wbc="4.0", platelets=Row(unit="10*9/L", low="150"))))
    assert (problem.field, problem.code) == ("platelets.text", "number.empty")


@pytest.mark.parametrize("text", ["abc", "-1", "1,200", "1.", "3,4,5"])
def test_what_is_not_a_number_is_told_at_its_field(text: str) -> None:
    result = read(a_form(wbc=text))
    assert (only(result).field, only(result).weight) == ("wbc.text", "stop")
    assert result.readings == {}


def test_the_unit_must_be_chosen_where_there_are_several() -> None:
    assert (only(read(a_form(haemoglobin=("8.0", "")))).field, only(read(a_form(haemoglobin=("8.0", "")))).code) == (
        "haemoglobin.unit", "unit.missing",
    )  # fmt: skip


def test_a_unit_of_another_value_is_refused() -> None:
    assert only(read(a_form(wbc=("8.0", "g/dL")))).code == "unit.wrong"


@pytest.mark.parametrize(
    ("value", "weight", "offers"),
    [
        ({"wbc": "3500"}, "stop", [("3500", "/uL", "")]),
        ({"wbc": "3000"}, "stop", [("3000", "/uL", "")]),
        ({"wbc": "60"}, "ask", [("60", "10*2/uL", "")]),
        ({"wbc": "0.2"}, "ask", []),
        ({"wbc": ("3.5", "/uL")}, "ask", [("3.5", "10*9/L", ""), ("3.5", "10*2/uL", "")]),
        ({"neutrophils": "900"}, "ask", [("900", "/uL", "")]),
        ({"neutrophils": "55"}, "ask", [("55", "%", "neutrophils_percent.text"), ("55", "/uL", "")]),
        ({"neutrophils": "40"}, "ask", [("40", "%", "neutrophils_percent.text")]),
        ({"neutrophils": ("0.9", "/uL")}, "ask", [("0.9", "10*9/L", "")]),
        ({"haemoglobin": "8.5"}, "stop", [("8.5", "g/dL", ""), ("8.5", "mmol/L", "")]),
        ({"haemoglobin": ("135", "g/dL")}, "stop", [("135", "g/L", "")]),
        ({"haematocrit": "0.42"}, "stop", [("0.42", "L/L", "")]),
        ({"haematocrit": ("42", "L/L")}, "stop", [("42", "%", "")]),
        ({"platelets": "150000"}, "stop", [("150000", "/uL", "")]),
        ({"platelets": "1.5"}, "ask", [("1.5", "10*4/uL", ""), ("1.5", "lakh/uL", "")]),
        ({"neutrophils_percent": "0.55"}, "ask", [("55", "", "")]),
        ({"neutrophils_percent": "101"}, "stop", []),
        ({"mcv": "20"}, "stop", []),
        ({"crp": "400"}, "ask", []),
    ],
)
def test_a_mix_up_is_recognised_and_only_offered(
    value: dict[str, Any], weight: str, offers: list[tuple[str, str, str]]
) -> None:
    problem = only(read(a_form(**value)))
    assert weight == problem.weight
    assert offers == [(one.text, one.unit, one.field) for one in problem.offers]
    assert problem.text.format(**problem.values)


@pytest.mark.parametrize(
    ("analyte", "text", "code"),
    [
        ("wbc", "1000", "limit.soft"), ("wbc", "1001", "limit.hard"), ("wbc", "0.29", "limit.soft"), ("wbc", "0.3", ""),
        ("wbc", "50", ""), ("wbc", "50.1", "limit.soft"), ("haemoglobin", "19", "limit.hard"),
        ("haemoglobin", "20", "limit.soft"), ("haemoglobin", "60", ""), ("haemoglobin", "190", ""),
        ("haemoglobin", "260", "limit.soft"), ("haemoglobin", "261", "limit.hard"), ("platelets", "9", "limit.soft"),
        ("platelets", "10", ""), ("platelets", "5000", "limit.soft"), ("platelets", "5001", "limit.hard"),
        ("lymphocytes", "15", ""), ("lymphocytes", "15.1", "limit.soft"), ("mcv", "39", "limit.hard"), ("crp", "0", ""),
    ],
)  # fmt: skip
def test_the_limits_of_entry_lie_where_they_are_written(analyte: str, text: str, code: str) -> None:
    assert code == next((one.code for one in read(a_form(**{analyte: text})).problems), "")


def test_a_question_is_passed_by_its_key_until_the_number_changes() -> None:
    asked = only(read(a_form(wbc="60")))
    yes = frozenset({asked.key})
    assert read(a_form(wbc="60"), accepted=yes).ok
    assert not read(a_form(wbc="61"), accepted=yes).ok
    assert not read(a_form(wbc=("60", "/uL")), accepted=yes).ok


def test_a_stop_cannot_be_accepted() -> None:
    stop = only(read(a_form(wbc="3500")))
    assert not read(a_form(wbc="3500"), accepted=frozenset({stop.key})).ok


def test_taking_the_offer_settles_the_mix_up() -> None:
    offer = only(read(a_form(wbc="3500"))).offers[0]
    assert read(a_form(wbc=(offer.text, offer.unit))).ok


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"neutrophils_percent": "60", "lymphocytes_percent": "30", "monocytes_percent": "8", "eosinophils_percent": "2", "basophils_percent": "0"}, ""),
        ({"neutrophils_percent": "60", "lymphocytes_percent": "30", "monocytes_percent": "4", "eosinophils_percent": "1", "basophils_percent": "0"}, ""),
        ({"neutrophils_percent": "60", "lymphocytes_percent": "30", "monocytes_percent": "3.9", "eosinophils_percent": "1", "basophils_percent": "0"}, "differential.sum"),
        ({"neutrophils_percent": "60", "lymphocytes_percent": "45"}, ""),
        ({"neutrophils_percent": "60", "lymphocytes_percent": "45.1"}, "differential.sum"),
        ({"neutrophils_percent": "60", "segs_percent": "56", "bands_percent": "4"}, ""),
        ({"neutrophils_percent": "60", "segs_percent": "40", "bands_percent": "4"}, "differential.neutrophils"),
        ({"segs_percent": "50", "bands_percent": "10", "lymphocytes_percent": "30", "monocytes_percent": "8", "eosinophils_percent": "2", "basophils_percent": "0"}, ""),
        ({"wbc": "4.0", "lymphocytes": "4.2"}, ""),
        ({"wbc": "4.0", "lymphocytes": "4.3"}, "cell.above_wbc"),
        ({"wbc": "4.0", "neutrophils": "2.0", "lymphocytes": "1.5", "monocytes": "0.3", "eosinophils": "0.1", "basophils": "0.1"}, ""),
        ({"wbc": "4.0", "neutrophils": "2.0", "lymphocytes": "0.9", "monocytes": "0.3", "eosinophils": "0.1", "basophils": "0.0"}, "cell.sum"),
        ({"wbc": "4.0", "neutrophils": "3.0", "lymphocytes": "1.61"}, "cell.sum"),
        ({"wbc": "<4.0", "neutrophils": ">3.0", "lymphocytes": "1.61"}, "cell.sum"),
        ({"neutrophils_percent": "60", "segs_percent": "61.5"}, "differential.part"),
        ({"neutrophils_percent": "4", "bands_percent": "6"}, "differential.part"),
        ({"wbc": "4.0", "lymphocytes": "1.5", "lymphocytes_percent": "30"}, "cell.disagree"),
        ({"wbc": "8.0", "monocytes": "0.2", "monocytes_percent": "9"}, "cell.disagree"),
        ({"wbc": "8.0", "eosinophils": "1.5", "eosinophils_percent": "3"}, "cell.disagree"),
        ({"wbc": "4.0", "neutrophils": "1.6", "neutrophils_percent": "40"}, ""),
        ({"wbc": "4.0", "neutrophils": "0.9", "neutrophils_percent": "40"}, "anc.disagree"),
        ({"wbc": "4.0", "neutrophils": "0.9", "segs_percent": "40"}, "anc.disagree"),
        ({"wbc": "4.0", "neutrophils": "<0.5", "segs_percent": "40"}, "anc.disagree"),
        ({"wbc": "4.0", "neutrophils": "2.4", "segs_percent": "40"}, ""),
        ({"haemoglobin": "100", "haematocrit": "36"}, ""),
        ({"haemoglobin": "100", "haematocrit": "36.1"}, "red.mismatch"),
        ({"haemoglobin": "100", "haematocrit": "24"}, ""),
        ({"haemoglobin": "100", "haematocrit": "23.9"}, "red.mismatch"),
        ({"haemoglobin": ("10", "g/dL"), "haematocrit": ("0.30", "L/L")}, ""),
    ],
)  # fmt: skip
def test_values_that_do_not_fit_together_are_asked(values: dict[str, Any], code: str) -> None:
    found = read(a_form(**values)).problems
    assert code == next((one.code for one in found), "")
    assert {one.weight for one in found} <= {"ask"}


@pytest.mark.parametrize(
    ("white", "cells", "code"),
    [("<0.5", "0.6", "cell.above_wbc"), ("<0.5", "<0.6", ""), (">0.5", "0.6", ""), ("0.5", ">0.6", "cell.above_wbc")],
)
def test_a_bound_is_asked_about_only_where_it_proves_something(white: str, cells: str, code: str) -> None:
    assert code == next((one.code for one in read(a_form(wbc=white, lymphocytes=cells)).problems), "")


def test_a_percentage_above_the_white_cells_is_offered_its_own_field() -> None:
    problem = only(read(a_form(wbc="4.0", neutrophils="25")))
    assert (
        problem.offers[0].text, problem.offers[0].unit, problem.offers[0].field,
    ) == ("25", "%", "neutrophils_percent.text")  # fmt: skip


@pytest.mark.parametrize(
    ("low", "high", "code"),
    [
        ("4", "11", ""), ("4", "", ""), ("", "11", ""), ("11", "4", "range.order"), ("4", "4", "range.order"),
        ("four", "", "number.letters"), ("<4", "", "range.sign"), ("4000", "11000", "range.unit"),
    ],
)  # fmt: skip
def test_the_lab_s_range_is_checked(low: str, high: str, code: str) -> None:
    row = Row(text="3.5", unit="10*9/L", low=low, high=high)
    assert code == next((one.code for one in read(a_form(wbc=row)).problems), "")


def test_a_range_in_the_other_scale_is_asked() -> None:
    row = Row(text="3500", unit="/uL", low="4.0", high="11.0")
    assert only(read(a_form(wbc=row))).code == "range.unit"


@pytest.mark.parametrize(
    ("taken", "code"),
    [
        ("2026-11-23", ""), ("2026-11-24", "date.tomorrow"), ("2026-11-25", "date.future"), ("1980-05-16", "date.before_birth"),
        ("2016-11-24", ""), ("2016-11-20", "date.old"), ("1899-12-31", "date.early"), ("0206-11-20", "date.early"), ("", "date.missing"), ("20.11.2026", "date.missing"),
        ("2026-02-30", "date.missing"),
    ],
)  # fmt: skip
def test_the_day_must_be_possible(taken: str, code: str) -> None:
    assert code == next((one.code for one in read(a_form(taken, wbc="4.0")).problems), "")


def test_the_same_slip_twice_is_asked_in_whatever_unit() -> None:
    log = a_log(a_test(date(2026, 11, 20), wbc="4.0", platelets="150"))
    assert only(read(a_form(wbc=("4000", "/uL")), log)).code == "duplicate"
    assert read(a_form(wbc="4.1"), log).ok
    assert read(a_form("2026-11-19", wbc="4.0"), log).ok


@pytest.mark.parametrize(
    ("before", "now", "offers"),
    [
        ("3.4", "35", ["3.5"]), ("0.4", "4", ["0.4"]), ("3,4", "35", ["3.5"]), ("3.4", "35.0", []), ("3.4", "15", []),
        ("34", "35", []), ("4", "40", []),
    ],
)  # fmt: skip
def test_a_lost_decimal_sign_shows_against_the_result_before(before: str, now: str, offers: list[str]) -> None:
    result = read(a_form(wbc=now), a_log(a_test(date(2026, 11, 6), wbc=before)))
    assert offers == [one.offer for one in result.problems if one.code == "decimal.lost"]


def test_an_old_result_or_one_in_another_scale_tells_nothing_about_a_decimal_sign() -> None:
    assert read(a_form(wbc="35"), a_log(a_test(date(2026, 9, 1), wbc="3.4"))).ok
    assert read(a_form(crp="12"), a_log(a_test(date(2026, 11, 6), crp=("1.2", "mg/dL")))).ok


def test_a_lost_decimal_sign_shows_also_against_a_unit_of_the_same_scale() -> None:
    before = a_log(a_test(date(2026, 11, 6), wbc=("3.4", "10*3/uL")))
    assert only(read(a_form(wbc="35"), before)).offer == "3.5"


def test_a_correction_is_no_duplicate_of_itself() -> None:
    log = a_log(a_test(date(2026, 11, 20), id="one", wbc="4.0"))
    assert read(a_form(wbc="4.0"), log, editing="one").ok


def test_a_draft_holds_the_whole_form() -> None:
    form = a_form(wbc=Row(text="1,2", unit="/uL", low="4", high="11", method="automated"), haemoglobin="half-ty")
    assert form == TestForm.of(form.fields())


def test_a_draft_of_another_version_loses_only_what_is_not_known() -> None:
    assert a_form("", wbc="4.0") == TestForm.of(
        {"wbc.text": "4.0", "wbc.unit": "10*9/L", "wbc.colour": "red", "x": "y"}
    )


def test_a_correction_begins_with_what_was_typed() -> None:
    test = a_test(date(2026, 11, 20), lab="Lab", wbc=Reading(text="0,4", unit="10*3/uL", low="4", high="11"))
    assert test.readings == read(TestForm.from_test(test)).readings


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [("0,4", "10*9/L", "0.4 ×10⁹/L = 400 per µL"), ("", "10*9/L", ""), ("0,4", "", ""), ("<0.1", "/uL", "<0.0001 ×10⁹/L = <0.1 per µL")],
)  # fmt: skip
def test_what_was_understood_is_echoed(text: str, unit: str, said: str) -> None:
    assert said == echo(text, unit, "wbc").text


def test_the_echo_says_what_is_wrong_at_the_field() -> None:
    found = echo("1,200", "10*9/L", "wbc").problem
    assert found is not None
    assert (found.field, [one.text for one in found.offers]) == ("wbc.text", ["1.2", "1200"])


anything = st.text(alphabet="0123456789.,<>٫٠١ -abcK", max_size=8)


@given(
    st.dictionaries(st.sampled_from(list(ANALYTES)), st.tuples(anything, st.integers(0, 8)), max_size=6),
    st.sampled_from(["2026-11-20", "", "2030-01-01"]),
)
def test_no_form_stores_anything_it_did_not_understand(rows: dict[str, tuple[str, int]], taken: str) -> None:
    form = TestForm(
        taken=taken,
        rows={a: Row(text=t, unit=[*[u.id for u in units_for(a)], "", "x"][n % (len(units_for(a)) + 2)]) for a, (t, n) in rows.items()},
    )  # fmt: skip
    result = read(form)
    for problem in result.problems:
        assert problem.text.format(**problem.values)
    for name, reading in result.readings.items():
        assert rows[name][0].strip() == reading.text
        assert amount_of(reading.text, reading.unit, name) is not None
    if result.ok:
        assert {name for name, (text, _) in rows.items() if text.strip()} == set(result.readings)


@given(st.decimals(min_value="0.01", max_value="60", places=2))
def test_a_count_in_the_wrong_scale_never_passes_in_silence(count: Decimal) -> None:
    in_cells = f"{int(count * 1000)}"
    as_giga = read(a_form(wbc=in_cells))
    as_cells = read(a_form(wbc=(f"{count:.4f}", "/uL")))
    assert int(in_cells) <= 50 or not as_giga.ok
    assert not as_cells.ok


@given(st.permutations(["wbc", "neutrophils", "haemoglobin", "haematocrit", "platelets"]))
def test_the_order_of_typing_does_not_matter(order: list[str]) -> None:
    texts = {"wbc": "4.0", "neutrophils": "5.0", "haemoglobin": "100", "haematocrit": "50", "platelets": "1.5"}
    form = a_form(**{name: texts[name] for name in order})
    assert read(a_form(**texts)) == read(form)
