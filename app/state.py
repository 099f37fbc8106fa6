"""`AppState`: what screens see, and one method for each thing a person can do. Write first, then show.

Every action returns whether it happened. When it did not, `notice` says why and nothing has changed, so a form keeps
its text. Sentences in `notice` and `trouble` are catalog sentences: a screen says `_(notice.text).format(**values)`.
"""

import asyncio
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from flet import observable

from app.core import backup as backups
from app.core import change
from app.core.change import Change
from app.core.content import Content
from app.core.record import AnyEntry, Draft, Log, Person, Record, Settings
from app.core.words import N_
from app.migrations import migrate
from app.store import Disk, Store, StoreError

BIN_DAYS = 30
PAUSE = 0.4
"""Seconds of quiet after a keystroke before a draft is written."""


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


@observable
@dataclass
class AppState:
    """The record as screens see it. `record` is replaced whole; never change it in place."""

    content: Content | None = None
    record: Record = field(default_factory=Record)
    opening: bool = True
    """True until the record has been read, or could not be."""
    trouble: tuple[str, ...] = ()
    """What was found wrong with the record at opening; empty when all is well."""
    notice: Notice | None = None
    platform: str = ""
    """Where we run, as `device` says: "web", "android", "ios" or "desktop"."""
    now: Callable[[], datetime] = here_and_now
    new_id: Callable[[], str] = fresh_id

    def __post_init__(self) -> None:
        self._store: Store | None = None
        self._undo: Change | None = None
        self._log: tuple[Record, str, Log] | None = None
        self._typed: dict[str, dict[str, str]] = {}
        self._pause: asyncio.Task[None] | None = None

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
    def read_only(self) -> str:
        """Why nothing can be saved now ("elsewhere", "newer", "closed"), or empty."""
        return (self._store.shut or "") if self._store else "closed"

    @property
    def can_undo(self) -> bool:
        """Whether there is a last change to take back."""
        return self._undo is not None

    def draft(self, form: str) -> dict[str, str]:
        """What was half-typed in *form* for the open person; empty when nothing was."""
        key = self._draft_id(form)
        kept = {one.id: one.fields for one in (self._store.record if self._store else self.record).drafts}
        return dict(self._typed.get(key) or kept.get(key, {}))

    # opening

    async def open(self, disk: Disk) -> None:
        """Read the record from *disk*, and empty what has been in the bin for 30 days."""
        try:
            self._store = await Store.open(disk)
            self._store.follow(self._follow)
            old = change.stale(self._store.record.entries, self.now() - timedelta(days=BIN_DAYS))
            if old and not self._store.shut:
                await self._store.write(Change(drop_entries=old), forget=True)
        except StoreError as error:
            self.trouble = (error.text,)
        self._show()
        self.opening = False

    def close(self) -> None:
        """Let another window write."""
        if self._store:
            self._store.disk.close()

    # the log

    async def keep(self, entry: AnyEntry) -> bool:
        """Add *entry*, or replace the one with its id."""
        return await self.keep_many((entry,))

    async def keep_many(self, entries: Iterable[AnyEntry]) -> bool:
        """Add or replace several entries, all or none."""
        return await self._do(Change(entries=tuple(entries)), N_("Saved."))

    async def bin_entry(self, entry_id: str) -> bool:
        """Put an entry in the bin, where it stays for 30 days."""
        moved = tuple(
            one.model_copy(update={"binned": self.now()}) for one in self.record.entries if one.id == entry_id
        )
        return await self._do(Change(entries=moved), N_("Moved to the bin. It stays there for 30 days."))

    async def unbin(self, entry_id: str) -> bool:
        """Take an entry back out of the bin."""
        back = tuple(one.model_copy(update={"binned": None}) for one in self.record.entries if one.id == entry_id)
        return await self._do(Change(entries=back), N_("Taken out of the bin."))

    async def empty_bin(self) -> bool:
        """Remove for ever what the open person put in the bin."""
        gone = Change(drop_entries=tuple(one.id for one in self.bin))
        return await self._do(gone, N_("The bin is empty."), undo=False, forget=True)

    async def undo(self) -> bool:
        """Take the last change back, once."""
        if self._undo is None:
            return False
        back, self._undo = self._undo, None
        done = await self._do(back, N_("Taken back."), undo=False)
        if not done:
            self._undo = back
        return done

    # people and settings

    async def keep_person(self, person: Person, *, choose: bool = False) -> bool:
        """Add or replace a person; with *choose* (or when the first) their record is opened."""
        first = choose or not self.record.people
        settings = self.settings.model_copy(update={"person": person.id}) if first else None
        return await self._do(Change(people=(person,), settings=settings), N_("Saved."))

    async def remove_person(self, person_id: str) -> bool:
        """Erase a person and everything of theirs, from every copy the app keeps. It cannot be undone."""
        gone = change.removal(self.record, person_id)
        return await self._do(gone, N_("Erased."), undo=False, forget=True)

    async def keep_settings(self, **changes: Any) -> bool:
        """Change fields of `Settings`."""
        fresh = Settings.model_validate({**self.settings.model_dump(), **changes})
        return await self._do(Change(settings=fresh), "", undo=False)

    # drafts

    def note_draft(self, form: str, fields: dict[str, str]) -> None:
        """Remember half-typed text at once; it is written after a short pause, or by `flush`."""
        self._typed[self._draft_id(form)] = dict(fields)
        if self._pause is None or self._pause.done():
            self._pause = asyncio.create_task(self._flush_later())

    async def keep_draft(self, form: str, fields: dict[str, str]) -> bool:
        """Write half-typed text now."""
        self._typed[self._draft_id(form)] = dict(fields)
        return await self.flush()

    async def drop_draft(self, form: str) -> bool:
        """Forget the half-typed text of *form*, once it was saved or thrown away."""
        key = self._draft_id(form)
        self._typed.pop(key, None)
        if self._store is None or key not in {one.id for one in self._store.record.drafts}:
            return True
        return await self._do(Change(drop_drafts=(key,)), "", undo=False)

    async def flush(self) -> bool:
        """Write every draft that is still in memory only; called when the app is hidden. Screens are not redrawn."""
        if not self._typed:
            return True
        if self._store is None:
            return False
        typed = dict(self._typed)
        drafts = tuple(Draft(id=key, fields=fields, saved=self.now()) for key, fields in typed.items())
        try:
            await self._store.write(Change(drafts=drafts))
        except StoreError as error:
            self._say(error.text, failed=True)
            return False
        self._typed = {key: fields for key, fields in self._typed.items() if typed.get(key) != fields}
        return True

    # sample data

    async def add_sample(self) -> bool:
        """Add the demo person and a year of entries, and open their record."""
        from app.core.sample import demo

        person, entries = demo(self.today(), self.new_id, self.now())
        settings = self.settings.model_copy(update={"person": person.id})
        added = Change(people=(person,), entries=tuple(entries), settings=settings)
        return await self._do(added, N_("Sample data added. It is marked, and you can remove it in one tap."))

    async def remove_sample(self) -> bool:
        """Remove the demo person and all their entries."""
        people = {one.id for one in self.record.people if one.sample}
        entries = tuple(one.id for one in self.record.entries if one.sample or one.person in people)
        settings = self.settings.model_copy(update={"person": ""}) if self.settings.person in people else None
        gone = Change(drop_people=tuple(people), drop_entries=entries, settings=settings)
        return await self._do(gone, N_("Sample data removed."))

    # backup, restore, erase

    async def backup(self) -> str:
        """The text of a backup file with everything in it."""
        await self.flush()
        return backups.write(self._store.record if self._store else self.record, self.now())

    async def backup_done(self) -> bool:
        """Note that a backup was handed over now."""
        return await self.keep_settings(last_backup=self.now())

    def preview_backup(self, text: str) -> backups.Preview | None:
        """What a backup file holds; None, with a notice, when it cannot be taken."""
        try:
            return backups.preview(*backups.read(text, migrate))
        except backups.BackupError as error:
            self._say(error.text, failed=True)
            return None

    async def restore(self, text: str, *, merge: bool) -> bool:
        """Take everything from a backup file: beside what is here (*merge*), or in its place.

        What was here is kept as a copy, and can be had back with `undo`.
        """
        try:
            theirs, _ = backups.read(text, migrate)
        except backups.BackupError as error:
            self._say(error.text, failed=True)
            return False
        mine = self._store.record if self._store else self.record
        wanted = backups.merge(mine, theirs) if merge else theirs
        return await self._do(change.between(mine, wanted), N_("Restored."), copies={"restore": mine})

    async def erase_everything(self) -> bool:
        """Erase every person, entry, draft and setting, and every copy the app keeps. It cannot be undone."""
        try:
            if self._store is None:
                raise StoreError("closed")
            await self._store.erase_all()
        except StoreError as error:
            self._say(error.text, failed=True)
            return False
        self._undo, self._typed = None, {}
        self._show()
        self._say(N_("Everything was erased."))
        return True

    async def raw_file(self) -> bytes:
        """The files of the record as they are, for somebody who can help; empty when there are none."""
        try:
            return await self._store.raw() if self._store else b""
        except StoreError as error:
            self._say(error.text, failed=True)
            return b""

    # inside

    async def _do(
        self,
        wanted: Change,
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
            back = wanted.undo(self._store.record)
            await self._store.write(wanted, forget=forget, copies=copies)
        except StoreError as error:
            self._say(error.text, failed=True)
            return False
        self._undo = back if undo else None if forget else self._undo
        self._show()
        if said:
            self._say(said, undo=undo)
        return True

    def _show(self) -> None:
        if self._store:
            self.trouble = self._store.trouble
            self.record = self._store.record

    def _say(self, text: str, *, undo: bool = False, failed: bool = False) -> None:
        number = self.notice.number + 1 if self.notice else 1
        self.notice = Notice(text, undo=undo, failed=failed, number=number)

    def _draft_id(self, form: str) -> str:
        return f"{form}@{self.person.id if self.person else ''}"

    async def _flush_later(self) -> None:
        await asyncio.sleep(PAUSE)
        await self.flush()

    def _follow(self) -> None:
        self._task = asyncio.ensure_future(self._read_again())

    async def _read_again(self) -> None:
        if self._store:
            await self._store.load()
            self._show()
