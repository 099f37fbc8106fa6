"""Words: a catalog when there is one, the English of the source when not, and dates nobody can misread."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from app import words
from app.words import _, ngettext, say_age, say_date
from tools.words import collect

TODAY = date(2026, 11, 23)
PLACES = re.compile(r"\{\w+\}")


@pytest.fixture(autouse=True)
def _english_after() -> Iterator[None]:
    yield
    words.use("en")


@pytest.fixture
def catalogs(tmp_path: Path) -> Path:
    """A folder with a little French."""
    french = Catalog(locale="fr")
    french.add("Save", "Enregistrer")
    french.add(("{count} day ago", "{count} days ago"), ("il y a {count} jour", "il y a {count} jours"))
    made = BytesIO()
    write_mo(made, french)
    (tmp_path / "fr.mo").write_bytes(made.getvalue())
    return tmp_path


def test_a_sentence_is_said_in_the_language_in_use(catalogs: Path) -> None:
    words.use("fr-CA", catalogs)
    assert (words.language(), _("Save"), _("Not in the catalog")) == ("fr", "Enregistrer", "Not in the catalog")


def test_plural_forms_follow_the_language(catalogs: Path) -> None:
    words.use("fr", catalogs)
    said = [ngettext("{count} day ago", "{count} days ago", n).format(count=n) for n in (0, 1, 2)]
    assert said == ["il y a 0 jour", "il y a 1 jour", "il y a 2 jours"]


def test_a_language_without_a_catalog_is_english(tmp_path: Path) -> None:
    words.use("xx", tmp_path)
    assert (words.language(), _("Save")) == ("en", "Save")


def test_an_empty_sentence_stays_empty(catalogs: Path) -> None:
    """gettext would answer with the head of the catalog."""
    words.use("fr", catalogs)
    assert _("") == ""


def test_the_languages_on_offer_are_those_with_a_catalog(catalogs: Path) -> None:
    assert words.available(catalogs) == ("en", "fr")


def test_arabic_reads_from_the_right(tmp_path: Path) -> None:
    made = BytesIO()
    write_mo(made, Catalog(locale="ar"))
    (tmp_path / "ar.mo").write_bytes(made.getvalue())
    assert not words.right_to_left()
    words.use("ar", tmp_path)
    assert words.right_to_left()


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "“Help”"), ("es", "«Help»"), ("fr", "«\u00a0Help\u00a0»"), ("ar", "«\u2068Help\u2069»")],
)
def test_words_to_say_stand_in_the_quotation_marks_of_the_language(language: str, said: str) -> None:
    words.use(language)
    assert words.quoted("Help").removeprefix("\u200f") == said


def test_a_date_is_said_with_its_month_in_words() -> None:
    assert say_date(date(2026, 3, 12)) == "12 March 2026"
    assert say_date(date(2026, 3, 12), short=True) == "12 Mar"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, "today"), (1, "yesterday"), (-1, "tomorrow"), (2, "2 days ago"), (60, "60 days ago"), (61, "2 months ago"),
        (365, "12 months ago"), (730, "2 years ago"), (-2, "in 2 days"),
    ],
)  # fmt: skip
def test_an_age_is_said_in_the_unit_one_would_use(days: int, expected: str) -> None:
    assert say_age(TODAY - timedelta(days=days), TODAY) == expected


def test_the_collector_finds_the_sentences_of_every_floor() -> None:
    template = collect()
    for sentence in ("Emergency", "Fever card", "{day} {month} {year}", "Saved."):
        assert sentence in template
    plural = template["{count} day ago"]
    assert plural is not None
    assert plural.id == ("{count} day ago", "{count} days ago")
    assert "" not in [one.id for one in template if one.id]


@pytest.mark.parametrize("file", sorted(words.CATALOGS.glob("*.po")), ids=lambda file: file.stem)
def test_a_translation_has_the_places_of_its_sentence(file: Path) -> None:
    with file.open("rb") as stream:
        catalog = read_po(stream, locale=file.stem)
    wrong = [
        one.id
        for one in catalog
        if one.id and one.string
        for said in (one.string if isinstance(one.string, tuple) else (one.string,))
        if said
        and not set(PLACES.findall(said)) <= set(PLACES.findall(" ".join(one.id if one.pluralizable else [one.id])))
    ]
    assert wrong == []
