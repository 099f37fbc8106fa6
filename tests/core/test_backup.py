"""The backup reader takes a file whole, or refuses it whole with its own error: never a traceback, never a part."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.backup import BackupError, _digest, merge, preview, read, write
from app.core.change import Change, between
from app.core.record import SCHEMA, BloodTest, Draft, Event, Person, Reading, Record, Settings, Temperature
from app.migrations import migrate
from tests.often import often

THEN = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ids = st.sampled_from([f"id-{n}" for n in range(8)])
texts = st.text(st.characters(codec="utf-8"), max_size=12)
days = st.dates(date(1950, 1, 1), date(2030, 1, 1))
times = st.integers(0, 10**6).map(lambda minutes: THEN - timedelta(minutes=minutes))
readings = st.builds(Reading, text=texts, unit=st.sampled_from(["10*9/L", "/uL"]), low=texts)
entries = st.one_of(
    st.builds(BloodTest, id=ids, person=ids, created=times, changed=times, taken=days, note=texts,
              readings=st.dictionaries(st.sampled_from(["wbc", "neutrophils"]), readings)),
    st.builds(Temperature, id=ids, person=ids, created=times, changed=times, at=times, text=texts),
    st.builds(Event, id=ids, person=ids, created=times, changed=times, what=st.just("infection"), on=days, name=texts),
)  # fmt: skip
records = st.builds(
    Record,
    people=st.lists(st.builds(Person, id=ids, name=texts), unique_by=lambda one: one.id, max_size=3).map(tuple),
    entries=st.lists(entries, unique_by=lambda one: one.id, max_size=6).map(tuple),
    drafts=st.lists(
        st.builds(Draft, id=ids, fields=st.dictionaries(texts, texts, max_size=2), saved=times),
        unique_by=lambda one: one.id,
        max_size=2,
    ).map(tuple),
    settings=st.builds(Settings, person=ids, units=st.dictionaries(texts, texts, max_size=2)),
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def same_version(plain: dict[str, Any], _version: int) -> dict[str, Any]:
    return plain


def refused(text: str) -> bool:
    """Whether *text* is refused; any other error escapes and fails the test."""
    try:
        read(text, same_version)
    except BackupError as error:
        return bool(error.text)
    return False


@given(records)
@often(200)
def test_what_is_written_is_read_back_whole(record: Record) -> None:
    assert read(write(record, THEN), same_version) == (record, THEN)


@given(records, st.data())
@often(300)
def test_a_file_with_any_byte_changed_is_refused(record: Record, data: st.DataObject) -> None:
    text = write(record, THEN)
    where = data.draw(st.integers(0, len(text) - 1))
    instead = data.draw(st.characters(codec="utf-8"))
    changed = text[:where] + instead + text[where + 1 :]
    assert refused(changed) or read(changed, same_version) == (record, THEN)


@given(texts | anything.map(json.dumps) | st.binary(max_size=60).map(lambda raw: raw.decode("latin-1")))
@often(300)
def test_any_other_text_is_refused(text: str) -> None:
    assert refused(text)


@given(anything, anything, anything)
@often(300)
def test_a_forged_checksum_does_not_let_nonsense_in(schema: Any, written: Any, record: Any) -> None:
    head = {"format": "leuko-backup", "schema": schema, "written": written}
    assert refused(json.dumps(head | {"sha256": _digest(head, record), "record": record}))


def forged(record: Any, schema: Any = SCHEMA, written: Any = "2026-11-23T09:30:00Z") -> str:
    """A backup file that says *record*, with a checksum that fits."""
    head = {"format": "leuko-backup", "schema": schema, "written": written}
    return json.dumps(head | {"sha256": _digest(head, record), "record": record})


A_TEST = {
    "id": "t", "person": "p", "created": "2026-11-23T09:30:00Z", "changed": "2026-11-23T09:30:00Z", "kind": "test",
    "taken": "2026-11-20", "readings": {},
}  # fmt: skip
A_PERSON = {"id": "p", "name": "P"}
HARMED: dict[str, Any] = {
    "the same entry twice": {"entries": [A_TEST, A_TEST]},
    "the same person twice": {"people": [A_PERSON, A_PERSON | {"name": "Q"}]},
    "an entry without an id": {"entries": [A_TEST | {"id": ""}]},
    "a person without an id": {"people": [A_PERSON | {"id": ""}]},
    "a moment in the year 1": {"entries": [A_TEST | {"created": "0001-01-01T00:00:00Z"}]},
    "the year 9999": {"entries": [A_TEST | {"changed": "9999-12-31T23:59:59Z"}]},
    "a birth in the year 9999": {"people": [A_PERSON | {"birth_date": "9999-12-31"}]},
    "a vaccine in no month": {"people": [A_PERSON | {"vaccines": [{"name": "flu", "when": "2025-13"}]}]},
}


@pytest.mark.parametrize("what", HARMED)
def test_a_record_that_would_lose_something_or_stop_a_screen_is_refused_whole(what: str) -> None:
    assert not refused(forged({"people": [A_PERSON], "entries": [A_TEST]}))
    assert refused(forged(HARMED[what]))


def test_a_slip_in_a_year_does_not_cost_the_whole_record() -> None:
    vaccinated = A_PERSON | {"vaccines": [{"name": "flu", "when": "1021"}], "birth_date": "0180-01-01"}
    assert not refused(forged({"people": [vaccinated], "entries": [A_TEST | {"taken": "0026-11-20"}]}))


@pytest.mark.parametrize("schema", [1, 0, -(10**9), 1.0, 1e999, float("nan"), "2", None, [2], 10**400])
@pytest.mark.parametrize("people", [["x"], [None], "x", {"x": 1}, 7])
def test_a_file_of_odd_shape_is_refused_whatever_version_it_names(schema: Any, people: Any) -> None:
    with pytest.raises(BackupError):
        read(forged({"people": people, "entries": [], "drafts": [], "settings": {}}, schema), migrate)


def test_a_backup_that_does_not_say_when_by_a_zone_is_refused() -> None:
    assert refused(forged({}, written="2026-11-23T09:30:00"))


def test_a_byte_order_mark_in_front_is_no_reason_to_refuse_a_backup() -> None:
    assert read("\ufeff" + write(Record(), THEN), same_version) == (Record(), THEN)


def test_a_file_of_endless_brackets_is_refused() -> None:
    assert refused("[" * 100_000)


@given(records, records)
@often(150)
def test_the_change_between_two_records_leads_from_one_to_the_other_and_back(old: Record, new: Record) -> None:
    change = between(old, new)
    assert by_id(change.on(old)) == by_id(new)
    assert by_id(change.undo(old).on(change.on(old))) == by_id(old)


@given(records, records)
@often(150)
def test_merging_loses_no_entry_and_no_person(mine: Record, theirs: Record) -> None:
    both = merge(mine, theirs)
    for kind in ("people", "entries", "drafts"):
        expected = {one.id for record in (mine, theirs) for one in getattr(record, kind)}
        assert {one.id for one in getattr(both, kind)} == expected
    latest = {one.id: one.changed for one in theirs.entries}
    assert all(one.changed >= latest.get(one.id, one.changed) for one in both.entries)


@given(records)
@often(100)
def test_a_preview_counts_every_entry(record: Record) -> None:
    seen = preview(record, THEN)
    assert sum(seen.counts.values()) == len(record.entries)
    assert (seen.newest is None) == (not record.entries)


def test_dropping_what_is_not_there_is_no_error() -> None:
    assert Change(drop_entries=("none",), drop_people=("none",)).on(Record()) == Record()


def by_id(record: Record) -> tuple[object, ...]:
    kept = (record.people, record.entries, record.drafts)
    return (*({one.id: one for one in things} for things in kept), record.settings)
