"""Log: blood tests, temperatures and events; forms, trends and the bin."""

import flet as ft

from app.ui.component import screen_component
from app.ui.parts import body, screen
from app.words import _


@screen_component
def LogScreen() -> ft.View:
    """The log."""
    return screen(_("Log"), [body(_("Log"))])


@screen_component
def EntryForm(entry_id: str, kind: str = "test") -> ft.View:
    """One entry: new when *entry_id* is empty."""
    return screen(_("Log"), [body(kind)], back="/log")


@screen_component
def Trend(analyte: str) -> ft.View:
    """One analyte over time."""
    return screen(_("Trend"), [body(analyte)], back="/log")


@screen_component
def Bin() -> ft.View:
    """What was put in the bin."""
    return screen(_("Bin"), [body(_("Bin"))], back="/log")
