"""The browser's database under the same contract, two tabs, no room, and the whole browser killed in mid-write."""

import hashlib
import shutil
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.store.browser_kills import free_port, kill
from tests.store.chromium import Browser, Site
from tests.store.contract import CONTRACT
from tools.provide import CHROMIUM_FLAGS, chromium

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("chromium")]

KEEPS_ITS_PROMISES = """
import traceback
from app.store.browser import BrowserDisk
from tests.store.contract import CONTRACT

{made}
for promise in CONTRACT:
    disks = []
    async def open_disk():
        for disk in disks:
            disk.close()
        disks.append(made(promise.__name__))
        return disks[-1]
    try:
        await promise(open_disk)
        await tell([promise.__name__, ""])
    except BaseException:
        await tell([promise.__name__, traceback.format_exc()])
"""


SEALED = """
from app.core.lock import Lock
from app.device.keys import Keys
from app.store import SealedDisk

def made(name):
    disk = SealedDisk(BrowserDisk(name + "-sealed"))
    disk.cipher = Keys().cipher(bytes(64))
    disk.lock = Lock(kind="passphrase", sealed=True, salt="00", check="00")
    return disk
"""


@pytest.mark.parametrize("made", ["made = BrowserDisk", SEALED], ids=["plain", "sealed"])
def test_the_browsers_database_keeps_every_promise(made: str, tmp_path: Path) -> None:
    with Browser(tmp_path, KEEPS_ITS_PROMISES.replace("{made}", made)) as browser:
        said = dict(browser.listen() for _ in CONTRACT)
    assert said == {promise.__name__: "" for promise in CONTRACT}


SEALS = """
import js
from app.core.change import Change
from app.core.lock import Lock
from app.device.keys import Keys
from app.store import SealedDisk, Store
from app.store.browser import BrowserDisk
from tests.store.contract import blood_test, person

keys, lock = Keys(), Lock(kind="passphrase", sealed=True, salt="ab" * 16, check="")
derived = await keys.derive(b"four dry warm socks", bytes.fromhex(lock.salt), lock.rounds)
disk = SealedDisk(BrowserDisk())
store = await Store.open(disk)
await store.write(Change(people=(person(),), entries=(blood_test(1, "9,87"),)))
await store.write(Change(entries=(blood_test(1, "8,76"),)))
await store.change_lock(disk, keys.cipher(derived), lock)
await store.write(Change(entries=(blood_test(2, "9,87"),)))
both = [*(await disk.inner._first.all()).values(), *(await disk.inner._second.all()).values()]
left = b"".join(both)
disk.close()
again = SealedDisk(BrowserDisk())
try:
    refused = await Store.open(again) and ""
except Exception as error:
    refused = error.code
found = await again.read_lock()
again.cipher, again.lock = keys.cipher(await keys.derive(b"four dry warm socks", bytes.fromhex(found.salt), found.rounds)), found
store = await Store.open(again)
wrong = await again.fits(keys.cipher(bytes(64)))
texts = [one.readings["neutrophils"].text for one in store.record.of("ada").tests]
await tell([derived.hex(), [word in left for word in (b"Ada", b"9,87", b"8,76")], refused, wrong, texts, store.trouble])
"""


def test_the_browser_seals_the_whole_record_and_opens_it_with_the_same_key_as_a_phone(tmp_path: Path) -> None:
    with Browser(tmp_path, SEALS) as browser:
        derived, left, refused, wrong, texts, trouble = browser.listen()
    assert derived == hashlib.pbkdf2_hmac("sha512", b"four dry warm socks", b"\xab" * 16, 600_000, 64).hex()
    assert left == [False, False, False]
    assert (refused, wrong, texts, trouble) == ("failed", False, ["8,76", "9,87"], [])


