"""What was left half-typed in the form of a person, laid over the facts as they are by now.

Between the first key and the day somebody comes back, a fact may have been saved another way (restored, taken back,
written in another window). So the draft also says what the form began with: only what was changed in it is laid over.
"""

import re
from collections.abc import Iterable, Mapping

BEGAN = "began."
"""Before the name of a field in a draft: what it held when the form was opened."""
JOINED = frozenset({"cause", "regimen", "allergies"})
"""Texts of which both are kept when both were changed: a new allergy never goes because of an old draft."""
ROW = re.compile(r"(contact|vaccine|question)([0-9]{1,3})")


def with_beginning(fields: Mapping[str, str], began: Mapping[str, str]) -> dict[str, str]:
    """The draft of a form that holds *fields* and began with *began*."""
    return {**fields, **{BEGAN + name: text for name, text in began.items()}}


def laid_over(now: Mapping[str, str], draft: Mapping[str, str]) -> dict[str, str]:
    """The facts as they are *now*, with what was changed in the form that *draft* was left in."""
    began = _groups({name.removeprefix(BEGAN): text for name, text in draft.items() if name.startswith(BEGAN)})
    typed = _groups({name: text for name, text in draft.items() if not name.startswith(BEGAN)})
    fresh = _groups(now)
    for group in (one for one in typed if typed[one] != began.get(one, {})):
        if fresh.get(group, {}) in (began.get(group, {}), typed[group]):
            fresh[group] = typed[group]
        else:
            _both(fresh, group, typed[group])
    for group in began.keys() - typed.keys():
        if fresh.get(group) == began[group]:
            del fresh[group]
    return dict(now) | dict.fromkeys(now, "") | {k: v for fields in fresh.values() for k, v in fields.items()}


def _both(fresh: dict[str, dict[str, str]], group: str, typed: dict[str, str]) -> None:
    """Changed here and elsewhere: two texts stand side by side, a row gets a place of its own, a choice is the last."""
    found = ROW.fullmatch(group)
    if found:
        free = next_row(found[1], (name for fields in fresh.values() for name in fields))
        place = f"{found[1]}{free}"
        fresh[place] = {name.replace(group, place, 1): text for name, text in typed.items()}
    elif group in JOINED:
        fresh[group] = {group: _joined(fresh.get(group, {}).get(group, ""), typed.get(group, ""))}
    else:
        fresh[group] = typed


def _joined(one: str, other: str) -> str:
    parts = [part.strip() for part in (*one.split(","), *other.split(","))]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def next_row(kind: str, names: Iterable[str], least: int = 0) -> int:
    """How many rows of *kind* ("contact") the fields *names* need, and so the number of the next free one."""
    rows = (found for name in names if (found := ROW.fullmatch(name.partition(".")[0])))
    return max([least, *(int(found[2]) + 1 for found in rows if found[1] == kind)])


def _groups(fields: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """What is typed, by what belongs together: a whole row, a whole range, or one field."""
    groups: dict[str, dict[str, str]] = {}
    for name, text in fields.items():
        if text:
            groups.setdefault(name.rpartition(".")[0] or name, {})[name] = text
    return groups
