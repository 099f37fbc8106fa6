"""What the log and the profile already answer, each with its date, for the person to confirm.

A fever of the last 24 hours is not cancelled by a later reading (D). Which count is current: `app.core.quiz_count`.
"""

from datetime import date, datetime, timedelta

from pydantic import BaseModel, ConfigDict

from app.core.drugs import Drugs
from app.core.quiz_answers import CHOICES, Answers, Given, TemperatureBand
from app.core.quiz_bands import age_band, band_temperature
from app.core.quiz_count import NORMAL_FOR_TREATED, RANK, Count, current_count, was_low
from app.core.quiz_flow import COUNT_SAYS_LOW, Sex
from app.core.quiz_noted import AHEAD, recent_symptoms, signs_of, suggested, with_signs
from app.core.record import BloodTest, Log, Person, Temperature, local
from app.core.units import celsius
from app.core.words import bare
from app.core.years import shifted

DAY = timedelta(hours=24)
MASKED_FOR = timedelta(hours=6)
TREATED_FOR = timedelta(weeks=6)
"""How long after chemotherapy or radiotherapy a fever is taken as one under treatment (S3, S8)."""
PROFILE_FOR = timedelta(days=90)
"""How long "none" of the profile calms the log; the check asks again each time (D)."""
TAKEN_FOR = timedelta(weeks=4)
"""How long after its last day a medicine still counts (D)."""
PROFILE = ("cancer_treatment", "medicines", "special_groups")
"""Answers that hold for weeks."""


class Known(BaseModel):
    """What is known before the first question."""

    model_config = ConfigDict(frozen=True)

    given: Given = {}
    """Suggested answers, by question id, in the form the flow takes; the person confirms or changes them."""
    on: dict[str, date] = {}
    """The date of each suggestion that has one."""
    sex: Sex = ""
    count: Count = Count()
    temperatures: tuple[TemperatureBand, ...] = ()
    """Every band logged in the last 24 hours."""
    treated: bool = False
    """The log holds a cancer treatment of the last six weeks."""
    known_low: bool = False
    tests: tuple[BloodTest, ...] = ()
    """The blood tests of the log, oldest first: their values raise their own alarm."""
    masked: bool = False
    """One of those was measured after a fever medicine."""
    signs: frozenset[str] = frozenset()
    """The symptoms logged today and yesterday: they stay, whatever the quiz is told."""


def answers_from(person: Person, log: Log, drugs: Drugs, now: datetime) -> Known:
    """What *person*'s profile and *log* answer at *now* (with its zone); what they do not say is left out."""
    today = local(now)
    treated = was_treated(log, today)
    treatment = "anticancer_6_weeks" if treated and _untreated(person) else person.profile.cancer_treatment
    count = current_count(log.tests, today, treatment != "none")
    recent = readings(log, now)
    bands = tuple(dict.fromkeys(band for one in recent for band in bands_of(one)))
    signs = signs_of(log, today)
    given = {**_profile(person, log, drugs, today), **_of_count(count, today), **_of_readings(recent, now)}
    given |= suggested(signs)
    if treated:
        given["cancer_treatment"] = treatment
    if person.profile.team_plan and plan_holds(person, count):
        given["team_plan"] = "yes"
    on = {one: person.profile.confirmed for one in (*PROFILE, "team_plan") if one in given and person.profile.confirmed}
    return Known(
        given=given,
        on=on | _days_of_log(log, count, recent, bands, today),
        sex=person.sex,
        count=count,
        temperatures=bands,
        treated=treated,
        known_low=was_low(log.tests),
        tests=log.tests,
        masked=any(one.fever_medicine == "yes" for one in recent),
        signs=signs,
    )


def _days_of_log(
    log: Log, count: Count, recent: tuple[Temperature, ...], bands: tuple[TemperatureBand, ...], today: date
) -> dict[str, date]:
    """The day of each suggestion that comes from the log."""
    noted = recent_symptoms(log, today)
    on = dict.fromkeys(suggested(signs_of(log, today)), max((one.on for one in noted), default=today))
    on |= {"neutrophils": count.test.taken} if count.test else {}
    return on | ({"temperature": max(local(one.at) for one in recent)} if bands else {})


def _of_count(count: Count, today: date) -> Given:
    if count.test is None:
        return {}
    if count.band != "1_5_or_more":
        return {"neutrophils": count.band}
    is_fresh = today - count.test.taken <= NORMAL_FOR_TREATED
    return {"neutrophils": count.band, "count_age": "within_7_days" if is_fresh else "within_14_days"}


def _of_readings(recent: tuple[Temperature, ...], now: datetime) -> Given:
    bands = [band for one in recent for band in bands_of(one)]
    given: Given = {"temperature": max(bands, key=_TEMPERATURE_ORDER.index)} if bands else {}
    if any(one.fever_medicine == "yes" and one.at > now - MASKED_FOR for one in recent):
        given["fever_masked"] = "yes"
    return given


def with_log(answers: Answers, known: Known) -> Answers:
    """*answers*, made no milder than the log: a low count, a treatment and a known low count of the log stay."""
    count = known.count.band if known.count.test else answers.neutrophils
    low = count in COUNT_SAYS_LOW and RANK[count] > RANK[answers.neutrophils]
    update = {
        "neutrophils": count if low else answers.neutrophils,
        "known_low": answers.known_low or known.known_low,
        "cancer_treatment": "anticancer_6_weeks"
        if known.treated and not answers.on_treatment
        else answers.cancer_treatment,
        # a plan for the count that was answered is none for the lower one of the log
        "team_plan": answers.team_plan and (not low or known.given.get("team_plan") == "yes"),
        **with_signs(answers, known.signs),
    }
    return answers.model_copy(update=update)


