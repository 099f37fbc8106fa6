"""The log's screens: what a person types is never lost, never guessed, and every doubt is asked in a sentence."""

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import flet as ft
import pytest

from app.core.record import BloodTest, Event, Person, Profile, Reading, Temperature
from app.device import Device
from app.state import AppState
from app.store import MemoryDisk
from app.ui import theme
from app.ui.labs.days import picked_day
from app.ui.labs.half import HalfTyped
from app.ui.labs.log import PAUSE as SEARCH_PAUSE
from app.ui.shell import App
from tests.conftest import NOW
from tests.make import a_test, an_event
from tests.ui.quiz_walker import tick
from tests.ui.render import Screen, name_of, start

EARLIER = "earlier"


@pytest.fixture
async def fresh(state: AppState) -> AppState:
    """A record past its first run, with an empty log."""
    await state.keep_settings(intended_use_seen=date(2026, 11, 1))
    state.notice = None
    return state


@pytest.fixture
async def known(fresh: AppState) -> AppState:
    """The same with an earlier slip, whose units the form takes over."""
    state = fresh
    values = {"wbc": "7", "neutrophils": "4", "lymphocytes": "2", "platelets": "250", "haemoglobin": "130"}
    await state.keep(a_test(date(2025, 11, 1), id=EARLIER, person="ada", **values))
    state.notice = None
    return state


def added(state: AppState) -> tuple[BloodTest, ...]:
    """The blood tests of the log without the earlier one."""
    return tuple(one for one in state.log.tests if one.id != EARLIER)


