"""Home: what matters today. An alarm first, then the last counts with their age, then what one can do."""

from typing import Any

import flet as ft

from app.core.events import next_test
from app.ui import theme
from app.ui.component import component, screen_component
from app.ui.context import Ctx
from app.ui.labs.alarm import alarm_card, alarm_of
from app.ui.labs.banners import NextTest
from app.ui.last_counts import last_counts
from app.ui.parts import (
    body,
    empty_state,
    go,
    hint,
    link_card,
    notice,
    person_chip,
    primary_button,
    screen,
    secondary_button,
    section_heading,
    text_button,
)
from app.ui.recovery import troubles
from app.ui.reminder import reminder
from app.ui.welcome import Welcome
from app.words import _, say_date


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
        parts = [*_whose(state), *_alarm(state), *_sample(state), *last_counts(state), *_next(state), _add()]
        parts += [*_always(), *reminder(state, go)]
    return ft.Column(
        parts, spacing=theme.MEDIUM, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )  # fmt: skip


def _has_entries(state: Any) -> bool:
    log = state.log
    return bool(log.tests or log.temperatures or log.events or log.symptoms or log.quizzes)


def _opening() -> ft.Control:
    ring = ft.ProgressRing(semantics_label=_("Opening your record"))
    return ft.Row([ring, body(_("Opening your record …"))], alignment=ft.MainAxisAlignment.CENTER)


def _whose(state: Any) -> list[ft.Control]:
    if not state.person:
        return []
    chip = person_chip(state.person.name, state.person.colour, go("/people"))
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
    return empty_state(
        ft.Icons.BLOODTYPE_OUTLINED,
        _("Keep your counts here"),
        _("Type in your last blood test, or just your temperature. The app keeps it on this device only."),
        *_adding(),
        text_button(
            _("Try with sample data"), lambda _event: page.run_task(state.add_sample, _), identifier="try-sample"
        ),
    )


def _adding() -> tuple[ft.Control, ft.Control]:
    test = primary_button(
        _("Add a blood test"), go("/log/add/test"), icon=ft.Icons.ADD, full=True, identifier="add-test"
    )
    temperature = secondary_button(
        _("Add a temperature"),
        go("/log/add/temperature"),
        icon=ft.Icons.THERMOSTAT,
        full=True,
        identifier="add-temperature",
    )
    return test, temperature


def _add() -> ft.Control:
    return ft.ResponsiveRow(
        [ft.Container(one, col={"xs": 12, "sm": 6}) for one in _adding()],
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
            go("/check"),
            _("A few questions, then what to do and by when"),
            "go-check",
        ),
        link_card(
            ft.Icons.REPORT,
            _("When to get help now"),
            go("/learn/help-now"),
            _("Danger signs, with or without fever"),
            "go-help",
        ),
    ]
