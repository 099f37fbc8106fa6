"""The calendar file: what RFC 5545 asks for, whatever the person wrote."""

from datetime import date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from app.core.calendar import LINE, escape, fold, ics

MADE = datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=13)))


def lines(text: str) -> list[str]:
    """The unfolded lines of a calendar file."""
    return text.replace("\r\n ", "").split("\r\n")


def test_the_event_fills_its_day_and_reminds_the_evening_before() -> None:
    said = lines(ics(date(2026, 12, 31), "Blood test", "", "e1@leuko", MADE))
    assert [line for line in said if line.startswith(("DT", "TRIGGER", "UID", "SUMMARY"))] == [
        "UID:e1@leuko",
        "DTSTAMP:20261122T203000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Blood test",
        "TRIGGER:-PT6H",
    ]


def test_an_empty_note_leaves_no_empty_description() -> None:
    said = lines(ics(date(2026, 12, 31), "Blood test", "", "e1", MADE))
    assert [line for line in said if line.startswith("DESCRIPTION")] == ["DESCRIPTION:Blood test"]


def test_commas_line_ends_and_control_characters_cannot_break_the_file() -> None:
    assert escape("Ward 3, bring; slip\\card\r\nBEGIN:VEVENT\x07") == "Ward 3\\, bring\\; slip\\\\card\\nBEGIN:VEVENT"


@given(st.text(max_size=300))
def test_folded_lines_are_short_and_unfold_to_what_they_were(text: str) -> None:
    line = f"SUMMARY:{escape(text)}"
    folded = fold(line)
    assert max(len(piece.encode()) for piece in folded.split("\r\n")) <= LINE
    assert folded.removesuffix("\r\n").replace("\r\n ", "") == line
