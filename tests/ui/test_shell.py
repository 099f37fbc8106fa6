"""The frame: every address opens, the fever card is one tap away, and news is shown with its way back."""

from datetime import date
from typing import Any

import flet as ft
import pytest

from app.core.record import Person
from app.device import Device
from app.state import AppState
from app.store import MemoryDisk
from app.ui import colours, reading, theme
from app.ui.parts.screens import TABS
from app.ui.shell import App, dress
from tests import make
from tests.ui.render import Screen, launch, name_of, start, walk

ADDRESSES = (
    "/", "/learn", "/learn/help-now", "/check", "/log", "/log/add/test", "/log/add/temperature", "/log/add/event",
    "/log/add/symptoms", "/log/trend/neutrophils", "/log/bin", "/share", "/share/open", "/fever", "/settings", "/about", "/people",
    "/people/new", "/people/ada",
)  # fmt: skip


async def open_app(state: AppState, route: str = "/", width: int = 390) -> Screen:
    """The app of somebody who has read the intended use."""
    await state.keep_settings(intended_use_seen=state.today())
    state.notice = None

    def main(page: ft.Page) -> None:
        page.render_views(App, state, Device(page))

    return await start(main, route=route, width=width)


async def tap_fever(screen: Screen) -> None:
    """Tap the button in the bar; it is one thing to a screen reader, and has its name."""
    [button] = [one for one in screen.all(ft.Semantics) if one.identifier == "fever-card"]
    merged = button.content
    assert isinstance(merged, ft.MergeSemantics)
    assert "Fever card" in [name_of(one) for one, _depth in walk(merged)]
    await screen.tap(merged.content)


@pytest.mark.parametrize("address", ADDRESSES)
async def test_every_address_opens_without_a_fault(state: AppState, address: str) -> None:
    await state.keep(make.a_test(person="ada", wbc="1.2", neutrophils="0.4"))
    screen = await open_app(state, address)
    assert screen.crashes == []
    assert "This part could not be shown." not in screen.texts()
    assert len(screen.texts()) > 2


@pytest.mark.parametrize("address", ["/", "/learn/help-now", "/check", "/log/add/test", "/share", "/people/ada"])
async def test_the_fever_card_is_one_tap_away_from_everywhere(state: AppState, address: str) -> None:
    screen = await open_app(state, address)
    await tap_fever(screen)
    assert "fever-rule" in [one.identifier for one in screen.all(ft.Semantics)]


async def test_the_fever_card_leads_back_to_where_one_was(state: AppState) -> None:
    screen = await open_app(state, "/settings")
    await tap_fever(screen)
    assert screen.page.route == "/fever?from=/settings"
    await screen.tap("Back")
    assert screen.page.route == "/settings"


async def test_an_address_from_outside_cannot_send_one_elsewhere(state: AppState) -> None:
    screen = await open_app(state, "/fever?from=https%3A%2F%2Fexample.org")
    await screen.tap("Back")
    assert screen.page.route == "/"


async def test_the_bottom_bar_has_five_places_and_marks_the_open_one(state: AppState) -> None:
    screen = await open_app(state, "/log")
    bar = screen.views()[-1].navigation_bar
    assert isinstance(bar, ft.NavigationBar)
    assert [one.label for one in bar.destinations] == ["Home", "Learn", "Check", "Log", "Share"]
    assert bar.selected_index == 3


async def test_a_wide_window_has_a_rail_and_no_bar(state: AppState) -> None:
    screen = await open_app(state, "/share", width=1280)
    assert screen.views()[-1].navigation_bar is None
    assert screen.one(ft.NavigationRail).selected_index == 4


async def test_turning_the_phone_swaps_bar_and_rail(state: AppState) -> None:
    screen = await open_app(state, "/log")
    await screen.fire(screen.page, "resize", {"width": 844, "height": 390})
    assert screen.one(ft.NavigationRail).selected_index == 3


@pytest.mark.parametrize("tab", TABS[1:], ids=lambda tab: tab.name)
async def test_a_tap_on_a_place_opens_it(state: AppState, tab: Any) -> None:
    screen = await open_app(state)
    await choose(screen, TABS.index(tab))
    assert screen.page.route == tab.route


async def choose(screen: Screen, index: int) -> None:
    """Tap a place in the bottom bar."""
    bar = screen.one(ft.NavigationBar)
    screen.client.session.apply_patch(bar._i, {"selected_index": index})
    await screen.fire(bar, "change", index)


async def test_back_from_a_form_leads_to_its_list(state: AppState) -> None:
    screen = await open_app(state, "/people/ada")
    await screen.tap("Back")
    assert screen.page.route == "/people"


async def test_an_address_that_does_not_exist_leads_home(state: AppState) -> None:
    screen = await open_app(state, "/no/such/place")
    await screen.tap("Go to Home")
    assert screen.page.route == "/"


async def test_news_stays_until_it_is_closed_and_can_be_undone(state: AppState) -> None:
    await state.keep(make.a_test(person="ada", wbc="1.2"))
    screen = await open_app(state, "/log")
    await state.bin_entry(state.record.entries[0].id)
    await screen.settle()
    assert "Moved to the bin. It stays there for 30 days." in screen.texts()
    await screen.tap("Undo")
    assert [one.binned for one in state.record.entries] == [None]
    await screen.tap("Close")
    assert "Taken back." not in screen.texts()


async def test_a_failed_write_is_said_as_a_failure(state: AppState) -> None:
    screen = await open_app(state, "/settings")
    state.close()
    state._store = None
    await state.keep_person(Person(id="bo", name="Bo"))
    await screen.settle()
    assert any(text.startswith("Not saved: your record could not be opened.") for text in screen.texts())


async def test_the_settings_dress_the_page(state: AppState) -> None:
    screen = await open_app(state)
    await state.keep_settings(theme="dark", text_size="largest")
    await screen.settle()
    page = screen.page
    assert page.theme_mode == ft.ThemeMode.DARK
    assert page.theme is not None
    assert page.theme.text_theme is not None
    assert page.theme.text_theme.body_medium == theme.text_theme("largest", str(colours.LIGHT.on_surface)).body_medium


async def test_fonts_come_with_the_app(state: AppState) -> None:
    screen = await open_app(state)
    dress(screen.page, state)
    assert screen.page.fonts == reading.FONTS


async def test_the_intended_use_is_shown_once_and_the_fever_card_with_it(content: Any) -> None:
    state = AppState(content=content)
    await state.open(MemoryDisk())
    screen = await launch(App, state, None)
    assert content.about.first_run[0] in screen.texts()
    assert "Fever card" in screen.texts()
    await screen.tap("I understand, begin")
    assert state.settings.intended_use_seen == state.today()
    assert content.about.first_run[0] not in screen.texts()
    assert isinstance(state.settings.intended_use_seen, date)


async def test_while_the_record_opens_the_app_is_already_there(content: Any) -> None:
    screen = await launch(App, AppState(content=content), None)
    assert "Opening your record …" in screen.texts()
    assert "Fever card" in screen.texts()
