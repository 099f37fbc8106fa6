"""Settings are kept the moment they are chosen; what cannot be undone is asked first."""

import asyncio
import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import flet as ft
import pytest

from app.device import Comfort, Storage
from app.device.files import Files, Take
from app.state import AppState
from app.ui import reading
from app.ui.shell import App
from tests import make
from tests.ui.render import Screen, start, walk


class Doors(Files):
    """A device with doors that lead into memory."""

    def __init__(self) -> None:
        self.saved: dict[str, bytes] = {}
        self.installs = self.safari = False
        self.knows = self.seen = self.can_hide = False
        self.hidden: list[bool] = []
        self.platform = "android"

    async def knows_person(self) -> bool:
        return self.knows

    async def recognises(self, reason: str) -> bool:
        return self.seen

    async def hide(self, on: bool) -> bool:
        self.hidden.append(on)
        return True

    async def save_file(self, name: str, data: bytes) -> bool:
        self.saved[name] = data
        return True

    def choose_file(self, take: Take, *extensions: str) -> ft.PickFiles:
        if not hasattr(self, "papers"):
            super().__init__()  # pickers belong to a page, and there is one only now
        return super().choose_file(take, *extensions)

    async def storage(self) -> Any:
        return Storage(persisted=False, used=3_145_728, quota=None)

    async def comfort(self) -> Comfort:
        return Comfort(still=True)

    async def persist(self) -> bool:
        return True

    async def capabilities(self) -> dict[str, bool]:
        return {"install": self.installs}

    async def forgets(self) -> bool:
        return self.safari

    async def install(self) -> bool:
        self.installs = False
        return True


async def open_settings(state: AppState, doors: Doors | None = None) -> Screen:
    await state.keep_settings(intended_use_seen=state.today())
    state.notice = None
    return await start(lambda page: page.render_views(App, state, doors or Doors()), route="/settings")


def group(screen: Screen, label: str) -> ft.RadioGroup:
    """The radio group under an identifier."""
    [box] = [one for one in screen.all(ft.Semantics) if one.identifier == label]
    [found] = [one for one, _depth in walk(box) if isinstance(one, ft.RadioGroup)]
    return found


async def test_theme_and_text_size_are_kept_when_chosen(state: AppState) -> None:
    screen = await open_settings(state)
    await screen.choose(group(screen, "theme"), "dark")
    await screen.choose(group(screen, "text-size"), "largest")
    assert (state.settings.theme, state.settings.text_size) == ("dark", "largest")


async def test_the_emergency_number_takes_digits_only(state: AppState) -> None:
    screen = await open_settings(state)
    await screen.type("Emergency number", "nine one one")
    assert screen.named("Emergency number", ft.TextField).error == "A telephone number has digits only."
    assert state.settings.emergency_number == ""


async def test_a_backup_is_saved_as_a_dated_file_and_noted(state: AppState) -> None:
    await state.keep(make.a_test(person="ada", wbc="1.2"))
    doors = Doors()
    screen = await open_settings(state, doors)
    assert "You have not saved a backup yet." in screen.texts()
    await screen.tap("Save a backup")
    assert list(doors.saved) == ["leuko-backup-2026-11-23.json"]
    assert json.loads(doors.saved["leuko-backup-2026-11-23.json"])["record"]["people"][0]["name"] == "Ada"
    assert "Last backup: today" in screen.texts()


async def test_a_backup_shows_what_it_holds_before_anything_is_taken(state: AppState) -> None:
    await state.keep(make.a_test(person="ada", wbc="1.2"))
    saved = (await state.backup()).encode()
    screen = await open_settings(state)
    await state.erase_everything()
    await screen.settle()
    await screen.go("/settings")
    await screen.choose_files("Restore from a file", ("leuko.json", saved))
    assert "People: Ada" in screen.texts()
    assert "Blood test: 1" in screen.texts()
    assert state.record.people == ()
    await screen.tap("Add to what is here")
    assert [one.name for one in state.record.people] == ["Ada"]


async def test_a_file_that_is_no_backup_changes_nothing(state: AppState) -> None:
    screen = await open_settings(state)
    before = state.record
    await screen.choose_files("Restore from a file", ("photo.json", b"\xff\xd8\xff"))
    assert state.record is before
    assert state.notice is not None
    assert state.notice.failed


