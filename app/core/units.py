"""Units of a blood count, exact conversion between them, and how an amount is written.

Factors and spellings: S69 and, for haemoglobin per mole, S68 and S29 (monomer: 1 mmol/L = 16.114 g/L). Spellings of
slips are an explicit list: "G/L" and "K/uL" are valid UCUM with other meanings, so a UCUM parser would misread them.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache

from app.core.analytes import ANALYTES
from app.core.numbers import Comparator, Number, parse_number, plain
from app.core.problem import Problem
from app.core.record import Reading
from app.core.spellings import SPELLINGS, spelled

__all__ = [
    "UNITS", "Amount", "Number", "Problem", "Unit", "amount", "amount_of", "both_scales", "celsius", "convert",
    "find_unit", "parse_number", "plain", "show", "show_value", "units_for",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed on slips."""

    id: str
    label: str
    """As shown: "×10⁹/L"."""
    factor: Decimal
    """Value in the analyte's canonical unit = typed value × factor."""
    ucum: str | None
    """The UCUM code, or None when there is none and export must convert."""
    spellings: frozenset[str] = frozenset()
    """How slips write it, in the form of `app.core.spellings.spelled`."""


def _unit(name: str, label: str, factor: str, ucum: str | None = "") -> Unit:
    return Unit(name, label, Decimal(factor), name if ucum == "" else ucum, frozenset(SPELLINGS[name]))


UNITS: dict[str, Unit] = {
    one.id: one
    for one in (
        _unit("10*9/L", "×10⁹/L", "1"),
        _unit("10*3/uL", "×10³/µL", "1"),
        _unit("/uL", "/µL", "0.001"),
        _unit("/mm3", "/mm³", "0.001"),
        _unit("10*3/mm3", "×10³/mm³", "1"),
        _unit("10*6/mL", "×10⁶/mL", "1"),
        _unit("10*2/uL", "×10²/µL", "0.1"),
        _unit("10*4/uL", "×10⁴/µL", "10"),
        _unit("lakh/uL", "lakh/µL", "100", None),
        _unit("%", "%", "1"),
        _unit("L/L", "L/L", "100"),
        _unit("10*12/L", "×10¹²/L", "1"),
        _unit("10*6/uL", "×10⁶/µL", "1"),
        _unit("g/L", "g/L", "1"),
        _unit("g/dL", "g/dL", "10"),
        _unit("mmol/L", "mmol/L", "16.114"),
        _unit("fL", "fL", "1"),
        _unit("um3", "µm³", "1"),
        _unit("mg/L", "mg/L", "1"),
        _unit("mg/dL", "mg/dL", "10"),
    )
}
"""By id."""

_COUNTS = ("10*9/L", "10*3/uL", "/uL", "/mm3", "10*3/mm3", "10*6/mL")
_BY_ANALYTE = {"wbc": (*_COUNTS, "10*2/uL"), "platelets": (*_COUNTS, "10*4/uL", "lakh/uL")}
_BY_GROUP = {
    "count": _COUNTS,
    "percent": ("%",),
    "red_cells": ("10*12/L", "10*6/uL"),
    "haemoglobin": ("g/L", "g/dL", "mmol/L"),
    "haematocrit": ("%", "L/L"),
    "volume": ("fL", "um3"),
    "protein": ("mg/L", "mg/dL"),
}
_SECOND = {"count": "/uL", "haemoglobin": "g/dL", "haematocrit": "L/L", "protein": "mg/dL"}
"""The other scale an amount is echoed in, by group."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A reading, understood: its value in the analyte's canonical unit, and what was typed."""

    analyte: str
    value: Decimal
    comparator: Comparator
    unit: str
    """The id of the unit it was typed in."""
    text: str
    """As typed; empty when it was calculated."""
    typed: Decimal
    """The number as typed, in `unit`."""


@lru_cache(maxsize=64)
def units_for(analyte: str) -> tuple[Unit, ...]:
    """The units *analyte* may be printed in, the canonical one first."""
    one = ANALYTES[analyte]
    return tuple(UNITS[name] for name in _BY_ANALYTE.get(analyte, _BY_GROUP[one.group]))


def find_unit(text: str, analyte: str) -> Unit | None:
    """The unit a slip means by *text* for *analyte* ("K/uL", "g%", "lakhs/cumm"), or None when it is not known."""
    wanted = spelled(text)
    return next((one for one in units_for(analyte) if wanted in one.spellings), None) if wanted else None


def amount(reading: Reading, analyte: str) -> Amount | None:
    """What *reading* says, or None when it cannot be read (a text, unit or analyte this version does not know)."""
    return amount_of(reading.text, reading.unit, analyte)


@lru_cache(maxsize=16384)
def amount_of(text: str, unit: str, analyte: str) -> Amount | None:
    """As `amount`, from the typed *text* and the *unit*'s id."""
    number = parse_number(text)
    if isinstance(number, Problem) or analyte not in ANALYTES or UNITS.get(unit) not in units_for(analyte):
        return None
    return Amount(analyte, number.value * UNITS[unit].factor, number.comparator, unit, text, number.value)


