"""Buttons. Each has a visible name or, when it is an icon, a spoken one; each leaves room for a finger.

`action` is one of Flet's client actions (`ft.CopyToClipboard`, `ft.ShareText`, `ft.OpenUrl`): what a browser allows
only inside the tap itself.
"""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.ui import theme

Handler = Callable[..., Any]


def named(control: ft.Control, identifier: str) -> ft.Control:
    """*control* under a name that tests and the system's own automation find; nobody hears it."""
    return ft.Semantics(content=control, identifier=identifier) if identifier else control


def _button(kind: Callable[..., ft.Control], words: str, on_click: Handler | None, more: dict[str, Any]) -> ft.Control:
    identifier, full = more.pop("identifier", ""), more.pop("full", False)
    ground, ink = more.pop("ground", None), more.pop("ink", None)
    text = ft.Text(words, color=ink, text_align=ft.TextAlign.CENTER)
    style = theme.button_style(ground, ink, plain=kind is ft.TextButton)
    made = kind(text, on_click=on_click, style=style, **more)
    whole = named(made, identifier)
    return ft.Row([ft.Container(whole, expand=True)]) if full else whole


def primary_button(words: str, on_click: Handler | None = None, **more: Any) -> ft.Control:
    """The one thing to do on a screen. `icon`, `disabled`, `action`, `full` (as wide as the page), `identifier`."""
    return _button(ft.FilledButton, words, on_click, more)


def secondary_button(words: str, on_click: Handler | None = None, **more: Any) -> ft.Control:
    """Another thing to do; same arguments as `primary_button`."""
    return _button(ft.OutlinedButton, words, on_click, more)


def text_button(words: str, on_click: Handler | None = None, **more: Any) -> ft.Control:
    """The least loud button; same arguments as `primary_button`."""
    return _button(ft.TextButton, words, on_click, more)


def danger_button(words: str, on_click: Handler | None = None, **more: Any) -> ft.Control:
    """Takes something away, or calls for help: in the alarm red."""
    return _button(ft.FilledButton, words, on_click, {"ground": theme.ALARM, "ink": theme.ON_ALARM, **more})


def small_button(words: str, on_click: Handler | None, loud: bool = False, **more: Any) -> ft.Control:
    """One of several beside each other; as high as a finger, less wide. `icon`, `identifier`."""
    identifier = more.pop("identifier", "")
    kind = ft.FilledButton if loud else ft.OutlinedButton
    text = ft.Text(words, theme_style=theme.CAPTION, color=theme.ON_ACCENT if loud else theme.ACCENT)
    return named(kind(text, on_click=on_click, style=theme.compact_button(), **more), identifier)


def icon_button(icon: ft.IconData, name: str, on_click: Handler | None = None, **more: Any) -> ft.Control:
    """A button that shows only an icon; *name* is what it is called aloud and on hover."""
    identifier = more.pop("identifier", "")
    # A desktop browser would make it smaller; padding would push an icon that grew with the text off its middle.
    size = {"width": theme.TARGET, "height": theme.TARGET, "padding": 0}
    button = ft.IconButton(icon, tooltip=name, on_click=on_click, **{**size, **more})
    return named(ft.MergeSemantics(button), identifier)
