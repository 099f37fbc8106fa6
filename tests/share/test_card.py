"""What goes on paper from the screens: the fever card and a page of the article, whole, dated and escaped."""

from datetime import timedelta
from html.parser import HTMLParser

import pytest

from app.core.article import Section, marked, unmarked
from app.core.card import latest_anc
from app.core.content import Content
from app.core.record import Contact, Log
from app.share.card import facts, fever_card_html
from app.share.leaf import section_html
from tests import make

EVIL = '<script>alert("x")</script>'


class Reader(HTMLParser):
    """What a browser would show, and which elements it would make."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.said = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.said += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


def test_the_card_of_nobody_says_that_nothing_is_written_down() -> None:
    assert [value for _name, value in facts(None, Log(), make.TODAY)] == ["not written down"] * 5


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"neutrophils": "0.4"}, "0.4 ×10⁹/L · severely low · 20 November 2026 · 3 days ago"),
        ({"neutrophils": "<0.1"}, "<0.1 ×10⁹/L · very severely low · 20 November 2026 · 3 days ago"),
        ({"neutrophils": "4.1"}, "4.1 ×10⁹/L · 20 November 2026 · 3 days ago"),
        ({"wbc": "2.0"}, "not written down"),
    ],
)
def test_the_count_on_the_card_has_unit_word_day_and_age(values: dict[str, str], said: str) -> None:
    log = make.a_log(make.a_test(make.TODAY - timedelta(days=3), **values))
    assert dict(facts(make.a_person(), log, make.TODAY))["Last neutrophil count (ANC)"] == said


def test_a_newer_test_without_neutrophils_does_not_hide_the_last_count() -> None:
    older = make.a_test(make.TODAY - timedelta(days=9), neutrophils="0.7")
    log = make.a_log(older, make.a_test(make.TODAY, haemoglobin="120"))
    assert dict(facts(make.a_person(), log, make.TODAY))["Last neutrophil count (ANC)"].startswith("0.7 ×10⁹/L")


def test_what_a_person_typed_cannot_become_markup(content: Content) -> None:
    person = make.a_person(name=EVIL, allergies=EVIL, contacts=(Contact(name=EVIL, number="1"),))
    reader = read(fever_card_html(content.fever, person, Log(), make.TODAY))
    assert "script" not in reader.tags
    assert reader.said.count(EVIL) == 3


def test_the_printed_card_has_the_rule_the_steps_and_what_to_say(content: Content) -> None:
    said = read(fever_card_html(content.fever, None, Log(), make.TODAY)).said
    for one in (content.fever.title, content.fever.fever, content.fever.say, *content.fever.steps):
        assert unmarked(one) in said


def strings(section: Section) -> list[str]:
    """The plain words of every block of *section*."""
    return [unmarked(one) for block in section.blocks for one in marked(block)]


def test_every_page_prints_whole_with_its_sources_and_fetches_nothing(content: Content) -> None:
    for section in content.article.sections:
        reader = read(section_html(section, content))
        assert [one for one in strings(section) if one not in reader.said] == []
        for source in content.cite(section.sources):
            assert source.title in reader.said
        assert not {"img", "script", "link", "a", "iframe"} & set(reader.tags)


def test_a_page_with_signs_of_markup_prints_them_as_words(content: Content) -> None:
    section = content.article.sections[0].model_copy(update={"title": EVIL, "summary": EVIL})
    reader = read(section_html(section, content))
    assert "script" not in reader.tags
    assert reader.said.count(EVIL) == 3  # in the title of the window, in the heading, and below it


def shown(*tests: object) -> str:
    found = latest_anc(make.a_log(*tests))
    return f"{found.anc.safest} {found.on}" if found else "nothing"


def test_the_count_of_the_card_is_the_newest_and_the_lower_of_a_day() -> None:
    day = make.TODAY - timedelta(days=2)
    low = make.a_test(day, id="a", neutrophils="0.3")
    assert shown(low, make.a_test(day, id="b", neutrophils="1.9")) == f"0.3 {day}"
    assert shown(low, make.a_test(make.TODAY, neutrophils="1.9")) == f"1.9 {make.TODAY}"
    assert shown(low, make.a_test(make.TODAY, wbc="1.2")) == f"0.3 {day}"
    assert shown(make.a_test(day, neutrophils="3"), make.a_test(make.TODAY, wbc="1.2")) == f"1.2 {make.TODAY}"
    assert shown(make.a_test(wbc="5", neutrophils="0")) == f"0 {make.TODAY}"
