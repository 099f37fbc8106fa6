"""A pseudo-language marks every sentence that came through the catalog; what is left unmarked was forgotten."""

import gettext
import re
from collections.abc import Iterator

import flet as ft
import pytest

from app import words
from app.state import AppState
from tests import make
from tests.ui.render import Screen, name_of
from tests.ui.test_shell import open_app


class Pseudo(gettext.NullTranslations):
    """Every sentence half as long again, in brackets; places stay."""

    def gettext(self, message: str) -> str:
        return f"[{message}{'~' * (len(message) // 2)}]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@pytest.fixture
def _pseudo() -> Iterator[None]:
    words.use("en")
    words.Chosen.catalog = Pseudo()
    yield
    words.use("en")


def spoken(screen: Screen) -> set[str]:
    """Every text, label, hint and error of the screen."""
    found = set(screen.texts())
    for field in screen.all(ft.TextField) + screen.all(ft.DropdownM2):
        found |= {name_of(field), str(field.helper or ""), str(field.error or "")}
    found |= {one.tooltip for one in screen.all(ft.IconButton) if isinstance(one.tooltip, str)}
    return found


DATA = re.compile(
    r"^(Ada|[A-Z]{2,4}( %| \(ANC\))?|[\d.,\s×⁰-⁹/<>≤≥%µ°A-Za-z]*\d[\d.,\s]*.*|[\wµ]+/[\wµ]+|%|×10.*|/.*|•|°[CF].*)$"
)
"""What a person typed, numbers with their units, and abbreviations of the slip."""


ADDRESSES = (
    "/", "/settings", "/people", "/people/ada", "/log", "/log/bin", "/log/add/test", "/log/add/temperature",
    "/log/add/event", "/log/trend/neutrophils", "/share",
)  # fmt: skip


def is_data(text: str) -> bool:
    """Whether *text* is none of the app's own words, but data, or a language's own name."""
    return text in words.NAMES.values() or bool(DATA.match(text))


async def forgotten(state: AppState, address: str) -> list[str]:
    """The sentences of one screen that did not come through the catalog."""
    await state.keep(make.a_test(person="ada", wbc="1.2", neutrophils="1.9"))
    screen = await open_app(state, address)
    return sorted(one for one in spoken(screen) if one and "[" not in one and not is_data(one))


@pytest.mark.usefixtures("_pseudo")
@pytest.mark.parametrize("address", ADDRESSES)
async def test_no_sentence_was_forgotten(state: AppState, address: str) -> None:
    assert await forgotten(state, address) == []


async def test_the_search_finds_sentences_that_are_not_marked(state: AppState) -> None:
    found = await forgotten(state, "/")
    assert {"Last counts", "Add a blood test", "Neutrophils (ANC)"} <= set(found)
