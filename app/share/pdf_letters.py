"""Letters as they are drawn on paper: Arabic ones joined, and a line in the order the eye meets it.

A PDF holds shapes from left to right, so both must be done before drawing. HarfBuzz, which does it everywhere else,
weighs a megabyte in the browser and has no wheel for phones; joining by Arabic's presentation forms needs a table only.
Vowel signs are left out: without HarfBuzz they would not stand on their letters. The text version has them.
Readers that copy text out of the page turn the forms back into letters in reading order by themselves; an /ActualText
made them reverse the numbers.
"""

from collections.abc import Iterable, Iterator

from arabic_reshaper import ArabicReshaper
from fpdf.bidi import BIDI_BRACKETS, BidiParagraph
from fpdf.enums import TextDirection

from app.core.direction import FSI, LRI, PDI, RLI, bare, has_right_to_left, inside, strong_outside

RESHAPER = ArabicReshaper({"ARABIC LIGATURE ALLAH": False})
"""Without the one sign for a whole word, which HarfBuzz does not take from this face either."""
MIRRORED = {sign: str(twin["pair"]) for sign, twin in BIDI_BRACKETS.items()} | {
    "<": ">", ">": "<", "≤": "≥", "≥": "≤", "«": "»", "»": "«", "‹": "›", "›": "‹",
}  # fmt: skip
"""Signs that face the other way from right to left (Unicode's BidiMirroring, as far as a page holds them)."""


def joined(text: str) -> str:
    """*text* with its Arabic letters in the forms their neighbours give them; the order stays as it is read."""
    return str(RESHAPER.reshape(text)) if has_right_to_left(text) else text


def drawn(text: str, right_to_left: bool) -> str:
    """*text*, joined, as it stands on paper from left to right, without marks of direction."""
    if not right_to_left and not has_right_to_left(text):
        return bare(text)
    base = TextDirection.RTL if right_to_left else TextDirection.LTR
    ordered = BidiParagraph(joined(resolved(text)), base).get_reordered_characters()
    return bare("".join(_facing(one.character, one.embedding_level) for one in ordered))


def resolved(text: str) -> str:
    """*text* with each isolate in its own direction said to be left to right or right to left: the bidi of fpdf2 2.8.9
    looks past the end of one that holds another isolate."""
    return "".join(
        (RLI if strong_outside(inside(text, at)) == "R" else LRI) if sign == FSI else sign
        for at, sign in enumerate(text)
    )


def _facing(sign: str, level: int) -> str:
    return MIRRORED.get(sign, sign) if level % 2 else sign


def balanced(lines: Iterable[str]) -> Iterator[str]:
    """Lines broken from one text, each with the isolates it stands in: closed at its end, opened again in the next."""
    open_ = ""
    for line in lines:
        whole = open_ + line
        open_ = ""
        for sign in whole:
            open_ = open_ + sign if sign in LRI + RLI + FSI else open_[:-1] if sign == PDI else open_
        yield whole + PDI * len(open_)
