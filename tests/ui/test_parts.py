"""The small shared components: named, announced, and careful with what a person typed."""

import ast
from datetime import date
from pathlib import Path
from typing import Any

import flet as ft
import pytest

from app.ui import theme
from app.ui.parts import (
    Chart,
    Line,
    Mark,
    Point,
    chart,
    check_row,
    form_field,
    icon_button,
    level_word,
    notice,
    radio_rows,
    show_question,
    urgency_card,
    value_tile,
)
from app.ui.parts.chart import day_ticks
from app.ui.parts.chart_frame import Frame, Guide, explained, named_guides
from tests.ui.render import name_of, show, walk

UI = Path(__file__).parent.parent.parent / "app" / "ui"


def said(control: ft.Control) -> list[str]:
    """Every text under a control."""
    return [name_of(one) for one, _depth in walk(control) if isinstance(one, ft.Text)]


def test_an_icon_button_speaks_its_name_as_one_thing() -> None:
    merged = icon_button(ft.Icons.CLOSE, "Close")
    assert isinstance(merged, ft.MergeSemantics)
    assert isinstance(merged.content, ft.IconButton)
    assert merged.content.tooltip == "Close"


@pytest.mark.parametrize("level", theme.URGENCIES)
def test_an_urgency_card_shows_word_icon_and_action(level: theme.Level) -> None:
    card = urgency_card(level, "Call now", "Say you have a fever")
    icons = [one.icon for one, _depth in walk(card) if isinstance(one, ft.Icon)]
    assert said(card) == [level_word(level), "Call now", "Say you have a fever"]
    assert icons == [theme.URGENCIES[level].icon]


def test_only_an_emergency_is_announced_at_once() -> None:
    live = {
        level: any(isinstance(one, ft.Semantics) and one.live_region for one, _depth in walk(urgency_card(level, "x")))
        for level in theme.URGENCIES
    }
    assert [level for level, loud in live.items() if loud] == ["emergency"]


def test_a_notice_is_announced_and_can_be_closed() -> None:
    closed: list[bool] = []
    box = notice("Saved.", "done", on_close=lambda _event: closed.append(True))
    [button] = [one for one, _depth in walk(box) if isinstance(one, ft.IconButton)]
    assert any(isinstance(one, ft.Semantics) and one.live_region for one, _depth in walk(box))
    assert button.tooltip == "Close"


def test_a_value_tile_is_read_as_one_sentence() -> None:
    tile = value_tile("Neutrophils (ANC)", "0.4", "×10⁹/L", "3 days ago", "severely low", "very_low")
    [merged] = [one for one, _depth in walk(tile) if isinstance(one, ft.MergeSemantics)]
    assert said(merged) == ["Neutrophils (ANC)", "0.4", "×10⁹/L", "severely low", "3 days ago"]


def test_the_whole_row_of_a_choice_is_its_target() -> None:
    row = check_row("Chills", False, lambda _on: None)
    [tile] = [one for one, _depth in walk(row) if isinstance(one, ft.ListTile)]
    assert said(tile) == ["Chills"]
    assert tile.toggle_inputs


@ft.component
def Form(heard: list[str], settle: Any) -> ft.Control:
    value, set_value = ft.use_state("")
    settle.append(set_value)

    def changed(text: str) -> None:
        heard.append(text)
        set_value(text)

    return ft.Column([form_field("White cells", value, changed, keyboard="number", error="Too high" if value else "")])


@ft.component
def SlowForm(settle: Any) -> ft.Control:
    """A form that takes what it heard only later."""
    value, set_value = ft.use_state("")
    settle.append(set_value)
    return ft.Column([form_field("White cells", value, lambda _text: None)])


async def test_a_field_hears_every_key_and_shows_its_error() -> None:
    heard: list[str] = []
    screen = await show(Form, heard, [])
    await screen.type("White cells", "0,4")
    field = screen.named("White cells", ft.TextField)
    assert (heard, field.value, field.error) == (["0,4"], "0,4", "Too high")


async def test_a_value_that_comes_back_late_does_not_undo_a_newer_key() -> None:
    setters: list[Any] = []
    screen = await show(SlowForm, setters)
    await screen.type("White cells", "0")
    await screen.type("White cells", "0,4")
    setters[-1]("0")
    await screen.settle()
    assert screen.named("White cells", ft.TextField).value == "0,4"


async def test_the_form_can_change_what_a_field_holds() -> None:
    setters: list[Any] = []
    screen = await show(Form, [], setters)
    await screen.type("White cells", "350")
    setters[-1]("0.35")
    await screen.settle()
    assert screen.named("White cells", ft.TextField).value == "0.35"


@ft.component
def Asking(chosen: list[str]) -> ft.Control:
    options = {"mouth": "In the mouth", "ear": "In the ear"}
    return ft.Column([radio_rows("Where", "mouth", options, chosen.append)])


async def test_a_choice_is_heard_by_its_value() -> None:
    chosen: list[str] = []
    screen = await show(Asking, chosen)
    await screen.choose(screen.one(ft.RadioGroup), "ear")
    assert chosen == ["ear"]
    assert "In the ear" in screen.outline()


