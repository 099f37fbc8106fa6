"""The headless harness shows what a person would meet, and Flet's faults stay contained."""

import logging

import flet as ft
import pytest

from app.start import keep_drawing
from tests.ui.render import Screen, launch, show, start


@ft.component
def Counter() -> ft.Control:
    count, set_count = ft.use_state(0)
    name, set_name = ft.use_state("")
    return ft.Column(
        [
            ft.Text(f"Count: {count}"),
            ft.TextField(label="Your name", value=name, on_change=lambda event: set_name(event.control.value)),
            ft.Button("Add", on_click=lambda _event: set_count(count + 1)),
        ]
    )


async def test_a_tap_and_a_typed_word_change_what_the_outline_shows() -> None:
    screen = await show(Counter)
    await screen.tap("Add")
    await screen.type("Your name", "Ada")
    assert screen.outline() == 'View /\n  Text "Count: 1"\n  TextField "Your name" = Ada\n  Button "Add"\n'
    assert screen.crashes == []


async def test_asking_for_what_is_not_there_shows_the_screen() -> None:
    screen = await show(Counter)
    with pytest.raises(LookupError, match="Count: 0"):
        screen.named("Subtract")


@ft.component
def Fragile() -> ft.Control:
    count, set_count = ft.use_state(0)
    if count == 1:
        raise ValueError("a render that fails once")
    return ft.Button(f"Tapped {count}", on_click=lambda _event: set_count(lambda n: n + 1))


async def tapped_twice(screen: Screen) -> None:
    button = screen.one(ft.Button)
    await screen.fire(button, "click")
    await screen.fire(button, "click")


async def test_flet_alone_freezes_after_a_render_that_fails() -> None:
    """The reason for `keep_drawing`: when this fails, Flet has mended itself and `keep_drawing` may go."""
    screen = await show(Fragile)
    await tapped_twice(screen)
    assert screen.one(ft.Button).content == "Tapped 0"


async def test_a_render_that_fails_does_not_stop_the_next(caplog: pytest.LogCaptureFixture) -> None:
    def main(page: ft.Page) -> None:
        keep_drawing(page)
        page.render(Fragile)

    with caplog.at_level(logging.ERROR, "leuko"):
        screen = await start(main)
        await tapped_twice(screen)
    assert screen.one(ft.Button).content == "Tapped 2"
    assert [record.getMessage() for record in caplog.records if record.name == "leuko"] == ["update failed: ValueError"]
    assert screen.crashes == []


@ft.component
def Two() -> ft.Control:
    def page(name: str) -> ft.View:
        return ft.View(route=ft.context.page.route, controls=[ft.Text(name)])

    return ft.Router(
        [ft.Route(component=lambda: page("home"), children=[ft.Route(path="log", component=lambda: page("log"))])],
        manage_views=True,
    )


async def test_an_address_opens_its_screen() -> None:
    screen = await launch(Two, route="/log")
    assert screen.texts() == ["log"]
