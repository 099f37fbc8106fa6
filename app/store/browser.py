"""The browser's own database as a disk. Imported only where `js` exists.

IndexedDB answers in events; each commit is one read-write transaction that asks for strict durability, and is awaited
until the browser says it is complete. Keys are "<page>.current", "<page>.previous" and "<file>.damaged". A Web Lock
makes one tab the writer; a BroadcastChannel tells the others to read again.
"""

import asyncio
import contextlib
import errno
from collections.abc import Callable, Iterator
from typing import Any

import js
from pyodide.ffi import JsException, JsProxy, create_once_callable, create_proxy, to_js

from app.store.disk import Copies, Pages

NAME, STORE = "leuko", "pages"
CURRENT, PREVIOUS, ASIDE = ".current", ".previous", ".damaged"
WHICH = {CURRENT: "current", PREVIOUS: "previous"}


class BrowserDisk:
    """Pages in IndexedDB. Opening and reading happen before the store opens; what is read is kept for `previous`."""

    def __init__(self, name: str = NAME) -> None:
        self.name = name
        self._db: Any = None
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
            return True  # before Web Locks, a browser had no way to tell; nothing else can be done
        if not self._asked:
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
        self._kept = await self._all()
        copies: Copies = {}
        for key, raw in self._kept.items():
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
        if self._db:
            self._db.close()
        self._channel.close()
        self._writer, self._release, self._db = False, None, None

    async def _put(self, changes: dict[str, bytes | None]) -> None:
        """One transaction: all of *changes*, durable when this returns."""
        if not changes:
            return
        transaction, pages = await self._transaction("readwrite")
        done = _settled(transaction, "oncomplete", ("onerror", "onabort"))
        with _as_os_error():
            for key, raw in changes.items():
                pages.delete(key) if raw is None else pages.put(to_js(raw), key)
        await done
        for key, raw in changes.items():
            self._kept.pop(key, None) if raw is None else self._kept.__setitem__(key, raw)
        self._channel.postMessage("changed")

    async def _all(self) -> dict[str, bytes]:
        """Every key and its bytes, out of one transaction."""
        transaction, pages = await self._transaction("readonly")
        done = _settled(transaction, "oncomplete", ("onerror", "onabort"))
        with _as_os_error():
            keys, values = pages.getAllKeys(), pages.getAll()
        await done
        both = zip(keys.result.to_py(), values.result, strict=True)
        return {str(key): _bytes(value) for key, value in both}

    async def _transaction(self, mode: str) -> tuple[Any, Any]:
        if self._db is None:
            self._db = await self._open()
        options = to_js({"durability": "strict"}, dict_converter=js.Object.fromEntries)
        with _as_os_error():
            transaction = self._db.transaction(STORE, mode, options)
            return transaction, transaction.objectStore(STORE)

    async def _open(self) -> Any:
        def upgrade(_event: Any) -> None:
            request.result.createObjectStore(STORE)

        with _as_os_error():
            request = js.indexedDB.open(self.name, 1)
        request.onupgradeneeded = create_once_callable(upgrade)
        await _settled(request, "onsuccess", ("onerror", "onblocked"))
        request.result.onclose = create_once_callable(lambda _event: setattr(self, "_db", None))
        return request.result


def _settled(source: Any, good: str, bad: tuple[str, ...]) -> "asyncio.Future[None]":
    """Done with the event *good* of a request or transaction; one of *bad* makes it an `OSError`."""
    future: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def succeed(_event: Any) -> None:
        if not future.done():
            future.set_result(None)

    def fail(_event: Any) -> None:
        if not future.done():
            future.set_exception(_os_error(source.error))

    setattr(source, good, create_once_callable(succeed))
    for event in bad:
        setattr(source, event, create_proxy(fail))
    return future


def _os_error(error: Any) -> OSError:
    """What the database said, as the operating system would have said it."""
    name = str(getattr(error, "name", "") or "")
    full = name in ("QuotaExceededError", "NS_ERROR_DOM_INDEXEDDB_QUOTA_ERR")
    return OSError(errno.ENOSPC if full else errno.EIO, name or "the browser's database failed")


@contextlib.contextmanager
def _as_os_error() -> Iterator[None]:
    """A call that the database refuses at once is an `OSError` too."""
    try:
        yield
    except JsException as error:
        raise _os_error(error) from error


def _bytes(value: Any) -> bytes:
    """A stored value; what is not bytes, is none."""
    return bytes(value.to_py()) if isinstance(value, JsProxy) and hasattr(value, "byteLength") else b""
