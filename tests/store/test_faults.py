"""A disk that is full, or read-only, or in use: a sentence, the record as it was, and the next write works."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.change import Change, removal
from app.core.record import Settings
from app.store import FolderDisk, Store, StoreError
from app.store.page import Page, decode
from tests.store.contract import blood_test, person, same
from tests.store.full import fill, small_disk


class FailingDisk(FolderDisk):
    """A real folder whose next writes fail with an error of the operating system, cut short half-way."""

    failures: Iterator[int] = iter(())

    def _replace(self, path: Path, raw: bytes, keep: Path | None = None) -> None:
        number = next(self.failures, 0)
        if number:
            path.with_suffix(".new").write_bytes(raw[: len(raw) // 2])
            raise OSError(number, os.strerror(number))
        super()._replace(path, raw, keep)


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "full"), (errno.EDQUOT, "full"), (errno.EROFS, "read_only"), (errno.EIO, "failed")],
    ids=lambda value: errno.errorcode.get(value, "") if isinstance(value, int) else value,
)
async def test_a_write_that_fails_changes_nothing_and_the_next_one_works(
    number: int, code: str, tmp_path: Path
) -> None:
    disk = FailingDisk(tmp_path)
    store = await Store.open(disk)
    await store.write(Change(people=(person(),), entries=(blood_test(1),)))
    before = store.record
    disk.failures = iter([number])
    with pytest.raises(StoreError) as refused:
        await store.write(Change(entries=(blood_test(2), blood_test(3)), settings=Settings(person="ada")))
    assert refused.value.code == code
    assert store.record == before
    await store.write(Change(entries=(blood_test(4),)))
    again = await Store.open(FolderDisk(tmp_path))
    assert [one.id for one in again.record.entries] == ["test-1", "test-4"]
    assert again.trouble == ()


async def test_a_change_whose_journal_is_written_has_happened_even_if_the_disk_then_fills(tmp_path: Path) -> None:
    disk = FailingDisk(tmp_path)
    store = await Store.open(disk)
    await store.write(Change(people=(person(),), entries=(blood_test(1),)))
    disk.failures = iter([0, 0, errno.ENOSPC])  # the journal and the first page are written, the second is not
    change = Change(people=(person("Bea"),), entries=(blood_test(2),), settings=Settings(person="ada"))
    await store.write(change)
    disk.failures = iter([errno.ENOSPC])
    with pytest.raises(StoreError):
        await store.write(Change(entries=(blood_test(3),)))
    again = await Store.open(FolderDisk(tmp_path))
    assert same(again.record, store.record)
    assert [one.id for one in again.record.entries] == ["test-1", "test-2"]


FULL = """
import asyncio, resource, signal, sys
from pathlib import Path
from app.core.change import Change
from app.store import FolderDisk, Store, StoreError
from tests.store.contract import blood_test, person

async def main():
    store = await Store.open(FolderDisk(Path(sys.argv[1])))
    await store.write(Change(people=(person(),)))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
    for number in range(1000):
        try:
            await store.write(Change(entries=(blood_test(number),)))
        except StoreError as error:
            print(error.code, number)
            return

asyncio.run(main())
"""


async def test_a_real_limit_of_the_system_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FULL, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    code, number = done.stdout.split()
    again = await Store.open(FolderDisk(tmp_path))
    assert (code, int(number)) == ("full", len(again.record.entries))
    assert 10 < int(number) < 100


READ_ONLY = """
import asyncio, os, sys
from pathlib import Path
from app.core.change import Change
from app.store import FolderDisk, Store, StoreError
from tests.store.contract import blood_test
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)

async def main():
    try:
        store = await Store.open(FolderDisk(Path(sys.argv[1])))
        print(len(store.record.entries), end=" ")
        await store.write(Change(entries=(blood_test(2),)))
    except StoreError as error:
        print(error.code)

