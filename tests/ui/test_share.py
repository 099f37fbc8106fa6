"""Share shows what will leave, leaves out what the person leaves out, and opens somebody else's page without keeping it."""

from datetime import timedelta
from typing import Any

import flet as ft
import pytest

from app.core.record import Person, QuizRun
from app.core.summary import summarize
from app.core.summary_choice import PARTS, Choice
from app.device import Device
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


async def test_with_several_people_it_says_whose_page_it_is_and_changes_it(state: AppState) -> None:
    await state.keep_person(Person(id="bo", name="Bo"))
    await state.keep(make.a_test(state.today(), "bo-1", person="bo", wbc="5.5", neutrophils="3.3"))
    screen = await shared(state)
    assert "Ada" in leaving(screen)
    await screen.choose("Whose page", "bo")
    assert "3.3" in leaving(screen)
    assert "Ada" not in leaving(screen)
    assert not [one for one in screen.texts() if "0.8" in one]
    actions = [one.action.text for one in screen.all(ft.OutlinedButton) if isinstance(one.action, ft.ShareText)]
    assert not [one for one in actions if "Ada" in one]


async def test_it_says_that_files_for_machines_carry_the_answers_of_checks(state: AppState) -> None:
    said = "also carry each answer of your symptom checks"
    assert said not in " ".join((await shared(state)).texts())
    now = state.now()
    run = QuizRun(
        id="q", person="ada", created=now, changed=now, at=now, answers={"unwell": True}, level="days", fired=("R1",)
    )
    await state.keep(run)
    screen = await open_app(state)
    await screen.go("/share")
    assert said in " ".join(screen.texts())


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
    assert any(one.startswith("Somebody else’s page") for one in screen.texts())
    assert "0.8" in leaving(screen)
    assert before == state.record.model_copy(update={"drafts": ()})


async def test_the_page_opened_is_the_page_sent_with_its_date_and_what_was_left_out(state: AppState) -> None:
    await state.keep(make.a_test(state.today(), person="ada", wbc="2.1", neutrophils="0.8"))
    assert state.content is not None
    before = state.now() - timedelta(days=20)
    choice = Choice(days=90, parts=frozenset(PARTS) - {"background"})
    sent = summarize(state.record, "ada", state.content, before, choice)
    screen = await open_app(state)
    await screen.go("/share/open")
    await screen.type("Text of the codes", fhir.bundle(sent))
    await screen.tap("Read the text")
    assert leaving(screen) == text.full(sent)
    assert "Allergies: left out by choice" in leaving(screen)
    assert any(f"made {before:%Y-%m-%d}" in one for one in screen.texts())


async def test_a_text_without_codes_is_refused_with_a_sentence(state: AppState) -> None:
    screen = await open_app(state)
    await screen.go("/share/open")
    await screen.type("Text of the codes", "hello")
    await screen.tap("Read the text")
    assert "There is no code of this app in this text." in screen.texts()


def codes_of(state: AppState) -> tuple[str, ...]:
    """The codes of the page of the person in *state*, more than one."""
    assert state.content is not None
    codes = transfer.codes(fhir.bundle(summarize(state.record, "ada", state.content, state.now(), Choice())))
    assert len(codes) > 1
    return codes


@pytest.fixture
async def looking(state: AppState, monkeypatch: pytest.MonkeyPatch) -> tuple[Screen, dict[str, Any]]:
    """The screen that opens a page, in a browser whose page sees what is put into the second value."""
    await state.keep(make.a_test(state.today(), person="ada", wbc="2.1", neutrophils="0.8"))
    sees: dict[str, Any] = {"asked": []}

    async def command(_device: Device, name: str, **payload: Any) -> Any:
        sees["asked"].append((name, payload))
        return sees["camera"](payload["read"]) if name == "scan" else sees["pictures"]

    monkeypatch.setattr(Device, "command", command)
    monkeypatch.setattr(Device, "reads_codes", True)
    screen = await open_app(state)
    await screen.go("/share/open")
    return screen, sees


async def choose_pictures(screen: Screen, *files: bytes) -> None:
    """Choose files as the browser's own window gives them back."""
    action = screen.named("From a picture", ft.OutlinedButton).action
    assert isinstance(action, ft.PickFiles)
    assert (action.allow_multiple, action.file_type) == (True, ft.FilePickerFileType.IMAGE)
    await screen.choose_files("From a picture", *((f"{n}.jpg", one) for n, one in enumerate(files)))


async def test_a_phone_that_cannot_see_says_what_its_own_camera_can_do(state: AppState) -> None:
    screen = await open_app(state)
    await screen.go("/share/open")
    assert "Scan a code" not in screen.texts()
    assert "From a picture" not in screen.texts()
    assert any("this device’s own camera" in one for one in screen.texts())


