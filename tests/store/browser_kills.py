"""SIGKILL to the whole browser in the middle of a write load, then the same profile again: what was told is there."""

import random
import socket
import time
from pathlib import Path

from app.core.record import Record
from tests.store.chromium import Browser
from tests.store.kills import Tally, judge

WRITES = """
from app.store import Store
from app.store.browser import BrowserDisk
from tests.store.load import changes

store = await Store.open(BrowserDisk())
await tell({{"record": store.record.model_dump_json(), "trouble": store.trouble}})
for number, change in enumerate(changes({seed}, store.record), 1):
    await store.write(change)
    await tell(number)
"""


def kill(profile: Path, rounds: int, seed: int = 1) -> Tally:
    """Start a browser that writes, kill it, start it again on the same profile; *rounds* times."""
    chance, tally, port = random.Random(seed), Tally(), free_port()
    before, acknowledged = Record(), 0
    for number in range(rounds + 1):
        with Browser(profile, WRITES.format(seed=number), port) as browser:
            opened = browser.listen()
            after = Record.model_validate_json(opened["record"])
            tally.troubled += bool(opened["trouble"])
            if number:
                tally.kills += 1
                tally.acknowledged += acknowledged
                judge(tally, number - 1, before, acknowledged, after)
            if number < rounds:
                browser.listen()
                time.sleep(chance.random() * 0.6)
            browser.kill()
            assert all(isinstance(one, int) for one in browser.said[1:]), browser.said[-1]
            before, acknowledged = after, len(browser.said) - 1
    return tally


def free_port() -> int:
    """A port nobody uses now; the origin must stay the same for the database to be the same."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
