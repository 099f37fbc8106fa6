"""What the log alone calls for: the quiz's rules on its temperatures, counts and symptoms, and rules on lab values.

One engine for both, so that a temperature or a count entered in the log raises what the quiz would. Lab limits: facts
S13, S14, S62, S67, each a careful choice of this app (D). Nothing expires into "normal": an old value keeps its date.
"""

from datetime import date, datetime
from typing import Any

from app.core.drugs import Drugs
from app.core.quiz import Answers, Given, Outcome, Reason, highest, outcome
from app.core.quiz_count import Count
from app.core.quiz_known import (
    Known,
    answers_from,
    bands_of,
    groups_answered,
    groups_known,
    has_unlisted,
    is_out_of_date,
    medicines_known,
    plan_holds,
    readings,
    with_log,
)
from app.core.quiz_labs import LAB_RULES, lab_reasons
from app.core.quiz_noted import suggested
from app.core.quiz_read import NO_COMFORT, best_case, medicines_of, to_answers
from app.core.quiz_rules import EMERGENCY, ROUTINE
from app.core.record import AnyEntry, Log, Person, Temperature, local

LOG_RULES: dict[str, tuple[str, ...]] = {"L-masked": ("S10", "S51", "D"), **LAB_RULES}
"""The rules of the log alone, with their sources; the words are with the quiz's."""


def alarms(person: Person, log: Log, drugs: Drugs, now: datetime) -> Outcome:
    """How soon *person* needs help by *log* and profile alone at *now* (with its zone), and every reason at that level.

    Nothing entered gives "self_care" with R0. Each reason names the entry it comes from, and its date.
    """
    return highest(reasons(person, log, drugs, now))


def reasons(person: Person, log: Log, drugs: Drugs, now: datetime) -> tuple[Reason, ...]:
    """Every reason, also those below the highest level."""
    known = answers_from(person, log, drugs, now)
    today = local(now)
    base = from_log(person, log, drugs, known, today)
    found = _of_counts(base, known.count)
    hot = base
    for one in readings(log, now):
        for band in bands_of(one):
            answers = base.model_copy(update={"temperature": band, "fever_masked": one.fever_medicine == "yes"})
            if answers.fever:  # what is in doubt counts where there is a fever
                hot = answers = answers.model_copy(update=in_doubt(person, log, drugs, known, today))
            found += _of_temperature(answers, one)
    return (*found, *lab_reasons(person.sex, log.tests, hot, known.count))


MEASURE_AGAIN = frozenset({"L-masked", "R4c"})
"""Rules that are not urgent, but ask for another reading now."""


def measure_again(entry: AnyEntry, found: tuple[Reason, ...]) -> bool:
    """Whether *found* asks for another reading because of *entry*."""
    return any(one.entry == entry.id and one.rule in MEASURE_AGAIN for one in found)


def raised_by(
    entry: AnyEntry, found: tuple[Reason, ...], person: Person, log: Log, drugs: Drugs, now: datetime
) -> bool:
    """Whether *entry* of *log* calls for the highest that was *found* there: named as the reason, or so by itself,
    where the reason names another one like it (a second fever), none (symptoms), or a value that it makes urgent."""
    kind, top = KINDS.get(entry.kind), highest(found)
    if kind is None or any(one.entry == entry.id for one in top.reasons):
        return kind is not None

    def called(entries: tuple[AnyEntry, ...]) -> set[tuple[str, str]]:
        only = log.model_copy(update={kind: entries})
        return {(one.rule, one.level) for one in reasons(person, only, drugs, now)}

    return bool({(one.rule, one.level) for one in top.reasons} & (called((entry,)) - called(())))


KINDS = {"test": "tests", "temperature": "temperatures", "event": "events", "symptoms": "symptoms"}
"""Where a log holds each kind of entry that can raise an alarm."""


