"""Backup files cut, flipped and forged by the thousand: each is refused whole, or read as exactly what it says."""

import json
import random
from collections import Counter
from datetime import date
from typing import Any

from app.core.backup import BackupError, _digest, read, write
from app.core.change import Change
from app.core.record import Draft, Event, Profile, Record, Settings, Temperature
from app.migrations import migrate
from tests.store.contract import THEN, blood_test, person
from tests.store.harm import append, cut, flip, nonsense, zero

JUNK: tuple[Any, ...] = (None, True, 7, -1.5, 1e999, 10**40, "", "x", "NaN", [], {}, [[]], {"id": {}}, "\ud800")
COMMON = {"person": "ada", "created": THEN, "changed": THEN}


def a_record() -> Record:
    """Small, with something of most kinds in it."""
    ada = person().model_copy(update={"profile": Profile(medicines=("clozapine",)), "birth_date": date(1961, 4, 2)})
    event = Event(id="event", what="chemotherapy", on=date(2026, 10, 1), name="AC", **COMMON)
    fever = Temperature(id="fever", at=THEN, text="38,4", **COMMON)
    draft = Draft(id="test@ada", fields={"wbc": "3,"}, saved=THEN)
    change = Change(people=(ada,), entries=(blood_test(1, "<0.1"), event, fever), drafts=(draft,))
    return change.on(Record(settings=Settings(person="ada", units={"wbc": "/uL"})))


def fuzz(cases: int, seed: int = 1) -> Counter[str]:
    """What became of *cases* files: "refused", "read as it says", or what went wrong."""
    chance, seen, good = random.Random(seed), Counter[str](), write(a_record(), THEN)
    for _number in range(cases):
        text = forged(good, chance) if chance.random() < 0.6 else harmed(good, chance)
        seen[outcome(text)] += 1
    return seen


def harmed(good: str, chance: random.Random) -> str:
    """*good* with bytes cut, flipped, zeroed or added."""
    harm = chance.choice((cut, flip, zero, append, nonsense))
    return harm(good.encode(), chance).decode("utf-8", "surrogateescape")


def forged(good: str, chance: random.Random) -> str:
    """*good* with one value of its record replaced or removed, and a checksum that fits again."""
    whole = json.loads(good)
    place = chance.choice(list(places(whole)))
    parent, key = place
    if isinstance(parent, dict) and chance.random() < 0.2:
        del parent[key]
    else:
        parent[key] = chance.choice(JUNK)
    head = {name: whole.get(name) for name in ("format", "schema", "written")}
    return json.dumps(whole | {"sha256": _digest(head, whole.get("record"))})


def places(value: Any) -> Any:
    """Every place in *value* where something stands."""
    for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key
        if isinstance(inner, dict | list):
            yield from places(inner)


def outcome(text: str) -> str:
    """What the reader made of *text*."""
    try:
        record, _written = read(text, migrate)
    except BackupError:
        return "refused"
    except Exception as error:  # noqa: BLE001 - any escape is what is counted
        return f"crashed: {type(error).__name__}"
    return "read as it says" if says(json.loads(text)["record"], record.model_dump(mode="json")) else "read otherwise"


def says(written: Any, taken: Any) -> bool:
    """Whether all that is written was taken as it is; what is not written may have its default."""
    if isinstance(written, dict) and isinstance(taken, dict):
        return all(key in taken and says(value, taken[key]) for key, value in written.items())
    if isinstance(written, list) and isinstance(taken, list):
        return len(written) == len(taken) and all(map(says, written, taken))
    return type(written) is type(taken) and written == taken
