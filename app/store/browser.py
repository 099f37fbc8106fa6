"""The browser's own database as a disk, and a second one beside it. Imported only where `js` exists.

Keys are "<page>.current", "<page>.previous" and "<file>.damaged". A Web Lock makes one tab the writer; a
BroadcastChannel tells the others to read again.

Why two: when Chromium is killed in the middle of a write, its database (LevelDB) goes on writing behind the torn end of
its log; at the start after next it finds the log damaged and throws the whole database away, without a word. So every
commit also goes into a second database with files of its own. Each carries the number of its last commit; the higher
one counts, and the other is made the same again.
"""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import js
from pyodide.ffi import create_once_callable, create_proxy, to_js

from app.store.database import Database, bucket, of_the_site, remove_bucket
from app.store.disk import Copies, Pages

NAME = "leuko"
CURRENT, PREVIOUS, ASIDE = ".current", ".previous", ".damaged"
WHICH = {CURRENT: "current", PREVIOUS: "previous"}
LAST = "last commit"
"""The key of a commit's number: the time in ms, or one more than the number before."""


class BrowserDisk:
    """Pages in IndexedDB. Opening and reading happen before the store opens; what is read is kept for `previous`."""

    def __init__(self, name: str = NAME) -> None:
        self.name = name
        self._first = Database(name, of_the_site)
        beside = bucket(name)
        self._second = Database(name, beside) if beside else None
        self._alike: bool | None = None
        """Whether the second holds what the first holds; None before both were read."""
        self._last = 0
        self._kept: dict[str, bytes] = {}
        self._asked = False
        self._writer = False
        self._release: asyncio.Future[None] | None = None
        self._changed: Callable[[], None] = lambda: None
        self._channel = js.BroadcastChannel.new(name)
        self._hear = create_proxy(lambda _event: self._changed())
        self._channel.onmessage = self._hear

    async def claim(self) -> bool:
        """Ask for the lock once; when another tab has it, wait for it in the background."""
        if not hasattr(js.navigator, "locks"):
            self._writer = True  # before Web Locks, a browser had no way to tell; nothing else can be done
        elif not self._asked:
            self._asked = True
            answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
            self._request(answer, wait=False)
            if not await answer:
                self._request(asyncio.get_running_loop().create_future(), wait=True)
        return self._writer

    def _request(self, answer: "asyncio.Future[bool]", *, wait: bool) -> None:
        def granted(lock: Any) -> Any:
            if not lock:
                answer.set_result(False)
                return None
            self._writer = True
            answer.set_result(True)
            if wait:
                self._changed()
            self._release = asyncio.get_running_loop().create_future()
            return asyncio.ensure_future(self._release)  # the lock is held until this is done

        options = to_js({"ifAvailable": not wait}, dict_converter=js.Object.fromEntries)
        js.navigator.locks.request(f"{self.name}-record", options, create_once_callable(granted))

    async def read(self) -> Copies:
        copies: Copies = {}
        for key, raw in (await self._all()).items():
            name, dot, suffix = key.rpartition(".")
            if dot + suffix in WHICH:
                copies.setdefault(name, {})[WHICH[dot + suffix]] = raw
        return copies

    async def commit(self, pages: Pages, *, forget: bool = False) -> None:
        changes: dict[str, bytes | None] = {}
        for name, raw in pages.items():
            old = self._kept.get(name + CURRENT)
            changes[name + CURRENT] = raw
            changes[name + PREVIOUS] = None if raw is None or forget else old
        await self._put(changes)

    async def set_aside(self, name: str) -> None:
        number = sum(1 for key in self._kept if key.endswith(ASIDE))
        changes: dict[str, bytes | None] = {}
        for suffix in WHICH:
            if (raw := self._kept.get(name + suffix)) is not None:
                changes |= {f"{name}{suffix}-{number}{ASIDE}": raw, name + suffix: None}
        await self._put(changes)

    async def aside(self) -> dict[str, bytes]:
        return {key: raw for key, raw in (await self._all()).items() if key.endswith(ASIDE)}

    async def clear(self) -> None:
        await self._put(dict.fromkeys(self._kept))

    def follow(self, changed: Callable[[], None]) -> None:
        self._changed = changed

    def close(self) -> None:
        if self._release and not self._release.done():
            self._release.set_result(None)
        self._first.close()
        if self._second:
            self._second.close()
        self._channel.close()
        self._writer, self._release = False, None

    async def _put(self, changes: Mapping[str, bytes | None]) -> None:
        """All of *changes* in one transaction of each database; durable in the first when this returns."""
        if not changes:
            return
        self._last = max(self._last + 1, int(js.Date.now()))
        numbered = {**changes, LAST: b"%d" % self._last}
        await self._first.put(numbered)
        for key, raw in changes.items():
            self._kept.pop(key, None) if raw is None else self._kept.__setitem__(key, raw)
        await self._beside(numbered)
        self._channel.postMessage("changed")

    async def _beside(self, changes: Mapping[str, bytes | None]) -> None:
        """Into the second database too. When that fails it goes: it may neither lag behind nor hold what was erased."""
        if not self._second or self._alike is None:
            return
        whole = {**self._kept, LAST: b"%d" % self._last}
        try:
            await self._second.put(changes if self._alike else whole, afresh=not self._alike)
            self._alike = True
        except OSError:
            self._second.close()
            self._second = None
            await remove_bucket(self.name)

    async def _all(self) -> dict[str, bytes]:
        """Every key and its bytes, of the database that was written last; the writer makes the other the same."""
        first, second = await asyncio.gather(self._first.all(), self._second_all())
        newest = max(first, second, key=_last)
        self._last, self._alike = _last(newest), _last(first) == _last(second) and bool(first) == bool(second)
        self._kept = {key: raw for key, raw in newest.items() if key != LAST}
        if self._writer and newest is second:
            await self._first.put(second, afresh=True)
            self._alike = True
        elif self._writer and not self._alike:
            await self._beside({})
        return dict(self._kept)

    async def _second_all(self) -> dict[str, bytes]:
        try:
            return await self._second.all() if self._second else {}
        except OSError:
            self._second = None  # not to be had here; the first is enough for an app that is not killed
            return {}


def _last(found: Mapping[str, bytes]) -> int:
    """The number of the last commit in a database, 0 for one that has none."""
    raw = found.get(LAST, b"")
    return int(raw) if raw.isdigit() else 0
