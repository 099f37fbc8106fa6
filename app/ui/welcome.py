"""The first start: what the app is for, in three short sentences, once."""

from typing import Any

import flet as ft

from app.ui import theme
from app.ui.component import screen_component
from app.ui.context import Ctx
from app.ui.parts import card, headline, hint, lead, link_card, primary_button, screen
from app.words import _

SIGNS = (ft.Icons.MENU_BOOK, ft.Icons.MEDICAL_INFORMATION, ft.Icons.CALL)


@screen_component
def Welcome() -> ft.View:
    """Three sentences and one button. The fever card is already there, in the bar."""
    state, page = ft.use_context(Ctx).state, ft.context.page

    async def begin(_event: Any) -> None:
        await state.keep_settings(intended_use_seen=state.today())

    rows = [
        ft.Row(
            [ft.Icon(sign, color=theme.ACCENT, size=theme.ICON_LARGE), lead(words, expand=True)],
            spacing=theme.MEDIUM,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
        for sign, words in zip(SIGNS, state.content.about.first_run, strict=True)
    ]
    return screen(
        _("Welcome"),
        [
            headline(_("Leukopenia Companion")),
            *(card(row) for row in rows),
            primary_button(_("I understand, begin"), begin, full=True, identifier="begin"),
            link_card(ft.Icons.INFO_OUTLINE, _("More about this app"), lambda _event: page.navigate("/about")),
            hint(_("Everything you type stays on this device. Nothing is sent anywhere.")),
        ],
        route="/",
    )
