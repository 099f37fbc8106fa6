"""Settings."""

import flet as ft

from app.ui.component import screen_component
from app.ui.parts import body, screen
from app.words import _


@screen_component
def Settings() -> ft.View:
    """Settings."""
    return screen(_("Settings"), [body(_("Settings"))], back="/")
