"""Share shows what will leave, leaves out what the person leaves out, and opens somebody else's page without keeping it."""

import flet as ft

from app.core.summary import summarize
from app.core.summary_choice import PARTS, Choice
from app.share import fhir, text, transfer
from app.state import AppState
from tests import make
from tests.ui.render import Screen, name_of
from tests.ui.test_shell import open_app


async def shared(state: AppState) -> Screen:
    """The Share tab for somebody with one blood test and a private note."""
    await state.keep(make.a_test(state.today(), person="ada", wbc="2.1", neutrophils="0.8"))
    await state.keep(make.a_temperature("37.1", state.now(), person="ada", note="argued with my boss"))
    screen = await open_app(state)
    await screen.go("/share")
    return screen


async def tick(screen: Screen, words: str, on: bool) -> None:
    """Tick the box whose row says *words*."""
    [row] = [one for one in screen.all(ft.ListTile) if name_of(one.title) == words]
    await screen.choose(row.leading, on)


def leaving(screen: Screen) -> str:
    """The text that the screen says will leave."""
    return next(one for one in screen.texts() if one.startswith("Blood count summary"))


async def test_with_nothing_written_down_it_says_how_to_begin(state: AppState) -> None:
    screen = await open_app(state)
    await screen.go("/share")
    assert "Nothing to share yet" in screen.texts()
    assert "Add a blood test" in screen.texts()


async def test_what_is_shown_is_what_leaves(state: AppState) -> None:
    screen = await shared(state)
    assert state.content is not None
    assert text.full(summarize(state.record, "ada", state.content, state.now(), Choice())) == leaving(screen)
    actions = [one.action.text for one in screen.all(ft.OutlinedButton) if isinstance(one.action, ft.ShareText)]
    assert leaving(screen) in actions


async def test_private_notes_stay_home_until_asked_for(state: AppState) -> None:
    screen = await shared(state)
    assert "argued with my boss" not in leaving(screen)
    await screen.tap("Choose what goes on it")
    await tick(screen, PARTS["notes"], True)
    assert "argued with my boss" in leaving(screen)


async def test_a_part_that_is_left_out_does_not_leave(state: AppState) -> None:
    screen = await shared(state)
    assert "2.1" in leaving(screen)
    await screen.tap("Choose what goes on it")
    await tick(screen, PARTS["tests"], False)
    assert "2.1" not in leaving(screen)


async def test_somebody_elses_codes_open_in_any_order_and_nothing_is_kept(state: AppState) -> None:
    await state.keep(make.a_test(state.today(), person="ada", wbc="2.1", neutrophils="0.8"))
    assert state.content is not None
    codes = transfer.codes(fhir.bundle(summarize(state.record, "ada", state.content, state.now(), Choice())))
    assert len(codes) > 1
    screen = await open_app(state)
    await screen.go("/share/open")
    before = state.record.model_copy(update={"drafts": ()})
    for code in reversed(codes):
        await screen.type("Text of the codes", code)
        await screen.tap("Read the text")
    assert any(one.startswith("Somebody else's page") for one in screen.texts())
    assert "0.8" in leaving(screen)
    assert before == state.record.model_copy(update={"drafts": ()})


async def test_a_text_without_codes_is_refused_with_a_sentence(state: AppState) -> None:
    screen = await open_app(state)
    await screen.go("/share/open")
    await screen.type("Text of the codes", "hello")
    await screen.tap("Read the text")
    assert "There is no Leuko code in this text." in screen.texts()
