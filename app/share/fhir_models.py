"""The few FHIR R4 resources this app writes, thin and closed."""

from typing import Annotated, Literal

from pydantic import Field

from app.share.fhir_types import (
    Annotation,
    CodeableConcept,
    Coding,
    Day,
    Element,
    Extension,
    HumanName,
    Identifier,
    Meta,
    Moment,
    PartOfDate,
    PatientContact,
    Period,
    Quantity,
    Reference,
    Text,
)


class Resource(Element):
    """What all resources share."""

    id: Text
    meta: Meta | None = None
    extension: tuple[Extension, ...] | None = None
    identifier: tuple[Identifier, ...] | None = None


class Patient(Resource):
    """The person, as far as allowed."""

    resource_type: Literal["Patient"] = "Patient"
    name: tuple[HumanName, ...] | None = None
    gender: Literal["male", "female"] | None = None
    birth_date: Day | None = None
    contact: tuple[PatientContact, ...] | None = None


class ReferenceRange(Element):
    """The limits that stood on the slip, or the range that rated the value."""

    low: Quantity | None = None
    high: Quantity | None = None
    text: Text | None = None


class Component(Element):
    """One of several facts of one observation."""

    code: CodeableConcept
    value_boolean: bool | None = None
    value_codeable_concept: CodeableConcept | None = None


class Observation(Resource):
    """A value, a temperature, signs of a day, or something that happened."""

    resource_type: Literal["Observation"] = "Observation"
    status: Literal["final", "registered"] = "final"
    category: tuple[CodeableConcept, ...] | None = None
    code: CodeableConcept
    subject: Reference
    effective_date_time: Day | Moment | None = None
    effective_period: Period | None = None
    performer: tuple[Reference, ...]
    value_quantity: Quantity | None = None
    value_string: Text | None = None
    data_absent_reason: CodeableConcept | None = None
    interpretation: tuple[CodeableConcept, ...] | None = None
    note: tuple[Annotation, ...] | None = None
    body_site: CodeableConcept | None = None
    method: CodeableConcept | None = None
    reference_range: tuple[ReferenceRange, ...] | None = None
    has_member: tuple[Reference, ...] | None = None
    derived_from: tuple[Reference, ...] | None = None
    component: tuple[Component, ...] | None = None


class MedicationStatement(Resource):
    """A medicine, as the person says."""

    resource_type: Literal["MedicationStatement"] = "MedicationStatement"
    status: Literal["unknown"] = "unknown"
    category: CodeableConcept
    medication_codeable_concept: CodeableConcept
    subject: Reference
    effective_period: Period
    information_source: Reference
    note: tuple[Annotation, ...] | None = None


class Procedure(Resource):
    """A treatment that is no medicine."""

    resource_type: Literal["Procedure"] = "Procedure"
    status: Literal["unknown"] = "unknown"
    category: CodeableConcept
    code: CodeableConcept
    subject: Reference
    performed_period: Period
    asserter: Reference
    note: tuple[Annotation, ...] | None = None


class AllergyIntolerance(Resource):
    """Allergies in the person's words."""

    resource_type: Literal["AllergyIntolerance"] = "AllergyIntolerance"
    clinical_status: CodeableConcept
    verification_status: CodeableConcept
    code: CodeableConcept
    patient: Reference
    asserter: Reference


class Immunization(Resource):
    """A vaccine, as the person recalls it."""

    resource_type: Literal["Immunization"] = "Immunization"
    status: Literal["completed"] = "completed"
    vaccine_code: CodeableConcept
    patient: Reference
    occurrence_date_time: PartOfDate | None = None
    occurrence_string: Text | None = None
    primary_source: Literal[False] = False
    report_origin: CodeableConcept


class Answer(Element):
    """One answer."""

    value_boolean: bool | None = None
    value_string: Text | None = None
    value_coding: Coding | None = None


class Item(Element):
    """One question with its answers."""

    extension: tuple[Extension, ...] | None = None
    link_id: Text
    text: Text | None = None
    answer: tuple[Answer, ...] | None = None


class QuestionnaireResponse(Element):
    """A finished symptom check. Here `identifier` is one, not many, as R4 has it."""

    resource_type: Literal["QuestionnaireResponse"] = "QuestionnaireResponse"
    id: Text
    meta: Meta | None = None
    extension: tuple[Extension, ...] | None = None
    identifier: Identifier
    questionnaire: Text | None = None
    status: Literal["completed"] = "completed"
    subject: Reference
    authored: Moment
    author: Reference
    source: Reference
    item: tuple[Item, ...] | None = None


AnyResource = Annotated[
    Patient | Observation | MedicationStatement | Procedure | AllergyIntolerance | Immunization | QuestionnaireResponse,
    Field(discriminator="resource_type"),
]


class BundleEntry(Element):
    """One resource under its own address inside the bundle."""

    full_url: Text
    resource: AnyResource


class Bundle(Element):
    """Everything that leaves, as one collection."""

    resource_type: Literal["Bundle"] = "Bundle"
    meta: Meta
    identifier: Identifier
    type: Literal["collection"] = "collection"
    timestamp: Moment
    entry: tuple[BundleEntry, ...]
