"""Home: what matters today. An alarm first, then the last counts with their age, then what one can do."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.core.analytes import ANALYTES
from app.core.card import LatestAnc, latest_anc
from app.core.events import next_test
from app.core.names import SEVERITY
from app.core.record import BloodTest, Temperature
from app.core.units import UNITS, amount, show, show_value, units_for
from app.ui import theme
from app.ui.component import component, screen_component
from app.ui.context import Ctx
from app.ui.labs.alarm import alarm_card, alarm_of
from app.ui.labs.banners import NextTest
from app.ui.labs.said import SPREAD, TONES, name, temperature_words
from app.ui.parts import (
    body,
    card,
    empty_state,
    hint,
    link_card,
    named,
    notice,
    person_chip,
    primary_button,
    screen,
    secondary_button,
    section_heading,
    text_button,
    value_row,
    value_tile,
)
from app.ui.recovery import troubles
from app.ui.reminder import reminder
from app.ui.welcome import Welcome
from app.words import _, ltr, say_age, say_date

OLD_DAYS = 14
"""Counts older than this are marked as old: they can change within days (facts.md, D)."""
OTHERS = ("wbc", "lymphocytes", "haemoglobin", "platelets")


@screen_component
def Home() -> Any:
    """The first screen, or the intended use before it on the very first start."""
    house = ft.use_context(Ctx)
    state = house.state
    if not state.opening and state.settings.intended_use_seen is None and not state.read_only:
        return Welcome()
    return screen(_("Home"), [*troubles(house), Today()])


@component
def Today() -> ft.Control:
    """The parts of the day, from the most urgent down."""
    state = ft.use_context(Ctx).state
    if state.opening:
        parts: list[ft.Control] = [_opening()]
    elif not state.person or not _has_entries(state):
        parts = [*_whose(state), _nothing_yet(state), *_always()]
    else:
        parts = [*_whose(state), *_alarm(state), *_sample(state), *_counts(state), *_next(state), _add()]
        parts += [*_always(), *reminder(state, _go)]
    return ft.Column(
        parts, spacing=theme.MEDIUM, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )  # fmt: skip


def _go(route: str) -> Callable[..., None]:
    page = ft.context.page
    return lambda _event=None: page.navigate(route)


def _has_entries(state: Any) -> bool:
    log = state.log
    return bool(log.tests or log.temperatures or log.events or log.symptoms or log.quizzes)


def _opening() -> ft.Control:
    ring = ft.ProgressRing(semantics_label=_("Opening your record"))
    return ft.Row([ring, body(_("Opening your record …"))], alignment=ft.MainAxisAlignment.CENTER)


def _whose(state: Any) -> list[ft.Control]:
    if not state.person:
        return []
    chip = person_chip(state.person.name, state.person.colour, _go("/people"))
    day = hint(say_date(state.today()))
    return [ft.Row([chip, day], alignment=ft.MainAxisAlignment.SPACE_BETWEEN, wrap=True)]


def _alarm(state: Any) -> list[ft.Control]:
    found = alarm_of(state)
    return [alarm_card(state, found)] if found else []


def _next(state: Any) -> list[ft.Control]:
    due = next_test(state.log.events, tuple(one.taken for one in state.log.tests), state.today())
    return [NextTest(due, key="next-test")] if due else []


def _sample(state: Any) -> list[ft.Control]:
    if not state.person.sample:
        return []
    page = ft.context.page
    away = text_button(
        _("Remove sample data"), lambda _event: page.run_task(state.remove_sample), identifier="remove-sample"
    )
    return [notice(_("This is sample data of a person who does not exist."), "info", [away])]


def _nothing_yet(state: Any) -> ft.Control:
    page = ft.context.page
    return card(
        empty_state(
            ft.Icons.BLOODTYPE_OUTLINED,
            _("Keep your counts here"),
            _("Type in your last blood test, or just your temperature. The app keeps it on this device only."),
            primary_button(
                _("Add a blood test"), _go("/log/add/test"), icon=ft.Icons.ADD, full=True, identifier="add-test"
            ),
            secondary_button(
                _("Add a temperature"),
                _go("/log/add/temperature"),
                icon=ft.Icons.THERMOSTAT,
                full=True,
                identifier="add-temperature",
            ),
            text_button(
                _("Try with sample data"), lambda _event: page.run_task(state.add_sample, _), identifier="try-sample"
            ),
        )
    )


def _counts(state: Any) -> list[ft.Control]:
    latest = latest_anc(state.log, state.person)
    test = state.log.tests[-1] if state.log.tests else None
    found: list[ft.Control] = [section_heading(_("Last counts"))]
    found += [_anc_tile(state, latest)] if latest else []
    found += [_other_values(state, test)] if test and _shown(test) else []
    found += [_temperature(state, state.log.temperatures[-1])] if state.log.temperatures else []
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
        ltr(show_value(value, "neutrophils", latest.anc.comparator, unit)) if value is not None else _("not known"),
        UNITS[unit].label,
        _age(state, latest.on),
        word,
        TONES.get(found.word, ""),
        note=_("This count is old. Counts can change within days.") if old else "",
        on_click=_go("/log/trend/neutrophils"),
        identifier="anc-tile",
    )


def _unit(state: Any, analyte: str) -> str:
    """The unit a person chose last for a value; the log shows it in the same."""
    chosen = state.settings.units.get(analyte, "")
    return str(chosen) if chosen in {unit.id for unit in units_for(analyte)} else ANALYTES[analyte].unit


def _shown(test: BloodTest) -> list[str]:
    return [one for one in OTHERS if one in test.readings and amount(test.readings[one], one)]


def _other_values(state: Any, test: BloodTest) -> ft.Control:
    rows = []
    for analyte in _shown(test):
        found, unit = amount(test.readings[analyte], analyte), _unit(state, analyte)
        if found:
            rows.append(
                value_row(
                    name(analyte), ltr(show(found, unit)), UNITS[unit].label, on_click=_go(f"/log/trend/{analyte}")
                )
            )
    return card(*rows, hint(_age(state, test.taken)), identifier="last-test")


def _temperature(state: Any, last: Temperature) -> ft.Control:
    row = link_card(ft.Icons.THERMOSTAT, temperature_words(last), _go("/log"), _age(state, last.at.date()))
    return named(row, "last-temperature")


def _add() -> ft.Control:
    test = primary_button(
        _("Add a blood test"), _go("/log/add/test"), icon=ft.Icons.ADD, full=True, identifier="add-test"
    )
    temperature = secondary_button(
        _("Add a temperature"),
        _go("/log/add/temperature"),
        icon=ft.Icons.THERMOSTAT,
        full=True,
        identifier="add-temperature",
    )
    return ft.ResponsiveRow(
        [ft.Container(one, col={"xs": 12, "sm": 6}) for one in (test, temperature)],
        breakpoints=theme.ROOMY,
        spacing=theme.SMALL,
        run_spacing=theme.SMALL,
    )


def _always() -> list[ft.Control]:
    return [
        section_heading(_("When you do not feel well")),
        link_card(
            ft.Icons.HEALTH_AND_SAFETY,
            _("Check your symptoms"),
            _go("/check"),
            _("A few questions, then what to do and by when"),
            "go-check",
        ),
        link_card(
            ft.Icons.REPORT,
            _("When to get help now"),
            _go("/learn/help-now"),
            _("Danger signs, with or without fever"),
            "go-help",
        ),
    ]
