"""The log: one timeline of everything, newest first, with what to add at thumb reach."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import MAXYEAR
from typing import Any

import flet as ft

from app.core.record import Log, Person
from app.core.timeline import months, only, timeline
from app.core.words import N_
from app.ui import theme
from app.ui.component import component, memo, screen_component
from app.ui.context import Ctx, Large
from app.ui.labs.banners import banners
from app.ui.labs.fields import choice_chip
from app.ui.labs.rows import month
from app.ui.labs.said import searched
from app.ui.parts import (
    body,
    empty_state,
    go,
    hint,
    icon_button,
    link_card,
    primary_button,
    screen,
    secondary_button,
    show_sheet,
    small_button,
    text_button,
)
from app.ui.whose import whose
from app.words import _, language, ngettext

PAGE = 25
"""Rows drawn at first, and added by "Show older"."""
PAUSE = 0.3
"""Seconds of quiet before a search runs."""
FILTERS = {"test": N_("Blood tests"), "temperature": N_("Temperatures"), "event": N_("Treatments"),
           "symptoms": N_("Symptoms")}  # fmt: skip
ADD = (
    ("test", ft.Icons.BLOODTYPE_OUTLINED, N_("Blood test")),
    ("temperature", ft.Icons.THERMOSTAT, N_("Temperature")),
    ("event", ft.Icons.MEDICATION_OUTLINED, N_("Treatment or event")),
    ("symptoms", ft.Icons.SICK_OUTLINED, N_("Symptoms")),
    ("next_test", ft.Icons.EVENT, N_("Next blood test")),
    ("paste", ft.Icons.CONTENT_PASTE, N_("Blood test from pasted text")),
    ("import", ft.Icons.UPLOAD_FILE, N_("CSV file: bring in or save all")),
)


def _add_sheet(_event: Any) -> None:
    page = ft.context.page

    def leave(route: str) -> Callable[..., None]:
        def chosen(_event: Any) -> None:
            page.pop_dialog()
            page.navigate(route)

        return chosen

    rows = [link_card(icon, _(words), leave(f"/log/add/{kind}"), identifier=f"add-{kind}") for kind, icon, words in ADD]
    show_sheet(_("Add to the log"), *rows)


def foot(large: bool) -> ft.Control:
    """What to add, where the thumb is; when the text is *large*, one button that opens all of it."""
    if large:
        row: ft.Control = primary_button(
            _("Add to the log"), _add_sheet, icon=ft.Icons.ADD, full=True, identifier="add-more"
        )
    else:
        row = _foot_row()
    return ft.Container(row, padding=theme.foot_padding(), bgcolor=theme.CARD)


def _foot_row() -> ft.Control:
    """The two commonest in words, sharing the room, and the rest behind an icon."""
    plus = ft.Icons.ADD if (ft.context.page.width or theme.WIDE_FROM) >= theme.ICONS_FROM else None
    test = small_button(_("Blood test"), go("/log/add/test"), True, icon=plus, identifier="add-test")
    degrees = small_button(_("Temperature"), go("/log/add/temperature"), icon=plus, identifier="add-temperature")
    more = icon_button(ft.Icons.MORE_HORIZ, _("More"), _add_sheet, bgcolor=theme.INSET, identifier="add-more")
    return ft.Row(
        [ft.Container(test, expand=5), ft.Container(degrees, expand=6), more],
        spacing=theme.TINY,
    )


@component
def Search(on_search: Callable[[str], None]) -> ft.Control:
    """A search field that keeps its keystrokes to itself, and tells the list after a short pause."""
    page = ft.context.page
    latest: ft.MutableRef[str] = ft.use_ref("")

    async def later(text: str) -> None:
        await asyncio.sleep(PAUSE)
        if text == latest.current:
            on_search(text)

    def typed(event: ft.Event[ft.TextField]) -> None:
        latest.current = event.control.value or ""
        page.run_task(later, latest.current)

    return ft.TextField(
        label=_("Search the log"),
        value=latest.current or "",
        prefix_icon=ft.Icons.SEARCH,
        on_change=typed,
        on_submit=lambda event: on_search(event.control.value or ""),
        border=theme.field_border(),
        filled=True,
        fill_color=theme.CARD,
        autofocus=True,
    )


MemoSearch = memo(Search)


def _chips(kinds: frozenset[str], choose: Callable[[frozenset[str]], None]) -> ft.Control:
    chips = [
        choice_chip(_(words), kind in kinds, lambda _event, kind=kind: choose(kinds ^ {kind}), f"filter-{kind}")
        for kind, words in FILTERS.items()
    ]
    return ft.Row(chips, wrap=True, spacing=theme.SMALL, run_spacing=theme.SMALL)


@component
def Entries(
    log: Log,
    person: Person | None,
    units: Mapping[str, str],
    kinds: frozenset[str],
    wanted: str,
    whole: Any,
    spoken: str,
) -> ft.Control:
    """The months of the timeline, as far as shown; "Show older" shows more. Counts are in *units*."""
    count, set_count = ft.use_state(PAGE)
    every = ft.use_memo(lambda: timeline(log), [log])
    found = ft.use_memo(lambda: only(every, kinds, wanted, searched), [every, kinds, wanted, spoken])
    birth = person.birth_date if person else None
    infant_until = birth.replace(year=min(birth.year + 1, MAXYEAR), day=min(birth.day, 28)) if birth else None
    parts = [month(first, group, units, infant_until, spoken) for first, group in months(found[:count])]
    if not found:
        parts = [body(_("Nothing found.")), text_button(_("Show everything"), whole)]
    if kinds or wanted:
        said = ngettext("{count} entry found", "{count} entries found", len(found)).format(count=len(found))
        parts.insert(0, ft.Semantics(content=hint(said), live_region=True))
    if len(found) > count:
        left = ngettext("{count} older entry", "{count} older entries", len(found) - count)
        words = _("Show older ({left})").format(left=left.format(count=len(found) - count))
        parts.append(secondary_button(words, lambda _event: set_count(count + PAGE), identifier="older"))
    return ft.Column(parts, spacing=theme.MEDIUM, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


MemoEntries = memo(Entries)


def _ways(looking: bool, look: Callable[..., None]) -> ft.Control:
    """Other ways to read the log: as lines over time, or searched."""
    trends = small_button(
        _("Trends"), go("/log/trend/neutrophils"), icon=ft.Icons.INSERT_CHART_OUTLINED, identifier="trends"
    )
    words = _("Close the search") if looking else _("Search and filter")
    find = small_button(words, look, icon=ft.Icons.SEARCH, identifier="find")
    return ft.Row([trends, find], wrap=True, spacing=theme.SMALL, run_spacing=theme.SMALL)


def _empty(state: Any) -> ft.Control:
    if state.opening:
        return ft.Row(
            [ft.ProgressRing(semantics_label=_("Opening your record"))], alignment=ft.MainAxisAlignment.CENTER
        )
    return empty_state(
        ft.Icons.BLOODTYPE_OUTLINED,
        _("Your log is empty"),
        _("Take your last lab slip and type in what you have. One value is enough to begin."),
        primary_button(
            _("Add a blood test"), go("/log/add/test"), icon=ft.Icons.ADD, full=True, identifier="first-test"
        ),
        secondary_button(_("Add a temperature"), go("/log/add/temperature"), icon=ft.Icons.THERMOSTAT, full=True),
        text_button(_("Paste a result as text"), go("/log/add/paste")),
        text_button(_("More"), _add_sheet, icon=ft.Icons.MORE_HORIZ),
    )


@screen_component
def LogScreen() -> Any:
    """Everything of the open person."""
    state, large = ft.use_context(Ctx).state, ft.use_context(Large)
    kinds, set_kinds = ft.use_state(frozenset[str]())
    looking, set_looking = ft.use_state(False)
    wanted, set_wanted = ft.use_state("")
    log, person = state.log, state.person

    def everything(_event: Any = None) -> None:
        set_kinds(frozenset())
        set_wanted("")
        set_looking(False)

    whole = ft.use_callback(everything, [])
    empty = not any((log.tests, log.temperatures, log.events, log.symptoms, log.quizzes))
    if empty:
        parts = [_empty(state)]
    else:
        parts = whose(state)
        parts += [] if looking else banners(state)
        parts.append(_ways(looking, whole if looking else lambda _event: set_looking(True)))
        parts += [MemoSearch(set_wanted), _chips(kinds, set_kinds)] if looking else []
        units = state.settings.units
        parts.append(
            MemoEntries(
                log=log,
                person=person,
                units=units,
                kinds=kinds,
                wanted=wanted,
                whole=whole,
                spoken=language(),
                key="all",
            )
        )
    parts += [text_button(_("Bin"), go("/log/bin"), icon=ft.Icons.DELETE_OUTLINE)] if state.bin else []
    return screen(_("Log"), parts, foot=[] if empty else [foot(large)])
