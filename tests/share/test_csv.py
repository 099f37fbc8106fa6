"""The CSV, read back by csv and by sqlite3."""

import csv
import io
import sqlite3
from collections.abc import Callable
from datetime import date

import pytest

from app.content import load
from app.core.record import Record, Symptoms
from app.core.summary import PARTS, Choice, Summary, summarize
from app.share import say
from app.share.csv import COLUMNS, csv_file
from tests import make
from tests.make import NOW
from tests.share.conftest import case
from tools.sample import summary as build


def rows(data: bytes) -> list[dict[str, str]]:
    """The lines, by column."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", ["nothing", "infant"])
def test_the_file_is_as_accepted(name: str, accepted: Callable[[str, str], None]) -> None:
    accepted(f"{name}.csv", csv_file(case(name)).decode())


def test_it_begins_with_a_byte_order_mark_and_ends_its_lines_as_spreadsheets_do(summary: Summary) -> None:
    data = csv_file(summary)
    assert data.startswith(b"\xef\xbb\xbfkind,date,")
    assert data.count(b"\n") == data.count(b"\r\n") == len(rows(data)) + 1


def test_every_value_is_there_as_typed_and_in_the_apps_own_unit() -> None:
    summary = case("long")
    read = [row for row in rows(csv_file(summary)) if row["kind"] == "test" and not row["calculated"]]
    typed = [
        (test.taken.isoformat(), name, one.text, one.unit)
        for test, slip in zip(summary.log.tests, summary.slips, strict=True)
        for name, one in ((name, test.readings[name]) for name in slip.cells if name in test.readings)
    ]
    assert [(row["date"], row["name"], row["value"], row["unit"]) for row in read] == typed
    by_typed = {(row["name"], row["value"], row["unit"]): row for row in read}
    assert by_typed["neutrophils", "640", "/uL"]["canonical"] == "0.640"
    assert by_typed["neutrophils", "٠٫٤", "10*9/L"]["canonical"] == "0.4"
    assert by_typed["neutrophils", "<0.1", "10*9/L"]["comparator"] == "<"
    assert by_typed["platelets", "1.5", "lakh/uL"]["canonical"] == "150.0"
    assert by_typed["platelets", "clumped", "10*9/L"]["canonical"] == ""


def test_a_calculated_count_says_so_and_has_nothing_typed() -> None:
    worked = [row for row in rows(csv_file(case("long"))) if row["calculated"]]
    assert {(row["name"], row["value"], row["unit"]) for row in worked} == {("neutrophils", "", "")}
    assert "1.015" in {row["canonical"] for row in worked}


def test_a_day_with_a_note_and_no_sign_is_there_too() -> None:
    common = {"person": "p", "created": NOW, "changed": NOW}
    days = (
        Symptoms(id="a", on=date(2026, 11, 1), signs=(), note="slept all day", **common),
        Symptoms(id="b", on=date(2026, 11, 2), signs=("cough_or_breathless",), note="", **common),
    )
    record = Record(people=(make.a_person(),), entries=days)
    content = load(make.ROOT / "content", "en")
    for parts, notes in ((frozenset(PARTS), ["slept all day", ""]), (frozenset(PARTS) - {"notes"}, [""])):
        read = rows(csv_file(summarize(record, "p", content, NOW, Choice(parts=parts))))
        assert [row["note"] for row in read if row["kind"] == "symptom"] == notes


def test_no_text_cell_can_run_as_a_formula_and_no_number_is_touched() -> None:
    read = rows(csv_file(build("long", days=None, parts=["tests", "infections", "temperatures", "notes"])))
    for row in read:
        for name, cell in row.items():
            assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r") or name == "time", (name, cell)
    assert "'+meropenem" in {row["name"] for row in read}
    assert "'=HYPERLINK(0) seen by the ward" in {row["note"] for row in read}
    assert not [row["value"] for row in read if row["value"].startswith("'")]


def test_sqlite_adds_up_what_csv_wrote() -> None:
    base = sqlite3.connect(":memory:")
    base.execute(f"create table log ({', '.join(f'[{name}]' for name in COLUMNS)})")
    data = rows(csv_file(case("demo")))
    base.executemany(f"insert into log values ({', '.join('?' * len(COLUMNS))})", [tuple(row.values()) for row in data])
    query = "select count(*), min(cast(canonical as real)) from log where name = 'neutrophils' and comparator = ''"
    points = [
        cell.value
        for slip in case("demo").slips
        if (cell := slip.cells.get("neutrophils")) and not cell.bound and cell.value is not None
    ]
    assert base.execute(query).fetchone() == (len(points), float(min(points)))


def test_every_line_says_who_entered_it(summary: Summary) -> None:
    assert {row["source"] for row in rows(csv_file(summary))} <= {say.unverified()}


def test_vaccines_are_lines_of_their_own_with_as_much_of_the_date_as_is_known() -> None:
    shots = [row for row in rows(csv_file(case("long"))) if row["kind"] == "vaccine"]
    assert [(row["date"], row["name"]) for row in shots] == [
        ("2025-10", "'=flu, 😀 & <b>"),
        ("1999", "tetanus"),
        ("", "?"),
    ]
