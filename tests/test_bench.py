"""The bench runs, and says what it saw. No time is asserted: a machine has its own."""

import asyncio
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from app.content import load
from app.core.summary import Choice, summarize
from app.share.csv import csv_file
from app.store import Store
from tools.bench import both, core, formats, history, store, tables, web
from tools.bench.__main__ import PARTS, write
from tools.bench.link import CABLE, Bucket, Far, Link
from tools.provide import chromium

pytestmark = pytest.mark.slow  # left to `make test`

ROOT = Path(__file__).parent.parent
TINY = {"sizes": [5, 60], "people": 2, "years": 1, "times": 1}


def lines(text: Any) -> list[list[str]]:
    """The cells of each row of a table, without its head."""
    rows = [line.strip("| ").split(" | ") for line in text if line.startswith("|")]
    return rows[2:]


def test_a_history_has_as_many_tests_as_asked_for_and_ends_yesterday() -> None:
    record = history.alone(10_000)
    tests = record.of("p0").tests
    assert (len(tests), len({one.id for one in tests})) == (10_000, 10_000)
    assert (history.TODAY - tests[-1].taken).days == 1
    assert 19 * 365 < (tests[-1].taken - tests[0].taken).days < 21 * 366


def test_a_household_is_ten_people_with_twenty_years_of_weekly_tests_each() -> None:
    record = history.household()
    assert {len(record.of(who.id).tests) for who in record.people} == {1044}
    assert len(record.people) == 10


def test_every_step_is_measured_on_every_history_and_stands_in_the_table() -> None:
    found = {"CPython": both.here("tools.bench.core", **TINY)}
    assert set(found["CPython"]["columns"]) == {"5", "60", "household"}
    for column in found["CPython"]["columns"].values():
        assert set(column) == set(core.STEPS)
        assert column["open"] > 0
    rows = lines(tables.core(found))
    assert [row[0] for row in rows] == list(core.STEPS.values())


def test_adding_a_test_keeps_it() -> None:
    async def added() -> tuple[int, int]:
        one = await core.bench(history.alone(3), 1)
        before = len(one.state.log.tests)
        await one.add()
        again = await Store.open(one.disk)
        return before, len(again.record.of("p0").tests)

    assert asyncio.run(added()) == (3, 4)


def test_every_format_is_made_and_its_size_is_that_of_its_bytes() -> None:
    found = both.here("tools.bench.formats", sizes=[3], times=1)["3"]
    assert list(found) == list(formats.FORMATS)
    summary = summarize(history.alone(3), "p0", load(ROOT / "content", "en"), history.NOW, Choice(days=None))
    assert found["csv"]["bytes"] == len(csv_file(summary))


@pytest.mark.slow
@pytest.mark.parametrize("module", ["core", "formats"])
def test_the_same_is_measured_in_the_python_that_ships(module: str) -> None:
    given = TINY if module == "core" else {"sizes": [3], "times": 1}
    here, shipped = (run(f"tools.bench.{module}", **given) for run in (both.here, both.shipped))
    assert shapes(here) == shapes(shipped)


def shapes(found: Any) -> Any:
    """The names in *found*, without its numbers."""
    return {name: shapes(one) for name, one in found.items()} if isinstance(found, dict) else type(found).__name__


def test_writes_are_measured_in_a_folder() -> None:
    found = store.measure((5, 20), browser=False)
    assert [one["history"] for one in found["folder"]] == [5, 20]
    assert all(one["size"] > 0 for one in found["folder"])
    assert [row[:2] for row in lines(tables.store(found))] == [["folder", "5"], ["folder", "20"]]


