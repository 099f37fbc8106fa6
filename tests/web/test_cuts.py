"""The interpreter and CanvasKit, cut: what is left of their tables says of every text what it said before."""

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.site import BUILT
from tools.web import canvaskit, client, compiled
from tools.web.client import BuildError
from tools.web.wasm import COUNT, Module, constant, instructions, signed, stretches

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
    chromium = Module((client.CLIENT / canvaskit.CHROMIUM).read_bytes())
    with pytest.raises(BuildError, match="no data of ICU"):
        canvaskit.drop_dictionaries(chromium.memory())


def test_canvaskit_for_chromium_begins_with_the_memory_it_had() -> None:
    before = Module((client.CLIENT / canvaskit.CHROMIUM).read_bytes())
    after = Module((BUILT / canvaskit.CHROMIUM).read_bytes())
    assert after.memory() == before.memory()
    assert [after.data[start:end] for start, end in after.bodies] == [
        before.data[start:end] for start, end in before.bodies
    ]
    assert len(after.segments) < 0.1 * len(before.segments)


@given(st.integers(0, 2**31 - 1))
def test_an_address_is_read_as_it_was_written(address: int) -> None:
    code = constant(address)
    assert signed(code, 1) == (address, len(code))


@given(st.lists(st.one_of(st.binary(max_size=9), st.integers(0, 999).map(bytes))).map(b"".join))
def test_what_is_not_stored_of_a_memory_is_zeros(memory: bytes) -> None:
    again = bytearray(len(memory))
    for start, end in stretches(memory):
        again[start:end] = memory[start:end]
    assert bytes(again) == memory


def test_code_that_takes_a_stretch_of_memory_by_its_number_stops_the_build() -> None:
    assert [code for code, _ in instructions(b"\x00\xfc\x0a\x00\x00\x0b", 0, 6)] == [0xFC, 0x0B]  # copies, by address
    with pytest.raises(BuildError, match="by its number"):
        list(instructions(b"\x00\xfc\x08\x01\x00\x0b", 0, 6))
    interpreter = Module((BUILT / "python" / "pyodide.asm.wasm").read_bytes())
    assert COUNT in {kind for kind, _, _ in interpreter.sections}  # so that its code is read for this when it is built
