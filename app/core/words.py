"""Marks a sentence for the catalog. The core names sentences; `app.words` says them in the person's language."""

import unicodedata
from datetime import date
from typing import NamedTuple


def N_(sentence: str) -> str:
    """Return *sentence* unchanged; the extractor collects it, the screen translates it."""
    return sentence


def NN_(one: str, many: str) -> tuple[str, str]:
    """The same for a sentence that is another for 1 than for other numbers; the catalog holds all forms of it."""
    return one, many


def bare(text: str) -> str:
    """*text* without case and accents, for searching: "Fièvre" is found by "fievre"."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))


class Sentence(NamedTuple):
    """A catalog sentence with `{named}` places and what goes into them; a date is written by the screen."""

    text: str
    values: dict[str, str | int | date] = {}  # noqa: RUF012 - never changed; a NamedTuple is frozen
