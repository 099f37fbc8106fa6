"""Keeping, changing, taking back: write first, then show; a write that fails leaves the form its text."""

import asyncio
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from app.core.record import BloodTest, Person, Reading, Settings
from app.state import AppState
from app.store import FolderDisk, MemoryDisk
from app.store.disk import Pages
from tests.conftest import NOW


def blood_test(state: AppState, text: str = "0,4", test_id: str = "") -> BloodTest:
    return BloodTest(
        id=test_id or state.new_id(),
        person="ada",
        created=state.now(),
        changed=state.now(),
        taken=date(2026, 11, 20),
        readings={"neutrophils": Reading(text=text, unit="10*9/L")},
    )


def typed(state: AppState) -> list[str]:
    return [one.readings["neutrophils"].text for one in state.log.tests]


class FullDisk(MemoryDisk):
    """Has no room while `full` is set."""

    full = False

    async def commit(self, pages: Pages, *, forget: bool = False) -> None:
        if self.full:
            raise OSError(28, "No space left on device")
        await super().commit(pages, forget=forget)


async def opened(disk: MemoryDisk | FolderDisk, now: Callable[[], datetime] = lambda: NOW) -> AppState:
    state = AppState(now=now)
    await state.open(disk)
    return state


async def test_a_test_is_kept_as_typed_and_still_there_after_a_restart(state_on_file: AppState, folder: Path) -> None:
    assert await state_on_file.keep(blood_test(state_on_file, "<0,1"))
    assert state_on_file.notice is not None
    assert (state_on_file.notice.text, state_on_file.notice.undo) == ("Saved.", True)
    state_on_file.close()
    again = await opened(FolderDisk(folder))
    assert typed(again) == ["<0,1"]
    assert again.read_only == ""
    again.close()


async def test_adding_changing_and_binning_can_each_be_taken_back_once(state: AppState) -> None:
    await state.keep(blood_test(state, "0,4", "t"))
    await state.undo()
    assert typed(state) == []
    await state.keep(blood_test(state, "0,4", "t"))
    await state.keep(blood_test(state, "0,5", "t"))
    await state.undo()
    assert typed(state) == ["0,4"]
    assert await state.undo() is False
    await state.bin_entry("t")
    assert (typed(state), [one.id for one in state.bin]) == ([], ["t"])
    await state.undo()
    assert (typed(state), state.bin) == (["0,4"], ())


async def test_taking_back_a_change_leaves_what_was_set_since(state: AppState) -> None:
    await state.keep_person(Person(id="bea", name="Bea"), choose=True)
    await state.keep_settings(theme="dark")
    await state.undo()
    assert [one.name for one in state.record.people] == ["Ada"]
    assert state.settings.theme == "dark"
    assert state.person is not None
    assert state.person.name == "Ada"


async def test_an_entry_comes_back_out_of_the_bin(state: AppState) -> None:
    await state.keep(blood_test(state, test_id="t"))
    await state.bin_entry("t")
    await state.unbin("t")
    assert (typed(state), state.bin) == (["0,4"], ())


async def test_the_bin_is_emptied_after_thirty_days_and_not_before() -> None:
    disk = MemoryDisk()
    state = await opened(disk)
    await state.keep_person(Person(id="ada", name="Ada"))
    await state.keep(blood_test(state, test_id="t"))
    await state.bin_entry("t")
    later = await opened(disk, lambda: NOW + timedelta(days=30))
    assert [one.id for one in later.bin] == ["t"]
    much_later = await opened(disk, lambda: NOW + timedelta(days=30, seconds=1))
    assert much_later.bin == ()


async def test_the_bin_is_not_emptied_by_a_clock_that_is_years_ahead() -> None:
    disk = MemoryDisk()
    state = await opened(disk)
    await state.keep_person(Person(id="ada", name="Ada"))
    await state.keep(blood_test(state, test_id="t"))
    await state.bin_entry("t")
    wrong = await opened(disk, lambda: NOW + timedelta(days=3000))
    assert [one.id for one in wrong.bin] == ["t"]
    right = await opened(disk, lambda: NOW + timedelta(days=1))
    assert [one.id for one in right.bin] == ["t"]
    a_year_later = await opened(disk, lambda: NOW + timedelta(days=364))
    assert a_year_later.bin == ()


async def test_a_full_disk_leaves_everything_as_it_was_and_says_what_to_do() -> None:
    disk = FullDisk()
    state = await opened(disk)
    await state.keep_person(Person(id="ada", name="Ada"))
    disk.full = True
    assert await state.keep(blood_test(state)) is False
    assert state.notice is not None
    assert state.notice.failed
    assert state.notice.text.startswith("Not saved: there is no room left on this device. Your text is still here.")
    assert typed(state) == []
    disk.full = False
    assert await state.keep(blood_test(state)) is True
    assert typed(state) == ["0,4"]


async def test_the_first_person_is_opened_and_another_can_be_chosen(state: AppState) -> None:
    assert state.person is not None
    assert state.person.name == "Ada"
    await state.keep_person(Person(id="bea", name="Bea"))
    assert state.person.name == "Ada"
    await state.keep_settings(person="bea")
    assert state.person.name == "Bea"
    assert typed(state) == []


async def test_settings_are_kept_one_field_at_a_time(state: AppState) -> None:
    await state.keep_settings(theme="dark")
    await state.keep_settings(units={"wbc": "/uL"})
    assert state.settings == Settings(person="ada", theme="dark", units={"wbc": "/uL"})


