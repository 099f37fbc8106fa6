"""A disk whose pages are sealed under a key: what lies on the device tells nobody anything but names and sizes.

A sealed page is a page like any other, with the same name, version and generation, so every disk and every check of
damage works without the key. Its body says how the key was derived, so that losing the lock's page loses nothing.
The lock itself lies in the page `lock`, which is never sealed and never part of the record.
"""

import base64
import errno
from collections.abc import Callable, Mapping
from typing import Protocol

from pydantic import ValidationError

from app.core.lock import Lock
from app.store.disk import Copies, Disk, Pages
from app.store.page import DamagedError, Page, PageDB, decode, newest

LOCK, SEALED = "lock", "sealed"


class Cipher(Protocol):
    """Authenticated encryption under one key. *about* is bound to the result, and must be the same for both."""

    async def seal(self, plain: bytes, about: bytes) -> bytes:
        """*plain*, unreadable."""

    async def unseal(self, sealed: bytes, about: bytes) -> bytes:
        """What was sealed; raises `ValueError` when it was changed, or sealed under another key."""


Key = tuple[Cipher, Lock]
"""A cipher, and the lock it belongs to."""


class SealedDisk:
    """*inner*, with every page sealed while there is a `cipher`; without one it keeps pages as they are."""

    def __init__(self, inner: Disk) -> None:
        self.inner = inner
        self.cipher: Cipher | None = None
        self.lock: Lock | None = None
        """The lock that `cipher` belongs to."""

    async def claim(self) -> bool:
        return await self.inner.claim()

    async def read(self) -> Copies:
        copies = await self.inner.read()
        copies.pop(LOCK, None)
        return {n: {which: await self._open(n, raw) for which, raw in all_.items()} for n, all_ in copies.items()}

    async def commit(self, pages: Pages, *, forget: bool = False) -> None:
        key = self._key  # one for all pages, whatever becomes of the lock meanwhile
        await self.inner.commit({name: await _close(name, raw, key) for name, raw in pages.items()}, forget=forget)

    async def set_aside(self, name: str) -> None:
        await self.inner.set_aside(name)

    async def aside(self) -> dict[str, bytes]:
        return await self.inner.aside()

    async def clear(self) -> None:
        await self.inner.clear()
        self.cipher = self.lock = None

    def follow(self, changed: Callable[[], None]) -> None:
        self.inner.follow(changed)

    def close(self) -> None:
        self.inner.close()

    async def read_lock(self) -> Lock | None:
        """The lock of this device; where its page is damaged or lost, what the sealed pages themselves say of it."""
        copies = await self.inner.read()
        best = newest(LOCK, copies.get(LOCK, {}))
        try:
            if best:
                return Lock.model_validate(best[0].tables()["lock"]["lock"])
        except (ValidationError, KeyError):
            pass
        found = (_sealed(name, raw) for name, all_ in copies.items() for raw in all_.values())
        how = next((one[1] for one in found if one), None)
        return Lock(kind="passphrase", sealed=True, salt=how["salt"], rounds=how["rounds"], check="") if how else None

    async def keep_lock(self, lock: Lock | None) -> None:
        """Keep *lock*, or none any more; the record is left as it is."""
        await self.inner.commit({LOCK: _lock_page(lock)}, forget=True)

    async def change(self, cipher: Cipher | None, lock: Lock | None) -> None:
        """Seal every page anew under *cipher*, or none of them any more, with *lock*: all of it, or nothing.

        No older generation stays behind. Raises `OSError`; then everything is as it was.
        """
        whole = {name: newest(name, all_) for name, all_ in (await self.read()).items()}
        pages = {name: best[0].encode() for name, best in whole.items() if best}
        key = (cipher, lock) if cipher and lock else None
        sealed = {name: await _close(name, raw, key) for name, raw in pages.items()}
        await self.inner.commit(sealed | {LOCK: _lock_page(lock)}, forget=True)
        self.cipher, self.lock = cipher, lock

    async def fits(self, cipher: Cipher) -> bool:
        """Whether *cipher* opens the pages; for a lock whose own page was lost."""
        for name, all_ in (await self.inner.read()).items():
            for raw in all_.values():
                if found := _sealed(name, raw):
                    try:
                        await cipher.unseal(base64.b64decode(found[1]["data"]), _about(found[0]))
                    except ValueError:
                        return False
                    return True
        return False

    @property
    def _key(self) -> Key | None:
        return (self.cipher, self.lock) if self.cipher and self.lock else None

    async def _open(self, name: str, raw: bytes) -> bytes:
        """A page as it came from the disk; one that the key does not open is a damaged page."""
        found = _sealed(name, raw)
        if found is None:
            return raw
        if self.cipher is None or self.lock is None or found[1]["salt"] != self.lock.salt:
            raise OSError(errno.EIO, "the record is sealed under another key")
        try:
            body = await self.cipher.unseal(base64.b64decode(found[1]["data"]), _about(found[0]))
        except ValueError:
            return b""
        return Page(name, found[0].schema, found[0].generation, body).encode()


async def _close(name: str, raw: bytes | None, key: Key | None) -> bytes | None:
    """A page as it goes to the disk. What is no page is kept as it is: it holds nothing the store wrote."""
    if raw is None or key is None:
        return raw
    try:
        page = decode(name, raw)
    except DamagedError:
        return raw
    cipher, lock = key
    try:
        data = await cipher.seal(page.body, _about(page))
    except Exception as error:  # whatever a device's cipher says, the page was not written
        raise OSError(errno.EIO, "a page could not be sealed") from error
    how = {"salt": lock.salt, "rounds": lock.rounds, "data": base64.b64encode(data).decode()}
    return page.with_tables({SEALED: how}, page.schema).encode()


def _sealed(name: str, raw: bytes) -> tuple[Page, Mapping[str, str]] | None:
    """The sealed page in *raw* and its body; None for any other page, and for a damaged one."""
    try:
        page = decode(name, raw)
    except DamagedError:
        return None
    body = page.tables()
    return (page, body[SEALED]) if set(body) == {SEALED} else None


def _about(page: Page) -> bytes:
    return f"{page.name}\n{page.schema}\n{page.generation}".encode()


def _lock_page(lock: Lock | None) -> bytes | None:
    if lock is None:
        return None
    db = PageDB(Page(LOCK, 1, 0, b"{}"))
    db.put("lock", {"lock": lock.model_dump(mode="json")})
    page = db.storage.next_page(1)
    return page.encode() if page else None
