"""The lock on the screen: turned on in Settings, asked for at every address, the fever card beside it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from pathlib import Path

import flet as ft
import pytest

from app.core.content import Content
from app.core.lock import Kind
from app.core.record import Contact, Person
from app.state import AppState
from app.store import FolderDisk
from app.ui import theme
from app.ui.shell import App
from tests.conftest import NOW
from tests.make import a_test
from tests.quick_keys import QuickKeys
from tests.ui.render import Screen, start, walk
from tests.ui.test_settings import Doors, group

PASS, PIN = "four dry warm socks", "2580"


@pytest.fixture
async def ada(content: Content, folder: Path) -> AsyncIterator[AppState]:
    """Ada's record on file, past the first run, on a device that can encrypt."""
    state = AppState(content=content, platform="android", now=lambda: NOW, keys=QuickKeys())
    await state.open(FolderDisk(folder))
    await state.keep_person(Person(id="ada", name="Ada", contacts=(Contact(name="Ward 4", number="123"),)))
    await state.keep(a_test(person="ada", wbc="1.2"))
    await state.keep_settings(intended_use_seen=state.today())
    state.notice = None
    yield state
    state.close()


async def at(state: AppState, route: str, doors: Doors | None = None) -> Screen:
    return await start(lambda page: page.render_views(App, state, doors or Doors()), route=route)


def tick(screen: Screen, identifier: str) -> ft.Checkbox:
    """The checkbox of a row."""
    [box] = [one for one in screen.all(ft.Semantics) if one.identifier == identifier]
    [found] = [one for one, _depth in walk(box) if isinstance(one, ft.Checkbox)]
    return found


async def until(screen: Screen, done: Callable[[], bool]) -> None:
    """Wait for work that takes real time: a key is drawn out of a secret slowly, on purpose."""
    for _try in range(200):
        if done():
            return await screen.settle()
        await asyncio.sleep(0.05)
    raise AssertionError(screen.outline())


async def unlock(screen: Screen, state: AppState, name: str, typed: str) -> None:
    """Type a PIN or passphrase, and wait for the answer."""
    assert state.lock
    before = state.lock.tried, state.lock.wrong
    await screen.type(name, typed)
    await screen.tap("Unlock")
    await until(screen, lambda: not state._trying.locked() and (not state.locked or state.lock.wrong != before[1]))
    await asyncio.sleep(0.05)
    await screen.settle()


def shows_ada(screen: Screen) -> bool:
    """Whether anything on any view or dialog names her, her count, or her ward."""
    said = [str(getattr(one, "value", "")) for one, _depth in walk([*screen.views(), *screen.page._dialogs.controls])]
    return any(word in text for text in said for word in ("Ada", "Ward 4", "1.2"))


async def test_a_passphrase_typed_twice_locks_and_says_before_that_it_cannot_be_found_again(ada: AppState) -> None:
    screen = await at(ada, "/settings")
    await screen.choose(group(screen, "lock-kind"), "passphrase")
    assert any("If you forget it, nobody can open your record again" in text for text in screen.texts())
    await screen.type("New passphrase", "short")
    await screen.tap("Turn the lock on")
    found = screen.named("New passphrase", ft.TextField)
    assert (found.error, found.password) == ("Use at least 8 characters; four words are good.", True)
    await screen.type("New passphrase", PASS)
    await screen.type("The same passphrase again", PASS + "!")
    await screen.tap("Turn the lock on")
    assert screen.named("The same passphrase again", ft.TextField).error == "The two are not the same."
    assert ada.lock is None
    await screen.type("The same passphrase again", PASS)
    await screen.tap("Turn the lock on")
    await until(screen, lambda: ada.lock is not None)
    assert ada.lock is not None
    assert (ada.lock.kind, ada.lock.sealed, ada.lock.fever, ada.lock.facts) == ("passphrase", True, True, False)


