"""The log raises what the quiz would, and lab values raise their own alarm."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given as generated
from hypothesis import strategies as st

from app.core.alarm import LOG_RULES, alarms, concluded, is_concluded, measure_again, raised_by, reasons
from app.core.content import Content
from app.core.quiz import LEVELS, Answers, highest, outcome
from app.core.quiz_answers import CHOICES, Given
from app.core.quiz_known import answers_from, bands_of
from app.core.record import Log, Person, Profile, QuizRun, Symptoms
from tests.core.test_quiz_flow import CALM, some_answers
from tests.make import NOW, TODAY, a_log, a_person, a_reading, a_temperature, a_test, an_event
from tests.often import often


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def somebody(**more: Any) -> Person:
    """Somebody whose profile is answered, in the most reassuring way unless told otherwise."""
    fields = {"cancer_treatment": "none", "medicines_asked": "none", "groups_asked": True, "confirmed": ago(0)} | more
    return a_person(profile=Profile(**fields))


def symptoms(*signs: str, days: int = 0) -> Symptoms:
    return Symptoms(id="s", person="p", created=NOW, changed=NOW, on=ago(days), signs=signs)


def level(content: Content, *entries: Any, person: Person | None = None) -> tuple[str, tuple[str, ...]]:
    ticked = tuple(one for one in entries if isinstance(one, Symptoms))
    log = a_log(*entries).model_copy(update={"symptoms": ticked})
    found = alarms(person or somebody(), log, content.drugs, NOW)
    return found.level, found.fired


def test_an_empty_log_raises_nothing(content: Content) -> None:
    assert level(content) == ("self_care", ("R0",))


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("37.9", "Cel", "same_day"),
        ("38.0", "Cel", "emergency"),
        ("38,0", "Cel", "emergency"),
        ("100.3", "[degF]", "same_day"),
        ("100.4", "[degF]", "emergency"),
        ("35.9", "Cel", "emergency"),
    ],
)
def test_a_logged_temperature_raises_the_alarm_of_the_quiz(
    content: Content, text: str, unit: str, expected: str
) -> None:
    treated = somebody(cancer_treatment="anticancer_6_weeks")
    assert level(content, a_temperature(text, unit=unit), person=treated)[0] == expected


def test_900_cells_per_microlitre_and_38_degrees_are_an_emergency(content: Content) -> None:
    test = a_test(ago(30), neutrophils=("900", "/uL"))
    assert level(content, test, a_temperature("38.0")) == ("emergency", ("R3",))


def test_a_later_lower_reading_does_not_cancel_the_alarm_for_24_hours(content: Content) -> None:
    treated = somebody(cancer_treatment="anticancer_6_weeks")
    fever, later = a_temperature("38.0", NOW - timedelta(hours=24)), a_temperature("36.8")
    assert level(content, fever, later, person=treated)[0] == "emergency"
    long_ago = a_temperature("38.0", NOW - timedelta(hours=24, minutes=1))
    assert level(content, long_ago, later, person=treated)[0] == "self_care"


def test_a_fever_with_nothing_known_is_an_emergency(content: Content) -> None:
    assert level(content, a_temperature("38.0"), person=Person(id="p", name="P"))[0] == "emergency"


def test_groups_never_asked_do_not_calm_a_fever(content: Content) -> None:
    tests = a_test(ago(1), neutrophils="4.0")
    assert level(content, tests, a_temperature("38.5")) == ("self_care", ("R0",))
    assert level(content, tests, a_temperature("38.5"), person=somebody(groups_asked=False))[0] == "emergency"


def test_a_reason_names_the_entry_and_its_date(content: Content) -> None:
    log = a_log(a_temperature("38.5", id="hot"), a_test(ago(400), id="low", neutrophils="0.3"))
    found = alarms(somebody(), log, content.drugs, NOW)
    assert [(one.rule, one.entry, one.on) for one in found.reasons] == [("R3", "hot", TODAY)]
    calm = alarms(somebody(), log.model_copy(update={"temperatures": ()}), content.drugs, NOW)
    assert [(one.rule, one.entry, one.on) for one in calm.reasons] == [("R13a", "low", ago(400))]


def test_a_profile_this_version_does_not_know_is_not_sure(content: Content) -> None:
    person = somebody(cancer_treatment="a treatment of tomorrow")
    assert level(content, a_temperature("38.0"), person=person)[0] == "emergency"
    group = somebody(special_groups=("a group of tomorrow",))
    assert level(content, a_temperature("38.0"), person=group)[0] == "emergency"
    assert level(content, a_temperature("38.0"), an_event("chemotherapy"), person=person)[0] == "emergency"


def test_feeling_hot_without_thermometer_is_a_fever(content: Content) -> None:
    treated = somebody(cancer_treatment="not_sure")
    assert level(content, a_temperature("", feels_hot=True), person=treated)[0] == "emergency"


def test_a_hidden_fever_is_an_emergency_in_somebody_ill_and_a_word_of_care_otherwise(content: Content) -> None:
    person = somebody(special_groups=("no_spleen",))
    reading = a_temperature("37.0", fever_medicine="yes")
    assert level(content, reading, person=person) == ("routine", ("L-masked",))
    assert level(content, reading, symptoms("unwell"), person=person)[0] == "emergency"
    assert level(content, reading) == ("self_care", ("R0",))


def test_symptoms_of_today_and_yesterday_count(content: Content) -> None:
    person = somebody(medicines=("clozapine",), medicines_asked="listed")
    assert level(content, symptoms("mouth_or_throat", days=1), person=person) == ("same_day", ("R8",))
    assert level(content, symptoms("mouth_or_throat", days=2), person=person)[0] == "self_care"
    assert level(content, symptoms("fit")) == ("emergency", ("R1",))
    assert level(content, symptoms("bruises_or_spots")) == ("same_day", ("R15b",))
    assert level(content, symptoms("tired", "on_effort")) == ("days", ("R17a",))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"neutrophils": "0.49"}, ("same_day", ("R13a",))),
        ({"neutrophils": "0.50"}, ("same_day", ("R13a",))),
        ({"neutrophils": "0.51"}, ("days", ("R13b",))),
        ({"neutrophils": "0.99"}, ("days", ("R13b",))),
        ({"neutrophils": "1.00"}, ("routine", ("R13c", "R19"))),
        ({"neutrophils": "1.49"}, ("routine", ("R13c", "R19"))),
        ({"neutrophils": "1.50"}, ("self_care", ("R0",))),
        ({"wbc": "1.99"}, ("same_day", ("R13a", "L-WBC-low"))),
        ({"wbc": "2.00"}, ("routine", ("R13c", "R19"))),
        ({"wbc": "4.0"}, ("self_care", ("R0",))),
        ({"wbc": "30"}, ("self_care", ("R0",))),
        ({"wbc": "30.1"}, ("same_day", ("L-WBC-high",))),
        ({"haemoglobin": "69"}, ("same_day", ("L-Hb-70",))),
        ({"haemoglobin": "70"}, ("same_day", ("L-Hb-80",))),
        ({"haemoglobin": ("7.9", "g/dL")}, ("same_day", ("L-Hb-80",))),
        ({"haemoglobin": "80"}, ("days", ("L-Hb-100",))),
        ({"haemoglobin": "99"}, ("days", ("L-Hb-100",))),
        ({"haemoglobin": "100"}, ("self_care", ("R0",))),
        ({"platelets": "9"}, ("emergency", ("L-platelets-10",))),
        ({"platelets": "<10"}, ("emergency", ("L-platelets-10",))),
        ({"platelets": "10"}, ("same_day", ("L-platelets-20",))),
        ({"platelets": "19"}, ("same_day", ("L-platelets-20",))),
        ({"platelets": "20"}, ("same_day", ("L-platelets-50",))),
        ({"platelets": "49"}, ("same_day", ("L-platelets-50",))),
        ({"platelets": "50"}, ("self_care", ("R0",))),
        ({"blasts_percent": "0"}, ("self_care", ("R0",))),
        ({"blasts_percent": "<1"}, ("self_care", ("R0",))),
        ({"blasts_percent": "1"}, ("same_day", ("L-blasts",))),
        ({"platelets": "140", "haemoglobin": "128"}, ("days", ("L-lines",))),
        ({"platelets": "140", "haemoglobin": "131"}, ("self_care", ("R0",))),
    ],
)
def test_a_lab_value_alone_calls_for_its_level(content: Content, values: Any, expected: tuple[str, Any]) -> None:
    assert level(content, a_test(**values)) == expected


def test_platelets_known_to_be_below_50_without_bleeding_can_wait_a_day(content: Content) -> None:
    before, now = a_test(ago(7), platelets="45"), a_test(platelets="40")
    assert level(content, before, now) == ("days", ("L-platelets-50",))
    assert level(content, before, now, symptoms("bruises_or_spots"))[0] == "same_day"
    assert level(content, a_test(ago(7), platelets="80"), now)[0] == "same_day"


def test_very_few_platelets_with_bleeding_or_fever_are_an_emergency(content: Content) -> None:
    tests = (a_test(ago(1), platelets="15"), a_test(neutrophils="4.0"))
    assert level(content, *tests, symptoms("bruises_or_spots")) == ("emergency", ("L-platelets-20",))
    assert level(content, *tests, a_temperature("38.0")) == ("emergency", ("L-platelets-20",))
    assert level(content, *tests)[0] == "same_day"


def test_a_very_low_haemoglobin_with_short_breath_is_an_emergency(content: Content) -> None:
    assert level(content, a_test(haemoglobin="65"), symptoms("on_effort")) == ("emergency", ("L-Hb-70",))


def test_a_low_count_on_a_list_a_medicine_or_after_a_fall_by_half_is_a_same_day_call(content: Content) -> None:
    person = somebody(medicines=("carbimazole",), medicines_asked="listed")
    assert level(content, a_test(neutrophils="0.8"), person=person) == ("same_day", ("L-ANC-list-a",))
    fell = a_test(neutrophils="0.8")
    assert level(content, a_test(ago(14), neutrophils="1.7"), fell) == ("same_day", ("L-ANC-fall",))
    assert level(content, a_test(ago(15), neutrophils="1.7"), fell)[0] == "days"
    assert level(content, a_test(ago(14), neutrophils="1.6"), fell)[0] == "days"


def test_several_lines_low_together_are_news_only_once(content: Content) -> None:
    low = {"platelets": "140", "haemoglobin": "128"}
    assert level(content, a_test(ago(30), **low), a_test(**low)) == ("self_care", ("R0",))


def test_the_lab_s_own_limit_decides_what_is_low(content: Content) -> None:
    own = a_reading("140", low="130")
    assert level(content, a_test(platelets=own, haemoglobin="128"))[0] == "self_care"


def test_a_plan_calms_a_low_count_but_not_a_newly_very_low_one(content: Content) -> None:
    planned = somebody(team_plan=True, confirmed=ago(10))
    assert level(content, a_test(neutrophils="0.8"), person=planned)[0] == "routine"
    assert level(content, a_test(neutrophils="0.4"), person=planned) == ("same_day", ("R13a",))
    then = dict.fromkeys(("created", "changed"), NOW - timedelta(days=30))
    known = a_test(ago(30), neutrophils="0.4").model_copy(update=then)
    assert level(content, known, a_test(neutrophils="0.45"), person=planned)[0] == "routine"


def test_duffy_null_silences_nothing(content: Content) -> None:
    person = somebody().model_copy(update={"duffy_null": "yes"})
    entries = (a_test(neutrophils="0.9"), a_temperature("38.0"))
    assert level(content, *entries, person=person) == level(content, *entries)


def test_the_quiz_s_result_is_never_milder_than_the_log(content: Content) -> None:
    def concludes(*entries: Any, **more: Any) -> tuple[str, tuple[str, ...]]:
        known = answers_from(somebody(), a_log(*entries), content.drugs, NOW)
        found = concluded({**CALM, **more}, known, content.drugs)
        return found.level, found.fired

    assert concludes() == ("self_care", ("R0",))
    fever = a_temperature("38.0", NOW - timedelta(hours=20))
    assert concludes(fever, cancer_treatment="stem_cell_or_car_t") == ("emergency", ("R2",))
    assert concludes(a_test(haemoglobin="65")) == ("same_day", ("L-Hb-70",))
    assert concludes(a_test(ago(90), neutrophils="0.4"), temperature="38_0_to_38_2") == ("emergency", ("R3",))
    few = a_test(ago(1), platelets="15")
    assert concludes(few)[0] == "same_day"
    assert concludes(few, temperature="38_0_to_38_2")[0] == "emergency"
    assert concludes(few, fever)[0] == "emergency"


def test_the_quiz_is_over_as_soon_as_the_log_makes_an_answer_an_emergency(content: Content) -> None:
    def is_over(given: Given, *entries: Any) -> bool:
        known = answers_from(somebody(), a_log(*entries), content.drugs, NOW)
        return is_concluded(given, known, content.drugs)

    hot: Given = {"age": "16_to_64_years", "temperature": "38_0_to_38_2"}
    low = a_test(ago(60), neutrophils="0.4")
    assert not is_over(hot)
    assert is_over(hot, low)
    assert is_over({"age": "16_to_64_years"}, low, a_temperature("38.0", NOW - timedelta(hours=9)))
    assert not is_over({}, low, a_temperature("38.0"))
    assert not is_over({"age": "16_to_64_years"}, a_test(platelets="8"))


def a_life(random: Random) -> tuple[Person, Log]:
    """A person and a log, made up."""
    texts = ("0", "<0.1", "0.3", "0,5", "0.7", "1.2", "1.6", "4", "9.5")
    entries: list[Any] = []
    for at in range(random.randint(0, 4)):
        names = random.sample(("wbc", "neutrophils", "neutrophils_percent"), random.randint(1, 3))
        values = {one: random.choice(texts) for one in names}
        values |= {"platelets": random.choice(("8", "15", "45", "200"))} if random.random() < 0.3 else {}
        values |= {"haemoglobin": random.choice(("65", "75", "95", "140"))} if random.random() < 0.3 else {}
        entries.append(a_test(ago(random.choice((0, 1, 7, 8, 14, 15, 90))), id=f"t{at}", **values))
    for at in range(random.randint(0, 3)):
        when = NOW - timedelta(hours=random.choice((0, 3, 23, 25)))
        text = random.choice(("35.5", "36.6", "37.7", "38.0", "39.1", ""))
        medicine = random.choice(("yes", "no", "unknown"))
        entries.append(a_temperature(text, when, id=f"c{at}", feels_hot=not text, fever_medicine=medicine))
    if random.random() < 0.3:
        entries.append(an_event("chemotherapy", ago(random.choice((3, 40, 60)))))
    profile = Profile(
        cancer_treatment=random.choice(CHOICES["cancer_treatment"]),
        medicines=random.choice(((), ("clozapine",), ("methotrexate",))),
        medicines_asked=random.choice(("listed", "none", "not_sure")),
        special_groups=random.choice(((), ("no_spleen",), ("pregnant",))),
        groups_asked=random.random() < 0.5,
        team_plan=random.random() < 0.5,
        confirmed=random.choice((None, ago(0), ago(30))),
    )
    return a_person(profile=profile), a_log(*entries)


LIVES = st.integers(0, 10**9).map(Random).map(a_life)


@often(1000)
@generated(LIVES)
def test_every_reading_in_the_log_raises_at_least_what_the_quiz_would(
    content: Content, life: tuple[Person, Log]
) -> None:
    person, log = life
    known = answers_from(person, log, content.drugs, NOW)
    found = alarms(person, log, content.drugs, NOW)
    for one in log.temperatures:
        for band in bands_of(one) if one.at >= NOW - timedelta(hours=24) else ():
            treatment = known.given.get("cancer_treatment")
            quiz = outcome(Answers(temperature=band, neutrophils=known.count.band, cancer_treatment=treatment, known_low=known.known_low, team_plan=person.profile.team_plan, special_groups=person.profile.special_groups, medicines="none"))  # fmt: skip
            assert found.rank >= quiz.rank


@often(800)
@generated(LIVES)
def test_a_logged_low_count_never_falls_below_routine(content: Content, life: tuple[Person, Log]) -> None:
    person, log = life
    if answers_from(person, log, content.drugs, NOW).known_low:
        assert alarms(person, log, content.drugs, NOW).rank >= LEVELS.index("routine")


@often(800)
@generated(LIVES)
def test_fever_with_a_low_count_or_treatment_in_the_log_is_an_emergency(
    content: Content, life: tuple[Person, Log]
) -> None:
    person, log = life
    fever = a_temperature("38.0", NOW - timedelta(hours=5), id="fever")
    hot = log.model_copy(update={"temperatures": (*log.temperatures, fever)})
    known = answers_from(person, log, content.drugs, NOW)
    at_risk = known.count.band in ("below_0_5", "0_5_to_0_99", "only_wbc_below_2") or known.treated
    if at_risk or person.profile.cancer_treatment != "none":
        assert alarms(person, hot, content.drugs, NOW).level == "emergency"
    else:
        assert alarms(person, hot, content.drugs, NOW).rank >= outcome(Answers(temperature="38_0_to_38_2", cancer_treatment="none", neutrophils=known.count.band, medicines="none", known_low=known.known_low)).rank  # fmt: skip


@often(800)
@generated(LIVES, st.sampled_from([1, 7, 13]))
def test_a_fever_now_is_no_milder_when_the_counts_are_older(
    content: Content, life: tuple[Person, Log], days: int
) -> None:
    person, log = life
    fever = (a_temperature("38.4", NOW, id="fever"),)
    events, tests = (), tuple(one.model_copy(update={"taken": one.taken - timedelta(days=days)}) for one in log.tests)
    fresh = log.model_copy(update={"temperatures": fever, "events": events})
    older = fresh.model_copy(update={"tests": tests})
    assert alarms(person, older, content.drugs, NOW).rank >= alarms(person, fresh, content.drugs, NOW).rank


@often(800)
@generated(LIVES, st.integers(0, 10**9))
def test_whatever_is_answered_the_log_can_only_raise_the_result(
    content: Content, life: tuple[Person, Log], seed: int
) -> None:
    person, log = life
    given: Given = some_answers(Random(seed))
    empty = answers_from(person, Log(), content.drugs, NOW)
    known = answers_from(person, log, content.drugs, NOW)
    assert concluded(given, known, content.drugs).rank >= concluded(given, empty, content.drugs).rank


@often(400)
@generated(LIVES, st.integers(0, 10**9), st.integers(1, 17))
def test_a_quiz_that_is_over_early_ends_as_the_whole_would(
    content: Content, life: tuple[Person, Log], seed: int, cut: int
) -> None:
    whole = some_answers(Random(seed))
    known = answers_from(*life, content.drugs, NOW)
    if is_concluded(dict(list(whole.items())[:cut]), known, content.drugs):
        assert concluded(whole, known, content.drugs).level == "emergency"


@often(500)
@generated(LIVES)
def test_celsius_and_fahrenheit_raise_the_same(content: Content, life: tuple[Person, Log]) -> None:
    person, log = life
    same = {"35.5": "95.9", "36.6": "97.88", "37.7": "99.86", "38.0": "100.4", "39.1": "102.38"}
    other = tuple(
        one.model_copy(update={"text": same[one.text], "unit": "[degF]"}) if one.text else one
        for one in log.temperatures
    )
    there = alarms(person, log.model_copy(update={"temperatures": other}), content.drugs, NOW)
    assert there == alarms(person, log, content.drugs, NOW)


def test_every_rule_of_the_log_has_sources_that_exist(content: Content) -> None:
    assert [one for one, sources in LOG_RULES.items() if not sources or not set(sources) <= set(content.sources)] == []


def test_there_cannot_be_more_neutrophils_than_white_cells(content: Content) -> None:
    slip = a_test(wbc="0.97", neutrophils="1.01")
    assert level(content, slip, a_temperature("38.6")) == ("emergency", ("R3",))


def test_a_count_corrected_today_is_not_covered_by_an_older_plan(content: Content) -> None:
    planned = somebody(team_plan=True, confirmed=ago(10))
    long_ago = NOW - timedelta(days=30)
    slip = a_test(ago(30), neutrophils="0.2").model_copy(update={"created": long_ago, "changed": NOW})
    assert level(content, slip, person=planned) == ("same_day", ("R13a",))
    untouched = slip.model_copy(update={"changed": long_ago})
    assert level(content, untouched, person=planned)[0] == "routine"


def test_groups_half_answered_do_not_calm_a_fever(content: Content) -> None:
    tests = a_test(ago(1), neutrophils="4.0")
    half = somebody(special_groups=("hiv_low_cd4",), groups_asked=False)
    assert level(content, tests, a_temperature("38.5"), person=half)[0] == "emergency"
    known = answers_from(half, a_log(), content.drugs, NOW).given
    assert known["special_groups"] == ("hiv_low_cd4", "not_sure")


def test_a_medicine_that_was_taken_hides_a_fever_in_the_check_as_in_the_log(content: Content) -> None:
    person = somebody(special_groups=("no_spleen",))
    log = a_log(a_temperature("37.0", NOW - timedelta(hours=20), fever_medicine="yes"))
    known = answers_from(person, log, content.drugs, NOW)
    assert (
        concluded({**CALM, "special_groups": ("no_spleen",), "unwell": "yes"}, known, content.drugs).level
        == "emergency"
    )
    for medicine, expected in (("no", "self_care"), ("unknown", "self_care"), ("yes", "emergency")):
        reading = a_temperature("37.0", fever_medicine=medicine)
        assert level(content, reading, symptoms("unwell"), person=person)[0] == expected, medicine


def test_what_is_dated_tomorrow_counts_today(content: Content) -> None:
    assert level(content, symptoms("fit", days=-1)) == ("emergency", ("R1",))
    chemo = an_event("chemotherapy", ago(-1))
    assert level(content, a_test(neutrophils="4"), a_temperature("38.0"), chemo) == ("emergency", ("R2",))


def test_a_medicine_that_no_list_knows_is_not_sure(content: Content) -> None:
    tests = a_test(neutrophils="4")
    start = an_event("medicine_start", ago(3), name="Brandnamin 5 mg")
    assert level(content, tests, a_temperature("38.0"), start) == ("same_day", ("R9b",))
    stop = an_event("medicine_stop", ago(40), name="brandnamin  5 MG")
    old = an_event("medicine_start", ago(90), name="Brandnamin 5 mg")
    assert level(content, tests, a_temperature("38.0"), old, stop)[0] == "self_care"
    shorter = an_event("medicine_stop", ago(40), name="Brandnamin")
    assert level(content, tests, a_temperature("38.0"), old, shorter)[0] == "self_care"
    assert level(content, tests, start, symptoms("cough_or_breathless")) == ("self_care", ("R0",))
    accents = an_event("medicine_start", ago(3), name="DÉFÉRIPRONE 500")
    assert level(content, tests, a_temperature("38.0"), accents) == ("emergency", ("R7",))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"platelets": "≤10"}, ("emergency", ("L-platelets-10",))),
        ({"platelets": "<20"}, ("same_day", ("L-platelets-20",))),
        ({"platelets": "<150"}, ("self_care", ("R0",))),
        ({"haemoglobin": "≤70"}, ("same_day", ("L-Hb-70",))),
        ({"wbc": ">30"}, ("same_day", ("L-WBC-high",))),
        ({"wbc": ">4"}, ("self_care", ("R0",))),
        ({"blasts_percent": ">0"}, ("same_day", ("L-blasts",))),
        ({"blasts_percent": "<1"}, ("self_care", ("R0",))),
    ],
)
def test_a_bound_counts_for_what_it_may_hide(content: Content, values: Any, expected: Any) -> None:
    assert level(content, a_test(**values)) == expected


def test_an_unrelated_later_test_silences_nothing(content: Content) -> None:
    fall = (a_test(ago(12), id="a", neutrophils="2.4"), a_test(ago(2), id="b", neutrophils="0.9"))
    later = a_test(ago(0), id="c", crp="12")
    assert "L-ANC-fall" in level(content, *fall, later)[1]
    lines = a_test(ago(2), id="d", platelets="140", neutrophils="1.4")
    assert level(content, lines, later) == ("days", ("L-lines",))


def test_the_quiz_keeps_the_signs_of_the_log(content: Content) -> None:
    log = a_log().model_copy(update={"symptoms": (symptoms("fit", "bruises_or_spots", "cough_or_breathless"),)})
    known = answers_from(somebody(), log, content.drugs, NOW)
    assert known.given["danger_signs"] == ("fit",)
    assert (known.given["bleeding"], known.given["unwell"]) == ("bruises_or_spots", "yes")
    assert known.on["danger_signs"] == ago(0)
    assert concluded(CALM, known, content.drugs).level == "emergency"


def test_a_plan_for_the_answered_count_is_none_for_the_lower_one_of_the_log(content: Content) -> None:
    low = a_test(ago(1), neutrophils="0.3")
    known = answers_from(somebody(), a_log(low), content.drugs, NOW)
    told: Given = {**CALM, "neutrophils": "0_5_to_0_99", "team_plan": "yes"}
    assert concluded(told, known, content.drugs).level == "same_day"


def test_an_entry_raises_what_it_calls_for_by_itself(content: Content) -> None:
    treated = somebody(cancer_treatment="anticancer_6_weeks")
    first, second = a_temperature("38.5", NOW - timedelta(hours=2)), a_temperature("38.7")
    cool = a_temperature("36.8", NOW - timedelta(hours=1))
    log = a_log(first, second, cool).model_copy(update={"symptoms": (symptoms("fit"), symptoms("tired"))})

    def raises(entry: Any) -> bool:
        return raised_by(entry, reasons(treated, log, content.drugs, NOW), treated, log, content.drugs, NOW)

    assert [raises(one) for one in (first, second, cool)] == [True, True, False]
    assert [raises(one) for one in log.symptoms] == [True, False]


def test_without_a_birth_date_the_age_of_the_last_kept_check_holds(content: Content) -> None:
    run = QuizRun(
        id="q",
        person="p",
        created=NOW,
        changed=NOW,
        at=NOW,
        answers={"age": "under_3_months"},
        level="routine",
        fired=(),
    )
    log = a_log(a_test(neutrophils="4"), a_temperature("38.0")).model_copy(update={"quizzes": (run,)})
    unborn = somebody().model_copy(update={"birth_date": None})
    assert alarms(unborn, log, content.drugs, NOW).fired == ("R5a",)
    assert alarms(somebody(), log, content.drugs, NOW).level == "self_care"


@pytest.mark.parametrize(("days", "expected"), [(90, "self_care"), (91, "emergency"), (None, "emergency")])
def test_what_the_profile_said_long_ago_calms_nothing(content: Content, days: int | None, expected: str) -> None:
    person = somebody(confirmed=None if days is None else ago(days))
    assert level(content, a_test(neutrophils="4"), a_temperature("38.0"), person=person)[0] == expected
    assert level(content, a_test(neutrophils="4"), person=person)[0] == "self_care"
    old = somebody(confirmed=ago(400))
    assert level(content, a_test(neutrophils="4"), symptoms("belly_or_diarrhoea"), person=old)[0] == "self_care"
    assert level(content, a_test(neutrophils="4"), a_temperature("35.9"), person=old) == ("routine", ("R4c",))
    risk = somebody(confirmed=ago(400), special_groups=("no_spleen",))
    assert level(content, a_test(neutrophils="4"), a_temperature("38.0"), person=risk)[0] == "emergency"


@pytest.mark.parametrize(
    ("slip", "sign", "reading"),
    [
        ({"platelets": "15"}, "", "38.1"),
        ({"platelets": "15"}, "bruises_or_spots", ""),
        ({"haemoglobin": "65"}, "on_effort", ""),
    ],
)
def test_what_makes_a_value_of_the_log_urgent_opens_the_alarm(
    content: Content, slip: Any, sign: str, reading: str
) -> None:
    entry: Any = symptoms(sign) if sign else a_temperature(reading)
    log = a_log(a_test(ago(1), **slip), *([] if sign else [entry]))
    log = log.model_copy(update={"symptoms": (entry,)}) if sign else log
    found = reasons(somebody(), log, content.drugs, NOW)
    assert highest(found).level == "emergency"
    assert raised_by(entry, found, somebody(), log, content.drugs, NOW)


def test_another_reading_is_asked_for_whatever_else_the_log_calls_for(content: Content) -> None:
    person = somebody(special_groups=("central_line",))
    hidden = a_temperature("37.0", fever_medicine="yes")
    log = a_log(a_test(ago(5), haemoglobin="95"), hidden)
    found = reasons(person, log, content.drugs, NOW)
    assert highest(found).fired == ("L-Hb-100",)
    assert measure_again(hidden, found)
    assert not measure_again(log.tests[0], found)


def test_so_few_white_cells_that_they_prove_it_stay_until_neutrophils_are_counted(content: Content) -> None:
    few, later = a_test(ago(9), wbc="0.3"), a_test(ago(2), wbc="4.5")
    assert level(content, few, later, a_temperature("38.1")) == ("emergency", ("R3",))
    assert level(content, few, later, a_test(ago(1), neutrophils="2.0"), a_temperature("38.1"))[0] != "emergency"
    doubted = (a_test(ago(6), neutrophils="2.5"), a_test(ago(4), wbc="1.2"), a_test(ago(1), wbc="6.0"))
    assert level(content, *doubted, a_temperature("38.1")) == ("same_day", ("R14a",))
