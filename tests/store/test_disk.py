"""The contract on every native disk. `test_browser.py` runs the same in a browser."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from app.core.lock import Lock
from app.device.keys import Keys
from app.store import Disk, FolderDisk, MemoryDisk, SealedDisk
from tests.store.contract import CONTRACT, Open


def folder(tmp_path: Path) -> Open:
    async def open_disk() -> Disk:
        return FolderDisk(tmp_path / "record")

    return open_disk


def memory(_tmp_path: Path) -> Open:
    kept = MemoryDisk()

    async def open_disk() -> Disk:
        return kept

    return open_disk


def sealed_folder(tmp_path: Path) -> Open:
    async def open_disk() -> Disk:
        return sealed(FolderDisk(tmp_path / "record"))

    return open_disk


def sealed(disk: Disk) -> SealedDisk:
    """*disk*, sealed under a key of this test."""
    made = SealedDisk(disk)
    made.cipher = Keys().cipher(bytes(64))
    made.lock = Lock(kind="passphrase", sealed=True, salt="00", check="00")
    return made


@pytest.mark.parametrize("kind", [folder, memory, sealed_folder], ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("promise", CONTRACT, ids=lambda promise: promise.__name__)
async def test_every_disk_keeps_its_promise(
    promise: Callable[[Open], Awaitable[None]], kind: Callable[[Path], Open], tmp_path: Path
) -> None:
    await promise(kind(tmp_path))
