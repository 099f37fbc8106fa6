"""A screen that fails stands aside: the rest of the app goes on, and nothing a person typed is in the log."""

import logging

import flet as ft
import pytest

from app.ui.component import component, screen_component
from tests.ui.render import launch, show


@component
def Broken(secret: str) -> ft.Control:
    raise ValueError("no such thing")


@ft.component
def Page() -> ft.Control:
    return ft.Column([Broken("ANC 0.1"), ft.Text("The rest")])


async def test_a_part_that_fails_leaves_the_rest_standing(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR, "leuko")
    screen = await show(Page)
    assert "This part could not be shown." in screen.texts()
    assert "The rest" in screen.texts()
    assert screen.crashes == []
    assert [record.getMessage() for record in caplog.records] == ["render of Broken failed: ValueError"]
    assert "ANC 0.1" not in caplog.text


@screen_component
def BrokenScreen() -> ft.View:
    raise ValueError("no such thing")


@ft.component
def App() -> list[ft.View]:
    return [BrokenScreen()]


async def test_a_screen_that_fails_offers_the_way_home() -> None:
    screen = await launch(App, route="/log")
    assert "Go to Home" in screen.outline()
    assert "What you saved is safe. If you feel ill or have a fever, do not wait for the app: call." in screen.texts()
