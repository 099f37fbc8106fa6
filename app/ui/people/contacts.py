"""Whom to call, in the person's own order: they stand first on the fever card and in every urgent result."""

from collections.abc import Iterable
from typing import Any, get_args

import flet as ft

from app.core.record import Contact
from app.core.words import N_
from app.ui import theme
from app.ui.component import component
from app.ui.parts import body, card, form_field, picker, section_heading, text_button
from app.words import _

MOST = 6
ROLES = {"team": N_("Care team"), "doctor": N_("Doctor"), "carer": N_("Carer or family"), "other": N_("Other")}
assert set(ROLES) == set(get_args(Contact.model_fields["role"].annotation))


def write_contacts(contacts: Iterable[Contact]) -> dict[str, str]:
    """Contacts as the text of the form."""
    parts = ("name", "number", "role")
    return {f"contact{n}.{part}": getattr(one, part) for n, one in enumerate(contacts) for part in parts}


def read_contacts(fields: dict[str, str]) -> tuple[Contact, ...]:
    """The contacts in the form that have a number; one without a name is called by its role."""
    found = []
    for n in range(MOST):
        name, number, role = (fields.get(f"contact{n}.{part}", "").strip() for part in ("name", "number", "role"))
        if number:
            role = role or "team"
            found.append(Contact.model_validate({"name": name or _(ROLES[role]), "number": number, "role": role}))
    return tuple(found)


@component
def Contacts(fields: dict[str, str], put: Any) -> ft.Control:
    """The rows in use, and one more on request."""
    used = [n for n in range(MOST) if any(fields.get(f"contact{n}.{part}") for part in ("name", "number", "role"))]
    asked, set_asked = ft.use_state(0)
    count = min(MOST, max([1, asked, *(n + 1 for n in used)]))
    more = text_button(_("Add another number"), lambda _event: set_asked(count + 1), icon=ft.Icons.ADD)
    return card(
        section_heading(_("Whom to call")),
        body(_("They stand first on the fever card: the care team’s day and night line, then others.")),
        *(_row(fields, put, n) for n in range(count)),
        *([ft.Row([more], wrap=True)] if count < MOST else []),
    )


def _row(fields: dict[str, str], put: Any, n: int) -> ft.Control:
    def field(part: str, label: str, keyboard: str) -> Any:
        return form_field(
            label, fields.get(f"contact{n}.{part}", ""), lambda text: put(f"contact{n}.{part}", text),
            keyboard=keyboard, max_length=40, identifier=f"contact{n}-{part}",
        )  # fmt: skip

    number = n + 1
    roles = {key: _(words) for key, words in ROLES.items()}
    role = picker(
        _("Contact {number}: who").format(number=number), fields.get(f"contact{n}.role") or "team", roles,
        lambda value: put(f"contact{n}.role", value),
    )  # fmt: skip
    return ft.Column(
        [
            role,
            field("name", _("Contact {number}: name").format(number=number), "text"),
            field("number", _("Contact {number}: telephone").format(number=number), "phone"),
        ],
        spacing=theme.MEDIUM,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        key=f"contact{n}",
    )
