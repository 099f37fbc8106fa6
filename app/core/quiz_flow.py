"""The questions in order: which one comes next, which options it has, how far along one is. All pure.

What was answered is a `Given`: question id → the option chosen, the options ticked, or yes/no as "yes", "no",
"not_sure". Going back is showing an earlier question again; nothing has to be undone.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from app.core.drugs import Drugs
from app.core.quiz_answers import CHOICES, FEVER_BANDS, Given
from app.core.quiz_read import emergency_is_certain
from app.core.quiz_signs import signs_for

Kind = Literal["one", "many", "yes_no", "temperature", "medicines"]
Sex = Literal["", "female", "male"]


class Question(BaseModel):
    """One question as the screen needs it; its words are in the content under `id`."""

    model_config = ConfigDict(frozen=True)

    id: str
    kind: Kind
    options: tuple[str, ...] = ()
    """Option ids in the order shown; for "many" the last is "none", which must be chosen to say "none of these"."""
    follows: str = ""
    """The id of the question it belongs to, for a follow-up."""


YES_NO = ("yes", "no", "not_sure")
KINDS: dict[str, tuple[Kind, str]] = {
    "age": ("one", ""),
    "danger_signs": ("many", ""),
    "temperature": ("temperature", ""),
    "temperature_site": ("one", "temperature"),
    "fever_masked": ("yes_no", "temperature"),
    "unwell": ("yes_no", "temperature"),
    "cancer_treatment": ("one", ""),
    "neutrophils": ("one", ""),
    "count_age": ("one", "neutrophils"),
    "known_low": ("yes_no", "neutrophils"),
    "team_plan": ("yes_no", "neutrophils"),
    "medicines": ("medicines", ""),
    "special_groups": ("many", ""),
    "infection_signs": ("many", ""),
    "bleeding": ("one", ""),
    "vaginal_bleeding": ("one", ""),
    "anaemia": ("one", ""),
    "longer_picture": ("one", ""),
}
"""Every question in order: its kind, and the question it follows up. The danger signs come as early as can be."""
EXTRA = ("temperature_text", "temperature_unit")
"""Kept beside the answers: the number as typed, and its unit."""
COUNT_AGES = ("within_7_days", "within_14_days", "older", "not_sure")
SITES = ("mouth", "armpit", "ear", "forehead", "other")
SMALL_CHILD = frozenset({"under_3_months", "3_to_5_months", "6_months_to_4_years"})
COUNT_SAYS_LOW = frozenset({"1_0_to_1_49", "0_5_to_0_99", "below_0_5", "only_wbc_below_2", "only_wbc_2_to_3_9"})
PLAN_MATTERS = frozenset({"0_5_to_0_99", "below_0_5", "only_wbc_below_2"})


def shown(question: str, given: Given, sex: Sex = "") -> bool:
    """Whether *question* is asked, after what was *given* so far."""
    match question:
        case "temperature_site":
            return given.get("temperature") not in (None, "not_measured_hot", "not_measured_normal")
        case "fever_masked":
            return given.get("temperature") not in FEVER_BANDS
        case "count_age":
            return given.get("neutrophils") == "1_5_or_more"
        case "known_low":
            return given.get("neutrophils") not in COUNT_SAYS_LOW
        case "team_plan":
            return given.get("neutrophils") in PLAN_MATTERS
        case "vaginal_bleeding":
            return sex != "male" and given.get("age") not in SMALL_CHILD
        case _:
            return True


def question(question_id: str, given: Given, sex: Sex = "") -> Question:
    """The question with *question_id* for the person the answers *given* are about. Raises KeyError for no question."""
    kind, follows = KINDS[question_id]
    return Question(id=question_id, kind=kind, options=_options(question_id, given, sex), follows=follows)


def _options(question_id: str, given: Given, sex: Sex) -> tuple[str, ...]:
    child = given.get("age") in SMALL_CHILD
    match question_id:
        case "danger_signs":
            return (*signs_for(_age(given)), "none")
        case "temperature_site":
            return SITES
        case "count_age":
            return COUNT_AGES
        case "special_groups":
            hidden = "pregnant" if child or sex == "male" else ""
            return (*(one for one in CHOICES[question_id] if one != hidden), "not_sure", "none")
        case "infection_signs":
            return (*CHOICES[question_id], "none")
        case "medicines":
            return ("not_sure", "none")
        case _:
            return CHOICES.get(question_id, YES_NO)


def _age(given: Given) -> str | None:
    age = given.get("age")
    return age if isinstance(age, str) else None


def asked(given: Given, sex: Sex = "") -> tuple[str, ...]:
    """The ids of the questions to ask after what was *given*, in order, as far as is known now."""
    return tuple(one for one in KINDS if shown(one, given, sex))


def is_answered(question_id: str, given: Given) -> bool:
    """Whether something was chosen; an empty set is not an answer, "none of these" is."""
    return given.get(question_id) not in (None, "", ())


def next_question(given: Given, drugs: Drugs, sex: Sex = "") -> Question | None:
    """The first question not yet answered; None when all are, or as soon as an emergency is certain."""
    if emergency_is_certain(given, drugs):
        return None
    left = (one for one in asked(given, sex) if not is_answered(one, given))
    return next((question(one, given, sex) for one in left), None)


def previous_question(question_id: str, given: Given, sex: Sex = "") -> Question | None:
    """The question before *question_id*, answered or not; None before the first."""
    ids = asked(given, sex)
    at = ids.index(question_id) if question_id in ids else len(ids)
    return question(ids[at - 1], given, sex) if at else None


def question_after(question_id: str, given: Given, drugs: Drugs, sex: Sex = "") -> Question | None:
    """The question after *question_id*, answered or not; None at the end or once an emergency is certain."""
    if emergency_is_certain(given, drugs):
        return None
    ids = asked(given, sex)
    at = ids.index(question_id) + 1 if question_id in ids else len(ids)
    return question(ids[at], given, sex) if at < len(ids) else None


def progress(question_id: str, given: Given, sex: Sex = "") -> tuple[int, int]:
    """Which question it is and out of how many: (3, 12). Follow-ups count with the question they follow."""
    main = [one for one in asked(given, sex) if not KINDS[one][1]]
    return main.index(KINDS[question_id][1] or question_id) + 1, len(main)


def tick(ticked: tuple[str, ...], option: str) -> tuple[str, ...]:
    """*ticked* after a tap on *option*: "none" unticks the rest, anything else unticks "none"; a second tap unticks."""
    if option in ticked:
        return tuple(one for one in ticked if one != option)
    return ("none",) if option == "none" else (*(one for one in ticked if one != "none"), option)


def answer(given: Given, question_id: str, value: str | tuple[str, ...]) -> Given:
    """*given* with *value* at *question_id*. Answers to questions that no longer apply go, and so does "none of these
    danger signs" when another age makes it another list."""
    after = {**given, question_id: value}
    if question_id == "age" and signs_for(_age(given)) != signs_for(_age(after)):
        after.pop("danger_signs", None)
    return {one: kept for one, kept in after.items() if one not in KINDS or shown(one, after)}


def to_fields(given: Given) -> dict[str, str]:
    """*given* as the text fields of a draft, so that a half-answered quiz survives a closed app."""
    return {one: " ".join(value) if isinstance(value, tuple) else str(value) for one, value in given.items()}


def from_fields(fields: dict[str, str]) -> Given:
    """What `to_fields` wrote, read back; fields and options nobody knows are left out, and so asked again."""
    read: Given = {}
    for one in (one for one in KINDS if fields.get(one)):
        value = fields[one]
        if KINDS[one][0] in ("many", "medicines"):
            read[one] = tuple(value.split())
        elif value in question(one, read).options:
            read[one] = value
    return {**read, **{one: value for one, value in fields.items() if one in EXTRA}}