def concluded(given: Given, known: Known, drugs: Drugs) -> Outcome:
    """The outcome of the quiz for what was *given*, never milder than what the log already says (*known*).

    A fever of the last 24 hours still counts when the quiz was told a lower reading, a low count stays, and lab values
    raise their own alarm beside the answers.
    """
    answers = with_log(to_answers(given, drugs), known)
    cases = _cases(answers, known)
    hot = next((one for one in cases if one.fever), answers)
    found = tuple(reason for one in cases for reason in outcome(one).reasons)
    return highest((*found, *lab_reasons(known.sex, known.tests, hot, known.count)))


def is_concluded(given: Given, known: Known, drugs: Drugs) -> bool:
    """Whether it is an emergency whatever the answers still to come, by what was *given* and what the log says: then
    the quiz asks nothing more. Nothing given is never concluded."""
    cases = _cases(with_log(best_case(given, drugs), known), known)
    return bool(given) and any(outcome(one).level == EMERGENCY for one in cases)


def _cases(answers: Answers, known: Known) -> list[Answers]:
    """*answers*, and the same with each temperature of the last 24 hours."""
    masked = answers.fever_masked or known.masked
    logged = (answers.model_copy(update={"temperature": one, "fever_masked": masked}) for one in known.temperatures)
    return [answers, *logged]


def from_log(person: Person, log: Log, drugs: Drugs, known: Known, today: date) -> Answers:
    """The answers of the rules by profile and log, without a temperature. What was never asked is not sure."""
    groups = (*groups_known(person), *(() if groups_answered(person) else _no_comfort(person)))
    ticked = {question: value for question, value in suggested(known.signs).items() if question != "unwell"}
    values: dict[str, Any] = {
        "age": known.given.get("age"),
        "cancer_treatment": known.given.get("cancer_treatment"),
        "neutrophils": known.count.band,
        "medicines": medicines_of(medicines_known(person, log, drugs, today), drugs),
        "special_groups": groups,
        "known_low": known.known_low,
        "team_plan": person.profile.team_plan and plan_holds(person, known.count),
        "unwell": "unwell" in suggested(known.signs),
        **ticked,
    }
    return Answers(**values)


def in_doubt(person: Person, log: Log, drugs: Drugs, known: Known, today: date) -> dict[str, Any]:
    """The answers of `from_log` that are no comfort in a fever: "none" of a profile that was confirmed too long ago is
    not sure (D), and so is a medicine whose name is on no list: it may be a brand (D)."""
    old, medicines = is_out_of_date(person, today), medicines_known(person, log, drugs, today)
    doubtful = ("not_sure",) if has_unlisted(log, drugs, today) or (old and medicines == ("none",)) else ()
    taken = (*(one for one in medicines if one != "none"), *doubtful) or medicines
    answers: dict[str, Any] = {"medicines": medicines_of(taken, drugs)}
    if old:
        answers["special_groups"] = frozenset((*groups_known(person), *_no_comfort(person)))
    if old and known.given.get("cancer_treatment") == "none":
        answers["cancer_treatment"] = "not_sure"
    return answers


def _no_comfort(person: Person) -> tuple[str, ...]:
    possible = person.sex != "male" and person.pregnant != "no"
    return tuple(one for one in NO_COMFORT if one != "pregnant" or possible)


def _of_counts(base: Answers, count: Count) -> list[Reason]:
    """The reasons without a temperature; those about the count name its test."""
    at = {"entry": count.test.id, "on": count.test.taken} if count.test else {}
    return [one.model_copy(update=at) if one.rule.startswith("R13") else one for one in outcome(base).reasons]


def _of_temperature(answers: Answers, one: Temperature) -> list[Reason]:
    """The reasons of one reading, and a word of care when something may have hidden a fever."""
    on = local(one.at)
    found = [reason.model_copy(update={"entry": one.id, "on": on}) for reason in outcome(answers).reasons]
    if one.fever_medicine == "yes" and answers.high_risk and not answers.fever:
        found.append(Reason(rule="L-masked", level=ROUTINE, sources=LOG_RULES["L-masked"], entry=one.id, on=on))
    return found
