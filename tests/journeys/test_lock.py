"""The lock: it hides, it opens, it slows down; with a passphrase nothing readable lies on the device."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.core.content import Content
from app.core.record import Person
from app.state import AppState
from app.store import Cipher, FolderDisk, MemoryDisk
from app.store.disk import Copies
from app.store.sealed import SealedDisk
from tests.conftest import NOW
from tests.journeys.test_keeping import blood_test, typed
from tests.quick_keys import QuickKeys

PASS, PIN = "four dry warm socks", "25802580"
TRACES = (b'"Ada"', b"9,87", b"8,76", b"25802580", b"socks")


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def opened(folder: Path, clock: Clock) -> AppState:
    state = AppState(now=clock, keys=QuickKeys())
    await state.open(FolderDisk(folder))
    return state


@pytest.fixture
async def ada(folder: Path, clock: Clock) -> AsyncIterator[AppState]:
    """Ada's record on file, with a test and something half-typed."""
    state = await opened(folder, clock)
    await state.keep_person(Person(id="ada", name="Ada"))
    await state.keep(blood_test(state, "9,87", "t"))
    await state.keep_draft("test", {"wbc": "8,76"})
    yield state
    state.close()


def left(folder: Path) -> list[bytes]:
    """Which traces of the record lie in *folder*."""
    whole = b"".join(path.read_bytes() for path in folder.iterdir())
    return [word for word in TRACES if word in whole]


async def restarted(state: AppState, folder: Path, clock: Clock) -> AppState:
    state.close()
    return await opened(folder, clock)


async def test_a_pin_locks_now_and_at_every_start_and_is_itself_nowhere(
    ada: AppState, folder: Path, clock: Clock
) -> None:
    assert await ada.set_lock("pin", PIN)
    assert not ada.locked
    await ada.lock_now()
    assert ada.locked
    again = await restarted(ada, folder, clock)
    assert again.locked
    assert not await again.unlock("2581")
    assert await again.unlock(PIN)
    assert (typed(again), again.draft("test"), again.locked) == (["9,87"], {"wbc": "8,76"}, False)
    assert b"25802580" not in left(folder)
    again.close()


async def test_a_passphrase_leaves_nothing_readable_on_the_device(ada: AppState, folder: Path, clock: Clock) -> None:
    await ada.restore(await ada.backup(), merge=True)
    assert left(folder) == [b'"Ada"', b"9,87", b"8,76"]
    assert await ada.set_lock("passphrase", PASS, sealed=True)
    assert left(folder) == []
    await ada.keep(blood_test(ada, "8,76", "u"))
    await ada.keep_draft("test", {"wbc": "9,87"})
    assert left(folder) == []
    again = await restarted(ada, folder, clock)
    assert (again.locked, again.record.people, again.record.entries) == (True, (), ())
    assert await again.unlock(PASS)
    assert (typed(again), again.draft("test"), again.trouble) == (["9,87", "8,76"], {"wbc": "9,87"}, ())
    again.close()


async def test_locking_a_sealed_record_takes_it_out_of_memory_and_keeps_what_was_half_typed(ada: AppState) -> None:
    await ada.set_lock("passphrase", PASS, sealed=True)
    ada.note_draft("test", {"wbc": "1,2"})
    await ada.lock_now()
    assert (ada.record.people, ada.person, ada.can_undo, ada._typed) == ((), None, False, {})
    assert not await ada.keep(blood_test(ada))
    assert await ada.unlock(PASS)
    assert ada.draft("test") == {"wbc": "1,2"}
    assert await ada.keep(blood_test(ada, "0,4"))


class SlowCipher:
    """Takes its time to seal, as a phone may."""

    def __init__(self, inner: Cipher) -> None:
        self.unseal, self._seal = inner.unseal, inner.seal

    async def seal(self, plain: bytes, about: bytes) -> bytes:
        await asyncio.sleep(0.01)
        return await self._seal(plain, about)


