"""Entries, values and problems in words. Numbers with their units are kept from left to right in any language."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import flet as ft

from app.core import labs
from app.core.analytes import ANALYTES
from app.core.names import ANALYTES as NAMES
from app.core.names import FEVER_MEDICINE, KINDS, SEVERITY, SHORT, SITES
from app.core.numbers import Comparator
from app.core.problem import Problem
from app.core.record import AnyEntry, BloodTest, Event, QuizRun, Symptoms, Temperature
from app.core.summary_words import EVENTS, word
from app.core.units import UNITS, Amount, amount, show, units_for
from app.core.words import N_, Sentence
from app.ui.parts.tiles import Tone
from app.words import _, listed, ltr, say_date

ICONS: dict[str, ft.IconData] = {
    "test": ft.Icons.BLOODTYPE_OUTLINED,
    "temperature": ft.Icons.THERMOSTAT,
    "event": ft.Icons.MEDICATION_OUTLINED,
    "symptoms": ft.Icons.SICK_OUTLINED,
    "quiz": ft.Icons.HEALTH_AND_SAFETY_OUTLINED,
}
TONES: dict[str, Tone] = {"mild": "low", "moderate": "low", "severe": "very_low", "profound": "very_low"}
MAIN = ("wbc", "haemoglobin", "platelets")
LEVELS: dict[str, tuple[str, Tone]] = {
    "LL": (N_("very low"), "very_low"),
    "L": (N_("low"), "low"),
    "N": (N_("in range"), "in_range"),
    "H": (N_("high"), "high"),
    "HH": (N_("very high"), "high"),
    "not_rated": (N_("not rated"), "unrated"),
}
"""A rating in a word, with its tone."""
WHOSE = {
    "lab": N_("by your lab’s range"),
    "clinician": N_("by the range your clinician set"),
    "default": N_("by a usual range"),
    "none": "",
}
"""Whose range a rating stands on."""
SPREAD = {"": N_("{word}"), "or_lower": N_("{word} or lower"), "or_higher": N_("{word} or higher")}


def say(sentence: Sentence) -> str:
    """A sentence of the core, in the person's language; dates in words."""
    values = {k: say_date(v) if isinstance(v, date) else ltr(str(v)) for k, v in sentence.values.items()}
    return _(sentence.text).format(**values)


def say_problem(problem: Problem) -> str:
    """What is wrong, or asked, at a field."""
    return _(problem.text).format(**{key: ltr(value) for key, value in problem.values.items()})


def name(analyte: str) -> str:
    """What a value is called: "White blood cells"."""
    return _(NAMES.get(analyte, analyte))


def short(analyte: str) -> str:
    """What a slip calls it: "WBC"."""
    return _(SHORT.get(analyte, analyte))


def with_unit(one: Amount, unit: str | None = None) -> str:
    """An amount with its unit: "0.4 ×10⁹/L"."""
    return ltr(f"{show(one, unit)}\u00a0{UNITS[unit or ANALYTES[one.analyte].unit].label}")


def severity_words(count: labs.Anc, infant: bool = False) -> tuple[str, Tone]:
    """How low the neutrophils are, in a word, with its tone; empty when there is no word for it."""
    rated = labs.severity(count, infant)
    if rated.word not in SEVERITY:
        return "", "unrated"
    return _(SPREAD[rated.spread]).format(word=_(SEVERITY[rated.word])), TONES[rated.word]


def level_words(
    analyte: str, level: str, value: Decimal | None, comparator: Comparator = "", infant: bool = False
) -> tuple[str, Tone]:
    """A rating in a word, with its tone. Neutrophils have their own words, the same on every screen.

    *value* in the canonical unit, the lower where two counts disagree. Of an *infant*, 1.0 and more has no word.
    """
    words, tone = LEVELS[level]
    if analyte == "neutrophils" and value is not None:
        said, how = severity_words(labs.Anc(value, comparator), infant)
        return (said, how) if said else (_(words), tone)
    return _(words), tone


def anc_amount(count: labs.Anc) -> Amount | None:
    """An ANC as an amount, to be written in any unit; None when it is not known."""
    if count.value is None:
        return None
    return Amount("neutrophils", count.value, count.comparator, "10*9/L", "", count.value)


def whose_words(whose: str) -> str:
    """Whose range a rating stands on, in words; empty when it is not rated."""
    return _(WHOSE.get(whose, ""))


def kind_name(entry: AnyEntry) -> str:
    """What kind of entry it is; for an event, what happened."""
    return _(EVENTS[entry.what]) if isinstance(entry, Event) else _(KINDS[entry.kind])


def usual_unit(analyte: str, units: Mapping[str, str]) -> str:
    """The unit the person last chose for *analyte* (of *units*, as in the settings), else the canonical one.

    Neutrophils that were never typed follow the white cells they are worked out from.
    """
    chosen = units.get(analyte) or (units.get("wbc", "") if analyte == "neutrophils" else "")
    return chosen if chosen in {one.id for one in units_for(analyte)} else ANALYTES[analyte].unit


def main_values(entry: BloodTest, units: Mapping[str, str]) -> str:
    """The main values of a slip on one line, in the person's units: "WBC 1.2 ×10⁹/L · Hb 98 g/L"."""
    known = ((one, amount(entry.readings[one], one)) for one in MAIN if one in entry.readings)
    found = [f"{short(one)}\u00a0{with_unit(value, usual_unit(one, units))}" for one, value in known if value]
    return " · ".join(found or [_("No main values") if entry.readings else _("No values")])


def temperature_words(entry: Temperature) -> str:
    """A temperature as typed, with where it was measured: "38.2 °C, in the mouth"."""
    if not entry.text:
        return _("Hot or shivering, not measured") if entry.feels_hot else _("Not measured")
    degrees = ltr(f"{entry.text} {'°F' if entry.unit == '[degF]' else '°C'}")
    return listed([degrees, _(SITES[entry.site])]) if entry.site else degrees


def line(entry: AnyEntry, units: Mapping[str, str]) -> str:
    """What matters of an entry, on one line under its kind; counts in the person's *units*."""
    match entry:
        case BloodTest():
            return main_values(entry, units)
        case Temperature():
            medicine = _("with fever medicine") if entry.fever_medicine == "yes" else ""
            return " · ".join(part for part in (temperature_words(entry), medicine) if part)
        case Event():
            until = _("until {date}").format(date=say_date(entry.until)) if entry.until else ""
            return " · ".join(part for part in (entry.name, until) if part)
        case Symptoms():
            return listed(_(word(sign)) for sign in entry.signs)
        case QuizRun():
            return _(word(entry.level))


def searched(entry: AnyEntry) -> str:
    """Every word by which an entry can be found."""
    parts = [kind_name(entry), line(entry, {}), entry.note]
    if isinstance(entry, BloodTest):
        parts += [entry.lab, say_date(entry.taken), entry.taken.isoformat()]
        parts += [f"{name(one)} {short(one)} {reading.text}" for one, reading in entry.readings.items()]
    if isinstance(entry, Temperature):
        parts += [say_date(entry.at.date()), _(FEVER_MEDICINE[entry.fever_medicine])]
    if isinstance(entry, Event | Symptoms):
        parts += [say_date(entry.on)]
    return " ".join(parts)
