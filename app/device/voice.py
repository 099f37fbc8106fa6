"""The device's own voice. Only the browser's page has one to ask: Flet 1.0.5 has no text-to-speech for phones.

A voice that is not the device's own would send what it reads to a server; the page never offers one.
"""

from collections.abc import Callable, Coroutine
from typing import Any


class Voice:
    """Reads a text aloud where the page around us has a voice for its language; elsewhere it says it has none."""

    def __init__(self, command: Callable[..., Coroutine[Any, Any, Any]]) -> None:
        self._command = command
        self._found: dict[str, bool] = {}
        self._reading = 0

    def known(self, language: str) -> bool:
        """Whether a voice for *language* was found before: a button can stand there from the first frame."""
        return self._found.get(language, False)

    async def look(self, language: str) -> bool:
        """Whether there is a voice for *language*; voices come a while after the page."""
        if not self.known(language):
            self._found[language] = bool(await self._command("voice", language=language))
        return self._found[language]

    async def read(self, text: str, language: str) -> bool:
        """Read *text* aloud, a paragraph a line; True at its end, False when it was stopped."""
        self._reading += 1
        try:
            return bool(await self._command("speak", text=text, language=language))
        finally:
            self._reading -= 1

    async def hush(self) -> None:
        """Stop reading, if anything is being read."""
        if self._reading:
            await self._command("hush")