asyncio.run(main())
"""


async def test_a_read_only_folder_is_shown_and_refuses_with_its_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "record"
    disk = FolderDisk(folder)
    await (await Store.open(disk)).write(Change(people=(person(),), entries=(blood_test(1),)))
    disk.close()
    for path in (tmp_path, *tmp_path.parents):
        if path.owner() == folder.owner() and path.stat().st_mode & 0o777 == 0o700:
            path.chmod(0o755)  # pytest's own folders, which the other user must pass through
    (folder / "lock").chmod(0o444)
    folder.chmod(0o555)
    done = subprocess.run([sys.executable, "-c", READ_ONLY, str(folder)], capture_output=True, text=True, check=True)
    folder.chmod(0o755)
    assert done.stdout.split() == ["1", "read_only"]


async def test_the_second_opening_of_a_folder_may_read_but_not_write(tmp_path: Path) -> None:
    first = await Store.open(FolderDisk(tmp_path))
    await first.write(Change(people=(person(),)))
    second = await Store.open(FolderDisk(tmp_path))
    assert second.record == first.record
    with pytest.raises(StoreError) as refused:
        await second.write(Change(people=(person("Bea"),)))
    assert refused.value.code == "elsewhere"
    first.disk.close()
    await second.load()
    await second.write(Change(people=(person("Bea"),)))
    assert [one.name for one in second.record.people] == ["Ada", "Bea"]


async def test_a_lost_page_is_missed_until_the_person_has_been_told(tmp_path: Path) -> None:
    disk = FolderDisk(tmp_path)
    store = await Store.open(disk)
    await store.write(Change(people=(person(),), entries=(blood_test(1),)))
    (tmp_path / "log-000001.json").unlink()
    assert len((await store.load()).entries) == 0
    assert [text.split(".")[0] for text in store.trouble] == ["Part of your record is missing from this device"]
    await store.accept()
    await store.load()
    assert store.trouble == ()


async def test_an_entry_whose_person_is_lost_is_shown_under_a_recovered_one(tmp_path: Path) -> None:
    store = await Store.open(FolderDisk(tmp_path))
    await store.write(Change(people=(person(),), entries=(blood_test(1),)))
    (tmp_path / "book.json").write_bytes(b"{}")
    record = await store.load()
    assert [(one.id, one.name) for one in record.people] == [("ada", "Recovered record")]
    assert [one.id for one in record.of("ada").tests] == ["test-1"]


async def test_a_document_of_an_unknown_shape_stays_in_its_page_and_is_mentioned(tmp_path: Path) -> None:
    store = await Store.open(FolderDisk(tmp_path))
    await store.write(Change(people=(person(),), entries=(blood_test(1),)))
    path = tmp_path / "log-000001.json"
    page = decode("log-000001", path.read_bytes())
    body = page.body.replace(b'"entries":{', b'"entries":{"odd":{"id":"odd","kind":"telegram"},')
    path.write_bytes(Page(page.name, 1, 2, body).encode())
    await store.load()
    assert store.trouble[0].startswith("Some entries could not be understood.")
    await store.write(Change(entries=(blood_test(2),)))
    assert b"telegram" in path.read_bytes()


async def with_odd_person(folder: Path) -> Store:
    """A store whose person has a fact nobody understands, and an entry nobody understands."""
    store = await Store.open(FolderDisk(folder))
    ada = person().model_copy(update={"allergies": "penicillin"})
    await store.write(Change(people=(ada,), entries=(blood_test(1),)))
    for name, old, new in (
        ("book", b'"sex":""', b'"sex":"unheard of"'),
        ("log-000001", b'"entries":{', b'"entries":{"odd":{"id":"odd","person":"ada","kind":"telegram"},'),
    ):
        path = folder / f"{name}.json"
        page = decode(name, path.read_bytes())
        assert old in page.body
        path.write_bytes(Page(name, 1, page.generation + 1, page.body.replace(old, new)).encode())
    await store.load()
    return store


async def test_of_a_person_who_cannot_be_understood_every_fact_that_can_is_shown(tmp_path: Path) -> None:
    store = await with_odd_person(tmp_path)
    assert [(one.id, one.name, one.allergies) for one in store.record.people] == [("ada", "Ada", "penicillin")]
    assert store.trouble[0].startswith("Some entries could not be understood.")


async def test_saving_a_person_does_not_write_over_what_could_not_be_understood(tmp_path: Path) -> None:
    store = await with_odd_person(tmp_path)
    for name in ("Ada L.", "Ada Lovelace"):
        await store.write(Change(people=(store.record.people[0].model_copy(update={"name": name}),)))
    assert b"unheard of" in await store.raw()
    await store.load()
    assert [(one.name, one.allergies) for one in store.record.people] == [("Ada Lovelace", "penicillin")]
    assert b"unheard of" in await store.raw()


async def test_erasing_a_person_erases_what_could_not_be_understood_of_them(tmp_path: Path) -> None:
    store = await with_odd_person(tmp_path)
    await store.write(Change(people=(store.record.people[0],)))
    await store.write(Change(people=(person("Bea"),)))
    await store.write(removal(store.record, {"ada"}), forget=True)
    raw = await store.raw()
    assert [word for word in (b"unheard of", b"telegram", b"Ada", b"penicillin") if word in raw] == []
    assert [one.name for one in store.record.people] == ["Bea"]


def test_a_full_file_system_refuses_with_its_sentence_and_loses_nothing(tmp_path: Path) -> None:
    with small_disk(tmp_path / "small") as folder:
        if folder is None:
            pytest.skip("this machine does not let us mount a small file system")
        filled = fill(folder)
    assert (filled.codes, filled.whole, filled.troubled) == (("full",), True, False)
    assert min(filled.acknowledged, filled.refused) > 50


async def test_a_write_cut_short_is_not_written_over_once_it_was_read(tmp_path: Path) -> None:
    disk = FailingDisk(tmp_path)
    store = await Store.open(disk)
    await store.write(Change(people=(person(),), entries=(blood_test(1),)))
    finished = decode("log-000001", (tmp_path / "log-000001.json").read_bytes())
    body = finished.body.replace(b'"0,4"', b'"0,9"')
    (tmp_path / "log-000001.new").write_bytes(Page("log-000001", 1, 2, body).encode())  # killed before the rename
    assert [one.readings["neutrophils"].text for one in (await store.load()).of("ada").tests] == ["0,9"]
    disk.failures = iter([errno.ENOSPC])
    with pytest.raises(StoreError):
        await store.write(Change(entries=(blood_test(2),)))
    again = await Store.open(FolderDisk(tmp_path))
    assert [one.readings["neutrophils"].text for one in again.record.of("ada").tests] == ["0,9"]
    assert again.trouble == ()


async def test_a_full_disk_can_still_be_erased(tmp_path: Path) -> None:
    disk = FailingDisk(tmp_path)
    store = await Store.open(disk)
    await store.write(Change(people=(person(),), entries=(blood_test(1),)))
    disk.failures = iter([errno.ENOSPC])
    await store.erase_all()
    assert [path.name for path in tmp_path.iterdir()] == ["lock"]
