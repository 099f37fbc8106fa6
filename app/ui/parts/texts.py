"""Text in its roles. Headings carry their level, so that a screen reader can walk from one to the next."""

from collections.abc import Sequence
from typing import Any

import flet as ft

from app.ui import theme
from app.words import _, listed


def body(words: str, **more: Any) -> ft.Text:
    """Plain reading text."""
    return ft.Text(words, theme_style=theme.BODY, **more)


def lead(words: str, **more: Any) -> ft.Text:
    """One step louder: the sentence that matters on a card."""
    return ft.Text(words, theme_style=theme.LEAD, **more)


def title(words: str, **more: Any) -> ft.Text:
    """The name of a card."""
    return ft.Text(words, theme_style=theme.TITLE, **more)


def hint(words: str, **more: Any) -> ft.Text:
    """A quiet line: dates, units, where a thing comes from."""
    return ft.Text(words, theme_style=theme.SMALL_TEXT, color=more.pop("color", theme.QUIET), **more)


def working(what: str) -> ft.Control:
    """While a key is drawn out of a secret, which is slow on purpose, and slowest on a phone."""
    bar = ft.ProgressBar(semantics_label=what)
    return ft.Column([hint(_("This can take a few seconds.")), bar], spacing=theme.SMALL, tight=True)


def headline(words: str, level: int = 1) -> ft.Control:
    """The large heading of a page's content."""
    return ft.Semantics(content=ft.Text(words, theme_style=theme.HEADLINE), heading_level=level, container=True)


def section_heading(words: str, level: int = 2) -> ft.Control:
    """The heading of a section of a screen."""
    text = ft.Text(words, theme_style=theme.HEADING)
    inside = ft.Semantics(content=text, heading_level=level, container=True)
    return ft.Container(inside, padding=ft.Padding.only(top=theme.SMALL))


def key_value(name: str, value: str) -> ft.Control:
    """One line of a list of facts: its name, then its value below, so that both may be long."""
    return ft.MergeSemantics(ft.Column([hint(name), body(value)], spacing=0, tight=True))


def sources_line(sources: Sequence[str], reviewed: str = "") -> ft.Control:
    """Where a claim comes from. *sources* are names of sources, *reviewed* a date in words or empty."""
    said = _("Sources: {sources}").format(sources=listed(sources)) if sources else _("Source: this app’s own design")
    return hint(said if not reviewed else _("{sources}. Reviewed {date}.").format(sources=said, date=reviewed))
