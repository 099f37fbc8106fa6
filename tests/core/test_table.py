"""The log as a table: out and in without loss, all or nothing, and asked where it can be read in two ways."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.record import BloodTest, Log, Reading
from app.core.sample import sample_entries
from app.core.table import COLUMNS, Choices, TableRead, guarded, read_table, unguarded, write_table
from tests.make import NOW, TODAY, a_log, a_person, a_test

YEAR = tuple(one for one in sample_entries(TODAY, NOW) if isinstance(one, BloodTest))


def read(text: str, log: Log | None = None, **more: Any) -> TableRead:
    """The preview of *text* for a man born in 1980."""
    return read_table(text, a_person(), log or Log(), TODAY, **more)


def content(tests: Any) -> list[tuple[date, str, str, dict[str, Reading]]]:
    """What matters of tests, in order."""
    return [(one.taken, one.lab, one.note, dict(one.readings)) for one in tests]


def test_a_year_goes_out_and_comes_back_the_same() -> None:
    result = read(write_table(YEAR))
    assert result.ok
    assert content(YEAR) == content(one.read for one in result.new)


def test_two_tests_of_one_day_and_lab_stay_two() -> None:
    tests = (a_test(wbc="4.0", lab="A"), a_test(wbc="4.5", lab="A"), a_test(platelets="150", lab="A"))
    assert content(tests) == content(one.read for one in read(write_table(tests)).new)


def test_the_notes_of_all_lines_of_a_test_are_kept_each_once() -> None:
    lines = ("wbc,3.5,10*9/L,first", "platelets,150,10*9/L,second", "haemoglobin,98,g/L,first")
    text = "date,analyte,value,unit,note\n" + "".join(f"2026-11-01,{line}\n" for line in lines)
    [found] = read_table(text, a_person(), Log(), TODAY).tests
    assert found.read.note == "first\nsecond"


def test_the_columns_are_those_documented() -> None:
    rows = list(csv.reader(io.StringIO(write_table((a_test(lab="A", wbc="0,4"),)))))
    assert [list(COLUMNS), ["2026-11-23", "A", "wbc", "0,4", "10*9/L", "", "", "", ""]] == rows


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@cmd", "\t=1", "'=1", "''=1", "＝1+1", "a lab", "'quoted'", ""])
def test_text_cells_cannot_become_formulas_and_come_back(text: str) -> None:
    cell = guarded(text)
    assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r", "＝")
    assert text == unguarded(cell)


@given(st.text(max_size=12))
def test_any_text_cell_comes_back(text: str) -> None:
    assert text == unguarded(guarded(text))


def test_numbers_are_never_guarded() -> None:
    written = write_table((a_test(wbc="<0.1", lab="=evil()", platelets="150"),))
    assert [row["value"] for row in csv.DictReader(io.StringIO(written))] == ["<0.1", "150"]
    assert {"'=evil()"} == {row["lab"] for row in csv.DictReader(io.StringIO(written))}


@pytest.mark.parametrize("field", ["text", "unit", "low", "high"])
def test_no_cell_that_is_no_number_can_become_a_formula(field: str) -> None:
    reading = Reading(text="4.0", unit="10*9/L").model_copy(update={field: "=cmd()"})
    written = write_table((a_test(wbc=reading),))
    assert "'=cmd()" in next(csv.reader(io.StringIO(written.splitlines()[1])))
    assert "=cmd()" in getattr(read(written).tests[0].form.rows["wbc"], field)
    assert "'" not in getattr(read(written).tests[0].form.rows["wbc"], field)


def test_two_labs_that_found_the_same_on_one_day_are_two_tests() -> None:
    text = HEAD + "2026-11-20,A,WBC,4.0,K/uL\n2026-11-20,B,WBC,4.0,K/uL\n"
    assert [one.read.lab for one in read(text).new] == ["A", "B"]
    log = a_log(a_test(date(2026, 11, 20), lab="a", wbc="4.0"))
    assert [one.read.lab for one in read(text, log).new] == ["B"]
    unnamed = a_log(a_test(date(2026, 11, 20), wbc="4.0"))
    assert read(text, unnamed).new == ()


@pytest.mark.parametrize("day", ["3/4/2026", "20260403", "2026-04-03", "3.4.2026"])
def test_a_day_is_the_same_however_it_is_written(day: str) -> None:
    log = a_log(a_test(date(2026, 4, 3), lab="A", wbc="4.0"))
    assert read(HEAD + f"{day},A,WBC,4.0,K/uL\n", log, choices=Choices("day_first")).new == ()
    two = HEAD + f"{day},A,WBC,4.1,K/uL\n2026-04-03,A,Hb,98,g/L\n"
    assert [len(one.read.readings) for one in read(two, choices=Choices("day_first")).new] == [2]


def test_a_note_that_stands_inside_another_is_kept() -> None:
    lines = ("wbc,3.5,10*9/L,no fever", "platelets,150,10*9/L,fever")
    text = "date,analyte,value,unit,note\n" + "".join(f"2026-11-01,{line}\n" for line in lines)
    assert read(text).tests[0].read.note == "no fever\nfever"


@pytest.mark.parametrize("method", ["Manual", "MANUAL", "manual"])
def test_how_it_was_counted_is_read_in_any_case(method: str) -> None:
    text = f"date,analyte,value,unit,method\n2026-11-20,WBC,4.0,K/uL,{method}\n"
    assert read(text).tests[0].read.readings["wbc"].method == "manual"


def test_a_question_about_what_is_left_out_is_not_asked() -> None:
    log = a_log(a_test(date(2026, 11, 20), lab="A", wbc="60"))
    assert read(HEAD + "2026-11-20,A,WBC,60,K/uL\n2026-11-21,A,WBC,4.0,K/uL\n", log).ok


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_separator_is_found_by_the_heading(mark: str) -> None:
    text = f"date{mark}analyte{mark}value{mark}unit\n2026-11-20{mark}WBC{mark}4.0{mark}10^9/L\n"
    assert read(text).new[0].read.readings == {"wbc": Reading(text="4.0", unit="10*9/L")}


def test_a_decimal_comma_comes_in_as_typed() -> None:
    assert read("date;analyte;value;unit\n2026-11-20;WBC;0,4;K/uL\n").new[0].read.readings["wbc"].text == "0,4"


HEAD = "date,lab,analyte,value,unit\n"


def test_day_or_month_first_is_asked_even_when_some_date_tells() -> None:
    text = HEAD + "25/11/2025,A,WBC,4.0,K/uL\n03/04/2026,A,WBC,4.1,K/uL\n"
    assert [(one.field, one.values["date"]) for one in read(text).asks] == [("dates", "25/11/2025")]
    assert not read(text).ok
    assert [date(2025, 11, 25), date(2026, 4, 3)] == [
        one.read.taken for one in read(text, choices=Choices("day_first")).new
    ]


def test_the_wrong_order_of_dates_imports_nothing() -> None:
    text = HEAD + "25/11/2025,A,WBC,4.0,K/uL\n03/04/2026,A,WBC,4.1,K/uL\n"
    result = read(text, choices=Choices("month_first"))
    assert (result.ok, [one.code for one in result.problems]) == (False, ["date.missing"])


@pytest.mark.parametrize(("decimal", "stored"), [(".", "1.2340"), (",", "1234")])
def test_the_decimal_sign_is_asked_once_for_the_whole_file(decimal: Any, stored: str) -> None:
    text = HEAD + "2026-11-20,A,WBC,1.234,/uL\n2026-11-21,A,WBC,2.500,/uL\n"
    assert [one.field for one in read(text).asks] == ["decimal"]
    assert stored == read(text, choices=Choices(decimal=decimal)).tests[0].form.rows["wbc"].text


def test_a_missing_unit_is_asked_once_for_each_value() -> None:
    text = HEAD + "2026-11-20,A,WBC,4.0,\n2026-11-21,A,WBC,4.1,\n2026-11-21,A,Hb,101,\n2026-11-21,A,MCV,88,um3\n"
    assert [one.field for one in read(text).asks] == ["units.wbc", "units.haemoglobin"]
    chosen = Choices(units={"wbc": "10*9/L", "haemoglobin": "g/L"})
    assert read(text, choices=chosen).ok


def test_a_percentage_is_told_from_a_count_by_its_unit() -> None:
    text = HEAD + "2026-11-20,A,Neutrophils,40,%\n2026-11-20,A,Neutrophils,1.6,10^9/L\n"
    assert list(read(text).new[0].read.readings) == ["neutrophils", "neutrophils_percent"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("2026-11-20,A,WBC,abc,K/uL", "number.letters"),
        ("2026-11-20,A,WBC,3500,K/uL", "limit.hard"),
        ("2026-11-20,A,WBC,60,K/uL", "limit.soft"),
        ("2026-11-20,A,WBC,4.0,banana", "unit.wrong"),
        ("2026-11-20,A,Sugar,4.0,mmol/L", "table.analyte"),
        ("2027-11-20,A,WBC,4.0,K/uL", "date.future"),
        ("1970-11-20,A,WBC,4.0,K/uL", "date.before_birth"),
        ("soon,A,WBC,4.0,K/uL", "date.missing"),
        ("2026-11-20,A,WBC,4.0,K/uL,x,y", "table.line"),
        ('2026-11-20,"A,WBC,4.0,K/uL', "table.line"),
    ],
)
def test_one_bad_line_stops_the_whole_import(line: str, code: str) -> None:
    result = read(HEAD + "2026-11-19,A,WBC,4.0,K/uL\n" + line + "\n")
    assert (False, [code]) == (result.ok, [one.code for one in result.problems])
    assert "3" in result.problems[0].field


def test_a_rare_value_of_one_line_can_be_confirmed() -> None:
    text = HEAD + "2026-11-20,A,WBC,60,K/uL\n"
    asked = read(text).problems[0]
    assert asked.field.startswith("line 2")
    assert read(text, accepted=frozenset({asked.key})).ok


def test_a_lost_decimal_sign_is_asked_about_in_a_file_too() -> None:
    log = a_log(a_test(date(2026, 11, 6), wbc=("3.4", "10*3/uL")))
    asked = read(HEAD + "2026-11-20,A,WBC,35,10^9/L\n", log).problems
    assert [one.code for one in asked] == ["decimal.lost"]
    newest_first = HEAD + "2026-11-20,A,WBC,35,10^9/L\n2026-11-06,A,WBC,3.4,K/uL\n"
    assert [one.code for one in read(newest_first).problems] == ["decimal.lost"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "table.heading"), ("a,b\n1,2\n", "table.heading"), ("date,date,analyte,value\n", "table.heading"),
        ("date,analyte,value\n", "table.empty"), ("\x00\x01", "table.not_text"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_whole(text: str, code: str) -> None:
    assert [code] == [one.code for one in read(text).problems]


def test_what_is_in_the_log_already_is_left_out() -> None:
    log = a_log(*YEAR[:30])
    result = read(write_table(YEAR), log)
    assert (len(YEAR), len(YEAR) - 30) == (len(result.tests), len(result.new))


def test_a_test_twice_in_the_file_is_taken_once() -> None:
    text = HEAD + "2026-11-20,A,WBC,4.0,K/uL\n\n2026-11-20,A,WBC,4.0,K/uL\n"
    assert (len(read(text).tests), len(read(text).new)) == (2, 1)


def test_importing_twice_adds_nothing() -> None:
    assert (read(write_table(YEAR), a_log(*YEAR)).ok, read(write_table(YEAR), a_log(*YEAR)).new) == (False, ())


def test_twenty_years_of_tests_are_previewed_with_their_first_and_last_day() -> None:
    tests = tuple(a_test(date.fromordinal(732900 + 14 * n), id=f"t{n}", wbc="4.0") for n in range(500))
    result = read(write_table(tests))
    assert (result.ok, len(result.new)) == (True, 500)
    assert (tests[0].taken, tests[-1].taken) == result.span


@given(st.text(max_size=200))
def test_any_text_is_refused_with_a_sentence_or_read(text: str) -> None:
    result = read(HEAD + text)
    for one in (*result.problems, *result.asks):
        assert one.text.format(**one.values)
    assert result.ok == bool(result.new and not result.problems and not result.asks)