async def test_a_pin_says_that_it_is_a_screen_lock_only(ada: AppState) -> None:
    screen = await at(ada, "/settings")
    assert "A screen lock. The record on the device is not encrypted: who can copy its files can read them." in (
        screen.texts()
    )
    await screen.choose(group(screen, "lock-kind"), "pin")
    await screen.type("New PIN", "12a4")
    await screen.tap("Turn the lock on")
    assert screen.named("New PIN", ft.TextField).error == "A PIN has digits only."


@pytest.mark.parametrize("route", ["/", "/log", "/people/ada", "/settings", "/share", "/log/add/test", "/nowhere"])
async def test_every_address_shows_the_lock_and_nothing_else(ada: AppState, route: str) -> None:
    await ada.set_lock("pin", PIN, facts=True)
    await ada.lock_now()
    screen = await at(ada, route)
    assert screen.named("PIN", ft.TextField).password
    assert len(screen.views()) == 1
    assert not shows_ada(screen)
    assert screen.crashes == []


async def test_locking_covers_an_open_sheet_and_unlocking_goes_on_where_one_was(ada: AppState) -> None:
    await ada.set_lock("passphrase", PASS, sealed=True)
    screen = await at(ada, "/log/add/test")
    await screen.type("WBC", "0,7")
    await ada.lock_now()
    await screen.settle()
    assert not shows_ada(screen)
    await unlock(screen, ada, "Passphrase", "not this one")
    assert screen.named("Passphrase", ft.TextField).error == "That is not the passphrase."
    await unlock(screen, ada, "Passphrase", PASS)
    assert screen.named("WBC", ft.TextField).value == "0,7"
    assert screen.page.route == "/log/add/test"


async def test_a_sheet_that_was_open_is_gone_once_the_app_is_locked(ada: AppState) -> None:
    await ada.set_lock("pin", PIN)
    screen = await at(ada, "/settings")
    await screen.tap("Erase everything")
    assert screen.all(ft.AlertDialog)
    await ada.lock_now()
    await screen.settle()
    assert [one for one in screen.all(ft.AlertDialog) if one.open] == []


async def test_the_fever_card_of_a_locked_app_shows_the_rule_and_nobody(ada: AppState) -> None:
    await ada.set_lock("pin", PIN)
    await ada.lock_now()
    screen = await at(ada, "/log")
    await screen.tap("Open the fever card")
    assert "What to do" in screen.texts()
    assert "About me" not in screen.texts()
    assert not shows_ada(screen)
    await screen.tap("Back")
    assert screen.page.route == "/log"


async def test_with_the_persons_leave_the_locked_fever_card_says_whom_to_call(ada: AppState) -> None:
    await ada.set_lock("pin", PIN, facts=True)
    await ada.lock_now()
    screen = await at(ada, "/fever")
    assert "About me" in screen.texts()
    assert "Call Ward 4: 123" in screen.texts()


async def test_without_the_persons_leave_the_fever_card_is_locked_too(ada: AppState) -> None:
    await ada.set_lock("pin", PIN, fever=False)
    await ada.lock_now()
    screen = await at(ada, "/fever")
    assert "What to do" not in screen.texts()
    assert screen.named("PIN", ft.TextField).password
    with pytest.raises(LookupError):
        screen.named("Open the fever card")


async def test_too_many_wrong_tries_close_the_field_for_a_while(content: Content, folder: Path) -> None:
    clock: list[datetime] = [NOW]
    state = AppState(content=content, platform="android", now=lambda: clock[0], keys=QuickKeys())
    await state.open(FolderDisk(folder))
    await state.set_lock("pin", PIN)
    await state.lock_now()
    screen = await at(state, "/")
    for _try in range(5):
        await unlock(screen, state, "PIN", "1111")
    await until(screen, lambda: "Too many wrong tries. Try again in 30 seconds." in screen.outline())
    assert screen.named("PIN", ft.TextField).disabled
    clock[0] += timedelta(seconds=31)
    await until(screen, lambda: not screen.named("PIN", ft.TextField).disabled)
    await unlock(screen, state, "PIN", PIN)
    assert not state.locked
    state.close()


