"""How the app looks: with `colours` the only literals of style. Screens and parts name a role from here, never a number
or a colour.

Colours are roles of Material 3 that Flutter resolves itself, so that light, dark and high contrast need no code in a
screen. `docs/DESIGN.md` says why; `tests/ui/test_theme.py` measures the contrast of every pair of them.
"""

from dataclasses import dataclass
from typing import Literal

import flet as ft

from app.ui.colours import DARK, HIGH_DARK, HIGH_LIGHT, LIGHT
from app.ui.reading import FONT, FONT_BOLD, between, fallback

Level = Literal["emergency", "same_day", "days", "routine", "self_care"]
Kind = Literal["emergency", "urgent", "calm"]
TextSize = Literal["normal", "large", "largest"]

# Roles of colour, by what they are for.
PAGE, ON_PAGE, QUIET = "surface", "onsurface", "onsurfacevariant"
CARD, INSET, LINE, EDGE = "surfacecontainerlowest", "surfacecontainer", "outlinevariant", "outline"
MUTED, DRAWN = "surfacecontainerhighest", "secondaryfixed"  # behind "not rated"; behind a drawing, dimmed by night
ACCENT, ON_ACCENT, ACCENT_SOFT, ON_ACCENT_SOFT = "primary", "onprimary", "primarycontainer", "onprimarycontainer"
INFO, INFO_SOFT, ON_INFO_SOFT = "secondary", "secondarycontainer", "onsecondarycontainer"
URGENT, URGENT_SOFT, ON_URGENT_SOFT = "tertiary", "tertiarycontainer", "ontertiarycontainer"
ERROR, ERROR_SOFT, ON_ERROR_SOFT = "error", "errorcontainer", "onerrorcontainer"
ALARM, ON_ALARM = "#A8101A", "#FFFFFF"
"""The one red that stays itself in every theme: emergency, and nothing else."""
PAPER = "#FDFDFB"
"""White enough for a code that a camera reads, in every theme; by day also behind drawings, made for paper."""

# Space, in logical pixels; a finger needs 48.
TINY, SMALL, GAP, MEDIUM, LARGE, HUGE = 4, 8, 12, 16, 24, 40
TARGET, ROW_PADDING = 48, 12  # one line of text, or an icon, with that padding on both sides is a target
CARD_PADDING, THUMBNAIL = 20, 160
CARD_RADIUS, FIELD_RADIUS, PILL_RADIUS = 20, 12, 100
CONTENT_WIDTH, WIDE_FROM, ICONS_FROM = 720, 700, 380  # two buttons of a row show their icons too from there on
LARGE_FROM = 1.4
"""Text of so many times its usual size, by the system or in the settings, is large."""
SIDE_BY_SIDE: dict[ft.ResponsiveRowBreakpoint | str, int | float] = {"xs": 0, "sm": 300}
"""A number stands beside its unit from this width of their row on, else above it."""
ROOMY: dict[ft.ResponsiveRowBreakpoint | str, int | float] = {"xs": 0, "sm": 480}  # the same for two buttons
CHART_LINE, CHART_GUTTER = 20, 32  # a line of small text at the usual size; room for a guide's name beside a chart
BAR_HEIGHT, CHART_HEIGHT, TOOLBAR_HEIGHT, FEVER_WIDTH, FEVER_HEIGHT, CODE_WIDTH = 8, 240, 68, 82, 48, 320
ICON, ICON_LARGE, ICON_HUGE, ICON_SMALL, ICON_TAB = 24, 36, 56, 18, 30
WHOLE = 20  # lines a sentence at a field may have: as many as it needs, also large in a narrow window
HAIRLINE, STROKE, MARK = 1, 2.5, 4.5
DASHES = [6.0, 5.0]
YEAR = 365

