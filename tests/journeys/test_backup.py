"""One file with everything: it comes back whole, beside what is here or in its place, and a bad one not at all."""

import json
from datetime import date
from pathlib import Path

from app.core.record import SCHEMA, Person, Vaccine
from app.state import AppState
from app.store import MemoryDisk
from tests.conftest import NOW
from tests.journeys.test_keeping import blood_test, typed


async def other_phone() -> AppState:
    state = AppState(now=lambda: NOW)
    await state.open(MemoryDisk())
    return state


async def test_a_backup_brings_everything_to_another_phone(state: AppState) -> None:
    await state.keep(blood_test(state, "<0,1"))
    await state.keep(blood_test(state, "2", "gone"))
    await state.bin_entry("gone")
    await state.keep_draft("test", {"wbc": "3,"})
    await state.keep_settings(theme="dark", units={"wbc": "/uL"})
    phone = await other_phone()
    assert await phone.restore(await state.backup(), merge=False)
    assert phone.record == state._store.record
    assert phone.draft("test") == {"wbc": "3,"}


async def test_a_backup_says_what_is_in_it_before_anything_is_taken(state: AppState) -> None:
    await state.keep(blood_test(state))
    phone = await other_phone()
    seen = phone.preview_backup(await state.backup())
    assert seen is not None
    assert (seen.people, seen.counts, seen.newest, seen.written) == (("Ada",), {"test": 1}, date(2026, 11, 20), NOW)
    assert phone.record.people == ()


async def test_a_backup_is_json_a_person_can_read(state: AppState) -> None:
    await state.keep(blood_test(state, "٠٫٤"))
    whole = json.loads(await state.backup())
    assert (whole["format"], whole["schema"], len(whole["sha256"])) == ("leuko-backup", SCHEMA, 64)
    assert "٠٫٤" in await state.backup()


async def test_restoring_in_place_can_be_taken_back(state: AppState) -> None:
    old = await state.backup()
    await state.keep(blood_test(state, "0,4"))
    await state.restore(old, merge=False)
    assert typed(state) == []
    await state.undo()
    assert typed(state) == ["0,4"]


async def test_what_was_here_is_kept_as_a_copy_when_a_backup_replaces_it(
    state_on_file: AppState, folder: object
) -> None:
    old = await state_on_file.backup()
    await state_on_file.keep(blood_test(state_on_file, "9,87"))
    await state_on_file.restore(old, merge=False)
    assert b"9,87" in await state_on_file.raw_file()


async def test_merging_keeps_both_and_of_the_same_entry_the_later(state: AppState) -> None:
    phone = await other_phone()
    await phone.keep_person(Person(id="bea", name="Bea"))
    await phone.keep(blood_test(phone, "1", "mine").model_copy(update={"person": "bea"}))
    await phone.keep(blood_test(phone, "old", "both"))
    newer = blood_test(state, "new", "both").model_copy(update={"changed": NOW.replace(hour=11)})
    await state.keep(newer)
    await phone.restore(await state.backup(), merge=True)
    assert [one.name for one in phone.record.people if one.name != "Recovered record"] == ["Bea", "Ada"]
    assert {one.id: one.readings["neutrophils"].text for one in phone.record.entries} == {"mine": "1", "both": "new"}
    assert phone.settings.person == "bea"


async def test_merging_an_old_backup_takes_no_correction_back_that_was_made_after_the_clock_was_set_back(
    state: AppState,
) -> None:
    await state.keep(blood_test(state, "1,0", "t"))
    old = await state.backup()
    earlier = blood_test(state, "0,1", "t").model_copy(update={"changed": NOW.replace(year=2025)})
    await state.keep(earlier)
    await state.restore(old, merge=True)
    assert typed(state) == ["0,1"]
    await state.restore(old, merge=False)
    assert typed(state) == ["1,0"]


async def refused(state: AppState, text: str) -> str:
    before = state.record
    assert await state.restore(text, merge=False) is False
    assert state.record is before
    assert state.notice is not None
    return state.notice.text.split(".")[0]


async def test_a_bad_file_is_refused_whole_with_its_sentence(state: AppState) -> None:
    good = await state.backup()
    assert await refused(state, "") == "This is not a backup of this app"
    assert await refused(state, "{}") == "This is not a backup of this app"
    assert await refused(state, good[:-20]) == "This is not a backup of this app"
    assert (
        await refused(state, good.replace('"Ada"', '"Eve"'))
        == "This backup is damaged or was changed, so nothing was taken from it"
    )


async def test_a_backup_of_a_newer_app_is_refused(state: AppState) -> None:
    from app.core import backup

    plain = state.record.model_dump(mode="json")
    head = {"format": backup.FORMAT, "schema": 99, "written": NOW.isoformat()}
    text = json.dumps(head | {"sha256": backup._digest(head, plain), "record": plain})
    assert await refused(state, text) == "This backup was made by a newer version of this app"


async def test_vaccines_come_along_and_go_with_the_person(state: AppState) -> None:
    shots = (Vaccine(name="flu", when="2025-10"), Vaccine(name="BCG"))
    await state.keep_person(state.record.people[0].model_copy(update={"vaccines": shots}))
    text = await state.backup()
    assert await state.remove_person("ada")
    assert "BCG" not in await state.backup()
    phone = await other_phone()
    assert await phone.restore(text, merge=False)
    assert phone.record.people[0].vaccines == shots


async def test_a_backup_of_version_1_opens_without_vaccines_and_with_all_else(state: AppState) -> None:
    text = (Path(__file__).parent / "backup-1.json").read_text(encoding="utf-8")
    assert json.loads(text)["schema"] == 1
    phone = await other_phone()
    assert await phone.restore(text, merge=False)
    assert [(one.name, one.vaccines, one.allergies) for one in phone.record.people] == [
        ("Ada", (), "penicillin"),
        ("Bea", (), ""),
    ]
    assert len(phone.record.entries) == 5
