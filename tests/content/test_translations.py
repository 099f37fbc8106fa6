"""A translation is the same guide in another language: same parts, sources, levels, links and numbers; all of it said.

Every language found under `content/` is held to this, and so is every catalog: a language is there whole or not at all.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from app import words
from app.content import load
from app.core.article import parse
from app.core.content import Content
from tools.content import CONTENT, bundle, languages
from tools.words import collect

HOME = CONTENT / "en"
FILES = tuple(sorted(file.relative_to(HOME).as_posix() for file in HOME.rglob("*.toml")))
LANGUAGES = tuple(sorted({*languages(), *(file.stem for file in words.CATALOGS.glob("*.po"))} - {"en"}))
FIXED = frozenset({"id", "kind", "level", "file", "picture", "sources", "claims", "reviewed", "signed"})
"""What no translation may change."""
FREE = frozenset({"also", "say"})
"""What a glossary may drop or add: other names, and how a word is said."""
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f](?=\d{3}(?!\d))")
"""The sign between thousands. A comma is the decimal sign of many, so that a translation may use a space, or none."""
PLACES = re.compile(r"\{\w*\}")
ENGLISH = re.compile(r"\b(?:the|and|you|your|with|not|are|have|this|that|for|call)\b", re.IGNORECASE)
MOSTLY_NAMES = 4
"""The most words a text may have that is the same in both languages: units, names, abbreviations."""

per_language = pytest.mark.parametrize("language", LANGUAGES)

Place = tuple[str | int, ...]


@pytest.fixture
def content_in(language: str) -> Content:
    """What ships, in *language*."""
    return load(CONTENT, language)


@cache
def read(language: str, name: str) -> Any:
    return tomllib.loads((CONTENT / language / name).read_text(encoding="utf-8"))


def leaves(value: Any, at: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Every value of *value* with the way to it, in order; a date or a string is a leaf."""
    if isinstance(value, dict | list):
        branches = value.items() if isinstance(value, dict) else enumerate(value)
        for key, one in branches:
            yield from leaves(one, (*at, key))
        if not value:  # an empty list counts too
            yield at, value
    else:
        yield at, value


def fixed(place: Place) -> bool:
    return any(key in FIXED for key in place)


def free(name: str, place: Place) -> bool:
    return name == "glossary.toml" and any(key in FREE for key in place)


def sentences(language: str, name: str) -> dict[Place, str]:
    """Every text a person reads in a file, with the way to it."""
    every = leaves(read(language, name))
    return {at: one for at, one in every if isinstance(one, str) and one and not fixed(at) and not free(name, at)}


def pairs(language: str) -> Iterator[tuple[str, str, str]]:
    """Every text of every file: where it is, in English, and in *language*; empty when it is not there."""
    for name in FILES:
        there = sentences(language, name)
        for at, home in sentences("en", name).items():
            yield f"{name}: {at}", home, there.get(at, "")


def numbers(text: str) -> list[str]:
    return sorted(NUMBER.findall(THOUSANDS.sub("", text)))


ARABIC_WORDS = {
    "1": re.compile(r"\b(?:ساعة|سنة|شهر|يوم|أسبوع) واحدة?\b"),
    "2": re.compile(r"\b[وب]?(?:ساعت|سنت|شهر|يوم|أسبوع)ين\b"),
}
"""A measure of time that stands once or twice: Arabic says it without a figure, as "one hour" and in the dual."""


def numbers_as_in(home: str, text: str, language: str) -> list[str]:
    """The numbers of *text*; in Arabic also 1 and 2 in words, as far as *home* has them in figures and *text* not."""
    found = Counter(numbers(text))
    if language == "ar":
        missing = Counter(numbers(home)) - found
        found += Counter({one: min(missing[one], len(words.findall(text))) for one, words in ARABIC_WORDS.items()})
    return sorted(found.elements())


def units(text: str) -> list[str]:
    return sorted(re.findall(r"×10[⁹³]/µ?L|°[CF]|g/d?L|µL|/mm³|mg|%", text))


def english(text: str) -> bool:
    """Whether a text that is the same in both languages is a sentence, and no unit, name, abbreviation or sum."""
    with_letters = [one for one in text.split() if any(letter.isalpha() for letter in one)]
    return len(with_letters) > MOSTLY_NAMES or bool(ENGLISH.search(text))


def links(text: str) -> list[str]:
    return sorted(span.term for span in parse(text) if span.term)


def catalog(language: str) -> Any:
    with (words.CATALOGS / f"{language}.po").open("rb") as stream:
        return read_po(stream, locale=language)


def said(message: Any) -> tuple[str, ...]:
    """All that is said for one sentence of a catalog: one text, or one for each plural form."""
    return message.string if isinstance(message.string, tuple) else (message.string,)


# ------------------------------------------------------------------------------------------------ the same guide


def test_there_is_a_language_besides_english() -> None:
    assert LANGUAGES


