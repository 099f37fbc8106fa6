"""Reading: contents with drawings, a search that forgives, glossary on tap, bookmarks, print, share, read next."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import flet as ft
import flet.canvas as cv
import pytest

from app import words
from app.core.article import as_text, contents
from app.core.content import Content
from app.share.drawing import drawn
from app.state import AppState
from app.store import MemoryDisk
from app.ui import theme
from tests.conftest import NOW
from tests.ui.quiz_walker import has, marked, press
from tests.ui.render import Screen, name_of, walk
from tests.ui.test_shell import open_app


@pytest.fixture
def arabic() -> Iterator[None]:
    """Words read from right to left."""
    words.use("en")
    words.Chosen.language = "ar"
    yield
    words.use("en")


async def reading(state: AppState, section: str = "anc") -> Screen:
    """One page of the article."""
    return await open_app(state, f"/learn/{section}")


async def test_the_contents_list_every_page_and_the_urgent_one_first(state: AppState, content: Content) -> None:
    screen = await open_app(state, "/learn")
    titles = [name_of(one.title) for one in screen.all(ft.ListTile) if one.title and one.subtitle]
    assert titles == [one.title for one in contents(content.article)]
    assert titles[0] == "When to get help now"


async def test_the_contents_show_the_drawings_of_the_pages(state: AppState, content: Content) -> None:
    screen = await open_app(state, "/learn")
    shown = [one.src for one in screen.all(ft.Image)]
    named = dict.fromkeys(one.picture for one in contents(content.article) if one.picture)
    assert shown == [drawn(name).svg(words=False) for name in named]


async def test_from_right_to_left_the_words_lie_over_the_mirrored_drawing(
    state: AppState, arabic: None, content: Content
) -> None:
    """Flutter would lay the words of the SVG itself out of sight."""
    screen = await reading(state)
    [shapes] = [one.src for one in screen.all(ft.Image)]
    [canvas] = screen.all(cv.Canvas)
    assert "<text" not in str(shapes)
    said = [str(shape.value) for shape in canvas.shapes if isinstance(shape, cv.Text)]
    assert len(said) == 7
    assert any("1.47" in one for one in said)
    assert canvas.width == 390 - 2 * (theme.MEDIUM + theme.MEDIUM)


async def test_a_word_spelled_wrong_finds_its_page(state: AppState) -> None:
    screen = await open_app(state, "/learn")
    await screen.type("Search all pages", "neutropenai")
    assert any(one.endswith(("page", "pages")) for one in screen.texts())
    assert not any(one.startswith("Nothing found") for one in screen.texts())


async def test_a_search_without_a_hit_says_so(state: AppState) -> None:
    screen = await open_app(state, "/learn")
    await screen.type("Search all pages", "qqqqzzzz")
    assert "Nothing found for “qqqqzzzz”. Try another word." in screen.texts()


async def test_a_glossary_word_opens_its_meaning(state: AppState, content: Content) -> None:
    screen = await reading(state)
    spans = [span for text in screen.all(ft.Text) for span in text.spans or [] if span.on_click]
    await screen.tap(spans[0])
    assert content.glossary["anc"].word in screen.texts()
    assert screen.all(ft.BottomSheet)


async def test_a_bookmark_stands_in_the_contents_and_goes_again(state: AppState) -> None:
    screen = await reading(state)
    await press(screen, "bookmark")
    assert state.settings.bookmarks == ("anc",)
    await screen.go("/learn")
    assert "Bookmarks" in screen.texts()
    await screen.go("/learn/anc")
    assert "Remove bookmark" in screen.outline()
    await press(screen, "bookmark")
    assert state.settings.bookmarks == ()


async def test_the_last_page_is_offered_again(state: AppState, content: Content) -> None:
    screen = await reading(state)
    assert state.settings.last_section == "anc"
    await screen.go("/learn")
    at = screen.texts().index("Go on reading")
    assert screen.texts()[at + 1] == content.article.section("anc").title  # type: ignore[union-attr]


async def test_the_size_of_the_text_is_chosen_where_one_reads(state: AppState) -> None:
    screen = await open_app(state, "/learn")
    await screen.choose(screen.one(ft.RadioGroup), "largest")
    assert state.settings.text_size == "largest"


async def test_each_page_leads_to_the_next_and_the_last_leads_nowhere(state: AppState, content: Content) -> None:
    ids = [one.id for one in content.article.sections]
    screen = await reading(state, ids[0])
    await press(screen, "read-next")
    assert screen.page.route == f"/learn/{ids[1]}"
    await screen.go(f"/learn/{ids[-1]}")
    assert not has(screen, "read-next")


async def test_a_shared_page_carries_its_text_and_its_sources(state: AppState, content: Content) -> None:
    screen = await reading(state)
    [button] = [one for one, _depth in walk(marked(screen, "share")) if isinstance(one, ft.OutlinedButton)]
    section = content.article.section("anc")
    assert section is not None
    assert isinstance(button.action, ft.ShareText)
    assert button.action.text.startswith(as_text(section))
    assert content.cite(section.sources)[0].title in button.action.text


async def test_a_page_without_a_printer_is_saved_as_a_file(state: AppState) -> None:
    screen = await reading(state)
    saved: list[Any] = []
    screen.client.replies["save_file"] = lambda given: saved.append(given) or "/kept"
    await press(screen, "print")
    [file] = saved
    assert file["file_name"] == "anc.html"
    assert b"<h1>The neutrophil count (ANC)</h1>" in file["src_bytes"]


async def test_the_sources_unfold_and_say_who_signed(state: AppState, content: Content) -> None:
    screen = await reading(state)
    assert any("Not yet signed by a clinician." in one for one in screen.texts())
    await press(screen, "sources")
    section = content.article.section("anc")
    assert section is not None
    for source in content.cite(section.sources):
        assert any(one.startswith(source.title) for one in screen.texts())


@pytest.mark.parametrize(("language", "marked_so"), [("en", False), ("fr", True)])
async def test_a_page_that_is_not_translated_says_so(content: Content, language: str, marked_so: bool) -> None:
    sections = tuple(one.model_copy(update={"language": language}) for one in content.article.sections)
    told = content.model_copy(update={"article": content.article.model_copy(update={"sections": sections})})
    state = AppState(content=told, platform="android", now=lambda: NOW)
    await state.open(MemoryDisk())
    screen = await reading(state)
    assert has(screen, "not-translated") == marked_so


@pytest.mark.parametrize(("days", "late"), [(-1, False), (0, True)])
async def test_a_page_past_its_review_says_so(content: Content, days: int, late: bool) -> None:
    section = content.article.section("anc")
    assert section is not None
    on = section.next_review + timedelta(days=days)
    state = AppState(content=content, platform="android", now=lambda: NOW.replace(on.year, on.month, on.day))
    await state.open(MemoryDisk())
    screen = await reading(state)
    assert has(screen, "overdue") == late


async def test_a_page_that_does_not_exist_leads_back_to_the_contents(state: AppState) -> None:
    screen = await reading(state, "nowhere")
    assert "This page does not exist." in screen.texts()
    await screen.tap("Contents")
    assert screen.page.route == "/learn"


async def test_the_words_of_a_page_are_buttons_below_it_that_the_keyboard_reaches(
    state: AppState, content: Content
) -> None:
    screen = await reading(state)
    await screen.tap("Neutropenia")
    sheet = [name_of(one) for one, _depth in walk(screen.page._dialogs.controls) if isinstance(one, ft.Text)]
    assert sheet[0] == "Neutropenia"
    assert content.glossary["neutropenia"].text.split(".")[0] in " ".join(sheet)
