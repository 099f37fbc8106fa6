"""What a finished check leaves with the person: the answers that hold for weeks; the log then raises the same alarms.

Never in the record of somebody else: the age answered tells (D).
"""

from datetime import date
from typing import Any

from app.core.quiz_answers import Given
from app.core.quiz_bands import age_band
from app.core.quiz_flow import SMALL_CHILD
from app.core.record import Person, Profile


def is_about(given: Given, person: Person, today: date) -> bool:
    """Whether the answers can be about *person*: the age is that of the birth date, as far as both are known."""
    age = given.get("age")
    return age is None or person.birth_date is None or age == age_band(person.birth_date, today)


def person_from(given: Given, person: Person, today: date) -> Person:
    """*person* with what *given* confirmed on *today*; what was not asked stays as it was."""
    profile = _profile(given, person.profile)
    # A plan that was not asked about keeps its day: it cannot cover a count that came later.
    renewed = "team_plan" in given or not profile.team_plan
    confirmed = today if renewed else person.profile.confirmed
    profile = profile.model_copy(update={"confirmed": confirmed})
    return person.model_copy(update={"profile": profile, "pregnant": _pregnant(given, person)})


def _profile(given: Given, before: Profile) -> Profile:
    changes = dict[str, Any]()
    if treatment := given.get("cancer_treatment"):
        changes["cancer_treatment"] = treatment
    if isinstance(ticked := given.get("medicines"), tuple) and ticked:
        changes["medicines"] = tuple(one for one in ticked if one not in ("none", "not_sure"))
        changes["medicines_asked"] = "none" if ticked == ("none",) else "not_sure" if "not_sure" in ticked else "listed"
    if isinstance(groups := given.get("special_groups"), tuple) and groups:
        changes["special_groups"] = tuple(one for one in groups if one not in ("none", "not_sure", "pregnant"))
        changes["groups_asked"] = "not_sure" not in groups
    if "team_plan" in given:
        changes["team_plan"] = given["team_plan"] == "yes"
    return before.model_copy(update=changes)


def _pregnant(given: Given, person: Person) -> str:
    """Pregnancy is a fact of the person, not of the profile: ticked is yes; unticked is no longer known to be."""
    groups = given.get("special_groups")
    if not isinstance(groups, tuple) or not groups or given.get("age") in SMALL_CHILD or person.sex == "male":
        return person.pregnant
    if "pregnant" in groups:
        return "yes"
    return "unknown" if person.pregnant == "yes" else person.pregnant
