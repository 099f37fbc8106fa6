"""Android's back button and gesture, as the client hands them over: never a dead end, never out of the app by surprise."""

from typing import Any

import flet as ft
import pytest

from app.state import AppState
from app.ui.parts.screens import TABS
from tests.make import a_test
from tests.ui.render import Screen
from tests.ui.test_shell import open_app, tap_fever


async def back(screen: Screen) -> list[Any]:
    """Press back: a root is asked whether it may go, another screen goes. What the root answered."""
    top = screen.views()[-1]
    screen.client.calls.clear()
    if top.can_pop:
        await screen.fire(screen.page, "view_pop", {"route": top.route})
    elif top.on_confirm_pop:
        await screen.fire(top, "confirm_pop")
    return [args["should_pop"] for name, args in screen.client.calls if name == "confirm_pop"]


async def test_from_home_it_leaves_the_app(state: AppState) -> None:
    screen = await open_app(state)
    assert (await back(screen), screen.page.route) == ([True], "/")


@pytest.mark.parametrize("tab", TABS[1:], ids=lambda tab: tab.name)
async def test_from_another_place_it_leads_home_and_no_further(state: AppState, tab: Any) -> None:
    screen = await open_app(state, tab.route)
    assert (await back(screen), screen.page.route) == ([False], "/")
    assert screen.crashes == []


@pytest.mark.parametrize(
    ("address", "before"),
    [
        ("/learn/help-now", "/learn"),
        ("/log/add/test", "/log"),
        ("/log/edit/slip", "/log"),
        ("/log/trend/neutrophils", "/log"),
        ("/people/ada", "/people"),
        ("/settings", "/"),
    ],
)
async def test_from_a_screen_it_leads_to_the_one_above(state: AppState, address: str, before: str) -> None:
    await state.keep(a_test(person="ada", id="slip", wbc="3.5"))
    screen = await open_app(state, address)
    assert (await back(screen), screen.page.route) == ([], before)


async def test_from_the_fever_card_it_leads_back_to_where_one_was(state: AppState) -> None:
    screen = await open_app(state, "/settings")
    await tap_fever(screen)
    await back(screen)
    assert screen.page.route == "/settings"


async def test_half_typed_text_survives_it(state: AppState) -> None:
    screen = await open_app(state, "/log/add/test")
    await screen.type("WBC", "0,")
    await back(screen)
    await screen.go("/log/add/test")
    assert screen.named("WBC", ft.TextField).value == "0,"


async def test_saving_is_felt_in_the_hand(state: AppState) -> None:
    screen = await open_app(state, "/log/add/test")
    [unit] = [one.content for one in screen.all(ft.Semantics) if one.identifier == "wbc.unit"]
    await screen.choose(unit, "10*9/L")
    await screen.type("WBC", "3.5")
    await screen.tap("Save")
    assert [name for name, _args in screen.client.calls if "impact" in name] == ["light_impact"]
    assert len(state.log.tests) == 1
