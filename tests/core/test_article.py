"""The article's marks, its plain text, its order."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.core.article import (
    Alert,
    Article,
    Items,
    Section,
    Span,
    Table,
    TextBlock,
    as_text,
    contents,
    next_section,
    parse,
    plain,
    terms,
    unmarked,
)


def section(section_id: str, *blocks: dict[str, Any]) -> Section:
    """A section with one plain block unless told."""
    return Section.model_validate(
        {
            "id": section_id,
            "title": section_id.title(),
            "summary": "In short.",
            "reviewed": "2026-11-22",
            "block": blocks or ({"kind": "text", "text": "Words."},),
        }
    )


def test_bold_and_glossary_words_become_spans() -> None:
    assert parse("Low [[neutrophil|neutrophils]] and **fever**: call. See [[duffy-null]].") == (
        Span(text="Low "),
        Span(text="neutrophils", term="neutrophil"),
        Span(text=" and "),
        Span(text="fever", bold=True),
        Span(text=": call. See "),
        Span(text="duffy null", term="duffy-null"),
        Span(text="."),
    )


def test_a_glossary_word_may_stand_in_bold() -> None:
    assert parse("**Few [[neutrophil|neutrophils]]:** more germs") == (
        Span(text="Few ", bold=True),
        Span(text="neutrophils", bold=True, term="neutrophil"),
        Span(text=":", bold=True),
        Span(text=" more germs"),
    )


@pytest.mark.parametrize("text", ["2 ** 3", "**", "[[", "[[a|b", "[[A b]]", "a ]] b", ""])
def test_a_mark_that_is_not_closed_stays_as_it_is(text: str) -> None:
    assert parse(text) == (Span(text=text),)


@given(st.text(alphabet="ab*[]| \n", max_size=30))
def test_reading_marks_loses_no_letter(text: str) -> None:
    assert [sign for sign in unmarked(text) if sign not in "*[]|"] == [
        sign for span in parse(text) for sign in span.text if sign not in "*[]|"
    ]
    assert "".join(span.text for span in parse(text)) == unmarked(text)


def test_steps_are_numbered_in_plain_text_and_list_items_are_not() -> None:
    assert plain(Items(kind="steps", intro="Do:", items=("Call", "**Go**"))) == "Do:\n1. Call\n2. Go"
    assert plain(Items(kind="list", items=("One", "Two"))) == "– One\n– Two"


def test_an_alert_says_its_title_then_its_text_then_its_items() -> None:
    alert = Alert(level="emergency", title="Fever", text="Call **now**.", items=("Do not wait",))
    assert plain(alert) == "Fever\nCall now.\n– Do not wait"


def test_a_table_is_read_row_by_row_under_its_caption() -> None:
    table = Table(caption="Words", head=("Word", "ANC"), rows=(("Mild", "1.0 ×10⁹/L"),))
    assert plain(table) == "Words\nWord | ANC\nMild | 1.0 ×10⁹/L"


def test_a_table_with_an_uneven_row_is_refused() -> None:
    with pytest.raises(ValidationError, match="one cell for each heading"):
        Table(head=("Word", "ANC"), rows=(("Mild",),))


def test_a_field_nobody_knows_is_refused() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        section("one", {"kind": "text", "text": "Words.", "colour": "red"})


def test_a_block_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValidationError, match="video"):
        section("one", {"kind": "video", "text": "Words."})


def test_the_next_section_follows_and_there_is_none_after_the_last() -> None:
    article = Article(sections=(section("one"), section("two")))
    assert next_section(article, "one") == section("two")
    assert next_section(article, "two") is None
    assert next_section(article, "three") is None


def test_the_contents_say_which_section_is_signed() -> None:
    signed = section("two").model_copy(update={"signed": "A clinician, 2026-12-01"})
    lines = contents(Article(sections=(section("one"), signed)))
    assert [(line.id, line.title, line.signed) for line in lines] == [("one", "One", False), ("two", "Two", True)]


def test_a_review_is_due_after_a_year() -> None:
    assert section("one").next_review == date(2027, 11, 22)


def test_a_section_lists_each_source_once_in_order() -> None:
    blocks = [{"kind": "text", "text": "Words.", "sources": ids} for ids in (["S2", "S1"], ["S1", "D"])]
    assert section("one", *blocks).sources == ("S2", "S1", "D")


def test_a_shared_section_carries_title_summary_and_every_block() -> None:
    shared = as_text(section("one", {"kind": "text", "text": "**Call** now."}, {"kind": "heading", "text": "Why"}))
    assert shared == "One\n\nIn short.\n\nCall now.\n\nWhy"


def test_a_shared_section_says_what_was_corrected() -> None:
    shared = as_text(section("one", {"kind": "text", "text": "It can.", "changed": "You may have read that it must."}))
    assert shared.endswith("It can.\n\nYou may have read that it must.")


def test_linked_words_are_named_once() -> None:
    blocks = (TextBlock(text="[[anc]] and [[anc|the count]]"), TextBlock(text="[[sepsis]]"))
    assert terms(blocks) == ("anc", "sepsis")
