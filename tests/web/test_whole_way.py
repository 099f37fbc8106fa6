"""The whole way through, on the built site at a phone's size: read, check, log, share, and again with the server gone."""

import pytest

from tests.web.site import Site, Visitor, visiting

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
    visitor.press("Blood test", exact=True)
    visitor.type("Day the blood was taken", day)
    visitor.type("WBC", white)
    choose_unit(visitor, "WBC")
    visitor.type("NEUT (ANC)", neutrophils)
    choose_unit(visitor, "NEUT (ANC)")
    visitor.press("Save", exact=True)


def choose_unit(visitor: Visitor, field: str) -> None:
    """×10⁹/L for *field*, unless it is remembered from the last slip."""
    button = visitor.page.get_by_role("button", name=f"Unit of {field}").first
    if "×10⁹/L" not in (button.get_attribute("aria-label") or button.inner_text()):
        button.click()
        visitor.page.wait_for_timeout(500)
        visitor.page.get_by_role("menuitem", name="×10⁹/L").or_(
            visitor.page.get_by_role("button", name="×10⁹/L", exact=True)
        ).first.click()
        visitor.page.wait_for_timeout(500)


def sees_the_log(visitor: Visitor) -> None:
    """Three results, the lowest as 0.4, and the chart in words."""
    visitor.tab("Log")
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
            ("2026-11-09", "1,6", "0,4"),
            ("2026-11-16", "2.4", "0.9"),
        ):
            add_a_test(visitor, day, white, neutrophils)
        sees_the_log(visitor)
        visitor.page.goto(visitor.site.address)
        visitor.reload()
        sees_the_log(visitor)
        site.stop()
        for _ in range(2):
            visitor.page.goto(visitor.site.address)
            visitor.reload()
            sees_the_log(visitor)
