"""A file system with no room left, a real one where the machine allows it: nothing acknowledged is lost."""

import asyncio
import contextlib
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.core.record import Record
from app.store import FolderDisk, Store, StoreError
from tests.store.contract import same
from tests.store.load import changes


@dataclass(frozen=True)
class Filled:
    """What came of writing into a small file system until it was full, and beyond."""

    acknowledged: int
    refused: int
    codes: tuple[str, ...]
    whole: bool
    """Whether the record, opened again, is exactly what was acknowledged."""
    troubled: bool


@contextlib.contextmanager
def small_disk(folder: Path, size: str = "400k") -> Iterator[Path | None]:
    """A file system of *size* in memory, or None where the machine does not allow it."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=False)


def fill(folder: Path, attempts: int = 600, seed: int = 5) -> Filled:
    """Write a load into *folder* until it has refused often, then open it again."""
    return asyncio.run(_fill(folder, attempts, seed))


async def _fill(folder: Path, attempts: int, seed: int) -> Filled:
    disk = FolderDisk(folder)
    store = await Store.open(disk)
    kept, codes, acknowledged = Record(), [], 0
    for change, _attempt in zip(changes(seed, kept), range(attempts), strict=False):
        try:
            await store.write(change)
            kept, acknowledged = change.on(kept), acknowledged + 1
        except StoreError as error:
            codes.append(error.code)
    disk.close()
    again = await Store.open(FolderDisk(folder))
    whole = same(again.record, store.record) and same(store.record, kept)
    return Filled(acknowledged, len(codes), tuple(sorted(set(codes))), whole, bool(again.trouble))