# Roles of text.
_ROLES = ft.TextThemeStyle
NUMBER, HEADLINE, HEADING, TITLE = (
    _ROLES.DISPLAY_SMALL, _ROLES.HEADLINE_MEDIUM, _ROLES.TITLE_LARGE, _ROLES.TITLE_MEDIUM,
)  # fmt: skip
LEAD, BODY, SMALL_TEXT = _ROLES.BODY_LARGE, _ROLES.BODY_MEDIUM, _ROLES.BODY_SMALL
LABEL, CAPTION, TIGHT = _ROLES.LABEL_LARGE, _ROLES.LABEL_MEDIUM, _ROLES.LABEL_SMALL
BAR_TITLE = _ROLES.HEADLINE_SMALL
"""Two lines of it fit into the bar, at the largest scale Flutter allows there."""
SCALE: dict[TextSize, float] = {"normal": 1.0, "large": 1.2, "largest": 1.45}
_TYPE: dict[str, tuple[int, float, bool]] = {
    # role: (size, line height, bold)
    "display_large": (44, 1.2, True), "display_medium": (38, 1.2, True), "display_small": (32, 1.2, True),
    "headline_large": (30, 1.25, True), "headline_medium": (26, 1.3, True), "headline_small": (20, 1.2, True),
    "title_large": (20, 1.35, True), "title_medium": (17, 1.4, True), "title_small": (15, 1.4, True),
    "body_large": (18, 1.5, False), "body_medium": (16, 1.5, False), "body_small": (14, 1.45, False),
    "label_large": (16, 1.3, True), "label_medium": (13, 1.3, True), "label_small": (12, 1.2, True),
}  # fmt: skip


@dataclass(frozen=True)
class Urgency:
    """How one level of urgency looks: never colour alone. The icons differ in shape: octagon, triangle, square, …"""

    kind: Kind
    icon: ft.IconData
    ground: str
    ink: str


URGENCIES: dict[Level, Urgency] = {
    "emergency": Urgency("emergency", ft.Icons.REPORT, ALARM, ON_ALARM),
    "same_day": Urgency("urgent", ft.Icons.WARNING_ROUNDED, URGENT_SOFT, ON_URGENT_SOFT),
    "days": Urgency("urgent", ft.Icons.EVENT_NOTE, URGENT_SOFT, ON_URGENT_SOFT),
    "routine": Urgency("calm", ft.Icons.INFO, INFO_SOFT, ON_INFO_SOFT),
    "self_care": Urgency("calm", ft.Icons.FAVORITE, ACCENT_SOFT, ON_ACCENT_SOFT),
}
PEOPLE = {
    # ground, ink: the same by day and by night, always beside the name
    "teal": ("#BFE6E8", "#00363C"), "blue": ("#CFE0F8", "#123250"), "purple": ("#E6DAF8", "#3A1D63"),
    "pink": ("#FBD7E5", "#5C0F33"), "orange": ("#FFDDB8", "#4A2800"), "green": ("#D3EBC8", "#1F3D12"),
}  # fmt: skip


def scheme(dark: bool, high_contrast: bool = False) -> ft.ColorScheme:
    """The colours for one mode."""
    if high_contrast:
        return HIGH_DARK if dark else HIGH_LIGHT
    return DARK if dark else LIGHT


def text_theme(size: TextSize, ink: str | None) -> ft.TextTheme:
    """The type scale at one text size, in the colour of *ink*; the system's own scaling comes on top."""
    factor = SCALE[size]
    return ft.TextTheme(
        **{
            role: ft.TextStyle(
                size=round(points * factor, 1),
                height=height,
                letter_spacing=0,
                color=ink,
                font_family=FONT_BOLD if bold else FONT,
                font_family_fallback=fallback(bold),
                weight=ft.FontWeight.BOLD if bold else ft.FontWeight.NORMAL,
            )
            for role, (points, height, bold) in _TYPE.items()
        }
    )


def theme(dark: bool, size: TextSize = "normal", high_contrast: bool = False, still: bool = False) -> ft.Theme:
    """The whole look for one mode; *still* takes the motion out."""
    colours = scheme(dark, high_contrast)
    turn = ft.PageTransitionTheme.NONE if still else ft.PageTransitionTheme.FADE_FORWARDS
    slide = ft.PageTransitionTheme.NONE if still else ft.PageTransitionTheme.CUPERTINO
    return ft.Theme(
        color_scheme=colours,
        font_family=FONT,
        text_theme=text_theme(size, str(colours.on_surface)),
        use_material3=True,
        visual_density=ft.VisualDensity.STANDARD,
        icon_theme=ft.IconTheme(apply_text_scaling=True),  # an icon that stays small beside large words is a speck
        # Colours, not roles: a theme is read before its own roles exist.
        scaffold_bgcolor=colours.surface,
        appbar_theme=ft.AppBarTheme(bgcolor=colours.surface, elevation=0),
        navigation_bar_theme=ft.NavigationBarTheme(
            bgcolor=colours.surface_container_lowest, indicator_color=colours.primary_container, elevation=0
        ),
        navigation_rail_theme=ft.NavigationRailTheme(
            bgcolor=colours.surface, indicator_color=colours.primary_container
        ),
        page_transitions=ft.PageTransitionsTheme(android=turn, ios=slide, linux=turn, macos=turn, windows=turn),
    )


