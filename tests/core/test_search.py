"""Finding pages by a few words, typed with slips."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.content import Content
from app.core.search import Index, find, fold, index, likely, slip_count


@pytest.fixture(scope="session")
def pages(content: Content) -> Index:
    """The index of what ships."""
    return index(content.article, content.glossary.values())


def sections(pages: Index, query: str) -> list[str]:
    return [hit.section for hit in find(pages, query) if hit.section]


def test_the_fever_page_is_found_by_its_name(pages: Index) -> None:
    assert sections(pages, "fever")[0] == "fever"


def test_a_misspelt_neutropenia_is_found(pages: Index) -> None:
    hits = find(pages, "nuetropenia")
    assert hits[0].term == "neutropenia"
    assert "what-is-leukopenia" in [hit.section for hit in hits]


def test_a_misspelt_temperature_is_found(pages: Index) -> None:
    assert sections(pages, "temprature")[0] == "temperature"


def test_american_and_british_spellings_both_find_the_page(pages: Index) -> None:
    for query in ("anemia", "anaemia"):
        assert sections(pages, query)[0] == "anaemia"


def test_another_name_of_a_word_finds_the_word(pages: Index) -> None:
    assert find(pages, "leucocyte")[0].term == "white-blood-cell"
    assert find(pages, "FBC")[0].term == "blood-count"


def test_a_beginning_of_a_word_finds_it(pages: Index) -> None:
    assert sections(pages, "vacc")[0] == "vaccines"


def test_a_page_with_all_the_words_stands_before_one_with_some(pages: Index) -> None:
    assert sections(pages, "herbs warfarin")[0] == "eastern-medicine"


def test_a_medicine_finds_its_page(pages: Index) -> None:
    assert sections(pages, "clozapin")[0] == "clozapine"
    assert sections(pages, "carbimazol")[0] in ("medicines", "help-now")


def test_words_that_are_nowhere_find_nothing(pages: Index) -> None:
    assert find(pages, "xylophone") == ()
    assert find(pages, "") == ()
    assert find(pages, "  ?! ") == ()


def test_the_snippet_shows_what_was_found(pages: Index) -> None:
    hit = next(hit for hit in find(pages, "denture") if hit.section == "vitamins")
    assert "denture" in hit.snippet
    assert len(hit.snippet) < 200


def test_no_more_hits_than_asked_for(pages: Index) -> None:
    assert len(find(pages, "call", most=3)) == 3


def test_accents_and_case_do_not_matter() -> None:
    assert fold("Déjà VU, 38.0 °C") == ["deja", "vu", "38", "0", "c"]


@given(st.text(alphabet="abc", max_size=7), st.text(alphabet="abc", max_size=7))
def test_slips_are_counted_the_same_both_ways(one: str, other: str) -> None:
    assert slip_count(one, other, 9) == slip_count(other, one, 9)
    assert (slip_count(one, other, 9) == 0) == (one == other)


def test_each_kind_of_slip_counts_one() -> None:
    slips = {"neutropena": 1, "neutroppenia": 1, "neutropemia": 1, "nuetropenia": 1, "nuetropena": 2, "fever": 3}
    assert {typed: slip_count(typed, "neutropenia", 2) for typed in slips} == slips


@given(st.data())
def test_one_slip_in_a_long_word_still_finds_it(pages: Index, data: st.DataObject) -> None:
    known = pages.words
    word = data.draw(st.sampled_from(sorted(word for word in known if len(word) > 6 and word.isalpha())))
    at = data.draw(st.integers(1, len(word) - 2))
    typed = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    meant = likely(typed, known)
    assert word in meant or any(other.startswith(typed) for other in known)
