"""Reads a WebAssembly file as far as cutting it needs: sections, exports, the function table, bodies, first memory.

Of the memory it also writes what another file shall begin with.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tools.web.client import BuildError

IMPORT, EXPORT, ELEMENT, CODE, DATA, COUNT = 2, 7, 9, 10, 11, 12

BLOCKS = {0x02, 0x03, 0x04, 0x06}
ONE_NUMBER = {*BLOCKS, *range(0x07, 0x0A), 0x0C, 0x0D, 0x10, 0x12, 0x18, *range(0x20, 0x27), 0x41, 0x42, 0xD0, 0xD2}
MEMORY = {*range(0x28, 0x3F)}
"""Reading and writing memory; the number is what is added to the address."""
CALLS = {0x10, 0x12, 0xD2}
ZEROS = re.compile(rb"\0{256,}")
"""What of the memory is not stored. Each break costs bytes that hardly pack; zeros cost next to nothing."""
PLAIN = {0x00, 0x01, 0x05, 0x0A, 0x0B, 0x0F, 0x19, 0x1A, 0x1B, 0xD1, *range(0x45, 0xC5)}


def number(data: bytes, at: int) -> tuple[int, int]:
    """An unsigned LEB128 number and the place after it."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def signed(data: bytes, at: int) -> tuple[int, int]:
    """A signed LEB128 number and the place after it."""
    start = at
    value, at = number(data, at)
    bits = 7 * (at - start)
    return (value - (1 << bits) if data[at - 1] & 0x40 else value), at


def written(value: int) -> bytes:
    """An unsigned number as LEB128."""
    out = bytearray()
    while True:
        value, low = value >> 7, value & 0x7F
        out.append(low | (0x80 if value else 0))
        if not value:
            return bytes(out)


def constant(value: int) -> bytes:
    """The instruction that gives an address."""
    low, rest = value & 0x7F, value >> 7
    out = bytearray(b"\x41")
    while rest or low & 0x40:
        out.append(low | 0x80)
        low, rest = rest & 0x7F, rest >> 7
    return bytes(out + bytes([low]))


