"""The symptom check on the screen: one question at a time, and a result that says first what to do."""

from datetime import date, timedelta
from typing import Any

import flet as ft
import pytest

from app.core.content import Content
from app.core.record import Contact, Person, Profile
from app.state import AppState
from app.store import MemoryDisk
from app.ui import theme
from app.ui.quiz.walk import HOLDS_FOR
from app.words import _, speaking
from tests import make
from tests.conftest import NOW
from tests.ui.quiz_walker import go_through, has, marked, open_question, press, tick
from tests.ui.render import Screen, name_of, walk
from tests.ui.test_shell import open_app

FEVER: dict[str, Any] = {"temperature": "38.4", "cancer_treatment": "anticancer_6_weeks"}


async def started(state: AppState) -> Screen:
    """At the first question."""
    screen = await open_app(state, "/check")
    await press(screen, "quiz-start")
    return screen


def places(screen: Screen, *texts: str) -> list[int]:
    """Where *texts* stand on the screen."""
    return [screen.texts().index(one) for one in texts]


def primary(screen: Screen) -> list[str]:
    """The names of the loud buttons."""
    return [name_of(one) for one in screen.all(ft.FilledButton)]


async def test_the_first_question_says_how_far_along_it_is(state: AppState, content: Content) -> None:
    screen = await started(state)
    assert open_question(screen, content) == "age"
    outline = screen.outline()
    assert 'Text "Question 1 of 12"' in outline
    assert [name_of(one) for one in screen.all(ft.ListTile)] == list(content.quiz.questions["age"].options.values())
    assert 'OutlinedButton "Back"' in outline
    assert 'FilledButton "Next"' in outline


async def test_without_an_answer_it_stays_and_says_why(state: AppState, content: Content) -> None:
    screen = await started(state)
    await press(screen, "quiz-next")
    assert open_question(screen, content) == "age"
    assert "Choose an answer to go on. If nothing fits, choose the last one." in screen.texts()


async def test_back_shows_what_was_answered(state: AppState, content: Content) -> None:
    screen = await started(state)
    await go_through(screen, content, until="danger_signs")
    await press(screen, "quiz-back")
    assert open_question(screen, content) == "age"
    assert screen.one(ft.RadioGroup).value == "16_to_64_years"


async def test_a_fever_on_treatment_ends_the_questions_early(state: AppState, content: Content) -> None:
    screen = await started(state)
    asked = await go_through(screen, content, **FEVER)
    assert asked == ["age", "danger_signs", "temperature", "temperature_site", "unwell", "cancer_treatment"]
    assert has(screen, "result-emergency")


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        (FEVER, "emergency"),
        ({"danger_signs": ("chest_pain",)}, "emergency"),
        ({"bleeding": "bruises_or_spots"}, "same_day"),
        ({"longer_picture": "other_symptoms"}, "days"),
        ({}, "self_care"),
    ],
)
async def test_a_level_is_a_colour_an_icon_and_a_word(
    state: AppState, content: Content, answers: dict[str, Any], level: theme.Level
) -> None:
    screen = await started(state)
    await go_through(screen, content, **answers)
    inside = [one for one, _depth in walk(marked(screen, f"result-{level}"))]
    look, words = theme.URGENCIES[level], content.quiz.levels[level]
    assert [one.icon for one in inside if isinstance(one, ft.Icon)] == [look.icon]
    assert next(one.bgcolor for one in inside if isinstance(one, ft.Container) and one.bgcolor) == look.ground
    assert [name_of(one) for one in inside if isinstance(one, ft.Text)] == [words.word, words.title, words.when]


async def test_an_emergency_says_what_to_do_then_whom_to_call_then_why(state: AppState, content: Content) -> None:
    screen = await started(state)
    await go_through(screen, content, **FEVER)
    title = content.quiz.levels["emergency"].title
    order = places(screen, title, "Call", "What to do", "What to say", "Why this answer", "What would change this")
    assert order == sorted(order)
    assert not any(name in ("Start", "Start again", "Next", "Keep this in my log") for name in primary(screen))


async def test_the_persons_own_numbers_stand_before_the_emergency_number(state: AppState, content: Content) -> None:
    await state.keep_person(Person(id="ada", name="Ada", contacts=(Contact(name="Ward", number="555"),)))
    await state.keep_settings(emergency_number="112")
    screen = await started(state)
    await go_through(screen, content, **FEVER)
    assert primary(screen)[:2] == ["Call Ward: 555", "Emergency number: 112"]


async def test_every_reason_has_its_source(state: AppState, content: Content) -> None:
    screen = await started(state)
    await go_through(screen, content, **FEVER)
    await press(screen, "why-sources")
    cited = [one for one in screen.texts() if one.startswith("Rule ")]
    assert cited
    assert any(content.sources["S8"].title in one for one in cited)


async def test_a_medicine_is_found_by_its_name_and_stays_ticked(state: AppState, content: Content) -> None:
    screen = await started(state)
    await go_through(screen, content, until="medicines", neutrophils="unknown")
    await screen.type("Search a name", "clozap")
    assert "1 medicine" in screen.texts()
    await tick(screen, content.drugs.find("clozap")[0].name)
    await screen.type("Search a name", "zzz")
    assert "No medicine of that name is in the list." in screen.texts()
    assert content.drugs.find("clozap")[0].name in screen.texts()


