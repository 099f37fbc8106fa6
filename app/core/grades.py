"""CTCAE grades of a low count, for the clinician's page only. A grade is never shown without its version (S29, S29b).

Grades are not used for triage: ANC 0.4 is grade 4 in v5.0 and grade 3 in v6.0.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Version = Literal["5.0", "6.0"]


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade with its version; 0 means not low by this scale."""

    number: int
    version: Version
    source: str

    def __str__(self) -> str:
        return f"CTCAE v{self.version} grade {self.number}"


_V5: dict[str, tuple[str, ...]] = {
    # lower ends of grade 1, 2 and 3; below the last is the next grade
    "wbc": ("3.0", "2.0", "1.0"),
    "neutrophils": ("1.5", "1.0", "0.5"),
    "lymphocytes": ("0.8", "0.5", "0.2"),
    "platelets": ("75", "50", "25"),
    "haemoglobin": ("100", "80"),
}
_V6: dict[str, tuple[str, ...]] = {
    "wbc": ("3.0", "2.0", "1.0"),
    "neutrophils": ("1.0", "0.5", "0.1"),
    "platelets": ("75", "50", "10"),
    "haemoglobin": ("100", "80"),
}
_FIXED_TOP = {("neutrophils", "6.0"): Decimal("1.5")}
"""Where grade 1 begins at a fixed value instead of the lab's lower limit."""


def ctcae(analyte: str, value: Decimal, lln: Decimal | None, version: Version = "5.0") -> Grade | None:
    """The grade of *value* (canonical unit) for a lab's lower limit of normal *lln*, read as 2.0 <= x < 3.0 and so on.

    None when the version does not grade this analyte, or grade 1 and 0 cannot be told apart without *lln*.
    Haemoglobin stops at grade 3: grade 4 is a clinical judgement, not a number.
    """
    limits = (_V5 if version == "5.0" else _V6).get(analyte)
    if limits is None:
        return None
    source = "S29" if version == "5.0" else "S29b"
    below = sum(value < Decimal(one) for one in limits)
    if below:
        return Grade(below + 1, version, source)
    top = _FIXED_TOP.get((analyte, version), lln)
    return None if top is None else Grade(1 if value < top else 0, version, source)
