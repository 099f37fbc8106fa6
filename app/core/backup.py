"""A backup: the whole record in one JSON file a person can read, with its schema version and a checksum."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, TypeVar

from pydantic import ValidationError

from app.core.depth import is_shallow
from app.core.record import SCHEMA, AnyEntry, Draft, Kept, Person, Record, local
from app.core.words import N_
from app.core.years import LATEST, is_plausible

FORMAT = "leuko-backup"
Migrate = Callable[[dict[str, Any], int], dict[str, Any]]


class BackupError(Exception):
    """The file is not taken, not even in part; `text` is the sentence that says why."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


ODD = (ValueError, ValidationError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What odd shapes and numbers make Python say; a file that leads to one of them is refused."""
NOT_OURS = N_("This is not a backup of this app. Choose the file you saved with “Save a backup”.")
BROKEN = N_("This backup is damaged or was changed, so nothing was taken from it. Try another copy of it.")
NEWER = N_("This backup was made by a newer version of this app. Update the app, then restore it.")


class Preview(Kept):
    """What a backup holds, to be shown before anything is taken from it."""

    written: datetime
    people: tuple[str, ...]
    """Their names."""
    counts: dict[str, int]
    """How many entries by kind ("test", "temperature", …), the bin included."""
    binned: int
    drafts: int
    newest: date | None
    """The date of the newest entry, or None for an empty record."""


def write(record: Record, now: datetime) -> str:
    """The text of a backup file of *record*, written at *now* (a time with a zone)."""
    plain = record.model_dump(mode="json")
    head = {"format": FORMAT, "schema": SCHEMA, "written": now.isoformat()}
    whole = head | {"sha256": _digest(head, plain), "record": plain}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def read(text: str, migrate: Migrate) -> tuple[Record, datetime]:
    """The record in a backup file and when it was written; raises `BackupError`.

    *migrate* brings plain data of an older schema version to this one.
    """
    whole = _parsed(text)
    head = {key: whole.get(key) for key in ("format", "schema", "written")}
    try:
        if whole["sha256"] != _digest(head, whole["record"]):
            raise BackupError(BROKEN)
        if whole["schema"] > SCHEMA:
            raise BackupError(NEWER)
        written = datetime.fromisoformat(whole["written"])
        plain = json.dumps(migrate(whole["record"], whole["schema"]))
        record = Record.model_validate_json(plain, strict=True)  # strict: nothing is read as something else
    except ODD as error:
        raise BackupError(BROKEN) from error
    if written.tzinfo is None or not is_sound(record):
        raise BackupError(BROKEN)
    return record, written


def is_sound(record: Record) -> bool:
    """Whether nothing of *record* would be lost or stop a screen: each thing has an id of its own, moments are those of
    a clock, and no day lies beyond it. A day long ago may be a slip of whoever typed it: theirs to correct."""
    for kept in (record.people, record.entries, record.drafts):
        ids = [one.id for one in kept]
        if not all(ids) or len(set(ids)) != len(ids):
            return False
    vaccines = (one.when for person in record.people for one in person.vaccines)
    return all(map(_is_day, days_of(record))) and all(map(_is_when, vaccines))


def _is_day(day: date) -> bool:
    return is_plausible(day) if isinstance(day, datetime) else day.year <= LATEST


def days_of(record: Record) -> Iterator[date]:
    """Every day and moment that *record* names."""
    kept = (record.settings, *record.people, *(one.profile for one in record.people), *record.entries, *record.drafts)
    for one in kept:
        yield from (value for _field, value in one if isinstance(value, date))


def _is_when(text: str) -> bool:
    """Whether the date of a vaccine is one, as far as it is known."""
    try:
        return not text or bool(date.fromisoformat((text + "-01-01")[:10]))
    except ValueError:
        return False


def preview(record: Record, written: datetime) -> Preview:
    """What *record* holds, in counts."""
    return Preview(
        written=written,
        people=tuple(one.name for one in record.people),
        counts=dict(Counter(one.kind for one in record.entries)),
        binned=sum(one.binned is not None for one in record.entries),
        drafts=len(record.drafts),
        newest=max((when(one) for one in record.entries), default=None),
    )


def when(entry: AnyEntry) -> date:
    """The local date an entry is about."""
    about = getattr(entry, "taken", None) or getattr(entry, "at", None) or getattr(entry, "on", None)
    return local(about) if isinstance(about, datetime) else about or local(entry.created)


def merge(mine: Record, theirs: Record) -> Record:
    """Both records in one: of the same entry the one changed later, of the same person mine; my settings."""
    entries = {one.id: one for one in mine.entries}
    for one in theirs.entries:
        if one.id not in entries or entries[one.id].changed < one.changed:
            entries[one.id] = one
    return mine.model_copy(
        update={
            "people": _mine_first(mine.people, theirs.people),
            "entries": tuple(entries.values()),
            "drafts": _mine_first(mine.drafts, theirs.drafts),
        }
    )


Thing = TypeVar("Thing", Person, Draft)


def _mine_first(mine: tuple[Thing, ...], theirs: tuple[Thing, ...]) -> tuple[Thing, ...]:
    known = {one.id for one in mine}
    return mine + tuple(one for one in theirs if one.id not in known)


def _parsed(text: str) -> dict[str, Any]:
    text = text.removeprefix("\ufeff")
    if not is_shallow(text):
        raise BackupError(NOT_OURS)
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BackupError(NOT_OURS) from error
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        raise BackupError(NOT_OURS)
    return whole


def _digest(head: dict[str, Any], plain: Any) -> str:
    canonical = json.dumps([head, plain], ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
