"""A write load with a fixed script: change number *n* of a seed is always the same, so any moment can be checked."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from app.core.change import Change, removal
from app.core.record import AnyEntry, Draft, Person, Record, Settings
from tests.store.contract import THEN, blood_test, person


def changes(seed: int, record: Record) -> Iterator[Change]:
    """Endless changes as people make them: mostly one entry, now and then many, a draft, a person, an erasure."""
    chance = random.Random(seed)
    number = len(record.entries) + seed * 1000
    while True:
        number += 1
        ids = [one.id for one in record.entries]
        change = _one(chance, number, ids, record)
        record = change.on(record)
        yield change


def _one(chance: random.Random, number: int, ids: list[str], record: Record) -> Change:
    kind = chance.random()
    if record.person("ada") is None:
        return Change(people=(person(),), settings=Settings(person="ada"))
    if kind < 0.55 or not ids:
        return Change(entries=(blood_test(number, f"{chance.random():.3f}"),))
    if kind < 0.70:
        return Change(entries=(_edited(record, chance.choice(ids), number),))
    if kind < 0.80:
        draft = Draft(id="test@ada", fields={"neutrophils": str(number)}, saved=_at(number))
        return Change(drafts=(draft,))
    if kind < 0.90:
        many = tuple(blood_test(10 * number + n + 1_000_000) for n in range(chance.choice((2, 40, 130))))
        return Change(entries=many, people=(Person(id=f"p{number}", name=f"Person {number}"),))
    if kind < 0.97:
        return Change(drop_entries=tuple(chance.sample(ids, min(len(ids), 5))), drop_drafts=("test@ada",))
    return removal(record, {"ada"}) if len(ids) > 300 else Change(settings=Settings(emergency_number=str(number)))


def _edited(record: Record, entry_id: str, number: int) -> AnyEntry:
    old = next(one for one in record.entries if one.id == entry_id)
    return old.model_copy(update={"note": f"edited {number}", "changed": _at(number)})


def _at(number: int) -> datetime:
    return THEN + timedelta(seconds=number)
