"""Values at a glance: a tile with its number, age, rating word and range bar; and whose values they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import flet as ft

from app.ui import theme
from app.ui.parts.buttons import Handler
from app.ui.parts.texts import hint
from app.words import ltr, right_to_left

Tone = Literal["", "low", "very_low", "high", "in_range", "unrated"]
TONES: dict[str, tuple[ft.IconData, str, str]] = {
    "very_low": (ft.Icons.KEYBOARD_DOUBLE_ARROW_DOWN, theme.ERROR_SOFT, theme.ON_ERROR_SOFT),
    "low": (ft.Icons.ARROW_DOWNWARD, theme.URGENT_SOFT, theme.ON_URGENT_SOFT),
    "high": (ft.Icons.ARROW_UPWARD, theme.INFO_SOFT, theme.ON_INFO_SOFT),
    "in_range": (ft.Icons.CHECK, theme.ACCENT_SOFT, theme.ON_ACCENT_SOFT),
    "unrated": (ft.Icons.REMOVE, theme.MUTED, theme.QUIET),
}


@dataclass(frozen=True)
class RangeBar:
    """Where a value lies, for the eye only: shares from 0 to 1 along the bar. `low` and `high` bound the range."""

    at: float
    low: float
    high: float


def rating_chip(words: str, tone: Tone) -> ft.Control:
    """A rating as icon, colour and word. Its room must be bounded: a row that wraps, not one that does not."""
    icon, ground, ink = TONES[tone or "unrated"]
    return ft.Container(
        ft.Row(
            [
                ft.Icon(icon, size=theme.ICON_SMALL, color=ink),
                ft.Text(words, theme_style=theme.CAPTION, color=ink, expand=True, expand_loose=True),
            ],
            spacing=theme.TINY,
            tight=True,
        ),
        bgcolor=ground,
        border_radius=theme.FIELD_RADIUS,
        padding=ft.Padding.symmetric(horizontal=theme.SMALL, vertical=theme.TINY),
    )


def _bar(shape: RangeBar) -> ft.Control:
    """Track, range and marker out of plain boxes, so that it follows any width."""

    def stretch(share: float, colour: str) -> ft.Control:
        return ft.Container(expand=max(1, round(share * 1000)), bgcolor=colour, height=theme.BAR_HEIGHT)

    low, high, at = (min(1.0, max(0.0, share)) for share in (shape.low, shape.high, shape.at))
    track = ft.Row(
        [stretch(low, theme.LINE), stretch(high - low, theme.ACCENT), stretch(1 - high, theme.LINE)],
        spacing=0,
    )
    marker = ft.Container(
        width=theme.BAR_HEIGHT,
        height=theme.BAR_HEIGHT * 2,
        bgcolor=theme.ON_PAGE,
        border_radius=theme.FIELD_RADIUS,
        border=theme.edge(theme.CARD),
    )
    along = ft.Row(
        [
            ft.Container(expand=max(1, round(at * 1000))),
            marker,
            ft.Container(expand=max(1, round((1 - at) * 1000))),
        ],
        spacing=0,
    )
    inside = ft.Stack(
        [
            ft.Container(track, border_radius=theme.FIELD_RADIUS, clip_behavior=ft.ClipBehavior.ANTI_ALIAS),
            along,
        ],
        alignment=ft.Alignment.CENTER,
    )
    return ft.Semantics(content=ft.Container(inside, height=theme.BAR_HEIGHT * 2), exclude_semantics=True)


def _in_order(number: ft.Control, unit: ft.Control | None) -> list[ft.Control]:
    """A number and its unit, the unit on its right in any language: a row is mirrored, a value never."""
    pair = [number, unit] if unit else [number]
    return pair[::-1] if right_to_left() else pair


def value_tile(
    name: str,
    value: str,
    unit: str = "",
    age: str = "",
    rating: str = "",
    tone: Tone = "",
    bar: RangeBar | None = None,
    note: str = "",
    on_click: Handler | None = None,
    identifier: str = "",
) -> ft.Control:
    """One value: *name*, *value* with *unit*, *age* (when it was taken), *rating* in a word, and where it lies."""
    number = ft.Row(
        _in_order(ft.Text(value, theme_style=theme.NUMBER), hint(ltr(unit)) if unit else None),
        spacing=theme.SMALL,
        run_spacing=0,
        wrap=True,
        vertical_alignment=ft.CrossAxisAlignment.END,
    )
    lines: list[ft.Control] = [ft.Text(name, theme_style=theme.TITLE, color=theme.QUIET), number]
    lines += [ft.Row([rating_chip(rating, tone)], wrap=True)] if rating else []
    lines += [_bar(bar)] if bar else []
    lines += [hint(age)] if age else []
    lines += [hint(note)] if note else []
    inside = ft.MergeSemantics(ft.Column(lines, spacing=theme.SMALL, tight=True))
    box = ft.Container(
        inside,
        padding=theme.CARD_PADDING,
        bgcolor=theme.CARD,
        border_radius=theme.CARD_RADIUS,
        border=theme.edge(),
        ink=on_click is not None,
        on_click=on_click,
    )
    tile: ft.Control = ft.Semantics(content=box, button=True, container=True) if on_click else box
    return ft.Semantics(content=tile, identifier=identifier) if identifier else tile


def tiles(controls: Sequence[ft.Control], columns: int = 2) -> ft.Control:
    """Tiles beside each other where there is room: one column on a phone, *columns* on a wide page."""
    share: dict[str | ft.ResponsiveRowBreakpoint, int | float] = {
        "xs": 12,
        "sm": 12 // min(columns, 2),
        "md": 12 // columns,
    }
    return ft.ResponsiveRow(
        [ft.Container(control, col=share) for control in controls], spacing=theme.MEDIUM, run_spacing=theme.MEDIUM
    )


def person_chip(name: str, colour: str, on_click: Handler | None = None, **more: Any) -> ft.Control:
    """Whose record this is: always the name, with the person's colour."""
    ground, ink = theme.PEOPLE.get(colour, theme.PEOPLE["teal"])
    chip = ft.Container(
        ft.Row(
            [
                ft.Icon(ft.Icons.PERSON, size=theme.ICON_SMALL, color=ink),
                ft.Text(
                    name,
                    theme_style=theme.LABEL,
                    color=ink,
                    max_lines=2,
                    overflow=ft.TextOverflow.ELLIPSIS,
                    expand=True,
                    expand_loose=True,
                ),
            ],
            spacing=theme.TINY,
            tight=True,
        ),
        bgcolor=ground,
        border_radius=theme.PILL_RADIUS,
        padding=ft.Padding.symmetric(horizontal=theme.MEDIUM, vertical=theme.ROW_PADDING if on_click else theme.SMALL),
        on_click=on_click,
        **more,
    )
    return ft.MergeSemantics(ft.Semantics(content=chip, button=True)) if on_click else chip


def value_row(
    name: str, value: str, unit: str = "", rating: str = "", tone: Tone = "", on_click: Handler | None = None
) -> ft.Control:
    """One value as a line of a list; the number is never broken over two lines, and stands below a long name."""
    number = ft.Text(value, theme_style=theme.TITLE, no_wrap=True)
    end = ft.Row(_in_order(number, hint(ltr(unit), no_wrap=True)), spacing=theme.TINY, tight=True)
    lines: list[ft.Control] = [
        ft.Row(
            [ft.Text(name, theme_style=theme.BODY), end],
            spacing=theme.SMALL,
            run_spacing=0,
            wrap=True,
            alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        ),
    ]
    lines += [ft.Row([rating_chip(rating, tone)], wrap=True)] if rating else []
    inside = ft.MergeSemantics(
        ft.Column(lines, spacing=theme.TINY, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    )
    box = ft.Container(
        inside,
        padding=ft.Padding.symmetric(vertical=theme.ROW_PADDING if on_click else theme.SMALL),
        on_click=on_click,
        ink=on_click is not None,
    )
    return ft.Semantics(content=box, button=True, container=True) if on_click else box
