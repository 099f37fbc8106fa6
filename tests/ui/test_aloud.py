"""Read aloud: offered where the device has a voice for the language, stopped when one leaves, absent where it has none."""

import asyncio
from typing import Any

import flet as ft
import pytest

from app.core.content import Content
from app.device import Device
from app.state import AppState
from app.ui.shell import App
from tests.ui.quiz_walker import has, marked, press
from tests.ui.render import Screen, name_of, start, walk


class Spoken(Device):
    """A device whose page has voices for some languages, and reads until it is told to stop."""

    languages_spoken: tuple[str, ...] = ("en",)

    def __init__(self, page: ft.Page) -> None:
        super().__init__(page)
        self.heard: list[tuple[str, str]] = []
        self.quiet = asyncio.Event()

    async def command(self, name: str, **payload: Any) -> Any:
        """What the page would answer."""
        if name == "voice":
            return payload["language"] in self.languages_spoken
        if name == "speak":
            self.heard.append((payload["language"], payload["text"]))
            self.quiet.clear()
            await self.quiet.wait()
            return False
        if name == "hush":
            self.quiet.set()
        return None


async def opened(state: AppState, route: str, *spoken: str) -> tuple[Screen, Spoken]:
    """The app at *route* on a device with voices for the languages *spoken*."""
    await state.keep_settings(intended_use_seen=state.today())
    state.notice = None
    made: list[Spoken] = []

    def main(page: ft.Page) -> None:
        made.append(Spoken(page))
        made[0].languages_spoken = spoken
        page.render_views(App, state, made[0])

    screen = await start(main, route=route)
    await screen.settle()
    return screen, made[0]


async def begin(screen: Screen) -> asyncio.Task[None]:
    """Press the button; its handler goes on as long as the voice does."""
    pressed = asyncio.create_task(press(screen, "read-aloud"))
    for _ in range(20):
        await asyncio.sleep(0)
    await screen.settle()
    return pressed


def button(screen: Screen) -> str:
    """What the button says."""
    return next(name_of(one) for one, _depth in walk(marked(screen, "read-aloud")) if isinstance(one, ft.Text))


@pytest.mark.parametrize("route", ["/learn/anc", "/fever"])
async def test_a_page_is_read_and_stopped_by_the_same_button(state: AppState, content: Content, route: str) -> None:
    screen, device = await opened(state, route, "en")
    assert button(screen) == "Read aloud"
    reading = await begin(screen)
    [(language, text)] = device.heard
    assert language == "en"
    assert text.startswith(content.fever.title if route == "/fever" else content.article.section("anc").title)  # type: ignore[union-attr]
    assert button(screen) == "Stop reading"
    await press(screen, "read-aloud")
    await reading
    await asyncio.wait_for(reading, 5)
    assert device.quiet.is_set()
    assert button(screen) == "Read aloud"


@pytest.mark.parametrize("spoken", [(), ("fr",)])
async def test_without_a_voice_for_the_language_there_is_no_button(state: AppState, spoken: tuple[str, ...]) -> None:
    screen, _device = await opened(state, "/learn/anc", *spoken)
    assert not has(screen, "read-aloud")


async def test_leaving_the_page_stops_the_voice(state: AppState) -> None:
    screen, device = await opened(state, "/learn/anc", "en")
    reading = await begin(screen)
    await screen.go("/learn")
    await asyncio.wait_for(reading, 5)
    assert device.quiet.is_set()


async def test_the_fever_card_over_a_page_stops_its_voice(state: AppState) -> None:
    screen, device = await opened(state, "/learn/anc", "en")
    reading = await begin(screen)
    await screen.go("/fever?from=/learn/anc")
    await asyncio.wait_for(reading, 5)
    assert device.quiet.is_set()


async def test_a_question_is_read_with_its_answers_and_the_next_one_is_quiet(state: AppState, content: Content) -> None:
    screen, device = await opened(state, "/check", "en")
    await press(screen, "quiz-start")
    await screen.settle()
    reading = await begin(screen)
    [(_language, text)] = device.heard
    words = content.quiz.questions["age"]
    assert text.splitlines()[0] == words.ask
    assert content.quiz.label("age", "16_to_64_years") in text
    await screen.choose(screen.all(ft.RadioGroup)[-1], "16_to_64_years")
    await press(screen, "quiz-next")
    await asyncio.wait_for(reading, 5)
    assert device.quiet.is_set()
    assert button(screen) == "Read aloud"
