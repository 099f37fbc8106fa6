"""A pasted slip fills the form for checking; what is not understood is handed back, never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.entry import Row, TestForm, read_test
from app.core.record import Log
from app.core.sample import sample_entries
from app.core.slip import read_slip
from app.core.units import UNITS
from tests.make import NOW, TODAY, a_person

SLIP = """
GENERAL HOSPITAL          Haematology
Sample taken 20/11/2026 09:15

Test                    Result  Flag  Unit        Reference
WBC                     3.2     L     10^3/uL     (4.0 - 11.0)
RBC                     3.90          10^6/uL     3.80-5.20
Haemoglobin             10.1    L     g/dL        12.0 - 15.5
HCT                     30.2    L     %           36 - 46
MCV                     88            fL          80-100
Platelet count          141     *     K/uL        150 – 400
Neutrophils (abs)       1.76    L     10^9/L      2.0 to 7.5
Neutrophils %           55            %
Lymphocytes #           1.02          10*3/uL     1.00-4.80
Lymphocytes             32            %
CRP                     <5            mg/L        (<5)
"""


def test_a_printed_slip_fills_the_form_in_its_order() -> None:
    rows = read_slip(SLIP).form.rows
    assert list(rows) == [
        "wbc", "neutrophils", "neutrophils_percent", "lymphocytes", "lymphocytes_percent", "rbc", "haemoglobin",
        "haematocrit", "mcv", "platelets", "crp",
    ]  # fmt: skip
    assert Row(text="3.2", unit="10*3/uL", low="4.0", high="11.0") == rows["wbc"]
    assert Row(text="10.1", unit="g/dL", low="12.0", high="15.5") == rows["haemoglobin"]
    assert Row(text="141", unit="10*3/uL", low="150", high="400") == rows["platelets"]
    assert Row(text="<5", unit="mg/L", high="5") == rows["crp"]
    assert Row(text="55", unit="%") == rows["neutrophils_percent"]


def test_what_is_no_value_is_handed_back() -> None:
    assert [line.split()[0] for line in read_slip(SLIP).unread] == ["GENERAL", "Sample", "Test"]


def test_the_day_is_left_for_the_person_to_choose() -> None:
    assert read_slip(SLIP).form.taken == ""


@pytest.mark.parametrize(
    ("line", "analyte", "row"),
    [
        ("WBC: 3,2 x10^9/L", "wbc", Row(text="3,2", unit="10*9/L")),
        ("WBC 3.2 G/L", "wbc", Row(text="3.2", unit="10*9/L")),
        ("TLC 4200 cells/cumm 4000-11000", "wbc", Row(text="4200", unit="/mm3", low="4000", high="11000")),
        ("Total WBC Count : 4200 /cu.mm", "wbc", Row(text="4200", unit="/mm3")),
        ("WBC 3.2", "wbc", Row(text="3.2")),
        ("Leukozyten 3,2 Gpt/l 4,0-10,0", "wbc", Row(text="3,2", unit="10*9/L", low="4,0", high="10,0")),
        ("ANC 400 /uL", "neutrophils", Row(text="400", unit="/uL")),
        ("Abs Neut 0.4 K/uL L", "neutrophils", Row(text="0.4", unit="10*3/uL")),
        ("NEUT% 12.5", "neutrophils_percent", Row(text="12.5", unit="%")),
        ("NEUT# 0.40 10*9/L", "neutrophils", Row(text="0.40", unit="10*9/L")),
        ("Segs 40 %", "segs_percent", Row(text="40", unit="%")),
        ("Bands: 4", "bands_percent", Row(text="4", unit="%")),
        ("Hgb 8.1 g/dl", "haemoglobin", Row(text="8.1", unit="g/dL")),
        ("Hb 5.0 mmol/L", "haemoglobin", Row(text="5.0", unit="mmol/L")),
        ("Hemoglobin (Hb) 10.1 g/dL", "haemoglobin", Row(text="10.1", unit="g/dL")),
        ("PCV 30 %", "haematocrit", Row(text="30", unit="%")),
        ("Platelet Count 1.5 lakhs/cumm 1.5-4.1", "platelets", Row(text="1.5", unit="lakh/uL", low="1.5", high="4.1")),
        ("PLT | 38 | 10^3/uL | 150-400 | L", "platelets", Row(text="38", unit="10*3/uL", low="150", high="400")),
        ("WBC <0.1 10^9/L", "wbc", Row(text="<0.1", unit="10*9/L")),
        ("WBC ٣٫٢ 10^9/L", "wbc", Row(text="٣٫٢", unit="10*9/L")),
        ("WBC 4,200 /cumm", "wbc", Row(text="4,200", unit="/mm3")),
        ("WBC (10^9/L) 3.2 4.0-11.0", "wbc", Row(text="3.2", unit="10*9/L", low="4.0", high="11.0")),
        ("WBC (K/uL): 3.2 L", "wbc", Row(text="3.2", unit="10*3/uL")),
        ("Neutrophils [%] 55", "neutrophils_percent", Row(text="55", unit="%")),
        ("Hb (g/dL) 10.1", "haemoglobin", Row(text="10.1", unit="g/dL")),
        ("CRP 12 mg/L >3", "crp", Row(text="12", unit="mg/L", low="3")),
        ("WBC 3.2 103/uL", "wbc", Row(text="3.2", unit="10*3/uL")),
        ("ANC 100/uL", "neutrophils", Row(text="100", unit="/uL")),
        ("PLT 15.2 104/uL", "platelets", Row(text="15.2", unit="10*4/uL")),
        ("PLT 15 x104/uL", "platelets", Row(text="15", unit="10*4/uL")),
        ("PLT (104/µL) 15", "platelets", Row(text="15", unit="10*4/uL")),
        ("Neutrophils (ANC) 0.4 10^9/L", "neutrophils", Row(text="0.4", unit="10*9/L")),
        ("Leukocytes (total) 3.2 10^9/L", "wbc", Row(text="3.2", unit="10*9/L")),
        ("Band (neutrophils) 4 %", "bands_percent", Row(text="4", unit="%")),
    ],
)
def test_a_line_is_read(line: str, analyte: str, row: Row) -> None:
    assert {analyte: row} == read_slip(line).form.rows
    assert read_slip(line).unread == ()


@pytest.mark.parametrize(
    "line",
    [
        "Glucose 5.4 mmol/L",
        "WBC pending",
        "WBC 3.2 banana/L",
        "WBC 3.2 3.9 10^9/L",
        "WBC 10^9/L 3.2",
        "WBC 4 200 /cumm",
        "WBC 3.2 10^9/L 4.0-11.0 3.9",
        "WBC 3..2 10^9/L",
        "Neutrophils 1.8",
        "NEUT% 1.8 10^9/L",
        "Haemoglobin A1c 42 mmol/mol",
        "2026-11-20",
        "WBC " + "9" * 300,
    ],
)
def test_a_line_that_is_not_fully_understood_stays_unread(line: str) -> None:
    assert (TestForm(), (line,)) == (read_slip(line).form, read_slip(line).unread)


@pytest.mark.parametrize(
    "line",
    [
        "PLT 15 104 /µL",
        "PLT 15 104/µL",
        "PLT 15 L 104 /µL",
        "PLT 15 | 104/µL",
        "PLT 15 150-400 104/µL",
        "WBC 15 104 /µL",
        "WBC 4 102/µL",
        "WBC 4 10 3/uL",
        "WBC 3 106 /mL",
        "WBC 15 1000/uL",
        "WBC 103/uL",
        "WBC (103/µL)",
        "WBC 4 200 /uL (4 000 - 11 000)",
    ],
)
def test_a_number_that_may_go_on_behind_a_space_is_handed_back(line: str) -> None:
    assert (TestForm(), (line,)) == (read_slip(line).form, read_slip(line).unread)


@pytest.mark.parametrize("line", ["GRAN# 3.1 10^9/L", "Granulocytes 3.1 10^9/L", "Gran % 55 %"])
def test_granulocytes_are_more_than_neutrophils_and_are_handed_back(line: str) -> None:
    assert (TestForm(), (line,)) == (read_slip(line).form, read_slip(line).unread)


@pytest.mark.parametrize(
    "line",
    [
        "WBC (urine) 3.2 10^9/L",
        "WBC (CSF) 3 /uL",
        "RBC (urine) 4 10^12/L",
        "Neutrophils (bands) 4 %",
        "Neutrophils (segs) 40 %",
        "Lymph (atyp) 4 %",
        "Hb (plasma) 8 g/dL",
        "Bands # 4",
        "Abs segs 3.2",
    ],
)
def test_a_word_in_brackets_that_changes_what_is_measured_is_not_dropped(line: str) -> None:
    assert (TestForm(), (line,)) == (read_slip(line).form, read_slip(line).unread)


def test_a_value_named_twice_keeps_the_first_and_hands_back_the_second() -> None:
    slip = read_slip("WBC 3.2 10^9/L\nWBC 5.5 10^9/L")
    assert (slip.form.rows["wbc"].text, slip.unread) == ("3.2", ("WBC 5.5 10^9/L",))


def test_what_was_read_still_has_to_pass_the_form() -> None:
    slip = read_slip("TLC 4,200 /cumm\nHb 85 g/dL").form.model_copy(update={"taken": "2026-11-20"})
    found = read_test(slip, a_person(), Log(), TODAY)
    assert [(one.field, one.code) for one in found.problems] == [
        ("wbc.text", "number.grouped"),
        ("haemoglobin.text", "limit.hard"),
    ]


@given(st.text(max_size=300))
def test_any_text_is_either_read_or_handed_back(text: str) -> None:
    slip = read_slip(text)
    lines = [line for line in text.splitlines() if line.strip()]
    assert len(lines) == len(slip.form.rows) + len(slip.unread)


@pytest.mark.parametrize("index", range(0, 70, 7))
def test_a_slip_written_out_reads_back_the_same(index: int) -> None:
    from app.core.record import BloodTest

    tests = [one for one in sample_entries(TODAY, NOW) if isinstance(one, BloodTest)]
    test = tests[index % len(tests)]
    lines = [f"{name.replace('_percent', ' %')} {r.text} {UNITS[r.unit].label} {r.low}-{r.high}" if r.low else f"{name.replace('_percent', ' %')} {r.text} {UNITS[r.unit].label}" for name, r in test.readings.items()]  # fmt: skip
    rows = read_slip("\n".join(lines)).form.rows
    assert {name: (r.text, r.unit, r.low) for name, r in test.readings.items()} == {
        name: (r.text, r.unit, r.low) for name, r in rows.items()
    }
