"""Reads a lab slip pasted as text into the form, for the person to check. Nothing goes straight into the record.

One value a line, as "WBC 3.2 L 10^3/uL (4.0 - 11.0)". A line that is not fully understood is handed back unread.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from app.core.analytes import ANALYTES
from app.core.entry import Row, TestForm
from app.core.numbers import ascii_digits
from app.core.problem import Problem
from app.core.slip_names import named
from app.core.units import find_unit, parse_number, units_for


@dataclass(frozen=True, slots=True)
class Slip:
    """What a pasted text gave: a form to check, and the lines that were not understood."""

    form: TestForm
    unread: tuple[str, ...]


class _Found(NamedTuple):
    analyte: str
    row: Row


_MOST_LINES, _LONGEST_LINE = 400, 200
_NUMBER = r"(?:[<>≤≥]=?\s?)?[\d٠-٩۰-۹०-९]+(?:[.,٫][\d٠-٩۰-۹०-९]+)*"
_LINE = re.compile(
    rf"^(?P<name>[^\d<>≤≥٠-٩۰-۹०-९]*?(?:\([^)\d]*\))?[^\d<>≤≥٠-٩۰-۹०-९]*?)\s*[:=|\t]?\s*(?P<value>{_NUMBER})(?P<rest>.*)$"
)
_BETWEEN = re.compile(rf"[(\[]?\s*(?P<low>{_NUMBER})\s*(?:-|–|—|to|bis|a)\s*(?P<high>{_NUMBER})\s*[)\]]?", re.I)
_ONE_SIDE = re.compile(r"[(\[]?\s*(?P<sign>[<>≤≥]=?)\s*(?P<limit>\d+(?:[.,]\d+)?)\s*[)\]]?")
_BRACKETED = re.compile(r"^([^()\[\]\d]+)[(\[]([^()\[\]]+)[)\]]\s*:?(.*)$")
_FLAG = re.compile(
    r"(?:(?<=^)|(?<=[\s|]))(?:\*+|!+|\+{1,2}|-{1,2}|↑+|↓+|[HLN]|HH|LL|high|low|abn(?:ormal)?|normal)(?=$|[\s|])", re.I
)
_POWER = re.compile(r"(?<=10)\s+(?=[\^³⁹⁶²⁴]|\*\*)")
_BARE = re.compile(r"[\s|,;()\[\]]*\d+(?:\s+\d+)?\s*/")
"""A power that lost its sign ("104/µL"). After a whole number it may as well be its last three digits: 15 104."""
_POWER_ALONE = re.compile(r"10(?:[23469]|12)/")
"""A unit whose value is missing ("WBC 103/µL", at the head of a column)."""


def read_slip(text: str) -> Slip:
    """Read *text*. A value named twice keeps the first and hands the second back; units unknown stay open."""
    rows: dict[str, Row] = {}
    unread: list[str] = []
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines[:_MOST_LINES]:
        found = _read_line(line) if len(line) <= _LONGEST_LINE else None
        if found is None or found.analyte in rows:
            unread.append(line)
        else:
            rows[found.analyte] = found.row
    ordered = {name: rows[name] for name in ANALYTES if name in rows}
    return Slip(TestForm(rows=ordered), (*unread, *lines[_MOST_LINES:]))


def _read_line(line: str) -> _Found | None:
    parts = _LINE.match(_unit_last(line))
    known = named(parts["name"]) if parts else None
    if parts is None or known is None:
        return None
    low, high, rest = _range(_POWER.sub("", parts["rest"]))
    rest = _FLAG.sub(" ", rest).strip()
    if _may_be_one_number(parts["value"], parts["rest"], rest):
        return None
    analyte = _which(known[0], known[1], rest)
    if analyte is None or (rest.strip(" |,;()[]") and not _unit_of(rest, analyte)):
        return None
    number = parse_number(parts["value"])
    if isinstance(number, Problem) and not number.offers:
        return None
    return _Found(analyte, Row(text=parts["value"].strip(), unit=_unit_of(rest, analyte), low=low, high=high))


def _may_be_one_number(value: str, behind: str, rest: str) -> bool:
    """Whether value and unit may run into each other: "15 104 /µL" is 15 104 or 15 ×10⁴, "103/µL" no value at all."""
    whole = not re.search(r"[.,٫]", value)
    return whole and bool(_BARE.match(rest) or _POWER_ALONE.match(ascii_digits(value + behind[:1])))


def _unit_last(line: str) -> str:
    """A line whose unit stands in brackets after the name ("WBC (10^9/L) 3.2"), with the unit moved behind."""
    parts = _BRACKETED.match(line)
    known = named(parts[1]) if parts else None
    if parts is None or known is None:
        return line
    unit = "%" if parts[2] == "%" else getattr(find_unit(parts[2], known[0]), "id", "")
    return f"{parts[1]} {parts[3]} {unit}" if unit else line


def _range(rest: str) -> tuple[str, str, str]:
    """The lab's limits as printed, and what is left of the line."""
    if both := _BETWEEN.search(rest):
        return both["low"], both["high"], rest[: both.start()] + " " + rest[both.end() :]
    if one := _ONE_SIDE.search(rest):
        left = rest[: one.start()] + " " + rest[one.end() :]
        return ("", one["limit"], left) if one["sign"][0] in "<≤" else (one["limit"], "", left)
    return "", "", rest


def _unit_of(rest: str, analyte: str) -> str:
    """The unit's id, "" when the line has none that is known; the only one there is where there is one."""
    unit = find_unit(rest.strip(" |,;"), analyte)
    if unit is None and not rest.strip(" |,;()[]") and len(units_for(analyte)) == 1:
        return units_for(analyte)[0].id
    return unit.id if unit else ""


def _which(analyte: str, kind: str, rest: str) -> str | None:
    """The count or the percentage of a cell: by its name, else by its unit; None when neither tells."""
    share = f"{analyte}_percent"
    if share not in ANALYTES:
        return analyte
    percent = rest.strip(" |,;()[]") == "%"
    if kind == "%" or (percent and kind != "#"):
        return share
    if kind == "#" or find_unit(rest.strip(" |,;"), analyte):
        return analyte
    return None
