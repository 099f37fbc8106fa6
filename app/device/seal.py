"""A text sealed with a passphrase: JWE, compact, PBES2-HS512+A256KW and A256GCM (RFC 7516, 7518 §4.8 and §5.3).

A standard, so that other programs can open it. In the browser the work is done by WebCrypto, elsewhere by `hashlib`
and the package `cryptography`, where it is installed.
"""

import asyncio
import base64
import functools
import hashlib
import json
import secrets
import unicodedata
from typing import Any, Literal

from app.device.where import IN_BROWSER

ALG, ENC = "PBES2-HS512+A256KW", "A256GCM"
ROUNDS = 250_000
"""Of PBKDF2; above the 210,000 that OWASP asks for with SHA-512."""
MOST_ROUNDS = 5_000_000
"""A file that asks for more is refused: it would only stop the app."""
TAG = 16
LONGEST_HEAD = 1000
"""Letters of the protected header; ours has about 150. A longer one may nest deeper than a parser survives."""


class SealError(Exception):
    """It was not sealed, or not opened. `code`: "wrong" (passphrase, or changed bytes: they cannot be told apart),
    "broken" (not a sealed file of this kind), "unavailable" (this device cannot encrypt)."""

    def __init__(self, code: Literal["wrong", "broken", "unavailable"]) -> None:
        super().__init__(code)
        self.code: Literal["wrong", "broken", "unavailable"] = code


def can_seal() -> bool:
    """Whether this device can encrypt."""
    return IN_BROWSER or _loads()


@functools.cache
def _loads() -> bool:
    """Whether `cryptography` is there and starts: tried once, because a phone's wheel can be there and be broken."""
    try:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    except Exception:  # noqa: BLE001  # whatever it is, the rest of the app goes on without
        return False
    return bool(AESGCM)


def looks_sealed(text: str) -> bool:
    """Whether *text* is a sealed file, which needs its passphrase."""
    try:
        return text.count(".") == 4 and bool(_header(text.split(".")[0]))
    except SealError:
        return False


async def seal(text: str, passphrase: str, *, rounds: int = ROUNDS) -> str:
    """*text* as one token that only *passphrase* opens. Raises `SealError`."""
    salt, iv, content_key = secrets.token_bytes(16), secrets.token_bytes(12), secrets.token_bytes(32)
    head = _b64(json.dumps({"alg": ALG, "enc": ENC, "p2s": _b64(salt), "p2c": rounds}).encode())
    wrapped, sealed = await _backend().seal(_secret(passphrase), _salted(salt), rounds, content_key, iv, head, text)
    return ".".join((head, _b64(wrapped), _b64(iv), _b64(sealed[:-TAG]), _b64(sealed[-TAG:])))


async def unseal(token: str, passphrase: str) -> str:
    """The text in *token*. Raises `SealError`."""
    parts = token.strip().split(".")
    if len(parts) != 5:
        raise SealError("broken")
    head = _header(parts[0])
    wrapped, iv, body, tag = (_unb64(part) for part in parts[1:])
    salt, rounds = _unb64(head["p2s"]), head["p2c"]
    if len(wrapped) != 40 or len(iv) != 12 or len(tag) != TAG:
        raise SealError("broken")
    plain = await _backend().unseal(_secret(passphrase), _salted(salt), rounds, wrapped, iv, parts[0], body + tag)
    try:
        return plain.decode()
    except UnicodeDecodeError as error:
        raise SealError("broken") from error


def _header(part: str) -> dict[str, Any]:
    """The protected header, if it is one of ours; raises `SealError`."""
    if len(part) > LONGEST_HEAD:
        raise SealError("broken")
    try:
        head = json.loads(_unb64(part))
        rounds = head["p2c"]
        fits = head["alg"] == ALG and head["enc"] == ENC and isinstance(head["p2s"], str) and "crit" not in head
        if fits and type(rounds) is int and 1 <= rounds <= MOST_ROUNDS and "zip" not in head:
            return dict(head)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise SealError("broken")


def _secret(passphrase: str) -> bytes:
    """The same bytes however a keyboard composes its accents."""
    return unicodedata.normalize("NFC", passphrase).encode()


