"""Says the parts of a summary in the reader's language; what several formats say alike is said here once."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date, datetime
from decimal import ROUND_FLOOR, Decimal
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from app.core.names import SHORT
from app.core.record import Contact
from app.core.summary_choice import FLAGS, PARTS, UNVERIFIED, Part
from app.core.summary_model import Cell, Fever, Line, Slip, Summary
from app.core.summary_words import SITES, word
from app.words import _, listed, ltr, ngettext, ordered, speaking, typed

More = ParamSpec("More")
Written = TypeVar("Written")


def in_the_pages_language(
    write: Callable[Concatenate[Summary, More], Written],
) -> Callable[Concatenate[Summary, More], Written]:
    """Makes a format speak the language the page was chosen in, whatever the screen speaks."""

    @wraps(write)
    def written(summary: Summary, /, *more: More.args, **named: More.kwargs) -> Written:
        chosen = summary.choice.language
        with speaking(chosen) if chosen else nullcontext():
            return write(summary, *more, **named)

    return written


def say(line: Line) -> str:
    """The text of *line*, its places filled."""
    sentence = ngettext(line.text, line.many, int(line.values["days"])) if line.many else _(line.text)
    values = {name: typed(one) for name, one in line.values.items()}
    return sentence.format(**values, **{name: _(one) for name, one in line.words.items()})


def words(id_: str) -> str:
    """The short words for an id: a sign, a level, a kind of event."""
    return _(word(id_))


def unverified() -> str:
    """The sentence that stands in every format."""
    return _(UNVERIFIED)


def moment(at: datetime) -> str:
    """A time as ISO date and hour: "2026-11-22 18:40"."""
    return ltr(f"{at:%Y-%m-%d %H:%M}")


def on(day: date) -> str:
    """A day as ISO date: "2026-11-22"."""
    return ltr(day.isoformat())


def flag(cell: Cell) -> str:
    """The letters of the flag, or "not rated"."""
    return cell.flag or _(FLAGS[""])


def who(summary: Summary) -> str:
    """Name, birth date, age, sex, pregnancy, as far as let out; empty when nothing is."""
    head = summary.header
    born = _("born {date}").format(date=head.birth_date.isoformat()) if head.birth_date else ""
    sex = {"female": _("female"), "male": _("male"), "": ""}[head.sex]
    pregnant = _("pregnant") if head.pregnant == "yes" else ""
    age = say(head.age) if head.age else ""
    return listed(part for part in (typed(head.name), born, age, sex, pregnant) if part)


def fever(summary: Summary) -> str:
    """The fever of the last seven days in one line, or that none was entered, or that nothing was entered."""
    alerts, found = summary.alerts, summary.alerts.fever
    if found is None:
        if not alerts.temperatures:
            return nothing(summary, "temperatures", _("no temperature entered in the last 7 days"))
        return ngettext(
            "none of {count} temperature of the last 7 days was 38.0 °C or more",
            "none of {count} temperatures of the last 7 days was 38.0 °C or more",
            alerts.temperatures,
        ).format(count=alerts.temperatures)
    if not found.typed:
        return _("hot or shivering, not measured, {when}").format(when=moment(found.at))
    medicine = {
        "yes": _("fever medicine or steroid before"),
        "no": _("no fever medicine before"),
        "unknown": _("fever medicine not known"),
    }[found.fever_medicine]
    if found.only_hot:
        return listed([heat(found), moment(found.at), medicine])
    return _("highest {typed}, {site}, {when}, {medicine}").format(
        typed=degrees(found.typed, found.celsius), site=_(SITES[found.site]), when=moment(found.at), medicine=medicine
    )


def heat(found: Fever) -> str:
    """What was hot: the number, or that somebody felt so whatever was measured."""
    number = degrees(found.typed, found.celsius)
    if found.only_hot and number:
        return _("hot or shivering, {typed} measured").format(typed=number)
    return number or _("not measured")


def degrees(text: str, celsius: Decimal | None) -> str:
    """A temperature as typed, with °C beside °F, cut to a tenth."""
    if celsius is None or not text.endswith("F"):
        return ltr(text)
    other = ltr(f"{celsius.quantize(Decimal('0.1'), rounding=ROUND_FLOOR)} °C")
    return ordered("{typed} ({other})").format(typed=ltr(text), other=other)


def neutrophils(summary: Summary) -> str:
    """The newest ANC with its date and band."""
    anc = summary.alerts.neutrophils
    if anc is None:
        return nothing(summary, "tests", _("no neutrophil count entered"))
    said = _("{value} ×10⁹/L on {date} ({days}), {band}").format(
        value=anc.shown, date=anc.on.isoformat(), days=days_ago(anc.days_ago), band=_(anc.band)
    )
    extra = [
        _("calculated") if anc.calculated else "",
        _("at most: only the white cells are known") if anc.at_most else "",
        _("but {value} when calculated: please check the slip").format(value=anc.other) if anc.other else "",
    ]
    return listed([said, *filter(None, extra)], ";")


def days_ago(days: int) -> str:
    """ "today", "1 day ago", "5 days ago"."""
    return _("today") if not days else ngettext("{count} day ago", "{count} days ago", days).format(count=days)


def quiz(summary: Summary) -> str:
    """The last symptom check: level, rules, when."""
    last = summary.alerts.quiz
    if last is None:
        return nothing(summary, "quiz", _("none kept"))
    return _("{level} (rules {rules}), {when}").format(
        level=_(last.words), rules=listed(last.fired), when=moment(last.at)
    )


def heavy_quiz(summary: Summary) -> bool:
    """Whether the last symptom check is drawn heavy: an emergency of the last seven days."""
    last = summary.alerts.quiz
    return bool(last and last.recent and last.level == "emergency")


def central_line(summary: Summary) -> str:
    """Whether there is a central line, as far as was said."""
    known = {"yes": _("yes"), "no": _("no"), "unknown": ""}[summary.alerts.central_line]
    return known or nothing(summary, "background", _("not known"))


def allergies(summary: Summary) -> str:
    """Allergies in the person's words, or that none were entered."""
    return typed(summary.alerts.allergies) or nothing(summary, "background", _("none entered (not the same as none)"))


