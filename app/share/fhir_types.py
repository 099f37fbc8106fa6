"""The small FHIR R4 types, thin and closed. A coding, or a quantity with a code, has a system: by type.

Dates and times are text in FHIR's own form; numbers are `Decimal`, so that 0.40 stays 0.40.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, model_validator
from pydantic.alias_generators import to_camel

from app.core.years import is_plausible

_DAY, _TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}", "[0-9]{2}:[0-9]{2}"  # not \d, which is also the digits of other scripts
READING = {"reading": True}
"""The context in which a file is read: then every date must be one, and every number of a length to be measured."""
DIGITS = 40
"""Places of a number, before and behind its point: more measures nothing, and written out would fill the memory."""


def _a_day(text: str, info: ValidationInfo) -> str:
    """Refuse what no calendar has, and a year nobody can mean. A month or a year alone begins on its first day."""
    if info.context is READING and not is_plausible(date.fromisoformat((text + "-01-01")[:10])):
        raise ValueError("nobody can mean this year")
    return text


def _a_moment(text: str, info: ValidationInfo) -> str:
    if info.context is READING and not is_plausible(datetime.fromisoformat(text)):
        raise ValueError("nobody can mean this year")
    return text


def _a_number(value: Decimal, info: ValidationInfo) -> Decimal:
    long = not value.is_finite() or len(value.as_tuple().digits) > DIGITS or abs(value.adjusted()) > DIGITS
    if info.context is READING and long:
        raise ValueError("nobody measures this")
    return value


Day = Annotated[str, Field(pattern=f"^{_DAY}$"), AfterValidator(_a_day)]
PartOfDate = Annotated[str, Field(pattern="^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"), AfterValidator(_a_day)]
Moment = Annotated[
    str, Field(pattern=rf"^{_DAY}T{_TIME}:[0-9]{{2}}(\.[0-9]+)?(Z|[+-]{_TIME})$"), AfterValidator(_a_moment)
]
Text = Annotated[str, Field(min_length=1)]
Measured = Annotated[Decimal, AfterValidator(_a_number)]


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

    value: Measured
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