class SlowKeys(QuickKeys):
    def cipher(self, derived: bytes) -> Cipher:
        return SlowCipher(super().cipher(derived))


@pytest.mark.parametrize("before", [0, 0.001, 0.005, 0.012, 0.02])
async def test_locking_in_the_middle_of_a_write_lets_it_end_and_leaves_nothing_readable(
    ada: AppState, folder: Path, before: float
) -> None:
    ada.keys = SlowKeys()
    assert await ada.set_lock("passphrase", PASS, sealed=True)
    ada.note_draft("test", {"wbc": "8,76"})
    kept = blood_test(ada, "9,87", "u")
    saving = asyncio.ensure_future(ada.restore(await ada.backup(), merge=False))
    keeping = asyncio.ensure_future(ada.keep(kept))
    await asyncio.sleep(before)
    await ada.lock_now()
    assert (await saving, await keeping, left(folder)) == (True, True, [])
    assert (ada.record.people, ada.can_undo) == ((), False)
    assert await ada.unlock(PASS)
    assert (typed(ada), ada.draft("test")) == (["9,87", "9,87"], {"wbc": "8,76"})


async def test_what_is_saved_after_locking_is_refused_and_not_written_readable(ada: AppState, folder: Path) -> None:
    ada.keys = SlowKeys()
    assert await ada.set_lock("passphrase", PASS, sealed=True)
    ada.note_draft("test", {"wbc": "8,76"})
    locking = asyncio.ensure_future(ada.lock_now())
    for _moment in range(12):
        await asyncio.sleep(0.002)
        ada.note_draft("temperature", {"text": "8,76"})
        await ada.keep(blood_test(ada, "9,87"))
    await locking
    assert left(folder) == []
    assert await ada.unlock(PASS)
    assert (ada.draft("test"), ada.draft("temperature")) == ({"wbc": "8,76"}, {"text": "8,76"})


async def test_turning_the_lock_off_makes_the_record_readable_again(ada: AppState, folder: Path, clock: Clock) -> None:
    await ada.set_lock("passphrase", PASS, sealed=True)
    assert not await ada.drop_lock("not this one")
    assert left(folder) == []
    assert await ada.drop_lock(PASS)
    again = await restarted(ada, folder, clock)
    assert (again.lock, again.locked, typed(again)) == (None, False, ["9,87"])
    again.close()


async def test_wrong_tries_slow_down_and_a_restart_does_not_help(ada: AppState, folder: Path, clock: Clock) -> None:
    await ada.set_lock("pin", PIN)
    await ada.lock_now()
    for _try in range(4):
        await ada.unlock("0000")
        assert ada.wait() == timedelta()
    await ada.unlock("0000")
    assert ada.wait() == timedelta(seconds=30)
    again = await restarted(ada, folder, clock)
    assert again.wait() == timedelta(seconds=30)
    assert not await again.unlock(PIN)
    clock.now += timedelta(seconds=31)
    await again.unlock("0000")
    assert again.wait() == timedelta(seconds=60)
    clock.now += timedelta(seconds=61)
    assert await again.unlock(PIN)
    assert again.lock is not None
    assert again.lock.wrong == 0
    again.close()


async def test_a_try_counts_even_when_the_app_is_ended_before_the_answer(ada: AppState) -> None:
    await ada.set_lock("pin", PIN)
    trying = asyncio.ensure_future(ada.unlock("0000"))
    await asyncio.sleep(0.02)
    trying.cancel()
    assert ada._disk is not None
    lock = await ada._disk.read_lock()
    assert lock is not None
    assert lock.wrong == 1