def button_style(ground: str | None = None, ink: str | None = None, plain: bool = False) -> ft.ButtonStyle:
    """Room for a finger and a round end; *ground* and *ink* only where the button means urgency. The words of a
    *plain* one, which has no ground, stand nearly in line with the text above them."""
    return ft.ButtonStyle(
        padding=ft.Padding.symmetric(horizontal=SMALL if plain else LARGE, vertical=14),
        shape=ft.RoundedRectangleBorder(radius=PILL_RADIUS),
        bgcolor=ground,
        color=ink,
        icon_color=ink,
    )


def page_padding(wide: bool) -> ft.Padding:
    """The margins of a screen: room on the sides, and at the end so that nothing hides under a thumb."""
    side = LARGE if wide else MEDIUM
    return between(side, side, MEDIUM, HUGE)


def edge(colour: str = LINE) -> ft.Border:
    """A hairline around a card or a field."""
    return ft.Border.all(HAIRLINE, colour)


def faint(colour: str) -> str:
    """*colour* as a wash behind a chart."""
    return ft.Colors.with_opacity(0.12, colour)


def picker_style() -> ft.TextStyle:
    """What makes the closed list of a `picker` as high as a text field: Flutter draws its box for a TITLE."""
    (lead, high, _b), (size, *_rest) = _TYPE["body_large"], _TYPE["title_medium"]
    return ft.TextStyle(height=lead * high / size)


def field_border() -> ft.OutlineInputBorder:
    """The edge of a field; Flutter thickens it on focus and reddens it on error."""
    return ft.OutlineInputBorder(border_radius=FIELD_RADIUS)


def fever_style() -> ft.ButtonStyle:
    """The button of the fever card: small enough for a phone's bar at double text size."""
    return ft.ButtonStyle(
        padding=ft.Padding.symmetric(horizontal=SMALL, vertical=0),
        shape=ft.RoundedRectangleBorder(radius=FIELD_RADIUS),
        bgcolor=ALARM,
        color=ON_ALARM,
    )


def face_style(bold: bool = True, size: float | None = None, ink: str | None = None) -> ft.TextStyle:
    """A strong run inside reading text, or the words of a drawing."""
    face, weight = (FONT_BOLD, ft.FontWeight.BOLD) if bold else (FONT, None)
    return ft.TextStyle(font_family=face, font_family_fallback=fallback(bold), weight=weight, size=size, color=ink)


def term_style(ink: str | None = None) -> ft.TextStyle:
    """A glossary word inside reading text: it can be tapped, so it is underlined, not only coloured."""
    dotted = ft.TextDecorationStyle.DOTTED
    return ft.TextStyle(color=ink or ACCENT, decoration=ft.TextDecoration.UNDERLINE, decoration_style=dotted)


def foot_padding() -> ft.Padding:
    """Around what stays at the bottom of a screen."""
    return ft.Padding.symmetric(horizontal=MEDIUM, vertical=SMALL)


def foot_room(wide: bool) -> ft.Padding:
    """What a wide page has at its sides more than a foot."""
    return ft.Padding.symmetric(horizontal=LARGE - MEDIUM if wide else 0)


def question_padding() -> ft.Padding:
    """Around a question at a field; its buttons bring their own room."""
    return between(MEDIUM, SMALL, SMALL, TINY)


def choice_padding() -> ft.Padding:
    """Room around one of several choices."""
    return ft.Padding.symmetric(horizontal=SMALL, vertical=0)


def compact_button() -> ft.ButtonStyle:
    """A button of a foot with several: as high as a finger, less wide."""
    return ft.ButtonStyle(
        padding=ft.Padding.symmetric(horizontal=12, vertical=14), shape=ft.RoundedRectangleBorder(radius=PILL_RADIUS)
    )
