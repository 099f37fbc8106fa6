"""What a finished check leaves with the person, and what it must not renew or mix up."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.core.quiz_profile import is_about, person_from
from app.core.record import Person, Profile
from tests.core.test_quiz_flow import CALM
from tests.make import TODAY, a_person

BEFORE = TODAY - timedelta(days=40)


def planned(**more: Any) -> Person:
    return a_person(profile=Profile(team_plan=True, confirmed=BEFORE), **more)


def test_a_plan_that_was_not_asked_about_is_not_renewed() -> None:
    told = {one: value for one, value in CALM.items() if one != "team_plan"}
    kept = person_from(told, planned(), TODAY).profile
    assert (kept.team_plan, kept.confirmed) == (True, BEFORE)
    for answer, plan in (("yes", True), ("no", False)):
        asked = person_from({**told, "team_plan": answer}, planned(), TODAY).profile
        assert (asked.team_plan, asked.confirmed) == (plan, TODAY)


@pytest.mark.parametrize(
    ("groups", "before", "sex", "after"),
    [
        (("pregnant", "no_spleen"), "unknown", "female", "yes"),
        (("no_spleen",), "yes", "", "unknown"),
        (("none",), "no", "female", "no"),
        ((), "yes", "female", "yes"),
        (("none",), "yes", "male", "yes"),
    ],
)
def test_pregnancy_is_kept_as_a_fact_of_the_person(groups: Any, before: Any, sex: Any, after: str) -> None:
    person = person_from({"special_groups": groups}, a_person(pregnant=before, sex=sex), TODAY)
    assert person.pregnant == after
    assert "pregnant" not in person.profile.special_groups


def test_what_was_not_asked_stays() -> None:
    before = a_person(profile=Profile(medicines=("clozapine",), medicines_asked="listed", groups_asked=True))
    after = person_from({"cancer_treatment": "none"}, before, TODAY)
    assert after.profile == before.profile.model_copy(update={"cancer_treatment": "none", "confirmed": TODAY})


@pytest.mark.parametrize(
    ("age", "born", "about"),
    [
        ("16_to_64_years", date(1980, 5, 17), True),
        ("5_to_15_years", date(1980, 5, 17), False),
        ("5_to_15_years", None, True),
        (None, date(1980, 5, 17), True),
    ],
)
def test_the_age_tells_whom_the_answers_are_about(age: str | None, born: date | None, about: bool) -> None:
    given: Any = {"age": age} if age else {}
    assert is_about(given, a_person(birth_date=born), TODAY) is about
