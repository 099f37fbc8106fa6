"""What every disk promises, as functions that any Python can run: natively under pytest, and in a real browser.

Each takes `open_disk`, which opens the same place again, as after a restart.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime

from app.core.change import Change
from app.core.record import BloodTest, Person, Reading, Record, Settings
from app.store.disk import Disk
from app.store.page import Page
from app.store.staging import ROOM
from app.store.store import Store
from app.store.trouble import StoreError, Trouble

Open = Callable[[], Awaitable[Disk]]
THEN = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


def person(name: str = "Ada") -> Person:
    return Person(id=name.lower(), name=name)


def blood_test(number: int, text: str = "0,4", who: str = "ada") -> BloodTest:
    return BloodTest(
        id=f"test-{number}",
        person=who,
        created=THEN,
        changed=THEN,
        taken=date(2026, 11, 1),
        readings={"neutrophils": Reading(text=text, unit="10*9/L")},
    )


def page(name: str, generation: int, body: bytes = b'{"entries":{}}') -> bytes:
    return Page(name, 1, generation, body).encode()


async def refusal(attempt: Awaitable[object]) -> str:
    """The code with which the store refused, or nothing."""
    try:
        await attempt
    except StoreError as error:
        return error.code
    return ""


def same(one: Record, other: Record) -> bool:
    """Whether two records hold the same, in whatever order."""

    def bag(record: Record) -> tuple[object, ...]:
        kept = (record.people, record.entries, record.drafts)
        return (*({thing.id: thing for thing in things} for things in kept), record.settings)

    return bag(one) == bag(other)


async def what_is_committed_is_read_back(open_disk: Open) -> None:
    await (await open_disk()).commit({"book": page("book", 1)})
    assert await (await open_disk()).read() == {"book": {"current": page("book", 1)}}


async def the_previous_generation_stays_beside_the_current(open_disk: Open) -> None:
    disk = await open_disk()
    for generation in (1, 2, 3):
        await disk.commit({"book": page("book", generation)})
    expected = {"book": {"current": page("book", 3), "previous": page("book", 2)}}
    assert expected == await (await open_disk()).read()


async def several_pages_are_committed_together(open_disk: Open) -> None:
    disk = await open_disk()
    await disk.commit({"a": page("a", 1), "b": page("b", 1)})
    await disk.commit({"a": page("a", 2), "b": None, "c": page("c", 1)})
    expected = {"a": {"current": page("a", 2), "previous": page("a", 1)}, "c": {"current": page("c", 1)}}
    assert expected == await (await open_disk()).read()


async def forgetting_leaves_no_previous_generation(open_disk: Open) -> None:
    disk = await open_disk()
    for generation in (1, 2):
        await disk.commit({"a": page("a", generation), "b": page("b", generation)})
    await disk.commit({"a": page("a", 3)}, forget=True)
    await disk.commit({"b": page("b", 3), "c": page("c", 1)}, forget=True)
    expected = {name: {"current": page(name, n)} for name, n in (("a", 3), ("b", 3), ("c", 1))}
    assert expected == await (await open_disk()).read()


async def what_is_set_aside_is_kept_under_another_name(open_disk: Open) -> None:
    disk = await open_disk()
    await disk.commit({"a": b"not a page"})
    await disk.commit({"b": page("b", 1)})
    await disk.read()
    await disk.set_aside("a")
    again = await open_disk()
    assert await again.read() == {"b": {"current": page("b", 1)}}
    assert list((await again.aside()).values()) == [b"not a page"]


async def clearing_leaves_nothing(open_disk: Open) -> None:
    disk = await open_disk()
    await disk.commit({"a": b"not a page", "b": page("b", 1)})
    await disk.read()
    await disk.set_aside("a")
    await disk.read()
    await disk.clear()
    again = await open_disk()
    assert (await again.read(), await again.aside()) == ({}, {})


async def a_record_comes_back_as_it_was_kept(open_disk: Open) -> None:
    store = await Store.open(await open_disk())
    await store.write(Change(people=(person(),), settings=Settings(person="ada", units={"wbc": "/uL"})))
    await store.write(Change(entries=(blood_test(1, "<0.1"), blood_test(2, "٠٫٤"))))
    await store.write(Change(entries=(blood_test(1, "0,5"),)))
    await store.write(Change(drop_entries=("test-2",)))
    again = await Store.open(await open_disk())
    assert store.record == again.record
    assert [one.readings["neutrophils"].text for one in again.record.of("ada").tests] == ["0,5"]
    assert again.trouble == ()


async def many_entries_fill_pages_and_come_back(open_disk: Open) -> None:
    store = await Store.open(await open_disk())
    await store.write(Change(people=(person(),), entries=tuple(blood_test(n) for n in range(2 * ROOM + 50))))
    await store.write(Change(entries=(blood_test(3, "1.1"), blood_test(2 * ROOM + 60))))
    again = await Store.open(await open_disk())
    assert same(store.record, again.record)
    assert len(again.record.entries) == 2 * ROOM + 51
    names = set(await (await open_disk()).read())
    assert {"book", "log-000001", "log-000002", "log-000003"} == names


async def a_damaged_page_steps_back_to_the_generation_before(open_disk: Open) -> None:
    store = await Store.open(await open_disk())
    await store.write(Change(people=(person(),), entries=(blood_test(1),)))
    await store.write(Change(entries=(blood_test(2),)))
    disk = await open_disk()
    copies = (await disk.read())["log-000001"]
    await disk.commit({"log-000001": None})
    await disk.commit({"log-000001": copies["previous"]})
    await disk.commit({"log-000001": copies["current"].replace(b"0,4", b"4,0")})
    again = await Store.open(await open_disk())
    assert [one.id for one in again.record.entries] == ["test-1"]
    assert again.trouble == (Trouble.STEPPED_BACK,)


async def erasing_a_person_leaves_no_byte_of_theirs(open_disk: Open) -> None:
    disk = await open_disk()
    store = await Store.open(disk)
    await store.write(Change(people=(person("Ada"), person("Bea")), entries=(blood_test(1), blood_test(2, who="bea"))))
    await store.write(Change(entries=(blood_test(1, "9.87"),)))
    await store.write(Change(drop_people=("ada",), drop_entries=("test-1",)), forget=True)
    left = b"".join(raw for copies in (await disk.read()).values() for raw in copies.values())
    assert [word in left for word in (b"Ada", b"9.87", b"Bea")] == [False, False, True]


async def erasing_everything_leaves_nothing(open_disk: Open) -> None:
    disk = await open_disk()
    store = await Store.open(disk)
    await store.write(Change(people=(person(),), entries=(blood_test(1),)), copies={"restore": Record()})
    await store.erase_all()
    assert ({}, Record()) == (await disk.read(), store.record)
    await store.write(Change(people=(person(),)))
    assert (person(),) == (await Store.open(await open_disk())).record.people


async def a_newer_record_is_refused_and_left_untouched(open_disk: Open) -> None:
    disk = await open_disk()
    newer = {"book": Page("book", 99, 1, b'{"people":{}}').encode(), "log-000001": page("log-000001", 4)}
    await disk.commit(newer)
    store = await Store.open(disk)
    refused = [await refusal(store.write(Change(people=(person(),)))), await refusal(store.erase_all())]
    assert refused == ["newer", "newer"]
    assert {name: {"current": raw} for name, raw in newer.items()} == await (await open_disk()).read()


CONTRACT: tuple[Callable[[Open], Awaitable[None]], ...] = (
    what_is_committed_is_read_back,
    the_previous_generation_stays_beside_the_current,
    several_pages_are_committed_together,
    forgetting_leaves_no_previous_generation,
    what_is_set_aside_is_kept_under_another_name,
    clearing_leaves_nothing,
    a_record_comes_back_as_it_was_kept,
    many_entries_fill_pages_and_come_back,
    a_damaged_page_steps_back_to_the_generation_before,
    erasing_a_person_leaves_no_byte_of_theirs,
    erasing_everything_leaves_nothing,
    a_newer_record_is_refused_and_left_untouched,
)
