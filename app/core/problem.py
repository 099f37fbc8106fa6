"""What is wrong with something typed, as a sentence at a field."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Offer(BaseModel):
    """Something the person may take instead of what was typed; never applied silently."""

    model_config = ConfigDict(frozen=True)

    text: str
    unit: str = ""
    """The id of the unit that goes with `text`; empty means the unit chosen."""
    field: str = ""
    """The field it belongs in; empty means the problem's own."""


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
    offer_field: str = ""
    """The field the offer belongs in ("neutrophils_percent.text"); empty means this one."""
    others: tuple[Offer, ...] = ()
    """Further offers, when what was typed has more than one reading."""

    @property
    def offers(self) -> tuple[Offer, ...]:
        """Every offer, the likeliest first."""
        first = Offer(text=self.offer, unit=self.offer_unit, field=self.offer_field)
        return (first, *self.others) if self.offer else self.others

    @property
    def key(self) -> str:
        """Names this very question with the values it is about, so that a "yes" does not outlive a change of them."""
        return "|".join((self.field, self.code, *(f"{name}={self.values[name]}" for name in sorted(self.values))))
