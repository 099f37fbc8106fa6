"""What a person waits for in Python, on histories of growing length. Runs in CPython and in Pyodide alike."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import flet as ft

from app.content import load
from app.core.alarm import alarms
from app.core.change import Change
from app.core.content import Content
from app.core.entry import read_test
from app.core.record import BloodTest, Record
from app.core.summary import Choice, summarize
from app.core.timeline import months, timeline
from app.core.trend import series
from app.core.trend_words import in_words
from app.device import Device
from app.state import AppState
from app.store import MemoryDisk, Store
from app.ui.labs.trend_chart import picture
from app.ui.shell import App
from tests.ui.render import start
from tools.bench.history import NOW, TODAY, alone, household, slip

ROOT = Path(__file__).parents[2]
SIZES = (100, 1_000, 10_000)
STEPS = {
    "open": "Open the record",
    "add": "Add a test: form read, saved, log sorted again",
    "page": "First page of the log: timeline, months",
    "chart": "Chart of all time: series, ranges, picture",
    "words": "The chart in words",
    "alarms": "Alarms",
    "summary": "Summary, a year",
    "summary_all": "Summary, everything",
    "tap_home": "Tap: Home",
    "tap_log": "Tap: Log",
    "tap_form": "Tap: a new test's form",
    "tap_trend": "Tap: Trends, with the chart of all time",
    "tap_share": "Tap: Summary",
    "key": "A key in the form",
}
"""What is measured, with its words."""
TAPS = {"tap_home": "/", "tap_log": "/log", "tap_form": "/log/add/test", "tap_trend": "/log/trend/neutrophils",
        "tap_share": "/share"}  # fmt: skip


@dataclass
class Bench:
    """One record being measured."""

    state: AppState
    disk: MemoryDisk
    times: int

    @property
    def content(self) -> Content:
        assert self.state.content
        return self.state.content

    async def steps(self) -> dict[str, float]:
        """Milliseconds of each step but the taps."""
        log, me, defaults = self.state.log, self.state.person, self.content.ranges
        assert me
        whole = series(log, "neutrophils", me, defaults)
        every = Choice(days=None)
        return {
            "open": await self.awaited(lambda: Store.open(self.disk)),
            "add": await self.awaited(self.add),
            "page": self.run(lambda: [list(group) for _, group in months(timeline(log)[:25])]),
            "chart": self.run(self.draw),
            "words": self.run(lambda: in_words(whole, log, TODAY)),
            "alarms": self.run(lambda: alarms(me, log, self.content.drugs, NOW)),
            "summary": self.run(lambda: summarize(self.state.record, me.id, self.content, NOW)),
            "summary_all": self.run(lambda: summarize(self.state.record, me.id, self.content, NOW, every)),
        }

    def run(self, work: Callable[[], object]) -> float:
        """The best of *times* runs, in ms: the one that other work disturbed least."""
        return min(_timed(work) for _ in range(self.times))

    async def awaited(self, work: Callable[[], Awaitable[object]]) -> float:
        """The same of something awaited."""
        return min([await _awaited(work) for _ in range(self.times)])

    async def add(self) -> None:
        """What follows "Save" on a filled form; asked about the same values twice, the person says yes."""
        me = self.state.person
        assert me
        first = read_test(slip(), me, self.state.log, TODAY)
        read = read_test(slip(), me, self.state.log, TODAY, frozenset(one.key for one in first.problems))
        assert read.taken is not None, read.problems
        test = BloodTest(
            id=self.state.new_id(), person=me.id, created=NOW, changed=NOW, taken=read.taken, readings=read.readings
        )
        assert await self.state.keep(test)
        assert self.state.log.tests

    def draw(self) -> object:
        """What the chart of all time shows."""
        found = series(self.state.log, "neutrophils", self.state.person, self.content.ranges)
        return picture(found, self.state.log, "count", None, TODAY, "")

    async def taps(self) -> dict[str, float]:
        """Milliseconds of Python from a tap, or a key, to the last byte for Flutter."""
        before, pages = asyncio.all_tasks(), []
        spent: dict[str, list[float]] = {name: [] for name in (*TAPS, "key")}
        for _ in range(self.times):
            screen = await start(lambda page: page.render_views(App, self.state, Device(page)), route="/about")
            pages.append(screen)
            waiting = min([await _awaited(screen.settle) for _ in range(3)])  # the harness's own, not the app's
            for name, route in TAPS.items():
                spent[name].append(await _awaited(partial(screen.go, route)) - waiting)
            await screen.go("/log/add/test")
            key = partial(screen.fire, screen.named("WBC", ft.TextField), "change", "3")
            spent["key"].append(await _awaited(key) - waiting)
            assert screen.crashes == []
            await self.state.flush()
        for task in asyncio.all_tasks() - before:  # Flet's own, which go on for as long as a page is open
            task.cancel()
        return {name: max(0.0, min(values)) for name, values in spent.items()}


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


async def _awaited(work: Callable[[], Awaitable[object]]) -> float:
    began = time.perf_counter()
    await work()
    return (time.perf_counter() - began) * 1000


async def bench(record: Record, times: int) -> Bench:
    """An open state on *record*."""
    numbers, disk = count(1), MemoryDisk()
    content = load(ROOT / "content", "en")
    state = AppState(content=content, platform="android", now=lambda: NOW, new_id=lambda: f"new-{next(numbers)}")
    store = await Store.open(disk)
    await store.write(Change(people=record.people, entries=record.entries, settings=record.settings))
    await state.open(disk)
    return Bench(state, disk, times)


async def measure(sizes: tuple[int, ...] = SIZES, people: int = 10, years: int = 20, times: int = 5) -> dict[str, Any]:
    """Milliseconds by step, for one person with each of *sizes* tests and for a household; and how each grows."""
    columns: dict[str, dict[str, float]] = {}
    cases = {**{f"{size:,}": partial(alone, size) for size in sizes}, "household": partial(household, people, years)}
    for name, made in cases.items():
        one = await bench(made(), times)
        columns[name] = await one.steps() | await one.taps()
        one.state.close()
    last, first = f"{sizes[-1]:,}", f"{sizes[0]:,}"
    growth = {step: columns[last][step] / columns[first][step] for step in STEPS}
    return {"columns": columns, "growth": growth, "tests": {"people": people, "years": years, "sizes": list(sizes)}}