def test_a_link_lets_through_no_more_than_its_speed() -> None:
    bucket, began = Bucket(Link("test", 8e6, 0)), time.monotonic()
    readers = [threading.Thread(target=bucket.take, args=(50_000,)) for _ in range(4)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    assert time.monotonic() - began >= 0.2  # 200,000 bytes at a million a second
    assert bucket.bytes == 200_000


def test_a_far_site_counts_what_it_sent_and_sends_the_packed_file(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>plain</p>")
    (tmp_path / "index.html.br").write_bytes(b"packed")
    far = Far(tmp_path, Link("test", 1e9, 0)).start()
    try:
        asked = urllib.request.Request(far.address, headers={"accept-encoding": "br"})
        with urllib.request.urlopen(asked) as answer:
            body = answer.read()
    finally:
        far.stop()
    assert (body, far.bucket.bytes, far.bucket.asked) == (b"packed", 6, ["/"])
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(far.address)


def seen(usable: int | None, **more: Any) -> dict[str, Any]:
    """What a visit noted."""
    plain = {"readable": usable, "frame": 1, "bytes": 10, "requests": 2, "elsewhere": 0, "memory": 100.0}
    return {**plain, "usable": usable, "error": "" if usable else "refused", **more}


def test_ours_is_divided_by_stock_median_by_median() -> None:
    stock = {"first": [seen(900), seen(1000), seen(5000)], "second": [seen(500)], "offline": [seen(None)]}
    ours = {"first": [seen(400), seen(500), seen(900)], "second": [seen(250)], "offline": [seen(200)]}
    found = web.compared({"stock": stock, "ours": ours})
    ratios = [found["ratios"][kind]["usable"] for kind in web.KINDS]
    assert ratios == [0.5, 0.5, None]
    assert found["medians"]["ours"]["offline"]["usable"] == 200
    rows = lines(tables.web({"cable": found}))
    assert rows[2][:4] == ["cable, first visit", "**ours ÷ stock**", "0.50", "0.50"]
    assert rows[6][:3] == ["cable, server gone", "stock", "not possible"]


PAGE = b"""<!doctype html><body><p>A page that can be read, with more than a hundred letters in it, so that a visit takes it
for a text and not for the name of something that is still loading.</p>
<flt-semantics-host><div role=button>Add</div></flt-semantics-host>
<script>fetch("more.txt"); fetch("https://elsewhere.invalid/x").catch(() => {});</script>"""


@pytest.mark.browser
@pytest.mark.skipif(not chromium(), reason="no Chromium on this machine")
def test_a_visit_notes_when_it_read_when_it_could_use_and_who_was_asked(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(PAGE)
    (tmp_path / "more.txt").write_text("more")
    found = web.three_visits(tmp_path, CABLE)
    first, gone = found["first"], found["offline"]
    assert (first["error"], first["elsewhere"]) == ("", 1)
    assert first["readable"] > 0
    assert first["readable"] <= first["usable"] + 100
    assert first["memory"] > 10
    assert (first["requests"] >= 2, first["bytes"] >= len(PAGE)) == (True, True)
    assert gone["usable"] is None
    assert "CONNECTION_REFUSED" in gone["error"]


def test_the_report_takes_the_tables_of_what_was_measured_and_leaves_its_own_words(tmp_path: Path) -> None:
    page = tmp_path / "PERFORMANCE.md"
    page.write_text("Before.\n<!-- lighthouse -->\nold\n<!-- end of lighthouse -->\nAfter.\n")
    (tmp_path / "lighthouse.json").write_text('{"run": "today", "found": {"error": "Lighthouse is not here."}}')
    write(page, tmp_path)
    inside = "<!-- lighthouse -->\nRun on today.\n\nLighthouse is not here.\n<!-- end of lighthouse -->"
    assert page.read_text() == f"Before.\n{inside}\nAfter.\n"


def test_the_report_has_a_place_for_every_part() -> None:
    text = (ROOT / "docs" / "PERFORMANCE.md").read_text(encoding="utf-8")
    assert [name for name in PARTS if f"<!-- {name} -->" not in text or f"<!-- end of {name} -->" not in text] == []
