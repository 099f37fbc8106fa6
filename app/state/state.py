"""The actions of a person on the log, on people, and on settings."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from flet import Observable

from app.core import change
from app.core.change import Change
from app.core.record import AnyEntry, Person
from app.core.sample import sample_entries, sample_person
from app.core.words import N_
from app.state.locking import Locking


@dataclass
class AppState(Locking, Observable):
    """One per window. Screens redraw when one of its public fields is replaced."""

    # the log

    async def keep(self, entry: AnyEntry) -> bool:
        """Add *entry*, or replace the one with its id."""
        return await self.keep_many((entry,))

    async def keep_many(self, entries: Iterable[AnyEntry]) -> bool:
        """Add or replace several entries, all or none."""
        return await self._do(partial(change.correction, entries=tuple(entries)), N_("Saved."))

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

    # people

    async def keep_person(self, person: Person, *, choose: bool = False) -> bool:
        """Add or replace a person; with *choose* (or when the first) their record is opened."""
        first = choose or not self.record.people
        settings = self.settings.model_copy(update={"person": person.id}) if first else None
        return await self._do(Change(people=(person,), settings=settings), N_("Saved."))

    async def remove_person(self, person_id: str) -> bool:
        """Erase a person and everything of theirs, from every copy the app keeps. It cannot be undone."""
        gone = partial(change.removal, person_ids={person_id})
        return await self._remove({person_id}, gone, N_("Erased."), forget=True)

    # sample data

    async def add_sample(self, say: Callable[[str], str] = str) -> bool:
        """Add the demo person and a year of entries, in the language of *say*, and open their record."""
        person = sample_person(self.today(), say=say)
        entries = sample_entries(self.today(), self.now(), say)
        settings = self.settings.model_copy(update={"person": person.id})
        added = Change(people=(person,), entries=entries, settings=settings)
        return await self._do(added, N_("Sample data added. It is marked, and you can remove it in one tap."))

    async def remove_sample(self) -> bool:
        """Remove the demo person and all their entries."""
        people = {one.id for one in self.record.people if one.sample}
        return await self._remove(people, change.sample_removal, N_("Sample data removed."), forget=False)
