"""Pictures of every screen, in every size, theme and text size, into `build/screens/`: to be looked at by a person.

Runs the app under this Python with the demo person, and a Chromium in front of it. `python -m tools.screens home log`
takes only those; `--quick` only the phone in light and dark; `--language ar` in Arabic, from right to left.
"""

import argparse
import asyncio
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Page, Response, async_playwright

from app.words import NAMES as LANGUAGES

ROOT = Path(__file__).parent.parent
OUT = ROOT / "build" / "screens"
FLAGS = [
    "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
SCREENS = {
    "home": "/", "learn": "/learn", "section": "/learn/help-now", "check": "/check", "log": "/log",
    "add-test": "/log/add/test", "add-temperature": "/log/add/temperature", "trend": "/log/trend/neutrophils",
    "bin": "/log/bin", "share": "/share", "open": "/share/open", "fever": "/fever", "settings": "/settings",
    "people": "/people", "person": "/people/new", "about": "/about",
}  # fmt: skip
EMPTY = {"welcome": "/", "empty-home": "/", "empty-log": "/log", "empty-fever": "/fever", "empty-people": "/people"}
"""Screens of somebody who has just begun; the first of them before the intended use was read."""


@dataclass(frozen=True)
class Shot:
    """One way of looking: a window, a theme, the text size of the browser in percent."""

    width: int
    height: int
    dark: bool = False
    text: int = 100

    @property
    def name(self) -> str:
        """ "390x844-dark-200"."""
        return f"{self.width}x{self.height}-{'dark' if self.dark else 'light'}-{self.text}"


QUICK = (Shot(390, 844), Shot(390, 844, dark=True))
ALL = (
    *QUICK, Shot(360, 740), Shot(820, 1180), Shot(1280, 800), Shot(1280, 800, dark=True),
    Shot(320, 640, text=200), Shot(390, 844, text=200, dark=True), Shot(1280, 800, text=200),
)  # fmt: skip

DEMO = """
import asyncio, sys
from pathlib import Path
from app.core.sample import sample_entries, sample_person
from app.state import AppState
from app.store import FolderDisk
async def main(folder, what, language):
    state = AppState()
    await state.open(FolderDisk(Path(folder)))
    if what != "welcome":
        await state.keep_settings(intended_use_seen=state.today(), emergency_number="112", language=language)
    elif language:
        await state.keep_settings(language=language)
    if what == "demo":
        await state.keep_person(sample_person(state.today()), choose=True)
        await state.keep_many(sample_entries(state.today(), state.now()))
    state.close()
asyncio.run(main(*sys.argv[1:]))
"""


SAID = "() => document.querySelector('flt-semantics-host')?.textContent ?? ''"
SETTLED = f"() => {{ const said = ({SAID})(); return said.length > 20 && !said.includes('Opening your record') }}"
"""The screen has words, and the record has been read."""
STILL = 1500
"""Milliseconds for a change of page to end and a picture to be drawn."""
OUTSIDE = """() => [...document.querySelectorAll('flt-semantics')]
    .filter(one => one.textContent.trim() || one.getAttribute('aria-label'))
    .filter(one => !one.closest('[style*="overflow-x: scroll"]'))
    .filter(one => { const box = one.getBoundingClientRect(); return box.width && box.height &&
        (box.left < -1 || box.right > innerWidth + 1) })
    .map(one => (one.getAttribute('aria-label') ?? one.textContent).slice(0, 60))"""
"""What a layout pushed out of the window at its sides; a release build of Flutter says nothing about it."""
SERVE = """
import shutil, sys, tempfile
from pathlib import Path
import flet as ft
from app import start as door
from app.store import FolderDisk
def copy():
    folder = Path(tempfile.mkdtemp(dir=sys.argv[1]))
    shutil.copytree(Path(sys.argv[1]) / "record", folder, dirs_exist_ok=True)
    return FolderDisk(folder)
door.disk = copy
ft.run(door.start, assets_dir=str(Path("assets").absolute()), route_url_strategy=ft.RouteUrlStrategy.HASH)
"""
"""Every page gets a copy of the record of its own, because a record is open in one window only."""


NAMELESS = re.compile(
    r"^ *- ((?:button|link|textbox|checkbox|radio|switch|tab|combobox|slider|img)(?: \[[^\"]*\])*):?$", re.M
)
"""A control in the accessibility tree that nothing is called by."""


class App:
    """The app served by this Python on a free port, with a record of its own."""

    def __init__(self, what: str, language: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="leuko-"))
        subprocess.run([sys.executable, "-c", DEMO, str(self.folder / "record"), what, language], cwd=ROOT, check=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        settings = {
            "FLET_FORCE_WEB_SERVER": "true", "FLET_WEB_NO_CDN": "true", "FLET_SERVER_IP": "127.0.0.1",
            "FLET_SERVER_PORT": str(self.port),
        }  # fmt: skip
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(self.folder)], cwd=ROOT, env={**os.environ, **settings}
        )

    async def ready(self) -> None:
        """Wait until it answers."""
        for _try in range(100):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            await asyncio.sleep(0.2)
        raise TimeoutError("the app did not start")

    def close(self) -> None:
        """End it and forget its record."""
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


