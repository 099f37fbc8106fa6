"""The steps that bring an older record up to this version: forward only, one at a time, always on a copy.

A step takes a whole record as plain data, `{"people": [...], "entries": [...], "drafts": [...], "settings": {...}}`,
and returns it in the next version's shape. It may not drop what a person typed. `tests/store/old/` keeps a set of
files of every version that ever shipped; they must open for ever.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from app.core.record import SCHEMA

Plain = dict[str, Any]
Step = Callable[[Plain], Plain]


def _vaccines(plain: Plain) -> Plain:
    """Version 2 keeps vaccines with the person."""
    for person in plain["people"]:
        person.setdefault("vaccines", [])
    return plain


STEPS: Mapping[int, Step] = {1: _vaccines}
"""By the version a step starts from."""


class NewerError(Exception):
    """The data were written by a newer app; they are left untouched."""


def migrate(plain: Plain, version: int, *, to: int = SCHEMA, steps: Mapping[int, Step] = STEPS) -> Plain:
    """A copy of *plain*, a record of *version*, in the shape of version *to*.

    Raises `NewerError` when *version* is beyond *to*.
    """
    if version > to:
        raise NewerError(version)
    fresh = deepcopy(plain)
    for number in range(version, to):
        fresh = steps[number](fresh)
    return fresh