async def test_erasing_asks_first_and_then_leaves_nothing(state: AppState) -> None:
    await state.keep(make.a_test(person="ada", wbc="1.2"))
    screen = await open_settings(state)
    await screen.tap("Erase everything")
    assert len(state.record.entries) == 1
    [yes] = [one for one in screen.all(ft.TextButton) if "Erase everything" in str(one.content.value)]
    await screen.tap(yes)
    assert (state.record.people, state.record.entries) == ((), ())


async def test_a_browser_that_may_forget_is_said_to(state: AppState) -> None:
    screen = await open_settings(state)
    assert any(text.startswith("This browser may delete the record") for text in screen.texts())
    assert "Used by the app: 3.0 MB" in screen.texts()


async def test_safari_off_the_home_screen_is_warned_of_and_no_promise_is_shown(state: AppState) -> None:
    doors = Doors()
    doors.safari = True
    screen = await open_settings(state, doors)
    assert any(text.startswith("Safari deletes what a website keeps") for text in screen.texts())
    assert "This browser has promised to keep it." not in screen.texts()


async def test_a_browser_that_offers_to_install_is_asked_to_by_one_button(state: AppState) -> None:
    doors = Doors()
    doors.installs = True
    screen = await open_settings(state, doors)
    await screen.tap("Install the app")
    assert doors.installs is False
    with pytest.raises(LookupError):
        screen.named("Install the app")


async def test_home_asks_for_a_backup_when_there_is_something_to_lose(state: AppState) -> None:
    await state.keep_settings(intended_use_seen=state.today())
    await state.keep_many(make.a_test(date(2026, 11, day), person="ada", wbc="1.2") for day in (1, 2))
    screen = await start(lambda page: page.render_views(App, state, Doors()), route="/")
    said = "You have not saved a backup yet."
    assert said not in screen.texts()
    await state.keep(make.a_test(date(2026, 11, 3), person="ada", wbc="1.2"))
    await screen.settle()
    assert said in screen.texts()
    await screen.tap("Save a backup")
    assert screen.page.route == "/settings"
    await state.keep_settings(last_backup=state.now() - timedelta(days=30))
    await screen.go("/")
    assert not any(text.startswith("Last backup") for text in screen.texts())
    await state.keep_settings(last_backup=state.now() - timedelta(days=31))
    await screen.settle()
    assert any(text.startswith("Last backup") for text in screen.texts())


async def test_who_asked_their_device_for_stillness_gets_no_motion(state: AppState) -> None:
    screen = await open_settings(state)
    assert screen.page.theme is not None
    assert screen.page.theme.page_transitions.android == ft.PageTransitionTheme.NONE


async def test_a_passphrase_seals_the_backup_and_opens_it_again(state: AppState) -> None:
    doors = Doors()
    screen = await open_settings(state, doors)
    await screen.type("Passphrase (optional)", "correct horse")
    await screen.type("The same passphrase again", "correct hoarse")
    await screen.tap("Save a backup")
    assert screen.named("The same passphrase again", ft.TextField).error == "The two are not the same."
    assert doors.saved == {}
    await screen.type("The same passphrase again", "correct horse")
    await screen.tap("Save a backup")
    await until(lambda: bool(doors.saved))
    [(name, data)] = doors.saved.items()
    assert name == "leuko-backup-2026-11-23.jwe"
    assert b"Ada" not in data
    await screen.choose_files("Restore from a file", (name, data))
    await screen.type("Passphrase", "wrong horse")
    await screen.tap("Open")
    await until(lambda: bool(screen.named("Passphrase", ft.TextField).error))
    field = screen.named("Passphrase", ft.TextField)
    assert field.error == "It does not open: the passphrase is wrong, or the file was changed."
    await screen.type("Passphrase", "correct horse")
    await screen.tap("Open")
    await until(lambda: "People: Ada" in screen.texts())
    assert "People: Ada" in screen.texts()


async def until(done: Callable[[], bool]) -> None:
    """Wait for work that takes real time: a key is drawn out of a passphrase slowly, on purpose."""
    for _try in range(200):
        if done():
            return
        await asyncio.sleep(0.05)


async def test_every_face_is_there_before_another_language_can_be_chosen(state: AppState) -> None:
    screen = await start(lambda page: page.render_views(App, state, Doors()), route="/settings")
    assert screen.page.fonts == reading.EVERY
    assert reading.EVERY.keys() > reading.fonts().keys()
