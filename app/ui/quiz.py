"""Check: the symptom check, one question a screen."""

import flet as ft

from app.ui.component import screen_component
from app.ui.parts import body, screen
from app.words import _


@screen_component
def Check() -> ft.View:
    """The symptom check."""
    return screen(_("Check"), [body(_("Check"))])
