"""The neutrophil count (ANC) of a blood test, and the words for how low it is.

ANC = white cells × (segmented % + band %) / 100 (S16, S20). A single "neutrophils %" already includes the bands (D).
What is missing is unknown, never zero; a bound stays a bound.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from app.core.numbers import Comparator
from app.core.record import BloodTest, Reading
from app.core.units import Amount, amount, amount_of, show_value
from app.core.words import N_, Sentence

How = Literal["reported", "calculated", "automated_percent", "bound_from_wbc", "unknown"]
Word = Literal["not_low", "mild", "moderate", "severe", "profound", "unknown"]

MILD, MODERATE, SEVERE, PROFOUND = Decimal("1.5"), Decimal("1.0"), Decimal("0.5"), Decimal("0.1")
"""Below each of these (×10⁹/L) the next word begins; the limit itself belongs to the milder side (S13, S21, S3b)."""


@dataclass(frozen=True, slots=True)
class Anc:
    """The neutrophils of one test in ×10⁹/L, with how they are known."""

    value: Decimal | None
    comparator: Comparator = ""
    how: How = "unknown"
    other: "Anc | None" = None
    """The calculated count beside a reported one, when the slip allows both."""
    disagree: bool = False
    """The two differ by more than 10 % or by more than 0.2 ×10⁹/L (D), bounds taken as far as they reach."""
    cap: tuple[Decimal, Comparator] | None = None
    """What a printed count cannot exceed: the white cells of the slip, when they are fewer. "<=" when they are so much
    fewer that one of the two must be wrong."""
    told: str = N_("The slip has no neutrophils, and no percentage to calculate them from.")
    white: Amount | None = None
    share: Decimal | None = None
    """The white cells and the percentage it was worked out from."""

    @property
    def formula(self) -> Sentence:
        """How it was found, in words."""
        values: dict[str, str | int | date] = {}
        if self.white is not None:
            values["wbc"] = show_value(self.white.value, "wbc", self.white.comparator)
        if self.share is not None and self.value is not None:
            values["share"] = format(self.share.normalize(), "f")
            values["anc"] = show_value(self.value, "neutrophils", self.comparator)
        return Sentence(self.told, values)

    @property
    def is_point(self) -> bool:
        """Whether the lowest is a number, and not a bound or unknown."""
        return self.value is not None and not self.safest_sign

    @property
    def safest(self) -> Decimal | None:
        """The lowest the slip gives, see `_lowest`."""
        return self._lowest[0]

    @property
    def safest_sign(self) -> Comparator:
        """The comparator that goes with `safest`, which may be another than that of the printed count."""
        return self._lowest[1]

    @property
    def is_capped(self) -> bool:
        """Whether more neutrophils are printed than there are white cells, by more than rounding explains."""
        return self.cap is not None and self.cap[1] == "<=" and self.cap[0] == self.safest

    @property
    def _lowest(self) -> tuple[Decimal | None, Comparator]:
        """The lowest of the printed count, the white cells when they are fewer, and the calculated count when the two
        disagree or the printed one is only an upper bound; each with its own comparator."""
        told = [] if self.value is None else [(self.value, self.comparator)]
        other = self.other
        if other is not None and other.value is not None and (self.disagree or self.comparator[:1] == "<"):
            told.append((other.value, other.comparator))
        if self.cap is not None:
            told.append(self.cap)
        return min(told, key=lambda one: one[0], default=(None, ""))


_PARTS = ("wbc", "neutrophils", "neutrophils_percent", "segs_percent", "bands_percent")
_Typed = tuple[str, str] | None


def anc(test: BloodTest) -> Anc:
    """The neutrophil count of *test*, see `anc_of`."""
    return anc_of(test.readings)


def anc_of(readings: Mapping[str, Reading]) -> Anc:
    """The reported count if there is one (with the calculated one beside it), else the calculated one, else a bound
    from the white cells when that says anything (below 1.5), else unknown."""
    return _found(*(((one := readings[name]).text, one.unit) if name in readings else None for name in _PARTS))


@lru_cache(maxsize=16384)
def _found(*typed: _Typed) -> Anc:
    """The count from what was typed for each of `_PARTS`; the same slip is worked out once."""
    read = {name: amount_of(*one, name) for name, one in zip(_PARTS, typed, strict=True) if one}
    known = {name: one for name, one in read.items() if one is not None}
    worked = _worked_out(known)
    if (reported := known.get("neutrophils")) is None:
        return worked or _bound(known.get("wbc"))
    told = N_("As printed on the lab slip.")
    differ = worked is not None and _differ(reported, worked)
    cap = _cap(reported, known.get("wbc"))
    return Anc(reported.value, reported.comparator, "reported", worked, differ, cap, told)


def _cap(reported: Amount, white: Amount | None) -> tuple[Decimal, Comparator] | None:
    """There cannot be more neutrophils than white cells; "<1.0" white cells are fewer than 1.0."""
    if white is None or white.comparator[:1] == ">" or white.value > reported.value:
        return None
    most = max(white.value - _TINY, Decimal(0)) if white.comparator == "<" else white.value
    return most, "" if reported.value <= white.value * Decimal("1.1") else "<="


def _worked_out(known: Mapping[str, Amount]) -> Anc | None:
    """White cells × percentage, or None when one of them is missing or they bind in opposite directions."""
    white, share = known.get("wbc"), known.get("neutrophils_percent")
    if white is None:
        return None
    if share is not None:
        told = N_("White cells {wbc} × neutrophils {share} % = {anc}")
        return _product(white, share.value, (white.comparator, share.comparator), "automated_percent", told)
    segs, bands = known.get("segs_percent"), known.get("bands_percent")
    if segs is None:
        return None
    if bands is None:
        told = N_("White cells {wbc} × segmented {share} % = {anc}; the bands are not known, so it may be higher")
        return _product(white, segs.value, (white.comparator, segs.comparator, ">="), "calculated", told)
    told = N_("White cells {wbc} × segmented and bands {share} % = {anc}")
    signs = (white.comparator, segs.comparator, bands.comparator)
    return _product(white, segs.value + bands.value, signs, "calculated", told)


def _product(white: Amount, share: Decimal, signs: tuple[Comparator, ...], how: How, told: str) -> Anc | None:
    sign = _joined(signs)
    if sign is None:
        return None
    value = white.value * share / 100
    if value == 0 and sign:
        sign = ">=" if sign[0] == ">" else "<="
    return Anc(value, sign, how, told=told, white=white, share=share)


def _joined(signs: tuple[Comparator, ...]) -> Comparator | None:
    """The comparator of a product or sum, or None when one part is bound from above and another from below."""
    if not any(signs):
        return ""
    said = {one for one in signs if one}
    if len({one[0] for one in said}) == 2:
        return None
    return next((one for one in ("<", ">") if one in said), next(iter(said)))


def _bound(white: Amount | None) -> Anc:
    """There cannot be more neutrophils than white cells: below 1.0 white cells prove an ANC below 1.0 (D)."""
    if white is None or white.comparator[:1] == ">" or white.value >= MILD:
        return Anc(None)
    told = N_("There are only {wbc} white cells in all, so the neutrophils cannot be higher.")
    return Anc(white.value, white.comparator or "<=", "bound_from_wbc", told=told, white=white)


def _differ(reported: Amount, worked: Anc) -> bool:
    """Whether the two are too far apart: two numbers, or a number and the nearest end of a bound."""
    if worked.value is None:
        return False
    above = worked.value - reported.value if ">" not in reported.comparator and "<" not in worked.comparator else _NONE
    below = reported.value - worked.value if "<" not in reported.comparator and ">" not in worked.comparator else _NONE
    share = reported.value / 10
    return max(above, below) > Decimal("0.2") or below > share or (above > share and not reported.comparator)


@dataclass(frozen=True, slots=True)
class Severity:
    """How low the neutrophils are. With a bound, the word may be the mildest or the worst that fits it."""

    word: Word
    spread: Literal["", "or_lower", "or_higher"] = ""
    """"or_lower": at best this word (the count is below a bound). "or_higher": at worst this word."""
    sources: tuple[str, ...] = ("S13", "S21", "S22", "S3b")


def severity(anc: Anc, infant: bool = False) -> Severity:
    """The word for *anc*: mild 1.0-1.49, moderate 0.5-0.99, severe below 0.5, profound below 0.1 (×10⁹/L).

    Under one year (*infant*) counts of 1.0 and more get no word: what is normal changes from week to week (S16, S17).
    """
    value = anc.safest
    if value is None or (infant and value >= MODERATE):
        return Severity("unknown")
    sign = anc.safest_sign[:1]
    if sign == "<":
        best = _word(value if anc.safest_sign == "<=" else value - _TINY)
        worst_reached = best == "profound"
        return Severity("unknown") if best == "not_low" else Severity(best, "" if worst_reached else "or_lower")
    word = _word(value)
    return Severity(word, "or_higher" if sign == ">" and word != "not_low" else "")


_TINY = Decimal("1e-9")
_NONE = Decimal(-1)


def _word(value: Decimal) -> Word:
    limits: tuple[tuple[Decimal, Word], ...] = (
        (PROFOUND, "profound"), (SEVERE, "severe"), (MODERATE, "moderate"), (MILD, "mild"),
    )  # fmt: skip
    return next((word for limit, word in limits if value < limit), "not_low")


def neutrophils_answer(test: BloodTest) -> str:
    """What *test* answers to the quiz's question `neutrophils`; in doubt the lower band, and 0.5 itself is the lowest
    band (D, the safer of two guidelines: S6, S3)."""
    count = anc(test)
    white = amount(test.readings["wbc"], "wbc") if "wbc" in test.readings else None
    value = count.safest
    if value is not None and count.how != "bound_from_wbc":
        low = value <= SEVERE or count.safest_sign[:1] == "<"
        if low and (count.safest_sign[:1] != "<" or value <= MILD):
            return "below_0_5"
        if not low:
            return "0_5_to_0_99" if value < MODERATE else "1_0_to_1_49" if value < MILD else "1_5_or_more"
    if white is None or white.comparator[:1] == ">":
        return "unknown"
    if white.value < 2 or white.comparator[:1] == "<":
        return "only_wbc_below_2"
    return "only_wbc_2_to_3_9" if white.value < 4 else "unknown"
