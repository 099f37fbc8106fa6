"""Reading `content/`: from TOML or from one bundle the same, and a wrong file is refused by name and place."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from app.content import ContentError, gather, load
from app.core.content import Content
from tools.content import CONTENT, bundle, languages


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the content that may be spoilt."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def spoil(file: Path, old: str, new: str) -> None:
    """Change one place in *file*."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(folder: Path, language: str = "en") -> str:
    """What the loader says when it refuses *folder*."""
    with pytest.raises(ContentError) as caught:
        load(folder, language)
    return str(caught.value)


def test_the_bundle_reads_the_same_as_the_files_it_was_made_from(content: Content, tmp_path: Path) -> None:
    assert [path.name for path in bundle(tmp_path)] == [f"{language}.json" for language in languages()]
    assert load(tmp_path, "en") == content


def test_a_translated_language_gets_a_bundle_of_its_own(copy: Path, tmp_path: Path) -> None:
    (copy / "de").mkdir()
    shutil.copy(copy / "en" / "fever.toml", copy / "de")
    assert languages(copy) == sorted({"de", *languages()})
    bundle(tmp_path / "out", copy)
    german = load(tmp_path / "out", "de")
    assert (german.fever.language, german.about.language) == ("de", "en")


def test_numbers_keep_their_zeros_through_the_bundle(content: Content, tmp_path: Path) -> None:
    bundle(tmp_path)
    lows = [str(one.low) for one in load(tmp_path, "en").ranges.ranges]
    assert lows == [str(one.low) for one in content.ranges.ranges]
    assert "6.0" in lows


def test_a_bundle_wins_over_the_files_beside_it(copy: Path) -> None:
    bundle(copy)
    spoil(copy / "en" / "fever.toml", "reviewed = 2026-11-22", "reviewed = 2020-01-01")
    assert load(copy, "en").fever.reviewed == date(2026, 11, 22)


def test_sections_come_in_the_order_of_their_files(content: Content) -> None:
    files = sorted(path.name for path in (CONTENT / "en" / "article").glob("*.toml"))
    assert len(content.article.sections) == len(files)
    assert [content.article.sections[at].id for at in (0, 1)] == ["help-now", "what-is-leukopenia"]


def test_a_section_without_a_translation_is_read_in_english_and_says_so(copy: Path) -> None:
    (copy / "de" / "article").mkdir(parents=True)
    shutil.copy(copy / "en" / "article" / "27-food.toml", copy / "de" / "article")
    spoil(copy / "de" / "article" / "27-food.toml", 'title = "Food"', 'title = "Essen"')
    german = load(copy, "de")
    food, fever = german.article.section("food"), german.article.section("fever")
    assert food is not None
    assert fever is not None
    assert (german.language, food.title, food.language) == ("de", "Essen", "de")
    assert (fever.language, german.fever.language, german.glossary["anc"].language) == ("en", "en", "en")
    assert len(german.article.sections) == len(load(copy, "en").article.sections)


def test_a_language_nobody_wrote_is_english_throughout(copy: Path) -> None:
    assert {one.language for one in load(copy, "xx").article.sections} == {"en"}


def test_a_language_without_a_bundle_reads_the_english_one(tmp_path: Path) -> None:
    bundle(tmp_path)
    assert load(tmp_path, "xx").fever.language == "en"


def test_a_wrong_value_is_refused_with_file_and_place(copy: Path) -> None:
    spoil(copy / "en" / "article" / "27-food.toml", "reviewed = 2026-11-22", 'reviewed = "soon"')
    assert refusal(copy).startswith("en/article/27-food.toml: reviewed: ")


def test_a_wrong_block_is_refused_with_its_number_and_field(copy: Path) -> None:
    spoil(copy / "en" / "article" / "27-food.toml", "known = ", "know = ")
    assert refusal(copy).startswith("en/article/27-food.toml: block → 0 → myth → known: ")


def test_a_wrong_row_of_a_shared_file_is_refused_with_its_number(copy: Path) -> None:
    spoil(copy / "sources.toml", 'tier = "primary"', 'tier = "gossip"')
    assert refusal(copy).startswith("sources.toml: source → 0 → tier: ")


def test_a_term_that_is_there_twice_is_refused(copy: Path) -> None:
    spoil(copy / "en" / "glossary.toml", 'id = "leukopenia"', 'id = "white-blood-cell"')
    assert refusal(copy) == "en/glossary.toml: term: white-blood-cell is there twice"


def test_a_section_that_is_there_twice_is_refused(copy: Path) -> None:
    shutil.copy(copy / "en" / "article" / "27-food.toml", copy / "en" / "article" / "99-food.toml")
    assert refusal(copy) == "en/article/99-food.toml: id: food is there twice"


def test_a_file_that_is_no_toml_is_refused_with_the_line(copy: Path) -> None:
    spoil(copy / "en" / "about.toml", 'signed = ""', 'signed = "')
    assert refusal(copy).startswith("en/about.toml: ")
    assert "line" in refusal(copy)


@pytest.mark.parametrize(
    "name",
    ["sources.toml", "drugs.toml", "ranges.toml", "en/fever.toml", "en/about.toml", "en/quiz.toml", "en/glossary.toml"],
)
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    assert refusal(copy) == f"{name}: the file is missing"


def test_a_broken_bundle_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "en.json").write_text('{"sources.toml": ', encoding="utf-8")
    assert refusal(tmp_path).startswith("en.json: ")
    (tmp_path / "en.json").write_text('["sources.toml"]', encoding="utf-8")
    assert refusal(tmp_path) == "en.json: not a map of files"


def test_a_folder_without_content_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "sources.toml: the file is missing"


def test_what_only_the_clinician_needs_is_not_shipped() -> None:
    assert {"source-claims.toml", "readability.toml", "README.md"} & set(gather(CONTENT, "en")) == set()