async def test_who_forgot_is_told_and_can_only_erase(ada: AppState) -> None:
    await ada.set_lock("passphrase", PASS, sealed=True)
    await ada.lock_now()
    screen = await at(ada, "/")
    await screen.tap("Forgot your passphrase?")
    assert "Nobody can find it out or set a new one, not even this app." in screen.texts()
    await screen.tap("Erase everything")
    [yes] = [one for one in screen.all(ft.TextButton) if "Erase everything" in str(one.content.value)]
    await screen.tap(yes)
    await until(screen, lambda: not ada.locked)
    assert (ada.lock, ada.record.people) == (None, ())


async def test_the_menu_locks_in_one_tap_and_settings_turn_the_lock_off(ada: AppState) -> None:
    await ada.set_lock("pin", PIN)
    screen = await at(ada, "/")
    [item] = [one for one in screen.all(ft.PopupMenuItem) if one.content == "Lock now"]
    await screen.tap(item)
    assert ada.locked
    await unlock(screen, ada, "PIN", PIN)
    await screen.go("/settings")
    await screen.tap("Turn the lock off")
    await screen.type("PIN", PIN)
    await screen.tap("Turn the lock off")
    await until(screen, lambda: ada.lock is None)
    assert not ada.locked


async def test_what_the_lock_allows_is_kept_the_moment_it_is_chosen(ada: AppState, folder: Path) -> None:
    await ada.set_lock("pin", PIN)
    screen = await at(ada, "/settings")
    await screen.choose(tick(screen, "lock-fever"), False)
    [box] = [one for one in screen.all(ft.Semantics) if one.identifier == "lock-after"]
    [after] = [one for one, _depth in walk(box) if isinstance(one, ft.DropdownM2)]
    await screen.choose(after, "5")
    assert ada.lock is not None
    assert (ada.lock.fever, ada.lock.after) == (False, 5)
    ada.close()
    again = AppState(now=lambda: NOW, keys=QuickKeys())
    await again.open(FolderDisk(folder))
    assert again.lock is not None
    assert (again.lock.fever, again.lock.after) == (False, 5)
    again.close()


async def test_a_finger_opens_what_a_pin_opens_once_that_was_chosen(ada: AppState) -> None:
    await ada.set_lock("pin", PIN)
    doors = Doors()
    doors.knows = True
    screen = await at(ada, "/settings", doors)
    assert not tick(screen, "lock-touch").value
    assert any("Whoever’s finger or face this device knows can open the app." in text for text in screen.texts())
    await screen.choose(tick(screen, "lock-touch"), True)
    await ada.lock_now()
    await screen.settle()
    await screen.tap("Use finger or face")
    assert "Not recognised. Type the PIN instead." in screen.texts()
    assert ada.locked
    doors.seen = True
    await screen.tap("Use finger or face")
    assert not ada.locked


@pytest.mark.parametrize(("kind", "typed", "sealed"), [("pin", PIN, False), ("passphrase", PASS, True)])
async def test_a_finger_is_not_offered_where_it_cannot_or_may_not_open(
    ada: AppState, kind: Kind, typed: str, sealed: bool
) -> None:
    await ada.set_lock(kind, typed, sealed=sealed)
    doors = Doors()
    doors.knows, doors.seen = sealed, True  # a phone that knows nobody, and a record that is encrypted
    screen = await at(ada, "/settings", doors)
    assert [one for one in screen.all(ft.Semantics) if one.identifier == "lock-touch"] == []
    await ada.change_lock(touch=True)
    await ada.lock_now()
    await screen.settle()
    with pytest.raises(LookupError):
        screen.named("Use finger or face")
    assert await ada.unlock_recognised() is not sealed
    assert ada.locked is sealed


