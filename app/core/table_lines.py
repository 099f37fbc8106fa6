"""The lines of a table read in, and what must be asked about the whole file before a line can mean anything."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from app.core.analytes import ANALYTES
from app.core.numbers import parse_number
from app.core.problem import Problem
from app.core.slip_names import named
from app.core.units import units_for
from app.core.words import N_

MOST_ROWS = 200_000
"""Refused above: twice twenty years of weekly slips for ten people."""
SLASHED = re.compile(r"(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4})", re.A)
"""A date whose day and month may stand in either order."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person said about the whole file; empty means not asked yet."""

    dates: Literal["", "day_first", "month_first"] = ""
    decimal: Literal["", ".", ","] = ""
    units: Mapping[str, str] = field(default_factory=dict)
    """Unit id by analyte, for lines without a unit."""


class Line(NamedTuple):
    """One line as cells by column; a blank line has none."""

    number: int
    cells: dict[str, str]


def read_lines(text: str) -> tuple[list[Line], Problem | None]:
    """The lines under the heading as cells by column; a blank line has no cells."""
    text = text.removeprefix("\ufeff")
    heading = text.partition("\n")[0]
    mark = max(";\t,", key=heading.count)
    if "\x00" in text:
        return [], Problem(field="", code="table.not_text", text=N_("This file is not a table of text."))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    lines: list[Line] = []
    try:
        columns = [cell.strip().casefold() for cell in next(rows, [])]
        missing = [name for name in ("date", "analyte", "value") if name not in columns]
        if missing or len(set(columns)) != len(columns):
            values = {"columns": ", ".join(missing or columns)}
            return [], Problem(
                field="",
                code="table.heading",
                text=N_("The first line must name these columns once: {columns}."),
                values=values,
            )
        for row in rows:
            if len(lines) >= MOST_ROWS or (len(row) > len(columns) and any(row[len(columns) :])):
                return [], _unreadable(rows.line_num)
            cells = dict(zip(columns, (cell.strip() for cell in row), strict=False)) if any(row) else {}
            lines.append(Line(rows.line_num, cells))
    except csv.Error:
        return [], _unreadable(rows.line_num)
    return lines, None


def _unreadable(number: int) -> Problem:
    text = N_("Line {line} cannot be read. Nothing was imported.")
    return Problem(field=f"line {number}", code="table.line", text=text, values={"line": str(number)})


def whole_file_asks(lines: list[Line], choices: Choices) -> tuple[Problem, ...]:
    """Every question about the file as a whole that *choices* leaves open."""
    return (*_ask_dates(lines, choices), *_ask_decimal(lines, choices), *_ask_units(lines, choices))


def _ask_dates(lines: list[Line], choices: Choices) -> Iterator[Problem]:
    """Dates like 03/04/2026 are asked, even when some day above 12 gives the order away: files are mixed by hand."""
    odd = next((c["date"] for _, c in lines if c and SLASHED.fullmatch(c.get("date", ""))), "")
    if odd and not choices.dates:
        text = N_("Dates are written like {date}. Does the day or the month come first?")
        yield Problem(field="dates", code="table.dates", text=text, weight="ask", values={"date": odd})


def _ask_decimal(lines: list[Line], choices: Choices) -> Iterator[Problem]:
    """A number such as 1.234 somewhere: which sign is the decimal sign of this file?"""
    if choices.decimal:
        return
    for _, cells in lines:
        for name in ("value", "low", "high"):
            number = parse_number(cells.get(name, "")) if cells.get(name) else None
            if isinstance(number, Problem) and number.code == "number.grouped":
                text = N_("Numbers are written like {text}. Is it {small} or {large}?")
                values = {"text": cells[name], **number.values}
                yield Problem(field="decimal", code="table.decimal", text=text, weight="ask", values=values)
                return


def _ask_units(lines: list[Line], choices: Choices) -> Iterator[Problem]:
    """Analytes with a line that has no unit, where there is more than one."""
    asked: set[str] = set()
    for _, cells in lines:
        name = analyte_of(cells) if cells else None
        if name and not cells.get("unit") and len(units_for(name)) > 1 and name not in {*choices.units, *asked}:
            asked.add(name)
            text = N_("In which unit is {analyte}, for example {text}?")
            values = {"analyte": cells.get("analyte", name), "text": cells.get("value", "")}
            yield Problem(field=f"units.{name}", code="table.unit", text=text, weight="ask", values=values)


def analyte_of(cells: Mapping[str, str]) -> str | None:
    """The analyte's id: given as such, or by a slip's name."""
    text = cells.get("analyte", "")
    if text in ANALYTES:
        return text
    known = named(text)
    if known is None:
        return None
    share = f"{known[0]}_percent"
    percent = known[1] == "%" or (known[1] != "#" and cells.get("unit") == "%")
    return share if percent and share in ANALYTES else known[0]
