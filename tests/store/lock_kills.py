"""SIGKILL while the record is sealed and opened again and again: it is always one or the other, and whole."""

import asyncio
import os
import random
import select
import shutil
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from app.core.change import Change
from app.core.lock import Lock
from app.core.record import Record
from app.device.keys import Keys
from app.store import FolderDisk, SealedDisk, Store
from app.store.page import DamagedError, decode
from tests.store.contract import blood_test, person, same

LOCK = Lock(kind="passphrase", sealed=True, salt="ab" * 16, check="ab")
KEY = bytes(range(64))
ENTRIES = 250
"""Three pages of the log, so that every change is one of several files."""


@dataclass
class Tally:
    """What many kills came to."""

    kills: int = 0
    in_mid_write: int = 0
    sealed: int = 0
    """Openings that found the record sealed; the others found it open."""
    mixed: int = 0
    """Openings with some pages sealed and some not."""
    lost: int = 0
    troubled: int = 0


def kill(folder: Path, rounds: int, seed: int = 1) -> Tally:
    """Begin with a whole record; kill what turns its lock on and off, open what is left; *rounds* times."""
    shutil.rmtree(folder, ignore_errors=True)
    chance, tally = random.Random(seed), Tally()
    whole = asyncio.run(_filled(folder))
    for _round in range(rounds):
        _killed(folder, chance)
        tally.in_mid_write += bool([*folder.glob("*.new"), *folder.glob("journal*")])
        after, sealed, states, trouble = asyncio.run(_opened(folder))
        tally.kills += 1
        tally.sealed += sealed
        tally.mixed += len(states) > 1 or states != {sealed}
        tally.lost += not same(after, whole)
        tally.troubled += bool(trouble)
    return tally


async def _filled(folder: Path) -> Record:
    disk = FolderDisk(folder)
    store = await Store.open(disk)
    await store.write(Change(people=(person(),), entries=tuple(blood_test(n) for n in range(ENTRIES))))
    disk.close()
    return store.record


def _killed(folder: Path, chance: random.Random) -> None:
    hears, tells = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hears)
        try:
            asyncio.run(_toggle(folder, tells))
        finally:
            os._exit(1)
    os.close(tells)
    select.select([hears], [], [], 10)  # it has opened the record
    time.sleep(chance.random() * 0.1)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(hears)


async def _toggle(folder: Path, tells: int) -> None:
    disk, store = await _store(folder)
    os.write(tells, b".")
    while True:
        if disk.cipher:
            await store.change_lock(disk, None, None)
        else:
            await store.change_lock(disk, Keys().cipher(KEY), LOCK)


async def _store(folder: Path) -> tuple[SealedDisk, Store]:
    disk = SealedDisk(FolderDisk(folder))
    disk.lock = await disk.read_lock()
    disk.cipher = Keys().cipher(KEY) if disk.lock else None
    return disk, await Store.open(disk)


async def _opened(folder: Path) -> tuple[Record, bool, set[bool], tuple[str, ...]]:
    """The record, whether it is locked, in which states its pages lie, and what was found wrong."""
    disk, store = await _store(folder)
    states = set()
    for name, copies in (await disk.inner.read()).items():
        for raw in copies.values():
            try:
                states |= {"sealed" in decode(name, raw).tables()} if name != "lock" else set()
            except DamagedError:
                continue  # the store's own trouble says so
    disk.close()
    return store.record, disk.lock is not None, states, store.trouble
