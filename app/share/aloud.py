"""A text as it is read aloud: no marks, and signs and units in words. A voice would say "times ten nine slash L"."""

import re
from collections.abc import Iterable

from app.core.article import Section, as_text, unmarked
from app.core.content import FeverCard
from app.core.words import N_
from app.words import _

SIGNS = {
    "×10⁹/L": N_("times ten to the ninth per litre"),
    "×10¹²/L": N_("times ten to the twelfth per litre"),
    "per µL": N_("per microlitre"),
    "/µL": N_("per microlitre"),
    "µL": N_("microlitre"),
    "°C": N_("degrees Celsius"),
    "°F": N_("degrees Fahrenheit"),
    "≥": N_("at least"),
    "≤": N_("at most"),
    "<": N_("less than"),
    ">": N_("more than"),
    "×": N_("times"),
    "÷": N_("divided by"),
    "=": N_("equals"),
}
"""A sign or unit, and how it is said."""
SIGN = re.compile("|".join(sorted(map(re.escape, SIGNS), key=len, reverse=True)))
UNHEARD = re.compile("[\u200e\u200f\u2066-\u2069“”«»]")
"""Marks of direction, and of quotation."""
BEFORE = re.compile(r" +([).,;:])")
"""A space that a sign in words left before a closing mark."""
BULLET = re.compile(r"(?m)^– ")


def aloud(parts: Iterable[str]) -> str:
    """*parts* with their signs in words, a paragraph a line; empty ones are left out."""
    return "\n".join(one for part in parts for one in map(_said, part.split("\n")) if one)


def section_aloud(section: Section) -> str:
    """A section of the article."""
    return aloud([as_text(section).replace(" | ", ", ")])


def fever_aloud(card: FeverCard) -> str:
    """The fever card, in the order it stands on the screen."""
    steps = (f"{number}. {step}" for number, step in enumerate(card.steps, 1))
    return aloud((
        card.title, card.fever, card.no_thermometer, _("What to do"), *steps, _("What to say"), card.say,
        _("What not to do"), *card.never, card.danger_title, *card.danger, card.child_title, *card.child,
    ))  # fmt: skip


def _said(line: str) -> str:
    plain = UNHEARD.sub("", unmarked(BULLET.sub("", line)))
    return BEFORE.sub(r"\1", " ".join(SIGN.sub(lambda sign: f" {_(SIGNS[sign[0]])} ", plain).split()))
