"""Temperatures as FHIR observations, and back."""

from app.core.names import SITES
from app.core.record import Temperature
from app.core.units import Number, celsius, parse_number
from app.core.words import N_
from app.share import trouble
from app.share.fhir_frame import (
    LOINC,
    TERMINOLOGY,
    UCUM,
    Frame,
    note,
    own,
    own_code,
    stamp,
    text_extension,
    text_of,
    unstamp,
)
from app.share.fhir_models import Component, Observation
from app.share.fhir_types import CodeableConcept, Coding, Quantity
from app.share.trouble import UnreadableError

VITAL_SIGNS = CodeableConcept(coding=(Coding(system=TERMINOLOGY + "observation-category", code="vital-signs"),))
BODY_TEMPERATURE = CodeableConcept(
    coding=(Coding(system=LOINC, code="8310-5", display="Body temperature"),), text=N_("Body temperature")
)
DEGREES = {"Cel": "°C", "[degF]": "°F"}


def temperature(entry: Temperature, frame: Frame) -> Observation:
    """A temperature with site and fever medicine; without a thermometer, absent, with "feels hot" said."""
    value = _degrees(entry)
    parts = [
        Component(code=own("temperature", "feels_hot", N_("feels hot or shivering")), value_boolean=entry.feels_hot)
    ]
    medicine = own("fever_medicine", entry.fever_medicine)
    parts.append(
        Component(
            code=own("temperature", "fever_medicine", N_("fever medicine or steroid in the six hours before")),
            value_codeable_concept=medicine,
        )
    )
    absent = Coding(system=TERMINOLOGY + "data-absent-reason", code="not-performed")
    plain = value is not None and entry.text == f"{value.value:f}"
    typed = () if plain else text_extension("as-typed", entry.text)
    unmeasured = () if value else text_extension("unit", entry.unit)
    return Observation(
        **stamp(entry, frame.next_id(), *typed, *unmeasured),
        category=(VITAL_SIGNS,),
        code=BODY_TEMPERATURE,
        subject=frame.patient,
        effective_date_time=entry.at.isoformat(),
        performer=(frame.patient,),
        value_quantity=value,
        data_absent_reason=None if value else CodeableConcept(coding=(absent,)),
        body_site=own("site", entry.site, SITES[entry.site]) if entry.site else None,
        note=note(entry),
        component=parts,
    )


def _degrees(entry: Temperature) -> Quantity | None:
    number = parse_number(entry.text)
    if not isinstance(number, Number) or celsius(entry.text, entry.unit) is None:
        return None
    return Quantity(value=number.value, unit=DEGREES[entry.unit], system=UCUM, code=entry.unit)


def read_temperature(one: Observation, person: str) -> Temperature:
    """The entry *one* was written from."""
    value, parts = one.value_quantity, {own_code(part.code, "temperature"): part for part in one.component or ()}
    if {"feels_hot", "fever_medicine"} != set(parts) or len(parts) != len(one.component or ()):
        raise UnreadableError(trouble.DAMAGED)
    text = text_of(one.extension, "as-typed") or (f"{value.value:f}" if value else "")
    unit = value.code if value else text_of(one.extension, "unit")
    entry = Temperature.model_validate(
        {
            **unstamp(one, person), "text": text, "unit": unit, "at": one.effective_date_time,
            "site": own_code(one.body_site, "site"), "feels_hot": parts["feels_hot"].value_boolean,
            "fever_medicine": own_code(parts["fever_medicine"].value_codeable_concept, "fever_medicine"),
        }
    )  # fmt: skip
    if _degrees(entry) != one.value_quantity:
        raise UnreadableError(trouble.DISAGREES, what=N_("Temperature"))
    return entry
