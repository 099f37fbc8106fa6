"""The contract again, in the browser's Python on the browser's own database."""

from pathlib import Path

import pytest

from tests.store.chromium import Browser
from tests.store.contract import CONTRACT

KEEPS_ITS_PROMISES = """
import traceback
from app.store.browser import BrowserDisk
from tests.store.contract import CONTRACT

for promise in CONTRACT:
    disks = []
    async def open_disk():
        for disk in disks:
            disk.close()
        disks.append(BrowserDisk(promise.__name__))
        return disks[-1]
    try:
        await promise(open_disk)
        await tell([promise.__name__, ""])
    except BaseException:
        await tell([promise.__name__, traceback.format_exc()])
"""


@pytest.mark.browser
@pytest.mark.xdist_group("chromium")
def test_the_browsers_database_keeps_every_promise(tmp_path: Path) -> None:
    with Browser(tmp_path, KEEPS_ITS_PROMISES) as browser:
        said = dict(browser.listen() for _ in CONTRACT)
    assert said == {promise.__name__: "" for promise in CONTRACT}
