"""A plain page over everything while the app is on its way out of sight, so that the app switcher shows nothing.

It lies over the page, not over the bar with the fever card; only over an open question or sheet it lies over all. A tap
takes it away, should the system never say that the app is back.
"""

from typing import Any

import flet as ft

from app.ui import theme
from app.ui.parts import secondary_button, title
from app.words import _

COVER = "cover"


def use_cover(state: Any) -> None:
    """Lay the cover and take it away as `state.covered` says; a hook."""
    page = ft.context.page
    over: ft.MutableRef[ft.AlertDialog] = ft.use_ref()

    def lay() -> None:
        page.overlay[:] = [one for one in page.overlay if one.key != COVER]
        page.overlay.extend([_over_page(state)] if state.covered else [])
        page.update()
        if state.covered and any(one.open for one in page._dialogs.controls):
            over.current = _over_dialog(state)
            page.show_dialog(over.current)
        elif not state.covered and over.current is not None:
            over.current.open = False
            over.current.update()
            over.current = None

    ft.use_effect(lay, [state.covered])


def _over_page(state: Any) -> ft.Control:
    inside = ft.Container(_nothing(state), alignment=ft.Alignment.CENTER, padding=theme.LARGE)
    return ft.Container(inside, bgcolor=theme.PAGE, left=0, right=0, top=0, bottom=0, key=COVER)


def _over_dialog(state: Any) -> ft.AlertDialog:
    return ft.AlertDialog(modal=True, barrier_color=theme.PAGE, bgcolor=theme.PAGE, content=_nothing(state))


def _nothing(state: Any) -> ft.Control:
    return ft.Column(
        [
            ft.Icon(ft.Icons.LOCK_OUTLINE, size=theme.ICON_HUGE, color=theme.QUIET),
            title(_("Leukopenia Companion"), text_align=ft.TextAlign.CENTER),
            secondary_button(_("Show"), lambda _event: state.cover(False), identifier="uncover"),
        ],
        alignment=ft.MainAxisAlignment.CENTER,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        spacing=theme.MEDIUM,
        tight=True,
    )
