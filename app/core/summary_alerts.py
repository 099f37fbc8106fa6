"""The alert strip and the context line: what a clinician must not miss, and what the numbers stand in."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

from app.core.card import latest_anc
from app.core.content import Content
from app.core.labs import Anc, anc
from app.core.names import SEVERITY
from app.core.record import Event, Log, Person, QuizRun, Temperature, YesNo, local
from app.core.summary_choice import Choice
from app.core.summary_model import Alerts, Fever, LastQuiz, Line, Neutrophils
from app.core.summary_words import CANCER_TREATMENT, GROUPS, LEVELS
from app.core.units import celsius, show_value
from app.core.vaccines import newest_first
from app.core.words import N_, NN_

FEVER = Decimal("38.0")
"""°C; NICE counts ≥ 38 in a person at risk (facts.md §4.1, D)."""
WINDOW = timedelta(days=7)
DEGREES = {"Cel": "°C", "[degF]": "°F"}
NOT_LOW = N_("1.5 or more")


def alerts(log: Log, person: Person, content: Content, now: datetime, choice: Choice) -> Alerts:
    """The strip at *now*. What the person leaves out of the page is left out of the strip, and named at its foot."""
    recent = [one for one in log.temperatures if now - WINDOW <= one.at <= now + timedelta(days=1)]
    fever = highest_fever(recent)
    count = _neutrophils(log, person, now.date())
    quiz = log.quizzes[-1] if log.quizzes else None
    last = _last_quiz(quiz, content, now) if quiz else None
    return Alerts(
        fever=fever,
        temperatures=len(recent),
        neutrophils=count,
        quiz=last,
        central_line=_group("central_line", person) if "background" in choice.parts else "unknown",
        allergies=person.allergies,
        urgent=bool(fever)
        or bool(count and count.level >= 3)
        or bool(last and last.recent and last.level == "emergency"),
    )


def _last_quiz(run: QuizRun, content: Content, now: datetime) -> LastQuiz:
    rules = content.quiz.rules
    return LastQuiz(
        at=run.at,
        level=run.level,
        words=LEVELS.get(run.level, run.level),
        fired=run.fired,
        reasons=tuple(rules[one].why for one in run.fired if one in rules),
        recent=run.at >= now - WINDOW,
    )


def highest_fever(temperatures: Iterable[Temperature]) -> Fever | None:
    """The highest of 38.0 °C or more; else "hot or shivering", whatever was measured: a fever may be rising."""
    hot, best = None, None
    for one in temperatures:
        degrees = celsius(one.text, one.unit)
        if degrees is not None and degrees >= FEVER and (best is None or degrees >= best[0]):
            best = (degrees, one)
        elif one.feels_hot:
            hot = one
    if best:
        return _fever(best[1])
    return _fever(hot) if hot else None


def _fever(one: Temperature) -> Fever:
    degrees = celsius(one.text, one.unit)
    hot = one.feels_hot and (degrees is None or degrees < FEVER)
    return Fever(
        at=one.at, celsius=degrees, typed=typed(one), site=one.site, fever_medicine=one.fever_medicine, only_hot=hot
    )


def _hot(fever: Fever | None) -> Line | None:
    """Names what the strip counts as fever though less than 38.0 °C was measured."""
    if fever is None or not fever.only_hot or not fever.typed:
        return None
    values = {"typed": fever.typed, "date": local(fever.at).isoformat()}
    return Line(label=N_("Felt hot or shivering"), text=N_("{date}, though {typed} was measured"), values=values)


def typed(one: Temperature) -> str:
    """A temperature as typed, with its unit; empty when not measured."""
    return f"{one.text.strip()} {DEGREES[one.unit]}" if one.text.strip() else ""


def _neutrophils(log: Log, person: Person, today: date) -> Neutrophils | None:
    found = latest_anc(log, person)
    if found is None or found.anc.value is None:
        return None
    value = found.anc.value if found.anc.safest is None else found.anc.safest  # zero is a count
    sign = found.anc.safest_sign
    # of two counts that disagree both are said, the printed one first
    shown = (found.anc.value, found.anc.comparator) if found.anc.disagree else (value, sign)
    at_worst = Decimal(0) if sign[:1] == "<" else value
    level = sum(at_worst < limit for limit in (Decimal("1.5"), Decimal("1.0"), Decimal("0.5")))
    not_low = found.severity.word == "not_low"
    return Neutrophils(
        on=found.on,
        days_ago=(today - found.on).days,
        shown=show_value(shown[0], "neutrophils", shown[1]),
        band=NOT_LOW if not_low else SEVERITY.get(found.severity.word, N_("not rated")),
        level=level,
        calculated=found.anc.how in ("calculated", "automated_percent"),
        at_most=found.anc.how == "bound_from_wbc",
        other=_calculated(found.anc.other) if found.anc.disagree else "",
    )


def _calculated(other: Anc | None) -> str:
    return show_value(other.value, "neutrophils", other.comparator) if other and other.value is not None else "?"


def _group(group: str, person: Person) -> YesNo:
    if group in person.profile.special_groups:
        return "yes"
    return "no" if person.profile.groups_asked else "unknown"


def _disagree(log: Log) -> Line | None:
    """Names both counts of the newest test whose printed and calculated counts do not agree."""
    for test in reversed(log.tests):
        count = anc(test)
        if count.disagree and count.value is not None:
            values = {"date": test.taken.isoformat(), "printed": show_value(count.value, "neutrophils")}
            values["worked"] = _calculated(count.other)
            text = N_("{date}: printed {printed}, calculated {worked}. The lower one is rated.")
            return Line(label=N_("Two counts"), text=text, values=values)
    return None


def context(
    log: Log, person: Person, content: Content, today: date, baseline: Line | None, fever: Fever | None
) -> tuple[Line, ...]:
    """Known cause, baseline, groups at risk, medicines of the lists, and the last treatments with days since.

    *baseline* is that of `app.core.summary_baseline`; *fever* is the strip's.
    """
    lines = [
        _hot(fever),
        _disagree(log),
        _own(N_("Known cause"), person.cause),
        baseline,
        _duffy(person),
        *_groups(person),
        _own(N_("Regimen"), person.regimen),
        _last(N_("Last chemotherapy"), "chemotherapy", log.events, today),
        _last(N_("Last G-CSF"), "g_csf", log.events, today),
        _last(N_("Last transfusion"), "transfusion", log.events, today),
        *_medicines(person, content),
        *_vaccines(person),
        _next_test(log.events, today),
    ]
    return tuple(line for line in lines if line)


def _own(label: str, text: str) -> Line | None:
    return Line(label=label, text=N_("{text}"), values={"text": text}) if text.strip() else None


def _duffy(person: Person) -> Line | None:
    said = {"yes": N_("null, lab-confirmed"), "no": N_("not null")}.get(person.duffy_null)
    return Line(label=N_("Duffy status"), text=N_("{said}"), words={"said": said}) if said else None


def _groups(person: Person) -> list[Line]:
    """Groups at risk the person ticked, and the cancer treatment they named."""
    named = [GROUPS[one] for one in person.profile.special_groups if one in GROUPS]
    if person.profile.cancer_treatment in CANCER_TREATMENT:
        named.append(CANCER_TREATMENT[person.profile.cancer_treatment])
    return [Line(label=N_("At risk"), text=N_("{said}"), words={"said": one}) for one in named]


def _last(label: str, what: str, events: Iterable[Event], today: date) -> Line | None:
    past = [one for one in events if one.what == what and one.on <= today]
    if not past:
        return None
    last = max(past, key=lambda one: one.until if one.until and one.until <= today else one.on)
    end = last.until if last.until and last.until <= today else last.on
    values = {"name": last.name, "date": end.isoformat(), "days": str((today - end).days)}
    text, many = NN_("{date}, {days} day ago", "{date}, {days} days ago")
    if last.name:
        text, many = NN_("{date}, {days} day ago: {name}", "{date}, {days} days ago: {name}")
    return Line(label=label, text=text, many=many, values=values)


def _next_test(events: Iterable[Event], today: date) -> Line | None:
    coming = min(
        (one for one in events if one.what == "next_test" and one.on >= today), key=lambda e: e.on, default=None
    )
    if coming is None:
        return None
    text = N_("{date}, {name}") if coming.name else N_("{date}")
    return Line(label=N_("Next blood test"), text=text, values={"date": coming.on.isoformat(), "name": coming.name})


def _vaccines(person: Person) -> list[Line]:
    """Vaccines by date, newest first; those of which no date is known stand apart, so that none looks dated.

    Between them no comma: which one it is depends on the reader's language, which is not known here.
    """
    known = newest_first(person.vaccines)
    dated = " · ".join(f"{one.name} ({one.when})" for one in known if one.when)
    undated = " · ".join(one.name for one in known if not one.when)
    lines = [_own(N_("Vaccines"), dated), _own(N_("Vaccines, date not known"), undated)]
    return [line for line in lines if line]


def _medicines(person: Person, content: Content) -> list[Line]:
    """Medicines of the lists the person ticked, by list."""
    lines = []
    labels = {"a": N_("Can stop neutrophils quickly"), "b": N_("Can lower the count")}
    for letter, label in labels.items():
        drugs = [content.drugs.get(one) for one in person.profile.medicines]
        names = [drug.name for drug in drugs if drug and drug.list == letter]
        if names:
            lines.append(Line(label=label, text=N_("{text}"), values={"text": ", ".join(names)}))
    return lines
