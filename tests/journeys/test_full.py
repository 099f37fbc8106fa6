"""A device without room: the entry stays on the screen, with a sentence, and is saved once there is room again."""

from datetime import date

from app.core.record import Person
from app.state import AppState
from app.ui.shell import App
from tests.journeys.test_keeping import NOW, FullDisk, blood_test
from tests.journeys.test_labs import unit_of
from tests.ui.render import start


async def test_an_entry_that_finds_no_room_stays_on_the_screen_with_a_sentence(content: object) -> None:
    disk = FullDisk()
    state = AppState(content=content, now=lambda: NOW)  # type: ignore[arg-type]
    await state.open(disk)
    await state.keep_person(Person(id="ada", name="Ada"))
    await state.keep_settings(intended_use_seen=date(2026, 11, 1))
    await state.keep(blood_test(state, "4,4"))
    screen = await start(lambda page: page.render_views(App, state, None), route="/log/add/test")
    await screen.choose(unit_of(screen), "10*9/L")
    await screen.type("WBC", "3,2")
    disk.full = True
    await screen.tap("Save")
    assert any(text.startswith("Not saved: there is no room left on this device.") for text in screen.texts())
    assert getattr(screen.named("WBC"), "value", "") == "3,2"
    assert len(state.log.tests) == 1
    disk.full = False
    await screen.tap("Save")
    assert [one.readings["wbc"].text for one in state.log.tests if "wbc" in one.readings] == ["3,2"]
