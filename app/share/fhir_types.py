"""The small FHIR R4 types, thin and closed. A coding, or a quantity with a code, has a system: by type.

Dates and times are text in FHIR's own form; numbers are `Decimal`, so that 0.40 stays 0.40.
"""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel

_DAY, _TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}", "[0-9]{2}:[0-9]{2}"  # not \d, which is also the digits of other scripts
Day = Annotated[str, Field(pattern=f"^{_DAY}$")]
PartOfDate = Annotated[str, Field(pattern="^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
Moment = Annotated[str, Field(pattern=rf"^{_DAY}T{_TIME}:[0-9]{{2}}(\.[0-9]+)?(Z|[+-]{_TIME})$")]
Text = Annotated[str, Field(min_length=1)]


class Element(BaseModel):
    """A FHIR element: frozen, closed, with FHIR's names."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True)


class Extension(Element):
    """A fact of the record that FHIR has no place for."""

    url: Text
    value_string: Text | None = None
    value_boolean: bool | None = None
    value_date: Day | None = None
    value_date_time: Moment | None = None
    extension: tuple["Extension", ...] | None = None


class Coding(Element):
    """A code, never without its system."""

    system: Text
    code: Text
    display: Text | None = None


class CodeableConcept(Element):
    """A concept, by codes or in words."""

    coding: tuple[Coding, ...] | None = None
    text: Text | None = None


class Quantity(Element):
    """A number with its unit. A code stands only with a system (invariant qty-3)."""

    value: Decimal
    comparator: Literal["<", "<=", ">=", ">"] | None = None
    unit: Text | None = None
    system: Text | None = None
    code: Text | None = None

    @model_validator(mode="after")
    def coded(self) -> "Quantity":
        """Refuse a code whose system nobody knows."""
        if self.code is not None and self.system is None:
            raise ValueError("a code needs its system")
        return self


class Reference(Element):
    """A pointer to another resource of the bundle."""

    reference: Text


class Identifier(Element):
    """The id the app keeps the thing under."""

    system: Text
    value: Text


class Meta(Element):
    """Where it comes from (`security`), and whether it is sample data (`tag`)."""

    last_updated: Moment | None = None
    security: tuple[Coding, ...] | None = None
    tag: tuple[Coding, ...] | None = None


class Period(Element):
    """From … until."""

    start: Day | None = None
    end: Day | None = None


class Annotation(Element):
    """A note."""

    text: Text


class HumanName(Element):
    """A name as the person wrote it."""

    text: Text


class ContactPoint(Element):
    """A telephone number."""

    system: Literal["phone"] = "phone"
    value: Text


class PatientContact(Element):
    """Somebody to call."""

    relationship: tuple[CodeableConcept, ...]
    name: HumanName
    telecom: tuple[ContactPoint, ...]
