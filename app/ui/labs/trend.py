"""One analyte over time."""

from typing import Any

from app.ui.component import screen_component
from app.ui.parts import screen
from app.words import _


@screen_component
def Trend(analyte: str) -> Any:
    """One analyte over time."""
    return screen(_("Trend"), [], back="/log")
