"""What a finished check leaves with the person: the answers that hold for weeks; the log then raises the same alarms.

Never in the record of somebody else: the age answered tells (D).
"""

from datetime import date
from typing import Any

from app.core.quiz_answers import Given, Neutrophils
from app.core.quiz_bands import age_band
from app.core.quiz_count import VERY_LOW
from app.core.quiz_flow import SMALL_CHILD
from app.core.quiz_known import PROFILE
from app.core.record import Person, Profile


def is_about(given: Given, person: Person, today: date, told: str = "") -> bool:
    """Whether the answers can be about *person*: the age is that of the birth date. Without one, it is a child's as the
    age *told* in an earlier check was; and where none was told, a child's only in the first check of all."""
    age = given.get("age")
    if age is None:
        return True
    if person.birth_date is not None:
        return age == age_band(person.birth_date, today)
    if told:
        return (age in CHILD) == (told in CHILD)
    return age not in CHILD or person.profile.confirmed is None


CHILD = frozenset({*SMALL_CHILD, "5_to_15_years"})


def person_from(given: Given, person: Person, today: date, count: Neutrophils = "unknown") -> Person:
    """*person* with what *given* confirmed on *today*; what was not asked stays as it was. *count*: that of the log."""
    profile = _profile(given, person.profile)
    # A plan that was not asked about keeps its day where the log's count is very low: it cannot cover what came later.
    covers = profile.team_plan and "team_plan" not in given and count in VERY_LOW
    # A check that ended early did not ask everything, and renews nothing.
    renewed = all(one in given for one in PROFILE) and not covers
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
