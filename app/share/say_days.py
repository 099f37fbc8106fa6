"""Says the days of a summary, and what happened on them, in the reader's language."""

from app.core.summary_model import Day, Episode
from app.core.summary_words import EVENTS, SITES
from app.words import _, listed, ltr, typed


def day_temperature(day: Day) -> str:
    """The day's highest temperature with site and medicine; "" when none was entered."""
    if day.not_measured:
        return _("hot or shivering, not measured")
    if not day.temperature:
        return ""
    medicine = _("after fever medicine") if day.fever_medicine == "yes" else ""
    site = _(SITES[day.site]) if day.site else ""
    mark = _("FEVER") if day.fever else ""
    return listed(part for part in (f"{mark} {ltr(day.temperature)}".strip(), site, medicine) if part)


def day(one: Day) -> str:
    """A day of the timeline: temperature, signs, note."""
    said = listed(part for part in (day_temperature(one), *map(_, one.signs)) if part)
    return f"{said} ({typed(one.note)})" if one.note else said


def episode(one: Episode) -> str:
    """A treatment or an infection without its first day: "Antibiotic: name, until 2026-01-20 (note)"."""
    named = f"{_(EVENTS[one.kind])}: {typed(one.name)}" if one.name else _(EVENTS[one.kind])
    ended = _("{what}, until {date}").format(what=named, date=one.until.isoformat()) if one.until else named
    return f"{ended} ({typed(one.note)})" if one.note else ended
