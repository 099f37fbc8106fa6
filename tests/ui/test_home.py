"""Home shows what matters today: an alarm first, counts with their age, and what to do when there is nothing yet."""

from datetime import timedelta
from typing import Any

import flet as ft
import pytest

from app.core.record import Person
from app.state import AppState
from tests import make
from tests.ui.render import Screen
from tests.ui.test_shell import open_app


def order(screen: Screen, *wanted: str) -> list[int]:
    """Where texts stand on the screen, by their beginnings."""
    texts = screen.texts()
    return [next(n for n, text in enumerate(texts) if text.startswith(one)) for one in wanted]


async def test_an_empty_record_says_what_to_do(state: AppState) -> None:
    screen = await open_app(state)
    outline = screen.outline()
    assert "Keep your counts here" in outline
    for words in ("Add a blood test", "Add a temperature", "Try with sample data", "Check your symptoms"):
        assert words in outline


async def test_the_last_count_stands_with_its_unit_age_and_word(state: AppState) -> None:
    taken = state.today() - timedelta(days=3)
    await state.keep(make.a_test(taken, person="ada", wbc="1.2", neutrophils="0.4"))
    screen = await open_app(state)
    texts = screen.texts()
    at = texts.index("Neutrophils (ANC)")
    assert texts[at + 1 : at + 5] == ["0.4", "×10⁹/L", "severely low", "3 days ago, 20 November 2026"]


async def test_an_old_count_is_said_to_be_old(state: AppState) -> None:
    await state.keep(make.a_test(state.today() - timedelta(days=15), person="ada", neutrophils="4.1"))
    screen = await open_app(state)
    assert "This count is old. Counts can change within days." in screen.texts()


async def test_a_count_that_is_not_low_gets_no_comforting_word(state: AppState) -> None:
    await state.keep(make.a_test(state.today(), person="ada", neutrophils="4.1"))
    screen = await open_app(state)
    said = " ".join(screen.texts()).lower()
    assert "4.1" in said
    for word in ("normal", "fine", "good", "not low"):
        assert word not in said


async def test_a_bound_is_shown_as_a_bound(state: AppState) -> None:
    await state.keep(make.a_test(state.today(), person="ada", neutrophils="<0.1"))
    screen = await open_app(state)
    assert "<0.1" in screen.texts()


async def test_a_fever_with_low_counts_stands_before_everything(state: AppState) -> None:
    await state.keep_many(
        (
            make.a_test(state.today(), person="ada", neutrophils="0.3"),
            make.a_temperature("38.4", state.now(), person="ada"),
        )
    )
    screen = await open_app(state)
    alarm, counts = order(screen, "Emergency", "Last counts")
    assert alarm < counts


async def test_the_next_test_stands_with_its_day(state: AppState) -> None:
    await state.keep_many(
        (
            make.a_test(state.today(), person="ada", neutrophils="2.0"),
            make.an_event("next_test", state.today() + timedelta(days=2), person="ada"),
        )
    )
    screen = await open_app(state)
    assert "Next blood test" in screen.texts()
    assert any("in 2 days" in text for text in screen.texts())


async def test_sample_data_is_marked_and_leaves_in_one_tap(state: AppState) -> None:
    screen = await open_app(state)
    await screen.tap("Try with sample data")
    assert "This is sample data of a person who does not exist." in screen.texts()
    await screen.tap("Remove sample data")
    assert "This is sample data of a person who does not exist." not in screen.texts()
    assert [one.name for one in state.record.people] == ["Ada"]


async def test_it_is_always_said_whose_counts_these_are(state: AppState) -> None:
    await state.keep_person(Person(id="bo", name="Bo", colour="orange"), choose=True)
    screen = await open_app(state)
    assert "Bo" in screen.texts()


@pytest.mark.parametrize(
    ("words", "route"),
    [("Add a blood test", "/log/add/test"), ("Add a temperature", "/log/add/temperature"),
     ("Check your symptoms", "/check"), ("When to get help now", "/learn/help-now")],
)  # fmt: skip
async def test_every_button_leads_where_it_says(state: AppState, words: str, route: str) -> None:
    screen = await open_app(state)
    await screen.tap(words)
    assert screen.page.route == route


async def test_what_was_found_wrong_with_the_record_is_said_with_a_way_out(state: AppState, content: Any) -> None:
    screen = await open_app(state)
    state.trouble = ("Part of your record was damaged, and the copy before the last change was used instead. ",)
    await screen.settle()
    assert any(text.startswith("Part of your record was damaged") for text in screen.texts())
    assert screen.named("Save the raw file", ft.OutlinedButton)


async def test_the_other_counts_stand_with_how_they_are_rated_until_they_are_old(state: AppState) -> None:
    await state.keep(make.a_test(state.today(), person="ada", wbc="0.9"))
    screen = await open_app(state)
    assert "very low" in screen.texts()
    first = state.log.tests[0].id
    await state.keep(make.a_test(state.today() - timedelta(days=15), person="ada", wbc="0.9", id=first))
    screen = await open_app(state)
    assert "0.9" in screen.texts()
    assert "very low" not in screen.texts()


@pytest.mark.parametrize(("days", "shown"), [(3, "value"), (4, "age"), (30, "age"), (31, "nothing")])
async def test_a_temperature_that_is_not_of_these_days_stands_back(state: AppState, days: int, shown: str) -> None:
    at = state.now() - timedelta(days=days)
    await state.keep(make.a_temperature("36.8", at, person="ada"))
    texts = (await open_app(state)).texts()
    value = next((n for n, text in enumerate(texts) if "36.8" in text), None)
    age = next((n for n, text in enumerate(texts) if text.startswith(f"{days} days ago")), None)
    found = "nothing" if value is None or age is None else "value" if value < age else "age"
    assert found == shown
