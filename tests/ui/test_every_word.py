"""Two pseudo-languages mark every sentence that came through the catalog or from `content/`; what is left unmarked on
any screen was forgotten. One is half as long again, the other runs from right to left."""

import re
from collections.abc import Mapping
from typing import Any

import flet as ft
import pytest

from app import content as reader
from app import words
from app.core import direction
from app.core.content import Content
from app.state import AppState
from tests import make, pseudo
from tests.ui.render import Screen, name_of
from tests.ui.test_shell import open_app

pytestmark = pytest.mark.slow  # left to `make test`

LANGUAGES = {"en": pseudo.Long(), "ar": pseudo.RightToLeft()}
MACHINE = frozenset(
    {
        "id",
        "kind",
        "level",
        "sources",
        "claims",
        "file",
        "picture",
        "language",
        "signed",
        "list",
        "url",
        "card",
        "source",
    }
)
"""Keys of `content/` whose text no person reads as words."""


def marked(data: Any, catalog: pseudo.Long) -> Any:
    """*data* of a content file with every text as *catalog* says it; `[[marks]]` stay."""
    if isinstance(data, str):
        parts = re.split(r"(\[\[[a-z0-9-]+(?:\|)?|\]\]|\*\*)", data)
        said = "".join(one if at % 2 or not one.strip() else pseudo_words(one, catalog) for at, one in enumerate(parts))
        return f"{pseudo.OPEN}{said}{pseudo.CLOSE}" if data.strip() else data
    if isinstance(data, Mapping):
        return {key: one if key in MACHINE else marked(one, catalog) for key, one in data.items()}
    return [marked(one, catalog) for one in data] if isinstance(data, list) else data


def pseudo_words(said: str, catalog: pseudo.Long) -> str:
    """*said* without a mark of its own: the mark stands around the whole text."""
    return catalog.gettext(said)[1:-1]


def written(language: str) -> Content:
    """The content in a pseudo-language, read as a translation of it would be."""
    files = reader.gather(make.ROOT / "content", "en")
    catalog, told = LANGUAGES[language], {}
    for name, data in files.items():
        here = name.replace("en/", f"{language}/", 1)
        told[here] = marked(data, catalog) if name.startswith("en/") else data
    return reader.assemble(told, language)


def spoken(screen: Screen) -> set[str]:
    """Every text, label, hint and error of the screen."""
    found = set(screen.texts())
    for field in screen.all(ft.TextField) + screen.all(ft.DropdownM2):
        found |= {name_of(field), str(field.helper or ""), str(field.error or "")}
    found |= {one.tooltip for one in screen.all(ft.IconButton) if isinstance(one.tooltip, str)}
    found |= {one.label for one in screen.all(ft.Semantics) if isinstance(one.label, str)}
    return found


DATA = re.compile(
    r"^(Ada|[A-Z]{2,4}( %| \(ANC\))?|[\d.,\s×⁰-⁹/<>≤≥%µ°A-Za-z]*\d[\d.,\s]*.*|[\wµ]+/[\wµ]+|%|×10.*|/.*|•|°[CF].*)$"
)
"""What a person typed, numbers with their units, and abbreviations of the slip."""
ADDRESSES = (
    "/", "/learn", "/learn/help-now", "/learn/anc", "/check", "/fever", "/about", "/settings", "/people", "/people/ada",
    "/people/new", "/log", "/log/bin", "/log/add/test", "/log/add/temperature", "/log/add/event", "/log/add/symptoms",
    "/log/edit/test", "/log/trend/neutrophils", "/share", "/share/open", "/nowhere",
)  # fmt: skip


def is_data(text: str, known: Content) -> bool:
    """Whether *text* is none of the app's own words, but data, a source, or a language's own name."""
    bare = direction.bare(text)
    titles = {one.title for one in known.sources.values()}
    return bare in words.NAMES.values() or bool(DATA.match(bare)) or any(title in bare for title in titles)


async def opened(state: AppState, address: str) -> Screen:
    """One screen, with a test in the log."""
    await state.keep(make.a_test(id="test", person="ada", wbc="1.2", neutrophils="1.9"))
    return await open_app(state, address)


async def forgotten(state: AppState, address: str) -> list[str]:
    """The sentences of one screen that came neither through the catalog nor from the content."""
    screen = await opened(state, address)
    assert screen.crashes == []
    return sorted(one for one in spoken(screen) if one and "⟦" not in one and not is_data(one, state.content))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ADDRESSES)
async def test_no_sentence_was_forgotten(state: AppState, address: str, language: str) -> None:
    state.content = written(language)
    with pseudo.speaking(LANGUAGES[language], language):
        assert await forgotten(state, address) == []


async def test_the_search_finds_sentences_that_are_not_marked(state: AppState) -> None:
    found = await forgotten(state, "/")
    assert {"Last counts", "Add a blood test", "Neutrophils (ANC)"} <= set(found)


@pytest.mark.parametrize("address", ADDRESSES)
async def test_every_screen_turns_about(state: AppState, address: str) -> None:
    state.content = written("ar")
    with pseudo.speaking(LANGUAGES["ar"], "ar"):
        screen = await opened(state, address)
        assert screen.page.rtl
        assert loose(screen) == []


UNIT = re.compile(r"\d (?:×10\S+|g/d?L|°[CF]|%)|[<>]\d|\d{4}-\d\d-\d\d")


def loose(screen: Screen) -> list[str]:
    """Texts in which a value stands beside Arabic letters and is not kept in order."""
    return [
        text
        for text in screen.texts()
        for line in text.split("\n")
        if direction.has_right_to_left(line) and UNIT.search(direction.outside(line))
    ]


def test_a_loose_value_is_seen() -> None:
    assert UNIT.search(direction.outside("عدد 0.4 ×10⁹/L"))
    assert not UNIT.search(direction.outside(direction.sentence("عدد 0.4 ×10⁹/L")))
