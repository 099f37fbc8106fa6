"""The form of a temperature: a number and its scale, or "no thermometer: hot or shivering"."""

from collections.abc import Mapping
from typing import Any

import flet as ft

from app.core.names import FEVER_MEDICINE, SITES
from app.core.problem import Problem
from app.core.record import Temperature
from app.core.temperature import SCALES, TemperatureForm, TemperatureRead, read_temperature
from app.core.units import celsius
from app.ui import theme
from app.ui.component import component
from app.ui.context import Large
from app.ui.labs.days import day_field
from app.ui.labs.fields import beside, typed_field
from app.ui.labs.form import NOBODY, form_screen
from app.ui.labs.half import HalfTyped, Pulse
from app.ui.labs.said import say_problem
from app.ui.labs.values import questions
from app.ui.parts import check_row, hint, picker, radio_rows, section_heading
from app.words import _, ltr


def understood(state: Any, fields: Mapping[str, str], accepted: frozenset[str], editing: str) -> TemperatureRead:
    """What the half-typed *fields* say so far."""
    person = state.person or NOBODY
    return read_temperature(form_of(fields), person, state.log, state.now(), accepted, editing)


def form_of(fields: Mapping[str, str]) -> TemperatureForm:
    """The typed form; anything that is not one of its choices falls back to the empty one."""
    plain = {key: fields.get(key, "") for key in ("on", "at", "text", "note")}
    site, medicine = fields.get("site", ""), fields.get("fever_medicine", "unknown")
    return TemperatureForm.model_validate(
        {
            **plain,
            "unit": "[degF]" if fields.get("unit") == "[degF]" else "Cel",
            "site": site if site in SITES else "",
            "feels_hot": fields.get("feels_hot") == "yes",
            "fever_medicine": medicine if medicine in FEVER_MEDICINE else "unknown",
        }
    )


@component
def _Degrees(half: HalfTyped, beat: Pulse, scale_beat: Pulse) -> ft.Control:
    """The number, its scale, and the same in the other scale."""
    found = half.problems_at("text")
    stop = next((say_problem(one) for one in found if one.weight == "stop" and not one.offers), "")
    unit = half.text("unit") or "Cel"
    number = typed_field(half, "text", _("Temperature"), error=stop, keyboard="number")
    scale = picker(_("Unit"), unit, SCALES, lambda chosen: half.put("unit", chosen), identifier="unit")
    value = celsius(half.text("text"), unit) if half.text("text").strip() and not found else None
    parts: list[ft.Control] = [beside(number, scale, ft.use_context(Large))]
    if value is not None:
        other = value if unit == "[degF]" else value * 9 / 5 + 32
        label = "°C" if unit == "[degF]" else "°F"
        parts.append(hint(ltr(f"= {other:.1f} {label}")))
    parts += questions(half, [one for one in found if one.weight == "ask" or one.offers])
    return ft.Column(parts, spacing=theme.TINY, tight=True)


@component
def _Choices(half: HalfTyped, beat: Pulse) -> ft.Control:
    """Everything that is chosen and not typed."""
    medicine = half.text("fever_medicine") or "unknown"
    parts = [
        check_row(
            _("No thermometer, but hot or shivering"),
            half.text("feels_hot") == "yes",
            lambda on: half.put("feels_hot", "yes" if on else ""),
            identifier="feels-hot",
        ),
        picker(
            _("Measured"),
            half.text("site"),
            {key: _(words) for key, words in SITES.items()},
            lambda chosen: half.put("site", chosen),
            identifier="site",
        ),
        radio_rows(
            _("A fever medicine or a steroid in the 6 hours before?"),
            medicine,
            {key: _(words) for key, words in FEVER_MEDICINE.items()},
            lambda chosen: half.put("fever_medicine", chosen),
            identifier="fever-medicine",
        ),
    ]
    return ft.Column(parts, spacing=theme.MEDIUM, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


@component
def _Clock(half: HalfTyped, beat: Pulse) -> ft.Control:
    found = half.problems_at("at")
    stop = next((say_problem(one) for one in found if one.weight == "stop"), "")
    field = typed_field(half, "at", _("Time (for example 18:30)"), error=stop)
    asked = questions(half, [one for one in found if one.weight == "ask"])
    return ft.Column([field, *asked], tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _body(state: Any, half: HalfTyped) -> list[ft.Control]:
    return [
        _Degrees(half=half, beat=half.of("text"), scale_beat=half.of("unit"), key="degrees"),
        _Choices(half=half, beat=half.any(), key="choices"),
        section_heading(_("When")),
        day_field(half, "on", _("Day"), state.today()),
        _Clock(half=half, beat=half.of("at"), key="clock"),
        typed_field(half, "note", _("Note (optional)"), keyboard="lines"),
    ]


def _begin(state: Any, old: Temperature | None) -> dict[str, str]:
    """The fields of *old*, else now, in the scale of the last reading."""
    if old is None:
        before = state.log.temperatures
        return {
            "on": state.today().isoformat(),
            "at": f"{state.now():%H:%M}",
            "unit": before[-1].unit if before else "Cel",
            "site": before[-1].site if before else "",
        }
    return {
        "on": old.at.date().isoformat(),
        "at": f"{old.at:%H:%M}",
        "text": old.text,
        "unit": old.unit,
        "site": old.site,
        "feels_hot": "yes" if old.feels_hot else "",
        "fever_medicine": old.fever_medicine,
        "note": old.note,
    }


async def _keep(state: Any, half: HalfTyped, old: Temperature | None) -> str:
    read = understood(state, half.fields, half.confirmed, old.id if old else "")
    if not read.ok or read.at is None:
        return ""
    now, form = state.now(), read.form
    unmoved = old is not None and f"{old.at:%Y-%m-%d %H:%M}" == f"{read.at:%Y-%m-%d %H:%M}"
    entry = Temperature(
        id=old.id if old else state.new_id(),
        person=old.person if old else state.person.id,
        created=old.created if old else now,
        changed=now,
        note=form.note.strip(),
        sample=old.sample if old else False,
        at=old.at if old and unmoved else read.at,  # a correction at home must not move a reading taken abroad
        text=form.text.strip(),
        unit=form.unit,
        site=form.site,
        feels_hot=form.feels_hot,
        fever_medicine=form.fever_medicine,
    )
    return entry.id if await state.keep(entry) else ""


def temperature_form(state: Any, old: Temperature | None) -> Any:
    """The screen: a new temperature when *old* is None, else its correction."""

    def check(fields: Mapping[str, str], accepted: frozenset[str]) -> tuple[Problem, ...]:
        return understood(state, fields, accepted, old.id if old else "").problems

    return form_screen(
        state,
        title=_("Correct a temperature") if old else _("Temperature"),
        draft=f"temperature:{old.id}" if old else "temperature",
        begin={key: text for key, text in _begin(state, old).items() if text},
        check=check,
        body=lambda half: _body(state, half),
        keep=lambda half: _keep(state, half, old),
        old=old,
        names={"text": _("Temperature"), "at": _("Time"), "on": _("Day")},
    )
