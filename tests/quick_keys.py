"""The keys of a lock, derived in a thousandth of the rounds: for stories about the lock, not about the derivation."""

from app.device.keys import Keys


class QuickKeys(Keys):
    """As `Keys`, and as consistent; only not slow on purpose."""

    async def derive(self, secret: bytes, salt: bytes, rounds: int) -> bytes:
        return await super().derive(secret, salt, max(1, rounds // 1000))
