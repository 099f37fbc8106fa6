"""The fever card: from anywhere, with nothing filled in, large, and with every number dated."""

from datetime import timedelta
from typing import Any

import flet as ft
import pytest

from app.core.content import Content
from app.core.record import Contact, Person
from app.state import AppState
from app.store import MemoryDisk
from app.ui import theme
from tests import make
from tests.conftest import NOW
from tests.ui.quiz_walker import has
from tests.ui.render import Screen, name_of
from tests.ui.test_shell import ADDRESSES, open_app, tap_fever


async def card(state: AppState) -> Screen:
    """The card, opened by its address."""
    return await open_app(state, "/fever")


@pytest.mark.parametrize("address", [one for one in ADDRESSES if one != "/fever"])
async def test_one_tap_opens_it_from_every_screen(state: AppState, content: Content, address: str) -> None:
    screen = await open_app(state, address)
    await tap_fever(screen)
    assert content.fever.title in screen.texts()


async def test_the_rule_is_the_largest_text_on_it(state: AppState, content: Content) -> None:
    screen = await card(state)
    styles = {name_of(one): one.theme_style for one in screen.all(ft.Text)}
    assert styles[content.fever.title] == theme.NUMBER
    assert [name for name, style in styles.items() if style == theme.NUMBER] == [content.fever.title]
    assert styles[f"“{content.fever.say}”"] == theme.HEADING


async def test_it_works_before_anything_is_filled_in(content: Content) -> None:
    empty = AppState(content=content, platform="android", now=lambda: NOW)
    await empty.open(MemoryDisk())
    screen = await card(empty)
    assert screen.texts().count("not written down") == 5
    for number in ("112", "999", "911"):
        assert f'FilledButton "{number}"' in screen.outline()


async def test_it_works_while_the_record_is_not_open_yet(content: Content) -> None:
    closed = AppState(content=content, platform="android", now=lambda: NOW)
    assert closed.opening
    screen = await card(closed)
    assert content.fever.title in screen.texts()
    assert screen.crashes == []


async def test_it_works_when_the_record_cannot_be_read(content: Content) -> None:
    class Broken(MemoryDisk):
        async def claim(self) -> bool:
            raise OSError("no disk")

    state = AppState(content=content, platform="android", now=lambda: NOW)
    await state.open(Broken())
    assert state.read_only != ""
    screen = await card(state)
    assert content.fever.title in screen.texts()
    assert has(screen, "fever-about")


async def test_the_last_count_has_its_unit_its_word_and_its_day(state: AppState) -> None:
    await state.keep(make.a_test(state.today() - timedelta(days=20), person="ada", neutrophils="0.4"))
    screen = await card(state)
    at = screen.texts().index("Last neutrophil count (ANC)")
    assert screen.texts()[at + 1] == "0.4 ×10⁹/L · severely low · 3 November 2026 · 20 days ago"


async def test_it_has_treatment_allergies_and_the_persons_own_numbers_first(state: AppState) -> None:
    await state.keep_settings(emergency_number="144")
    await state.keep_person(
        Person(id="ada", name="Ada", allergies="penicillin", contacts=(Contact(name="Ward", number="555"),))
    )
    await state.keep(make.an_event("chemotherapy", state.today() - timedelta(days=9), person="ada", name="R-CHOP"))
    screen = await card(state)
    texts = screen.texts()
    assert "penicillin" in texts
    assert "R-CHOP, 14 November 2026 (9 days ago)" in texts
    assert texts.index("Call Ward: 555") < texts.index("Emergency number: 144")


async def test_without_a_printer_it_is_saved_as_a_file(state: AppState, content: Content) -> None:
    screen = await card(state)
    saved: list[Any] = []
    screen.client.replies["save_file"] = lambda given: saved.append(given) or "/kept"
    await screen.tap("Print or save this card")
    [file] = saved
    assert file["file_name"] == "fever-card.html"
    assert content.fever.title.encode() in file["src_bytes"]


async def test_back_leads_where_it_was_opened_from(state: AppState) -> None:
    screen = await open_app(state, "/learn/anc")
    await tap_fever(screen)
    await screen.tap("Back")
    assert screen.page.route == "/learn/anc"
