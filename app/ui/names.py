"""Words for the core's ids that several screens need: how low, whose range, what kind of event."""

from app.core.labs import Severity
from app.core.words import N_
from app.words import _

SEVERITY = {
    "mild": N_("mildly low"),
    "moderate": N_("moderately low"),
    "severe": N_("severely low"),
    "profound": N_("very severely low"),
    "not_low": N_("not low"),
}
"""Patient words for the bands of the neutrophil count (1.5, 1.0, 0.5, 0.1 ×10⁹/L)."""


def severity_word(found: Severity) -> str:
    """The word for how low, with its doubt: "severely low or lower"; empty when it cannot be said."""
    word = _(SEVERITY[found.word]) if found.word in SEVERITY else ""
    if not word or not found.spread:
        return word
    more = _("{word}, or lower") if found.spread == "or_lower" else _("{word}, or higher")
    return more.format(word=word)
