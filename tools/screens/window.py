"""The browser's side: one window that changes its size, theme, text size and language in place."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import ConsoleMessage, Page, Response, async_playwright
from playwright.async_api import TimeoutError as Late

from tools.provide import CHROMIUM_FLAGS, chromium
from tools.screens.screens import Screen, Stage, before, set_the_stage, speak
from tools.screens.served import Served

SIZES = ((360, 740), (390, 844), (820, 1180), (1280, 800))
TURN, FADE = 90, 350
"""Milliseconds between two looks at whether the screen is still, and for a theme to change."""
TRIES, CHANGES = 250, 25
"""Looks before giving up: on a screen that does not come to rest, on one that does not change."""

STILL = """() => JSON.stringify([...document.querySelectorAll('flt-semantics')].map(one => {
    const box = one.getBoundingClientRect()
    return [one.id, one.getAttribute('aria-label'), box.x, box.y, box.width, box.height] }))"""
SIZED = """([width, height]) => { const all = document.querySelector('#flt-semantic-node-0')
    const box = all?.getBoundingClientRect()
    return !!box && Math.abs(box.width - width) < 1 && Math.abs(box.height - height) < 1 }"""
READY = "() => (document.querySelector('flt-semantics-host')?.textContent ?? '').length > 20"


@dataclass(frozen=True)
class Way:
    """One way of looking: a window, a theme, the text size of the browser in percent, a language."""

    width: int
    height: int
    dark: bool = False
    text: int = 100
    language: str = "en"

    @property
    def name(self) -> str:
        """ "390x844-dark-200-ar"."""
        return f"{self.width}x{self.height}-{'dark' if self.dark else 'light'}-{self.text}-{self.language}"


@dataclass
class Window:
    """A page of the app. `wrong` collects what the console says and what could not be loaded."""

    served: Served
    page: Page
    stage: Stage = "welcome"
    said: tuple[int, str] = (100, "en")
    """The text size and language it has now."""
    wrong: list[str] = field(default_factory=list)

    async def begin(self) -> None:
        """Open the app, its semantics on."""
        self.page.on("console", self._heard)
        self.page.on("response", self._got)
        await self.page.goto(self.served.address)
        await self.page.wait_for_selector("flt-semantics-placeholder", state="attached", timeout=60_000)
        await self.page.evaluate("document.querySelector('flt-semantics-placeholder').click()")
        await self.page.wait_for_function(READY, timeout=60_000)
        while self.served.open.opening:
            await asyncio.sleep(0.05)
        await self.still()

    async def still(self) -> None:
        """Wait until two looks in a row see the same boxes."""
        last = ""
        for _try in range(TRIES):
            await self.page.wait_for_timeout(TURN)
            now = await self.page.evaluate(STILL)
            if now == last:
                return
            last = now
        raise TimeoutError("the screen does not come to rest")

    async def look(self, way: Way) -> None:
        """Turn the window into *way*; the language goes through the app's own settings."""
        before, after = await self.page.evaluate(STILL), (way.text, way.language)
        if self.served.open.settings.language != way.language:
            await self.served.do(speak, self.served.open, way.language)
        await self.page.evaluate("size => { document.documentElement.style.fontSize = size }", f"{way.text * 0.16}px")
        await self.page.emulate_media(color_scheme="dark" if way.dark else "light", reduced_motion="reduce")
        await self._turn(way.width, way.height)
        if after != self.said:
            await self._other_than(before)
            self.said = after
        await self.still()

    async def _turn(self, width: int, height: int) -> None:
        """Give the window a size; once in a thousand times Flutter does not hear of it, and is told again."""
        for width_first in (width, width - 1, width):
            await self.page.set_viewport_size({"width": width_first, "height": height})
            try:
                await self.page.wait_for_function(SIZED, arg=[width_first, height], timeout=10_000)
            except Late:
                continue
            if width_first == width:
                return
        raise AssertionError(f"the window does not become {width} by {height}")

    async def go(self, screen: Screen) -> None:
        """To *screen*, with the record it wants, and what is pressed there pressed."""
        state = self.served.open
        if screen.stage != self.stage:
            await self.served.do(set_the_stage, state, screen.stage)
            self.stage = screen.stage
        route = await self.served.do(before, state, screen)
        if self.served.page.route == route:  # so that every screen begins anew, at its top
            await self._open("/about")
        await self._open(route)
        for identifier in screen.presses:
            await self.page.locator(f'[flt-semantics-identifier="{identifier}"]').first.click(force=True)
            await self.still()

    async def _open(self, route: str) -> None:
        """To an address, until the screen is another and still."""
        before = await self.page.evaluate(STILL)
        await self.page.evaluate("route => { location.hash = route }", route)
        while self.served.page.route != route:
            await self.page.wait_for_timeout(TURN)
        await self._other_than(before)
        await self.still()

    async def _other_than(self, before: str) -> None:
        """Wait until the boxes are not those of *before*; a screen that happens to be alike is waited for in vain."""
        for _try in range(CHANGES):
            if await self.page.evaluate(STILL) != before:
                return
            await self.page.wait_for_timeout(TURN)

    def _heard(self, said: ConsoleMessage) -> None:
        if said.type == "error" and "Failed to load resource" not in said.text and "ERR_" not in said.text:
            self.wrong.append(f"console: {said.text[:300]}")

    def _got(self, answer: Response) -> None:
        """A file that is not there; Flutter's own fallback fonts are in the built site only."""
        if answer.status >= 400 and "/assets/fonts/noto" not in answer.url:
            self.wrong.append(f"{answer.status} {answer.url}")


@asynccontextmanager
async def window(served: Served, scale: float = 1, **options: Any) -> AsyncIterator[Window]:
    """A Chromium with one window on the app; *scale* is device pixels per CSS pixel."""
    async with async_playwright() as player:
        browser = await player.chromium.launch(executable_path=chromium(), args=list(CHROMIUM_FLAGS))
        context = await browser.new_context(
            viewport={"width": 390, "height": 844}, device_scale_factor=scale, reduced_motion="reduce", **options
        )
        opened = Window(served, await context.new_page())
        try:
            await opened.begin()
            yield opened
        finally:
            await browser.close()
