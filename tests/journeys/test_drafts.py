"""Half-typed text survives a crash, and does not redraw a screen at every key."""

import asyncio
from pathlib import Path

from app.core.record import Person
from app.state import AppState
from app.state.drafts import PAUSE
from app.store import FolderDisk, MemoryDisk
from app.store.disk import Pages


async def test_a_draft_is_there_at_once_and_on_the_disk_after_a_pause() -> None:
    disk = MemoryDisk()
    state = AppState()
    await state.open(disk)
    await state.keep_person(Person(id="ada", name="Ada"))
    redrawn: list[str | None] = []
    heard = lambda _state, field: redrawn.append(field)  # noqa: E731 - kept alive by its name
    state.subscribe(heard)
    for text in ("0", "0,", "0,4"):
        state.note_draft("test", {"wbc": text})
    assert state.draft("test") == {"wbc": "0,4"}
    assert "drafts" not in disk.current
    await asyncio.sleep(PAUSE + 0.1)
    assert redrawn == []
    again = AppState()
    await again.open(disk)
    assert again.draft("test") == {"wbc": "0,4"}


async def test_hiding_the_app_writes_the_draft_at_once(state: AppState) -> None:
    state.note_draft("test", {"wbc": "3"})
    assert await state.flush()
    assert [(one.id, one.fields) for one in state._store.record.drafts] == [("test@ada", {"wbc": "3"})]


async def test_a_saved_form_leaves_no_draft(state: AppState) -> None:
    await state.keep_draft("test", {"wbc": "3"})
    await state.drop_draft("test")
    assert state.draft("test") == {}
    assert state.record.drafts == ()


async def test_each_person_has_their_own_draft_of_a_form(state: AppState) -> None:
    await state.keep_draft("test", {"wbc": "3"})
    await state.keep_person(Person(id="bea", name="Bea"), choose=True)
    assert state.draft("test") == {}
    await state.keep_settings(person="ada")
    assert state.draft("test") == {"wbc": "3"}


async def test_text_typed_before_the_record_is_open_is_not_lost() -> None:
    state = AppState()
    state.note_draft("quiz", {"temperature": "38"})
    assert await state.flush() is False
    await state.open(MemoryDisk())
    assert await state.flush()
    assert state.draft("quiz") == {"temperature": "38"}


class WaitingDisk(MemoryDisk):
    """A disk that takes its time, as a browser's does."""

    wait = 0.0

    async def commit(self, pages: Pages, *, forget: bool = False) -> None:
        await asyncio.sleep(self.wait)
        await super().commit(pages, forget=forget)

    async def clear(self) -> None:
        await asyncio.sleep(self.wait)
        await super().clear()


async def opened(disk: MemoryDisk) -> AppState:
    state = AppState()
    await state.open(disk)
    return state


async def test_a_key_that_comes_while_a_draft_is_written_is_written_too() -> None:
    disk = WaitingDisk()
    state = await opened(disk)
    await state.keep_person(Person(id="ada", name="Ada"))
    disk.wait = 0.2
    state.note_draft("test", {"wbc": "3"})
    await asyncio.sleep(PAUSE + 0.1)  # it is being written
    state.note_draft("test", {"wbc": "35"})
    await asyncio.sleep(PAUSE + 0.7)
    assert (await opened(disk)).draft("test") == {"wbc": "35"}


async def test_erasing_everything_takes_text_that_waits_to_be_written() -> None:
    disk = WaitingDisk()
    state = await opened(disk)
    await state.keep_person(Person(id="ada", name="Ada"))
    disk.wait = 0.1
    state.note_draft("test", {"wbc": "SECRET"})
    await asyncio.sleep(PAUSE - 0.05)  # its pause ends while all is erased
    assert await state.erase_everything()
    await asyncio.sleep(PAUSE)
    assert b"SECRET" not in b"".join([*disk.current.values(), *disk.previous.values()])
    assert (await opened(disk)).record.drafts == ()


async def test_what_a_crash_left_of_a_journal_goes_with_the_next_write(tmp_path: Path) -> None:
    state = await opened(FolderDisk(tmp_path))
    for one in ("ada", "ben"):
        await state.keep_person(Person(id=one, name=one))
    (tmp_path / "journal.new").write_bytes(b"SECRET of ben, half written when the phone died")
    state.close()
    again = await opened(FolderDisk(tmp_path))  # type: ignore[arg-type]
    await again.remove_person("ben")
    again.close()
    assert b"SECRET" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
