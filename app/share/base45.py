"""Base45 (RFC 9285): bytes as the 45 characters a QR code packs tightest and every camera returns unharmed."""

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
VALUE = {letter: number for number, letter in enumerate(ALPHABET)}


def encode(data: bytes) -> str:
    """*data* as Base45: three letters for two bytes, two letters for an odd last byte."""
    return "".join(_letters(data[at : at + 2]) for at in range(0, len(data), 2))


def decode(text: str) -> bytes:
    """The bytes of *text*; ValueError when it is not Base45."""
    if len(text) % 3 == 1:
        raise ValueError("a Base45 text never has this length")
    return b"".join(_bytes(text[at : at + 3]) for at in range(0, len(text), 3))


def _letters(pair: bytes) -> str:
    number = int.from_bytes(pair, "big")
    low, rest = number % 45, number // 45
    if len(pair) == 1:
        return ALPHABET[low] + ALPHABET[rest]
    return ALPHABET[low] + ALPHABET[rest % 45] + ALPHABET[rest // 45]


def _bytes(letters: str) -> bytes:
    try:
        number: int = sum(VALUE[letter] * 45**place for place, letter in enumerate(letters))
    except KeyError as wrong:
        raise ValueError(f"{wrong.args[0]!r} is no Base45 letter") from None
    size = len(letters) - 1
    if number >= 256**size:
        raise ValueError("these Base45 letters stand for no bytes")
    return number.to_bytes(size, "big")
