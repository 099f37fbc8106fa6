"""One blood test to read: each value as typed and in the usual scale, how it stands, and by whose range."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import flet as ft

from app.core.analytes import ANALYTES, in_order
from app.core.content import Content
from app.core.duffy import softened
from app.core.labs import anc
from app.core.ranges import Rating, is_infant, rate
from app.core.record import BloodTest, Person
from app.core.units import UNITS, amount, show_value
from app.ui import theme
from app.ui.component import component, screen_component
from app.ui.context import Large
from app.ui.labs.anc_card import how
from app.ui.labs.blood_test import blood_test_form
from app.ui.labs.form import NOBODY
from app.ui.labs.said import level_words, name, say, with_unit
from app.ui.parts import (
    body,
    card,
    danger_button,
    hint,
    icon_button,
    primary_button,
    rating_chip,
    screen,
    section_heading,
    show_sheet,
    small_button,
    sources_line,
    title,
)
from app.ui.whose import whose
from app.words import _, ltr, say_age, say_date


def limits(rating: Rating, analyte: str) -> str:
    """The range a value was read by, in the canonical unit: "4–11 ×10⁹/L"; empty when there is none."""
    if rating.low is None and rating.high is None:
        return ""
    low, high = (show_value(one, analyte) if one is not None else "" for one in (rating.low, rating.high))
    unit = UNITS[ANALYTES[analyte].unit].label
    if low and high:
        return ltr(f"{low}–{high}\u00a0{unit}")
    return ltr(f"{'≥' if low else '≤'}\u00a0{low or high}\u00a0{unit}")


def explain(content: Content, analyte: str, rating: Rating) -> Callable[..., None]:
    """A handler that tells what a value is, what it was read by, and where that comes from."""

    def tell(_event: Any) -> None:
        said = content.labs.of(analyte)
        parts = [body(said.about), title(_("If it is low")), body(said.low), title(_("If it is high")), body(said.high)]
        parts += [title(_("How it was read")), body(say(rating.reason))] if rating.reason.text else []
        sources = content.cite((*said.sources, *rating.sources))
        show_sheet(name(analyte), *parts, sources_line([one.title for one in sources]))

    return tell


@component
def Value(test: BloodTest, analyte: str, rating: Rating, content: Content, told: str, infant: bool) -> ft.Control:
    """One value: as typed, in the usual scale, rated, and what it is on a tap. The reason *told* below is not repeated
    here."""
    reading = test.readings[analyte]
    found = amount(reading, analyte)
    unit = UNITS.get(reading.unit)
    typed = ltr(f"{reading.text}\u00a0{unit.label if unit else reading.unit}")
    usual = with_unit(found) if found and unit and unit.id != ANALYTES[analyte].unit else ""
    count = anc(test) if analyte == "neutrophils" else None
    value = count.safest if count else found.value if found else None
    sign = count.safest_sign if count else found.comparator if found else ""
    words, tone = level_words(analyte, rating.level, value, sign, infant)
    reason = say(rating.reason) if rating.reason.text != told else ""
    whose = " · ".join(part for part in (limits(rating, analyte), reason) if part)
    said: list[ft.Control] = [
        title(name(analyte)),
        ft.Row(
            [body(ltr(f"{typed} = {usual}") if usual else typed), rating_chip(words, tone)],
            wrap=True, spacing=theme.SMALL, run_spacing=theme.TINY,
        ),
        *([hint(whose)] if whose else []),
    ]  # fmt: skip
    column = ft.MergeSemantics(ft.Column(said, spacing=theme.TINY, tight=True))
    more = [_more(analyte, explain(content, analyte, rating), ft.use_context(Large))] if analyte in ANALYTES else []
    return ft.Row(
        [ft.Container(column, expand=True), *more],
        spacing=theme.TINY,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def _more(analyte: str, tell: Callable[..., None], large: bool) -> ft.Control:
    """Where a value leads: its trend, and what it is; below each other when the text is *large*."""
    page = ft.context.page
    buttons = [
        icon_button(
            ft.Icons.INSERT_CHART_OUTLINED,
            _("Trend of {value}").format(value=name(analyte)),
            lambda _event: page.navigate(f"/log/trend/{analyte}"),
            padding=0,
        ),
        icon_button(
            ft.Icons.HELP_OUTLINE,
            _("What is this? {value}").format(value=name(analyte)),
            tell,
            padding=0,
        ),
    ]
    return ft.Column(buttons, spacing=0, tight=True) if large else ft.Row(buttons, spacing=0, tight=True)


def _values(state: Any, test: BloodTest, person: Person) -> list[ft.Control]:
    """Every value of the slip, in its order."""
    ranges, today = state.content.ranges, state.today()
    ratings = {one: rate(test, one, person, ranges, today) for one in in_order(test.readings)}
    told = _said_once(ratings)
    rows: list[ft.Control] = []
    for analyte, rating in ratings.items():
        rows += [ft.Divider(height=theme.HAIRLINE)] if rows else []
        rows.append(Value(test, analyte, rating, state.content, told, is_infant(person, test.taken), key=analyte))
    return [*rows, *_unrated(told)]


def _said_once(ratings: Mapping[str, Rating]) -> str:
    """The reason that several values of the slip share for not being rated; empty when none do."""
    reasons = Counter(one.reason.text for one in ratings.values() if one.level == "not_rated")
    text, count = next(iter(reasons.most_common(1)), ("", 0))
    return text if count > 1 and "{" not in text else ""


def _unrated(told: str) -> list[ft.Control]:
    """Below all values: why those with this mark are not rated."""
    words, tone = level_words("", "not_rated", None)
    mark = ft.Row([rating_chip(words, tone)], wrap=True)
    note = ft.MergeSemantics(ft.Column([mark, hint(_(told))], spacing=theme.TINY, tight=True))
    return [ft.Divider(height=theme.HAIRLINE), note] if told else []


def _count(state: Any, test: BloodTest, infant: bool) -> list[ft.Control]:
    """The neutrophil count, when the slip says anything about it."""
    page = ft.context.page
    count = anc(test)
    if count.value is None:
        return []
    trend = small_button(
        _("Trend"), lambda _event: page.navigate("/log/trend/neutrophils"), icon=ft.Icons.INSERT_CHART_OUTLINED
    )
    softer = softened(state.person, state.log, test, state.content.drugs) if state.person and state.content else None
    said = [body(say(softer))] if softer else []
    head = section_heading(_("Neutrophil count (ANC)"))
    return [card(head, *how(count, infant), *said, ft.Row([trend]), identifier="anc")]


@screen_component
def Result(state: Any, test: BloodTest) -> Any:
    """A blood test to read; "Correct" opens its form, and so does a correction left half-typed."""
    page = ft.context.page
    correcting, set_correcting = ft.use_state(bool(state.draft(f"test:{test.id}")))
    if correcting:
        return blood_test_form(state, test)

    async def delete(_event: Any) -> None:
        if await state.bin_entry(test.id):
            page.navigate("/log")

    person = state.person or NOBODY
    when = _("{date}, {age}").format(date=say_date(test.taken), age=say_age(test.taken, state.today()))
    parts: list[Any] = [*whose(state), hint(" · ".join(part for part in (when, test.lab) if part))]
    parts += _count(state, test, is_infant(person, test.taken))
    parts.append(card(section_heading(_("Values")), *_values(state, test, person), identifier="values"))
    parts += [card(section_heading(_("Note")), body(test.note))] if test.note else []
    parts.append(danger_button(_("Delete"), delete, icon=ft.Icons.DELETE_OUTLINE, identifier="delete"))
    correct = primary_button(
        _("Correct"), lambda _event: set_correcting(True), icon=ft.Icons.EDIT, full=True, identifier="correct"
    )
    foot = ft.Container(correct, padding=theme.foot_padding(), bgcolor=theme.CARD)
    return screen(_("Blood test"), parts, back="/log", foot=[foot])
