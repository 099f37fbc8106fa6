"""What one more test costs in the browser."""

from pathlib import Path

from tests.store.chromium import Browser
from tests.store.cost import Cost

MEASURES = """
from dataclasses import asdict
from app.store.browser import BrowserDisk
from tests.store.cost import costs

open_before = {{}}
async def open_disk(history):
    if history in open_before:
        open_before[history].close()
    open_before[history] = BrowserDisk(f"cost-{{history}}")
    return open_before[history]

await tell([asdict(one) for one in await costs(open_disk, {histories}, 20)])
"""


def in_browser(profile: Path, *histories: int) -> list[Cost]:
    """Costs on the browser's database, by Python in the browser."""
    with Browser(profile, MEASURES.format(histories=histories)) as browser:
        return [Cost(**one) for one in browser.listen(600)]
