"""The person as a FHIR patient, as far as let out, and back. Allergies stand in a resource of their own as well,
vaccines only there."""

from typing import Any

from app.core.record import Contact, Person, Profile, Range, Vaccine
from app.core.words import N_
from app.share import trouble
from app.share.fhir_frame import (
    OWN,
    PATIENT_REPORTED,
    SAMPLE,
    TERMINOLOGY,
    Frame,
    find,
    only,
    own,
    own_code,
    parts_of,
    text_extension,
    text_of,
)
from app.share.fhir_models import AllergyIntolerance, Immunization, Patient
from app.share.fhir_types import (
    CodeableConcept,
    Coding,
    ContactPoint,
    Extension,
    HumanName,
    Identifier,
    Meta,
    PatientContact,
)
from app.share.trouble import UnreadableError

PLAIN = ("pregnant", "duffy_null", "cause", "regimen", "allergies", "colour")
"""Facts kept as they are, under this app's own names."""
RECALLED = CodeableConcept(coding=(Coding(system=TERMINOLOGY + "immunization-origin", code="recall"),))
ALLERGY = TERMINOLOGY + "allergyintolerance-"


def patient(person: Person) -> Patient:
    """Name, birth date, sex and people to call in FHIR's places; the rest under this app's own names."""
    facts: list[Extension] = []
    for name in PLAIN:
        facts += text_extension(name, getattr(person, name))
    for question in person.questions:
        facts += text_extension("question", question)
    for analyte, one in person.ranges.items():
        facts.append(_range(analyte, one))
    if person.profile != Profile():
        facts += text_extension("profile", person.profile.model_dump_json(exclude_defaults=True))
    return Patient(
        id="1",
        meta=Meta(security=(PATIENT_REPORTED,), tag=(SAMPLE,) if person.sample else None),
        extension=tuple(facts) or None,
        identifier=(Identifier(system=OWN + "person", value=person.id),),
        name=(HumanName(text=person.name),) if person.name else None,
        gender=person.sex or None,
        birth_date=person.birth_date.isoformat() if person.birth_date else None,
        contact=tuple(map(_contact, person.contacts)) or None,
    )


def _range(analyte: str, one: Range) -> Extension:
    parts = {"analyte": analyte, "unit": one.unit, "low": one.low, "high": one.high}
    return Extension(
        url=OWN + "range",
        extension=tuple(Extension(url=name, value_string=text) for name, text in parts.items() if text),
    )


def _contact(one: Contact) -> PatientContact:
    return PatientContact(
        relationship=(own("role", one.role),), name=HumanName(text=one.name), telecom=(ContactPoint(value=one.number),)
    )


def allergy(person: Person, frame: Frame) -> AllergyIntolerance:
    """The person's own words on allergies, active and unconfirmed."""
    return AllergyIntolerance(
        id=frame.next_id(),
        meta=Meta(security=(PATIENT_REPORTED,)),
        clinical_status=_status("clinical", "active"),
        verification_status=_status("verification", "unconfirmed"),
        code=CodeableConcept(text=person.allergies),
        patient=frame.patient,
        asserter=frame.patient,
    )


def _status(kind: str, code: str) -> CodeableConcept:
    return CodeableConcept(coding=(Coding(system=ALLERGY + kind, code=code),))


def vaccine(one: Vaccine, frame: Frame) -> Immunization:
    """A vaccine under the person's own name for it, recalled, with as much of the date as is known."""
    return Immunization(
        id=frame.next_id(),
        meta=Meta(security=(PATIENT_REPORTED,)),
        vaccine_code=CodeableConcept(text=one.name),
        patient=frame.patient,
        occurrence_date_time=one.when or None,
        occurrence_string=None if one.when else N_("date not known"),
        report_origin=RECALLED,
    )


def _read_vaccine(one: Immunization) -> dict[str, str]:
    return {"name": one.vaccine_code.text or "", "when": one.occurrence_date_time or ""}


def read_patient(one: Patient, allergies: list[AllergyIntolerance], vaccines: list[Immunization]) -> Person:
    """The person *one* was written from; refused when the allergies of the two places differ."""
    identifier, name = only(one.identifier), only(one.name)
    if identifier is None:
        raise UnreadableError(trouble.DAMAGED)
    facts: dict[str, Any] = {name: text_of(one.extension, name) for name in PLAIN if find(one.extension, name)}
    said = tuple(each.code.text for each in allergies)
    if said != ((facts["allergies"],) if facts.get("allergies") else ()):
        raise UnreadableError(trouble.DISAGREES, what=" ".join(filter(None, said)))
    profile = text_of(one.extension, "profile")
    return Person.model_validate(
        {
            **facts, "id": identifier.value, "name": name.text if name else "",
            "sex": one.gender or "", "birth_date": one.birth_date, "sample": bool(one.meta and one.meta.tag),
            "questions": tuple(e.value_string for e in one.extension or () if e.url == OWN + "question"),
            "ranges": _read_ranges(one),
            "vaccines": tuple(map(_read_vaccine, vaccines)),
            "contacts": tuple(map(_read_contact, one.contact or ())),
            "profile": Profile.model_validate_json(profile) if profile else Profile(),
        }
    )  # fmt: skip


def _read_ranges(one: Patient) -> dict[str, Range]:
    found = [parts_of(e) for e in one.extension or () if e.url == OWN + "range"]
    ranges = {str(parts.pop("analyte")): Range.model_validate(parts) for parts in found}
    if len(ranges) != len(found):
        raise UnreadableError(trouble.DAMAGED)
    return ranges


def _read_contact(one: PatientContact) -> Contact:
    role, number = own_code(only(one.relationship), "role"), only(one.telecom)
    return Contact.model_validate({"name": one.name.text, "number": number.value if number else None, "role": role})
