"""The temperature question: a number in °C or °F, or "no thermometer", which is never taken for "no fever"."""

from collections.abc import Callable
from typing import Any, cast

import flet as ft

from app.core.problem import Problem
from app.core.quiz_bands import band_temperature
from app.core.quiz_text import QuizText
from app.core.temperature import SCALES, Scale, read_degrees
from app.ui import theme
from app.ui.component import component
from app.ui.parts import form_field, notice, radio_rows, secondary_button
from app.ui.quiz.walk import Walk
from app.words import _, ltr

TYPED = "typed"
UNMEASURED = ("not_measured_hot", "not_measured_normal")


@component
def Degrees(walk: Walk, text: QuizText, onward: Callable[..., Any], back: Callable[[], None]) -> ft.Control:
    """The field, the scale, and the ways to answer without a number."""
    from app.ui.quiz.question import buttons

    shown, extra = walk.value, walk.extra
    way, set_way = ft.use_state(shown if isinstance(shown, str) else TYPED)
    number, set_number = ft.use_state(extra.get("temperature_text", ""))
    unit, set_unit = ft.use_state(extra.get("temperature_unit", "Cel"))
    problem: Problem | None
    problem, set_problem = ft.use_state(cast(Any, None))
    typed = ft.use_callback(set_number, [])

    def forward(sure: str = "") -> None:
        if way != TYPED:
            onward(way, temperature_text="", temperature_unit="")
            return
        scale: Scale = "[degF]" if unit == "[degF]" else "Cel"
        value, problems = read_degrees(number, scale)
        left = [one for one in problems if one.key != sure]
        if value is None or left:
            set_problem(left[0] if left else None)
            return
        onward(band_temperature(value), temperature_text=number, temperature_unit=unit)

    def take(offer: Problem) -> None:
        set_number(offer.offer)
        set_unit(offer.offer_unit or unit)
        set_problem(None)

    labels = {TYPED: _("I measured it")}
    labels |= {one: text.label("temperature", one) for one in (way, *UNMEASURED) if one != TYPED}
    field = [
        form_field(
            _("Temperature"), number, typed, unit=SCALES[unit], keyboard="number", identifier="degrees",
            error=_said(problem) if problem and problem.weight == "stop" else "",
        ),
        radio_rows(_("Unit"), unit, dict(SCALES), set_unit, show_label=False),
        *_asked(problem, take, forward),
    ]  # fmt: skip
    ways = radio_rows(text.questions["temperature"].ask, way, labels, set_way, show_label=False)
    return ft.Column(
        [ways, *(field if way == TYPED else []), buttons(forward, back)],
        spacing=theme.MEDIUM,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _said(problem: Problem) -> str:
    return _(problem.text).format(**problem.values)


def _asked(problem: Problem | None, take: Callable[[Problem], None], sure: Callable[[str], None]) -> list[ft.Control]:
    """What the number may have meant, to take or to leave; it is never changed silently."""
    if problem is None:
        return []
    offer = (
        [secondary_button(ltr(f"{problem.offer} {SCALES.get(problem.offer_unit, '')}"), lambda _e: take(problem))]
        if problem.offer
        else []
    )
    if problem.weight == "ask":
        yes = secondary_button(_("Yes, it is right"), lambda _e: sure(problem.key), identifier="is-right")
        return [notice(_said(problem), "warning", [yes, *offer])]
    return [ft.Row(offer, wrap=True)] if offer else []
