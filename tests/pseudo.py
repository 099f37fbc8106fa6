"""Two languages nobody speaks: one half as long again, one from right to left. Each marks what came out of the catalog
with ⟦ ⟧, so that what was forgotten shows, and both keep `{places}` and values as they are."""

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager

from app import words

OPEN, CLOSE = "⟦", "⟧"
KEPT = re.compile(r"(\{\w+\}|×10\S*|°[CF]|\d\S*|[µk]?[gLB]/\S+|\b[A-Z]{2,}\b|[kM]B\b|/µL)")
LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "ابصدهفجحيظكلمنعثقرسطوغشخضز" * 2)
"""A letter of Arabic for each of ours: nothing that makes sense, everything that joins and turns about."""


class Long(gettext.NullTranslations):
    """Every sentence half as long again."""

    def gettext(self, message: str) -> str:
        return f"{OPEN}{message}{'~' * (len(message) // 2)}{CLOSE}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


class RightToLeft(Long):
    """Every sentence in Arabic letters."""

    def gettext(self, message: str) -> str:
        return f"{OPEN}{arabic(message)}{CLOSE}"


class Arabic(Long):
    """The same without the marks, for paper, whose fonts have none."""

    def gettext(self, message: str) -> str:
        return arabic(message)


def arabic(message: str) -> str:
    """*message* in Arabic letters, its places and values as they are."""
    parts = KEPT.split(message)
    return "".join(part if at % 2 else part.translate(LETTERS) for at, part in enumerate(parts))


@contextmanager
def speaking(catalog: gettext.NullTranslations, language: str) -> Iterator[None]:
    """Speak out of *catalog* for a while, as if it were *language*."""
    before = words.Chosen.catalog, words.Chosen.language
    words.Chosen.catalog, words.Chosen.language = catalog, language
    try:
        yield
    finally:
        words.Chosen.catalog, words.Chosen.language = before
