"""The check over a screen's boxes finds what it is for, and lets be what is meant."""

from typing import Any

import pytest

from tools.screens.boxes import Box, faults

PAGE = Box(0, 0, 360, 740)
VIEW = (0.0, 64.0, 360.0, 660.0)
TOO_WIDE = "A sentence that is far too long to stand on one line of this width"


def at(left: float, top: float, width: float, high: float, **more: Any) -> Box:
    """A box by its corner and size."""
    return Box(left, top, left + width, top + high, **more)


def button(left: float, top: float, width: float = 100, high: float = 48, **more: Any) -> Box:
    """A button by its corner and size."""
    return at(left, top, width, high, **{"role": "button", "name": "Save", **more})


def found(*boxes: Box, scale: float = 1) -> list[str]:
    """What is wrong, by its first words."""
    return [line.split(":")[0] for line in faults([PAGE, *boxes], 360, scale)]


def test_a_screen_as_it_should_be_has_no_fault() -> None:
    assert found(at(16, 80, 300, 24, text="Last counts", name="Last counts"), button(16, 120), button(124, 120)) == []


@pytest.mark.parametrize("left", [-20, 300])
def test_a_box_over_the_side_of_the_window_is_found(left: float) -> None:
    assert found(button(left, 80)) == ["outside the window"]


def test_a_box_in_a_row_that_slides_may_be_out_of_sight() -> None:
    assert found(button(300, 80, slides=True, view=(0.0, 80.0, 360.0, 128.0))) == []


def test_a_box_that_sticks_out_of_its_card_is_found() -> None:
    card = at(16, 80, 200, 200, name="card")
    assert found(card, button(150, 100, above=1)) == ["larger than its parent"]
    assert found(card, button(20, 250, above=1)) == ["larger than its parent"]


def test_two_targets_on_each_other_are_found_and_neighbours_are_not() -> None:
    assert found(button(16, 80), button(100, 80)) == ["overlapping"]
    assert found(button(16, 80), button(114, 80)) == []


def test_a_button_in_a_field_is_meant() -> None:
    assert found(at(16, 80, 300, 59, role="textbox", name="PIN"), button(260, 84, 48)) == []


def test_a_card_that_is_a_target_and_a_target_in_it_do_not_count_as_lying_on_each_other() -> None:
    assert found(button(16, 80, 300, 200), button(40, 100, above=1)) == []


def test_what_is_scrolled_away_lies_on_nothing() -> None:
    bar = at(0, 660, 72, 80, role="tab", name="Home")
    assert found(bar, button(0, 680, view=VIEW)) == []
    assert found(bar, button(0, 680)) == ["overlapping"]


@pytest.mark.parametrize(("width", "high"), [(43, 48), (100, 40)])
def test_a_target_too_small_for_a_finger_is_found(width: float, high: float) -> None:
    assert found(button(16, 80, width, high)) == ["too small for a finger"]


def test_a_target_cut_by_the_edge_of_what_scrolls_it_has_no_size_to_judge() -> None:
    assert found(button(16, 640, high=20, view=VIEW)) == []


def test_a_link_in_a_text_is_as_high_as_its_line() -> None:
    assert found(at(16, 80, 90, 30, role="link", name="Sepsis", inline=True)) == []
    assert found(at(16, 80, 90, 30, role="link", name="Sepsis")) == ["too small for a finger"]


def test_a_target_without_a_name_is_found() -> None:
    assert found(button(16, 80, name="")) == ["no name"]


@pytest.mark.parametrize("scale", [1, 2])
def test_a_text_that_was_cut_off_or_ended_with_dots_is_found(scale: float) -> None:
    one_line, lines = 24 * scale, 24 * scale * 4
    assert found(at(16, 80, 150, one_line, text=TOO_WIDE, name=TOO_WIDE), scale=scale) == ["clipped text"]
    assert found(at(16, 80, 200 * scale, lines, text=TOO_WIDE, name=TOO_WIDE), scale=scale)[:1] != ["clipped text"]


def test_a_picture_with_a_long_name_is_no_clipped_text() -> None:
    assert found(at(16, 80, 24, 24, text=TOO_WIDE, name=TOO_WIDE)) == []
