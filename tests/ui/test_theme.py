"""The look keeps its promises: readable in every mode, urgency never by colour alone."""

import dataclasses
import re
from pathlib import Path

import flet as ft
import pytest

from app.ui import colours, theme
from app.ui.parts.tiles import TONES

MODES = {
    "light": colours.LIGHT, "dark": colours.DARK, "high contrast light": colours.HIGH_LIGHT,
    "high contrast dark": colours.HIGH_DARK,
}  # fmt: skip
ROLES = {one.name.replace("_", ""): one.name for one in dataclasses.fields(ft.ColorScheme)}
PICTURES = Path(__file__).parent.parent.parent / "assets" / "pictures"


def brightness(colour: str) -> float:
    """Relative luminance of "#RRGGBB", as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def resolved(role: str, scheme: ft.ColorScheme) -> str:
    """The colour of a role in a mode; a literal colour is itself."""
    return role if role.startswith("#") else str(getattr(scheme, ROLES[role]))


def test_the_measure_of_contrast_is_the_one_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", MODES)
def test_every_text_is_readable_on_its_ground(mode: str) -> None:
    scheme = MODES[mode]
    weak = {
        pair: round(ratio, 2)
        for pair in colours.CONTRASTS
        if (ratio := contrast(str(getattr(scheme, pair[0])), str(getattr(scheme, pair[1])))) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("mode", MODES)
def test_edges_and_icons_stand_out_from_their_ground(mode: str) -> None:
    scheme = MODES[mode]
    for ground in ("surface", "surface_container_lowest"):
        assert contrast(str(scheme.outline), str(getattr(scheme, ground))) >= 3


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("level", theme.URGENCIES)
def test_every_level_of_urgency_is_readable(mode: str, level: theme.Level) -> None:
    look = theme.URGENCIES[level]
    assert contrast(resolved(look.ink, MODES[mode]), resolved(look.ground, MODES[mode])) >= 4.5


@pytest.mark.parametrize("mode", MODES)
def test_the_words_of_drawings_are_readable_on_their_paper(mode: str) -> None:
    paper = resolved(theme.DRAWN, MODES[mode])
    svgs = [path.read_text(encoding="utf-8") for path in sorted(PICTURES.glob("*.svg"))]
    inks = {ink for svg in svgs for ink in re.findall(r'<text [^>]*fill="(#[0-9A-F]{6})"', svg)} - {
        "#FFFFFF"
    }  # numbers
    assert len(inks) > 1
    assert {ink: contrast(ink, paper) for ink in inks if contrast(ink, paper) < 4.5} == {}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("tone", TONES)
def test_every_rating_is_readable_and_its_chip_is_seen(mode: str, tone: str) -> None:
    _icon, ground, ink = TONES[tone]
    scheme = MODES[mode]
    assert contrast(resolved(ink, scheme), resolved(ground, scheme)) >= 4.5
    assert contrast(resolved(ground, scheme), resolved(theme.CARD, scheme)) >= 1.2


@pytest.mark.parametrize("person", theme.PEOPLE)
def test_every_persons_colour_is_readable(person: str) -> None:
    assert contrast(*theme.PEOPLE[person]) >= 4.5


def test_high_contrast_is_seven_to_one_for_reading() -> None:
    for scheme in (colours.HIGH_LIGHT, colours.HIGH_DARK):
        assert contrast(str(scheme.on_surface), str(scheme.surface)) >= 7
        assert contrast(str(scheme.on_surface_variant), str(scheme.surface_container_lowest)) >= 7


def test_no_two_levels_share_an_icon_and_there_are_three_kinds() -> None:
    icons = [look.icon for look in theme.URGENCIES.values()]
    assert len(set(icons)) == len(icons) == 5
    assert {look.kind for look in theme.URGENCIES.values()} == {"emergency", "urgent", "calm"}
    assert [level for level, look in theme.URGENCIES.items() if look.ground == theme.ALARM] == ["emergency"]


def test_larger_text_is_larger_in_every_role() -> None:
    normal, largest = (theme.text_theme(size, "#000000") for size in ("normal", "largest"))
    for role in ("body_medium", "body_small", "label_large", "label_small", "title_large", "display_small"):
        assert getattr(largest, role).size > 1.4 * getattr(normal, role).size


def test_reading_text_is_never_smaller_than_fourteen() -> None:
    assert min(getattr(theme.text_theme("normal", None), f"body_{size}").size for size in ("small", "medium")) >= 14


def test_a_still_theme_has_no_motion() -> None:
    turns = theme.theme(False, still=True).page_transitions
    assert {turns.android, turns.ios, turns.linux, turns.macos, turns.windows} == {ft.PageTransitionTheme.NONE}
