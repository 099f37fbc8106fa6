"""CanvasKit, which draws: its memory written anew, without the dictionaries of scripts that no face here draws.

Browsers other than Chromium get the CanvasKit that carries ICU, the library of scripts, with its data as one file in
memory: a list of parts by name, then the parts. A part that is not on the list is not there, which ICU expects: without
their dictionaries, lines of Burmese, Khmer, Lao and Thai are broken at spaces. Nothing else moves; where a dictionary
was are zeros.
"""

import struct
from pathlib import Path

from tools.web.client import CLIENT, BuildError
from tools.web.wasm import Module

CHROMIUM, OTHERS = "canvaskit/chromium/canvaskit.wasm", "canvaskit/canvaskit.wasm"
MARK = b"CmnD"
"""Where the list begins: the kind of data, 12 bytes after its head."""
DICTIONARIES = ("burmesedict.dict", "khmerdict.dict", "laodict.dict", "thaidict.dict")
LINE = struct.Struct("<II")
"""One line of the list: where the name is, where the part is, both counted from the list."""


def write(out: Path) -> None:
    """Put both into the site at *out*; the one for Chromium never had dictionaries."""
    for name in (CHROMIUM, OTHERS):
        module = Module((CLIENT / name).read_bytes())
        memory = module.memory()
        if name == OTHERS:
            drop_dictionaries(memory)
        (out / name).write_bytes(module.rebuilt(module.stored(bytes(memory))))


def drop_dictionaries(memory: bytearray) -> None:
    """Take these four off the list, and put zeros in their place."""
    head = memory.find(MARK) - 12
    if head < 0 or memory[head + 2 : head + 4] != b"\xda\x27":
        raise BuildError("CanvasKit has no data of ICU; it is another one than this was written for.")
    start = head + struct.unpack_from("<H", memory, head)[0]
    (count,) = struct.unpack_from("<I", memory, start)
    lines = [LINE.unpack_from(memory, start + 4 + LINE.size * place) for place in range(count)]
    ends = [part for _, part in lines[1:]]
    lost = [place for place, (name, _) in enumerate(lines) if _text(memory, start + name).endswith(DICTIONARIES)]
    if len(lost) != len(DICTIONARIES):
        raise BuildError(f"CanvasKit carries {len(lost)} of the dictionaries, not {len(DICTIONARIES)}.")
    left = b"".join(LINE.pack(*line) for place, line in enumerate(lines) if place not in lost)
    listed = struct.pack("<I", count - len(lost)) + left + bytes(LINE.size * len(lost))
    memory[start : start + len(listed)] = listed
    for place in lost:
        part = lines[place][1]
        memory[start + part : start + ends[place]] = bytes(ends[place] - part)


def _text(memory: bytearray, at: int) -> str:
    return memory[at : memory.index(0, at)].decode("ascii")
