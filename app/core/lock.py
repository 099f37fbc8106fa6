"""The lock of the screen: what is kept of a PIN or passphrase, how wrong tries slow down, and which secrets will do."""

import unicodedata
from datetime import datetime, timedelta
from typing import Literal

from pydantic import AwareDatetime, Field

from app.core.record import Kept
from app.core.words import N_

Kind = Literal["pin", "passphrase"]
ROUNDS = 600_000
"""Of PBKDF2 with SHA-512: one try costs about half a second, of which nobody who knows the secret notices much."""
MOST_ROUNDS = 5_000_000
"""More was not asked for by this app, and would only stop it."""
FREE, FIRST, LONGEST = 4, timedelta(seconds=30), timedelta(hours=1)
"""Wrong tries without a pause, the pause after the next one, and the pause it doubles up to."""
SHORTEST: dict[Kind, int] = {"pin": 4, "passphrase": 8}


class Lock(Kept):
    """What is kept on the device, in a page of its own; the secret itself is not."""

    kind: Kind
    sealed: bool = False
    """Whether the record is encrypted under the passphrase."""
    salt: str
    """16 random bytes, as hex."""
    rounds: int = Field(default=ROUNDS, ge=1, le=MOST_ROUNDS)
    check: str
    """Half of what the secret derives to, as hex; the other half is the key. Empty when only the pages can tell."""
    wrong: int = 0
    """Wrong tries since the last right one."""
    tried: AwareDatetime | None = None
    """When the last try was made."""
    after: int | None = None
    """Lock when the app was out of sight for so many minutes; None: only when asked, and at each start."""
    fever: bool = True
    """Whether the fever card opens without unlocking."""
    facts: bool = False
    """Whether it then shows whom it is about, and whom to call."""
    touch: bool = False
    """Whether a finger or face that the phone knows opens it too; never an encrypted record, whose key is typed."""
    hide: bool = True
    """Whether the screen is hidden while the app is in the background, where the device can."""


def pause(wrong: int) -> timedelta:
    """How long to wait after *wrong* wrong tries in a row."""
    return timedelta() if wrong <= FREE else min(LONGEST, FIRST * 2 ** min(wrong - FREE - 1, 20))


def waiting(lock: Lock, now: datetime) -> timedelta:
    """How long until the next try; never longer than the whole pause, should the clock have been set back."""
    if lock.tried is None:
        return timedelta()
    rest = lock.tried + pause(lock.wrong) - now
    return min(max(rest, timedelta()), pause(lock.wrong))


def not_ahead(lock: Lock, now: datetime) -> Lock:
    """*lock*, with a last try that lies ahead (the clock was set back since) made now: else its pause would not end."""
    ahead = lock.tried is not None and lock.tried > now
    return lock.model_copy(update={"tried": now}) if ahead else lock


def secret(kind: Kind, typed: str) -> bytes:
    """The bytes of what was typed, however a keyboard composes its accents or writes its digits."""
    if kind == "pin":
        typed = "".join(str(unicodedata.digit(one, one)) for one in typed.strip())
    return unicodedata.normalize("NFC", typed).encode()


def unfit(kind: Kind, typed: str) -> str:
    """Why *typed* will not do for a new lock, as a catalog sentence; empty when it will."""
    if kind == "pin" and typed.strip() and not typed.strip().isdecimal():
        return N_("A PIN has digits only.")
    if len(typed.strip()) < SHORTEST[kind]:
        return N_("Use at least 4 digits.") if kind == "pin" else N_("Use at least 8 characters; four words are good.")
    return ""
