"""A summary as a FHIR R4 bundle (collection), and this app's own bundle back into a record: whole, or not at all.

Not an IPS: a patient's own log has no problem list and no verified medicines. Every resource says "patient reported".
"""

import re
from datetime import datetime

import simplejson
from pydantic import BaseModel, ValidationError

from app.core.depth import is_shallow
from app.core.direction import bare
from app.core.record import AnyEntry, Record
from app.core.summary_choice import PARTS, Choice
from app.core.summary_model import Summary
from app.share import fhir_entries, fhir_person, fhir_temperature, fhir_tests, say, trouble
from app.share.fhir_frame import OWN, PATIENT_REPORTED, Frame, own_code
from app.share.fhir_models import (
    AllergyIntolerance,
    Bundle,
    BundleEntry,
    Immunization,
    MedicationStatement,
    Observation,
    Patient,
    Procedure,
    QuestionnaireResponse,
)
from app.share.fhir_types import READING, Coding, Identifier, Meta
from app.share.trouble import UnreadableError

FORMAT, OLDER = "2", frozenset({"1"})
"""The version of this app's way of writing the bundle, and those it reads too; a reader refuses a newer one."""
LARGEST = 8_000_000
"""Characters: far more than a record of many years."""
LONGEST = 36_525
"""Days a page can cover."""
DAYS = re.compile("[1-9][0-9]{0,5}")
Written = (
    Patient | Observation | MedicationStatement | Procedure | AllergyIntolerance | Immunization | QuestionnaireResponse
)

