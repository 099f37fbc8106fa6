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
    kept = person_from(told, planned(), TODAY, "below_0_5").profile
    assert (kept.team_plan, kept.confirmed) == (True, BEFORE)
    assert person_from(told, planned(), TODAY, "1_5_or_more").profile.confirmed == TODAY
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


def test_a_check_that_ended_early_renews_nothing_and_what_was_not_asked_stays() -> None:
    listed = {"medicines": ("clozapine",), "medicines_asked": "listed", "groups_asked": True, "confirmed": BEFORE}
    before = a_person(profile=Profile(**listed))
    after = person_from({"age": "16_to_64_years", "cancer_treatment": "none"}, before, TODAY)
    assert after.profile == before.profile.model_copy(update={"cancer_treatment": "none"})
    assert person_from({"danger_signs": ("fit",)}, before, TODAY) == before
    assert person_from(CALM, before, TODAY).profile.confirmed == TODAY


@pytest.mark.parametrize(
    ("age", "told", "confirmed", "about"),
    [
        ("under_3_months", "", None, True),
        ("under_3_months", "", BEFORE, False),
        ("under_3_months", "5_to_15_years", BEFORE, True),
        ("under_3_months", "16_to_64_years", BEFORE, False),
        ("65_or_older", "under_3_months", BEFORE, False),
        ("65_or_older", "", BEFORE, True),
    ],
)
def test_without_a_birth_date_a_child_s_check_is_not_taken_for_a_grown_up_s(
    age: str, told: str, confirmed: date | None, about: bool
) -> None:
    person = a_person(birth_date=None, profile=Profile(confirmed=confirmed))
    assert is_about({"age": age}, person, TODAY, told) is about


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
