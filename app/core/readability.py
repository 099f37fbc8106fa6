"""How hard a text is to read: two published formulas, as US school grades. Both count letters, none guesses syllables.

Automated Readability Index: Smith and Senter, 1967. Coleman–Liau index: Coleman and Liau, J Appl Psychol 1975;60:283.
"""

import re
from collections.abc import Collection
from typing import NamedTuple

END = re.compile(r"[.!?]+[”’\")]*(?=\s|$)|\n+")
"""A sentence ends at a stop or with its line: a list item is a sentence of its own."""
WORD = re.compile(r"[^\W_]+(?:[.,’'-][^\W_]+)*")
SPARED_LENGTH = 5
"""The letters counted for a spared word: an ordinary English word has about five."""


class Grade(NamedTuple):
    """What was counted in a text, and the two grades."""

    words: int
    sentences: int
    longest: int
    """Words in the longest sentence."""
    ari: float
    coleman_liau: float

    @property
    def worst(self) -> float:
        """The higher of the two grades."""
        return max(self.ari, self.coleman_liau)


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence of *text* that has any."""
    found = (WORD.findall(part) for part in END.split(text))
    return [words for words in found if words]


def grade(text: str, spared: Collection[str] = ()) -> Grade:
    """The grade of *text*. A word of *spared* (lower case; its plural too) counts as an ordinary word: it is a medical
    word the reader meets explained, and no plainer one exists. An empty text has grade 0."""
    lines = sentences(text)
    words = [word for line in lines for word in line]
    if not words:
        return Grade(0, 0, 0, 0.0, 0.0)
    letters = signs = 0
    for word in words:
        easy = is_spared(word, spared)
        letters += SPARED_LENGTH if easy else sum(sign.isalpha() for sign in word)
        signs += SPARED_LENGTH if easy else sum(sign.isalnum() for sign in word)
    per_sentence = len(words) / len(lines)
    return Grade(
        words=len(words),
        sentences=len(lines),
        longest=max(len(line) for line in lines),
        ari=round(4.71 * signs / len(words) + 0.5 * per_sentence - 21.43, 1),
        coleman_liau=round(5.88 * letters / len(words) - 29.6 / per_sentence - 15.8, 1),
    )


def is_spared(word: str, spared: Collection[str]) -> bool:
    """Whether *word* or its singular is in *spared*."""
    low = word.lower()
    return low in spared or (low.endswith("s") and low[:-1] in spared)
