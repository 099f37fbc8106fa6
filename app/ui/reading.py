"""What depends on the direction of reading: faces, and padding at the start or the end of a line."""

import flet as ft

from app.words import right_to_left

FONT, FONT_BOLD = "Noto Sans", "Noto Sans Bold"
FONTS = {FONT: "fonts/NotoSans-Regular.ttf", FONT_BOLD: "fonts/NotoSans-Bold.ttf"}
ARABIC, ARABIC_BOLD = "Noto Sans Arabic", "Noto Sans Arabic Bold"
ARABIC_FONTS = {ARABIC: "fonts/NotoSansArabic-Regular.ttf", ARABIC_BOLD: "fonts/NotoSansArabic-Bold.ttf"}
"""Loaded where the language is written with them; a single name in Arabic letters the platform finds by itself."""
EVERY = FONTS | ARABIC_FONTS
"""Fetched where a language can be chosen."""


def fonts() -> dict[str, str]:
    """The faces the language in use needs, by family."""
    return FONTS | ARABIC_FONTS if right_to_left() else FONTS


def fallback(bold: bool) -> list[str] | None:
    """Where letters come from that Noto Sans has not."""
    return [ARABIC_BOLD if bold else ARABIC] if right_to_left() else None


def between(start: float = 0, end: float = 0, top: float = 0, bottom: float = 0) -> ft.Padding:
    """Padding by the direction of reading; Flet's own knows left and right only."""
    left, right = (end, start) if right_to_left() else (start, end)
    return ft.Padding(left=left, right=right, top=top, bottom=bottom)