@pytest.fixture(autouse=True)
def whole(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """No part of any screen may fail, even where a card stands in for it."""
    yield
    assert [one.getMessage() for one in caplog.records if one.name == "leuko"] == []


async def at(state: AppState, route: str, width: int = 390) -> Screen:
    """The app at an address."""
    return await start(lambda page: page.render_views(App, state, Device(page)), route=route, width=width)


def gone_to(screen: Screen) -> str:
    """The address the app last went to by itself."""
    return [args["route"] for name, args in screen.client.calls if name == "push_route"][-1]


def unit_of(screen: Screen, analyte: str) -> ft.DropdownM2:
    """The unit picker of a value, by its id."""
    [box] = [one.content for one in screen.all(ft.Semantics) if one.identifier == f"{analyte}.unit"]
    return box


async def test_an_empty_log_says_how_to_begin(fresh: AppState) -> None:
    screen = await at(fresh, "/log")
    assert "Your log is empty" in screen.texts()
    await screen.tap("Add a blood test")
    assert gone_to(screen) == "/log/add/test"
    assert screen.crashes == []


async def test_a_number_is_said_in_both_scales_while_one_types(known: AppState) -> None:
    screen = await at(known, "/log/add/test")
    await screen.type("WBC", "0,4")
    assert "= 0.4 ×10⁹/L = 400 per µL" in screen.texts()
    assert screen.named("WBC", ft.TextField).value == "0,4"


async def test_the_unit_is_asked_when_none_was_ever_chosen_and_then_shared_by_the_counts(state: AppState) -> None:
    await state.keep_settings(intended_use_seen=date(2026, 11, 1))
    screen = await at(state, "/log/add/test")
    await screen.type("WBC", "3500")
    assert unit_of(screen, "wbc").value is None
    await screen.tap("Save")
    assert "Choose the unit printed on the slip." in screen.outline()
    assert state.log.tests == ()
    await screen.choose(unit_of(screen, "wbc"), "/uL")
    assert (unit_of(screen, "lymphocytes").value, unit_of(screen, "platelets").value) == ("/uL", None)


async def test_a_count_in_the_wrong_scale_is_asked_with_what_was_meant(known: AppState) -> None:
    screen = await at(known, "/log/add/test")
    await screen.type("WBC", "3500")
    assert "3500 ×10⁹/L is not possible. Was 3500 /µL meant? That is 3.5 ×10⁹/L." in screen.texts()
    await screen.tap("Use 3500 /µL")
    assert unit_of(screen, "wbc").value == "/uL"
    assert "= 3.5 ×10⁹/L = 3500 per µL" in screen.texts()


async def test_a_grouping_sign_is_never_guessed(known: AppState) -> None:
    screen = await at(known, "/log/add/test")
    await screen.type("WBC", "1,200")
    assert "This can be read as 1.2 or as 1200. Which is it?" in screen.texts()
    await screen.tap("Use 1.2 ×10⁹/L")
    await screen.tap("Save")
    assert added(known)[0].readings["wbc"] == Reading(text="1.2", unit="10*9/L")


NASTY = (
    "<", ">=", "1,2,3", "1.2.3", "٠٫٤", "9" * 60, "\u202e3", "💉", "-1", "1e5", "0.0", "٣٥٠٠", " ", "3 500", "35", "0.004", "NaN",
    "2026-13-45", "<0", "100,4", "383", "=1+1",
)  # fmt: skip


@pytest.mark.parametrize("kind", ["test", "temperature", "event", "symptoms", "paste"])
async def test_no_text_breaks_a_form_and_none_is_changed(known: AppState, kind: str) -> None:
    await known.keep(a_test(date(2026, 11, 1), person="ada", wbc="3.5", neutrophils="2", haemoglobin="100"))
    screen = await at(known, f"/log/add/{kind}")
    before = known.record.entries
    for turn in range(0, len(NASTY), 4):
        count = len(screen.all(ft.TextField))
        texts = [NASTY[(turn + number) % len(NASTY)] for number in range(count)]
        for number, text in enumerate(texts):
            await screen.type(screen.all(ft.TextField)[number], text)
        if kind != "paste":
            await screen.tap("Save")
        assert [one.value for one in screen.all(ft.TextField)] == texts
    assert known.record.entries == before
    assert screen.crashes == []


async def test_a_rare_value_is_kept_only_after_a_yes(known: AppState) -> None:
    screen = await at(known, "/log/add/test")
    await screen.type("PLT", "5")
    await screen.tap("Save")
    assert added(known) == ()
    assert "Needs a look: Platelets." in screen.texts()
    await screen.tap("It is right as typed")
    assert "Needs a look: Platelets." not in screen.texts()
    await screen.tap("Save")
    assert added(known)[0].readings["platelets"].text == "5"


async def test_letters_and_an_empty_form_get_a_sentence_and_store_nothing(known: AppState) -> None:
    screen = await at(known, "/log/add/test")
    await screen.tap("Save")
    assert "Type at least one value of the slip." in screen.texts()
    await screen.type("WBC", "low")
    assert screen.named("WBC", ft.TextField).error == "Type only digits and one decimal sign, for example 3.5 or 3,5."
    await screen.type("Day of the test", "2027-01-01")
    assert screen.named("Day of the test", ft.TextField).error == "This day is in the future."
    await screen.tap("Save")
    assert added(known) == ()
    assert screen.named("WBC", ft.TextField).value == "low"


async def test_the_lab_s_own_range_is_kept_with_the_value_and_must_be_in_order(known: AppState) -> None:
    screen = await at(known, "/log/add/test")
    await screen.type("WBC", "0.1")
    await screen.tap("Lab’s range for White blood cells")
    await screen.type("Lowest", "11")
    await screen.type("Highest", "4")
    assert screen.named("Lowest", ft.TextField).error == "The lower limit must be below the upper limit."
    await screen.type("Lowest", "4,0")
    await screen.type("Highest", "11,0")
    await screen.tap("less than (<)")
    assert screen.named("WBC", ft.TextField).value == "<0.1"
    await screen.tap("Save")
    await screen.tap("It is right as typed")
    await screen.tap("Save")
    assert added(known)[0].readings["wbc"] == Reading(text="<0.1", unit="10*9/L", low="4,0", high="11,0")


async def test_the_range_a_lab_printed_last_time_is_offered_and_never_filled_in_by_itself(known: AppState) -> None:
    white = Reading(text="3.5", unit="10*9/L", low="4.0", high="11.0")
    await known.keep(a_test(date(2026, 11, 1), person="ada", lab="Riverside", wbc=white))
    screen = await at(known, "/log/add/test")
    await screen.type("WBC", "3.1")
    assert unit_of(screen, "wbc").value == "10*9/L"
    await screen.tap("Lab’s range as last time: 4.0–11.0")
    await screen.tap("Save")
    assert added(known)[-1].readings["wbc"] == Reading(text="3.1", unit="10*9/L", low="4.0", high="11.0")
    again = await at(known, "/log/add/test")
    await again.type("WBC", "3.0")
    await again.type("Lab (optional)", "Elsewhere")
    with pytest.raises(LookupError):
        again.named("Lab’s range as last time: 4.0–11.0")


async def test_the_neutrophils_are_worked_out_while_one_types(known: AppState) -> None:
    screen = await at(known, "/log/add/test")
    await screen.type("WBC", "0.8")
    assert "There are only 0.8 white cells in all, so the neutrophils cannot be higher." in screen.texts()
    await screen.type("NEUT %", "60")
    assert "0.48\u00a0×10⁹/L" in screen.texts()
    assert "severely low" in screen.texts()
    assert "White cells 0.8 × neutrophils 60 % = 0.48" in screen.texts()


async def test_typing_sends_no_old_text_back_to_the_field(known: AppState) -> None:
    screen = await at(known, "/log/add/test")
    field = screen.named("WBC", ft.TextField)
    for text in ("3", "3,", "3,5"):
        screen.client.session.apply_patch(field._i, {"value": text})
        await screen.client.session.dispatch_event(field._i, "change", text)
    screen.client.session.apply_patch(field._i, {"value": "3,51"})  # a key whose event is still on its way
    await screen.settle()
    assert screen.named("WBC", ft.TextField).value == "3,51"


async def test_half_typed_text_comes_back_and_can_be_thrown_away(known: AppState) -> None:
    screen = await at(known, "/log/add/test")
    await screen.type("WBC", "3,5")
    await screen.type("PLT", "5")
    again = await at(known, "/log/add/test")
    assert again.named("WBC", ft.TextField).value == "3,5"
    assert "What you had typed is still here." in again.texts()
    assert "It is right as typed" in again.outline()
    await again.tap("Start afresh")
    assert again.named("WBC", ft.TextField).value == ""
    assert known.draft("test") == {}


async def test_a_failed_write_keeps_the_form_with_its_text(known: AppState, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = await at(known, "/log/add/test")
    await screen.type("WBC", "3,5")
    known._store.shut = "elsewhere"  # type: ignore[union-attr]
    await screen.tap("Save")
    assert screen.named("WBC", ft.TextField).value == "3,5"
    assert known.notice is not None
    assert known.notice.failed


async def test_saving_remembers_the_unit_for_the_value_and_the_slip_that_of_its_lab(state: AppState) -> None:
    await state.keep_settings(intended_use_seen=date(2026, 11, 1))
    screen = await at(state, "/log/add/test")
    await screen.type("Lab (optional)", "Riverside")
    await screen.type("Hb", "9.8")
    await screen.choose(unit_of(screen, "haemoglobin"), "g/dL")
    await screen.tap("Save")
    assert state.log.tests[0].readings == {"haemoglobin": Reading(text="9.8", unit="g/dL")}
    assert state.settings.units == {"haemoglobin": "g/dL"}
    again = await at(state, "/log/add/test")
    assert unit_of(again, "haemoglobin").value == "g/dL"
    assert again.named("Lab (optional)", ft.TextField).value == "Riverside"


async def test_a_correction_keeps_the_entry_and_a_deletion_can_be_undone(known: AppState) -> None:
    await known.keep(a_test(person="ada", id="slip", wbc="3.5"))
    screen = await at(known, "/log/edit/slip")
    await screen.tap("Correct")
    await screen.type("WBC", "2.5")
    await screen.tap("Save")
    assert [(one.id, one.readings["wbc"].text) for one in added(known)] == [("slip", "2.5")]
    await screen.go("/log/edit/slip")
    await screen.tap("Delete")
    assert added(known) == ()
    await screen.tap("Undo")
    assert [one.id for one in added(known)] == ["slip"]


async def test_a_result_says_how_each_value_stands_and_by_whose_range(known: AppState) -> None:
    await known.keep_person(Person(id="ada", name="Ada", birth_date=date(1980, 5, 1), sex="female", pregnant="no"))
    white = Reading(text="3500", unit="/uL", low="3000", high="10000")
    await known.keep(a_test(person="ada", id="slip", wbc=white, haemoglobin="98", neutrophils_percent="20"))
    screen = await at(known, "/log/edit/slip")
    said = screen.texts()
    assert "3500\u00a0/µL = 3.5\u00a0×10⁹/L" in said
    assert "3–10\u00a0×10⁹/L · By the lab’s own range." in said
    assert "120–155\u00a0g/L · By a default range. Your lab’s own may differ." in said
    assert "White cells 3.5 × neutrophils 20 % = 0.7" in said
    assert [one for one in said if one in ("moderately low", "in range", "low", "not rated")] == [
        "moderately low", "in range", "not rated", "low",
    ]  # fmt: skip
    await screen.tap("What is this? Haemoglobin")
    assert "If it is low" in screen.texts()
    assert any(one.startswith("Sources: ") for one in screen.texts())


async def test_a_correction_left_half_typed_opens_again_where_it_was(known: AppState) -> None:
    await known.keep(a_test(person="ada", id="slip", wbc="3.5"))
    screen = await at(known, "/log/edit/slip")
    await screen.tap("Correct")
    await screen.type("WBC", "2.5")
    again = await at(known, "/log/edit/slip")
    assert again.named("WBC", ft.TextField).value == "2.5"
    assert "What you had typed is still here." in again.texts()


async def test_the_bin_gives_back_what_was_deleted(known: AppState) -> None:
    await known.keep(a_test(person="ada", id="slip"))
    await known.bin_entry("slip")
    screen = await at(known, "/log/bin")
    assert "Erased for good in 30 days." in screen.texts()
    await screen.tap("Put back")
    assert [one.id for one in added(known)] == ["slip"]
    assert "The bin is empty" in screen.texts()


async def test_a_low_count_with_its_word_and_date_is_read_at_a_glance(known: AppState) -> None:
    await known.keep(a_test(date(2026, 11, 20), person="ada", wbc="0.8", neutrophils_percent="60", haemoglobin="98"))
    screen = await at(known, "/log")
    texts = screen.texts()
    assert [one for one in texts if one in ("20 Nov", "Neutrophils 0.48\u00a0×10⁹/L", "severely low")] == [
        "20 Nov", "Neutrophils 0.48\u00a0×10⁹/L", "severely low",
    ]  # fmt: skip
    assert "WBC\u00a00.8\u00a0×10⁹/L · Hb\u00a098\u00a0g/L" in texts


async def test_a_long_log_is_shown_in_pages(fresh: AppState) -> None:
    days = (date(2026, 11, 1) - timedelta(days=n) for n in range(60))
    await fresh.keep_many([a_test(day, person="ada") for day in days])
    screen = await at(fresh, "/log")
    rows = lambda: len([t for t in screen.texts() if t == "Blood test"])  # noqa: E731
    shown = rows()
    await screen.tap("Show older (35 older entries)")
    assert rows() - shown == 25
    await screen.tap("Show older (10 older entries)")
    assert rows() - shown == 35


async def test_search_and_filter_find_words_in_any_order(known: AppState) -> None:
    await known.keep(a_test(date(2026, 11, 20), person="ada", lab="Riverside"))
    await known.keep(an_event(person="ada", on=date(2026, 11, 2), name="paclitaxel"))
    screen = await at(known, "/log")
    await screen.tap("Search and filter")
    field = screen.named("Search the log", ft.TextField)
    await screen.type(field, "PACLI chemo")
    await asyncio.sleep(SEARCH_PAUSE + 0.05)
    await screen.settle()
    assert "1 entry found" in screen.texts()
    assert "Chemotherapy" in screen.texts()
    assert "20 Nov" not in screen.texts()
    assert screen.named("Search the log", ft.TextField).value == "PACLI chemo"
    await screen.tap("Close the search")
    assert "20 Nov" in screen.texts()


async def test_a_fever_with_few_neutrophils_goes_straight_to_the_alarm(known: AppState) -> None:
    await known.keep(a_test(date(2026, 11, 22), person="ada", wbc="0.8", neutrophils="0.3"))
    screen = await at(known, "/log/add/temperature")
    await screen.type("Temperature", "38,3")
    assert "= 100.9 °F" in screen.texts()
    await screen.tap("Save")
    assert known.log.temperatures[0].text == "38,3"
    assert gone_to(screen) == "/log/add/alarm"
    level = known.content.quiz.levels["emergency"]  # type: ignore[union-attr]
    assert level.title in screen.texts()
    await screen.go("/log")
    assert level.title in screen.texts()


async def test_a_lost_decimal_sign_and_the_other_scale_are_offered(known: AppState) -> None:
    screen = await at(known, "/log/add/temperature")
    await screen.type("Temperature", "383")
    await screen.tap("Use 38.3 °C")
    assert screen.named("Temperature", ft.TextField).value == "38.3"
    await screen.type("Temperature", "100.4")
    await screen.tap("Use 100.4 °F")
    assert "= 38.0 °C" in screen.texts()
    await screen.choose(screen.named("Unit", ft.DropdownM2), "Cel")
    assert "= 38.0 °C" not in screen.texts()
    assert "broken" not in [one.key for one in screen.all(ft.Container)]


async def test_without_a_thermometer_hot_and_shivering_is_enough(known: AppState) -> None:
    screen = await at(known, "/log/add/temperature")
    await screen.tap("Save")
    assert known.log.temperatures == ()
    await screen.choose(screen.all(ft.Checkbox)[0], True)
    await screen.tap("Save")
    [kept] = known.log.temperatures
    assert (kept.feels_hot, kept.text) == (True, "")


async def test_a_temperature_keeps_its_own_zone_when_it_is_corrected_elsewhere(known: AppState) -> None:
    abroad = datetime.fromisoformat("2026-11-20T08:00:00+13:00")
    await known.keep(
        Temperature(id="t", person="ada", created=NOW, changed=NOW, at=abroad, text="37.0", fever_medicine="no")
    )
    screen = await at(known, "/log/edit/t")
    await screen.type("Temperature", "37.2")
    await screen.tap("Save")
    [kept] = known.log.temperatures
    assert (kept.at, kept.text, kept.fever_medicine) == (abroad, "37.2", "no")


async def test_an_event_and_symptoms_are_kept_as_said(known: AppState) -> None:
    screen = await at(known, "/log/add/event")
    await screen.choose(screen.named("Kind of event", ft.DropdownM2), "chemotherapy")
    await screen.type("Treatment (optional)", "FEC, cycle 2")
    await screen.tap("Save")
    [event] = known.log.events
    assert (event.what, event.name, event.on) == ("chemotherapy", "FEC, cycle 2", date(2026, 11, 23))
    await screen.go("/log/add/symptoms")
    await screen.tap("Save")
    assert "Choose at least one symptom, or write a note." in screen.texts()
    await screen.type("Note (optional)", "dizzy since noon")
    await screen.tap("Save")
    assert known.log.symptoms[0].note == "dizzy since noon"


async def test_the_next_test_stands_on_top_and_goes_into_a_calendar(known: AppState) -> None:
    await known.keep(
        Event(id="n", person="ada", created=NOW, changed=NOW, what="next_test", on=date(2026, 11, 28), name="Clinic")
    )
    screen = await at(known, "/log")
    assert "28 November 2026, in 5 days · Clinic" in screen.texts()
    await screen.tap("Into my calendar")
    [(_, sent)] = [call for call in screen.client.calls if call[0] == "save_file"]
    assert sent["file_name"] == "blood-test-2026-11-28.ics"
    assert b"DTSTART;VALUE=DATE:20261128" in sent["src_bytes"]


async def test_a_trend_says_what_it_draws_and_a_row_opens_its_result(fresh: AppState) -> None:
    for day, text in ((1, "4.0"), (8, "0.4"), (15, "1.2")):
        await fresh.keep(a_test(date(2026, 11, day), person="ada", id=f"d{day}", wbc="6", neutrophils=text))
    screen = await at(fresh, "/log/trend/neutrophils")
    said = screen.texts()
    assert "The lowest result in this time is 0.4 ×10⁹/L on 8 November 2026." in said
    assert "Below 0.5: 7 of the 14 days that can be counted." in said
    assert [one for one in said if one in ("1.2\u00a0×10⁹/L", "0.4\u00a0×10⁹/L", "4\u00a0×10⁹/L")] == [
        "1.2\u00a0×10⁹/L", "0.4\u00a0×10⁹/L", "4\u00a0×10⁹/L",
    ]  # fmt: skip
    await screen.tap(screen.all(ft.ListTile)[1])
    assert gone_to(screen) == "/log/edit/d8"


async def test_a_tap_on_a_point_of_the_chart_opens_its_result(fresh: AppState) -> None:
    for day in (1, 8, 15):
        await fresh.keep(a_test(date(2026, 11, day), person="ada", id=f"d{day}", wbc="6", neutrophils="2.0"))
    screen = await at(fresh, "/log/trend/neutrophils")
    await screen.fire(screen.one(ft.canvas.Canvas), "resize", {"w": 332, "h": 240})
    [dots] = [one for one in screen.one(ft.canvas.Canvas).shapes if isinstance(one, ft.canvas.Points)]
    assert len(dots.points) == 3
    middle = dots.points[1]
    await screen.fire(screen.one(ft.GestureDetector), "tap_down", {"l": {"x": middle.x + 5, "y": middle.y - 5}})
    assert gone_to(screen) == "/log/edit/d8"


async def test_a_value_without_results_says_so(fresh: AppState) -> None:
    screen = await at(fresh, "/log/trend/platelets")
    assert "No result of Platelets in this time" in screen.texts()
    assert screen.crashes == []


async def test_a_pasted_slip_fills_the_form_and_is_never_stored_by_itself(known: AppState) -> None:
    screen = await at(known, "/log/add/paste")
    await screen.type("Text of the lab result", "WBC 3.2 10^3/uL (4.0 - 11.0)\nHaemoglobin 98 g/L\nPatient: somebody")
    assert "2 values found" in screen.texts()
    assert "Patient: somebody" in screen.texts()
    await screen.tap("Check it in the form")
    assert added(known) == ()
    assert screen.named("WBC", ft.TextField).value == "3.2"
    assert unit_of(screen, "wbc").value == "10*3/uL"
    assert "Choose the day the blood was taken." in screen.outline()
    await screen.tap("Save")
    assert added(known) == ()
    await screen.type("Day of the test", "2026-11-20")
    await screen.tap("Save")
    assert added(known)[0].taken == date(2026, 11, 20)
    assert added(known)[0].readings["wbc"] == Reading(text="3.2", unit="10*3/uL", low="4.0", high="11.0")


async def test_a_pasted_value_without_a_unit_does_not_take_the_unit_of_another_slip(known: AppState) -> None:
    screen = await at(known, "/log/add/paste")
    await screen.type("Text of the lab result", "WBC 3.2")
    await screen.tap("Check it in the form")
    assert unit_of(screen, "wbc").value is None


async def test_a_pasted_slip_is_not_mixed_with_one_half_typed_without_asking(known: AppState) -> None:
    await known.keep_draft("test", {"taken": "2026-11-02", "lab": "Old", "neutrophils.text": "4.1", "note": "mine"})
    screen = await at(known, "/log/add/paste")
    await screen.type("Text of the lab result", "WBC 1.2 10^9/L")
    await screen.tap("Check it in the form")
    assert "A blood test is still half-typed" in screen.outline()
    assert "NEUT (ANC) 4.1" in screen.outline()
    assert "wbc.text" not in known.draft("test")
    await screen.tap("Yes, add it there")
    draft = known.draft("test")
    assert (draft["taken"], draft["neutrophils.text"], draft["wbc.text"]) == ("2026-11-02", "4.1", "1.2")


async def test_a_pasted_slip_with_other_values_waits_and_nothing_typed_is_lost(known: AppState) -> None:
    half_typed = {"taken": "2026-11-02", "wbc.text": "3.4", "wbc.unit": "10*9/L"}
    await known.keep_draft("test", half_typed)
    screen = await at(known, "/log/add/paste")
    await screen.type("Text of the lab result", "WBC 1.2 10^9/L")
    await screen.tap("Check it in the form")
    assert "The pasted text has other values." in screen.outline()
    assert "Yes, add it there" not in screen.outline()
    await screen.tap("Open the half-typed test")
    assert gone_to(screen) == "/log/add/test"
    assert known.draft("test") == half_typed
    assert known.draft("paste") == {"text": "WBC 1.2 10^9/L"}


async def test_a_pasted_slip_leaves_its_day_to_be_chosen(known: AppState) -> None:
    await known.keep_draft("test", {"taken": "2026-11-02", "lab": "Old", "wbc.unit": "/uL"})
    screen = await at(known, "/log/add/paste")
    await screen.type("Text of the lab result", "Hb 98 g/L")
    await screen.tap("Check it in the form")
    draft = known.draft("test")
    assert (draft["taken"], draft.get("lab", ""), draft["wbc.unit"]) == ("", "", "/uL")


async def test_what_a_calendar_gives_is_the_local_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    try:
        assert picked_day(datetime(2026, 3, 14, 11, 0, tzinfo=UTC)) == date(2026, 3, 15)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_form_tells_only_those_who_show_what_changed() -> None:
    half = HalfTyped({}, lambda _fields: None)
    wbc, other, whole = half.of("wbc"), half.of("haemoglobin"), half.any()
    half.typed("wbc.text", "3")
    assert (wbc.beats, other.beats, whole.beats, half.moved("wbc.text").beats) == (1, 0, 1, 0)
    half.put("wbc.text", "4")
    assert half.moved("wbc.text").beats == 1


async def test_the_first_entry_makes_the_first_person(content: Any, new_id: Any) -> None:
    state = AppState(content=content, platform="android", now=lambda: NOW, new_id=new_id)
    await state.open(MemoryDisk())
    await state.keep_settings(intended_use_seen=date(2026, 11, 1))
    screen = await at(state, "/log/add/test")
    await screen.choose(unit_of(screen, "wbc"), "10*9/L")
    await screen.type("WBC", "3,5")
    await screen.tap("Save")
    assert [one.name for one in state.record.people] == ["Me"]
    assert await state.flush()
    assert state._store is not None
    assert state._store.record.drafts == ()
    assert [one.readings["wbc"].text for one in state.log.tests] == ["3,5"]
    assert state.person == Person(id=state.record.people[0].id, name="Me")


class SlowDisk(MemoryDisk):
    """A disk that takes its time, as a browser's does."""

    async def commit(self, pages: Any, *, forget: bool = False) -> None:
        await asyncio.sleep(0.01)
        await super().commit(pages, forget=forget)


async def test_two_quick_taps_on_save_add_one_entry(content: Any, new_id: Any) -> None:
    state = AppState(content=content, platform="web", now=lambda: NOW, new_id=new_id)
    await state.open(SlowDisk())
    await state.keep_person(Person(id="ada", name="Ada"))
    await state.keep_settings(intended_use_seen=date(2026, 11, 1))
    screen = await at(state, "/log/add/test")
    await screen.choose(unit_of(screen, "wbc"), "10*9/L")
    await screen.type("WBC", "3,5")
    button, session = screen.named("Save"), screen.client.session
    await asyncio.gather(*(session.dispatch_event(button._i, "click", None) for _tap in range(2)))
    assert [one.readings["wbc"].text for one in state.log.tests] == ["3,5"]


async def test_a_unit_is_taken_over_only_from_slips_of_the_same_lab_and_person(fresh: AppState) -> None:
    await fresh.keep(a_test(date(2026, 11, 1), person="ada", lab="Riverside", haemoglobin=("98", "g/L")))
    await fresh.keep(a_test(date(2026, 11, 2), person="ada", lab="Hill", id="h", haemoglobin=("6.1", "mmol/L")))
    screen = await at(fresh, "/log/add/test")
    assert unit_of(screen, "haemoglobin").value == "mmol/L"
    await screen.tap("Riverside")
    assert unit_of(screen, "haemoglobin").value == "g/L"
    await screen.type("Lab (optional)", "Valley")
    assert unit_of(screen, "haemoglobin").value is None
    await screen.type("Hb", "9,8")
    await screen.choose(unit_of(screen, "haemoglobin"), "g/dL")
    await screen.type("Lab (optional)", "Hill")
    assert unit_of(screen, "haemoglobin").value == "g/dL"
    await fresh.keep_person(Person(id="ben", name="Ben"), choose=True)
    assert unit_of(await at(fresh, "/log/add/test"), "haemoglobin").value is None


async def test_what_is_typed_stays_with_whom_it_was_typed_for(known: AppState) -> None:
    await known.keep_person(Person(id="ben", name="Ben"))
    screen = await at(known, "/log/add/test")
    await screen.type("WBC", "0,7")
    await known.keep_settings(person="ben")
    await screen.settle()
    assert screen.named("WBC", ft.TextField).value == ""
    assert known.draft("test") == {}
    await known.keep_settings(person="ada")
    await screen.settle()
    assert screen.named("WBC", ft.TextField).value == "0,7"
    assert "What you had typed is still here." in screen.texts()


async def test_an_entry_of_another_person_does_not_open_in_this_one_s_record(known: AppState) -> None:
    await known.keep_person(Person(id="ben", name="Ben"), choose=True)
    screen = await at(known, f"/log/edit/{EARLIER}")
    assert "This entry is not here any more. It may be in the bin." in screen.texts()


async def test_a_danger_sign_and_a_second_fever_open_the_alarm_too(known: AppState) -> None:
    await known.keep_person(
        known.person.model_copy(update={"profile": Profile(cancer_treatment="anticancer_6_weeks")})  # type: ignore[union-attr]
    )
    for number, text in enumerate(("38,5", "38,6")):
        screen = await at(known, "/log/add/temperature")
        await screen.type("Time (for example 18:30)", f"0{number + 7}:00")
        await screen.type("Temperature", text)
        await screen.tap("Save")
        assert gone_to(screen) == "/log/add/alarm", text
    screen = await at(known, "/log/add/symptoms")
    await tick(screen, "A fit")
    await screen.tap("Save")
    assert gone_to(screen) == "/log/add/alarm"


async def test_an_alarm_says_when_old_answers_calmed_nothing(known: AppState) -> None:
    profile = Profile(cancer_treatment="none", medicines_asked="none", groups_asked=True, confirmed=date(2026, 5, 1))
    for confirmed, said in ((date(2026, 5, 1), True), (date(2026, 11, 1), False)):
        fresh = profile.model_copy(update={"confirmed": confirmed})
        await known.keep_person(known.person.model_copy(update={"profile": fresh}))  # type: ignore[union-attr]
        await known.keep(a_test(date(2026, 11, 20), person="ada", id="low", neutrophils="0.3"))
        screen = await at(known, "/log/add/alarm")
        assert ("Your answers on treatment, medicines and conditions are from" in screen.outline()) is said


async def test_a_reading_that_a_medicine_may_have_lowered_asks_for_another(known: AppState) -> None:
    risk = Profile(
        cancer_treatment="none", medicines_asked="none", groups_asked=True, special_groups=("no_spleen",),
        confirmed=date(2026, 11, 20),
    )  # fmt: skip
    await known.keep_person(known.person.model_copy(update={"profile": risk}))  # type: ignore[union-attr]
    screen = await at(known, "/log/add/temperature")
    await screen.type("Temperature", "37.1")
    [medicine] = [one for one in screen.all(ft.RadioGroup) if one.value == "unknown"]
    await screen.choose(medicine, "yes")
    await screen.tap("Save")
    assert gone_to(screen) == "/log/add/alarm"
    assert "It can hide a fever" in screen.outline()
    assert "measure again before the next dose" in screen.outline()


async def test_feeling_ill_and_bleeding_of_women_can_be_noted_too(known: AppState) -> None:
    screen = await at(known, "/log/add/symptoms")
    await tick(screen, "Feeling ill")
    await tick(screen, "Soaks a pad or tampon each hour, for 2 hours or more")
    await screen.tap("Save")
    assert known.log.symptoms[0].signs == ("unwell", "soaking")
    assert gone_to(screen) == "/log/add/alarm"
    await known.keep_person(known.person.model_copy(update={"sex": "male"}))  # type: ignore[union-attr]
    assert "Heavy or long periods" not in (await at(known, "/log/add/symptoms")).texts()


async def test_with_two_people_every_screen_says_whose_record_it_is(known: AppState) -> None:
    await known.keep(a_test(person="ada", id="slip"))
    await known.keep_person(Person(id="ben", name="Ben"))
    for route in ("/log", "/log/add/test", "/log/add/temperature", "/log/edit/slip", "/log/trend/wbc"):
        screen = await at(known, route)
        assert "Ada" in screen.texts(), route


def names(screen: Screen) -> set[str]:
    """What the buttons on the screen are called."""
    buttons = (ft.FilledButton, ft.OutlinedButton, ft.TextButton, ft.IconButton)
    return {name_of(one) for kind in buttons for one in screen.all(kind)}


async def enlarge(screen: Screen) -> None:
    """Double the size of all text, as the system would."""
    [over] = screen.page.overlay
    await screen.fire(over.content, "size_change", {"w": 300.0, "h": 2.0 * theme.CHART_LINE})


async def test_in_large_text_one_button_opens_all_there_is_to_add(known: AppState) -> None:
    await known.keep(a_test(date(2026, 11, 1), person="ada", wbc="3.5"))
    screen = await at(known, "/log")
    assert {"Blood test", "Temperature", "More"} <= names(screen)
    await enlarge(screen)
    assert "More" not in names(screen)
    await screen.tap("Add to the log")
    await screen.tap("Blood test")
    assert gone_to(screen) == "/log/add/test"


async def test_an_empty_log_says_once_what_to_add_and_reaches_all_of_it(fresh: AppState) -> None:
    screen = await at(fresh, "/log")
    assert screen.texts().count("Add a temperature") == 1
    assert "Temperature" not in screen.texts()
    await screen.tap("More")
    assert "CSV file: bring in or save all" in screen.texts()


async def test_in_large_text_a_unit_stands_below_its_number_and_what_was_typed_stays(known: AppState) -> None:
    screen = await at(known, "/log/add/temperature")

    def shares() -> list[int]:
        return [box.col["sm"] for row in screen.all(ft.ResponsiveRow) for box in row.controls]

    await screen.type("Temperature", "38.2")
    assert shares() == [7, 5]
    await enlarge(screen)
    assert shares() == [12, 12]
    assert screen.named("Temperature", ft.TextField).value == "38.2"


async def test_in_large_text_the_time_of_a_trend_is_chosen_from_a_list(known: AppState) -> None:
    await known.keep(a_test(date(2026, 11, 1), person="ada", neutrophils="0.5"))
    screen = await at(known, "/log/trend/neutrophils")
    assert len(screen.all(ft.Chip)) == 2
    await enlarge(screen)
    assert screen.all(ft.Chip) == []
    [box] = [one.content for one in screen.all(ft.Semantics) if one.identifier == "period"]
    await screen.fire(box, "change", "year")
    assert screen.crashes == []


async def test_why_several_values_are_not_rated_is_said_once(known: AppState) -> None:
    await known.keep_person(Person(id="ada", name="Ada", birth_date=date(1980, 5, 1), sex="female", pregnant="no"))
    percents = {"segs_percent": "35", "bands_percent": "5", "lymphocytes_percent": "50"}
    await known.keep(a_test(date(2026, 11, 1), person="ada", id="slip", **percents))
    texts = (await at(known, "/log/edit/slip")).texts()
    assert texts.count("The app has no range for this value. Ask for your lab’s own.") == 1
    assert texts.count("not rated") == len(percents) + 1
