"""Files of every version ever shipped open for ever; steps run forward, one at a time, on a copy."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from app.core.change import Change
from app.core.record import SCHEMA
from app.migrations import STEPS, NewerError, migrate
from app.store import FolderDisk, MemoryDisk, Store
from app.store.page import Page, decode
from tests.store.contract import blood_test, person

OLD = Path(__file__).parent / "old"


def first_to_second(plain: dict[str, Any]) -> dict[str, Any]:
    """A step as a later version might have one: every note is marked."""
    for entry in plain["entries"]:
        entry["note"] = f"second {entry['note']}".strip()
    return plain


def second_to_third(plain: dict[str, Any]) -> dict[str, Any]:
    for entry in plain["entries"]:
        entry["note"] = f"third {entry['note']}"
    return plain


LATER = {1: first_to_second, 2: second_to_third}


def test_there_is_a_step_from_every_version_before_this_one() -> None:
    assert sorted(STEPS) == list(range(1, SCHEMA))


def test_there_are_old_files_of_every_version_up_to_this_one() -> None:
    assert sorted(int(path.name) for path in OLD.iterdir()) == list(range(1, SCHEMA + 1))


async def test_the_files_of_version_1_open_with_all_that_is_in_them(tmp_path: Path) -> None:
    folder = shutil.copytree(OLD / "1", tmp_path / "record")
    store = await Store.open(FolderDisk(folder))
    record = store.record
    assert store.trouble == ()
    assert [one.id for one in record.people] == ["ada", "bea"]
    assert sorted(one.id for one in record.entries) == ["f1", "q1", "s1", "t1", "v1"]
    assert [one.id for one in record.entries if one.binned] == ["v1"]
    test = record.of("ada").tests[0]
    assert {name: reading.text for name, reading in test.readings.items()} == {
        "wbc": "2,1",
        "neutrophils": "<0.1",
        "neutrophils_percent": "٤",
    }
    assert record.people[0].ranges["neutrophils"].low == "1.0"
    assert record.settings.emergency_number == "112"
    assert record.drafts[0].fields == {"wbc": "3,"}


async def test_the_files_of_version_2_open_with_the_vaccines_in_them(tmp_path: Path) -> None:
    folder = shutil.copytree(OLD / "2", tmp_path / "record")
    store = await Store.open(FolderDisk(folder))
    assert store.trouble == ()
    assert [len(store.record.people), len(store.record.entries)] == [2, 5]
    ada = store.record.people[0]
    assert [(one.name, one.when) for one in ada.vaccines] == [("flu", "2025-10-03"), ("tetanus", "2019"), ("BCG", "")]
    assert ada.allergies == "penicillin"


async def test_a_person_of_version_1_has_no_vaccines_and_keeps_everything_else(tmp_path: Path) -> None:
    store = await Store.open(FolderDisk(shutil.copytree(OLD / "1", tmp_path / "record")))
    assert [one.vaccines for one in store.record.people] == [(), ()]
    assert store.record.people[0].questions == ("When is my next test?",)


async def test_steps_run_in_order_and_the_old_pages_are_kept(tmp_path: Path) -> None:
    folder = shutil.copytree(OLD / "1", tmp_path / "record")
    was = (folder / "log-000001.json").read_text()
    disk = FolderDisk(folder)
    store = await Store.open(disk, schema=3, steps=LATER)
    assert store.record.of("ada").tests[0].note == "third second after cycle 2 – ok"
    kept = decode("before-version-3", (folder / "before-version-3.json").read_bytes())
    assert kept.tables()["pages"]["log-000001"]["page"] == was
    assert decode("log-000001", (folder / "log-000001.json").read_bytes()).schema == 3
    disk.close()
    again = await Store.open(FolderDisk(folder), schema=3, steps=LATER)
    assert again.record == store.record


async def test_a_disk_that_cannot_take_the_migration_still_shows_the_record(tmp_path: Path) -> None:
    class Full(FolderDisk):
        async def commit(self, pages: Any, *, forget: bool = False) -> None:
            raise OSError(28, "No space left on device")

    folder = shutil.copytree(OLD / "1", tmp_path / "record")
    was = {path.name: path.read_bytes() for path in folder.iterdir()}
    full = Full(folder)
    store = await Store.open(full, schema=3, steps=LATER)
    assert store.record.of("ada").tests[0].note == "third second after cycle 2 – ok"
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "lock"} == was
    full.close()
    later = await Store.open(FolderDisk(folder), schema=3, steps=LATER)
    await later.write(Change(entries=(blood_test(1),)))
    again = await Store.open(FolderDisk(folder), schema=3, steps=LATER)
    assert again.record == later.record


async def test_a_page_of_an_older_version_among_newer_ones_is_brought_up_alone() -> None:
    disk = MemoryDisk()
    store = await Store.open(disk)
    await store.write(Change(people=(person(),), entries=(blood_test(1),)))
    old = decode("log-000001", disk.current["log-000001"])
    await Store.open(disk, schema=2, steps=LATER)
    disk.current["log-000001"] = Page(old.name, 1, 9, old.body).encode()
    again = await Store.open(disk, schema=2, steps=LATER)
    assert [one.note for one in again.record.entries] == ["second"]


def test_a_newer_version_is_refused() -> None:
    with pytest.raises(NewerError):
        migrate({}, SCHEMA + 1)


def test_a_step_works_on_a_copy() -> None:
    plain = {"entries": [{"note": ""}]}
    migrate(plain, 1, to=2, steps=LATER)
    assert plain == {"entries": [{"note": ""}]}
