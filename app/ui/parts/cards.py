"""Cards: the plain one, the urgency card in exactly three kinds, the notice and the empty state."""

from collections.abc import Callable, Sequence
from typing import Any, Literal

import flet as ft

from app.core.words import N_
from app.ui import theme
from app.ui.parts.buttons import icon_button
from app.ui.parts.texts import body, hint, lead, title
from app.ui.reading import between
from app.words import _

LEVEL_WORDS: dict[theme.Level, str] = {
    "emergency": N_("Emergency"),
    "same_day": N_("Same day"),
    "days": N_("In the next days"),
    "routine": N_("At your next visit"),
    "self_care": N_("Care at home"),
}


def level_word(level: theme.Level) -> str:
    """The word that stands beside a level's icon and colour."""
    return _(LEVEL_WORDS[level])


def card(*controls: ft.Control, ground: str = theme.CARD, identifier: str = "", **more: Any) -> ft.Control:
    """Controls below each other on one surface."""
    box = ft.Container(
        ft.Column(list(controls), spacing=theme.GAP, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        padding=theme.CARD_PADDING,
        bgcolor=ground,
        border_radius=theme.CARD_RADIUS,
        border=theme.edge() if ground == theme.CARD else None,
        **more,
    )
    return ft.Semantics(content=box, identifier=identifier, container=True) if identifier else box


def link_card(
    icon: ft.IconData, words: str, on_click: Callable[..., Any], text: str = "", identifier: str = ""
) -> ft.Control:
    """A row that leads to another screen: icon, name, a quiet line, an arrow."""
    tile = ft.ListTile(
        leading=ft.Icon(icon, color=theme.ACCENT),
        title=title(words),
        subtitle=hint(text) if text else None,
        trailing=ft.Icon(ft.Icons.CHEVRON_RIGHT, color=theme.QUIET),
        on_click=on_click,
        shape=ft.RoundedRectangleBorder(radius=theme.CARD_RADIUS),
        content_padding=ft.Padding.symmetric(horizontal=theme.CARD_PADDING, vertical=theme.TINY),
    )
    box = ft.Container(
        tile,
        bgcolor=theme.CARD,
        border_radius=theme.CARD_RADIUS,
        border=theme.edge(),
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )
    return ft.Semantics(content=box, identifier=identifier) if identifier else box


def urgency_card(
    level: theme.Level,
    what: str,
    text: str = "",
    body_controls: Sequence[ft.Control] = (),
    word: str = "",
    identifier: str = "",
) -> ft.Control:
    """What to do, by how soon: emergency (solid red), urgent (amber) or calm. Colour, icon, shape and word, always all.

    *what* is the action ("Call your care team now"), *text* the sentence under it; *body_controls* may hold buttons.
    An emergency is announced at once.
    """
    look = theme.URGENCIES[level]
    head = ft.Row(
        [
            ft.Icon(look.icon, color=look.ink, size=theme.ICON_LARGE),
            ft.Text(word or level_word(level), theme_style=theme.TITLE, color=look.ink, expand=True),
        ],
        spacing=theme.SMALL,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
    words = [ft.Text(what, theme_style=theme.HEADING, color=look.ink)]
    words += [body(text, color=look.ink)] if text else []
    said = ft.Semantics(
        content=ft.Column([head, *words], spacing=theme.SMALL, tight=True),
        live_region=look.kind == "emergency",
        container=True,
    )
    return card(said, *body_controls, ground=look.ground, identifier=identifier or f"level-{level}")


NOTICES: dict[str, tuple[ft.IconData, str, str]] = {
    "info": (ft.Icons.INFO_OUTLINE, theme.INFO_SOFT, theme.ON_INFO_SOFT),
    "done": (ft.Icons.CHECK, theme.ACCENT_SOFT, theme.ON_ACCENT_SOFT),
    "warning": (ft.Icons.WARNING_AMBER_ROUNDED, theme.URGENT_SOFT, theme.ON_URGENT_SOFT),
    "error": (ft.Icons.ERROR_OUTLINE, theme.ERROR_SOFT, theme.ON_ERROR_SOFT),
}


def notice(
    words: str,
    kind: Literal["info", "done", "warning", "error"] = "info",
    actions: Sequence[ft.Control] = (),
    on_close: Callable[..., Any] | None = None,
    identifier: str = "",
) -> ft.Control:
    """A sentence about what just happened or needs attention; it is announced, and stays until answered."""
    icon, ground, ink = NOTICES[kind]
    row: list[ft.Control] = [
        ft.Icon(icon, color=ink),
        ft.Semantics(content=body(words, color=ink), live_region=True, container=True, expand=True),
    ]
    row += [icon_button(ft.Icons.CLOSE, _("Close"), on_close, icon_color=ink)] if on_close else []
    lines: list[ft.Control] = [ft.Row(row, spacing=theme.SMALL)]
    lines += [ft.Container(ft.Row(list(actions), wrap=True), padding=between(start=theme.ICON))] if actions else []
    box = ft.Container(
        ft.Column(lines, spacing=theme.TINY, tight=True),
        bgcolor=ground,
        border_radius=theme.CARD_RADIUS,
        padding=ft.Padding.symmetric(horizontal=theme.MEDIUM, vertical=theme.GAP),
    )
    return ft.Semantics(content=box, identifier=identifier, container=True) if identifier else box


def empty_state(icon: ft.IconData, words: str, text: str, *actions: ft.Control) -> ft.Control:
    """Nothing here yet: says what will be here, and how to begin."""
    return ft.Container(
        ft.Column(
            [
                ft.Icon(icon, size=theme.ICON_HUGE, color=theme.ACCENT),
                ft.Text(words, theme_style=theme.HEADING, text_align=ft.TextAlign.CENTER),
                lead(text, text_align=ft.TextAlign.CENTER, color=theme.QUIET),
                *actions,
            ],
            spacing=theme.MEDIUM,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        ),
        padding=ft.Padding.symmetric(horizontal=theme.MEDIUM, vertical=theme.LARGE),
        alignment=ft.Alignment.CENTER,
    )