async def open_page(browser: Browser, address: str, shot: Shot, errors: list[str]) -> Page:
    """A page of the app, its semantics on, its text in the wanted size."""
    context = await browser.new_context(
        viewport={"width": shot.width, "height": shot.height}, color_scheme="dark" if shot.dark else "light"
    )
    page = await context.new_page()
    page.on("console", lambda said: errors.append(said.text) if is_error(said.type, said.text) else None)
    page.on("response", lambda got: errors.append(f"{got.status} {got.url}") if is_missing(got) else None)
    size = shot.text * 16 // 100
    script = f"addEventListener('DOMContentLoaded', () => document.documentElement.style.fontSize = '{size}px')"
    await page.add_init_script(script)
    await page.goto(address)
    await page.wait_for_selector("flt-semantics-placeholder", state="attached", timeout=60_000)
    await page.evaluate("document.querySelector('flt-semantics-placeholder').click()")
    await page.wait_for_function(SETTLED, timeout=60_000)
    await page.wait_for_timeout(STILL * 2)
    return page


async def look(page: Page, route: str, file: Path) -> list[str]:
    """Go to a screen, wait until it is still, take its picture; returns what is outside the window or has no name."""
    before = await page.evaluate(SAID)
    if await page.evaluate("route => (location.hash.slice(1) || '/') !== route && !!(location.hash = route)", route):
        await page.wait_for_function(f"before => ({SAID})() !== before", arg=before, timeout=60_000)
    await page.wait_for_timeout(STILL)
    await page.wait_for_function(SETTLED, timeout=60_000)
    await page.screenshot(path=file)
    outside: list[str] = await page.evaluate(OUTSIDE)
    heard = await page.locator("flt-semantics-host").aria_snapshot()
    return [f"outside the window: {one}" for one in outside] + [f"no name: {one}" for one in NAMELESS.findall(heard)]


def is_error(kind: str, text: str) -> bool:
    """What a page must never say: any error but a file that was not loaded, which `is_missing` judges."""
    return kind == "error" and "Failed to load resource" not in text


def is_missing(got: Response) -> bool:
    """A file that is not there; Flutter's own fallback fonts are in the built site only."""
    return got.status >= 400 and "/assets/fonts/noto" not in got.url


async def take(what: str, screens: dict[str, str], shots: tuple[Shot, ...], language: str) -> list[str]:
    """Every screen in every way; returns what went wrong."""
    app, wrong = App(what, language), list[str]()
    spoken = f"-{language}" if language else ""
    try:
        await app.ready()
        async with async_playwright() as player:
            browser = await player.chromium.launch(executable_path=chromium(), args=FLAGS)
            for shot in shots:
                errors: list[str] = []
                page = await open_page(browser, f"http://127.0.0.1:{app.port}/#/", shot, errors)
                for name, route in screens.items():
                    found = await look(page, route, OUT / f"{name}{spoken}-{shot.name}.png")
                    wrong += [f"{name} {shot.name}: {one}" for one in found]
                wrong += [f"{shot.name}: {error}" for error in errors]
                await page.context.close()
            await browser.close()
    finally:
        app.close()
    return wrong


def chromium() -> str | None:
    """The system's Chromium, else playwright's own."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def sets(wanted: list[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """The wanted screens by the record they need; all when none is named."""
    first = {name: route for name, route in EMPTY.items() if name == "welcome"}
    rest = {name: route for name, route in EMPTY.items() if name != "welcome"}
    for what, screens in (("demo", SCREENS), ("welcome", first), ("empty", rest)):
        chosen = {name: route for name, route in screens.items() if not wanted or name in wanted}
        if chosen:
            yield what, chosen


def main() -> int:
    """Take the pictures; 1 when a page said something it must not, or pushed something out of its window."""
    reads = argparse.ArgumentParser(description=__doc__)
    reads.add_argument("screens", nargs="*")
    reads.add_argument("--quick", action="store_true")
    reads.add_argument("--language", default="", choices=("", *sorted(LANGUAGES)), help="as in the settings")
    given = reads.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    wrong: list[str] = []
    for what, screens in sets(given.screens):
        print(f"Taking {', '.join(screens)} ({what} record) …", flush=True)
        wrong += asyncio.run(take(what, screens, QUICK if given.quick else ALL, given.language))
    print("\n".join(wrong) or f"Pictures in {OUT.relative_to(ROOT)}; nothing lies outside a window.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
