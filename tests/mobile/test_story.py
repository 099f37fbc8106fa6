"""The story that `flet test` walks on an emulator, walked here on the screens themselves; and how it is called."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import flet as ft
import pytest
from flet_cli.cli import get_parser
from ruamel.yaml import YAML

from app import words
from app.start import start as open_the_door
from tests.device.test_story import found, story
from tests.ui.render import Screen, start, walk
from tools.mobile.plan import ROOT


@dataclass(frozen=True)
class Finder:
    """What Flet's own says of what it found; that one needs packages that only `flet test` asks for."""

    name: str
    count: int

    @property
    def first(self) -> "Finder":
        return Finder(self.name, 1)


class StandIn:
    """Flet's tester, over a screen without a client."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    async def find_by_semantics_identifier(self, identifier: str) -> Finder:
        return Finder(identifier, len(self._all(identifier)))

    async def tap(self, finder: Finder) -> None:
        control = self._all(finder.name)[0]
        await self.screen.tap(next(one for one, _depth in walk(control) if getattr(one, "on_click", None)))

    async def pump(self) -> None:
        await self.screen.settle()

    async def pump_and_settle(self) -> None:
        await self.screen.settle()

    def _all(self, identifier: str) -> list[Any]:
        return [one for one in self.screen.all(ft.Semantics) if one.identifier == identifier]


@pytest.fixture
async def tester(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    monkeypatch.setenv("FLET_APP_STORAGE_DATA", str(tmp_path))
    words.use("en")
    return StandIn(await start(open_the_door))


async def test_every_control_of_the_story_is_there(tester: StandIn) -> None:
    await story(tester, seconds=1)
    assert tester.screen.views()[-1].route == "/fever?from=/"
    assert tester.screen.crashes == []


async def test_a_control_that_is_missing_ends_it(tester: StandIn) -> None:
    with pytest.raises(AssertionError, match="fever-rule is not on the screen"):
        await found(tester, "fever-rule", seconds=1)


def test_the_workflow_calls_flet_s_own_test_as_flet_takes_it() -> None:
    steps = YAML(typ="safe").load(ROOT / ".github/workflows/ci.yml")["jobs"]["device"]["steps"]
    [line] = [step["with"]["script"] for step in steps if "script" in step.get("with", {})]
    program, dash, module, *arguments = line.split()
    assert (program, dash, module) == (".venv/bin/python", "-m", "flet.cli")
    asked = get_parser().parse_args(arguments)
    assert (asked.command, asked.platform, asked.tests_dir, asked.assume_yes) == (
        "test",
        "android",
        "tests/device",
        True,
    )
