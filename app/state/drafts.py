"""Half-typed text: remembered at every keystroke, written after a short pause and when the app goes out of sight."""

import asyncio
from collections.abc import Container
from dataclasses import dataclass

from app.core.change import Change, Wanted, is_draft_of
from app.core.record import Draft
from app.state.held import Held
from app.store import StoreError

PAUSE = 0.4
"""Seconds of quiet after a keystroke before a draft is written."""


@dataclass
class Drafts(Held):
    """Drafts belong to a form of the open person, or of whom it is *about*. Writing one does not redraw any screen."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._typed: dict[str, dict[str, str]] = {}
        self._pause: asyncio.Task[None] | None = None
        self._away = ""
        """Whose record was open when it was locked away; a key that comes just after is theirs."""

    def draft(self, form: str, about: str | None = None) -> dict[str, str]:
        """What was half-typed in *form*; empty when nothing was."""
        key = self._draft_id(form, about)
        kept = {one.id: one.fields for one in (self._store.record if self._store else self.record).drafts}
        return dict(self._typed.get(key) or kept.get(key, {}))

    def note_draft(self, form: str, fields: dict[str, str], about: str | None = None) -> None:
        """Remember half-typed text at once; it is written after a short pause, or by `flush`."""
        self._typed[self._draft_id(form, about)] = dict(fields)
        if self._pause is None or self._pause.done():
            self._pause = asyncio.create_task(self._flush_later())

    async def keep_draft(self, form: str, fields: dict[str, str]) -> bool:
        """Write half-typed text now."""
        self._typed[self._draft_id(form)] = dict(fields)
        return await self.flush()

    async def drop_draft(self, form: str, about: str | None = None) -> bool:
        """Forget the half-typed text of *form*, once it was saved or thrown away."""
        key = self._draft_id(form, about)
        self._typed.pop(key, None)
        writing = self._pause is not None and not self._pause.done()
        kept = self._store is not None and key in {one.id for one in self._store.record.drafts}
        if not kept and not writing:
            return True
        return await self._do(Change(drop_drafts=(key,)), "", undo=False)

    async def _remove(self, people: Container[str], gone: Wanted, said: str, *, forget: bool) -> bool:
        """Do *gone* without writing once more what is half-typed of *people*; it stays when that fails."""
        theirs = {key: fields for key, fields in self._typed.items() if is_draft_of(key, people)}
        self._typed = {key: fields for key, fields in self._typed.items() if key not in theirs}
        done = await self._do(gone, said, undo=not forget, forget=forget)
        self._typed = self._typed if done else theirs | self._typed
        return done

    async def flush(self) -> bool:
        """Write every draft that is still in memory only; called when the app is hidden. Screens are not redrawn."""
        if not self._typed:
            return True
        if self._store is None or self._store.shut in ("elsewhere", "newer"):  # said on Home, not at every key
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

    def _draft_id(self, form: str, about: str | None = None) -> str:
        if about is None:
            about = self.person.id if self.person else self._away
        return f"{form}@{about}"

    async def _flush_later(self) -> None:
        await asyncio.sleep(PAUSE)
        while await self.flush() and self._typed:  # a key came while the older text was being written
            await asyncio.sleep(PAUSE)
