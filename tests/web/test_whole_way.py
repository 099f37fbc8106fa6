"""The whole way through, on the built site at a phone's size: read, check, log, share, and again with the server gone."""

import pytest

from tests.web.site import Site, Visitor, visiting

VERY_LOW = "0,4"
"""Typed with a comma; the log raises its alarm by itself."""

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


def read_the_article(visitor: Visitor) -> None:
    """From the contents to a section, and its sources."""
    visitor.tab("Learn")
    visitor.press("What is leukopenia?")
    assert visitor.sees("blood test found fewer")
    assert visitor.nameless() == []
    visitor.press("Show sources")
    assert visitor.sees("Merck Manual") or visitor.sees("MSD Manual")
    visitor.press("Back", exact=True)


def take_the_quiz(visitor: Visitor) -> None:
    """A fever during cancer treatment: an emergency, said before the last question."""
    visitor.tab("Check")
    visitor.press("Start")
    visitor.choose("16 to 64 years")
    visitor.press("Next")
    visitor.tick("None of these")
    visitor.press("Next")
    visitor.type("Temperature", "38,4")
    visitor.press("Next")
    visitor.choose("Mouth")
    visitor.press("Next")
    visitor.choose("Yes")
    visitor.press("Next")
    visitor.choose("Cancer medicine")
    visitor.press("Next")
    assert visitor.sees("Emergency")
    assert visitor.sees("Fever during or soon after cancer treatment")
    assert visitor.nameless() == []


def add_a_test(visitor: Visitor, day: str, white: str, neutrophils: str) -> None:
    """One slip with two values, kept."""
    visitor.tab("Log")
    empty = visitor.page.get_by_role("button", name="Add a blood test").count()
    visitor.press("Add a blood test" if empty else "Blood test", exact=True)
    visitor.type("Day of the test", day)
    visitor.type("WBC", white)
    choose_unit(visitor, "White blood cells")
    visitor.type("NEUT (ANC)", neutrophils)
    choose_unit(visitor, "Neutrophils")
    visitor.press("Save", exact=True)
    if neutrophils == VERY_LOW:
        assert visitor.sees("Be seen today")
        assert visitor.nameless() == []
        visitor.press("Back to the log")
    assert visitor.sees("Search and filter")


def choose_unit(visitor: Visitor, value: str) -> None:
    """×10⁹/L for *value*, unless it is already chosen: from this slip, or remembered from the last."""
    if not visitor.page.get_by_role("button", name=f"{value} Unit ×10⁹/L").count():
        visitor.press(f"{value} Unit")
        visitor.page.get_by_role("menuitem", name="×10⁹/L", exact=True).click()
        visitor.page.wait_for_timeout(500)


def sees_the_log(visitor: Visitor) -> None:
    """Three results, the lowest as 0.4, and the chart in words."""
    visitor.page.goto(f"{visitor.site.address}#/log")
    assert visitor.sees("0.4 ×10⁹/L")
    assert visitor.sees("1.2 ×10⁹/L")
    visitor.page.goto(f"{visitor.site.address}#/log/trend/neutrophils")
    assert visitor.sees("The lowest result in this time is 0.4 ×10⁹/L")


def test_a_person_reads_checks_logs_and_comes_back_with_no_network(site: Site) -> None:
    with visiting(site) as visitor:
        visitor.open()
        visitor.press("I understand, begin")
        read_the_article(visitor)
        take_the_quiz(visitor)
        for day, white, neutrophils in (
            ("2026-11-02", "3.1", "1.2"),
            ("2026-11-09", "1,6", VERY_LOW),
            ("2026-11-16", "3.9", "1.7"),
        ):
            add_a_test(visitor, day, white, neutrophils)
        sees_the_log(visitor)
        visitor.reload()
        sees_the_log(visitor)
        site.stop()
        for _ in range(2):
            visitor.reload()
            sees_the_log(visitor)
