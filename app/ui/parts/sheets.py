"""What lies over a screen for a moment: a sheet from below, a question that must be answered."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.ui import theme
from app.ui.parts.buttons import icon_button, text_button
from app.words import _


def show_sheet(title: str, *controls: ft.Control) -> None:
    """A sheet from below: the meaning of a word, the reason of an answer. Swiped, tapped or closed away."""
    page = ft.context.page
    head = ft.Row(
        [
            ft.Semantics(content=ft.Text(title, theme_style=theme.HEADING), heading_level=2, expand=True),
            icon_button(ft.Icons.CLOSE, _("Close"), lambda _event: page.pop_dialog()),
        ]
    )
    inside = ft.Column([head, *controls], spacing=theme.MEDIUM, tight=True, scroll=ft.ScrollMode.AUTO)
    sheet = ft.BottomSheet(
        ft.Container(inside, padding=theme.CARD_PADDING), show_drag_handle=True, scrollable=True, bgcolor=theme.CARD
    )
    page.show_dialog(sheet)


def show_question(
    title: str, text: str, yes: str, on_yes: Callable[..., Any], danger: bool = False, no: str = ""
) -> None:
    """Ask before something that cannot be taken back."""
    page = ft.context.page

    def answer(_event: Any) -> None:
        page.pop_dialog()
        on_yes()

    page.show_dialog(
        ft.AlertDialog(
            modal=True,
            title=ft.Text(title, theme_style=theme.HEADING),
            content=ft.Text(text, theme_style=theme.BODY),
            actions=[
                text_button(no or _("Cancel"), lambda _event: page.pop_dialog()),
                text_button(yes, answer, ink=theme.ERROR if danger else None, identifier="question-yes"),
            ],
        )
    )
