"""The lock: set, opened, closed, taken away. A PIN keeps others off the screen; a passphrase seals the record too."""

import asyncio
import contextlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.core.lock import Kind, Lock, secret
from app.core.record import Record
from app.core.words import N_
from app.state.tries import Tries
from app.store import SENTENCES, Cipher, Disk, SealedDisk, Store, StoreError
from app.store.trouble import from_os_error

WRONG = {"pin": N_("That is not the PIN."), "passphrase": N_("That is not the passphrase.")}
ASIDE = N_(
    "Not turned on: a damaged part of your record is kept on this device, and it cannot be encrypted. "
    "Save the raw file and a backup, erase everything, restore the backup, then try again."
)


@dataclass
class Locking(Tries):
    """While `locked`, no screen shows the record; while it is sealed too, it is not even in memory."""

    locked: bool = False
    covered: bool = False
    """A plain page lies over everything, because the app is on its way out of sight; see `cover`."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._hidden: datetime | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def shows_person(self) -> bool:
        """Whether a screen may say whose record this is: not on the fever card of a locked app, unless allowed."""
        return not self.locked or bool(self.lock and self.lock.facts and not self.lock.sealed)

    async def open(self, disk: Disk) -> None:
        """Read the lock, then the record, unless that is sealed."""
        self._disk = SealedDisk(disk)
        try:
            self.lock = await self._disk.read_lock()
        except OSError:  # whether there is a lock is not known, so nothing may be shown
            self.trouble, self.opening = (SENTENCES["closed"],), False
            return
        await self._let_the_pause_end()
        self.locked = self.lock is not None
        if self.lock and self.lock.sealed:
            self.opening = False
            return
        await super().open(self._disk)

    async def unlock(self, typed: str) -> bool:
        """Open with a PIN or passphrase; False when it was wrong, or when there is still to `wait`."""
        if self.lock and self.lock.sealed and not (self.keys and self.keys.can_seal):
            return False
        derived = await self._try(typed)
        if derived is None or self._disk is None or self.lock is None:
            return False
        if self.lock.sealed and self.keys and (self._store is None or self._store.shut == "closed"):
            self._disk.cipher, self._disk.lock = self.keys.cipher(derived), self.lock
            await super().open(self._disk)
        self.locked = self._store is None  # it may have been locked again while it was read
        if not self.locked:
            self._away = ""
            await self.flush()  # what was typed in the moment of locking
        return not self.locked

    async def unlock_recognised(self) -> bool:
        """Open because the phone knew a finger or face; False where that was not allowed, or cannot be enough."""
        if not (self.lock and self.lock.touch) or self.lock.sealed:
            return False
        await self._count(0)
        self.locked = False
        return True

    async def set_lock(self, kind: Kind, typed: str, *, sealed: bool = False, **options: Any) -> bool:
        """Lock with a PIN or passphrase from now on; *sealed* encrypts the record. Options are fields of `Lock`."""
        if self.keys is None or self._disk is None or self._store is None:
            return False
        await self.flush()
        salt = secrets.token_bytes(16)
        fresh = Lock(kind=kind, sealed=sealed, salt=salt.hex(), check="", **options)
        derived = await self.keys.derive(secret(kind, typed), salt, fresh.rounds)
        fresh = fresh.model_copy(update={"check": derived[32:].hex()})
        if sealed and await self._aside():
            return False
        return await self._change(self.keys.cipher(derived) if sealed else None, fresh, N_("The lock is on."))

    async def drop_lock(self, typed: str) -> bool:
        """Take the lock away; the record is kept readable again. Asks for the PIN or passphrase once more."""
        if self.lock is None or await self._try(typed) is None:
            return False
        return await self._change(None, None, N_("The lock is off."))

    async def change_lock(self, **options: Any) -> bool:
        """Change `after`, `fever` or `facts`."""
        return bool(self.lock) and await self._keep(Lock.model_validate({**self.lock.model_dump(), **options}))  # type: ignore[union-attr]

    async def lock_now(self) -> None:
        """Hide everything until the PIN or passphrase is given. What is half-typed is written first."""
        if self.lock is None:
            return
        self.locked, self.notice = True, None
        await self.flush()
        if self._store is not None:
            await self._put_away(self._store)

    async def _put_away(self, store: Store) -> None:
        """Take a sealed record out of memory, after every write of *store*: none may reach the disk without its key."""
        async with store.at_rest():
            if not (self.lock and self.lock.sealed and self.locked and self._store is store) or self._disk is None:
                return
            store.shut = "closed"
            self._away = self.person.id if self.person else ""
            self._store, self._undo, self._log, self.record = None, None, None, Record()
            self._disk.cipher = self._disk.lock = None

    # out of sight, and back

    def cover(self, on: bool) -> None:
        """Lay a plain page over everything, if the lock asks for it, or take it away."""
        wanted = on and self.lock is not None and self.lock.hide
        if self.covered is not wanted:
            self.covered = wanted

    async def went_out(self) -> None:
        """The app is out of sight: write what is half-typed, and lock after as long as was chosen."""
        since = self._hidden = self._hidden or self.now()
        await self.flush()
        if self.lock and self.lock.after and not self.locked:
            await asyncio.sleep(self.lock.after * 60)
            if self._hidden is since:
                await self.lock_now()

    async def came_back(self) -> None:
        """The app is in sight again: lock, if it was away for as long as was chosen."""
        since, self._hidden = self._hidden, None
        after = self.lock.after if self.lock else None
        if since and after and self.now() - since >= timedelta(minutes=after):
            await self.lock_now()

    def soon(self, action: Callable[[], Any]) -> None:
        """Begin *action* for whoever cannot wait: the browser, which knows nothing of our page."""
        task = asyncio.get_running_loop().create_task(action(), context=self._context)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # copies and other windows

    async def erase_everything(self) -> bool:
        """Erase all, the lock too; the only way on for who forgot the PIN or passphrase."""
        if self._store is None and self._disk is not None:
            self._store = Store(self._disk)
        if not await super().erase_everything() or self._disk is None:
            return False
        if self._store:
            self._store.shut = "closed"  # nothing that still waits may write to the emptied disk
        said, self._away = self.notice, ""
        self._disk.cipher = self._disk.lock = self.lock = None
        await super().open(self._disk)
        self.locked, self.notice = False, said
        return True

    async def _read_again(self) -> None:
        """Another window wrote. Was it the lock that changed?"""
        if self._disk is None:
            return
        with contextlib.suppress(OSError):
            before, self.lock = self.lock, await self._disk.read_lock()
            if self.lock is None:
                self._disk.cipher = self._disk.lock = None
                self.locked = False
            elif before is None or before.salt != self.lock.salt:
                await self.lock_now()
        if self._store is None and self.lock is None:
            await super().open(self._disk)
        await super()._read_again()

    async def _keep(self, lock: Lock | None) -> bool:
        try:
            if self._disk is None or self.read_only:
                raise StoreError("closed" if self._disk is None else "elsewhere")
            await self._disk.keep_lock(lock)
        except OSError as error:
            self._say(from_os_error(error).text, failed=True)
            return False
        except StoreError as error:
            self._say(error.text, failed=True)
            return False
        self.lock = lock
        return True

    async def _change(self, cipher: Cipher | None, lock: Lock | None, said: str) -> bool:
        """Keep *lock*, with every page sealed or opened for it, all or none."""
        try:
            if self._store is None or self._disk is None:
                raise StoreError("closed")
            if cipher or self._disk.cipher:
                await self._store.change_lock(self._disk, cipher, lock)
            elif not await self._keep(lock):
                return False
        except StoreError as error:
            self._say(error.text, failed=True)
            return False
        self.lock = lock
        self._say(said)
        return True

    async def _aside(self) -> bool:
        """Say so when damaged files lie on the disk, which nothing can seal."""
        try:
            found = bool(self._disk and await self._disk.aside())
        except OSError as error:
            self._say(from_os_error(error).text, failed=True)
            return True
        if found:
            self._say(ASIDE, failed=True)
        return found