async def test_a_forgotten_passphrase_leaves_only_to_erase_and_then_nothing_is_left(
    ada: AppState, folder: Path, clock: Clock
) -> None:
    await ada.set_lock("passphrase", PASS, sealed=True)
    again = await restarted(ada, folder, clock)
    assert await again.erase_everything()
    assert [path.name for path in folder.iterdir()] == ["lock"]
    assert (again.locked, again.lock, again.read_only) == (False, None, "")
    assert await again.keep_person(Person(id="bea", name="Bea"))
    assert (await restarted(again, folder, clock)).record.people == (Person(id="bea", name="Bea"),)


async def test_erasing_everything_takes_the_lock_along(ada: AppState, folder: Path) -> None:
    await ada.bin_entry("t")
    await ada.set_lock("pin", PIN)
    assert await ada.erase_everything()
    assert [path.name for path in folder.iterdir()] == ["lock"]
    assert ada.lock is None


async def test_away_for_longer_than_chosen_locks_and_a_moment_does_not(ada: AppState, clock: Clock) -> None:
    await ada.set_lock("pin", PIN, after=5)
    for minutes, locked in ((4, False), (5, True)):
        ada.soon(ada.went_out)
        await asyncio.sleep(0.01)
        clock.now += timedelta(minutes=minutes)
        await ada.came_back()
        assert ada.locked is locked


async def test_the_page_of_the_lock_can_be_lost_and_the_passphrase_still_opens_the_record(
    ada: AppState, folder: Path, clock: Clock
) -> None:
    await ada.set_lock("passphrase", PASS, sealed=True)
    ada.close()
    (folder / "lock.json").write_bytes(b"\0" * 100)
    again = await opened(folder, clock)
    assert (again.locked, again.record.people) == (True, ())
    assert not await again.unlock("not this one")
    assert await again.unlock(PASS)
    assert typed(again) == ["9,87"]
    again.close()


async def test_a_damaged_sealed_page_is_said_and_not_shown_as_empty(ada: AppState, folder: Path, clock: Clock) -> None:
    await ada.set_lock("passphrase", PASS, sealed=True)
    ada.close()
    path = folder / "log-000001.json"
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(bytes(raw))
    again = await opened(folder, clock)
    await again.unlock(PASS)
    assert len(again.trouble) == 1
    again.close()


