"""Share: the summary, in every format it can leave in."""

import flet as ft

from app.ui.component import screen_component
from app.ui.parts import body, screen
from app.words import _


@screen_component
def Share() -> ft.View:
    """The summary and its ways out."""
    return screen(_("Share"), [body(_("Share"))])
