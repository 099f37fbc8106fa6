"""A temperature: °C and °F, the lost decimal sign, and no thermometer at all."""

import time
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.record import Log
from app.core.temperature import TemperatureForm, TemperatureRead, degrees, in_zone, read_temperature, show_degrees
from tests.make import NOW, a_log, a_person, a_temperature


def read(text: str, unit: Any = "Cel", log: Log | None = None, accepted: frozenset[str] = frozenset(), **more: Any) -> TemperatureRead:  # fmt: skip
    """What a form of this morning says."""
    form = TemperatureForm(**({"on": "2026-11-23", "at": "11:00", "text": text, "unit": unit} | more))
    return read_temperature(form, a_person(), log or Log(), NOW, accepted)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("37.9", "Cel", "37.9"), ("38,0", "Cel", "38.0"), ("38.0", "Cel", "38.0"), ("٣٨٫٢", "Cel", "38.2"),
        ("100.4", "[degF]", "38"), ("101.3", "[degF]", "38.5"),
    ],
)  # fmt: skip
def test_a_temperature_is_read_in_either_scale(text: str, unit: str, value: str) -> None:
    result = read(text, unit)
    assert result.ok
    assert Decimal(value) == result.celsius


def test_100_3_fahrenheit_is_no_fever_and_100_4_is() -> None:
    below, fever = read("100.3", "[degF]").celsius, read("100.4", "[degF]").celsius
    assert below is not None
    assert fever is not None
    assert below < 38 <= fever


@pytest.mark.parametrize(
    ("text", "unit", "offer"),
    [
        ("100.4", "Cel", ("100.4", "[degF]")), ("86", "Cel", ("86", "[degF]")), ("113", "Cel", ("113", "[degF]")),
        ("38.5", "[degF]", ("38.5", "Cel")), ("385", "Cel", ("38.5", "Cel")), ("1004", "[degF]", ("100.4", "[degF]")),
        ("46", "Cel", None), ("60", "Cel", None), ("85", "Cel", None), ("29.9", "Cel", None), ("45.1", "Cel", None),
    ],
)  # fmt: skip
def test_the_wrong_scale_is_refused_and_offered(text: str, unit: str, offer: tuple[str, str] | None) -> None:
    problem = read(text, unit).problems[0]
    assert (problem.code, problem.weight) == ("temperature.hard", "stop")
    assert ([offer] if offer else []) == [(one.text, one.unit) for one in problem.offers]


@pytest.mark.parametrize(("text", "asks"), [("35.4", True), ("35.5", False), ("41.0", False), ("41.1", True)])
def test_a_rare_temperature_is_asked(text: str, asks: bool) -> None:
    result = read(text)
    assert asks == bool(result.problems)
    assert read(text, accepted=frozenset(one.key for one in result.problems)).ok


def test_hot_without_a_thermometer_is_an_answer() -> None:
    assert read("", feels_hot=True).ok
    assert read("", feels_hot=True).celsius is None


def test_an_empty_form_is_not() -> None:
    assert [one.code for one in read("").problems] == ["temperature.empty"]


@pytest.mark.parametrize("text", ["hot", "<38", "-38", "38."])
def test_what_is_no_temperature_is_told_at_the_field(text: str) -> None:
    assert [(one.field, one.weight) for one in read(text).problems] == [("text", "stop")]


@pytest.mark.parametrize(
    ("on", "at", "code"),
    [
        ("2026-11-23", "12:00", ""), ("2026-11-23", "12:05", ""), ("2026-11-23", "12:06", "time.ahead"),
        ("2026-11-24", "12:00", "time.ahead"), ("2026-11-24", "12:01", "time.future"), ("1980-05-16", "12:00", "date.before_birth"),
        ("2016-11-01", "12:00", "date.old"), ("0206-11-01", "12:00", "date.early"), ("2026-11-23", "", "time.missing"), ("", "12:00", "time.missing"),
        ("2026-11-23", "25:00", "time.missing"),
    ],
)  # fmt: skip
def test_the_time_must_be_possible(on: str, at: str, code: str) -> None:
    assert code == next((one.code for one in read("37.0", on=on, at=at).problems), "")


def test_the_time_carries_the_zone_of_now() -> None:
    assert datetime(2026, 11, 23, 11, 0, tzinfo=UTC) == read("37.0").at


def test_the_same_temperature_in_the_same_minute_is_asked() -> None:
    moment = NOW - timedelta(hours=1)
    log = a_log(a_temperature("100.4", at=moment, unit="[degF]"))
    assert [one.code for one in read("38.0", log=log).problems] == ["duplicate"]
    assert read("38.1", log=log).ok


def test_a_stored_temperature_says_its_degrees() -> None:
    assert Decimal(38) == degrees(a_temperature("100.4", unit="[degF]"))
    assert degrees(a_temperature("", feels_hot=True)) is None


def test_before_birth_is_refused() -> None:
    form = TemperatureForm(on="2026-11-22", at="10:00", text="37")
    born = a_person(birth_date=date(2026, 11, 23))
    assert [one.code for one in read_temperature(form, born, Log(), NOW).problems] == ["date.before_birth"]


@given(st.decimals(min_value="34", max_value="42", places=3))
def test_a_temperature_below_a_fever_is_never_shown_as_one(value: Decimal) -> None:
    assert (value < 38) == (Decimal(show_degrees(value).split()[0]) < 38)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of this Python cannot be set")
def test_the_hour_of_another_day_has_the_offset_of_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    noon = datetime.fromisoformat("2026-03-28 12:00")
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    try:
        time.tzset()
        here = datetime(2026, 3, 29, 12).astimezone()
        if here.utcoffset() != timedelta(hours=2):
            pytest.skip("no zones here")
        assert in_zone(noon, here) == here - timedelta(hours=23)
        away = datetime(2026, 3, 29, 12, tzinfo=timezone(timedelta(hours=5)))
        assert in_zone(noon, away) == away - timedelta(hours=24)
    finally:
        monkeypatch.undo()
        time.tzset()
