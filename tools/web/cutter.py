"""The interpreter's WebAssembly, without what nobody reaches: test modules, a database, packers, code tables.

Nothing is moved or renumbered. Exports that neither our compiled modules nor the JavaScript around the interpreter name
are taken off the list; functions that then cannot be reached become a trap of three bytes; tables that only a removed
module reads become zeros. `static/setup.py` refuses to import a removed module, so that no trap is ever stepped on.
"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from tools.web import tables
from tools.web.client import BuildError
from tools.web.wasm import CALLS, CODE, EXPORT, IMPORT, Module, number, sections, written

TRAP = b"\x00\x00\x0b"
"""No locals, `unreachable`, `end`: a valid body for a function of any type."""

GONE = {
    # module whose functions begin a range: module or function with which the next object begins
    "PyInit__sqlite3": "PyInit__lzma",
    "PyInit__lzma": "PyInit__zstd",
    "PyInit__zstd": "PyInit_array",
    "PyInit__codecs_cn": "PyInit__multibytecodec",
    "PyInit_xxsubtype": "PyInit__testclinic_limited",
}
LIBRARIES = (re.compile(r"sqlite3_"), re.compile(r"(?:ZSTD|HUF|FSE|ZDICT|HIST)_|ZSTDMT"), re.compile(r"lzma_"))
MODULES = [
    "_sqlite3",
    "_lzma",
    "_zstd",
    "_codecs_cn",
    "_codecs_hk",
    "_codecs_iso2022",
    "_codecs_jp",
    "_codecs_kr",
    "_codecs_tw",
    "xxsubtype",
    "_xxtestfuzz",
    "_testbuffer",
    "_testinternalcapi",
    "_testcapi",
    "_testcapi_datetime",
    "_testlimitedcapi",
    "_testclinic",
    "_testclinic_limited",
]
"""The built-in modules that are removed."""

NEAR, SHORT = 60, 64
"""Functions between two of the same library; bytes up to which functions of equal code are no surprise."""


def asked_for(library: bytes) -> set[str]:
    """The names a compiled module imports, functions and data."""
    start, _ = next((start, end) for kind, start, end in sections(library) if kind == IMPORT)
    count, at = number(library, start)
    names = set()
    for _ in range(count):
        words = []
        for _ in range(2):
            size, at = number(library, at)
            words.append(library[at : at + size].decode())
            at += size
        names.add(words[1])
        kind, at = library[at], at + 1
        if kind == 0:
            at = number(library, at)[1]
        elif kind == 3:
            at += 2
        elif kind == 4:
            at = number(library, at + 1)[1]
        else:
            limits, at = number(library, at + (kind == 1))
            at = number(library, at)[1]
            at = number(library, at)[1] if limits & 1 else at
    return names


def needed(module: Module, names: set[str], javascript: str) -> set[str]:
    """The exports that compiled modules ask for, or that JavaScript uses beyond taking them over at the start."""
    words = Counter(re.findall(r"[A-Za-z_$][\w$]*", javascript))
    wanted = set()
    for name, _, _ in module.exports:
        taken = f'_{name}=Module["_{name}"]=wasmExports["{name}"]' in javascript
        uses = words[f"_{name}"] - (3 if taken else 0) + words[name] - (1 if taken else 0)
        read = f'wasmExports["{name}"].value' in javascript  # the address of data: taken over even if unused
        if name in names or uses > 0 or read:
            wanted.add(name)
    return wanted


def gone(module: Module) -> set[int]:
    """The functions of removed modules and of the libraries only they use, by the place of their object files."""
    index = {name: place for name, kind, place in module.exports if kind == 0}
    names: dict[int, list[str]] = {}
    for name, place in index.items():
        names.setdefault(place, []).append(name)
    found: set[int] = set()
    for first, after in GONE.items():
        found |= set(range(index[first], index[after]))
    for pattern in LIBRARIES:
        places = sorted(place for place, own in names.items() if all(pattern.match(name) for name in own))
        for one, following in pairwise(places):
            if following - one < NEAR:
                found |= set(range(one, following))
    return {place for place in found if all(_expected(name) for name in names.get(place, []))}


def _expected(name: str) -> bool:
    return name.startswith("PyInit_") or any(pattern.match(name) for pattern in LIBRARIES)


def in_use(module: Module, left_out: set[int]) -> list[int]:
    """The functions whose address something kept may hold.

    The linker merged functions of equal code, so that one in a removed object may serve elsewhere. A place of the table
    is given up only when its function is too long to be anyone else's by chance, and the places around it, which come
    from the same object file, are given up too.
    """
    sizes = {place: end - start for place, (start, end) in enumerate(module.bodies, module.imported)}
    given = [one in left_out for one in module.table]
    kept = []
    for place, function in enumerate(module.table):
        around = given[max(0, place - 3) : place + 4]
        if not (given[place] and sizes[function] > SHORT and sum(around) >= len(around) - 2):
            kept.append(function)
    return kept


def reached(module: Module, roots: Iterable[int]) -> set[int]:
    """The functions that running any of *roots* may call by name."""
    seen: set[int] = set()
    waiting = list(roots)
    while waiting:
        function = waiting.pop()
        if function not in seen:
            seen.add(function)
            if function >= module.imported:
                waiting += [first for code, first in module.read(function) if code in CALLS]
    return seen


def cut(data: bytes, libraries: Iterable[bytes], javascript: str, frozen: dict[bytes, bytes]) -> tuple[bytes, str]:
    """The interpreter and its JavaScript, without what cannot be reached; *frozen* is bytecode, old and new."""
    module = Module(data)
    wanted = needed(module, set().union(*map(asked_for, libraries)), javascript)
    left_out = gone(module)
    kept = [
        export for export in module.exports if export[0] in wanted and not (export[1] == 0 and export[2] in left_out)
    ]
    roots = [index for _, kind, index in kept if kind == 0] + in_use(module, left_out)
    alive = reached(module, roots)
    memory = _memory(module, alive)
    tables.replace(memory, frozen)
    changed = {EXPORT: _exports(kept), CODE: _bodies(module, alive), **module.stored(bytes(memory))}
    names = {name for name, _, _ in kept}
    lost = [name for name, kind, _ in module.exports if kind == 0 and name not in names]
    return module.rebuilt(changed), _script(javascript, lost)


def _memory(module: Module, alive: set[int]) -> bytearray:
    """The first memory, with zeros where nothing reads any more."""
    memory = module.memory()
    codecs = range(*_codecs(module))
    for find in (
        tables.east_asian(module, codecs),
        tables.of_names(module),
        tables.unread(module, alive),
        tables.descriptions(module),
    ):
        for address, length in find:
            memory[address : address + length] = bytes(length)
    return memory


def _codecs(module: Module) -> tuple[int, int]:
    index = {name: number for name, kind, number in module.exports if kind == 0}
    return index["PyInit__codecs_cn"], index["PyInit__multibytecodec"]


def _exports(kept: list[tuple[str, int, int]]) -> bytes:
    lines = (written(len(name.encode())) + name.encode() + bytes([kind]) + written(index) for name, kind, index in kept)
    return written(len(kept)) + b"".join(lines)


def _bodies(module: Module, alive: set[int]) -> bytes:
    parts = [written(len(module.bodies))]
    for place, (start, end) in enumerate(module.bodies, module.imported):
        body = module.data[start:end] if place in alive else TRAP
        parts += [written(len(body)), body]
    return b"".join(parts)


def _script(javascript: str, lost: list[str]) -> str:
    """The JavaScript without the lines that take over lost exports."""
    gone_names = set(lost)
    taking = re.compile(r'_([A-Za-z_$][\w$]*)=Module\["_\1"\]=wasmExports\["\1"\];')
    text = taking.sub(lambda match: "" if match[1] in gone_names else match[0], javascript)
    declared = {f"_{name}" for name in gone_names}
    first = re.search(r"var (?:[\w$]+,){1000,}[\w$]+;", text)
    if not first:
        raise BuildError("The interpreter's JavaScript is not as the cutter knows it.")
    names = [name for name in first[0][4:-1].split(",") if name not in declared]
    return text[: first.start()] + f"var {','.join(names)};" + text[first.end() :]