async def test_a_record_that_is_full_up_while_it_is_sealed_stays_as_it_was(
    ada: AppState, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ada._disk is not None
    inner = ada._disk.inner
    assert isinstance(inner, FolderDisk)

    def full(*_arguments: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(inner, "_replace", full)
        assert not await ada.set_lock("passphrase", PASS, sealed=True)
    assert (ada.lock, ada._disk.cipher) == (None, None)
    assert ada.notice is not None
    assert ada.notice.text.startswith("Not saved: there is no room left")
    assert await ada.keep(blood_test(ada, "0,4"))


async def test_a_damaged_part_on_the_device_keeps_encryption_off_and_says_what_to_do(
    ada: AppState, folder: Path, clock: Clock
) -> None:
    (folder / "log-000001.json.1.damaged").write_bytes(b"Ada 9,87")
    assert not await ada.set_lock("passphrase", PASS, sealed=True)
    assert ada.notice is not None
    assert ada.notice.text.startswith("Not turned on: a damaged part of your record")
    assert ada.lock is None


async def test_a_sealed_disk_without_its_key_gives_no_record_rather_than_an_empty_one(
    ada: AppState, folder: Path
) -> None:
    await ada.set_lock("passphrase", PASS, sealed=True)
    with pytest.raises(OSError, match="sealed under another key"):
        await SealedDisk(FolderDisk(folder)).read()


async def test_another_window_locks_when_a_lock_is_set_and_opens_when_it_is_taken_away(
    content: Content, clock: Clock
) -> None:
    disk = MemoryDisk()
    first, second = AppState(now=clock, keys=QuickKeys()), AppState(now=clock, keys=QuickKeys())
    for state in (first, second):
        await state.open(disk)
    await first.keep_person(Person(id="ada", name="Ada"))
    await first.set_lock("passphrase", PASS, sealed=True)
    await second._read_again()
    assert (second.locked, second.record.people, second.trouble) == (True, (), ())
    assert await second.unlock(PASS)
    assert [one.name for one in second.record.people] == ["Ada"]
    await first.drop_lock(PASS)
    await second._read_again()
    assert (second.lock, second.locked, [one.name for one in second.record.people]) == (None, False, ["Ada"])


async def test_a_recognised_finger_forgives_wrong_tries_and_never_opens_without_leave(ada: AppState) -> None:
    assert not await ada.unlock_recognised()
    await ada.set_lock("pin", PIN)
    await ada.lock_now()
    for _try in range(5):
        await ada.unlock("0000")
    assert ada.wait() == timedelta(seconds=30)
    assert not await ada.unlock_recognised()
    assert ada.locked
    await ada.change_lock(touch=True)
    assert await ada.unlock_recognised()
    assert (ada.locked, ada.wait()) == (False, timedelta())


@pytest.mark.parametrize("restart", [True, False])
async def test_a_clock_set_back_after_wrong_tries_keeps_the_owner_out_for_the_pause_and_no_longer(
    ada: AppState, folder: Path, clock: Clock, restart: bool
) -> None:
    await ada.set_lock("pin", PIN)
    await ada.lock_now()
    for _try in range(5):
        await ada.unlock("0000")
    clock.now -= timedelta(days=400)
    state = await restarted(ada, folder, clock) if restart else ada
    assert state.wait() == timedelta(seconds=30)
    clock.now += timedelta(seconds=20)
    state = await restarted(state, folder, clock) if restart else state
    assert state.wait() == timedelta(seconds=10)
    clock.now += timedelta(seconds=10)
    assert await state.unlock(PIN)
    state.close()


async def test_a_cipher_that_fails_leaves_the_record_as_it_was_and_says_so(ada: AppState, folder: Path) -> None:
    class Broken(SlowCipher):
        async def seal(self, plain: bytes, about: bytes) -> bytes:
            raise RuntimeError("OperationError")

    class BrokenKeys(QuickKeys):
        def cipher(self, derived: bytes) -> Cipher:
            return Broken(super().cipher(derived))

    ada.keys = BrokenKeys()
    assert not await ada.set_lock("passphrase", PASS, sealed=True)
    assert ada.notice is not None
    assert ada.notice.text.startswith("Not saved: writing to this device failed")
    assert ada._disk is not None
    assert (ada.lock, ada._disk.cipher, ada._disk.lock) == (None, None, None)
    assert await ada.keep(blood_test(ada, "0,4"))
    assert b"0,4" in (folder / "log-000001.json").read_bytes()


async def test_a_lock_that_cannot_be_read_does_not_open_the_record(clock: Clock) -> None:
    class Stumbling(MemoryDisk):
        stumbles = False

        async def read(self) -> Copies:
            if self.stumbles:
                self.stumbles = False
                raise OSError(5, "Input/output error")
            return await super().read()

    disk = Stumbling()
    first = AppState(now=clock, keys=QuickKeys())
    await first.open(disk)
    await first.keep_person(Person(id="ada", name="Ada"))
    await first.set_lock("pin", PIN)
    disk.stumbles = True
    second = AppState(now=clock, keys=QuickKeys())
    await second.open(disk)
    assert (second.record.people, second.opening, second.read_only, len(second.trouble)) == ((), False, "closed", 1)
    assert not await second.keep_person(Person(id="eve", name="Eve"))


async def test_a_key_that_comes_in_the_moment_of_locking_is_kept_for_whom_it_was_typed(ada: AppState) -> None:
    await ada.set_lock("passphrase", PASS, sealed=True)
    await ada.lock_now()
    ada.note_draft("temperature", {"text": "38.9"})
    assert await ada.unlock(PASS)
    assert ada.draft("temperature") == {"text": "38.9"}
    assert ada._store is not None
    assert "temperature@ada" in {one.id for one in ada._store.record.drafts}
