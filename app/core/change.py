"""A change to the record as a value: what is kept, what is dropped. It can be applied, and it can be undone."""

from collections.abc import Callable, Container, Iterable, Set
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from app.core.record import AnyEntry, Draft, Kept, Person, Record, Settings


class Named(Protocol):
    """Anything of the record that has an id."""

    @property
    def id(self) -> str: ...


Thing = TypeVar("Thing", bound=Named)
BIN_DAYS = 30
DOUBTFUL = timedelta(days=365)
"""A clock further ahead of everything that was written is not believed."""


class Change(Kept):
    """One user action. Things kept replace those with the same id; dropping what is not there is no error."""

    entries: tuple[AnyEntry, ...] = ()
    people: tuple[Person, ...] = ()
    drafts: tuple[Draft, ...] = ()
    settings: Settings | None = None
    drop_entries: tuple[str, ...] = ()
    drop_people: tuple[str, ...] = ()
    drop_drafts: tuple[str, ...] = ()

    def on(self, record: Record, known: Container[str] | None = None) -> Record:
        """The record after this change. *known* holds at least the ids of all entries, and spares a search."""
        return record.model_copy(
            update={
                "entries": _after(record.entries, self.entries, self.drop_entries, known),
                "people": _after(record.people, self.people, self.drop_people),
                "drafts": _after(record.drafts, self.drafts, self.drop_drafts),
                "settings": self.settings or record.settings,
            }
        )

    def undo(self, record: Record, known: Container[str] | None = None) -> "Change":
        """The change that leads from `self.on(record)` back to *record* (but for the order of things)."""
        entries, drop_entries = _before(record.entries, self.entries, self.drop_entries, known)
        people, drop_people = _before(record.people, self.people, self.drop_people)
        drafts, drop_drafts = _before(record.drafts, self.drafts, self.drop_drafts)
        return Change(
            entries=entries,
            people=people,
            drafts=drafts,
            settings=record.settings if self.settings else None,
            drop_entries=drop_entries,
            drop_people=drop_people,
            drop_drafts=drop_drafts,
        )


Wanted = Change | Callable[[Record], Change]
"""A change, or how to make it of the record as it is when its turn to be written has come."""


def between(old: Record, new: Record) -> Change:
    """The change that leads from *old* to *new*."""
    return Change(
        entries=_differing(old.entries, new.entries),
        people=_differing(old.people, new.people),
        drafts=_differing(old.drafts, new.drafts),
        settings=new.settings,
        drop_entries=_missing(old.entries, new.entries),
        drop_people=_missing(old.people, new.people),
        drop_drafts=_missing(old.drafts, new.drafts),
    )


def correction(record: Record, entries: Iterable[AnyEntry]) -> Change:
    """The change that keeps *entries*; one that replaces another was changed later than that, whatever the clock says.

    Merging two records goes by that time: were it earlier, because the clock was set back, the old text would win.
    """
    fresh = {one.id: one for one in entries}
    known = {one.id: one.changed for one in record.entries if one.id in fresh}
    late = {one: after(changed) for one, changed in known.items() if fresh[one].changed <= changed}
    kept = (one.model_copy(update={"changed": late[one.id]}) if one.id in late else one for one in fresh.values())
    return Change(entries=tuple(kept))


def after(moment: datetime) -> datetime:
    """The next moment; the last there is stays."""
    try:
        return moment + timedelta(microseconds=1)
    except OverflowError:
        return moment


def removal(record: Record, person_ids: Container[str]) -> Change:
    """The change that takes people and everything of theirs out of *record*."""
    people = tuple(one.id for one in record.people if one.id in person_ids)
    entries = tuple(one.id for one in record.entries if one.person in person_ids)
    drafts = tuple(one.id for one in record.drafts if is_draft_of(one.id, person_ids))
    chosen = record.settings.person in person_ids
    settings = record.settings.model_copy(update={"person": ""}) if chosen else None
    return Change(drop_entries=entries, drop_people=people, drop_drafts=drafts, settings=settings)


def sample_removal(record: Record) -> Change:
    """The change that takes the demo person and all sample entries out of *record*."""
    gone = removal(record, {one.id for one in record.people if one.sample})
    loose = (one.id for one in record.entries if one.sample)
    return gone.model_copy(update={"drop_entries": tuple(dict.fromkeys((*gone.drop_entries, *loose)))})


def is_draft_of(draft_id: str, person_ids: Container[str]) -> bool:
    """Whether a draft is of the log of one of these people, or of the form of their facts ("person:<id>@…")."""
    form, _, about = draft_id.rpartition("@")
    return about in person_ids or (form.startswith("person:") and form.removeprefix("person:") in person_ids)


def stale(record: Record, now: datetime) -> tuple[str, ...]:
    """The ids of entries that have been in the bin for longer than `BIN_DAYS` at *now* (a time with a zone).

    None while the clock stands more than a year after all that was ever written here: then it is the clock that is
    more likely wrong, and what it would erase is gone for ever. With the next thing saved the bin is looked at again.
    """
    written = [moment for one in record.entries for moment in (one.changed, one.binned) if moment]
    written += [one.saved for one in record.drafts]
    written += [one for one in (record.settings.last_backup,) if one]
    if not written or now - max(written) > DOUBTFUL:
        return ()
    before = now - timedelta(days=BIN_DAYS)
    return tuple(one.id for one in record.entries if one.binned is not None and one.binned < before)


def _after(
    old: tuple[Thing, ...],
    put: tuple[Thing, ...],
    drop: tuple[str, ...],
    known: Container[str] | None = None,
) -> tuple[Thing, ...]:
    fresh = {one.id: one for one in put}
    if _all_new(fresh.keys() | drop, old, known):
        return old + tuple(fresh.values())
    by_id = {one.id: one for one in old} | fresh
    for gone in drop:
        by_id.pop(gone, None)
    return tuple(by_id.values())


def _before(
    old: tuple[Thing, ...],
    put: tuple[Thing, ...],
    drop: tuple[str, ...],
    known: Container[str] | None = None,
) -> tuple[tuple[Thing, ...], tuple[str, ...]]:
    touched = {one.id for one in put} | set(drop)
    was = () if _all_new(touched, old, known) else tuple(one for one in old if one.id in touched)
    return was, tuple(sorted(touched - {one.id for one in was} - set(drop)))


def _all_new(ids: Set[str], old: tuple[Named, ...], known: Container[str] | None) -> bool:
    """Whether none of *ids* is in *old*: the usual case, told without a look at each of ten thousand."""
    known = {one.id for one in old} if known is None and ids else known or ()
    return not any(one in known for one in ids)


def _differing(old: tuple[Thing, ...], new: tuple[Thing, ...]) -> tuple[Thing, ...]:
    known = {one.id: one for one in old}
    return tuple(one for one in new if known.get(one.id) != one)


def _missing(old: Iterable[Named], new: Iterable[Named]) -> tuple[str, ...]:
    still = {one.id for one in new}
    return tuple(one.id for one in old if one.id not in still)
