"""How large text is drawn, all scalings together: Flet does not tell, so one unseen line of it is measured."""

import flet as ft

from app.ui import theme
from app.ui.parts.texts import hint


def use_large(page: ft.Page) -> bool:
    """Whether text is drawn at `theme.LARGE_FROM` times its usual size or more, by the system or in the settings."""
    large, set_large = ft.use_state(False)

    def hang() -> None:
        line = ft.Container(  # what is measured is not what is placed: Flutter cannot draw both in one
            hint("\u00a0"),
            on_size_change=lambda event: set_large(event.height >= theme.CHART_LINE * theme.LARGE_FROM),
        )
        page.overlay.append(ft.Container(line, left=0, right=0, top=0, opacity=0, ignore_interactions=True))
        page.update()

    ft.use_effect(hang, [])
    return large
