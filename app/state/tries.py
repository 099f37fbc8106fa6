"""Tries at the lock: each counts before it is made, and wrong ones slow down."""

import asyncio
import contextlib
import hmac
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from app.core.lock import Lock, not_ahead, secret, waiting
from app.state.copies import Copies
from app.store import Cipher, SealedDisk


class Keys(Protocol):
    """What the device can do with a secret; see `app.device.Keys`."""

    @property
    def can_seal(self) -> bool:
        """Whether it can encrypt."""

    async def derive(self, secret: bytes, salt: bytes, rounds: int) -> bytes:
        """64 bytes: a key, and as many to compare."""

    def cipher(self, derived: bytes) -> Cipher:
        """Seals under the key in *derived*."""


@dataclass
class Tries(Copies):
    """Whether a PIN or passphrase is the right one, and how long to wait before the next."""

    keys: Keys | None = None
    lock: Lock | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        self._disk: SealedDisk | None = None
        self._trying = asyncio.Lock()

    def wait(self) -> timedelta:
        """How long until the next try."""
        if self.lock and (lock := not_ahead(self.lock, self.now())) is not self.lock:
            self.lock = lock  # the clock was set back while the app is open
        return waiting(self.lock, self.now()) if self.lock else timedelta()

    async def _try(self, typed: str) -> bytes | None:
        """What *typed* derives to, if it is right. A try counts before it is made, so ending the app saves nothing."""
        async with self._trying:
            lock = self.lock
            if lock is None or self.keys is None or self._disk is None or self.wait():
                return None
            await self._count(lock.wrong + 1)
            derived = await self.keys.derive(secret(lock.kind, typed), bytes.fromhex(lock.salt), lock.rounds)
            right = hmac.compare_digest(derived[32:].hex(), lock.check)
            if not right and not lock.check:
                right = await self._disk.fits(self.keys.cipher(derived))
            if not right:
                return None
            await self._count(0)
            return derived

    async def _count(self, wrong: int) -> None:
        if self.lock and self._disk:
            self.lock = self.lock.model_copy(update={"wrong": wrong, "tried": self.now() if wrong else None})
            with contextlib.suppress(OSError):  # a full disk must not keep the owner out
                await self._disk.keep_lock(self.lock)

    async def _let_the_pause_end(self) -> None:
        """A last try that lies ahead of the clock is kept as made now, so that the next start does not begin anew."""
        if self.lock and self._disk and (lock := not_ahead(self.lock, self.now())) is not self.lock:
            self.lock = lock
            with contextlib.suppress(OSError):
                await self._disk.keep_lock(lock)
