"""Medicines that can lower the count, as the person ticks them. The list is content; here is only its shape."""

import re
from collections.abc import Callable
from functools import cached_property
from typing import Literal

from pydantic import Field

from app.core.article import Frozen
from app.core.words import bare


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
        """Every medicine one of whose names stands in *text* ("Carbimazole 20 mg"), whatever case and accents."""
        if text not in self._seen:  # asked again at every look at the log
            words = bare(text)
            self._seen[text] = tuple(one for one in self.drug if any(_stands(name, words) for name in _names(one, str)))
        return self._seen[text]

    @cached_property
    def _seen(self) -> dict[str, tuple[Drug, ...]]:
        return {}

    def find(self, typed: str, say: Callable[[str], str] = str) -> tuple[Drug, ...]:
        """The medicines to offer while somebody types: names that begin with *typed* first, then those that hold it,
        then those that stand in it ("Clozapine 100 mg"). *say* gives a name in the person's language."""
        words = bare(typed).strip()
        names = {one.id: _names(one, say) for one in self.drug}
        first = [one for one in self.drug if any(name.startswith(words) for name in names[one.id])]
        holds = [one for one in self.drug if any(words in name for name in names[one.id])]
        stands = [one for one in self.drug if any(_stands(name, words) for name in names[one.id])]
        found = {one.id: one for one in (*first, *holds, *stands)}
        return tuple(found.values())


def _names(drug: Drug, say: Callable[[str], str]) -> list[str]:
    return [bare(name) for name in (drug.name, say(drug.name), *drug.also)]


def _stands(name: str, text: str) -> bool:
    """Whether a word of *text* begins with *name*: "ptu" stands in "ptu 50", not in "septum". Both are bare."""
    return re.search(rf"\b{re.escape(name)}", text) is not None
