"""Backup, restore, the raw files, and erasing everything."""

from dataclasses import dataclass

from app.core import backup as backups
from app.core import change
from app.core.words import N_
from app.migrations import migrate
from app.state.drafts import Drafts
from app.store import StoreError

SEALED = {
    "wrong": N_("That passphrase does not open this backup. Check it and try again; nothing was changed."),
    "broken": N_("This is not a sealed backup of this app. Choose the file you saved with “Save a backup”."),
    "unavailable": N_("This device cannot encrypt. Save a backup without a passphrase, and keep it in a safe place."),
}
"""What to say for each code of `app.device.SealError`."""


@dataclass
class Copies(Drafts):
    """What leaves as one file, and comes back from one."""

    async def backup(self) -> str:
        """The text of a backup file with everything in it."""
        await self.flush()
        return backups.write(self._store.record if self._store else self.record, self.now())

    async def backup_done(self) -> bool:
        """Note that a backup was handed over now."""
        return await self.keep_settings(last_backup=self.now())

    def preview_backup(self, text: str) -> backups.Preview | None:
        """What a backup file holds; None, with a notice, when it cannot be taken."""
        try:
            return backups.preview(*backups.read(text, migrate))
        except backups.BackupError as error:
            self._say(error.text, failed=True)
            return None

    def seal_failed(self, code: str) -> None:
        """Say why a backup could not be sealed or opened, by the code of `app.device.SealError`."""
        self._say(SEALED[code], failed=True)

    async def restore(self, text: str, *, merge: bool) -> bool:
        """Take everything from a backup file: beside what is here (*merge*), or in its place.

        What was here is kept as a copy, and can be had back with `undo`.
        """
        try:
            theirs, _ = backups.read(text, migrate)
        except backups.BackupError as error:
            self._say(error.text, failed=True)
            return False
        mine = self._store.record if self._store else self.record
        wanted = backups.merge(mine, theirs) if merge else theirs
        return await self._do(change.between(mine, wanted), N_("Restored."), copies={"restore": mine})

    async def erase_everything(self) -> bool:
        """Erase every person, entry, draft and setting, and every copy the app keeps. It cannot be undone."""
        typed, self._typed = self._typed, {}  # a write that waits for its turn must not bring it back
        try:
            if self._store is None:
                raise StoreError("closed")
            await self._store.erase_all()
        except StoreError as error:
            self._typed = typed | self._typed
            self._say(error.text, failed=True)
            return False
        self._undo = None
        self._show()
        self._say(N_("Everything was erased."))
        return True

    async def raw_file(self) -> bytes:
        """The files of the record as they are, for somebody who can help; empty when there are none."""
        try:
            return await self._store.raw() if self._store else b""
        except StoreError as error:
            self._say(error.text, failed=True)
            return b""
