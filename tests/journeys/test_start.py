"""The door opens: on an empty device, on a damaged record, in a second window; and what was typed is flushed."""

from pathlib import Path

import flet as ft
import pytest

from app import words
from app.core.record import Person
from app.device import HIDE
from app.start import hearing
from app.start import start as open_the_door
from app.state import AppState
from app.store import FolderDisk
from app.ui.cover import COVER
from tests.journeys.test_keeping import blood_test
from tests.ui.render import Screen, start


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A device's own data folder; the record lies in `record` under it."""
    monkeypatch.setenv("FLET_APP_STORAGE_DATA", str(tmp_path))
    words.use("en")
    return tmp_path / "record"


def covers(screen: Screen) -> int:
    """How many covers lie over the page."""
    return sum(one.key == COVER for one in screen.page.overlay)


def state_of(screen: Screen) -> AppState:
    """What the screens of *screen* live on."""
    state: AppState = screen.page.session.store.get("state")
    return state


async def test_an_empty_device_shows_home_and_can_be_written_to(home: Path) -> None:
    screen = await start(open_the_door)
    state = state_of(screen)
    assert (state.opening, state.trouble, state.read_only, screen.crashes) == (False, (), "", [])
    assert await state.keep_person(Person(id="ada", name="Ada"))
    assert (home / "book.json").exists()
    assert screen.views()[-1].route == "/"


async def test_the_article_opens_even_when_the_log_cannot(home: Path) -> None:
    home.mkdir()
    for name in ("book", "log-000001", "drafts"):
        (home / f"{name}.json").write_bytes(b"\0" * 400)
    screen = await start(open_the_door, route="/learn")
    state = state_of(screen)
    assert len(state.trouble) == 1
    assert len(screen.texts()) > 3
    assert screen.crashes == []


async def test_a_folder_that_cannot_be_made_is_said_and_the_app_stands(home: Path) -> None:
    home.write_text("a file where the folder should be")
    screen = await start(open_the_door)
    state = state_of(screen)
    assert (state.opening, state.read_only) == (False, "closed")
    assert await state.keep_person(Person(id="ada", name="Ada")) is False
    assert screen.crashes == []


async def test_leaving_the_app_writes_what_is_half_typed() -> None:
    screen = await start(open_the_door)
    state = state_of(screen)
    state.note_draft("test", {"wbc": "0,"})
    await screen.fire(screen.page, "app_lifecycle_state_change", {"state": ft.AppLifecycleState.HIDE.value})
    assert [one.fields for one in state._store.record.drafts] == [{"wbc": "0,"}]


@pytest.mark.parametrize(
    ("platform", "away"), [("android", ft.AppLifecycleState.HIDE), ("ios", ft.AppLifecycleState.INACTIVE)]
)
async def test_a_locked_app_is_covered_on_its_way_out_and_shown_again_the_moment_it_is_back(
    platform: str, away: ft.AppLifecycleState
) -> None:
    screen = await start(open_the_door)
    screen.page.session.apply_page_patch({"platform": platform})
    state = state_of(screen)
    lifecycle = "app_lifecycle_state_change"
    await screen.fire(screen.page, lifecycle, {"state": away.value})
    assert not state.covered
    assert await state.set_lock("pin", "2580")
    await screen.fire(screen.page, lifecycle, {"state": away.value})
    assert (state.covered, covers(screen)) == (True, 1)
    await screen.fire(screen.page, lifecycle, {"state": ft.AppLifecycleState.RESUME.value})
    assert (state.covered, covers(screen), screen.crashes) == (False, 0, [])
    assert [args for name, args in screen.client.calls if name == "set"][-1] == {"key": HIDE, "value": "yes"}


async def test_the_page_around_us_can_make_us_write_and_go_somewhere() -> None:
    screen = await start(open_the_door)
    state = state_of(screen)
    hear = hearing(screen.page, state)
    state.note_draft("test", {"wbc": "0,"})
    hear("pagehide", None)
    hear("go", "causes")
    await screen.settle()
    assert [one.fields for one in state._store.record.drafts] == [{"wbc": "0,"}]
    assert screen.page.route == "/learn/causes"


async def test_a_second_window_of_the_same_process_takes_over_with_what_was_typed_in_the_first() -> None:
    first = state_of(await start(open_the_door))
    await first.keep_person(Person(id="ada", name="Ada"))
    first.note_draft("test", {"wbc": "3"})
    second = state_of(await start(open_the_door))
    assert second.draft("test") == {"wbc": "3"}
    assert await first.keep(blood_test(first)) is False
    assert (first.read_only, second.read_only) == ("elsewhere", "")
    assert await second.keep(blood_test(second)) is True


async def test_another_process_that_holds_the_record_makes_this_one_read_only(home: Path) -> None:
    other = AppState()
    await other.open(FolderDisk(home))
    state = state_of(await start(open_the_door))
    assert state.read_only == "elsewhere"
    other.close()
