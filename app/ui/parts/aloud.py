"""Read aloud: a button where the device has a voice for the language in use, and nothing where it has none."""

from typing import Any

import flet as ft

from app.ui.component import component
from app.ui.context import Ctx
from app.ui.parts.buttons import small_button
from app.words import _, language


@component
def read_aloud(text: str) -> ft.Control:
    """Reads *text* (see `app.share.aloud`) until it ends, is stopped, changes, or leaves the screen."""
    voice = ft.use_context(Ctx).device.voice
    spoken = language()
    there, set_there = ft.use_state(voice.known(spoken))
    reading, set_reading = ft.use_state("")

    async def look() -> None:
        set_there(await voice.look(spoken))

    async def turn(_event: Any) -> None:
        if reading == text:
            await voice.hush()
            return
        set_reading(text)
        await voice.read(text, spoken)
        set_reading(lambda now: "" if now == text else now)

    ft.use_effect(look, [spoken])
    ft.use_effect(
        voice.hush, [text], cleanup=voice.hush
    )  # at the start too: the fever card lies over a screen that may be reading
    if not there:
        return ft.Container(visible=False)
    on = reading == text
    words, icon = (_("Stop reading"), ft.Icons.STOP) if on else (_("Read aloud"), ft.Icons.VOLUME_UP)
    return ft.Row([small_button(words, turn, icon=icon, identifier="read-aloud")], wrap=True)
