"""CanvasKit without the dictionaries that break lines of Burmese, Khmer, Lao and Thai, whose letters no face here has.

Browsers other than Chromium get the CanvasKit that carries ICU, the library of scripts, with its data as one file in
memory: a list of parts by name, then the parts. A part that is not on the list is not there, which ICU expects: such
text is then broken at spaces. Nothing else moves; where a dictionary was are zeros, which pack to nothing.
"""

import struct
from pathlib import Path

from tools.web.client import CLIENT, BuildError
from tools.web.tables import put
from tools.web.wasm import Module

NAME = "canvaskit/canvaskit.wasm"
MARK = b"CmnD"
"""Where the list begins: the kind of data, 12 bytes after its head."""
DICTIONARIES = ("burmesedict.dict", "khmerdict.dict", "laodict.dict", "thaidict.dict")
LINE = struct.Struct("<II")
"""One line of the list: where the name is, where the part is, both counted from the list."""


def write(out: Path) -> None:
    """Put this CanvasKit into the site at *out*; the one for Chromium never had them."""
    (out / NAME).write_bytes(without_dictionaries((CLIENT / NAME).read_bytes()))


def without_dictionaries(canvaskit: bytes) -> bytes:
    """The file with these four off the list, and zeros in their place."""
    module = Module(canvaskit)
    file = bytearray(canvaskit)
    memory = module.memory()
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
    left = [line for place, line in enumerate(lines) if place not in lost]
    listed = struct.pack("<I", len(left)) + b"".join(LINE.pack(*line) for line in left)
    put(module, file, start, listed + bytes(LINE.size * len(lost)))
    for place in lost:
        part = lines[place][1]
        put(module, file, start + part, bytes(ends[place] - part))
    return bytes(file)


def _text(memory: bytearray, at: int) -> str:
    return memory[at : memory.index(0, at)].decode("ascii")
