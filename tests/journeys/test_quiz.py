"""Stories of the symptom check: broken off and gone on with, kept or not, and remembered for the next time."""

from datetime import timedelta
from pathlib import Path

import flet as ft

from app.core.content import Content
from app.state import AppState
from app.store import FolderDisk
from app.ui.quiz.walk import HOLDS_FOR
from tests.conftest import NOW
from tests.ui.quiz_walker import go_through, has, open_question, press
from tests.ui.test_shell import open_app


async def reopened(content: Content, folder: Path, later: timedelta = timedelta()) -> AppState:
    """The app after it was closed, *later*."""
    state = AppState(content=content, platform="android", now=lambda: NOW + later)
    await state.open(FolderDisk(folder))
    return state


async def broken_off(state: AppState, content: Content, until: str) -> None:
    """A check that is left at *until* (the result when empty); then the app is closed."""
    screen = await open_app(state, "/check")
    await press(screen, "quiz-start")
    await go_through(screen, content, until=until)
    assert await state.flush()
    state.close()


async def test_a_check_is_gone_on_with_where_it_was_left(
    state_on_file: AppState, content: Content, folder: Path
) -> None:
    await broken_off(state_on_file, content, "cancer_treatment")
    again = await reopened(content, folder)
    screen = await open_app(again, "/check")
    await press(screen, "quiz-resume")
    assert open_question(screen, content) == "cancer_treatment"
    await go_through(screen, content)
    assert has(screen, "result-self_care")
    again.close()


async def test_a_result_is_still_there_after_closing(state_on_file: AppState, content: Content, folder: Path) -> None:
    await broken_off(state_on_file, content, "")
    again = await reopened(content, folder)
    screen = await open_app(again, "/check")
    await press(screen, "quiz-resume")
    assert has(screen, "result-self_care")
    assert "Answered on 23 November 2026 at 09:30. If anything has changed since, answer again." in screen.texts()
    again.close()


async def test_old_answers_are_not_gone_on_with(state_on_file: AppState, content: Content, folder: Path) -> None:
    await broken_off(state_on_file, content, "cancer_treatment")
    again = await reopened(content, folder, HOLDS_FOR)
    screen = await open_app(again, "/check")
    assert not has(screen, "quiz-resume")
    assert has(screen, "too-old")
    await press(screen, "quiz-start")
    assert open_question(screen, content) == "age"
    again.close()


async def test_nothing_is_kept_unless_asked_for(state: AppState, content: Content) -> None:
    screen = await open_app(state, "/check")
    await press(screen, "quiz-start")
    await go_through(screen, content)
    await press(screen, "quiz-again")
    assert state.log.quizzes == ()
    assert state.draft("quiz") == {}


async def test_a_kept_check_opens_from_the_check_and_says_what_it_said(state: AppState, content: Content) -> None:
    screen = await open_app(state, "/check")
    await press(screen, "quiz-start")
    await go_through(screen, content, bleeding="bruises_or_spots")
    await press(screen, "quiz-keep")
    [run] = state.log.quizzes
    assert run.level == "same_day"
    await screen.go("/check")
    await press(screen, f"kept-{run.id}")
    assert screen.page.route == f"/log/edit/{run.id}"
    assert content.quiz.levels["same_day"].title in screen.texts()


async def test_what_holds_for_weeks_is_remembered_and_shown_to_confirm(state: AppState, content: Content) -> None:
    screen = await open_app(state, "/check")
    await press(screen, "quiz-start")
    await go_through(screen, content, cancer_treatment="blood_or_marrow_disease")
    assert state.person is not None
    assert state.person.profile.cancer_treatment == "blood_or_marrow_disease"
    assert state.notice is None
    await press(screen, "quiz-again")
    await press(screen, "quiz-start")
    await go_through(screen, content, until="cancer_treatment")
    assert screen.one(ft.RadioGroup).value == "blood_or_marrow_disease"
    assert "From what you saved on 23 November 2026. Change it if it is no longer true." in screen.texts()


async def test_a_fever_logged_meanwhile_counts_in_an_open_check(state: AppState, content: Content) -> None:
    from tests import make

    screen = await open_app(state, "/check")
    await press(screen, "quiz-start")
    await go_through(screen, content, until="cancer_treatment")
    await state.keep(make.a_temperature("38.6", NOW, person="ada"))
    await screen.settle()
    await go_through(screen, content, cancer_treatment="anticancer_6_weeks")
    assert has(screen, "result-emergency")
