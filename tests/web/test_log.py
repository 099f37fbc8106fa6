"""The log in the built site: two labs' units on one line, a comma, a correction and its undo, and a table of 500 rows."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from app.core.table import write_table
from tests import make
from tests.web.site import Site, Visitor, visiting

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


def choose(visitor: Visitor, value: str, unit: str) -> None:
    """*unit* for *value*."""
    if not visitor.page.get_by_role("button", name=f"{value} Unit {unit}", exact=True).count():
        visitor.press(f"{value} Unit")
        visitor.page.get_by_role("menuitem", name=unit, exact=True).click()
        visitor.page.wait_for_timeout(500)


def add(visitor: Visitor, day: str, lab: str, unit: str, count: str) -> None:
    """One slip with a neutrophil count."""
    visitor.page.goto(f"{visitor.site.address}#/log/add/test")
    visitor.type("Day of the test", day)
    visitor.type("Lab (optional)", lab)
    visitor.type("NEUT (ANC)", count)
    choose(visitor, "Neutrophils", unit)
    visitor.press("Save", exact=True)
    assert visitor.sees("Search and filter")


def results(visitor: Visitor) -> list[str]:
    """The results listed under the trend of the neutrophils, newest first."""
    visitor.page.goto(f"{visitor.site.address}#/log/trend/neutrophils")
    assert visitor.sees("Every result")
    rows = visitor.page.get_by_role("button", name="×10⁹/L")
    return [str(row.get_attribute("aria-label") or row.inner_text()).split("\u00a0")[0] for row in rows.all()]


def test_two_units_a_comma_a_correction_and_its_undo(site: Site) -> None:
    with visiting(site) as visitor:
        visitor.open()
        visitor.press("I understand, begin")
        add(visitor, "2026-11-02", "North", "/µL", "1700")
        add(visitor, "2026-11-09", "South", "×10⁹/L", "1,8")
        assert results(visitor) == ["1.8", "1.7"]
        visitor.press("1.8\u00a0×10⁹/L")
        visitor.press("Correct", exact=True)
        visitor.type("NEUT (ANC)", "1,6")
        visitor.press("Save", exact=True)
        assert visitor.sees("Undo")
        assert results(visitor) == ["1.6", "1.7"]
        visitor.press("Undo", exact=True)
        assert results(visitor) == ["1.8", "1.7"]


def test_a_table_of_five_hundred_rows_is_looked_at_and_then_taken_whole(site: Site, tmp_path: Path) -> None:
    tests = [make.a_test(date(2024, 1, 1) + timedelta(days=n), wbc="3.5", haemoglobin="120") for n in range(250)]
    file = tmp_path / "counts.csv"
    file.write_text(write_table(tuple(tests)), encoding="utf-8", newline="")
    assert len(file.read_text(encoding="utf-8").splitlines()) == 501
    with visiting(site) as visitor:
        visitor.open()
        visitor.press("I understand, begin")
        visitor.page.goto(f"{site.address}#/log/add/import")
        assert visitor.sees("Choose a CSV file")
        with visitor.page.expect_file_chooser() as chooser:
            visitor.button("Choose a CSV file").click()
        chooser.value.set_files(file)
        assert visitor.sees("250 new blood tests", 60_000)
        visitor.press("Add 250 blood tests")
        assert visitor.sees("Search and filter", 60_000)
        visitor.page.goto(f"{site.address}#/log")
        assert visitor.sees("3.5 ×10⁹/L")