async def test_the_last_count_is_filled_in_with_its_number_and_day(state: AppState, content: Content) -> None:
    await state.keep(make.a_test(state.today() - timedelta(days=3), person="ada", neutrophils="0.7"))
    screen = await started(state)
    await go_through(screen, content, until="neutrophils")
    said = content.quiz.logged.format(value="0.7 ×10⁹/L", date="20 November 2026")
    assert said in screen.texts()
    assert screen.one(ft.RadioGroup).value == "0_5_to_0_99"


async def test_a_temperature_that_looks_mistyped_is_asked_about_and_one_tap_confirms(
    state: AppState, content: Content
) -> None:
    screen = await started(state)
    await go_through(screen, content, until="temperature")
    await screen.type("Temperature", "98.6")
    await press(screen, "quiz-next")
    assert open_question(screen, content) == "temperature"
    await screen.tap("98.6 °F")
    await press(screen, "quiz-next")
    assert open_question(screen, content) == "temperature_site"


async def test_it_works_with_nothing_set_up(content: Content) -> None:
    empty = AppState(content=content, platform="android", now=lambda: make.NOW)
    await empty.open(MemoryDisk())
    screen = await started(empty)
    await go_through(screen, content, **FEVER)
    assert has(screen, "result-emergency")
    assert [one for one in primary(screen) if one in ("112", "999", "911")] == ["112", "999", "911"]
    assert empty.record.people == ()


async def test_it_does_not_nag_when_the_record_is_open_elsewhere(content: Content) -> None:
    class Taken(MemoryDisk):
        async def claim(self) -> bool:
            return False

    second = AppState(content=content, platform="web", now=lambda: make.NOW)
    await second.open(Taken())
    assert second.read_only == "elsewhere"
    screen = await open_app(second, "/check")
    await press(screen, "quiz-start")
    await go_through(screen, content)
    assert await second.flush() is False
    await screen.settle()
    assert has(screen, "result-self_care")
    assert second.notice is None
    assert second.draft("quiz")["at"] == "result"


async def test_a_medicine_is_found_in_the_person_s_language_and_with_its_dose(content: Content) -> None:
    with speaking("fr"):
        [found] = content.drugs.find("clozapine 100 mg", _)
        assert found.id == "clozapine"
        assert [one.id for one in content.drugs.find(_("Deferiprone").casefold().replace("é", "e"), _)] == [
            "deferiprone"
        ]
    with speaking("ar"):
        assert [one.id for one in content.drugs.find(_("Clozapine"), _)] == ["clozapine"]
    assert content.drugs.find("nothing like that", _) == ()


async def test_a_check_for_somebody_else_leaves_the_open_record_alone(state: AppState, content: Content) -> None:
    before = Person(id="ada", name="Ada", birth_date=date(1980, 5, 17), profile=Profile(confirmed=date(2026, 1, 1)))
    await state.keep_person(before)
    screen = await started(state)
    child = {"age": "6_months_to_4_years", "cancer_treatment": "stem_cell_or_car_t", "unwell": "yes"}
    await go_through(screen, content, **child)
    assert has(screen, "not-theirs")
    assert not has(screen, "quiz-keep")
    assert state.person == before


async def test_the_answers_of_the_person_s_own_age_are_remembered(state: AppState, content: Content) -> None:
    await state.keep_person(Person(id="ada", name="Ada", birth_date=date(1980, 5, 17)))
    screen = await started(state)
    await go_through(screen, content, special_groups=("pregnant",))
    assert not has(screen, "not-theirs")
    assert state.person is not None
    assert (state.person.pregnant, state.person.profile.groups_asked) == ("yes", True)
    assert state.person.profile.confirmed == state.today()


@pytest.mark.parametrize(("age", "asks"), [("5_to_15_years", True), ("16_to_64_years", False)])
async def test_for_a_child_without_a_birth_date_it_asks_for_one(
    state: AppState, content: Content, age: str, asks: bool
) -> None:
    screen = await started(state)
    await go_through(screen, content, age=age)
    assert has(screen, "no-birth-date") is asks


async def test_a_result_of_hours_ago_is_not_shown_again(state: AppState, content: Content) -> None:
    screen = await started(state)
    await go_through(screen, content)
    assert has(screen, "result-self_care")
    state.now = lambda: NOW + HOLDS_FOR
    await screen.settle()
    assert not has(screen, "result-")
    assert has(screen, "too-old")


async def test_a_kept_check_stands_at_the_time_it_was_begun(state: AppState, content: Content) -> None:
    screen = await started(state)
    await go_through(screen, content)
    state.now = lambda: NOW + timedelta(hours=5)
    await press(screen, "quiz-keep")
    assert [one.at for one in state.log.quizzes] == [NOW]


async def test_another_record_opened_meanwhile_begins_its_own_check(state: AppState, content: Content) -> None:
    await state.keep_person(Person(id="ben", name="Ben"))
    screen = await started(state)
    await go_through(screen, content, until="neutrophils", cancer_treatment="stem_cell_or_car_t")
    await state.keep_settings(person="ben")
    await screen.settle()
    assert open_question(screen, content) == ""
    assert has(screen, "quiz-start")
    assert "Ben" in screen.texts()
