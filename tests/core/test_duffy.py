"""Softer words only for a confirmed, stable, mildly low count of somebody well; and never for an alarm."""

from datetime import date

import pytest

from app.core.drugs import Drug, Drugs
from app.core.duffy import softened
from app.core.record import Profile
from tests.make import NOW, TODAY, a_log, a_person, a_temperature, a_test, an_event

DRUGS = Drugs(drug=(Drug(id="clozapine", name="Clozapine", list="a", sources=("S32",)),))
WELL = a_person(duffy_null="yes", profile=Profile(cancer_treatment="none", medicines_asked="none", confirmed=TODAY))
BEFORE = a_test(date(2026, 9, 1), wbc="3.4", neutrophils="1.3")
NOW_LOW = a_test(TODAY, wbc="3.3", neutrophils="1.2")


def test_a_stable_mildly_low_count_of_somebody_well_gets_softer_words() -> None:
    said = softened(WELL, a_log(BEFORE, NOW_LOW), NOW_LOW, DRUGS)
    assert said is not None
    assert "The rules for fever stay the same." in said.text


@pytest.mark.parametrize("known", ["no", "unknown"])
def test_only_a_confirmed_blood_group_counts(known: str) -> None:
    person = WELL.model_copy(update={"duffy_null": known})
    assert softened(person, a_log(BEFORE, NOW_LOW), NOW_LOW, DRUGS) is None


@pytest.mark.parametrize(
    ("text", "soft"), [("1.49", True), ("1.50", False), ("1.00", True), ("0.99", False), ("<1.2", False)]
)
def test_the_limits_belong_to_the_safer_side(text: str, soft: bool) -> None:
    test = a_test(TODAY, wbc="3.3", neutrophils=text)
    assert (softened(WELL, a_log(BEFORE, test), test, DRUGS) is not None) is soft


def test_a_first_count_a_fall_and_a_treatment_get_no_softer_words() -> None:
    high = a_test(date(2026, 11, 1), wbc="5", neutrophils="2.0")
    treated = WELL.model_copy(update={"profile": Profile(cancer_treatment="anticancer_6_weeks")})
    unasked = WELL.model_copy(update={"profile": Profile()})
    assert softened(WELL, a_log(NOW_LOW), NOW_LOW, DRUGS) is None
    assert softened(WELL, a_log(high, NOW_LOW), NOW_LOW, DRUGS) is None
    assert softened(treated, a_log(BEFORE, NOW_LOW), NOW_LOW, DRUGS) is None
    assert softened(unasked, a_log(BEFORE, NOW_LOW), NOW_LOW, DRUGS) is None


def test_a_fever_or_an_infection_takes_the_softer_words_away() -> None:
    fever, ill = a_temperature("38.0", at=NOW), an_event("infection", on=date(2026, 11, 20))
    assert softened(WELL, a_log(BEFORE, NOW_LOW, fever), NOW_LOW, DRUGS) is None
    assert softened(WELL, a_log(BEFORE, NOW_LOW, ill), NOW_LOW, DRUGS) is None
    assert softened(WELL, a_log(BEFORE, NOW_LOW, a_temperature("37.9", at=NOW)), NOW_LOW, DRUGS) is not None


def test_a_logged_treatment_and_a_medicine_explain_it_better() -> None:
    chemo = an_event("chemotherapy", on=date(2026, 8, 1))
    started = an_event("medicine_start", on=date(2026, 11, 1), name="Clozapine 100 mg")
    unknown = an_event("medicine_start", on=date(2026, 11, 1), name="Zzz")
    ticked, unasked, old = (
        WELL.model_copy(update={"profile": WELL.profile.model_copy(update=more)})
        for more in ({"medicines": ("clozapine",)}, {"medicines_asked": "not_sure"}, {"confirmed": date(2026, 1, 1)})
    )
    long = an_event("chemotherapy", on=date(2025, 9, 1), until=date(2026, 11, 15))
    for entry in (chemo, started, unknown, long):
        assert softened(WELL, a_log(BEFORE, NOW_LOW, entry), NOW_LOW, DRUGS) is None
    for person in (ticked, unasked, old):
        assert softened(person, a_log(BEFORE, NOW_LOW), NOW_LOW, DRUGS) is None


def test_at_least_so_many_before_is_no_stable_count() -> None:
    segs = a_test(date(2026, 9, 2), wbc="3.0", segs_percent="40")
    assert softened(WELL, a_log(BEFORE, segs, NOW_LOW), NOW_LOW, DRUGS) is None
