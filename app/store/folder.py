"""A folder of files as a disk: Android, iOS, and any machine with a file system."""

import contextlib
import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.store.disk import Copies, Pages
from app.store.page import DamagedError, Page, decode

try:
    import fcntl
except ImportError:  # the browser's Python has none; there the disk is `BrowserDisk`
    fcntl = None  # type: ignore[assignment]

CURRENT, PREVIOUS, UNFINISHED, ASIDE, JOURNAL = ".json", ".previous", ".new", ".damaged", "journal"
WHICH = {CURRENT: "current", PREVIOUS: "previous", UNFINISHED: "unfinished"}


class FolderDisk:
    """A folder: each page is a file, replaced by renaming a finished one over it.

    Several pages are first written to one journal file, which is itself renamed into place: from then on the change
    has happened, and `read` finishes it after a crash.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock: Any = None

    async def claim(self) -> bool:
        self.folder.mkdir(parents=True, exist_ok=True)
        if fcntl is None or self._lock:
            return True
        handle = (self.folder / "lock").open("ab")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            handle.close()
            if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
                return False
            raise
        self._lock = handle
        return True

    async def read(self) -> Copies:
        waiting, _ = self._plan()
        with contextlib.suppress(OSError):
            self._finish()
            for path in self.folder.glob(f"*{UNFINISHED}"):
                self._settle(path.stem)
        copies: Copies = {}
        for path in self.folder.glob("*") if self.folder.is_dir() else ():
            if path.suffix in WHICH and (path.stem != JOURNAL or (path.suffix == CURRENT and not waiting)):
                copies.setdefault(path.stem, {})[WHICH[path.suffix]] = path.read_bytes()
        for name, raw in waiting.items():  # the folder may be read-only now; what happened has still happened
            copies.pop(name, None)
            if raw is not None:
                copies[name] = {"current": raw}
        return copies

    async def commit(self, pages: Pages, *, forget: bool = False) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._finish()
        self._path(JOURNAL, UNFINISHED).unlink(missing_ok=True)  # a crash left it; what it was to do has not happened
        pages = self._without_unchanged(pages) if forget else pages
        if len(pages) <= 1:
            self._apply(pages, forget=forget)
            return
        written = {name: raw.decode() if raw is not None else None for name, raw in pages.items()}
        body = json.dumps({"pages": written, "options": {"forget": forget}}, ensure_ascii=False).encode()
        self._replace(self._path(JOURNAL, CURRENT), Page(JOURNAL, 1, 1, body).encode())
        with contextlib.suppress(OSError):  # it is kept in the journal, and the next call finishes it
            self._finish()

    def _without_unchanged(self, pages: Pages) -> Pages:
        """Forget the older generation of every page that stays as it is; what is left to write. A full disk, on which
        somebody erases to make room, has none for a second copy of everything."""
        same = [name for name, raw in pages.items() if raw is not None and self._holds(name, raw)]
        for name in same:
            self._path(name, PREVIOUS).unlink(missing_ok=True)
        return {name: raw for name, raw in pages.items() if name not in same}

    def _holds(self, name: str, raw: bytes) -> bool:
        self._settle(name)
        current = self._path(name, CURRENT)
        return current.exists() and current.read_bytes() == raw

    def _plan(self) -> tuple[Pages, bool]:
        """What a journal left behind still asks for; nothing when there is none, or it is damaged."""
        try:
            page = decode(JOURNAL, self._path(JOURNAL, CURRENT).read_bytes())
        except (FileNotFoundError, DamagedError):
            return {}, False
        plan: dict[str, Any] = page.tables()
        pages = {name: text.encode() if text is not None else None for name, text in plan["pages"].items()}
        return pages, bool(plan["options"]["forget"])

    def _finish(self) -> None:
        """Do what the journal says, and remove it."""
        pages, forget = self._plan()
        if pages:
            self._apply(pages, forget=forget)
            self._path(JOURNAL, CURRENT).unlink()
            self._sync()

    def _apply(self, pages: Pages, *, forget: bool) -> None:
        for name, raw in pages.items():
            current = self._path(name, CURRENT)
            self._settle(name)
            if raw is None or forget:
                self._path(name, PREVIOUS).unlink(missing_ok=True)
                self._path(name, UNFINISHED).unlink(missing_ok=True)
            if raw is None:
                current.unlink(missing_ok=True)
            elif forget or not current.exists():
                self._replace(current, raw)
            elif current.read_bytes() != raw:  # equal when a crash came after this page of a journal
                self._replace(current, raw, keep=self._path(name, PREVIOUS))
        self._sync()

    def _settle(self, name: str) -> None:
        """Finish a replacement that a crash cut short: once it was read, its file may not be written over."""
        fresh, current = self._path(name, UNFINISHED), self._path(name, CURRENT)
        if not fresh.exists() or name == JOURNAL:
            return
        if _generation(name, fresh) <= _generation(name, current):
            fresh.unlink()
            return
        if current.exists():
            current.replace(self._path(name, PREVIOUS))
        fresh.replace(current)
        self._sync()

    def _replace(self, path: Path, raw: bytes, keep: Path | None = None) -> None:
        """Finish a new file beside *path*, then rename it over; a crash leaves the old or the new."""
        fresh = path.with_suffix(UNFINISHED)
        try:
            with fresh.open("wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise
        if keep is not None:
            path.replace(keep)
        fresh.replace(path)
        self._sync()

    def _sync(self) -> None:
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _path(self, name: str, suffix: str) -> Path:
        return self.folder / f"{name}{suffix}"

    async def set_aside(self, name: str) -> None:
        for suffix in (CURRENT, PREVIOUS, UNFINISHED):
            path = self._path(name, suffix)
            if path.exists():
                number = sum(1 for _ in self.folder.glob(f"*{ASIDE}"))
                path.rename(self.folder / f"{name}{suffix}-{number}{ASIDE}")

    async def aside(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(self.folder.glob(f"*{ASIDE}"))}

    async def clear(self) -> None:
        for suffix in (CURRENT, PREVIOUS, UNFINISHED, ASIDE):
            for path in self.folder.glob(f"*{suffix}"):
                path.unlink(missing_ok=True)
        self._sync()

    def follow(self, changed: Callable[[], None]) -> None:
        """A folder has one writer for its whole life; there is nothing to follow."""

    def close(self) -> None:
        if self._lock:
            self._lock.close()
            self._lock = None


def _generation(name: str, path: Path) -> int:
    """Which generation a file holds; 0 when it is damaged or not there."""
    try:
        return decode(name, path.read_bytes()).generation
    except (FileNotFoundError, DamagedError):
        return 0
