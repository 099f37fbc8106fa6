"""What one more test costs on a history of a given length: the write, the whole action, the opening."""

import statistics
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from app.core.change import Change
from app.store import FolderDisk, Store
from app.store.disk import Disk, Pages
from tests.store.contract import blood_test, person


@dataclass(frozen=True)
class Cost:
    """Medians, in milliseconds; `size` is the bytes written for one more test."""

    history: int
    add: float
    edit: float
    opening: float
    size: int


async def costs(open_disk: Callable[[int], Awaitable[Disk]], histories: Iterable[int], times: int = 40) -> list[Cost]:
    """Fill a disk with each of *histories* tests, then add and edit one in each by turns, *times* times."""
    runs = [await Run.filled(Counting(await open_disk(history)), history) for history in histories]
    for number in range(times):
        for run in runs:
            await run.turn(number)
    for run in runs:
        run.disk.inner.close()
        again = await open_disk(run.history)
        start = time.perf_counter()
        await Store.open(again)
        run.opening = (time.perf_counter() - start) * 1000
        again.close()
    return [run.result() for run in runs]


@dataclass
class Run:
    """One history being measured."""

    history: int
    disk: "Counting"
    store: Store
    adds: list[float] = field(default_factory=list)
    edits: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    opening: float = 0

    @classmethod
    async def filled(cls, disk: "Counting", history: int) -> "Run":
        store = await Store.open(disk)
        await store.write(Change(people=(person(),), entries=tuple(blood_test(n) for n in range(history))))
        return cls(history, disk, store)

    async def turn(self, number: int) -> None:
        added, edited = blood_test(self.history + number), blood_test(number % self.history, "1.5")
        self.adds.append(await _timed(self.store, Change(entries=(added,))))
        self.sizes.append(self.disk.size)
        self.edits.append(await _timed(self.store, Change(entries=(edited,))))

    def result(self) -> Cost:
        middle = statistics.median
        return Cost(self.history, middle(self.adds), middle(self.edits), self.opening, int(middle(self.sizes)))


async def _timed(store: Store, change: Change) -> float:
    start = time.perf_counter()
    await store.write(change)
    return (time.perf_counter() - start) * 1000


class Counting:
    """Any disk, counting the bytes of its last commit."""

    def __init__(self, inner: Disk) -> None:
        self.inner, self.size = inner, 0

    async def commit(self, pages: Pages, *, forget: bool = False) -> None:
        self.size = sum(len(raw or b"") for raw in pages.values())
        await self.inner.commit(pages, forget=forget)

    def __getattr__(self, name: str) -> object:
        return getattr(self.inner, name)


async def on_file(folder: Path, *histories: int) -> list[Cost]:
    """The same in a folder."""

    async def open_disk(history: int) -> Disk:
        return FolderDisk(folder / str(history))

    return await costs(open_disk, histories)
