"""What is wrong with the form of a person after a try to save it, and where to look first."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Wrong:
    """`said`: the sentence at each field. `first`: the topmost of them when somebody last tried; `tries`: how often."""

    said: Mapping[str, str] = field(default_factory=dict)
    first: str = ""
    tries: int = 0

    def after(self, said: Mapping[str, str]) -> "Wrong":
        """After another try that found *said*, from the top of the form down."""
        return Wrong(said, next(iter(said), ""), self.tries + 1)

    def without(self, name: str) -> "Wrong":
        """While somebody mends the field *name*: the cursor stays where it is."""
        return replace(self, said={one: words for one, words in self.said.items() if one != name})

    def at(self, name: str) -> dict[str, Any]:
        """What the field *name* is drawn with: its sentence, and the cursor when it is the first."""
        return {"error": self.said.get(name, ""), "focus": self.tries if name == self.first else 0}
