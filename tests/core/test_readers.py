"""Whatever a file holds, the table and the slip readers refuse it whole or read it whole; none of them ever fails."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.record import Log
from app.core.slip import read_slip
from app.core.table import read_table, write_table
from tests import make
from tests.often import often

TODAY = date(2026, 11, 23)
GOOD = write_table(
    (make.a_test(wbc="2.1", neutrophils="<0.1"), make.a_test(date(2026, 9, 1), haemoglobin=("9,8", "g/dL")))
)
PIECES = st.sampled_from(
    ["date", "value", "unit", ",", ";", "\t", "\n", "\r\n", '"', '""', "2026-11-01", "03/04/2026", "wbc", "WBC", "10*9/L",
     "0,4", "0.4", "1,200", "<0.1", "-1", "=1+1", "NaN", "inf", "9" * 30, "٠٫٤", "\x00", "\ufeff", "é", "neutrophils", ""]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))
FUZZ = settings(often(2500), suppress_health_check=list(HealthCheck))


def is_whole(text: str) -> None:
    """Read *text*; what is not ok must say why, and then nothing of it may be taken."""
    found = read_table(text, make.a_person(), Log(), TODAY)
    assert found.ok or found.problems or found.asks
    assert found.ok == (not found.problems and not found.asks)


@given(TEXTS)
@FUZZ
def test_any_text_is_refused_with_a_reason_or_read_whole(text: str) -> None:
    is_whole(text)


@given(st.integers(0, len(GOOD)), st.integers(0, 40), st.text(max_size=5))
@FUZZ
def test_a_good_table_cut_and_patched_anywhere_is_refused_or_read_whole(at: int, length: int, patch: str) -> None:
    is_whole(GOOD[:at] + patch + GOOD[at + length :])


@given(st.integers(0, len(GOOD) - 1), st.characters())
@FUZZ
def test_a_good_table_with_one_letter_changed_never_gains_a_test(at: int, letter: str) -> None:
    found = read_table(GOOD[:at] + letter + GOOD[at + 1 :], make.a_person(), Log(), TODAY)
    assert not found.ok or len(found.new) <= 4


@given(TEXTS)
@FUZZ
def test_any_pasted_slip_becomes_a_form_to_check_and_keeps_what_it_did_not_read(text: str) -> None:
    found = read_slip(text)
    assert all(row.text.strip() for row in found.form.rows.values())
    unread = "\n".join(found.unread)
    assert found.form.rows or not text.strip() or unread.strip() or not any(sign.isalnum() for sign in text)
