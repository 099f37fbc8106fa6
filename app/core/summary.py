"""One page for a clinician: `summarize` builds the frozen `Summary` that every format is made from."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TypeVar

from app.core.content import Content
from app.core.quiz_bands import completed_months
from app.core.record import Entry, Log, Person, Profile, QuizRun, Record, local
from app.core.summary_alerts import alerts, context
from app.core.summary_baseline import baseline
from app.core.summary_choice import FLAGS, PARTS, UNVERIFIED, Choice, Part
from app.core.summary_derived import derived
from app.core.summary_model import Footer, Header, Line, Summary
from app.core.summary_story import fever_days, infections, timeline, treatments
from app.core.summary_table import charts, marks, slip, table
from app.core.words import N_

__all__ = ["FLAGS", "PARTS", "UNVERIFIED", "Choice", "Part", "Summary", "summarize"]

FORMULA = N_(
    "ANC: as printed on the slip; else white cells × (segmented % + band %) / 100, or × the one neutrophils %, "
    "which already includes bands (marked c)."
)
LIMITS = N_(
    "ANC limits 1.5, 1.0 and 0.5 ×10⁹/L; fever 38.0 °C (100.4 °F). "
    "Values are cut for display, never rounded up; nothing is averaged or left out."
)
SOURCES = ("S2", "S13", "S16", "S21")
"""What the ANC limits and the formula rest on."""
AnEntry = TypeVar("AnEntry", bound=Entry)


def summarize(record: Record, person_id: str, content: Content, now: datetime, choice: Choice | None = None) -> Summary:
    """The page of *person_id* at *now* (with zone), as far as *choice* lets it out; KeyError for an unknown person."""
    choice = choice or Choice()
    person = record.person(person_id)
    if person is None:
        raise KeyError(person_id)
    today = local(now)
    first = today - timedelta(days=choice.days) if choice.days is not None else None
    whole = record.of(person_id)
    log = chosen(whole, choice, first)
    out = allowed(person, choice)
    slips = tuple(slip(test, person, content.ranges, choice, today) for test in log.tests)
    fevers = fever_days(log)
    treated = "treatments" in choice.parts
    of_age = out.model_copy(update={"birth_date": person.birth_date})  # a baby's words, also where the date stays home
    strip = alerts(log, of_age, content, now, choice)
    return Summary(
        made=now,
        first=first,
        choice=choice,
        header=_header(person, out, today),
        alerts=strip,
        context=context(log, out, content, today, baseline(log, whole, choice, first), strip.fever),
        slips=slips,
        table=table(slips, choice),
        derived=derived(log, today),
        charts=charts(slips, log.tests, choice),
        marks=marks(log, fevers),
        timeline=timeline(log),
        treatments=treatments(log) if treated else (),
        infections=infections(log),
        questions=out.questions,
        left_out=tuple(part for part in PARTS if part not in choice.parts),
        footer=Footer(
            formula=FORMULA,
            limits=LIMITS,
            sources=tuple(content.sources[one].title for one in SOURCES if one in content.sources),
            content_version=content.version,
        ),
        person=out,
        log=log,
    )


def chosen(log: Log, choice: Choice, first: date | None) -> Log:
    """What of *log* lies in the period and in the parts let out; private notes only when asked for."""
    parts = choice.parts
    care = {"infection", "hospital", "antibiotic", "other", "next_test"}

    def kept(entries: Iterable[AnEntry], part: Part, day: str) -> tuple[AnEntry, ...]:
        if part not in parts:
            return ()
        days = ((one, getattr(one, day)) for one in entries)
        inside = (one for one, at in days if first is None or (local(at) if day == "at" else at) >= first)
        return tuple(one if "notes" in parts else one.model_copy(update={"note": ""}) for one in inside)

    treatments_ = kept((one for one in log.events if one.what not in care), "treatments", "on")
    infections_ = kept((one for one in log.events if one.what in care), "infections", "on")
    return Log(
        tests=kept(log.tests, "tests", "taken"),
        temperatures=kept(log.temperatures, "temperatures", "at"),
        events=tuple(sorted((*treatments_, *infections_), key=lambda one: (one.on, one.created))),
        symptoms=kept(log.symptoms, "symptoms", "on"),
        quizzes=tuple(_let_out(one, choice) for one in kept(log.quizzes, "quiz", "at")),
    )


def _let_out(run: QuizRun, choice: Choice) -> QuizRun:
    """*run* without the answers that say what stays home, and then without the rules that would tell them."""
    answers = {question: answer for question, answer in run.answers.items() if choice.lets_out(question)}
    fired = run.fired if "background" in choice.parts else ()
    return run.model_copy(update={"answers": answers, "fired": fired})


def allowed(person: Person, choice: Choice) -> Person:
    """*person* without what stays home."""
    update: dict[str, object] = {}
    if not choice.show_name:
        update["name"] = ""
    if not choice.show_birth_date:
        update["birth_date"] = None
    if "background" not in choice.parts:
        update |= {"cause": "", "regimen": "", "allergies": "", "vaccines": (), "profile": Profile()}
        update |= {"duffy_null": "unknown", "pregnant": "unknown"}
    if "tests" not in choice.parts:
        update["ranges"] = {}
    if "contacts" not in choice.parts:
        update["contacts"] = ()
    asked = [one for one in person.questions if one.strip()]
    update["questions"] = tuple(asked[:3]) if "questions" in choice.parts else ()
    return person.model_copy(update=update)


def _header(person: Person, out: Person, today: date) -> Header:
    return Header(
        name=out.name,
        birth_date=out.birth_date,
        age=_age(person.birth_date, today) if person.birth_date else None,
        sex=out.sex,
        pregnant=out.pregnant,
        contacts=out.contacts,
    )


def _age(born: date, today: date) -> Line | None:
    """In years; in months under two years."""
    months = completed_months(born, today)
    if months < 0:
        return None
    if months < 24:
        return Line(label=N_("Age"), text=N_("{count} months"), values={"count": str(months)})
    return Line(label=N_("Age"), text=N_("{count} years"), values={"count": str(months // 12)})
