"""People: whose counts are kept on this phone."""

import flet as ft

from app.ui.component import screen_component
from app.ui.parts import body, screen
from app.words import _


@screen_component
def People() -> ft.View:
    """Everybody whose counts are kept here."""
    return screen(_("People"), [body(_("People"))], back="/")


@screen_component
def PersonForm(person_id: str) -> ft.View:
    """One person's facts."""
    return screen(_("People"), [body(person_id)], back="/people")
