"""Keys from a PIN or passphrase (PBKDF2, SHA-512), and what is sealed under one (AES-256-GCM).

In the browser WebCrypto does the work, elsewhere `hashlib` and, where it is installed, the package `cryptography`.
"""

import asyncio
import hashlib
import secrets
from typing import Any

from app.device.seal import _subtle as subtle_crypto
from app.device.seal import can_seal
from app.device.where import IN_BROWSER

DERIVED, KEY, IV = 64, 32, 12
"""Bytes: what a secret derives to, the part of it that is a key, and the number used once for each sealing."""


class Keys:
    """What this device can do with a secret."""

    @property
    def can_seal(self) -> bool:
        """Whether this device can encrypt; a key to compare can be derived anywhere."""
        return can_seal()

    async def derive(self, secret: bytes, salt: bytes, rounds: int) -> bytes:
        """64 bytes that only this *secret* gives: 32 for a key, 32 to compare."""
        if not IN_BROWSER:
            return await asyncio.to_thread(hashlib.pbkdf2_hmac, "sha512", secret, salt, rounds, DERIVED)
        subtle, js_object, js_bytes = subtle_crypto()
        typed = await subtle.importKey("raw", js_bytes(secret), "PBKDF2", False, js_bytes(["deriveBits"]))
        how = js_object({"name": "PBKDF2", "hash": "SHA-512", "salt": salt, "iterations": rounds})
        return bytes((await subtle.deriveBits(how, typed, DERIVED * 8)).to_bytes())

    def cipher(self, derived: bytes) -> "NativeCipher | BrowserCipher":
        """Seals under the key in *derived*."""
        return BrowserCipher(derived[:KEY]) if IN_BROWSER else NativeCipher(derived[:KEY])


class NativeCipher:
    """`cryptography`."""

    def __init__(self, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._aes = AESGCM(key)

    async def seal(self, plain: bytes, about: bytes) -> bytes:
        """The number used once, then *plain* unreadable, then its tag; *about* is bound to it."""
        iv = secrets.token_bytes(IV)
        return iv + self._aes.encrypt(iv, plain, about)

    async def unseal(self, sealed: bytes, about: bytes) -> bytes:
        """What was sealed; raises `ValueError`."""
        from cryptography.exceptions import InvalidTag

        try:
            return self._aes.decrypt(sealed[:IV], sealed[IV:], about)
        except InvalidTag as error:
            raise ValueError("not sealed under this key") from error


class BrowserCipher:
    """WebCrypto."""

    def __init__(self, key: bytes) -> None:
        self._raw: bytes | None = key
        self._key: Any = None

    async def seal(self, plain: bytes, about: bytes) -> bytes:
        """The number used once, then *plain* unreadable, then its tag; *about* is bound to it."""
        iv = secrets.token_bytes(IV)
        key, subtle, how, js_bytes = await self._ready(iv, about)
        return iv + bytes((await subtle.encrypt(how, key, js_bytes(plain))).to_bytes())

    async def unseal(self, sealed: bytes, about: bytes) -> bytes:
        """What was sealed; raises `ValueError`."""
        from pyodide.ffi import JsException

        key, subtle, how, js_bytes = await self._ready(sealed[:IV], about)
        try:
            return bytes((await subtle.decrypt(how, key, js_bytes(sealed[IV:]))).to_bytes())
        except JsException as error:
            raise ValueError("not sealed under this key") from error

    async def _ready(self, iv: bytes, about: bytes) -> tuple[Any, Any, Any, Any]:
        """The key, which the browser never gives back, and how to use it this once."""
        subtle, js_object, js_bytes = subtle_crypto()
        if self._key is None:
            uses = js_bytes(["encrypt", "decrypt"])
            self._key = await subtle.importKey("raw", js_bytes(self._raw), "AES-GCM", False, uses)
            self._raw = None
        return self._key, subtle, js_object({"name": "AES-GCM", "iv": iv, "additionalData": about}), js_bytes
