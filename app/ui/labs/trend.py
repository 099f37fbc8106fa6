"""One analyte over time: the chart, the chart in words, and the same as a list whose rows open the result."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import flet as ft

from app.core.analytes import ANALYTES
from app.core.ranges import is_infant
from app.core.record import Log, Person
from app.core.trend import Point, Series, last_chemo, series
from app.core.trend_words import METHOD, in_words
from app.core.units import UNITS, show_value
from app.core.words import N_
from app.ui import theme
from app.ui.component import component, memo, screen_component
from app.ui.context import Ctx, Large
from app.ui.labs.fields import choice_chip
from app.ui.labs.said import level_words, name, say, whose_words
from app.ui.labs.trend_chart import picture
from app.ui.parts import (
    body,
    card,
    chart,
    empty_state,
    hint,
    picker,
    primary_button,
    rating_chip,
    screen,
    secondary_button,
    section_heading,
    title,
)
from app.ui.whose import whose
from app.words import _, language, ltr, ngettext, say_date

PERIODS = {"all": N_("All time"), "year": N_("One year"), "cycle": N_("This cycle")}
PAGE = 25
SHORT = 24
"""A sentence of fewer letters does not fill a line of its own."""


def _since(period: str, log: Log, today: date) -> date | None:
    """The first day of a period; None is everything."""
    if period == "year":
        return today - timedelta(days=365)
    return last_chemo(log, today) if period == "cycle" else None


def _known(log: Log) -> list[str]:
    """The analytes with something to draw, in the order of a slip; neutrophils always."""
    held = {one for test in log.tests for one in test.readings}
    return [one for one in ANALYTES if one in held or one == "neutrophils"]


@component
def Periods(period: str, choose: Callable[[str], None], has_cycle: bool) -> ft.Control:
    """All time, a year, or since the last chemotherapy; as a list where large text would need a row for each."""
    shown = {key: _(words) for key, words in PERIODS.items() if key != "cycle" or has_cycle}
    if ft.use_context(Large):
        return picker(_("How far back"), period, shown, choose, identifier="period")
    chips = [
        choice_chip(words, key == period, lambda _event, key=key: choose(key), key) for key, words in shown.items()
    ]
    return ft.Row(chips, wrap=True, spacing=theme.SMALL, run_spacing=theme.SMALL)


@memo
@component
def Picture(found: Series, log: Log, since: date | None, today: date, said: str) -> ft.Control:
    """The chart with its unit."""
    page = ft.context.page
    one = ANALYTES[found.analyte]
    drawn = picture(found, log, one.group, since, today, said)
    unit = ltr(UNITS[one.unit].label)
    scale = _("{unit}, on a scale that spreads out low values").format(unit=unit) if drawn.log else unit
    return card(
        hint(scale),
        chart(drawn, lambda test: page.navigate(f"/log/edit/{test}")),
        hint(_("Tests more than 30 days apart are not joined. The shaded band is the range each result was read by.")),
        identifier="trend-chart",
    )


@component
def _Row(point: Point, analyte: str, words: str, infant: bool) -> ft.Control:
    """One result; a tap opens it."""
    page = ft.context.page
    unit = UNITS[ANALYTES[analyte].unit].label
    value = ltr(f"{show_value(point.value, analyte, point.comparator)}\u00a0{unit}")
    level, tone = level_words(analyte, point.level, point.value, point.comparator, infant)
    head = ft.Row([title(value), rating_chip(level, tone)], wrap=True, spacing=theme.SMALL)
    how = {"calculated": _("calculated"), "automated_percent": _("calculated")}.get(point.how, "")
    how = _("from the white cells") if point.how == "bound_from_wbc" else how
    doubt = _("two counts disagree, the lower is shown") if point.disagree else ""
    quiet = " · ".join(part for part in (say_date(point.on), point.lab, how, doubt, words) if part)
    tile = ft.ListTile(
        title=head,
        subtitle=hint(quiet),
        trailing=ft.Icon(ft.Icons.CHEVRON_RIGHT, color=theme.QUIET),
        content_padding=ft.Padding.symmetric(horizontal=theme.MEDIUM),
        on_click=lambda _event: page.navigate(f"/log/edit/{point.test}"),
    )
    return ft.Semantics(content=tile, identifier=f"point-{point.test}")


@memo
@component
def Results(found: Series, person: Person | None) -> ft.Control:
    """The chart as a list, newest first."""
    count, set_count = ft.use_state(PAGE)
    newest = list(reversed(found.points))
    rows: list[ft.Control] = [
        _Row(one, found.analyte, whose_words(one.whose), is_infant(person, one.on), key=one.test)
        for one in newest[:count]
    ]
    box = ft.Container(
        ft.Column(rows, spacing=0, tight=True),
        bgcolor=theme.CARD,
        border_radius=theme.CARD_RADIUS,
        border=theme.edge(),
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )
    parts: list[ft.Control] = [section_heading(_("Every result")), box]
    if len(newest) > count:
        parts.append(secondary_button(_("Show older"), lambda _event: set_count(count + PAGE), identifier="older"))
    return ft.Column(parts, spacing=theme.MEDIUM, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _words(found: Series, log: Log, today: date, person: Person | None) -> tuple[str, list[ft.Control]]:
    """The chart in words: as one text for a screen reader, and as lines to read."""
    sentences = [say(one) for one in in_words(found, log, today, person)]
    untold = ngettext("{count} result could not be drawn.", "{count} results could not be drawn.", found.untold).format(
        count=found.untold
    )
    sentences += [untold] if found.untold else []
    lines: list[ft.Control] = [body(one) for one in _paragraphs(sentences)]
    return " ".join(sentences), [*lines, hint(_(METHOD))] if found.analyte == "neutrophils" else lines


def _paragraphs(sentences: list[str]) -> list[str]:
    """Sentences as lines; a word or two go with the sentence before."""
    lines: list[str] = []
    for one in sentences:
        if lines and len(one) < SHORT:
            lines[-1] += f" {one}"
        else:
            lines.append(one)
    return lines


def _nothing(analyte: str) -> ft.Control:
    page = ft.context.page
    add = primary_button(_("Add a blood test"), lambda _e: page.navigate("/log/add/test"), icon=ft.Icons.ADD)
    words = _("No result of {value} in this time").format(value=name(analyte))
    return empty_state(ft.Icons.INSERT_CHART_OUTLINED, words, _("With two results you see a line here."), add)


@screen_component
def Trend(analyte: str) -> Any:
    """The trend of *analyte*; an id nobody knows shows the neutrophils."""
    state, page = ft.use_context(Ctx).state, ft.context.page
    period, set_period = ft.use_state("all")
    log, person, today = state.log, state.person, state.today()
    chosen = analyte if analyte in ANALYTES else "neutrophils"
    defaults = state.content.ranges if state.content else None
    whole = ft.use_memo(lambda: series(log, chosen, person, defaults, today), [log, chosen, person, today])
    since = _since(period, log, today)
    found = ft.use_memo(lambda: whole.between(since), [whole, since])
    said, lines = ft.use_memo(lambda: _words(found, log, today, person), [found, log, today, person, language()])
    choice = picker(
        _("Value"),
        chosen,
        {one: name(one) for one in _known(log)},
        lambda one: page.navigate(f"/log/trend/{one}"),
        identifier="analyte",
    )
    parts: list[Any] = [*whose(state), choice, Periods(period, set_period, last_chemo(log, today) is not None)]
    if found.points:
        parts.append(Picture(found, log, since, today, said, key=f"picture-{chosen}"))
        parts.append(card(section_heading(_("In words")), *lines, identifier="trend-words"))
        parts.append(Results(found, person, key=f"{chosen}-{period}"))
    else:
        parts.append(_nothing(chosen))
    return screen(name(chosen), parts, back="/log")