async def test_a_removed_person_is_gone_and_it_cannot_be_undone(state_on_file: AppState, folder: Path) -> None:
    await state_on_file.keep(blood_test(state_on_file, "9,87"))
    await state_on_file.keep_draft("test", {"wbc": "8,76"})
    await state_on_file.restore(await state_on_file.backup(), merge=True)
    await state_on_file.remove_person("ada")
    assert state_on_file.record.people == ()
    assert not state_on_file.can_undo
    left = b"".join(path.read_bytes() for path in folder.iterdir())
    assert [word for word in (b"Ada", b"9,87", b"8,76") if word in left] == []


async def test_nothing_half_typed_and_no_older_page_is_left_of_a_removed_person(
    state_on_file: AppState, folder: Path
) -> None:
    state = state_on_file
    await state.keep_person(Person(id="bea", name="Bea"), choose=True)
    bea = blood_test(state, "9,87", "t").model_copy(update={"person": "bea"})
    await state.keep(bea)
    await state.keep_draft("test", {"wbc": "8,76"})
    await state.drop_draft("test")  # the page of drafts has an older generation with it
    state.note_draft("person:bea", {"allergies": "latex"}, "bea")
    await state.flush()
    await state.keep_settings(person="ada")
    state.note_draft("person:bea", {"allergies": "latex, too"})
    await state.flush()
    await state.keep_draft("temperature", {"text": "37,7"})
    state.note_draft("test", {"wbc": "8,76"}, "bea")
    writing = asyncio.create_task(state.flush())
    await asyncio.sleep(0)
    assert await state.remove_person("bea")
    await writing
    state.note_draft("test", {"wbc": "1,23"})
    assert await state.flush()
    assert [one.id for one in state._store.record.drafts] == ["temperature@ada", "test@ada"]
    left = b"".join(path.read_bytes() for path in folder.iterdir())
    assert [word for word in (b"Bea", b"9,87", b"8,76", b"latex") if word in left] == []


async def test_erasing_a_person_writes_no_second_copy_of_what_stays(state_on_file: AppState, folder: Path) -> None:
    state = state_on_file
    await state.keep_many(tuple(blood_test(state, "0,4", f"t{n}") for n in range(450)))
    await state.keep_person(Person(id="bea", name="Bea"))
    before = {path.name: path.stat().st_mtime_ns for path in folder.glob("log-*.json")}
    assert await state.remove_person("bea")
    assert {path.name: path.stat().st_mtime_ns for path in folder.glob("log-*.json")} == before
    assert [path.name for path in folder.iterdir() if path.suffix not in (".json", "")] == []


async def test_what_is_half_typed_stays_when_a_person_could_not_be_erased() -> None:
    disk = FullDisk()
    state = await opened(disk)
    await state.keep_person(Person(id="ada", name="Ada"))
    state.note_draft("test", {"wbc": "8,76"})
    disk.full = True
    assert not await state.remove_person("ada")
    assert state.draft("test") == {"wbc": "8,76"}


async def test_removing_the_sample_person_takes_their_drafts_along_and_can_be_taken_back(state: AppState) -> None:
    await state.add_sample()
    await state.keep_draft("test", {"wbc": "8,76"})
    state.note_draft("temperature", {"text": "37,7"})
    assert await state.remove_sample()
    assert await state.flush()
    assert (state._store.record.drafts, [one.id for one in state.record.people]) == ((), ["ada"])
    assert await state.undo()
    assert state.draft("test") == {"wbc": "8,76"}


async def test_erasing_everything_leaves_an_empty_folder(state_on_file: AppState, folder: Path) -> None:
    await state_on_file.keep(blood_test(state_on_file))
    assert await state_on_file.erase_everything()
    assert [path.name for path in folder.iterdir()] == ["lock"]
    assert (state_on_file.record.people, state_on_file.record.entries) == ((), ())


async def test_a_second_window_may_read_and_says_why_it_cannot_save(state_on_file: AppState, folder: Path) -> None:
    await state_on_file.keep(blood_test(state_on_file))
    second = await opened(FolderDisk(folder))
    assert (typed(second), second.read_only) == (["0,4"], "elsewhere")
    assert await second.keep(blood_test(second)) is False
    assert second.notice is not None
    assert "open in another tab or window" in second.notice.text


async def test_a_record_that_cannot_be_read_at_all_is_said_and_nothing_is_pretended() -> None:
    class Dead(MemoryDisk):
        async def read(self) -> dict[str, dict[str, bytes]]:
            raise OSError(5, "Input/output error")

    state = await opened(Dead())
    assert (state.opening, state.read_only, len(state.trouble)) == (False, "closed", 1)
    assert await state.keep(blood_test(state)) is False


async def test_a_damaged_record_is_said_and_its_raw_file_is_offered(state_on_file: AppState, folder: Path) -> None:
    await state_on_file.keep(blood_test(state_on_file, "9,87"))
    state_on_file.close()
    path = folder / "log-000001.json"
    path.write_bytes(path.read_bytes().replace(b"9,87", b"8,97"))
    state = await opened(FolderDisk(folder))
    assert [text.split(".")[0] for text in state.trouble] == ["Part of your record could not be read"]
    assert b"8,97" in await state.raw_file()
    assert await state.keep(blood_test(state))
    state.close()
