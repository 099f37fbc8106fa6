"""Medicines that can lower the count, as the person ticks them. The list is content; here is only its shape."""

import re
from typing import Literal

from pydantic import Field

from app.core.article import Frozen


class Drug(Frozen):
    """One medicine, or one group of medicines that is asked about as one."""

    id: str
    name: str
    """The international name."""
    also: tuple[str, ...] = ()
    """Other names on a packet: other international names, and common brand names."""
    list: Literal["a", "b"]
    """a: can stop the neutrophils within hours or days. b: can lower the count."""
    note: str = ""
    """What the name alone does not say: "20 mg a day or more, for 2 weeks or more"."""
    sources: tuple[str, ...] = Field(min_length=1)


class Drugs(Frozen):
    """All medicines of the list, in the order shown."""

    drug: tuple[Drug, ...] = ()

    def get(self, drug_id: str) -> Drug | None:
        """The medicine with *drug_id*, or None."""
        return next((one for one in self.drug if one.id == drug_id), None)

    def named(self, text: str) -> tuple[Drug, ...]:
        """Every medicine one of whose names stands in *text* ("Carbimazole 20 mg"), whatever the case."""
        return tuple(one for one in self.drug if any(_stands(name, text) for name in (one.name, *one.also)))

    def find(self, typed: str) -> tuple[Drug, ...]:
        """The medicines to offer while somebody types: names that begin with *typed* first, then those that hold it."""
        words = typed.casefold().strip()
        names = {one.id: [name.casefold() for name in (one.name, *one.also)] for one in self.drug}
        first = [one for one in self.drug if any(name.startswith(words) for name in names[one.id])]
        holds = [one for one in self.drug if one not in first and any(words in name for name in names[one.id])]
        return (*first, *holds)


def _stands(name: str, text: str) -> bool:
    """Whether a word of *text* begins with *name*: "PTU" stands in "PTU 50", not in "septum"."""
    return re.search(rf"\b{re.escape(name)}", text, re.IGNORECASE) is not None
