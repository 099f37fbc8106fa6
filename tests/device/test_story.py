"""The shortest way that matters, on a real system: begin, and open the fever card.

Run by `flet test android --device-id … --tests-dir tests/device`; `tests/mobile/test_story.py` walks it without a phone.
"""

import asyncio
import os
from typing import Any

import pytest

STARTS = 120
"""Seconds within which an emulator starts the app for the first time."""


async def story(tester: Any, seconds: float = STARTS) -> None:
    """Walk from the first start to the fever card, by the names that controls have for tests."""
    for name in ("begin", "fever-card"):
        await tester.tap((await found(tester, name, seconds)).first)
        await tester.pump_and_settle()
    await found(tester, "fever-rule", seconds)


async def found(tester: Any, name: str, seconds: float) -> Any:
    """Wait for what is called *name*; an `AssertionError` when it does not come."""
    for _second in range(int(seconds)):
        finder = await tester.find_by_semantics_identifier(name)
        if finder.count:
            return finder
        await asyncio.sleep(1)
        await tester.pump()
    raise AssertionError(f"{name} is not on the screen")


@pytest.mark.skipif("FLET_TEST_FLUTTER_APP_DIR" not in os.environ, reason="`flet test` runs it, with a phone")
@pytest.mark.timeout(2400)  # Flutter builds the app first
async def test_the_app_starts_begins_and_shows_what_to_do_with_a_fever(request: pytest.FixtureRequest) -> None:
    app = request.getfixturevalue("flet_app")
    await story(app.tester)
    with open("build/smoke/fever-card.png", "wb") as picture:
        picture.write(await app.tester.take_screenshot("fever-card"))
