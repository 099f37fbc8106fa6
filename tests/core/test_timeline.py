"""The timeline: one order for everything, cut by month, found by words."""

from datetime import UTC, date, datetime, timedelta

from app.core.record import BloodTest, Event, Log, Symptoms, Temperature
from app.core.timeline import day_of, months, only, timeline
from app.core.words import bare

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def slip(name: str, taken: date, created: datetime = NOON) -> BloodTest:
    return BloodTest(id=name, person="p", created=created, changed=created, taken=taken, readings={})


def warm(name: str, at: datetime) -> Temperature:
    return Temperature(id=name, person="p", created=NOON, changed=NOON, at=at, text="38")


def chemo(name: str, on: date) -> Event:
    return Event(id=name, person="p", created=NOON, changed=NOON, what="chemotherapy", on=on)


def ids(entries: object) -> list[str]:
    return [entry.id for entry in entries]  # type: ignore[attr-defined]


def test_everything_stands_in_one_line_newest_first() -> None:
    log = Log(
        tests=(slip("old", date(2026, 10, 1)), slip("new", date(2026, 11, 2))),
        temperatures=(warm("fever", NOON - timedelta(days=10)),),
        events=(chemo("chemo", date(2026, 10, 20)),),
        symptoms=(Symptoms(id="tired", person="p", created=NOON, changed=NOON, on=date(2026, 11, 1), signs=("x",)),),
    )
    assert ids(timeline(log)) == ["fever", "new", "tired", "chemo", "old"]


def test_within_a_day_the_later_time_stands_first() -> None:
    log = Log(temperatures=(warm("morning", NOON - timedelta(hours=5)), warm("noon", NOON)))
    assert ids(timeline(log)) == ["noon", "morning"]


def test_a_temperature_belongs_to_the_day_of_its_own_zone() -> None:
    auckland = datetime.fromisoformat("2026-11-21T00:30:00+13:00")
    assert day_of(warm("night", auckland)) == date(2026, 11, 21)


def test_months_hold_what_falls_into_them() -> None:
    entries = [slip("c", date(2026, 11, 2)), slip("b", date(2026, 11, 1)), slip("a", date(2025, 11, 30))]
    assert [(first, ids(group)) for first, group in months(entries)] == [
        (date(2026, 11, 1), ["c", "b"]),
        (date(2025, 11, 1), ["a"]),
    ]


def test_a_search_needs_every_word_in_any_order_and_forgives_accents() -> None:
    entries = [slip("a", date(2026, 1, 1)), slip("b", date(2026, 1, 2))]
    words = {"a": "Blood test Fièvre Lyon", "b": "Blood test Lyon"}
    assert ids(only(entries, (), "lyon FIEVRE", lambda e: words[e.id])) == ["a"]
    assert ids(only(entries, ("temperature",), "", lambda e: "")) == []
    assert ids(only(entries, (), "  ", lambda e: "")) == ["a", "b"]
    assert bare("İstanbul ÉCOLE") == "istanbul ecole"
