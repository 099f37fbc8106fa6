"""The page for a browser's print: whole in one file, everything typed escaped."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

from app.core.summary import Summary
from app.share import say
from app.share.html import page
from tests.share.conftest import case
from tools.sample import summary as build


class Outline(HTMLParser):
    """Every tag, and whether they close in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_page_of_the_infant_is_as_accepted(accepted: Callable[[str, str], None]) -> None:
    accepted("infant.html", page(case("infant")))


def test_every_tag_closes_and_nothing_is_fetched(summary: Summary) -> None:
    text = page(summary)
    outline = Outline(text)
    assert outline.open == []
    assert {"script", "img", "link", "iframe", "a", "form"} & set(outline.tags) == set()
    assert re.findall(r"https?:|url\(|@import", text) == []


def test_what_a_person_typed_is_text_and_no_tag() -> None:
    text = page(build("long", days=None, parts=["tests", "background", "infections", "notes", "contacts"]))
    assert "b" not in Outline(text).tags
    assert "Eight &lt;b&gt;years&lt;/b&gt; &amp; &quot;more&quot; 😀" in text


def test_it_says_that_nothing_was_verified(summary: Summary) -> None:
    assert page(summary).count(say.unverified()) == 2


def test_the_chart_has_a_mark_for_every_value_and_joins_none_over_a_gap() -> None:
    tags = Outline(page(case("long"))).tags
    points = [point for one in case("long").charts for point in one.points]
    assert tags.count("circle") == len([one for one in points if not one.bound])
    assert tags.count("title") == len(points) + 2


def test_notes_of_blood_tests_are_printed_only_when_asked_for() -> None:
    assert "Notes on the blood tests" not in page(case("long"))
    asked = page(build("long", days=None, parts=["tests", "notes"]))
    assert "Notes on the blood tests" in asked
    assert "=HYPERLINK(0) seen by the ward" in asked


def test_vaccines_are_printed_with_the_background() -> None:
    assert "Vaccines: =flu, 😀 &amp; &lt;b&gt; (2025-10) · tetanus (1999)" in page(case("long"))
