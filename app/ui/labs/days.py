"""A day in a form: typed as 2026-11-23 or taken from a calendar, and said in words so that it cannot be misread."""

from datetime import date, datetime
from typing import Any

import flet as ft

from app.ui import theme
from app.ui.component import component, memo
from app.ui.labs.fields import typed_field
from app.ui.labs.half import HalfTyped, Pulse
from app.ui.labs.said import say_problem
from app.ui.labs.values import questions
from app.ui.parts import hint
from app.ui.reading import between
from app.words import _, say_age, say_date


def read_day(text: str) -> date | None:
    """An ISO day as typed, or None."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def picked_day(value: Any) -> date:
    """The local day of what Flet's calendar gives: local midnight in UTC, the day before it east of Greenwich."""
    return value.astimezone().date() if isinstance(value, datetime) else value


def open_calendar(half: HalfTyped, name: str, first: date, last: date, today: date) -> None:
    """The platform's calendar; what is picked goes into the field *name* of *half*."""
    shown = read_day(half.text(name)) or today

    def picked(event: ft.Event[ft.DatePicker]) -> None:
        if event.control.value is not None:
            half.put(name, picked_day(event.control.value).isoformat())

    ft.context.page.show_dialog(
        ft.DatePicker(
            value=min(max(shown, first), last),
            first_date=first,
            last_date=last,
            current_date=today,
            on_change=picked,
        )
    )


@component
def _Day(half: HalfTyped, name: str, label: str, today: date, last: date, beat: Pulse) -> ft.Control:
    found = half.problems_at(name)
    stop = next((say_problem(one) for one in found if one.weight == "stop"), "")
    day = read_day(half.text(name))
    said = _("{date}, {age}").format(date=say_date(day), age=say_age(day, today)) if day else ""
    first = today.replace(year=today.year - 110, day=1)
    opens = ft.use_callback(lambda _event: open_calendar(half, name, first, last, today), [half, name, today, last])
    field = typed_field(
        half,
        name,
        label,
        error=stop,
        help_text="" if day else _("Year-month-day, as 2026-11-23"),
        calendar=opens,
        calendar_name=_("Choose from the calendar: {name}").format(name=label),
    )
    # Room below the date in words, so that the name of the next field does not touch it.
    parts: list[ft.Control] = [field]
    parts += [ft.Container(hint(said), padding=between(bottom=theme.SMALL))] if said else []
    parts += questions(half, [one for one in found if one.weight == "ask"])
    return ft.Column(parts, spacing=theme.TINY, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


_MemoDay = memo(_Day)


def day_field(half: HalfTyped, name: str, label: str, today: date, last: date | None = None) -> Any:
    """The field *name* of *half* as a day; the calendar ends at *last* (else today)."""
    return _MemoDay(
        half=half, name=name, label=label, today=today, last=last or today, beat=half.of(name), key=f"day-{name}"
    )
