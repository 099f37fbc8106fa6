"""Every screen in a narrow phone's window with twice the text, in English and in Arabic: nothing is pushed out, lies on
something else, is cut off, or is too small for a finger. `make screens` looks at it in every other way too.
"""

from typing import Any

import pytest

from app import words
from tools.screens.boxes import faults, read
from tools.screens.screens import SCREENS
from tools.screens.served import serving
from tools.screens.window import Way, window

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("engines")]

NARROW = ((360, 740), (320, 640))


@pytest.fixture(autouse=True)
def _the_language_of_the_others(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The app in this process changes what language everything in it speaks."""
    before = words.language()
    yield
    words.use(before)


async def test_twice_the_text_in_a_narrow_window_breaks_no_screen_in_english_or_arabic() -> None:
    assert "ar" in words.available()
    wrong: list[str] = []
    async with serving() as served, window(served) as opened:
        for number, screen in enumerate(SCREENS):
            languages = ("en", "ar") if number % 2 else ("ar", "en")  # begins in the one it ended with
            await opened.look(Way(*NARROW[0], text=200, language=languages[0]))
            await opened.go(screen)
            for language in languages:
                for size in NARROW:
                    way = Way(*size, text=200, language=language)
                    await opened.look(way)
                    boxes = await read(opened.page)
                    assert len(boxes) > 5, f"{screen.name} {way.name} is empty"
                    wrong += [f"{screen.name} {way.name}: {one}" for one in faults(boxes, way.width, 2)]
        wrong += opened.wrong
    assert wrong == []
