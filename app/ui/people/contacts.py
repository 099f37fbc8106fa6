"""Whom to call, in the person's own order: they stand first on the fever card and in every urgent result."""

from collections.abc import Iterable, Mapping
from typing import Any, get_args

import flet as ft

from app.core.record import Contact
from app.core.words import N_
from app.ui import theme
from app.ui.component import component
from app.ui.parts import body, card, form_field, picker, section_heading, text_button
from app.ui.people.left import next_row
from app.ui.people.wrong import Wrong
from app.words import _

MOST = 6
"""Rows on offer; more that came from a backup are kept and shown."""
PARTS = ("name", "number", "role")
NUMBERLESS = N_("Please add the telephone number, or empty the name.")
ROLES = {"team": N_("Care team"), "doctor": N_("Doctor"), "carer": N_("Carer or family"), "other": N_("Other")}
assert set(ROLES) == set(get_args(Contact.model_fields["role"].annotation))


def write_contacts(contacts: Iterable[Contact]) -> dict[str, str]:
    """Contacts as the text of the form."""
    return {f"contact{n}.{part}": getattr(one, part) for n, one in enumerate(contacts) for part in PARTS}


def read_contacts(fields: Mapping[str, str]) -> tuple[Contact, ...]:
    """The contacts in a form that has nothing `wrong_contacts` finds; one without a name is called by its role."""
    found = []
    for n in range(next_row("contact", fields)):
        name, number, role = (_typed(fields, n, part) for part in PARTS)
        if number:
            role = role or "team"
            found.append(Contact.model_validate({"name": name or _(ROLES[role]), "number": number, "role": role}))
    return tuple(found)


def wrong_contacts(fields: Mapping[str, str]) -> dict[str, str]:
    """What is wrong, by field, as a sentence: nobody with a name and no number goes without a word."""
    rows = range(next_row("contact", fields))
    alone = (n for n in rows if _typed(fields, n, "name") and not _typed(fields, n, "number"))
    return {f"contact{n}.number": _(NUMBERLESS) for n in alone}


def _typed(fields: Mapping[str, str], n: int, part: str) -> str:
    return fields.get(f"contact{n}.{part}", "").strip()


@component
def Contacts(fields: dict[str, str], put: Any, wrong: Wrong) -> ft.Control:
    """The rows in use, and one more on request."""
    asked, set_asked = ft.use_state(1)
    count = next_row("contact", (name for name, text in fields.items() if text), asked)
    more = text_button(_("Add another number"), lambda _event: set_asked(count + 1), icon=ft.Icons.ADD)
    return card(
        section_heading(_("Whom to call")),
        body(_("They stand first on the fever card: the care team’s day and night line, then others.")),
        *(_row(fields, put, wrong, n) for n in range(count)),
        *([ft.Row([more], wrap=True)] if count < MOST else []),
    )


def _row(fields: dict[str, str], put: Any, wrong: Wrong, n: int) -> ft.Control:
    def field(part: str, label: str, keyboard: str) -> Any:
        return form_field(
            label, fields.get(f"contact{n}.{part}", ""), lambda text: put(f"contact{n}.{part}", text),
            keyboard=keyboard, max_length=40, identifier=f"contact{n}-{part}",
            **wrong.at(f"contact{n}.{part}"),
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
