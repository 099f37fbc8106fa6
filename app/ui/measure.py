"""How large text is drawn, all scalings together: Flet does not tell, so one unseen line of it is measured."""

import flet as ft

from app.ui import theme
from app.ui.parts.texts import hint


def use_large(page: ft.Page) -> bool:
    """Whether text is drawn at `theme.LARGE_FROM` times its usual size or more, by the system or in the settings."""
    large, set_large = ft.use_state(False)

    def hang() -> None:
        line = ft.Container(
            hint("\u00a0"),
            on_size_change=lambda event: set_large(event.height >= theme.CHART_LINE * theme.LARGE_FROM),
            ignore_interactions=True,
            opacity=0,
            left=0, right=0, top=0,
        )  # fmt: skip
        page.overlay.append(line)
        page.update()

    ft.use_effect(hang, [])
    return large
