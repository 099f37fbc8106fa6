"""A drawing on the screen, with its words in the person's language.

Flutter draws the words of an SVG in the direction of the screen and, from right to left, out of sight. There the words
are drawn over the picture instead; they are part of it, so they grow with it and not with the text of the screen.
"""

import flet as ft
import flet.canvas as cv

from app.share.drawing import Words, drawn
from app.ui import theme
from app.words import right_to_left

ASCENT = 1.069
"""From the top of a line of Noto Sans to its baseline, in font sizes."""
LIES = {"start": -1.0, "middle": 0.0, "end": 1.0}
"""Where on its line, from left to right, a text is held."""


def drawing(file: str, alt: str = "") -> ft.Control:
    """The drawing *file*, as wide as there is room; *alt* says all of it to a screen reader."""
    picture = drawn(file)
    if not right_to_left():
        return _image(picture.svg(alt), alt)
    scale = min(1, room() / picture.width)
    wide, high = picture.width * scale, picture.height * scale
    words = cv.Canvas([_word(line, scale) for line in picture.words], width=wide, height=high)
    return ft.Stack([_image(picture.svg(alt, words=False), alt, wide, high), words], width=wide, height=high)


def thumbnail(file: str, height: float) -> ft.Control:
    """The shapes of the drawing *file* on a paper of their size; its words would be too small to read."""
    picture = drawn(file)
    inside = _image(picture.svg(words=False), "", height * picture.width / picture.height, height)
    return ft.Container(inside, bgcolor=theme.DRAWN, border_radius=theme.FIELD_RADIUS, padding=theme.SMALL)


def room() -> float:
    """How wide a drawing may be: the window, without the margins of the page and of the paper the drawing is on."""
    window = ft.context.page.width or theme.CONTENT_WIDTH
    margin = theme.LARGE if window >= theme.WIDE_FROM else theme.MEDIUM
    return max(theme.TARGET, min(window, theme.CONTENT_WIDTH) - 2 * (margin + theme.MEDIUM))


def _image(svg: str, alt: str, width: float | None = None, height: float | None = None) -> ft.Control:
    return ft.Image(
        src=svg,
        fit=ft.BoxFit.CONTAIN,
        width=width,
        height=height,
        semantics_label=alt or None,
        exclude_from_semantics=not alt,
    )


def _word(line: Words, scale: float) -> cv.Shape:
    return cv.Text(
        line.x * scale,
        (line.y - ASCENT * line.size) * scale,
        line.said,
        theme.face_style(line.bold, line.size * scale, line.colour),
        alignment=ft.Alignment(LIES[line.anchor], -1),
    )
