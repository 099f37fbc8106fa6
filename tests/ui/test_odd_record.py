"""A record with what this version does not know, or with days at the ends of the calendar: shown, kept, no screen fails."""

from datetime import UTC, date, datetime

import pytest

from app.core.record import BloodTest, Reading
from app.core.summary import Choice, summarize
from app.core.table import write_table
from app.share import csv, fhir, text
from app.state import AppState
from tests import make
from tests.ui.render import Screen
from tests.ui.test_shell import open_app

FAILED = {"This part could not be shown.", "Something went wrong"}
ROUTES = (
    "/", "/log", "/log/edit/t", "/log/trend/neutrophils", "/log/trend/cd34", "/share", "/settings", "/people",
    "/people/ada", "/log/bin", "/fever", "/check", "/log/import",
)  # fmt: skip


async def walk(screen: Screen) -> list[str]:
    """The routes on which something could not be shown."""
    failed = []
    for route in ROUTES:
        await screen.go(route)
        failed += [route] if FAILED & set(screen.texts()) or screen.crashes else []
    return failed


def unknown(state: AppState) -> BloodTest:
    """A slip with a value that only a later version of the app knows."""
    readings = {"cd34": Reading(text="12", unit="10*6/kg", low="5"), "wbc": Reading(text="2.1", unit="10*9/L")}
    now = state.now()
    return BloodTest(id="t", person="ada", created=now, changed=now, taken=state.today(), readings=readings)


async def test_a_value_only_a_later_version_knows_is_shown_as_typed_and_not_rated(state: AppState) -> None:
    await state.keep(unknown(state))
    screen = await open_app(state)
    assert await walk(screen) == []
    await screen.go("/log/edit/t")
    assert "cd34" in screen.texts()
    assert any(one.startswith("12") for one in screen.texts())
    assert "not rated" in screen.texts() or "Not rated" in screen.texts()


async def test_a_correction_keeps_a_value_only_a_later_version_knows(state: AppState) -> None:
    await state.keep(unknown(state))
    screen = await open_app(state)
    await screen.go("/log/edit/t")
    await screen.tap("Correct")
    await screen.type("Note (optional)", "after breakfast")
    await screen.tap("Save")
    (test,) = state.log.tests
    assert test.note == "after breakfast"
    assert test.readings["cd34"] == unknown(state).readings["cd34"]


async def test_a_value_only_a_later_version_knows_leaves_with_all_others(state: AppState) -> None:
    await state.keep(unknown(state))
    assert state.content is not None
    summary = summarize(state.record, "ada", state.content, state.now(), Choice())
    assert "cd34" in text.full(summary)
    assert b"cd34" in csv.csv_file(summary)
    assert "cd34" in write_table(state.log.tests)
    assert fhir.read(fhir.bundle(summary)).of("ada").tests == state.log.tests


@pytest.mark.parametrize("year", [1, 9999])
async def test_days_at_the_ends_of_the_calendar_stop_no_screen(state: AppState, year: int) -> None:
    ends = date(year, 1, 1) if year == 1 else date(year, 12, 31)
    moment = datetime(ends.year, ends.month, ends.day, 12, tzinfo=UTC)
    await state.keep_person(state.record.people[0].model_copy(update={"birth_date": ends}))
    for one in (
        make.a_test(ends, "t", person="ada", wbc="1", neutrophils="0.4"),
        make.a_test(date(2026, 11, 1), "u", person="ada", wbc="1", neutrophils="0.4"),
        make.a_temperature("39", moment, person="ada"),
        make.an_event(on=ends, until=ends, person="ada"),
        make.an_event("next_test", on=ends, person="ada"),
        make.a_test(ends, "b", person="ada", wbc="1").model_copy(update={"binned": moment}),
    ):
        await state.keep(one)
    assert await walk(await open_app(state)) == []