def _salted(salt: bytes) -> bytes:
    return ALG.encode() + b"\0" + salt


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _unb64(text: str) -> bytes:
    try:
        return base64.b64decode(text.encode() + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError as error:
        raise SealError("broken") from error


class _Native:
    """`hashlib` and `cryptography`."""

    async def seal(
        self, secret: bytes, salt: bytes, rounds: int, content_key: bytes, iv: bytes, head: str, text: str
    ) -> tuple[bytes, bytes]:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        from cryptography.hazmat.primitives.keywrap import aes_key_wrap

        wrapping_key = await self._key(secret, salt, rounds)
        sealed = AESGCM(content_key).encrypt(iv, text.encode(), head.encode())
        return aes_key_wrap(wrapping_key, content_key), sealed

    async def unseal(
        self, secret: bytes, salt: bytes, rounds: int, wrapped: bytes, iv: bytes, head: str, sealed: bytes
    ) -> bytes:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

        wrapping_key = await self._key(secret, salt, rounds)
        try:
            return AESGCM(aes_key_unwrap(wrapping_key, wrapped)).decrypt(iv, sealed, head.encode())
        except (InvalidUnwrap, InvalidTag, ValueError) as error:
            raise SealError("wrong") from error

    async def _key(self, secret: bytes, salt: bytes, rounds: int) -> bytes:
        """Beside the screen, which goes on: a phone may take seconds."""
        return await asyncio.to_thread(hashlib.pbkdf2_hmac, "sha512", secret, salt, rounds, 32)


class _Browser:
    """WebCrypto."""

    async def seal(
        self, secret: bytes, salt: bytes, rounds: int, content_key: bytes, iv: bytes, head: str, text: str
    ) -> tuple[bytes, bytes]:
        subtle, js_object, js_bytes = _subtle()
        wrapping_key = await self._key(secret, salt, rounds)
        uses = js_bytes(["encrypt"])
        key = await subtle.importKey("raw", js_bytes(content_key), "AES-GCM", True, uses)
        wrapped = await subtle.wrapKey("raw", key, wrapping_key, "AES-KW")
        how = js_object({"name": "AES-GCM", "iv": iv, "additionalData": head.encode()})
        sealed = await subtle.encrypt(how, key, js_bytes(text.encode()))
        return wrapped.to_bytes(), sealed.to_bytes()

    async def unseal(
        self, secret: bytes, salt: bytes, rounds: int, wrapped: bytes, iv: bytes, head: str, sealed: bytes
    ) -> bytes:
        from pyodide.ffi import JsException

        subtle, js_object, js_bytes = _subtle()
        wrapping_key = await self._key(secret, salt, rounds)
        how = js_object({"name": "AES-GCM", "iv": iv, "additionalData": head.encode()})
        try:
            key = await subtle.unwrapKey(
                "raw", js_bytes(wrapped), wrapping_key, "AES-KW", "AES-GCM", False, js_bytes(["decrypt"])
            )
            plain = await subtle.decrypt(how, key, js_bytes(sealed))
        except JsException as error:
            raise SealError("wrong") from error
        return bytes(plain.to_bytes())

    async def _key(self, secret: bytes, salt: bytes, rounds: int) -> Any:
        subtle, js_object, js_bytes = _subtle()
        typed = await subtle.importKey("raw", js_bytes(secret), "PBKDF2", False, js_bytes(["deriveKey"]))
        how = js_object({"name": "PBKDF2", "hash": "SHA-512", "salt": salt, "iterations": rounds})
        kind = js_object({"name": "AES-KW", "length": 256})
        return await subtle.deriveKey(how, typed, kind, False, js_bytes(["wrapKey", "unwrapKey"]))


def _subtle() -> tuple[Any, Any, Any]:
    """WebCrypto, and how Python's dictionaries and bytes become JavaScript's."""
    import js
    from pyodide.ffi import to_js

    return js.crypto.subtle, lambda value: to_js(value, dict_converter=js.Object.fromEntries), to_js


def _backend() -> _Native | _Browser:
    if not can_seal():
        raise SealError("unavailable")
    return _Browser() if IN_BROWSER else _Native()
