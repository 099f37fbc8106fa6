"""The words of `content/<language>/labs.toml`: what each value of a slip is, and how units are said."""

from datetime import date

from pydantic import Field, model_validator

from app.core.analytes import ANALYTES
from app.core.article import Frozen
from app.core.units import UNITS


class ValueText(Frozen):
    """What one value is. It explains; it rates nobody."""

    id: str
    """The analyte's id."""
    about: str
    low: str
    """What a low value can mean."""
    high: str
    sources: tuple[str, ...] = Field(min_length=1)


class UnitText(Frozen):
    """How a unit is said."""

    id: str
    name: str


class LabText(Frozen):
    """Every value in the order of a slip, and every unit."""

    reviewed: date
    signed: str = ""
    values: tuple[ValueText, ...] = Field(alias="value")
    units: tuple[UnitText, ...] = Field(alias="unit")
    language: str = "en"

    @model_validator(mode="after")
    def _is_whole(self) -> "LabText":
        if [one.id for one in self.values] != list(ANALYTES):
            raise ValueError("the values must be all of the slip, in its order")
        if {one.id for one in self.units} != set(UNITS) or len(self.units) != len(UNITS):
            raise ValueError("every unit must be named once")
        return self

    def of(self, analyte: str) -> ValueText:
        """The words for *analyte*; KeyError when there is no such value."""
        return {one.id: one for one in self.values}[analyte]

    def unit(self, unit: str) -> str:
        """How *unit* is said; KeyError when there is no such unit."""
        return {one.id: one.name for one in self.units}[unit]