TWO_TABS = """
import asyncio
from app.core.change import Change
from app.store import Store, StoreError
from app.store.browser import BrowserDisk
from tests.store.contract import blood_test, person

async def tried(store, number):
    try:
        await store.write(Change(entries=(blood_test(number),)))
    except StoreError as error:
        return error.code
    return "saved"

first = await Store.open(BrowserDisk())
await first.write(Change(people=(person(),)))
second = await Store.open(BrowserDisk())
news = asyncio.Event()
second.follow(news.set)
said = [await tried(second, 1), await tried(first, 2)]
await news.wait()
news.clear()
await second.load()
said.append([one.id for one in second.record.entries])
first.disk.close()
await news.wait()
await second.load()
said += [await tried(second, 3), [one.id for one in second.record.entries]]
await tell(said)
"""


def test_the_second_tab_follows_the_first_and_writes_once_that_is_closed(tmp_path: Path) -> None:
    with Browser(tmp_path, TWO_TABS) as browser:
        said = browser.listen()
    assert said == ["elsewhere", "saved", ["test-2"], "saved", ["test-2", "test-3"]]


NO_ROOM = """
from app.core.change import Change
from app.store import Store, StoreError
from app.store.browser import BrowserDisk
from tests.store.contract import blood_test, person

store = await Store.open(BrowserDisk())
await store.write(Change(people=(person(),)))
kept, code = 0, ""
while not code and kept < 2000:
    try:
        await store.write(Change(entries=(blood_test(kept, "1" * 20_000),)))
        kept += 1
    except StoreError as error:
        code = error.code
store.disk.close()
again = await Store.open(BrowserDisk())
await tell([code, kept, len(again.record.entries), len(store.record.entries), again.trouble])
"""


def test_a_browser_without_room_says_so_and_loses_nothing() -> None:
    with Site(NO_ROOM) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(CHROMIUM_FLAGS))
        page = browser.new_page()
        asked = {"origin": site.address.rstrip("/"), "quotaSize": 3_000_000}
        page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", asked)
        page.goto(site.address)
        code, kept, found, shown, trouble = site.listen()
        browser.close()
    assert (code, found, shown, trouble) == ("full", kept, kept, [])
    assert kept > 3


AFTER_HARM = """
from app.core.change import Change
from app.store import Store
from app.store.browser import BrowserDisk
from tests.store.contract import blood_test, person

store = await Store.open(BrowserDisk())
found = sorted(one.id for one in store.record.entries)
await store.write(Change(people=(person(),), entries=tuple(blood_test(len(found) + n) for n in range(3))))
await tell([found, list(store.trouble)])
"""


def torn(database: Path) -> None:
    """What a write leaves that SIGKILL cut: a head that promises more than there is."""
    (log,) = database.glob("*.log")
    with log.open("ab") as file:
        file.write(struct.pack("<IHB", 0x12345678, 5000, 1) + bytes(700))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("place", "harm"), [("IndexedDB", torn), ("WebStorage", shutil.rmtree)], ids=["own-torn", "beside-gone"]
)
def test_one_of_the_two_databases_may_be_lost_and_nothing_is_missed(
    tmp_path: Path, place: str, harm: Callable[[Path], None]
) -> None:
    """Chromium goes on writing behind a torn log, and throws the database away at the start after next."""
    port, seen = free_port(), []
    for number in range(4):
        with Browser(tmp_path, AFTER_HARM, port) as browser:
            found, trouble = browser.listen()
        seen.append((len(found), trouble))
        if number == 0:
            (database,) = (tmp_path / "Default" / place).rglob("*indexeddb.leveldb")
            harm(database)
    assert seen == [(0, []), (3, []), (6, []), (9, [])]


@pytest.mark.slow
def test_every_acknowledged_change_survives_the_browser_being_killed(tmp_path: Path) -> None:
    """Six times here; `make reliability` does it fifty times."""
    tally = kill(tmp_path, 6)
    assert (tally.kills, tally.lost, tally.torn, tally.troubled) == (6, 0, 0, 0)
    assert tally.acknowledged > 20
