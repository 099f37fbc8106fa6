"""The interpreter and CanvasKit, cut: what is left of their tables says of every text what it said before."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.web.site import BUILT
from tools.web import client, compiled, dictionaries
from tools.web.client import BuildError
from tools.web.wasm import Module

HERE = Path(__file__).parent
FACE = HERE.parents[1] / "assets" / "fonts" / "NotoSans-Regular.ttf"
THAI_AND_ITS_NEIGHBOURS = 3


def said(script: str, *places: Path | str) -> str:
    """What a script of this folder prints under node."""
    command = [str(compiled.NODE), str(HERE / script), *map(str, places)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert run.returncode == 0, run.stderr[-2000:]
    return run.stdout.strip()


def lines(folder: Path) -> list[list[list[int]]]:
    """Where each of the texts in `lines.mjs` is broken, by the CanvasKit of a folder."""
    broken: list[list[list[int]]] = json.loads(said("lines.mjs", folder, FACE))
    return broken


@pytest.mark.slow
def test_the_interpreter_knows_every_character_as_before_but_for_its_name() -> None:
    whole = said("characters.mjs", compiled.PYODIDE, "python_stdlib.zip")
    assert len(whole) == 64
    assert said("characters.mjs", BUILT / "python", "stdlib.zip") == whole


@pytest.mark.slow
def test_the_modules_inside_the_interpreter_do_step_by_step_what_they_did() -> None:
    before = json.loads(said("frozen.mjs", compiled.PYODIDE, "python_stdlib.zip"))
    after = json.loads(said("frozen.mjs", BUILT / "python", "stdlib.zip"))
    assert {"_frozen_importlib", "zipimport", "os", "codecs"} <= set(before)
    assert {name for name in before if before[name] != after[name]} == set()


def test_every_module_inside_the_interpreter_is_without_docstrings_and_none_is_there_twice() -> None:
    memory = bytes(Module((BUILT / "python" / "pyodide.asm.wasm").read_bytes()).memory())
    modules = compiled.frozen()
    assert [len(old) for old, new in modules.items() if old in memory or memory.count(new) != 1] == []
    assert sum(map(len, modules.values())) < 0.75 * sum(map(len, modules))


def test_canvaskit_breaks_lines_as_before_in_every_script_a_face_draws() -> None:
    before, after = lines(client.CLIENT / "canvaskit"), lines(BUILT / "canvaskit")
    drawn = [place for place in range(len(before)) if place != THAI_AND_ITS_NEIGHBOURS]
    assert [after[place] for place in drawn] == [before[place] for place in drawn]
    assert after[THAI_AND_ITS_NEIGHBOURS][-1][-1] == before[THAI_AND_ITS_NEIGHBOURS][-1][-1]


def test_a_canvaskit_without_scripts_stops_the_build() -> None:
    chromium = (client.CLIENT / "canvaskit" / "chromium" / "canvaskit.wasm").read_bytes()
    with pytest.raises(BuildError, match="no data of ICU"):
        dictionaries.without_dictionaries(chromium)
