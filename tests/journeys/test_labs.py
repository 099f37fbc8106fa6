"""Stories of the log: two slips in two scales, a comma, a correction, an undo, a file of five hundred."""

from datetime import date, timedelta

import flet as ft
import pytest

from app.core.table import write_table
from app.core.trend import series
from app.device import Device
from app.state import AppState
from app.ui.labs.import_screen import EXAMPLE
from app.ui.shell import App
from tests.make import a_test
from tests.ui.render import Screen, start


@pytest.fixture
async def ada(state: AppState) -> AppState:
    """Ada's record, past the first run."""
    await state.keep_settings(intended_use_seen=date(2026, 11, 1))
    return state


async def at(state: AppState, route: str) -> Screen:
    return await start(lambda page: page.render_views(App, state, Device(page)), route=route)


def unit_of(screen: Screen) -> ft.DropdownM2:
    """The unit picker of the white cells."""
    [box] = [one.content for one in screen.all(ft.Semantics) if one.identifier == "wbc.unit"]
    return box


async def add(screen: Screen, day: str, lab: str, text: str, unit: str) -> None:
    """One slip with white cells only, typed as a person would."""
    await screen.go("/log/add/test")
    await screen.type("Day of the test", day)
    await screen.type("Lab (optional)", lab)
    await screen.choose(unit_of(screen), unit)
    await screen.type("WBC", text)
    await screen.tap("Save")


async def test_a_slip_per_microlitre_and_one_in_si_units_make_one_line(ada: AppState) -> None:
    screen = await at(ada, "/log")
    await add(screen, "2026-11-01", "Riverside", "3500", "/uL")
    await add(screen, "2026-11-08", "St Anne", "3,2", "10*9/L")
    found = series(ada.log, "wbc")
    assert [(str(one.value), one.on.day) for one in found.points] == [("3.500", 1), ("3.2", 8)]
    assert len(found.segments()) == 1
    await screen.go("/log")
    assert [one for one in screen.texts() if "WBC" in one] == ["WBC\u00a03.2\u00a0×10⁹/L", "WBC\u00a03.5\u00a0×10⁹/L"]
    await ada.keep_settings(units={"wbc": "/uL"})
    await screen.settle()
    assert [one for one in screen.texts() if "WBC" in one] == ["WBC\u00a03200\u00a0/µL", "WBC\u00a03500\u00a0/µL"]


async def test_the_unit_of_each_lab_is_remembered_apart(ada: AppState) -> None:
    screen = await at(ada, "/log")
    await add(screen, "2026-11-01", "Riverside", "3500", "/uL")
    await add(screen, "2026-11-08", "St Anne", "3,2", "10*9/L")
    await screen.go("/log/add/test")
    assert unit_of(screen).value == "10*9/L"
    await screen.tap("Riverside")
    assert unit_of(screen).value == "/uL"


async def test_a_wrong_comma_is_corrected_and_the_correction_taken_back(ada: AppState) -> None:
    screen = await at(ada, "/log")
    await add(screen, "2026-11-01", "", "4", "10*9/L")
    [test] = ada.log.tests
    await screen.go(f"/log/edit/{test.id}")
    await screen.tap("Correct")
    await screen.type("WBC", "0,4")
    await screen.tap("Save")
    assert [one.readings["wbc"].text for one in ada.log.tests] == ["0,4"]
    await screen.tap("Undo")
    assert [one.readings["wbc"].text for one in ada.log.tests] == ["4"]


async def chosen(screen: Screen, text: str) -> None:
    """Choose a CSV file with *text* in it."""
    await screen.choose_files("Choose a CSV file", ("results.csv", text.encode()))


async def test_a_file_of_five_hundred_rows_is_added_whole_or_not_at_all(ada: AppState) -> None:
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(250)]
    text = write_table(tuple(a_test(day, wbc="3.5", haemoglobin="120") for day in days))
    assert text.count("\r\n") == 501
    screen = await at(ada, "/log/add/import")
    await chosen(screen, text.replace("2024-03-01,,wbc,3.5", "2024-03-01,,wbc,many"))
    assert "1 line needs a look" in screen.outline()
    with pytest.raises(LookupError):
        screen.named("Add 250 blood tests")
    assert ada.log.tests == ()
    await chosen(screen, text)
    assert "250 new blood tests" in screen.texts()
    await screen.tap("Add 250 blood tests")
    assert len(ada.log.tests) == 250
    await screen.go("/log/add/import")
    await chosen(screen, text)
    assert "0 new blood tests, 250 are already there" in screen.texts()


async def test_the_example_of_the_format_is_read_as_one_blood_test(ada: AppState) -> None:
    screen = await at(ada, "/log/add/import")
    await screen.tap("What the file must look like")
    assert EXAMPLE[1] in screen.texts()
    await chosen(screen, "\n".join(EXAMPLE))
    await screen.tap("Add 1 blood test")
    [test] = ada.log.tests
    assert list(test.readings) == ["wbc", "neutrophils", "haemoglobin"]


async def test_dates_that_can_be_read_in_two_ways_are_asked_for_the_whole_file(ada: AppState) -> None:
    screen = await at(ada, "/log/add/import")
    await chosen(screen, "date,analyte,value,unit\n03/04/2026,WBC,3.5,10*9/L\n")
    await screen.choose(screen.all(ft.RadioGroup)[0], "day_first")
    await screen.tap("Add 1 blood test")
    assert [one.taken for one in ada.log.tests] == [date(2026, 4, 3)]


async def test_the_log_goes_out_and_comes_back_in_the_same(ada: AppState) -> None:
    await ada.keep(a_test(date(2026, 11, 1), person="ada", lab="=HYPERLINK()", wbc=("3500", "/uL"), platelets="<10"))
    screen = await at(ada, "/log/add/import")
    await screen.tap("Save as CSV")
    [sent] = [args for name, args in screen.client.calls if name == "save_file"]
    before = ada.log.tests[0]
    await ada.bin_entry(before.id)
    await chosen(screen, sent["src_bytes"].decode("utf-8-sig"))
    await screen.tap("Add 1 blood test")
    [after] = ada.log.tests
    assert (after.taken, after.lab, after.readings) == (before.taken, before.lab, before.readings)