async def test_the_window_is_told_to_hide_while_there_is_a_lock_that_wants_it(ada: AppState) -> None:
    doors = Doors()
    doors.can_hide = True
    screen = await at(ada, "/settings", doors)
    assert doors.hidden == [False]
    await ada.set_lock("pin", PIN)
    await screen.settle()
    assert doors.hidden == [False, True]
    assert any("screenshots of this app are blocked" in text for text in screen.texts())
    await screen.choose(tick(screen, "lock-hide"), False)
    assert doors.hidden == [False, True, False]
    await ada.drop_lock(PIN)
    await screen.settle()
    assert doors.hidden == [False, True, False]


@pytest.mark.parametrize(
    ("platform", "words"),
    [
        ("android", "screenshots of this app are blocked"),
        ("ios", "Screenshots cannot be blocked on this device."),
        ("web", "A browser may take its picture before the page is covered."),
    ],
)
async def test_what_hiding_can_and_cannot_do_is_said_for_each_device(ada: AppState, platform: str, words: str) -> None:
    await ada.set_lock("pin", PIN)
    doors = Doors()
    doors.can_hide, doors.platform = True, platform
    screen = await at(ada, "/settings", doors)
    assert any(words in text for text in screen.texts())


def covers(screen: Screen) -> list[str]:
    """What lies over the page, and over an open sheet."""
    over = [*screen.page.overlay, *(one for one in screen.page._dialogs.controls if one.open)]
    return ["Show" for one, _depth in walk(over) if isinstance(one, ft.Semantics) and one.identifier == "uncover"]


async def test_a_cover_lies_over_page_and_sheet_until_one_is_back_and_nothing_typed_is_lost(ada: AppState) -> None:
    ada.cover(True)
    assert not ada.covered  # no lock, no cover
    await ada.set_lock("pin", PIN)
    screen = await at(ada, "/log/add/test")
    await screen.type("WBC", "0,7")
    ada.cover(True)
    await screen.settle()
    assert covers(screen) == ["Show"]
    ada.cover(False)
    await screen.settle()
    assert covers(screen) == []
    screen.page.show_dialog(ft.AlertDialog(content=ft.Text("Ada")))
    ada.cover(True)
    await screen.settle()
    assert covers(screen) == ["Show", "Show"]
    top = screen.page._dialogs.controls[-1]
    assert top.barrier_color == theme.PAGE
    await screen.fire(next(one for one, _depth in walk(top) if isinstance(one, ft.OutlinedButton)), "click")
    assert (ada.covered, covers(screen)) == (False, [])
    assert screen.named("WBC", ft.TextField).value == "0,7"
    assert screen.crashes == []


async def test_nothing_lies_over_the_fever_card_that_was_just_opened(ada: AppState) -> None:
    await ada.set_lock("pin", PIN)
    screen = await at(ada, "/")
    for locked in (False, True):
        ada.locked = locked
        ada.cover(True)
        await screen.settle()
        assert covers(screen) == ["Show"]
        await screen.go("/fever")
        assert (ada.covered, covers(screen)) == (False, [])
        await screen.go("/")


async def test_a_lock_that_does_not_want_it_is_not_covered(ada: AppState) -> None:
    await ada.set_lock("pin", PIN, hide=False)
    ada.cover(True)
    assert not ada.covered


class NoCipher(QuickKeys):
    """A device whose encryption does not start."""

    can_seal = False  # type: ignore[assignment]


async def test_an_encrypted_record_that_this_device_cannot_open_says_so_and_counts_no_try(ada: AppState) -> None:
    await ada.set_lock("passphrase", PASS, sealed=True)
    await ada.lock_now()
    ada.keys = NoCipher()
    screen = await at(ada, "/")
    assert any(text.startswith("This device cannot open the encrypted record") for text in screen.texts())
    assert screen.all(ft.TextField) == []
    assert not await ada.unlock(PASS)
    assert ada.lock is not None
    assert ada.lock.wrong == 0
    ada.keys = QuickKeys()
    assert await ada.unlock(PASS)
