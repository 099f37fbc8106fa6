"""About."""

import flet as ft

from app.ui.component import screen_component
from app.ui.parts import body, screen
from app.words import _


@screen_component
def About() -> ft.View:
    """About."""
    return screen(_("About"), [body(_("About"))], back="/")