ODD = (ValidationError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What odd shapes and numbers make Python say; a file that leads to one of them is refused."""
PERSONAL = (Patient, AllergyIntolerance, Immunization)
"""What is read back with the person, and is no entry."""


@say.in_the_pages_language
def bundle(summary: Summary) -> str:
    """The summary as compact JSON; decimals exactly as typed."""
    frame = Frame(f"{summary.person.id} {summary.made.isoformat()}")
    whole = Bundle(
        meta=Meta(
            last_updated=summary.made.isoformat(timespec="seconds"),
            security=(PATIENT_REPORTED,),
            tag=(Coding(system=OWN + "format", code=FORMAT, display=bare(say.unverified())), *_chosen(summary)),
        ),
        identifier=Identifier(system=OWN + "bundle", value=frame.patient.reference.removeprefix("urn:uuid:")),
        timestamp=summary.made.isoformat(timespec="seconds"),
        entry=tuple(BundleEntry(full_url=frame.address(one.id), resource=one) for one in _resources(summary, frame)),
    )
    return dumps(whole)


def dumps(model: BaseModel) -> str:
    """*model* as FHIR JSON: FHIR's names, nothing empty, each decimal with the digits it has."""
    plain = model.model_dump(by_alias=True, exclude_none=True)
    return str(simplejson.dumps(plain, use_decimal=True, ensure_ascii=False, separators=(",", ":")))


def _resources(summary: Summary, frame: Frame) -> list[Written]:
    log, slips = summary.log, {slip.test: slip for slip in summary.slips}
    written: list[Written] = [fhir_person.patient(summary.person)]
    if summary.person.allergies:
        written.append(fhir_person.allergy(summary.person, frame))
    written += [fhir_person.vaccine(one, frame) for one in summary.person.vaccines]
    for test in log.tests:
        written += fhir_tests.blood_test(test, slips[test.id], frame)
    written += [fhir_temperature.temperature(one, frame) for one in log.temperatures]
    written += [fhir_entries.event(one, frame) for one in log.events]
    written += [fhir_entries.symptoms(one, frame, _words) for one in log.symptoms]
    written += [fhir_entries.quiz(one, frame, _words) for one in log.quizzes]
    return written


def _words(id_: str) -> str:
    return bare(say.words(id_))


def read(text: str) -> Record:
    """The record a bundle of this app was written from; UnreadableError with a sentence for anything else."""
    plain = _parsed(text)
    _known(plain)
    try:
        return _record(Bundle.model_validate(plain, context=READING))
    except UnreadableError:
        raise
    except ODD:
        raise UnreadableError(trouble.DAMAGED) from None


def _parsed(text: str) -> object:
    if len(text) > LARGEST:
        raise UnreadableError(trouble.TOO_LARGE)
    try:
        if not is_shallow(text):
            raise UnreadableError(trouble.DAMAGED)
        return simplejson.loads(text.removeprefix("\ufeff"), use_decimal=True)
    except ODD:
        raise UnreadableError(trouble.DAMAGED) from None


def _known(plain: object) -> None:
    """Refuse what is not a bundle of this app, or of a newer one."""
    try:
        tags = plain["meta"]["tag"]  # type: ignore[index]
        versions = [tag["code"] for tag in tags if tag["system"] == OWN + "format"]
    except ODD:
        raise UnreadableError(trouble.NOT_OURS) from None
    if not versions:
        raise UnreadableError(trouble.NOT_OURS)
    if len(versions) != 1 or versions[0] not in (FORMAT, *OLDER):
        raise UnreadableError(trouble.NEWER)


def _record(whole: Bundle) -> Record:
    resources: dict[str, Written] = {one.full_url: one.resource for one in whole.entry}
    patients = [one for one in resources.values() if isinstance(one, Patient)]
    if len(resources) != len(whole.entry) or len(patients) != 1:
        raise UnreadableError(trouble.DAMAGED)
    allergies = [one for one in resources.values() if isinstance(one, AllergyIntolerance)]
    vaccines = [one for one in resources.values() if isinstance(one, Immunization)]
    person = fhir_person.read_patient(patients[0], allergies, vaccines)
    entries, left = _blood_tests(resources, person.id)
    entries += [_entry(one, person.id) for one in left if not isinstance(one, PERSONAL)]
    if len({one.id for one in entries}) != len(entries):
        raise UnreadableError(trouble.DAMAGED)
    return Record(people=(person,), entries=tuple(entries))


def _blood_tests(resources: dict[str, Written], person: str) -> tuple[list[AnyEntry], list[Written]]:
    """Every panel with its members, and what belongs to no panel."""
    tests: list[AnyEntry] = []
    used: list[str] = []
    for address, one in resources.items():
        if isinstance(one, Observation) and own_code(one.code, "kind") == "test":
            values = [_value(resources, member.reference) for member in one.has_member or ()]
            tests.append(fhir_tests.read_blood_test(one, values, person))
            used += [address, *(member.reference for member in one.has_member or ())]
    if len(set(used)) != len(used):  # a value belongs to one slip, and a slip is no value
        raise UnreadableError(trouble.DAMAGED)
    return tests, [one for address, one in resources.items() if address not in used]


def _value(resources: dict[str, Written], address: str) -> Observation:
    """The member of a panel at *address*; anything that is no value is refused."""
    value = resources[address]
    if not isinstance(value, Observation):
        raise UnreadableError(trouble.DAMAGED)
    return value


def _entry(one: Written, person: str) -> AnyEntry:
    """The entry *one* was written from; a value that no panel claims is refused with the file."""
    if isinstance(one, QuestionnaireResponse):
        return fhir_entries.read_quiz(one, person)
    if isinstance(one, Observation):
        if one.code == fhir_temperature.BODY_TEMPERATURE:
            return fhir_temperature.read_temperature(one, person)
        if own_code(one.code, "kind") == "symptoms":
            return fhir_entries.read_symptoms(one, person)
    if isinstance(one, PERSONAL):
        raise UnreadableError(trouble.DAMAGED)
    return fhir_entries.read_event(one, person)


def sent(text: str) -> tuple[datetime, Choice]:
    """When a bundle that `read` accepts was made, and what of the record it let out: so that whoever opens it sees the
    page its sender saw, and nothing left out looks as if it had never been entered."""
    plain = simplejson.loads(text.removeprefix("\ufeff"), use_decimal=True)
    said: dict[str, set[str]] = {name: set() for name in ("left-out", "days")}
    for tag in plain["meta"]["tag"]:
        said.get(tag["system"].removeprefix(OWN), set()).add(tag["code"])
    days = next((int(code) for code in said["days"] if DAYS.fullmatch(code) and int(code) <= LONGEST), None)
    parts = frozenset(part for part in PARTS if part not in said["left-out"])
    return datetime.fromisoformat(plain["timestamp"]), Choice(days=days, parts=parts)


def _chosen(summary: Summary) -> tuple[Coding, ...]:
    """The person's choice as tags of the bundle."""
    days = summary.choice.days
    period = (Coding(system=OWN + "days", code=str(days)),) if days else ()
    return (*period, *(Coding(system=OWN + "left-out", code=part) for part in summary.left_out))