def convert(amount: Amount, unit: str) -> Decimal:
    """The value of *amount* in *unit* (an id), exact whenever it has an end in decimals; ValueError if not its unit."""
    if UNITS.get(unit) not in units_for(amount.analyte):
        raise ValueError(f"{amount.analyte} is not measured in {unit}")
    return amount.typed if unit == amount.unit else amount.value / UNITS[unit].factor


def show(amount: Amount, unit: str | None = None) -> str:
    """*amount* as text with its comparator, in *unit* (else the canonical one), without the unit's label.

    What was typed in that unit stays, digit for digit. Otherwise a value is cut to its decimals, never rounded up
    (0.496 is 0.49 at most, not 0.5), and never written so that its decimal sign could be taken for a thousands sign.
    A bound is not cut but widened, see `_widened`.
    """
    unit = unit or ANALYTES[amount.analyte].unit
    value = convert(amount, unit)
    if amount.text and unit == amount.unit:
        return _SIGNS[amount.comparator] + plain(amount.typed)
    places = max(ANALYTES[amount.analyte].decimals + _shift(unit), 0)
    if amount.comparator and not _is_short(value, places + 1) and len(value.normalize().as_tuple().digits) > 3:
        return _widened(value, amount.comparator, places + 1)
    whole = bool(amount.comparator) or (bool(amount.text) and _is_short(value, places))
    return _SIGNS[amount.comparator] + plain(_trimmed(value if whole else _cut(value, places)))


def show_value(value: Decimal, analyte: str, comparator: Comparator = "", unit: str | None = None) -> str:
    """As `show`, for a *value* in the canonical unit that was not typed."""
    canonical = ANALYTES[analyte].unit
    return show(Amount(analyte, value, comparator, canonical, "", value), unit)


def both_scales(amount: Amount, per: str = "per µL") -> str:
    """The echo of what was typed: "0.4 ×10⁹/L = 400 per µL". *per* names the small scale in the person's language."""
    analyte = ANALYTES[amount.analyte]
    first = f"{show(amount)} {UNITS[analyte.unit].label}"
    second = _SECOND.get(analyte.group)
    if second is None:
        return first
    label = per if second == "/uL" else UNITS[second].label
    return f"{first} = {_spaced(show(amount, second))} {label}"


@lru_cache(maxsize=4096)
def celsius(text: str, unit: str) -> Decimal | None:
    """A typed temperature in °C, from "Cel" or "[degF]" (100.4 °F is exactly 38), or None when it cannot be read."""
    number = parse_number(text)
    if isinstance(number, Problem) or number.comparator:
        return None
    return (number.value - 32) * 5 / 9 if unit == "[degF]" else number.value


_SIGNS = {"": "", "<": "<", ">": ">", "<=": "≤", ">=": "≥"}


def _shift(unit: str) -> int:
    """How many more decimals *unit* needs than the canonical unit: 1 for g/dL beside g/L, -3 for /µL."""
    return UNITS[unit].factor.adjusted()


def _is_short(value: Decimal, places: int) -> bool:
    """Whether *value* may be shown whole: up to *places* decimals, or three when it is below one ("0.988")."""
    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and -exponent <= (3 if abs(value) < 1 else places)


def _cut(value: Decimal, places: int) -> Decimal:
    """*value* with at most *places* decimals, never larger than it was, and never made zero."""
    cut = value.quantize(Decimal(1).scaleb(-max(places, 0)), rounding=ROUND_FLOOR)
    return value.quantize(Decimal(1).scaleb(value.adjusted()), rounding=ROUND_FLOOR) if value and not cut else cut


def _widened(value: Decimal, comparator: Comparator, places: int) -> str:
    """A bound with many decimals, rounded away from what is known: "<6.2058" is "<6.21", "≥0.40959" is ">0.409".

    Rounded the other way it would claim more than is known. Having moved, it is not reached, so its sign is strict;
    and so it stays on the same side of every limit that has no more decimals than are shown ("≤99.9068" is "<100").
    """
    up = comparator[0] == "<"
    step = Decimal(1).scaleb(-max(places, 3 if value < 1 else 0))
    return ("<" if up else ">") + plain(_trimmed(value.quantize(step, ROUND_CEILING if up else ROUND_FLOOR)))


def _trimmed(value: Decimal) -> Decimal:
    """*value* without the zeros that conversion added."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _spaced(text: str) -> str:
    """Five and more digits in groups of three, by a narrow space that no one reads as a decimal sign."""
    head = text.rstrip("0123456789")
    digits = text[len(head) :]
    return head + f"{int(digits):,}".replace(",", "\u202f") if len(digits) > 4 and not head.strip("<>≤≥") else text
