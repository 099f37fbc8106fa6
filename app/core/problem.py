"""What is wrong with something typed, as a sentence at a field."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Problem(BaseModel):
    """One thing wrong, or one thing to ask about, at one field.

    `text` is a catalog sentence with `{named}` places, filled from `values`.
    `stop` means nothing is stored; `ask` means store only after the person has said "yes, that is right".
    """

    model_config = ConfigDict(frozen=True)

    field: str
    code: str
    text: str
    weight: Literal["stop", "ask"] = "stop"
    values: dict[str, str] = Field(default_factory=dict)
    offer: str = ""
    """A value the person may take instead of the one typed ("3.5"); never applied silently."""
    offer_unit: str = ""
    """The unit that goes with `offer`; empty means the unit chosen."""