@ft.component
def Danger(done: list[str]) -> ft.Control:
    def ask(_event: Any) -> None:
        show_question("Erase?", "It is gone for ever.", "Erase", lambda: done.append("erased"), danger=True)

    return ft.Column([ft.Button("Begin", on_click=ask)])


async def test_a_question_does_nothing_until_it_is_answered_yes() -> None:
    done: list[str] = []
    screen = await show(Danger, done)
    await screen.tap("Begin")
    await screen.tap("Cancel")
    assert done == []
    await screen.tap("Begin")
    await screen.tap("Erase")
    assert done == ["erased"]


POINTS = (Point(date(2026, 1, 1), 0.1, "<"), Point(date(2026, 1, 11), 1.0), Point(date(2026, 4, 11), 10.0))
PICTURE = Chart("From 0.1 to 10.", date(2026, 1, 1), date(2026, 4, 11), 0.1, 10.0, (Line("ANC", (POINTS,)),), log=True)


def test_the_time_axis_is_true() -> None:
    frame = Frame(PICTURE, 216)
    xs = [round(frame.x(point.on)) for point in POINTS]
    assert xs == [8, 28, 208]


def test_a_log_axis_gives_each_tenfold_the_same_height() -> None:
    low, middle, high = (Frame(PICTURE, 216).y(point.value) for point in POINTS)
    assert low - middle == pytest.approx(middle - high)
    assert high == pytest.approx(8)


def crowded(*kinds: str) -> Frame:
    """A chart with one mark of each kind on the same day."""
    marks = tuple(Mark(date(2026, 2, 1), kind[0], name=kind) for kind in kinds)
    return Frame(Chart(**{**vars(PICTURE), "marks": marks}), 216)


def test_letters_of_one_day_stand_above_each_other_and_the_chart_grows_for_them() -> None:
    frame = crowded("Chemotherapy", "Hospital stay", "Infection")
    assert sorted((mark.sign, row) for mark, row in frame.letters) == [("C", 0), ("H", 1), ("I", 2)]
    assert frame.height == PICTURE.height + 2 * frame.line
    assert frame.y(PICTURE.high) == frame.top > 3 * frame.line
    assert explained(frame) == ({"C": "Chemotherapy", "H": "Hospital stay", "I": "Infection"}, 0)


def test_only_letters_that_are_drawn_are_explained_and_the_rest_is_counted() -> None:
    known, more = explained(crowded("Chemotherapy", "Hospital stay", "Infection", "Fever", "Transfusion", "Antibiotic"))
    assert (len(known), more) == (4, 2)


def test_the_same_letter_is_not_drawn_twice_on_one_spot() -> None:
    assert len(crowded("Chemotherapy", "Chemotherapy").letters) == 1


def test_a_chart_is_higher_where_its_words_are_larger_so_that_guides_keep_their_names() -> None:
    guides = tuple(Guide(level, str(level)) for level in (0.5, 1.0, 1.5))
    picture = Chart(**{**vars(PICTURE), "guides": guides})
    usual, double = (Frame(picture, 216, line) for line in (theme.CHART_LINE, 2 * theme.CHART_LINE))
    assert double.height == 2 * usual.height
    assert named_guides(double) == named_guides(usual) == list(guides)


def test_days_on_the_axis_start_and_end_with_the_data() -> None:
    ticks = day_ticks(date(2026, 1, 1), date(2026, 1, 31), 4)
    assert ticks == (date(2026, 1, 1), date(2026, 1, 11), date(2026, 1, 21), date(2026, 1, 31))
    assert day_ticks(date(2026, 1, 1), date(2026, 1, 1), 4) == (date(2026, 1, 1),)


@ft.component
def Drawn(picture: Chart) -> ft.Control:
    return ft.Column([chart(picture)])


async def test_a_chart_says_in_words_what_it_shows() -> None:
    screen = await show(Drawn, PICTURE)
    [spoken] = [one for one in screen.all(ft.Semantics) if one.label]
    assert (spoken.label, spoken.image, spoken.exclude_semantics) == ("From 0.1 to 10.", True, True)


async def test_a_chart_draws_itself_once_it_knows_its_width() -> None:
    marked = Chart(**{**vars(PICTURE), "marks": (Mark(date(2026, 2, 1), "C"),)})
    screen = await show(Drawn, marked)
    canvas = screen.one(ft.canvas.Canvas)
    assert canvas.shapes == []
    await screen.fire(canvas, "resize", {"w": 300, "h": 240})
    kinds = [type(shape).__name__ for shape in screen.one(ft.canvas.Canvas).shapes]
    assert kinds.count("Path") == 1
    assert kinds.count("Points") == 1  # all dots as one shape
    assert kinds.count("Circle") == 2  # a bound is hollow: a disc and a ring
    assert "C" in screen.texts()


def test_semantics_get_their_content_by_name() -> None:
    """In Flet 1.0.5 the first place of `ft.Semantics` is its tooltip: content given there breaks the whole screen."""
    wrong = [
        f"{path.relative_to(UI)}:{node.lineno}"
        for path in sorted(UI.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "ft.Semantics" and node.args
    ]
    assert wrong == []
