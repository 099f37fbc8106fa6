"""Puts the house together and opens the door. The article opens even when the log cannot."""

import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import flet as ft

from app import content, device, words
from app.state import AppState
from app.store import Disk, FolderDisk
from app.ui.component import contain
from app.ui.shell import App, dress

log = logging.getLogger("leuko")
CONTENT = Path(__file__).parent.parent / "content"
OUT = {ft.AppLifecycleState.HIDE, ft.AppLifecycleState.PAUSE}
BACK = {ft.AppLifecycleState.SHOW, ft.AppLifecycleState.RESUME}


async def start(page: ft.Page) -> None:
    """Show the first screen at once, then open the record."""
    contain(page)
    keep_drawing(page)
    doors = device.Device(page)
    if device.IN_BROWSER:  # elsewhere the device answers only once something is shown
        speak(await doors.languages())
    state = AppState(content=content.load(CONTENT, words.language()), platform=doors.platform, keys=device.Keys())
    page.title = "Leukopenia Companion"
    page.on_app_lifecycle_state_change = leaving(state, doors)
    doors.on_page_event(hearing(page, state))
    dress(page, state)
    page.render_views(App, state, doors)
    page.session.store.set("state", state)
    page.session.store.set("follow", follow := following(state, doors))  # kept alive: listeners are held weakly
    state.subscribe(follow)
    await take_over(state)
    await state.open(disk())
    state.soon(doors.shown)
    if state.record.entries:  # there is something to lose: ask the browser to keep it
        await doors.persist()
    if not device.IN_BROWSER and not state.settings.language and speak(await doors.languages()):
        state.content = content.load(CONTENT, words.language())


async def take_over(state: AppState) -> None:
    """Of the windows of one process the newest writes; the one before says why it can't."""
    while _windows:
        older = _windows.pop()
        await older.flush()
        older.close()
    _windows.append(state)


def speak(wanted: Iterable[str]) -> bool:
    """Speak the first of *wanted* that the app knows; whether that changed anything."""
    before = words.language()
    known = (one for one in wanted if one.replace("_", "-").split("-")[0].lower() in words.available())
    words.use(next(known, words.SOURCE_LANGUAGE))
    return words.language() != before


def following(state: AppState, doors: device.Device) -> Callable[[Any, str | None], None]:
    """A listener that follows the language chosen in the settings: words first, then the content, then the page."""
    told = ""

    def follow(_state: Any, field: str | None) -> None:
        nonlocal told
        chosen = state.settings.language
        if field != "record" or chosen == told or (state.locked and not chosen):  # sealed away is not "forgotten"
            return
        told = chosen
        if chosen and speak([chosen]):
            state.content = content.load(CONTENT, words.language())
        state.soon(lambda: doors.speaks(words.language(), chosen))

    return follow


def disk() -> Disk:
    """Where the record is kept: the browser's database, or a folder."""
    if device.IN_BROWSER:
        from app.store.browser import BrowserDisk

        return BrowserDisk()
    return FolderDisk(device.data_folder())


def hearing(page: ft.Page, state: AppState) -> Callable[[str, Any], None]:
    """A listener for what the page around us says: write when it hides, go where its reader wants to go."""

    def hear(name: str, value: Any) -> None:
        if name in ("hide", "pagehide"):
            state.soon(state.went_out)
        elif name == "show":
            state.soon(state.came_back)
        elif name == "go" and value:
            page.navigate(f"/learn/{value}")

    return hear


def leaving(state: AppState, doors: device.Device) -> Callable[[ft.AppLifecycleStateChangeEvent], Awaitable[None]]:
    """A handler that covers the screen and writes what is half-typed when the app goes out of sight, and locks it."""

    async def leave(event: ft.AppLifecycleStateChangeEvent) -> None:
        if event.state in BACK or doors.pictured_after(event.state):
            state.cover(event.state not in BACK)
        await state.flush()
        if event.state in OUT:
            state.soon(state.went_out)
        elif event.state in BACK:
            await state.came_back()

    return leave


_windows: list[AppState] = []


@dataclass(frozen=True)
class Redraw:
    """A pending update that cannot take the scheduler down with it."""

    control: Any

    def update(self) -> None:
        """Redraw; a failure is logged and the next update goes on."""
        try:
            self.control.update()
        except Exception as error:  # the boundary
            log.error("update failed: %s", type(error).__name__, exc_info=error)


def keep_drawing(page: ft.Page) -> None:
    """One failed update must not stop every later one, as Flet 1.0.5's scheduler would."""
    schedule: Callable[[Any], None] = page.session.schedule_update
    page.session.schedule_update = lambda control: schedule(Redraw(control))  # type: ignore[method-assign]