def plan_holds(person: Person, count: Count) -> bool:
    """Whether a plan covers the current count. A very low one is covered only by a plan confirmed after the day it was
    first logged: the team cannot have known it before (D)."""
    confirmed = person.profile.confirmed
    return count.since is None or (confirmed is not None and confirmed > count.since)


def is_out_of_date(person: Person, today: date) -> bool:
    """Whether the profile was last confirmed too long ago, or never, to be a comfort: "none" is then not sure."""
    confirmed = person.profile.confirmed
    return confirmed is None or today - confirmed > PROFILE_FOR


def was_treated(log: Log, today: date) -> bool:
    """Whether *log* holds chemotherapy or radiotherapy that was going on within the last six weeks."""
    return any(
        one.what in ("chemotherapy", "radiotherapy")
        and shifted(one.on, -AHEAD) <= today <= shifted(one.until or one.on, TREATED_FOR)
        for one in log.events
    )


def readings(log: Log, now: datetime) -> tuple[Temperature, ...]:
    """The temperatures of the last 24 hours; one entered a little ahead of *now* counts too."""
    return tuple(one for one in log.temperatures if one.at >= now - DAY)


def bands_of(one: Temperature) -> tuple[TemperatureBand, ...]:
    """What one entry says: its number, "hot or shivering", both, or nothing when the number cannot be read."""
    degrees = celsius(one.text, one.unit) if one.text else None
    hot: tuple[TemperatureBand, ...] = ("not_measured_hot",) if one.feels_hot else ()
    return hot if degrees is None else (band_temperature(degrees), *hot)


def medicines_known(person: Person, log: Log, drugs: Drugs, today: date) -> tuple[str, ...]:
    """The drug ids *person* ticked, and those the log says were started and not stopped over four weeks ago;
    ("none",) when they said so, () when they were not asked."""
    ticked = (*person.profile.medicines, *_started(log, drugs, today))
    unsure = ("not_sure",) if ticked and person.profile.medicines_asked == "not_sure" else ()
    found = tuple(dict.fromkeys((*ticked, *unsure)))
    return found or (("none",) if person.profile.medicines_asked == "none" else ())


def has_unlisted(log: Log, drugs: Drugs, today: date) -> bool:
    """Whether a medicine is taken, by *log*, whose name is on no list. A stop may name it shorter or longer."""
    taken: dict[str, date | None] = {}
    for event in (one for one in log.events if one.what in ("medicine_start", "medicine_stop")):
        name = " ".join(bare(event.name).split())
        if drugs.named(event.name):
            continue
        if event.what == "medicine_start":
            taken[name] = event.until
        else:
            taken |= dict.fromkeys((one for one in taken if one.startswith(name) or name.startswith(one)), event.on)
    return any(last is None or today - last <= TAKEN_FOR for last in taken.values())


def _started(log: Log, drugs: Drugs, today: date) -> list[str]:
    taken: dict[str, date | None] = {}
    for event in log.events:
        for drug in drugs.named(event.name) if event.what in ("medicine_start", "medicine_stop") else ():
            if event.what == "medicine_start":
                taken[drug.id] = event.until
            elif drug.id in taken:
                taken[drug.id] = event.on
    return [one for one, last in taken.items() if last is None or today - last <= TAKEN_FOR]


def _profile(person: Person, log: Log, drugs: Drugs, today: date) -> Given:
    profile, given = person.profile, Given()
    if age := age_band(person.birth_date, today) if person.birth_date else age_told(log):
        given["age"] = age
    if profile.cancer_treatment != "not_sure" and profile.cancer_treatment in CHOICES["cancer_treatment"]:
        given["cancer_treatment"] = profile.cancer_treatment
    medicines = medicines_known(person, log, drugs, today)
    if has_unlisted(log, drugs, today):  # asked about, not taken for none
        medicines = (*(one for one in medicines if one not in ("none", "not_sure")), "not_sure")
    if medicines:
        given["medicines"] = medicines
    if groups := groups_known(person):
        given["special_groups"] = groups if groups_answered(person) else (*groups, "not_sure")
    elif groups_answered(person):
        given["special_groups"] = ("none",)
    return given


def age_told(log: Log) -> str:
    """The age answered in the last check that was kept; "" when none says."""
    told = (one.answers.get("age") for one in reversed(log.quizzes))
    return next((one for one in told if isinstance(one, str) and one in CHOICES["age"]), "")


def groups_known(person: Person) -> tuple[str, ...]:
    """The special groups of *person*, pregnancy from the personal data included."""
    groups = [one for one in person.profile.special_groups if one in CHOICES["special_groups"]]
    return tuple(dict.fromkeys([*groups, *(["pregnant"] if person.pregnant == "yes" else [])]))


def groups_answered(person: Person) -> bool:
    """Whether the question about the groups was answered, in words this version knows."""
    return person.profile.groups_asked and set(person.profile.special_groups) <= set(CHOICES["special_groups"])


def _untreated(person: Person) -> bool:
    return person.profile.cancer_treatment not in CHOICES["cancer_treatment"][1:-1]


_TEMPERATURE_ORDER = (
    "not_measured_normal", "36_0_to_37_4", "37_5_to_37_9", "below_36", "not_measured_hot", "38_0_to_38_2",
    "38_3_or_more",
)  # fmt: skip
"""Which of several readings is suggested: fever first."""