async def test_several_pictures_and_several_codes_in_one_open_the_page(
    state: AppState, looking: tuple[Screen, dict[str, Any]]
) -> None:
    screen, sees = looking
    codes = codes_of(state)
    sees["pictures"] = [[codes[0]], []]
    await choose_pictures(screen, b"first", b"blurred")
    assert "Codes read so far: 1" in screen.texts()
    assert f"Not all codes are here yet. Missing: {', '.join(map(str, range(2, len(codes) + 1)))}." in screen.texts()
    sees["pictures"] = [list(codes[1:])]
    await choose_pictures(screen, b"the others")
    assert sees["asked"] == [
        ("pictures", {"pictures": [b"first", b"blurred"]}),
        ("pictures", {"pictures": [b"the others"]}),
    ]
    assert "0.8" in leaving(screen)


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ([[]], "No code was found in the picture."),
        ([[], None], "No code was found in 2 pictures."),
        ([None], "This could not be opened as a picture."),
        ([["Leuko: ANC 0.4"]], "This code holds a text, not a whole page: Leuko: ANC 0.4"),
        ([["LEUKO1:1/2:broken"]], "One code could not be read cleanly. Scan or paste it again."),
    ],
)
async def test_a_picture_without_a_whole_code_is_answered_with_a_sentence(
    looking: tuple[Screen, dict[str, Any]], seen: list[list[str] | None], said: str
) -> None:
    screen, sees = looking
    sees["pictures"] = seen
    await choose_pictures(screen, *[b"x"] * len(seen))
    assert [one for one in screen.texts() if one.startswith(said)]


async def test_changing_ones_mind_about_a_picture_changes_nothing(looking: tuple[Screen, dict[str, Any]]) -> None:
    screen, sees = looking
    before = screen.outline()
    await choose_pictures(screen)
    sees["pictures"] = []
    assert screen.outline() == before


async def test_the_camera_goes_on_to_the_next_code_by_itself(
    state: AppState, looking: tuple[Screen, dict[str, Any]]
) -> None:
    screen, sees = looking
    codes = codes_of(state)
    sees["camera"] = lambda read: next(one for one in reversed(codes) if one not in read)
    await screen.tap("Scan a code")
    await screen.settle()
    assert "0.8" in leaving(screen)
    last = sees["asked"][-1][1]
    assert last["read"] == list(reversed(codes[1:]))
    assert "Missing: 1." in last["words"]["status"]


async def other_codes(state: AppState) -> tuple[str, ...]:
    """The codes of another page."""
    await state.keep(
        make.a_test(state.today() - timedelta(days=3), "other", person="ada", wbc="7.7", neutrophils="5.5")
    )
    return codes_of(state)


async def test_a_code_of_another_page_does_not_block_the_one_that_is_being_read(
    state: AppState, looking: tuple[Screen, dict[str, Any]]
) -> None:
    screen, sees = looking
    codes = codes_of(state)
    others = await other_codes(state)
    sees["pictures"] = [[codes[0]]]
    await choose_pictures(screen, b"first")
    sees["pictures"] = [[others[0]]]
    await choose_pictures(screen, b"another")
    assert any(one.startswith("This code belongs to another page") for one in screen.texts())
    assert "Codes read so far: 1" in screen.texts()
    sees["pictures"] = [list(codes[1:])]
    await choose_pictures(screen, b"the others")
    assert "0.8" in leaving(screen)
    assert "5.5" not in leaving(screen)


async def test_one_can_start_again_with_the_codes_of_another_page(
    state: AppState, looking: tuple[Screen, dict[str, Any]]
) -> None:
    screen, sees = looking
    codes = codes_of(state)
    others = await other_codes(state)
    sees["pictures"] = [[codes[0]]]
    await choose_pictures(screen, b"first")
    await screen.tap("Start again")
    assert not [one for one in screen.texts() if one.startswith("Codes read so far")]
    sees["pictures"] = [list(others)]
    await choose_pictures(screen, b"another")
    assert "5.5" in leaving(screen)


async def test_all_codes_of_another_page_at_once_open_that_page(
    state: AppState, looking: tuple[Screen, dict[str, Any]]
) -> None:
    screen, sees = looking
    sees["pictures"] = [[codes_of(state)[0]]]
    others = await other_codes(state)
    await choose_pictures(screen, b"first")
    sees["pictures"] = [list(others)]
    await choose_pictures(screen, b"another")
    assert "5.5" in leaving(screen)


async def test_a_camera_that_sees_a_foreign_code_or_nothing_says_so(looking: tuple[Screen, dict[str, Any]]) -> None:
    screen, sees = looking
    sees["camera"] = lambda _read: "https://example.org"
    await screen.tap("Scan a code")
    assert "This code holds a text, not a whole page: https://example.org" in screen.texts()
    sees["camera"] = lambda _read: None
    await screen.tap("Scan a code")
    assert any(one.startswith("No code was read.") for one in screen.texts())


async def test_a_file_opens_the_page_too(state: AppState, looking: tuple[Screen, dict[str, Any]]) -> None:
    screen, _sees = looking
    await screen.choose_files("Open a file", ("codes.txt", "\n".join(codes_of(state)).encode()))
    assert "0.8" in leaving(screen)


async def test_a_file_that_begins_with_a_byte_order_mark_opens_too(
    state: AppState, looking: tuple[Screen, dict[str, Any]]
) -> None:
    screen, _sees = looking
    assert state.content is not None
    bundle = fhir.bundle(summarize(state.record, "ada", state.content, state.now(), Choice()))
    await screen.choose_files("Open a file", ("page.json", b"\xef\xbb\xbf" + bundle.encode()))
    assert "0.8" in leaving(screen)
