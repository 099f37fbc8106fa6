"""Which face draws a character that ours have not: Flutter's table, made for two faces instead of 718.

Flutter knows for each character which of 718 Noto files draw it, in 160 kB of text, and fetches them from a server.
Here are two: Noto Sans Arabic, and a box (`fonts.last_resort`). The table is made again from Flutter's own.
"""

import re
from itertools import groupby

from tools.web.client import MADE_FOR, BuildError

ARABIC, BOX = "Noto Sans Arabic", "Noto Sans Symbols"  # Flutter stops without a face of the second name
FACES = re.compile(r'A\.d\(\[((?:A\.z\("Noto [^"]+","[^"]+"\),?){700,})\],')
SETS = re.compile(r'=f\.b4u\("(,[0-9a-z,]{50000,})"\)')
PLACES = re.compile(r'=A\.do1\("([0-9a-zA-Z]{50000,})",')
END = 0x110000


def with_two_faces(client: str) -> str:
    """Flutter's client, told of these two faces only."""
    names, sets, places = (_only(pattern, client) for pattern in (FACES, SETS, PLACES))
    found = dict(re.findall(r'A\.z\("([^"]+)","([^"]+)"\)', names))
    arabic = list(found).index(ARABIC)
    table = [arabic in one for one in _sets(sets)]
    client = client.replace(names, f'A.z("{ARABIC}","{found[ARABIC]}"),A.z("{BOX}","box")')
    client = client.replace(sets, ",a,b")
    return client.replace(places, _written([(size, table[place]) for size, place in _places(places)]))


def _only(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.findall(text)
    if len(found) != 1:
        raise BuildError(f"Flutter's table of faces is there {len(found)} times; it was read for Flet {MADE_FOR}.")
    return str(found[0])


def _sets(text: str) -> list[list[int]]:
    """The sets of faces, each by their numbers: letters end a step to the next, digits before make it longer."""
    return [_steps(one) for one in text.split(",")]


def _steps(text: str) -> list[int]:
    found, last, factor = [], -1, 0
    for sign in text:
        if sign.isdigit():
            factor = factor * 10 + int(sign)
        else:
            last += factor * 26 + ord(sign) - ord("a") + 1
            found.append(last)
            factor = 0
    return found


def _places(text: str) -> list[tuple[int, int]]:
    """(how many characters, number of their set) in order; a capital names the set, a small letter how many."""
    found, size, factor = [], 1, 0
    for sign in text:
        if sign.isdigit():
            factor = factor * 10 + int(sign)
        elif sign.isupper():
            found.append((size, factor * 26 + ord(sign) - ord("A")))
            size, factor = 1, 0
        else:
            size, factor = factor * 26 + ord(sign) - ord("a") + 2, 0
    if sum(size for size, _ in found) != END:
        raise BuildError("Flutter's table of characters does not cover all of them.")
    return found


def _written(places: list[tuple[int, bool]]) -> str:
    """The same table in Flutter's own writing; set 1 is Arabic, set 2 the box."""
    parts = []
    for arabic, run in groupby(places, key=lambda place: place[1]):
        size = sum(one for one, _ in run)
        factor, letter = divmod(size - 2, 26)
        long = "" if size == 1 else f"{factor or ''}{chr(ord('a') + letter)}"
        parts.append(long + ("B" if arabic else "C"))
    return "".join(parts)
