"""The fields of the log's forms: drawn once from the half-typed text, and not again while somebody types."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.ui import theme
from app.ui.component import component, memo
from app.ui.context import Large
from app.ui.labs.half import HalfTyped, Pulse
from app.ui.parts.buttons import icon_button
from app.ui.parts.fields import Keyboard, text_box


@component
def _Typed(
    half: HalfTyped,
    name: str,
    label: str,
    moved: Pulse,
    error: str = "",
    keyboard: Keyboard = "text",
    help_text: str = "",
    suffix: str = "",
    max_length: int | None = None,
    on_submit: Any = None,
    calendar: Any = None,
    calendar_name: str = "",
) -> ft.Control:
    large = ft.use_context(Large)
    size = theme.ICON_SMALL if large else theme.ICON  # scaled with the text, it must stay inside the field
    inside = icon_button(ft.Icons.CALENDAR_MONTH, calendar_name, calendar, icon_size=size, padding=0)
    return text_box(
        label, half.text(name), keyboard, error, help_text, suffix, max_length, large=large,
        suffix_icon=inside if calendar else None,
        on_change=lambda event: half.typed(name, event.control.value or ""),
        on_blur=lambda _event: half.touch(name) if half.text(name) else None,
        on_submit=on_submit,
    )  # fmt: skip


_MemoTyped = memo(_Typed)


def beside(number: ft.Control, unit: ft.Control, large: bool) -> ft.Control:
    """A number and its unit: beside each other where there is room, below when the text is *large*."""
    rest = (12, 12) if large else (7, 5)
    return ft.ResponsiveRow(
        [ft.Container(one, col={"xs": 12, "sm": share}) for one, share in zip((number, unit), rest, strict=True)],
        breakpoints=theme.SIDE_BY_SIDE,
        run_spacing=theme.MEDIUM if large else theme.SMALL,
        spacing=theme.SMALL,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def choice_chip(words: str, chosen: bool, on_select: Callable[..., None], key: str) -> ft.Control:
    """One of a few choices beside each other; as high as a finger."""
    edge = ft.BorderSide(theme.HAIRLINE, theme.ACCENT if chosen else theme.LINE)
    ink = theme.ON_ACCENT_SOFT if chosen else theme.ON_PAGE
    return ft.Chip(
        label=ft.Text(words, color=ink),
        selected=chosen,
        show_checkmark=True,
        check_color=ink,
        on_select=on_select,
        bgcolor=theme.CARD,
        selected_color=theme.ACCENT_SOFT,
        shape=ft.RoundedRectangleBorder(radius=theme.PILL_RADIUS, side=edge),
        padding=ft.Padding.symmetric(horizontal=theme.SMALL, vertical=theme.SMALL + theme.TINY),
        key=key,
    )


def typed_field(half: HalfTyped, name: str, label: str, **more: Any) -> ft.Control:
    """A text field of *half*. `error`, `keyboard`, `help_text`, `suffix`, `max_length`, `calendar` (what opens
    it, with `calendar_name`); that and `on_submit` must be stable."""
    field = _MemoTyped(half=half, name=name, label=label, moved=half.moved(name), key=f"field-{name}", **more)
    return ft.Semantics(content=field, identifier=name)
