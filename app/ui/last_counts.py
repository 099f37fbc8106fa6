"""The last counts on the first screen: each with its unit, its age and, while it is not old, how it stands."""

from typing import Any

import flet as ft

from app.core.analytes import ANALYTES
from app.core.card import LatestAnc, latest_anc
from app.core.names import SEVERITY
from app.core.ranges import rate
from app.core.record import BloodTest, Temperature
from app.core.units import UNITS, amount, show, show_value, units_for
from app.ui import theme
from app.ui.labs.said import LEVELS, SPREAD, TONES, name, temperature_words
from app.ui.parts import go, hint, link_card, named, section_heading, value_row, value_tile
from app.ui.parts.tiles import Tone
from app.words import _, ltr, say_age, say_date

OLD_DAYS = 14
"""Counts older than this are marked as old: they can change within days (facts.md, D)."""
FRESH_DAYS, SHOWN_DAYS = 3, 30
"""A temperature says something about today for so many days, and is on this screen for so many."""
OTHERS = ("wbc", "lymphocytes", "haemoglobin", "platelets")


def last_counts(state: Any) -> list[ft.Control]:
    """The newest count, the rest of the last test, the last temperature; nothing while there is none."""
    latest = latest_anc(state.log, state.person)
    test = state.log.tests[-1] if state.log.tests else None
    found: list[ft.Control] = [section_heading(_("Last counts"))]
    found += [_anc_tile(state, latest)] if latest else []
    found += [_other_values(state, test)] if test and _shown(test) else []
    found += _temperature(state, state.log.temperatures[-1]) if state.log.temperatures else []
    return found if len(found) > 1 else []


def _age(state: Any, day: Any) -> str:
    return _("{age}, {date}").format(age=say_age(day, state.today()), date=say_date(day))


def _anc_tile(state: Any, latest: LatestAnc) -> ft.Control:
    value, found = latest.anc.safest, latest.severity
    old = (state.today() - latest.on).days > OLD_DAYS
    word = _(SPREAD[found.spread]).format(word=_(SEVERITY[found.word])) if found.word in SEVERITY else ""
    unit = _unit(state, "neutrophils")
    return value_tile(
        _("Neutrophils (ANC)"),
        ltr(show_value(value, "neutrophils", latest.anc.safest_sign, unit)) if value is not None else _("not known"),
        UNITS[unit].label,
        _age(state, latest.on),
        word,
        TONES.get(found.word, ""),
        note=_("This count is old. Counts can change within days.") if old else "",
        on_click=go("/log/trend/neutrophils"),
        identifier="anc-tile",
    )


def _unit(state: Any, analyte: str) -> str:
    """The unit a person chose last for a value; the log shows it in the same."""
    chosen = state.settings.units.get(analyte, "")
    return str(chosen) if chosen in {unit.id for unit in units_for(analyte)} else ANALYTES[analyte].unit


def _shown(test: BloodTest) -> list[str]:
    return [one for one in OTHERS if one in test.readings and amount(test.readings[one], one)]


def _other_values(state: Any, test: BloodTest) -> ft.Control:
    """The other values of the last test as rows that lead to their trends."""
    parts: list[ft.Control] = []
    for analyte in _shown(test):
        parts += [_value(state, test, analyte), ft.Divider(height=theme.HAIRLINE)]
    age = ft.Container(
        hint(_age(state, test.taken)),
        padding=ft.Padding.symmetric(horizontal=theme.CARD_PADDING, vertical=theme.ROW_PADDING),
    )
    box = ft.Container(
        ft.Column([*parts, age], spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        bgcolor=theme.CARD,
        border_radius=theme.CARD_RADIUS,
        border=theme.edge(),
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )
    return named(box, "last-test")


def _value(state: Any, test: BloodTest, analyte: str) -> ft.Control:
    found, unit = amount(test.readings[analyte], analyte), _unit(state, analyte)
    words, tone = _rating(state, test, analyte)
    return ft.ListTile(
        title=value_row(name(analyte), ltr(show(found, unit)) if found else "", UNITS[unit].label, words, tone),
        trailing=ft.Icon(ft.Icons.CHEVRON_RIGHT, color=theme.QUIET),
        content_padding=ft.Padding.symmetric(horizontal=theme.CARD_PADDING),
        on_click=go(f"/log/trend/{analyte}"),
    )


def _rating(state: Any, test: BloodTest, analyte: str) -> tuple[str, Tone]:
    """How a value stands, in a word; none for an old one, which says little about today."""
    if state.content is None or (state.today() - test.taken).days > OLD_DAYS:
        return "", ""
    words, tone = LEVELS[rate(test, analyte, state.person, state.content.ranges, state.today()).level]
    return _(words), tone


def _temperature(state: Any, last: Temperature) -> list[ft.Control]:
    """The last temperature; one that is not of these days has its age first, and a month later it is not shown."""
    days = (state.today() - last.at.date()).days
    words = (temperature_words(last), _age(state, last.at.date()))
    first, quiet = words if days <= FRESH_DAYS else words[::-1]
    row = link_card(ft.Icons.THERMOSTAT, first, go("/log"), quiet)
    return [named(row, "last-temperature")] if days <= SHOWN_DAYS else []
