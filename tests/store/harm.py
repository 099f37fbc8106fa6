"""Harm done to files at rest: cut, flipped, zeroed, emptied, deleted, swapped. Never a traceback, never silence."""

import asyncio
import json
import random
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from app.core.change import Change
from app.core.record import Draft, Record, Settings
from app.store import FolderDisk, Store
from app.store.folder import JOURNAL
from app.store.page import Page, decode
from tests.store.contract import THEN, blood_test, page, person, same


async def build(folder: Path) -> Record:
    """A record of 250 tests, two people, a draft, previous generations, and a commit that a crash cut short."""
    disk = FolderDisk(folder)
    store = await Store.open(disk)
    await store.write(Change(people=(person("Ada"), person("Bea")), settings=Settings(person="ada")))
    await store.write(Change(entries=tuple(blood_test(n) for n in range(250))))
    for number in (5, 105, 205):
        await store.write(Change(entries=(blood_test(number, "1.5"),)))
    await store.write(Change(drafts=(Draft(id="test@ada", fields={"wbc": "3,"}, saved=THEN),)))
    await store.write(Change(settings=Settings(person="bea")))
    disk.close()
    disk._replace(folder / f"{JOURNAL}.json", Page(JOURNAL, 1, 1, _journal(folder)).encode())
    shutil.copytree(folder, folder.with_name("copy"))
    opened = FolderDisk(folder.with_name("copy"))
    record = (await Store.open(opened)).record
    opened.close()
    shutil.rmtree(folder.with_name("copy"))
    return record


def _journal(folder: Path) -> bytes:
    """A commit that took hold and was not carried out: one more test in the first and in the last page."""
    pages = {}
    for name in ("log-000001", "log-000003"):
        old = decode(name, (folder / f"{name}.json").read_bytes())
        body = old.body.replace(b'"0,4"', b'"0,7"', 1)
        pages[name] = Page(name, 1, old.generation + 1, body).encode().decode()
    return json.dumps({"pages": pages, "options": {"forget": False}}).encode()


def cut(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randrange(len(raw) or 1)]


def flip(raw: bytes, chance: random.Random) -> bytes:
    broken = bytearray(raw)
    for _bit in range(chance.randint(1, 8)):
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
    return bytes(broken)


def zero(raw: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(raw))
    length = min(chance.choice((16, 512, 4096)), len(raw) - start)
    return raw[:start] + bytes(length) + raw[start + length :]


def empty(_raw: bytes, _chance: random.Random) -> bytes:
    return b""


def append(raw: bytes, chance: random.Random) -> bytes:
    return raw + chance.randbytes(chance.randint(1, 64))


def older(raw: bytes, _chance: random.Random) -> bytes:
    """A whole page, but not the one that belongs here."""
    return page("log-000009", 7)


def nonsense(_raw: bytes, chance: random.Random) -> bytes:
    return chance.choice((b"null\n{}\n", b"[]\n[]\n", b"[" * 5000, b'{"page":1}\n', chance.randbytes(900)))


HARMS: tuple[Callable[[bytes, random.Random], bytes | None], ...] = (
    cut, flip, flip, flip, zero, empty, append, older, nonsense, lambda _raw, _chance: None,
)  # fmt: skip


def harm(folder: Path, mutations: int, seed: int = 1) -> Counter[str]:
    """Open the record after each of *mutations* of one or two files; count what was seen.

    "silent" counts openings that showed less or other than was kept and said nothing; "crashed" counts errors that
    are not the store's own; "stuck" counts records that took no new entry afterwards or lost it.
    """
    good, chance, seen = folder.with_name("good"), random.Random(seed), Counter[str]()
    record = asyncio.run(build(good))
    for _number in range(mutations):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(good, folder)
        files = sorted(path for path in folder.iterdir() if path.stat().st_size)
        for path in chance.sample(files, chance.choice((1, 1, 2))):
            harms = HARMS if path.stem != JOURNAL else HARMS[:-1]  # see docs: a journal that vanishes leaves no trace
            harmed = chance.choice(harms)(path.read_bytes(), chance)
            path.unlink() if harmed is None else path.write_bytes(harmed)
        seen[asyncio.run(_outcome(folder, record))] += 1
    return seen


async def _outcome(folder: Path, record: Record) -> str:
    disk = FolderDisk(folder)
    try:
        store = await Store.open(disk)
        raw = await store.raw()
        whole, told = same(store.record, record), bool(store.trouble)
        added = blood_test(999_999)
        await store.write(Change(entries=(added,)))
    except Exception as error:  # noqa: BLE001 - any escape is what is counted
        return f"crashed: {type(error).__name__}"
    finally:
        disk.close()
    again = await Store.open(FolderDisk(folder))
    if added not in again.record.entries or not same(store.record, again.record):
        return "stuck"
    if not whole and not told:
        return "silent"
    return "whole" if whole else "told, raw file offered" if raw else "silent"
