"""App to app by QR code, with no network at either end: the FHIR bundle, deflated, Base45, over numbered codes.

One code reads `LEUKO1:2/3:SET:CHECK:DATA`: format version, number and count, a mark of the whole set, a check of this
code's data, and the data. All letters are of the QR alphanumeric set. Codes may come in any order and repeatedly.
"""

import re
import zlib
from collections.abc import Iterable

from app.share import base45, trouble
from app.share.trouble import UnreadableError

BYTES_PER_CODE = 415
"""Makes at most 623 letters of data; with a head of 33 in a set of hundreds, version 16 at correction M is full."""
LARGEST = 4_000_000
"""Bytes a set may unfold to: ten times a record of many years; more is no summary."""
CODE = re.compile(r"LEUKO([0-9]{1,9}):([0-9]{1,3})/([0-9]{1,3}):([0-9A-F]{8}):([0-9A-F]{8}):([0-9A-Z $%*+\-./:]*)")


def codes(bundle: str) -> tuple[str, ...]:
    """The texts of the codes that carry *bundle* (FHIR JSON), in order."""
    packed = zlib.compress(bundle.encode(), 9)
    parts = [packed[at : at + BYTES_PER_CODE] for at in range(0, len(packed), BYTES_PER_CODE)]
    mark = _check(packed)
    return tuple(
        f"LEUKO1:{number}/{len(parts)}:{mark}:{_check(part)}:{base45.encode(part)}"
        for number, part in enumerate(parts, 1)
    )


def read(texts: Iterable[str]) -> str:
    """The bundle that *texts* carry, in any order; UnreadableError when damaged, mixed or incomplete."""
    parts: dict[int, bytes] = {}
    seen: set[tuple[int, str]] = set()
    for text in texts:
        number, total, mark, part = _one(text)
        parts[number] = part
        seen.add((total, mark))
    if not seen:
        raise UnreadableError(trouble.NO_CODES)
    if len(seen) > 1:
        raise UnreadableError(trouble.MIXED_CODES)
    total, mark = seen.pop()
    if missing := [str(number) for number in range(1, total + 1) if number not in parts]:
        raise UnreadableError(trouble.MISSING_CODES, numbers=", ".join(missing))
    return _unpack(b"".join(parts[number] for number in range(1, total + 1)), mark)


def split(pasted: str) -> tuple[str, ...]:
    """The codes in a pasted text: one a line, whatever stands between them."""
    return tuple(line.strip("\r\n\t") for line in pasted.splitlines() if "LEUKO" in line)


def missing(texts: Iterable[str]) -> tuple[int, ...]:
    """The numbers still to be scanned after *texts*; empty when complete or when there is nothing yet."""
    heads = [_one(text)[:2] for text in texts]
    return tuple(sorted(set(range(1, heads[0][1] + 1)) - {number for number, _total in heads})) if heads else ()


def set_of(text: str) -> tuple[int, str]:
    """Which set a code belongs to: how many there are, and their mark; UnreadableError when it cannot be read."""
    _number, total, mark, _part = _one(text)
    return total, mark


def _one(text: str) -> tuple[int, int, str, bytes]:
    found = CODE.fullmatch(text)
    if not found:
        raise UnreadableError(trouble.DAMAGED_CODE if text.startswith("LEUKO") else trouble.NO_CODES)
    version, number, total, mark, check, data = found.groups()
    if version != "1":
        raise UnreadableError(trouble.NEWER if int(version) > 1 else trouble.DAMAGED_CODE)
    part = _data(data, check)
    if part is None or not 1 <= int(number) <= int(total):
        raise UnreadableError(trouble.DAMAGED_CODE)
    return int(number), int(total), mark, part


def _data(letters: str, check: str) -> bytes | None:
    """The checked bytes of *letters*; a paste may have lost up to two spaces at the end."""
    for lost in ("", " ", "  "):
        try:
            part = base45.decode(letters + lost)
        except ValueError:
            continue
        if _check(part) == check:
            return part
    return None


def _unpack(packed: bytes, mark: str) -> str:
    if _check(packed) != mark:
        raise UnreadableError(trouble.MIXED_CODES)
    opener = zlib.decompressobj()
    try:
        plain = opener.decompress(packed, LARGEST)
        if opener.unconsumed_tail:
            raise UnreadableError(trouble.TOO_LARGE)
        if not opener.eof or opener.unused_data:
            raise UnreadableError(trouble.DAMAGED)
        return plain.decode()
    except (zlib.error, UnicodeDecodeError):
        raise UnreadableError(trouble.DAMAGED) from None


def _check(data: bytes) -> str:
    """CRC-32 as eight upper-case hexadecimal letters: against accidents, not against malice."""
    return f"{zlib.crc32(data):08X}"
