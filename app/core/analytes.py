"""What a blood count measures: the values of a lab slip, in its order, with codes and the limits for typing errors.

LOINC codes: S70, S70b. Limits: D (anchored on S72). LOINC is used under its licence, see the credits.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Group = Literal["count", "percent", "red_cells", "haemoglobin", "haematocrit", "volume", "protein"]


@dataclass(frozen=True, slots=True)
class Analyte:
    """One value of a slip. Limits and decimals are in the canonical unit."""

    id: str
    group: Group
    unit: str
    """The canonical unit's id: what all values of this analyte are compared in."""
    decimals: int
    """Decimals shown when a value was calculated or converted; a typed value keeps its own."""
    hard: tuple[Decimal, Decimal]
    """Outside is not possible and is refused."""
    soft: tuple[Decimal | None, Decimal | None]
    """Outside is rare and is asked."""
    loinc: str
    """The code when the slip does not say how it was counted."""
    loinc_automated: str = ""
    loinc_manual: str = ""


def _limits(text: str) -> tuple[Decimal, Decimal, Decimal | None, Decimal | None]:
    hard_low, hard_high, soft_low, soft_high = text.split()
    return (
        Decimal(hard_low),
        Decimal(hard_high),
        None if soft_low == "-" else Decimal(soft_low),
        None if soft_high == "-" else Decimal(soft_high),
    )


def _analyte(name: str, group: Group, unit: str, decimals: int, limits: str, codes: str) -> Analyte:
    low, high, ask_low, ask_high = _limits(limits)
    loinc, automated, manual = ("" if one == "-" else one for one in codes.split())
    return Analyte(name, group, unit, decimals, (low, high), (ask_low, ask_high), loinc, automated, manual)


_COUNT, _SHARE = "10*9/L", "%"

# id, group, canonical unit, decimals, "hard low, hard high, soft low, soft high", "LOINC: any, automated, manual"
_ALL = (
    _analyte("wbc", "count", _COUNT, 2, "0 1000 0.3 50", "26464-8 6690-2 804-5"),
    _analyte("neutrophils", "count", _COUNT, 2, "0 1000 - 30", "26499-4 751-8 753-4"),
    _analyte("neutrophils_percent", "percent", _SHARE, 1, "0 100 - -", "26511-6 770-8 -"),
    _analyte("segs_percent", "percent", _SHARE, 1, "0 100 - -", "26505-8 - 769-0"),
    _analyte("bands_percent", "percent", _SHARE, 1, "0 100 - -", "26508-2 35332-6 764-1"),
    _analyte("lymphocytes", "count", _COUNT, 2, "0 1000 - 15", "26474-7 731-0 732-8"),
    _analyte("lymphocytes_percent", "percent", _SHARE, 1, "0 100 - -", "26478-8 736-9 -"),
    _analyte("monocytes", "count", _COUNT, 2, "0 1000 - 3", "26484-6 742-7 743-5"),
    _analyte("monocytes_percent", "percent", _SHARE, 1, "0 100 - -", "26485-3 5905-5 -"),
    _analyte("eosinophils", "count", _COUNT, 2, "0 1000 - 5", "26449-9 711-2 712-0"),
    _analyte("eosinophils_percent", "percent", _SHARE, 1, "0 100 - -", "26450-7 713-8 -"),
    _analyte("basophils", "count", _COUNT, 2, "0 1000 - 1", "26444-0 704-7 705-4"),
    _analyte("basophils_percent", "percent", _SHARE, 1, "0 100 - -", "30180-4 706-2 -"),
    _analyte("blasts_percent", "percent", _SHARE, 1, "0 100 - -", "26446-5 - -"),
    _analyte("rbc", "red_cells", "10*12/L", 2, "0.2 12 1.5 7.5", "26453-1 789-8 -"),
    _analyte("haemoglobin", "haemoglobin", "g/L", 0, "20 260 60 190", "718-7 - -"),
    _analyte("haematocrit", "haematocrit", _SHARE, 1, "5 80 15 62", "20570-8 4544-3 -"),
    _analyte("mcv", "volume", "fL", 0, "40 160 60 125", "30428-7 787-2 -"),
    _analyte("platelets", "count", _COUNT, 0, "0 5000 10 1000", "26515-7 777-3 -"),
    _analyte("crp", "protein", "mg/L", 0, "0 1000 - 300", "1988-5 - -"),
)

ANALYTES: dict[str, Analyte] = {one.id: one for one in _ALL}
"""By id, in the order of a lab slip."""


def in_order(names: Iterable[str]) -> list[str]:
    """*names* in the order of a lab slip; those that this version does not know come last, and are never left out."""
    given = dict.fromkeys(names)
    return [*(one for one in ANALYTES if one in given), *(one for one in given if one not in ANALYTES)]


CELLS = ("neutrophils", "lymphocytes", "monocytes", "eosinophils", "basophils")
"""The kinds of white cell whose counts add up to the white cells; each has a "_percent" beside it."""
