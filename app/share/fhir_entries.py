"""Events, symptoms and symptom checks as FHIR resources, and back."""

from collections.abc import Callable
from typing import Any

from app.core.record import Event, QuizRun, Symptoms
from app.core.summary_words import EVENTS
from app.core.words import N_
from app.share import trouble
from app.share.fhir_frame import OWN, Frame, find, note, only, own, own_code, stamp, text_extension, text_of, unstamp
from app.share.fhir_models import (
    Answer,
    Component,
    Item,
    MedicationStatement,
    Observation,
    Procedure,
    QuestionnaireResponse,
)
from app.share.fhir_types import CodeableConcept, Coding, Extension, Identifier, Period
from app.share.trouble import UnreadableError

MEDICINES = {"chemotherapy", "g_csf", "antibiotic", "medicine_start", "medicine_stop"}
PROCEDURES = {"radiotherapy", "transfusion"}


def event(entry: Event, frame: Frame) -> MedicationStatement | Procedure | Observation:
    """A medicine, a procedure, or an observation; the name is the person's own."""
    label = EVENTS[entry.what]
    kind, named = own("event", entry.what, label), CodeableConcept(text=entry.name or label)
    common: dict[str, Any] = {**stamp(entry, frame.next_id(), *text_extension("name", entry.name)), "note": note(entry)}
    period = Period(start=entry.on.isoformat(), end=entry.until.isoformat() if entry.until else None)
    common["subject"] = frame.patient
    if entry.what in MEDICINES:
        return MedicationStatement(
            **common, category=kind, medication_codeable_concept=named, effective_period=period,
            information_source=frame.patient,
        )  # fmt: skip
    if entry.what in PROCEDURES:
        return Procedure(**common, category=kind, code=named, performed_period=period, asserter=frame.patient)
    return Observation(
        **common, status="registered" if entry.what == "next_test" else "final", code=kind, effective_period=period,
        value_string=entry.name or None, performer=(frame.patient,),
    )  # fmt: skip


def read_event(one: MedicationStatement | Procedure | Observation, person: str) -> Event:
    """The event *one* was written from."""
    period = one.performed_period if isinstance(one, Procedure) else one.effective_period
    what = own_code(one.code if isinstance(one, Observation) else one.category, "event")
    name = text_of(one.extension, "name")
    if period is None or (name and _named(one) != name):
        raise UnreadableError(trouble.DISAGREES, what=name or what)
    return Event.model_validate(
        {**unstamp(one, person), "what": what, "on": period.start, "until": period.end, "name": name}
    )


def _named(one: MedicationStatement | Procedure | Observation) -> str | None:
    if isinstance(one, Observation):
        return one.value_string
    return (one.code if isinstance(one, Procedure) else one.medication_codeable_concept).text


def symptoms(entry: Symptoms, frame: Frame, word: Callable[[str], str]) -> Observation:
    """One day's signs, each a component that is true; *word* says a sign in words."""
    signs = tuple(Component(code=own("sign", one, word(one)), value_boolean=True) for one in entry.signs)
    return Observation(
        **stamp(entry, frame.next_id()),
        code=own("kind", "symptoms", N_("Symptoms of the day")),
        subject=frame.patient,
        effective_date_time=entry.on.isoformat(),
        performer=(frame.patient,),
        note=note(entry),
        component=signs or None,
    )


def read_symptoms(one: Observation, person: str) -> Symptoms:
    """The entry *one* was written from."""
    signs = tuple(own_code(part.code, "sign") for part in one.component or ())
    if "" in signs or not all(part.value_boolean for part in one.component or ()):
        raise UnreadableError(trouble.DAMAGED)
    return Symptoms.model_validate({**unstamp(one, person), "on": one.effective_date_time, "signs": signs})


def quiz(entry: QuizRun, frame: Frame, word: Callable[[str], str]) -> QuestionnaireResponse:
    """A kept symptom check: the answers, then the level and the rules that fired, as items of their own."""
    items = [_item(question, answer, word) for question, answer in entry.answers.items()]
    items.append(_item("outcome.level", entry.level, word))
    items.append(_item("outcome.fired", entry.fired, word))
    stamped = stamp(entry, frame.next_id(), *text_extension("note", entry.note))
    return QuestionnaireResponse(
        **{**stamped, "identifier": Identifier(system=OWN + "entry", value=entry.id)},
        questionnaire=f"{OWN}quiz|{entry.content_version}" if entry.content_version else OWN + "quiz",
        subject=frame.patient,
        authored=entry.at.isoformat(),
        author=frame.patient,
        source=frame.patient,
        item=tuple(items),
    )


def read_quiz(one: QuestionnaireResponse, person: str) -> QuizRun:
    """The run *one* was written from."""
    answers = {item.link_id: _answer(item) for item in one.item or ()}
    if len(answers) != len(one.item or ()):
        raise UnreadableError(trouble.DAMAGED)
    level, fired = answers.pop("outcome.level", ""), answers.pop("outcome.fired", ())
    version = (one.questionnaire or "").partition("|")[2]
    return QuizRun.model_validate(
        {
            **unstamp(one, person), "at": one.authored, "answers": answers, "level": level, "fired": fired,
            "content_version": version,
        }
    )  # fmt: skip


def _item(question: str, answer: str | bool | tuple[str, ...], word: Callable[[str], str]) -> Item:
    if isinstance(answer, bool):
        return Item(link_id=question, answer=(Answer(value_boolean=answer),))
    if isinstance(answer, str):
        return Item(link_id=question, answer=(_coded(question, answer, word),) if answer else None)
    several = Extension(url=OWN + "set", value_boolean=True)
    coded = tuple(_coded(question, one, word) for one in answer)
    return Item(extension=(several,), link_id=question, answer=coded or None)


def _coded(question: str, code: str, word: Callable[[str], str]) -> Answer:
    return Answer(value_coding=Coding(system=f"{OWN}quiz:{question}", code=code, display=word(code) or None))


def _answer(item: Item) -> str | bool | tuple[str, ...]:
    codes = tuple(one.value_coding.code for one in item.answer or () if one.value_coding)
    given = len(item.answer or ())
    if find(item.extension, "set") and len(codes) == given:
        return codes
    one = only(item.answer)
    if one and one.value_boolean is not None and not codes:
        return one.value_boolean
    if len(codes) != given:
        raise UnreadableError(trouble.DAMAGED)
    return codes[0] if codes else ""
