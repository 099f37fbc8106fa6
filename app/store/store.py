"""Record ⇄ pages: the log in pages of a hundred entries, the book (people, settings), the drafts.

One user action is one `Change`, written as one commit of the pages it touches, so its cost does not grow with the
history. An entry stays in the page it was first written in.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterable, Mapping

from app.core.change import Change, Wanted
from app.core.lock import Lock
from app.core.record import SCHEMA, Record
from app.migrations import STEPS, Step
from app.store.disk import Disk, as_it_lies
from app.store.page import PageDB
from app.store.reading import BEFORE, BOOK, choose, gather, is_listed, migrated
from app.store.sealed import Cipher, SealedDisk
from app.store.staging import Staging
from app.store.trouble import SENTENCES, Code, StoreError, from_os_error


class Store(Staging):
    """The record of this device. Writes raise `StoreError`, and then nothing has changed."""

    def __init__(self, disk: Disk, *, schema: int = SCHEMA, steps: Mapping[int, Step] = STEPS) -> None:
        super().__init__(schema)
        self.disk = disk
        self.record = Record()
        """What the disk holds, nothing else."""
        self.trouble: tuple[str, ...] = ()
        """Sentences about what was found wrong at opening."""
        self.shut: Code | None = "closed"
        """Why nothing can be written now, or None."""
        self._steps = steps
        self._turn = asyncio.Lock()

    @classmethod
    async def open(cls, disk: Disk, *, schema: int = SCHEMA, steps: Mapping[int, Step] = STEPS) -> "Store":
        """The store on *disk*, read. Raises `StoreError` when the disk cannot be read at all."""
        store = cls(disk, schema=schema, steps=steps)
        await store.load()
        return store

    def follow(self, changed: Callable[[], None]) -> None:
        """Call *changed* when another window wrote, or this one may write now; then `load` again."""
        self.disk.follow(changed)

    def close(self) -> None:
        """Let another window write; this one may only read from now on."""
        self.shut = "elsewhere"
        self.disk.close()

    @contextlib.asynccontextmanager
    async def at_rest(self) -> AsyncIterator[None]:
        """Nothing is read or written within the block; what was asked for before it is done."""
        async with self._turn:
            yield

    async def load(self) -> Record:
        """Read everything again, migrate it, set aside what is damaged; returns the record."""
        async with self._turn:
            await self._claim()
            try:
                found = choose(await self.disk.read())
            except OSError as error:
                self.shut = "closed"
                raise from_os_error(error) from error
            self.trouble = found.trouble
            if any(page.schema > self._schema for page in found.pages.values()):
                self.shut, self.trouble = "newer", (SENTENCES["newer"],)
                return self.record
            self._pages = {name: PageDB(page) for name, page in found.pages.items()}
            if not self.shut:
                await self._set_aside(found.damaged)
            await self._migrate()
            whole = {name: db.storage.page for name, db in self._pages.items()}
            found_in = gather(whole)
            self.record, self._where, self._unread = found_in.record, found_in.where, found_in.unread
            self.trouble += found_in.trouble
            return self.record

    async def write(
        self, wanted: Wanted, *, forget: bool = False, copies: Mapping[str, Record] | None = None
    ) -> Change:
        """Make a change durable, all of it or none, then part of `record`; returns the way back.

        With *forget* no older generation of any page stays behind, and no copy. *copies* are whole records kept beside
        the log, by the occasion ("restore").
        """
        async with self._turn:
            await self._may_write()
            change = wanted if isinstance(wanted, Change) else wanted(self.record)
            known = frozenset(
                one for one in (*change.drop_entries, *(e.id for e in change.entries)) if one in self._where
            )
            async with self._all_or_none(forget=forget):
                self._stage(change)
                for name, record in (copies or {}).items():
                    self._page(BEFORE + name).storage.write({"record": record.model_dump(mode="json")})
            before, self.record = self.record, change.on(self.record, known)
            return change.undo(before, known)

    async def erase_all(self) -> None:
        """Remove every trace of the record, copies and damaged files included."""
        async with self._turn:
            if self.shut != "closed":  # what could not be read may be erased
                await self._may_write()
            try:
                with contextlib.suppress(OSError):  # a full disk has no room for the plan, but room to remove
                    await self.disk.commit(dict.fromkeys(await self.disk.read()), forget=True)
                await self.disk.clear()
            except OSError as error:
                raise from_os_error(error) from error
            self.record, self.trouble, self._pages, self._where = Record(), (), {}, {}
            self._unread = frozenset()

    async def change_lock(self, disk: SealedDisk, cipher: Cipher | None, lock: Lock | None) -> None:
        """Seal every page of *disk*, which is this store's, under *cipher*, or none any more: all of it, or nothing."""
        async with self._turn:
            await self._may_write()
            try:
                await disk.change(cipher, lock)
            except OSError as error:
                raise from_os_error(error) from error

    async def raw(self) -> bytes:
        """Every file as it is, damaged ones included, one after the other under its name."""
        try:
            return await as_it_lies(self.disk)
        except OSError as error:
            raise from_os_error(error) from error

    async def accept(self) -> None:
        """The person has read `trouble`: what is missing is no longer expected, and not mentioned again."""
        async with self._turn:
            await self._may_write()
            async with self._all_or_none():
                listed = self._page(BOOK).storage.read().get("pages", {})
                here = {name: {"aside": False} for name in self._pages if is_listed(name)}
                self._page(BOOK).put("pages", {name: {"aside": True} for name in listed} | here)
            self.trouble = ()

    async def _claim(self) -> None:
        """Become the writer, or know why not."""
        try:
            self.shut = None if await self.disk.claim() else "elsewhere"
        except OSError as error:
            self.shut = from_os_error(error).code

    async def _may_write(self) -> None:
        if self.shut in ("full", "read_only", "failed"):  # it may have passed
            await self._claim()
        if self.shut:
            raise StoreError(self.shut)

    async def _set_aside(self, damaged: Iterable[str]) -> None:
        """Move damaged pages out of the way, and out of the book; a disk that refuses only delays it."""
        for name in damaged:
            with contextlib.suppress(OSError, StoreError):
                await self.disk.set_aside(name)
                if BOOK in self._pages and name in self._pages[BOOK].storage.read().get("pages", {}):
                    async with self._all_or_none():
                        self._page(BOOK).put("pages", {name: {"aside": True}})

    async def _migrate(self) -> None:
        """Bring older pages to this version, keeping what they were; a disk that refuses only delays it."""
        old = {
            name: db.storage.page
            for name, db in self._pages.items()
            if db.storage.page.schema < self._schema and not name.startswith(BEFORE)
        }
        if not old:
            return
        new = {name: migrated(page, self._schema, self._steps) for name, page in old.items()}
        with contextlib.suppress(StoreError):
            async with self._all_or_none():
                if self.shut:
                    raise StoreError(self.shut)
                was = {name: {"page": page.encode().decode()} for name, page in old.items()}
                self._page(f"{BEFORE}version-{self._schema}").storage.write({"pages": was})
                for name, tables in new.items():
                    self._pages[name].storage.write(tables)
            return
        for name, tables in new.items():  # read as new now, written as new with the page's next change
            self._pages[name] = PageDB(old[name].with_tables(tables, self._schema))

    @contextlib.asynccontextmanager
    async def _all_or_none(self, *, forget: bool = False) -> AsyncIterator[None]:
        """Commit what the block stages; on any failure stage nothing, and raise `StoreError` for the disk's."""
        try:
            yield
            fresh = {n: page for n, db in self._pages.items() if (page := db.storage.next_page(self._schema))}
            gone = [name for name in self._pages if forget and name.startswith(BEFORE)]
            same = {name: db.storage.page for name, db in self._pages.items() if forget and name not in fresh}
            written = {name: page.encode() for name, page in (same | fresh).items()} | dict.fromkeys(gone)
            if written:
                await self.disk.commit(written, forget=forget)
            for name in gone:
                del self._pages[name]
            for name, page in fresh.items():
                self._pages[name] = PageDB(page)
                self._where |= dict.fromkeys(page.tables().get("entries", ()), name)
        except OSError as error:
            raise from_os_error(error) from error
        finally:
            for name, db in list(self._pages.items()):
                db.storage.staged = None
                if db.storage.page.generation == 0:
                    del self._pages[name]
