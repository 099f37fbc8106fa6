"""SIGKILL at random moments of a write load: every acknowledged change is there, and no half of another."""

import asyncio
import os
import random
import select
import shutil
import signal
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from app.core.record import Record
from app.store import FolderDisk, Store
from tests.store.contract import same
from tests.store.load import changes


@dataclass
class Tally:
    """What many kills came to."""

    kills: int = 0
    in_mid_write: int = 0
    """Kills that left an unfinished file or a journal behind."""
    acknowledged: int = 0
    lost: int = 0
    torn: int = 0
    """Openings that were neither the state of the last acknowledged change nor of the one under way."""
    troubled: int = 0


def kill(folder: Path, rounds: int, seed: int = 1) -> Tally:
    """Start a writer, kill it, open what it left; *rounds* times, on a history that grows and starts anew."""
    chance, tally = random.Random(seed), Tally()
    for number in range(rounds):
        if number % 25 == 0:
            shutil.rmtree(folder, ignore_errors=True)
        before = asyncio.run(_opened(folder))[0]
        acknowledged = _killed_writer(folder, number, before, chance)
        left = [path.name for path in folder.glob("*.new")] + [path.name for path in folder.glob("journal*")]
        after, trouble = asyncio.run(_opened(folder))
        tally.kills += 1
        tally.in_mid_write += bool(left)
        tally.acknowledged += acknowledged
        tally.troubled += bool(trouble)
        judge(tally, number, before, acknowledged, after)
    return tally


def judge(tally: Tally, seed: int, before: Record, acknowledged: int, after: Record) -> None:
    """Count what is lost or torn: *after* must be the last acknowledged state, or the one that was under way."""
    expected, script = before, changes(seed, before)
    for change in islice(script, acknowledged):
        expected = change.on(expected)
    if same(after, expected) or same(after, next(script).on(expected)):
        return
    tally.torn += 1
    tally.lost += not {one.id for one in expected.entries} <= {one.id for one in after.entries}


def _killed_writer(folder: Path, seed: int, before: Record, chance: random.Random) -> int:
    """The number of changes a writer acknowledged before it was killed."""
    hears, tells = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hears)
        try:
            asyncio.run(_write(folder, seed, before, tells))
        finally:
            os._exit(1)
    os.close(tells)
    select.select([hears], [], [], 10)  # the first acknowledgement
    time.sleep(chance.random() ** 2 * 0.08)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(hears, "rb") as pipe:
        return len(pipe.read())


async def _write(folder: Path, seed: int, before: Record, tells: int) -> None:
    store = await Store.open(FolderDisk(folder))
    for change in changes(seed, before):
        await store.write(change)
        os.write(tells, b".")


async def _opened(folder: Path) -> tuple[Record, tuple[str, ...]]:
    disk = FolderDisk(folder)
    store = await Store.open(disk)
    disk.close()
    return store.record, store.trouble
