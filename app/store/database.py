"""One of the browser's own databases: bytes by key, in one store. Imported only where `js` exists.

IndexedDB answers in events; each `put` is one read-write transaction that asks for strict durability, and is awaited
until the browser says it is complete.
"""

import asyncio
import contextlib
import errno
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any

import js
from pyodide.ffi import JsException, JsProxy, create_once_callable, create_proxy, to_js

STORE = "pages"
Where = Callable[[], Awaitable[Any]]
"""Gives the `IDBFactory` in which a database lies."""


class Database:
    """A database *name* in the factory that *where* gives. All but `close` may raise `OSError`."""

    def __init__(self, name: str, where: Where) -> None:
        self.name, self._where = name, where
        self._db: Any = None

    async def put(self, changes: Mapping[str, bytes | None], *, afresh: bool = False) -> None:
        """One transaction: all of *changes* (None removes), durable when this returns; *afresh*, and nothing else."""
        transaction, pages = await self._transaction("readwrite")
        done = _settled(transaction, "oncomplete", ("onerror", "onabort"))
        with _as_os_error():
            if afresh:
                pages.clear()
            for key, raw in changes.items():
                pages.delete(key) if raw is None else pages.put(to_js(raw), key)
        await done

    async def all(self) -> dict[str, bytes]:
        """Every key and its bytes, out of one transaction."""
        transaction, pages = await self._transaction("readonly")
        done = _settled(transaction, "oncomplete", ("onerror", "onabort"))
        with _as_os_error():
            keys, values = pages.getAllKeys(), pages.getAll()
        await done
        both = zip(keys.result.to_py(), values.result, strict=True)
        return {str(key): _bytes(value) for key, value in both}

    def close(self) -> None:
        """Let go of it; it opens again when it is used."""
        if self._db:
            self._db.close()
        self._db = None

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
            request = (await self._where()).open(self.name, 1)
        request.onupgradeneeded = create_once_callable(upgrade)
        await _settled(request, "onsuccess", ("onerror", "onblocked"))
        request.result.onclose = create_once_callable(lambda _event: setattr(self, "_db", None))
        return request.result


async def of_the_site() -> Any:
    """Where every site keeps its databases."""
    return js.indexedDB


def bucket(name: str) -> Where | None:
    """A place of its own beside the site's, in files of its own; None where the browser has no storage buckets."""
    buckets = getattr(js.navigator, "storageBuckets", None)
    if not buckets:
        return None
    options = to_js({"durability": "strict", "persisted": True}, dict_converter=js.Object.fromEntries)

    async def where() -> Any:
        return (await buckets.open(name, options)).indexedDB

    return where


async def remove_bucket(name: str) -> None:
    """Remove a bucket with everything in it. Raises `OSError`."""
    with _as_os_error():
        await js.navigator.storageBuckets.delete(name)


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
