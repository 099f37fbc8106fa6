"""What a disk promises, and one in memory. Every disk replaces several pages at once, or none of them.

It keeps the previous generation of a page beside it, unless told to forget. `tests/store/contract.py` holds all to it.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

Copies = dict[str, dict[str, bytes]]
"""By page name, then by which copy: "current", "previous", or "unfinished" (a write that a crash cut short)."""
Pages = Mapping[str, bytes | None]
"""By page name: its new bytes, or None to remove every copy of it."""


class Disk(Protocol):
    """Durable named bytes. All but `close` may raise `OSError`."""

    async def claim(self) -> bool:
        """Become the only writer; False when another tab, window or process is."""

    async def read(self) -> Copies:
        """Every copy of every page, in no order: whoever reads decides which is whole."""

    async def commit(self, pages: Pages, *, forget: bool = False) -> None:
        """Replace *pages*, all or none, and return once that would survive a power cut.

        With *forget* the previous generations of these pages go too, so that what was erased is gone.
        """

    async def set_aside(self, name: str) -> None:
        """Keep every copy of a page out of the way, under another name, for ever."""

    async def aside(self) -> dict[str, bytes]:
        """What was ever set aside, by file name."""

    async def clear(self) -> None:
        """Remove everything, also what was set aside."""

    def follow(self, changed: Callable[[], None]) -> None:
        """Call *changed* whenever another window wrote, or this one became the writer."""

    def close(self) -> None:
        """Let another one write."""


class MemoryDisk:
    """A disk that forgets at exit: for tests, and when there is nowhere to write."""

    def __init__(self) -> None:
        self.current: dict[str, bytes] = {}
        self.previous: dict[str, bytes] = {}
        self.kept: dict[str, bytes] = {}

    async def claim(self) -> bool:
        return True

    async def read(self) -> Copies:
        both = {"current": self.current, "previous": self.previous}
        names = self.current.keys() | self.previous.keys()
        return {n: {which: kept[n] for which, kept in both.items() if n in kept} for n in names}

    async def commit(self, pages: Pages, *, forget: bool = False) -> None:
        for name, raw in pages.items():
            old = self.current.pop(name, None)
            self.previous.pop(name, None)
            if raw is not None:
                self.current[name] = raw
                if old is not None and not forget:
                    self.previous[name] = old

    async def set_aside(self, name: str) -> None:
        for label, kept in (("current", self.current), ("previous", self.previous)):
            if name in kept:
                self.kept[f"{name}.{label}-{len(self.kept)}"] = kept.pop(name)

    async def aside(self) -> dict[str, bytes]:
        return dict(self.kept)

    async def clear(self) -> None:
        for kept in (self.current, self.previous, self.kept):
            kept.clear()

    def follow(self, changed: Callable[[], None]) -> None:
        """Memory has no other window."""

    def close(self) -> None:
        """Nothing to let go."""


async def as_it_lies(disk: Disk) -> bytes:
    """Every file of *disk*, damaged ones included, one after the other under its name."""
    files = await disk.aside()
    for name, copies in (await disk.read()).items():
        files |= {f"{name} ({which})": raw for which, raw in copies.items()}
    return b"".join(b"===== " + name.encode() + b"\n" + raw + b"\n" for name, raw in sorted(files.items()))
