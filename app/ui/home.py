"""Home."""

import flet as ft

from app.ui.component import screen_component
from app.ui.parts import body, screen
from app.words import _


@screen_component
def Home() -> ft.View:
    """Home."""
    return screen(_("Home"), [body(_("Home"))])
