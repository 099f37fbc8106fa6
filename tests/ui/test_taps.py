"""Five tasks, counted in taps from a cold start on the real screens; the table in docs/DESIGN.md is what is counted here.

`make accept` writes the table again; a person reads the diff.
"""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import flet as ft
import pytest

from app.state import AppState
from tests.ui.render import Screen, walk
from tests.ui.test_shell import open_app, tap_fever

DESIGN = Path(__file__).parents[2] / "docs" / "DESIGN.md"
BEGIN, END = "<!-- taps -->", "<!-- end of taps -->"


class Thumb:
    """Taps on a screen, counted."""

    def __init__(self, screen: Screen) -> None:
        self.screen, self.taps = screen, 0

    async def button(self, name: str) -> None:
        """A button by its name."""
        self.taps += 1
        await self.screen.tap(name)

    async def place(self, name: str) -> None:
        """One of the five places of the bar."""
        self.taps += 1
        bar = self.screen.one(ft.NavigationBar)
        chosen = [one.label for one in bar.destinations].index(name)
        self.screen.client.session.apply_patch(bar._i, {"selected_index": chosen})
        await self.screen.fire(bar, "change", chosen)

    async def named(self, identifier: str) -> None:
        """What carries *identifier*, by the first thing in it that hears a tap."""
        self.taps += 1
        [found] = [one for one in self.screen.all(ft.Semantics) if one.identifier == identifier]
        await self.screen.tap(next(one for one, _depth in walk(found.content) if getattr(one, "on_click", None)))

    async def fever(self) -> None:
        """The red button in the bar."""
        self.taps += 1
        await tap_fever(self.screen)


async def _advice(thumb: Thumb) -> None:
    await thumb.button("When to get help now")
    said = " ".join(thumb.screen.texts())
    assert thumb.screen.page.route == "/learn/help-now"
    assert "Fever? Call now" in said


async def _fever_card(thumb: Thumb) -> None:
    await thumb.fever()
    assert any("38.0 °C" in one for one in thumb.screen.texts())


async def _add_a_count(thumb: Thumb) -> None:
    await thumb.button("Add a blood test")
    thumb.taps += 1  # into the field
    await thumb.screen.type("NEUT (ANC)", "0.4")
    assert thumb.screen.named("NEUT (ANC)", ft.TextField).value == "0.4"


async def _latest_trend(thumb: Thumb) -> None:
    await thumb.named("anc-tile")
    assert thumb.screen.page.route == "/log/trend/neutrophils"
    assert "In words" in thumb.screen.texts()


async def _share_a_pdf(thumb: Thumb) -> None:
    await thumb.place("Share")
    await thumb.button("Make a PDF")
    for _turn in range(400):  # drawing it takes a moment, in a thread of its own
        if [one for one in thumb.screen.all(ft.Semantics) if one.identifier == "pdf-share"]:
            break
        await thumb.screen.settle()
    thumb.screen.client.replies["share_files"] = {"status": "success", "raw": ""}
    await thumb.named("pdf-share")
    assert [name for name, _args in thumb.screen.client.calls if name == "share_files"]


Task = Callable[[Thumb], Awaitable[None]]
TASKS: dict[str, tuple[int, Task, str]] = {
    "emergency advice": (1, _advice, "Home → When to get help now"),
    "fever card": (1, _fever_card, "the red button, on any screen"),
    "add a count, before typing": (3, _add_a_count, "Home → Add a blood test → the field"),
    "latest trend": (2, _latest_trend, "Home → the neutrophil tile"),
    "share the PDF": (3, _share_a_pdf, "Share → Make a PDF → Share"),
}
"""Each task with the most taps it may need, its way, and the way in words."""


async def counted(state: AppState, task: str) -> int:
    """The taps of *task*, from Home as it stands after the app was opened, with a year of somebody's counts."""
    await state.add_sample()
    thumb = Thumb(await open_app(state))
    await TASKS[task][1](thumb)
    assert thumb.screen.crashes == []
    return thumb.taps


@pytest.mark.parametrize("task", TASKS)
async def test_a_task_needs_no_more_taps_than_it_may(state: AppState, task: str) -> None:
    taps = await counted(state, task)
    most, _way, words = TASKS[task]
    row = f"| {task} | {most} | {taps} | {words} |"
    assert 0 < taps <= most
    told = DESIGN.read_text(encoding="utf-8")
    if os.environ.get("ACCEPT"):
        lines = [row if line.startswith(f"| {task} |") else line for line in told.splitlines()]
        DESIGN.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return
    assert row in told.split(BEGIN)[1].split(END)[0].splitlines()
