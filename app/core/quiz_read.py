"""From what was given on the screen to `Answers`: "not sure" becomes the value that reassures least."""

from typing import Any

from app.core.drugs import Drugs
from app.core.quiz import outcome
from app.core.quiz_answers import Answers, Given, Medicines

NOT_SURE = {"fever_masked": True, "unwell": True, "known_low": True, "team_plan": False}
"""How "not sure" is read where the rules know only yes and no [D]."""
BEST_CASE: dict[str, Any] = {"cancer_treatment": "none", "neutrophils": "1_5_or_more", "medicines": "none"}
"""For questions still to come while looking for a certain emergency."""
NO_COMFORT = ("no_spleen", "hiv_low_cd4", "pregnant")
"""How "not sure" about the special groups is read: fever is then an emergency [D]."""


def to_answers(given: Given, drugs: Drugs) -> Answers:
    """The answers of the rules from what was *given*; what was not answered stays unanswered."""
    return Answers(**_values(given, drugs))


def medicines_of(ticked: tuple[str, ...], drugs: Drugs) -> Medicines:
    """Which lists the *ticked* drug ids stand on; an id that is on no list any more counts as "not sure"."""
    if not ticked or ticked == ("none",):
        return "none" if ticked else "not_sure"
    found = [drugs.get(one) for one in ticked if one != "none"]
    lists = {drug.list if drug else "b" for drug in found}
    if lists == {"b"}:
        return "list_b" if all(found) else "not_sure"
    return "list_a" if lists == {"a"} else "list_a_and_b"


def best_case(given: Given, drugs: Drugs) -> Answers:
    """What was *given*, and the most reassuring answer to everything still to come."""
    return Answers(**{**BEST_CASE, **_values({**given, "medicines": given.get("medicines", ("none",))}, drugs)})


def emergency_is_certain(given: Given, drugs: Drugs) -> bool:
    """Whether the answers *given* make an emergency whatever the answers still to come."""
    return outcome(best_case(given, drugs)).level == "emergency"


def _values(given: Given, drugs: Drugs) -> dict[str, Any]:
    values = {one: _value(one, value) for one, value in given.items() if one in Answers.model_fields and value != ""}
    if ticked := given.get("medicines"):
        values["medicines"] = medicines_of(ticked if isinstance(ticked, tuple) else (str(ticked),), drugs)
    if values.get("neutrophils") == "1_5_or_more" and not _is_recent(given.get("count_age"), values):
        values["neutrophils"] = "unknown"
    if values.get("neutrophils", "unknown") not in ("unknown", "1_5_or_more"):
        values["known_low"] = True
    return values


def _value(question: str, value: Any) -> Any:
    if question in NOT_SURE:
        return value if isinstance(value, bool) else NOT_SURE[question] if value == "not_sure" else value == "yes"
    if isinstance(value, tuple):
        ticked = [one for one in value if one not in ("none", "not_sure")]
        return frozenset([*ticked, *NO_COMFORT] if "not_sure" in value and question == "special_groups" else ticked)
    return value


def _is_recent(age: Any, values: dict[str, Any]) -> bool:
    """Whether a normal count still says something: 14 days, or 7 on treatment. Not asked is taken at its word."""
    treated = values.get("cancer_treatment", "not_sure") != "none"
    return age in (None, "within_7_days") or (age == "within_14_days" and not treated)
