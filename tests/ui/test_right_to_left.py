"""A language read from the right: screens mirror, values do not."""

import re
from collections.abc import Iterator
from pathlib import Path

import flet as ft
import pytest

from app import words
from app.core import direction
from app.state import AppState
from app.ui import reading, theme
from app.ui.parts import form_field, value_row, value_tile
from app.ui.shell import dress
from tests import make, pseudo
from tests.ui.render import Screen, show
from tests.ui.test_shell import open_app

UI = make.ROOT / "app" / "ui"
SIDES = re.compile(r"(?<!format\()\b(?:\w+_)?(?:left|right)=|TextAlign\.(?:LEFT|RIGHT)|Alignment\.\w+_(?:LEFT|RIGHT)")
PHYSICAL = {"parts/chart.py": "time runs from left to right", "reading.py": "where sides are said"}


@pytest.fixture
def _arabic() -> Iterator[None]:
    with pseudo.speaking(pseudo.RightToLeft(), "ar"):
        yield


@pytest.mark.parametrize("path", sorted(UI.rglob("*.py")), ids=lambda path: str(path.relative_to(UI)))
def test_no_layout_says_left_or_right(path: Path) -> None:
    if str(path.relative_to(UI)) in PHYSICAL:
        return
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [
        f"{at}: {line.strip()}" for at, line in enumerate(lines, 1) if SIDES.search(line.replace("left=0, right=0", ""))
    ] == []


def test_the_search_finds_a_side() -> None:
    for line in ("Padding.only(left=4)", "ft.TextAlign.RIGHT", "ft.Alignment.TOP_LEFT"):
        assert SIDES.search(line)


def inside(screen: Screen, kind: type[ft.Row]) -> list[list[str]]:
    return [[one.value for one in row.controls if isinstance(one, ft.Text)] for row in screen.all(kind)]


@pytest.mark.usefixtures("_arabic")
async def test_a_unit_stands_on_the_right_of_its_number() -> None:
    tile = await show(lambda: value_tile("ANC", "0.4", "×10⁹/L"))
    assert [[direction.bare(one) for one in row] for row in inside(tile, ft.Row)] == [["×10⁹/L", "0.4"]]
    row = await show(lambda: value_row("Hb", "98", "g/L"))
    assert ["g/L", "98"] in [[direction.bare(one) for one in texts] for texts in inside(row, ft.Row)]


async def test_from_left_to_right_too() -> None:
    tile = await show(lambda: value_tile("ANC", "0.4", "×10⁹/L"))
    assert inside(tile, ft.Row) == [["0.4", "×10⁹/L"]]


async def test_a_field_shows_its_unit_on_the_right_of_what_is_typed() -> None:
    def field() -> ft.Control:
        return form_field("Temperature", "38.2", print, unit="°C", keyboard="number")

    latin = (await show(field)).one(ft.TextField)
    assert (latin.prefix, latin.suffix) == (None, "°C")
    with pseudo.speaking(pseudo.RightToLeft(), "ar"):
        arabic = (await show(field)).one(ft.TextField)
    assert (direction.bare(str(arabic.prefix)), arabic.suffix) == ("°C", None)


async def test_direction_faces_and_calendars_follow_the_language_while_the_app_runs(state: AppState) -> None:
    screen = await open_app(state)
    page = screen.page
    assert page.fonts == reading.FONTS
    with pseudo.speaking(pseudo.RightToLeft(), "ar"):
        dress(page, state)
        assert page.rtl
        assert page.fonts == reading.FONTS | reading.ARABIC_FONTS
        assert page.theme is not None
        assert page.theme.text_theme is not None
        assert page.theme.text_theme.title_large.font_family_fallback == [reading.ARABIC_BOLD]
        assert page.theme.text_theme.body_medium.font_family_fallback == [reading.ARABIC]
        assert page.locale_configuration.current_locale.language_code == "ar"
    dress(page, state)
    assert not page.rtl
    assert page.fonts == reading.EVERY  # a face that was fetched stays
    assert page.theme.text_theme.title_large.font_family_fallback is None
    assert page.locale_configuration.current_locale.language_code == "en"


def test_the_faces_are_in_the_house() -> None:
    for file in reading.ARABIC_FONTS.values():
        assert (make.ROOT / "assets" / file).is_file()


@pytest.mark.usefixtures("_arabic")
async def test_padding_at_the_start_is_on_the_right() -> None:
    padding = reading.between(start=theme.SMALL)
    assert (padding.left, padding.right) == (0, theme.SMALL)


@pytest.mark.usefixtures("_arabic")
async def test_a_chart_runs_from_left_to_right_and_says_so(state: AppState) -> None:
    for day in (1, 9, 17):
        await state.keep(make.a_test(make.TODAY.replace(day=day), person="ada", neutrophils="1.9"))
    screen = await open_app(state, "/log/trend/neutrophils")
    assert words._("Time runs from left to right") in screen.texts()