def nothing(summary: Summary, part: Part, otherwise: str) -> str:
    """Why nothing is said: it was left out by choice, or *otherwise*. The two must never look alike."""
    return _("left out by choice") if part in summary.left_out else otherwise


def left_out(summary: Summary) -> str:
    """What the person chose to leave out; empty when nothing."""
    names = listed(_(PARTS[part]) for part in PARTS if part in summary.left_out)
    return _("Left out by choice: {parts}").format(parts=names) if names else ""


def analyte(id_: str) -> str:
    """The value's name as a slip prints it."""
    return _(SHORT.get(id_, id_))


def both_units(cell: Cell) -> str:
    """A value in both unit systems: "98 g/L = 9.8 g/dL"; a count names both units of its one number."""
    if cell.value is None:
        return typed(f"{cell.typed} {cell.typed_unit}")
    first = f"{cell.shown} {cell.unit}"
    return ltr(f"{first} = {cell.other} {cell.other_unit}" if cell.other else first)


def rated(cell: Cell) -> str:
    """The flag in letters and words, and whose range it is."""
    whose = {
        "lab": _("the lab’s own range {limits}"),
        "clinician": _("the clinician’s range {limits}"),
        "default": _("a default range {limits}"),
        "none": "",
    }[cell.whose].format(limits=cell.limits)
    said = f"{cell.flag} ({_(FLAGS[cell.flag])})" if cell.flag else _(FLAGS[""])
    return f"{said}, {whose}" if whose else said


def period(summary: Summary) -> str:
    """What span of time the page covers."""
    if summary.first is None:
        return _("Covers everything entered.")
    return _("Covers {first} to {last}.").format(first=summary.first.isoformat(), last=summary.today.isoformat())


def contact(one: Contact) -> str:
    """A person to call: "Clinic: +49 30 123456"."""
    return f"{typed(one.name)}: {ltr(one.number)}"


def about(summary: Summary) -> str:
    """`who` without the name."""
    return who(summary.model_copy(update={"header": summary.header.model_copy(update={"name": ""})}))


def noted(summary: Summary) -> list[Slip]:
    """The blood tests with a note, newest first; none unless the person lets notes out."""
    return [one for one in reversed(summary.slips) if one.note.strip()]


def test_note(one: Slip) -> str:
    """A blood test's note with its date."""
    return f"{on(one.on)} {typed(' '.join(one.note.split()))}"


NEWEST = ("wbc", "lymphocytes", "haemoglobin", "platelets", "crp")
"""Of the newest slip; the ANC always has a line of its own."""


def newest(summary: Summary) -> str:
    """The newest slip in one short line: "2026-11-21 WBC 1.7 LL, Hb 97 g/L L, PLT 71 L"; counts are in ×10⁹/L."""
    slip = summary.slips[-1]
    shown = [f"{analyte(name)} {short(cell)}" for name, cell in slip.cells.items() if name in NEWEST]
    return f"{on(slip.on)} {listed(shown)}".strip()


def short(cell: Cell) -> str:
    """A value with its flag, and its unit where it could be mistaken: everything but counts."""
    unit = "" if cell.unit.startswith("×") else cell.unit
    return ltr(" ".join(part for part in (cell.shown, unit, cell.flag if cell.flag != "N" else "") if part))
