"""Tables in the interpreter's memory that nothing reads any more: zeros in their place pack to nothing.

Code names a table by its address, so that a stretch between two addresses that code names is one table, or several. It
goes when only functions that are gone name it. `tests/web/test_build.py` tries every character in what is left.
"""

import re
import struct
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from tools.web.client import BuildError
from tools.web.wasm import MEMORY, Module

FIRST = 1024
"""The lowest address of a constant."""
LARGE = 2048
"""Bytes below which a stretch is left alone."""
DESCRIPTION = re.compile(rb"\n--\n\n([^\0]+)\0")
AROUND = 8
"""Functions of iconv that follow the one by which it is called."""
NAMES, NEAR = b"THEMATICAL ", 1 << 18
"""A part of many names of characters; bytes within which their tables lie."""


def east_asian(module: Module, functions: Iterable[int]) -> list[tuple[int, int]]:
    """(address, length) of the East Asian code tables that these functions read.

    Each is an index of 256 rows, {address: 4 bytes, first: 1, last: 1, nothing: 2}; a row holds 2 bytes a place.
    """
    memory, found = module.memory(), []
    constants = {first for function in functions for code, first in module.read(function) if code == 0x41}
    for address in sorted(one for one in constants if 1024 <= one <= len(memory) - 2048):
        rows = [struct.unpack_from("<IBBH", memory, address + 8 * row) for row in range(256)]
        real = [(start, last - first + 1) for start, first, last, _ in rows if start]
        if (
            len(real) > 20
            and all(not pad for *_, pad in rows)
            and all(1024 <= start <= len(memory) and 0 < places <= 256 for start, places in real)
        ):
            found += [(address, 2048), *((start, 2 * places) for start, places in real)]
    return found


def readers(module: Module, functions: Iterable[int]) -> dict[int, set[int]]:
    """For each address that any of these functions names, which of them do."""
    size = len(module.memory())
    found: dict[int, set[int]] = defaultdict(set)
    for function in functions:
        for code, value in module.read(function):
            if (code == 0x41 or code in MEMORY) and FIRST <= value < size:
                found[value].add(function)
    return found


def of_names(module: Module) -> list[tuple[int, int]]:
    """(address, length) of the names of characters, which `static/setup.py` takes out of `unicodedata`."""
    starts = sorted(index for name, kind, index in module.exports if kind == 0 and name.startswith("PyInit_"))
    first = next(index for name, _, index in module.exports if name == "PyInit_unicodedata")
    own = readers(module, range(first, starts[starts.index(first) + 1]))
    places = sorted(own)
    start = places[bisect_right(places, module.memory().find(NAMES)) - 1]
    if len(own[start]) != 2:
        raise BuildError("The interpreter keeps the names of characters in another way than the cutter knows.")
    return [
        (place, after - place)
        for place, after in pairwise(places)
        if own[place] <= own[start] and after - place >= LARGE and abs(place - start) < NEAR
    ]


def unread(module: Module, alive: set[int]) -> list[tuple[int, int]]:
    """(address, length) of tables that only lost functions read: those of iconv, and the sums of a lost packer."""
    index = {name: number for name, kind, number in module.exports if kind == 0}
    everybody = readers(module, range(module.imported, module.imported + len(module.bodies)))
    iconv = range(index["iconv_open"], index["iconv"] + AROUND)
    found = []
    for lost in (set(iconv) - alive, {index["lzma_crc32"], index["lzma_crc64"]} - alive):
        large = [
            (after - place, place)
            for place, after in pairwise(sorted(everybody))
            if after - place >= LARGE and everybody[place] <= lost
        ]
        if not large:
            raise BuildError("The interpreter's tables of encodings are not where the cutter knows them.")
        found += [(place, size) for size, place in large if abs(place - max(large)[1]) < NEAR]
    return found


def descriptions(module: Module) -> list[tuple[int, int]]:
    """(address, length) of what `help` says of built-in functions, after the line that `inspect` reads.

    The linker lets a string be the end of another: what is pointed into stays from there.
    """
    memory, pointed = module.memory(), sorted(_pointed(module))
    found = []
    for doc in DESCRIPTION.finditer(memory):
        place = bisect_right(pointed, doc.start(1))
        end = min(doc.end(1), pointed[place] if place < len(pointed) else len(memory))
        found.append((doc.start(1), end - doc.start(1)))
    return found


def _pointed(module: Module) -> set[int]:
    """Every address that code names, or that stands anywhere in memory."""
    memory = module.memory()
    words = array("I", bytes(memory[: len(memory) // 4 * 4]))
    named = readers(module, range(module.imported, module.imported + len(module.bodies)))
    return {*named, *(word for word in words if FIRST <= word < len(memory))}


def replace(memory: bytearray, bytecode: dict[bytes, bytes]) -> None:
    """Put new bytecode in the place of old. Python stops reading where it ends; behind it are zeros."""
    for old, new in bytecode.items():
        if memory.count(old) != 1 or len(new) > len(old):
            raise BuildError("A module of the interpreter is not in its memory once, or did not become shorter.")
        start = memory.find(old)
        memory[start : start + len(old)] = new + bytes(len(old) - len(new))
