"""Vaccines the person had, as far as they know: a name, and the day, the month or only the year."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import flet as ft

from app.core.problem import Problem
from app.core.record import Vaccine
from app.core.vaccines import read_when
from app.core.words import N_
from app.ui import theme
from app.ui.component import component
from app.ui.labs.said import say_problem
from app.ui.parts import body, card, form_field, section_heading, text_button
from app.ui.people.left import next_row
from app.ui.people.wrong import Wrong
from app.words import _

MOST = 20
"""Rows on offer; more that came from a backup are kept and shown."""
PARTS = ("name", "when")
NAMELESS = N_("Please write which vaccine it was.")


def write_vaccines(vaccines: Iterable[Vaccine]) -> dict[str, str]:
    """Vaccines as the text of the form."""
    return {f"vaccine{n}.{part}": getattr(one, part) for n, one in enumerate(vaccines) for part in PARTS}


def read_vaccines(fields: Mapping[str, str]) -> tuple[Vaccine, ...]:
    """The vaccines in a form in which `wrong_vaccines` finds nothing wrong."""
    rows = ({part: _typed(fields, n, part) for part in PARTS} for n in range(next_row("vaccine", fields)))
    return tuple(
        Vaccine(name=row["name"], when=str(read_when(row["when"], None, date.max, ""))) for row in rows if row["name"]
    )


def wrong_vaccines(fields: Mapping[str, str], today: date) -> dict[str, str]:
    """What is wrong, by field, as a sentence; empty when all can be kept."""
    wrong: dict[str, str] = {}
    born = date.fromisoformat(fields["birth_date"]) if fields.get("birth_date") else None
    for n in range(next_row("vaccine", fields)):
        when = read_when(_typed(fields, n, "when"), born, today, f"vaccine{n}.when")
        if isinstance(when, Problem):
            wrong[when.field] = say_problem(when)
        elif when and not _typed(fields, n, "name"):
            wrong[f"vaccine{n}.name"] = _(NAMELESS)
    return wrong


def _typed(fields: Mapping[str, str], n: int, part: str) -> str:
    return fields.get(f"vaccine{n}.{part}", "").strip()


@component
def Vaccines(fields: dict[str, str], put: Any, wrong: Wrong) -> ft.Control:
    """The rows in use, and one more on request."""
    asked, set_asked = ft.use_state(0)
    count = next_row("vaccine", (name for name, text in fields.items() if text), asked)
    more = text_button(
        _("Add another vaccine") if count else _("Add a vaccine"), lambda _event: set_asked(count + 1),
        icon=ft.Icons.ADD, identifier="add-vaccine",
    )  # fmt: skip
    return card(
        section_heading(_("Vaccines")),
        body(_("They stand on the page for your care team. If you know only the year, write the year.")),
        *(_row(fields, put, wrong, n) for n in range(count)),
        *([ft.Row([more], wrap=True)] if count < MOST else []),
    )


def _row(fields: dict[str, str], put: Any, wrong: Wrong, n: int) -> ft.Control:
    def field(part: str, label: str, **more: Any) -> Any:
        key = f"vaccine{n}.{part}"
        return form_field(
            label.format(number=n + 1), fields.get(key, ""), lambda text: put(key, text), identifier=key,
            **wrong.at(key), **more,
        )  # fmt: skip

    return ft.Column(
        [
            field("name", _("Vaccine {number}"), max_length=60),
            field("when", _("Vaccine {number}: when"), help_text=_("2025-10-03, 2025-10 or 2025; empty if not known")),
        ],
        spacing=theme.MEDIUM,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        key=f"vaccine{n}",
    )
