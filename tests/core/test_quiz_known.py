"""What log and profile answer before the first question, and that age and silence never turn into "normal"."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from app.core.content import Content
from app.core.quiz import Answers
from app.core.quiz_count import current_count, was_low
from app.core.quiz_known import answers_from, bands_of, with_log
from app.core.record import BloodTest, Person, Profile
from tests.make import NOW, TODAY, a_log, a_person, a_temperature, a_test, an_event


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def count(*tests: BloodTest, on_treatment: bool = False) -> str:
    return current_count(a_log(*tests).tests, TODAY, on_treatment).band


def anc(days: int, text: str, **more: Any) -> BloodTest:
    return a_test(ago(days), neutrophils=text, **more)


def wbc(days: int, text: str, **more: Any) -> BloodTest:
    return a_test(ago(days), wbc=text, **more)


def profile(**more: Any) -> Person:
    fields = {"cancer_treatment": "none", "medicines_asked": "none", "groups_asked": True, "confirmed": ago(1)} | more
    return a_person(profile=Profile(**fields))


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("0", "below_0_5"),
        ("0.49", "below_0_5"),
        ("0.50", "below_0_5"),
        ("0,5", "below_0_5"),
        ("0.51", "0_5_to_0_99"),
        ("0.99", "0_5_to_0_99"),
        ("0.999", "0_5_to_0_99"),
        ("1.00", "1_0_to_1_49"),
        ("1.49", "1_0_to_1_49"),
        ("1.50", "1_5_or_more"),
        ("<0.1", "below_0_5"),
        ("<1.0", "below_0_5"),
    ],
)
def test_the_count_falls_into_its_band(text: str, band: str) -> None:
    assert count(anc(0, text)) == band


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("1.99", "only_wbc_below_2"),
        ("<3.0", "only_wbc_below_2"),
        ("2.00", "only_wbc_2_to_3_9"),
        ("3.99", "only_wbc_2_to_3_9"),
        ("4.00", "unknown"),
    ],
)
def test_white_cells_alone_have_bands_of_their_own(text: str, band: str) -> None:
    assert count(wbc(0, text)) == band


@pytest.mark.parametrize(
    ("days", "on_treatment", "band"),
    [
        (14, False, "1_5_or_more"),
        (15, False, "unknown"),
        (7, True, "1_5_or_more"),
        (8, True, "unknown"),
    ],
)
def test_a_normal_count_out_of_date_is_unknown(days: int, on_treatment: bool, band: str) -> None:
    assert count(anc(days, "3.0"), on_treatment=on_treatment) == band


@pytest.mark.parametrize(("text", "band"), [("0.4", "below_0_5"), ("0.8", "0_5_to_0_99"), ("1.2", "1_0_to_1_49")])
def test_a_low_count_never_expires(text: str, band: str) -> None:
    assert count(anc(900, text), on_treatment=True) == band


def test_a_low_count_stays_until_a_better_neutrophil_count_is_logged() -> None:
    low = anc(20, "0.3")
    assert count(low, wbc(10, "6.0")) == "below_0_5"
    assert count(low, wbc(10, "1.5")) == "below_0_5"
    assert count(low, wbc(10, "3.0")) == "below_0_5"
    assert count(low, anc(10, "0.7")) == "0_5_to_0_99"
    assert count(low, anc(10, "1.2")) == "1_0_to_1_49"
    assert count(low, anc(20, "2.0", id="same day")) == "below_0_5"


def test_few_white_cells_after_a_normal_count_are_worse_news() -> None:
    assert count(anc(3, "3.0"), wbc(1, "1.9")) == "only_wbc_below_2"
    assert count(wbc(3, "1.9"), anc(1, "1.6")) == "1_5_or_more"


def test_white_cells_alone_give_way_to_later_white_cells_but_not_to_others_of_the_day() -> None:
    low = wbc(3, "1.9")
    assert count(low, wbc(1, "3.0")) == "only_wbc_2_to_3_9"
    assert count(low, wbc(1, "5.0")) == "unknown"
    assert count(low, wbc(3, "5.0", id="same day")) == "only_wbc_below_2"
    assert count(low, wbc(1, "<3.0")) == "only_wbc_below_2"
    assert count(low, a_test(ago(1), haemoglobin="120")) == "only_wbc_below_2"
    assert count(low, wbc(1, ">1.0")) == "only_wbc_below_2"
    assert count(anc(9, "0.8"), low) == "only_wbc_below_2"
    assert count(anc(9, "0.8"), low, wbc(1, "5.0")) == "0_5_to_0_99"


def test_the_lower_of_a_reported_and_a_calculated_count_decides() -> None:
    assert count(a_test(ago(0), neutrophils="1.8", wbc="2.0", neutrophils_percent="20")) == "below_0_5"


def test_any_low_value_ever_logged_makes_the_count_known_to_be_low() -> None:
    assert was_low([anc(700, "1.49"), anc(1, "5.0")])
    assert was_low([a_test(ago(1), wbc="3.9", neutrophils="2.5")])
    assert not was_low([a_test(ago(1), wbc="4.0", neutrophils="1.5")])
    assert not was_low([])


def test_nothing_known_suggests_nothing(content: Content) -> None:
    known = answers_from(Person(id="p", name="P"), a_log(), content.drugs, NOW)
    assert (known.given, known.on, known.temperatures, known.known_low) == ({}, {}, (), False)


def test_the_profile_is_suggested_with_the_day_it_was_confirmed(content: Content) -> None:
    person = profile(cancer_treatment="anticancer_6_weeks", medicines=("clozapine",), medicines_asked="listed", special_groups=("no_spleen",), team_plan=True)  # fmt: skip
    known = answers_from(person, a_log(), content.drugs, NOW)
    assert known.given == {
        "age": "16_to_64_years",
        "cancer_treatment": "anticancer_6_weeks",
        "medicines": ("clozapine",),
        "special_groups": ("no_spleen",),
        "team_plan": "yes",
    }
    assert known.on["medicines"] == ago(1)


def test_an_empty_list_alone_is_not_an_answer(content: Content) -> None:
    unasked = answers_from(profile(medicines_asked="not_sure", groups_asked=False), a_log(), content.drugs, NOW)
    assert not {"medicines", "special_groups"} & set(unasked.given)
    asked = answers_from(profile(), a_log(), content.drugs, NOW)
    assert (asked.given["medicines"], asked.given["special_groups"]) == (("none",), ("none",))


@pytest.mark.parametrize(("days", "treated"), [(0, True), (42, True), (43, False)])
def test_a_logged_treatment_of_the_last_six_weeks_counts(content: Content, days: int, treated: bool) -> None:
    known = answers_from(profile(), a_log(an_event("chemotherapy", ago(days))), content.drugs, NOW)
    assert known.given["cancer_treatment"] == ("anticancer_6_weeks" if treated else "none")
    told = with_log(Answers(cancer_treatment="none"), known)
    assert told.on_treatment == treated


def test_a_treatment_still_to_come_does_not_count_yet(content: Content) -> None:
    known = answers_from(profile(), a_log(an_event("chemotherapy", ago(-3))), content.drugs, NOW)
    assert not known.treated


def test_a_medicine_started_in_the_log_counts_until_four_weeks_after_it_was_stopped(content: Content) -> None:
    def taken(*events: Any) -> Any:
        return answers_from(profile(), a_log(*events), content.drugs, NOW).given["medicines"]

    start = an_event("medicine_start", ago(90), name="Carbimazole 20 mg")
    assert taken(start) == ("carbimazole",)
    assert taken(start, an_event("medicine_stop", ago(28), name="carbimazole")) == ("carbimazole",)
    assert taken(start, an_event("medicine_stop", ago(29), name="carbimazole")) == ("none",)


def test_the_worst_reading_of_the_last_24_hours_is_suggested(content: Content) -> None:
    readings = (
        a_temperature("38.9", NOW - timedelta(hours=25)),
        a_temperature("38.1", NOW - timedelta(hours=24)),
        a_temperature("37.2", NOW - timedelta(hours=1)),
    )
    known = answers_from(a_person(), a_log(*readings), content.drugs, NOW)
    assert known.given["temperature"] == "38_0_to_38_2"
    assert known.temperatures == ("38_0_to_38_2", "36_0_to_37_4")


def test_a_reading_says_hot_when_there_was_no_thermometer() -> None:
    assert bands_of(a_temperature("", feels_hot=True)) == ("not_measured_hot",)
    assert bands_of(a_temperature("37.0", feels_hot=True)) == ("36_0_to_37_4", "not_measured_hot")
    assert bands_of(a_temperature("100.4", unit="[degF]")) == ("38_0_to_38_2",)
    assert bands_of(a_temperature("warm")) == ()


@pytest.mark.parametrize(("hours", "suggested"), [(5, "yes"), (6, None), (20, None)])
def test_a_fever_medicine_hides_a_fever_for_six_hours(content: Content, hours: int, suggested: str | None) -> None:
    reading = a_temperature("37.0", NOW - timedelta(hours=hours), fever_medicine="yes")
    known = answers_from(a_person(), a_log(reading), content.drugs, NOW)
    assert known.given.get("fever_masked") == suggested


def test_a_plan_covers_a_very_low_count_only_once_confirmed_after_it(content: Content) -> None:
    low = anc(3, "0.4").model_copy(update=dict.fromkeys(("created", "changed"), NOW - timedelta(days=2)))

    def suggested(confirmed: date | None, *tests: BloodTest) -> Any:
        person = profile(team_plan=True, confirmed=confirmed)
        return answers_from(person, a_log(*tests), content.drugs, NOW).given.get("team_plan")

    assert suggested(ago(30), low) is None
    assert suggested(ago(2), low) is None
    assert suggested(ago(1), low) == "yes"
    assert suggested(None, low) is None
    assert suggested(ago(30), anc(3, "0.8")) == "yes"


def test_the_log_makes_answers_worse_and_never_better(content: Content) -> None:
    low = answers_from(a_person(), a_log(anc(100, "0.4")), content.drugs, NOW)
    assert with_log(Answers(neutrophils="unknown"), low).neutrophils == "below_0_5"
    assert with_log(Answers(neutrophils="1_5_or_more"), low).neutrophils == "below_0_5"
    assert with_log(Answers(), low).known_low
    normal = answers_from(a_person(), a_log(anc(1, "4.0")), content.drugs, NOW)
    assert with_log(Answers(neutrophils="below_0_5"), normal).neutrophils == "below_0_5"
    assert with_log(Answers(neutrophils="unknown"), normal).neutrophils == "unknown"


def test_the_age_of_a_reading_is_told_in_real_hours_across_time_zones(content: Content) -> None:
    there = datetime.fromisoformat("2026-11-22T07:00:00-06:00")
    known = answers_from(a_person(), a_log(a_temperature("38.5", there)), content.drugs, NOW)
    assert known.temperatures == ("38_3_or_more",)
