"""What the state holds and how it changes: one write, then one replacement of `record`."""

import asyncio
import contextlib
import contextvars
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from app.core import change
from app.core.change import Change, Wanted
from app.core.content import Content
from app.core.record import AnyEntry, Log, Person, Record, Settings
from app.store import SENTENCES, Disk, Store, StoreError

log = logging.getLogger("leuko")


def here_and_now() -> datetime:
    """The time, with the zone of this device."""
    return datetime.now().astimezone()


def fresh_id() -> str:
    """A new id: 96 random bits."""
    return secrets.token_hex(12)


@dataclass(frozen=True)
class Notice:
    """A sentence to show for a while, and whether "Undo" goes with it."""

    text: str
    values: dict[str, str] = field(default_factory=dict)
    undo: bool = False
    failed: bool = False
    """True when nothing was saved."""
    number: int = 0
    """Counts notices, so that the same sentence twice is seen twice."""


@dataclass
class Held:
    """The record as screens see it. `record` is replaced whole; never change it in place."""

    content: Content | None = None
    record: Record = field(default_factory=Record)
    opening: bool = True
    """True until the record has been read, or could not be."""
    trouble: tuple[str, ...] = ()
    """What was found wrong with the record at opening; empty when all is well."""
    read_only: str = "closed"
    """Why nothing can be saved now ("elsewhere", "newer", "closed", "full", "read_only"), or empty."""
    notice: Notice | None = None
    platform: str = ""
    """Where we run, as `device` says: "web", "android", "ios" or "desktop"."""
    now: Callable[[], datetime] = here_and_now
    new_id: Callable[[], str] = fresh_id

    def __post_init__(self) -> None:
        self._store: Store | None = None
        self._undo: Change | None = None
        self._log: tuple[Record, str, Log] | None = None
        self._again: asyncio.Task[None] | None = None
        self._context = contextvars.copy_context()

    # what screens read

    def today(self) -> date:
        """The local date."""
        return self.now().date()

    @property
    def settings(self) -> Settings:
        """How the app looks and whom it calls."""
        return self.record.settings

    @property
    def person(self) -> Person | None:
        """Whose record is open: the one chosen, else the first, else nobody yet."""
        people = self.record.people
        return self.record.person(self.settings.person) or (people[0] if people else None)

    @property
    def log(self) -> Log:
        """The open person's entries, sorted, without the bin."""
        who = self.person.id if self.person else ""
        if self._log is None or self._log[0] is not self.record or self._log[1] != who:
            self._log = (self.record, who, self.record.of(who))
        return self._log[2]

    @property
    def bin(self) -> tuple[AnyEntry, ...]:
        """What the open person put in the bin, newest first."""
        who = self.person.id if self.person else ""
        gone = [(one.binned, one) for one in self.record.entries if one.person == who and one.binned]
        return tuple(one for _, one in sorted(gone, key=lambda pair: pair[0], reverse=True))

    @property
    def can_undo(self) -> bool:
        """Whether there is a last change to take back."""
        return self._undo is not None

    # opening

    async def open(self, disk: Disk) -> None:
        """Read the record from *disk*, and empty what has been in the bin for 30 days."""
        store = self._store = Store(disk)
        self._context = contextvars.copy_context()
        try:
            await store.load()
            store.follow(self._follow)
            old = change.stale(store.record, self.now())
            if old and not store.shut:
                await store.write(Change(drop_entries=old))
        except StoreError as error:
            store.trouble = (error.text,)
        except Exception:  # the door opens whatever the record holds
            log.exception("opening the record failed")
            store.trouble = (SENTENCES["closed"],)
        self._show()
        self.opening = False

    async def accept_trouble(self) -> bool:
        """The person has read what was found wrong; it is not said again."""
        try:
            if self._store is None:
                raise StoreError("closed")
            await self._store.accept()
        except StoreError as error:
            self._say(error.text, failed=True)
            return False
        self._show()
        return True

    def close(self) -> None:
        """Let another window write; this one may only read from now on."""
        if self._store:
            self._store.close()

    async def keep_settings(self, **changes: Any) -> bool:
        """Change fields of `Settings`."""
        fresh = Settings.model_validate({**self.settings.model_dump(), **changes})
        return await self._do(Change(settings=fresh), "", undo=False)

    # inside

    async def _do(
        self,
        wanted: Wanted,
        said: str,
        *,
        undo: bool = True,
        forget: bool = False,
        copies: dict[str, Record] | None = None,
    ) -> bool:
        """Write *wanted*, then show it and say *said*; or say why not."""
        try:
            if self._store is None:
                raise StoreError("closed")
            back = await self._store.write(wanted, forget=forget, copies=copies)
        except StoreError as error:
            self._show()
            self._say(error.text, failed=True)
            return False
        if undo:
            self._undo = back
        elif forget:
            self._undo = None
        elif self._undo and isinstance(wanted, Change) and wanted.settings:  # what was set since is not taken back
            self._undo = self._undo.model_copy(update={"settings": None})
        self._show()
        if said:
            self._say(said, undo=undo)
        return True

    def _show(self) -> None:
        if self._store:
            self.trouble = self._store.trouble
            self.read_only = self._store.shut or ""
            self.record = self._store.record

    def _say(self, text: str, *, undo: bool = False, failed: bool = False) -> None:
        number = self.notice.number + 1 if self.notice else 1
        self.notice = Notice(text, undo=undo, failed=failed, number=number)

    def _follow(self) -> None:
        loop = asyncio.get_running_loop()  # called by the browser, which knows nothing of the page in our context
        self._again = loop.create_task(self._read_again(), context=self._context)

    async def _read_again(self) -> None:
        """Another window wrote, or this one may write now."""
        if self._store:
            with contextlib.suppress(StoreError):
                await self._store.load()
            self._show()
