"""The fever card: from every screen in one tap."""

import flet as ft

from app.ui.component import screen_component
from app.ui.parts import body, screen
from app.words import _


@screen_component
def FeverCard() -> ft.View:
    """The fever card."""
    return screen(_("Fever card"), [body(_("Fever card"))], modal=True, fever=False)