@per_language
def test_every_file_is_translated_and_there_is_no_other(language: str) -> None:
    folder = CONTENT / language
    assert tuple(sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.toml"))) == FILES


@per_language
def test_a_translation_has_the_same_parts_in_the_same_order(language: str) -> None:
    def shape(of: str, name: str) -> list[Place]:
        return [at for at, _ in leaves(read(of, name)) if not free(name, at)]

    assert [name for name in FILES if shape(language, name) != shape("en", name)] == []


@per_language
def test_ids_sources_claims_levels_and_dates_stay(language: str) -> None:
    def kept(of: str, name: str) -> dict[Place, Any]:
        return {at: one for at, one in leaves(read(of, name)) if fixed(at)}

    assert [name for name in FILES if kept(language, name) != kept("en", name)] == []


@per_language
def test_every_number_and_unit_of_the_english_stands_in_the_translation(language: str) -> None:
    def differ(home: list[str], text: list[str]) -> bool:
        return set(text) != set(home) or bool(Counter(home) - Counter(text))  # "24 h/24" says a number twice

    every = ((at, text, numbers(home), numbers_as_in(home, text, language)) for at, home, text in pairs(language))
    assert [(at, text) for at, text, home, there in every if differ(home, there)] == []
    assert [(at, text) for at, home, text in pairs(language) if units(text) != units(home)] == []


def test_arabic_says_one_and_two_of_a_time_in_words_and_nothing_else() -> None:
    assert numbers_as_in("within 1 hour", "خلال ساعة واحدة", "ar") == ["1"]
    assert numbers_as_in("2 hours, 2 weeks", "ساعتين أو أسبوعين", "ar") == ["2", "2"]
    assert numbers_as_in("within one hour", "خلال ساعة واحدة", "ar") == []
    assert numbers_as_in("within 1 hour", "خلال ساعتين", "ar") == []
    assert numbers_as_in("within 3 hours", "خلال ساعة واحدة", "ar") == []
    assert numbers_as_in("1 of them", "شخص واحد", "ar") == []
    assert numbers_as_in("within 1 hour", "within one hour", "fr") == []


@per_language
def test_a_translation_links_the_same_words_and_closes_its_marks(language: str) -> None:
    assert [(at, text) for at, home, text in pairs(language) if links(text) != links(home)] == []
    assert [(at, text) for at, home, text in pairs(language) if text.count("**") != home.count("**")] == []
    assert [(at, text) for at, _, text in pairs(language) if re.search(r"\[\[[a-z0-9-]+\]\]", text)] == []


@per_language
def test_a_translation_keeps_the_named_places(language: str) -> None:
    assert [at for at, home, text in pairs(language) if set(PLACES.findall(text)) != set(PLACES.findall(home))] == []


@per_language
def test_no_english_is_left(language: str) -> None:
    same = [(at, text) for at, home, text in pairs(language) if text == home]
    assert [one for one in same if english(one[1])] == []


@per_language
def test_all_of_it_is_read_in_the_language_and_nobody_has_signed_it(language: str, content_in: Content) -> None:
    parts = [content_in.about, content_in.fever, content_in.quiz, content_in.labs, *content_in.article.sections]
    assert {one.language for one in (*parts, *content_in.glossary.values())} == {language}
    assert {one.signed for one in parts} == {""}


@per_language
def test_the_site_bundles_the_language(language: str, content_in: Content, tmp_path: Path) -> None:
    assert f"{language}.json" in [path.name for path in bundle(tmp_path)]
    assert load(tmp_path, language) == content_in


# -------------------------------------------------------------------------------------------------- the catalogs


@per_language
def test_a_catalog_says_every_sentence_and_no_other(language: str) -> None:
    there = catalog(language)
    wanted = {one.id for one in collect() if one.id}
    assert [one for one in wanted if there.get(one if isinstance(one, str) else one[0]) is None] == []
    assert [one.id for one in there if one.id and (one.fuzzy or not all(said(one)))] == []
    assert [one.id for one in there if one.id and one.id not in wanted] == []


@per_language
def test_a_catalog_keeps_places_and_numbers(language: str) -> None:
    wrong = []
    for one in catalog(language):
        home = one.id[-1] if isinstance(one.id, tuple) else one.id
        for text in said(one) if home else ():
            fewer = isinstance(one.id, tuple) and set(PLACES.findall(text)) < set(PLACES.findall(home))
            if not fewer and set(PLACES.findall(text)) != set(PLACES.findall(home)):
                wrong.append(home)
            if not isinstance(one.id, tuple) and numbers_as_in(home, text, language) != numbers(home):
                wrong.append(home)
    assert wrong == []


@per_language
def test_a_catalog_is_not_english(language: str) -> None:
    """Short names may be the same; a sentence may not."""
    same = [one.id for one in catalog(language) if isinstance(one.id, str) and one.id and one.string == one.id]
    assert [one for one in same if english(one)] == []


def test_an_apostrophe_is_the_curved_one_as_the_quotation_marks_are() -> None:
    files = [CONTENT / one / name for one in ("en", *LANGUAGES) for name in FILES]
    every = [(file.name, one) for file in files for _at, one in leaves(tomllib.loads(file.read_text("utf-8")))]
    assert [(name, one) for name, one in every if isinstance(one, str) and "'" in one] == []
    messages = [one for language in LANGUAGES for one in catalog(language) if one.id]
    assert [one.id for one in messages if "'" in "".join((*said(one), *one.id))] == []


@per_language
def test_a_catalog_warns_that_no_clinician_has_signed(language: str) -> None:
    said_so = catalog(language).get("Not yet signed by a clinician.")
    assert said_so.string not in ("", said_so.id)