def stretches(memory: bytes) -> list[tuple[int, int]]:
    """(start, end) of everything in a memory but its long rows of zeros, which it begins with anyway."""
    rows = [match.span() for match in ZEROS.finditer(memory)]
    starts, ends = [0, *(end for _, end in rows)], [*(start for start, _ in rows), len(memory)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def instructions(data: bytes, at: int, end: int) -> Iterator[tuple[int, int]]:
    """(opcode, first number) of each instruction of a function body that has one; others give (opcode, 0)."""
    count, at = number(data, at)
    for _ in range(count):
        at = number(data, at)[1] + 1
    while at < end:
        code, first = data[at], 0
        at += 1
        if code in (0x41, 0x42):
            first, at = signed(data, at)
        elif code in ONE_NUMBER:
            first, at = number(data, at)
        elif code in MEMORY:
            first, at = number(data, number(data, at)[1])
        elif code not in PLAIN:
            at = _over(data, code, at)
        yield code, first


def _over(data: bytes, code: int, at: int) -> int:
    """The place after the rarer instructions' arguments."""
    if code in (0x11, 0x13):
        return number(data, number(data, at)[1])[1]
    if code in (0x3F, 0x40):
        return at + 1
    if code in (0x43, 0x44):
        return at + (4 if code == 0x43 else 8)
    if code == 0x0E:
        count, at = number(data, at)
        for _ in range(count + 1):
            at = number(data, at)[1]
        return at
    if code == 0x1C:
        count, at = number(data, at)
        return at + count
    if code == 0xFC:
        kind, at = number(data, at)
        if kind in (8, 9):
            raise BuildError("Code takes a stretch of the file's memory by its number, and these are written anew.")
        numbers = 0 if kind < 8 else 2 if kind in (10, 12, 14) else 1
        for _ in range(numbers):
            at = number(data, at)[1]
        return at
    raise BuildError(f"The interpreter has an instruction the cutter does not know: {code:#x}.")


def sections(data: bytes) -> list[tuple[int, int, int]]:
    """(kind, start, end) of each part of a WebAssembly file, in order."""
    found, at = [], 8
    while at < len(data):
        size, start = number(data, at + 1)
        found.append((data[at], start, start + size))
        at = start + size
    return found


@dataclass
class Module:
    """A WebAssembly file, taken apart as far as cutting needs."""

    data: bytes
    sections: list[tuple[int, int, int]] = field(default_factory=list)
    """(kind, start, end) in the order of the file."""
    imported: int = 0
    """How many functions come from outside; the file's own are numbered from here."""
    exports: list[tuple[str, int, int]] = field(default_factory=list)
    """(name, kind, index); kind 0 is a function."""
    bodies: list[tuple[int, int]] = field(default_factory=list)
    """(start, end) of each function."""
    table: list[int] = field(default_factory=list)
    """The functions whose address is taken."""
    segments: list[tuple[int, int, int]] = field(default_factory=list)
    """(address, length, place in the file) of the memory's first content."""

    def __post_init__(self) -> None:
        self.sections = sections(self.data)
        readers = {
            IMPORT: self._imports,
            EXPORT: self._exports,
            ELEMENT: self._elements,
            CODE: self._code,
            DATA: self._data,
        }
        for kind, start, _ in self.sections:
            if kind in readers:
                count, at = number(self.data, start)
                readers[kind](count, at)

    def _text(self, at: int) -> tuple[str, int]:
        size, at = number(self.data, at)
        return self.data[at : at + size].decode(), at + size

    def _imports(self, count: int, at: int) -> None:
        for _ in range(count):
            at = self._text(self._text(at)[1])[1]
            kind, at = self.data[at], at + 1
            self.imported += kind == 0
            if kind == 0:
                at = number(self.data, at)[1]
            elif kind == 3:
                at += 2
            elif kind == 4:
                at = number(self.data, at + 1)[1]
            else:
                limits, at = number(self.data, at + (kind == 1))
                at = number(self.data, at)[1]
                at = number(self.data, at)[1] if limits & 1 else at

    def _exports(self, count: int, at: int) -> None:
        for _ in range(count):
            name, at = self._text(at)
            index, after = number(self.data, at + 1)
            self.exports.append((name, self.data[at], index))
            at = after

    def _elements(self, count: int, at: int) -> None:
        for _ in range(count):
            if self.data[at : at + 2] != b"\x00\x41":
                raise BuildError("The interpreter's function table is built in a way the cutter does not know.")
            at = signed(self.data, at + 2)[1] + 1
            size, at = number(self.data, at)
            for _ in range(size):
                index, at = number(self.data, at)
                self.table.append(index)

    def _code(self, count: int, at: int) -> None:
        for _ in range(count):
            size, at = number(self.data, at)
            self.bodies.append((at, at + size))
            at += size

    def _data(self, count: int, at: int) -> None:
        for _ in range(count):
            address, at = signed(self.data, at + 2)
            size, at = number(self.data, at + 1)
            self.segments.append((address, size, at))
            at += size

    def read(self, function: int) -> list[tuple[int, int]]:
        """The instructions of one of the file's own functions."""
        return list(instructions(self.data, *self.bodies[function - self.imported]))

    def memory(self) -> bytearray:
        """The memory as it is at the start."""
        memory = bytearray(max(address + length for address, length, _ in self.segments))
        for address, length, at in self.segments:
            memory[address : address + length] = self.data[at : at + length]
        return memory

    def stored(self, memory: bytes) -> dict[int, bytes]:
        """The sections that make a file begin with this memory; all others stay as they are.

        Raises `BuildError` where a program numbers the stretches it begins with. It must count them ahead to do so.
        """
        counted = any(kind == COUNT for kind, _, _ in self.sections)
        for place in range(len(self.bodies)) if counted else ():
            self.read(place + self.imported)
        parts = stretches(memory)
        count = written(len(parts))
        body = b"".join(
            b"\0" + constant(start) + b"\x0b" + written(end - start) + memory[start:end] for start, end in parts
        )
        return {DATA: count + body} | ({COUNT: count} if counted else {})

    def rebuilt(self, changed: dict[int, bytes]) -> bytes:
        """The file with these sections in place of its own."""
        parts = [self.data[:8]]
        for kind, start, end in self.sections:
            body = changed.get(kind, self.data[start:end])
            parts += [bytes([kind]), written(len(body)), body]
        return b"".join(parts)
