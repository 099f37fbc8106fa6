"""The log as a table, out and in: CSV, one reading a line.

Columns, with a heading line: `date` (ISO), `lab`, `analyte` (id, or a slip's name on the way in), `value` (as typed),
`unit` (id or slip spelling), `low`, `high`, `method`, `note`. Lines with the same date and lab are one blood test;
a blank line, or the same analyte again, begins the next. UTF-8, comma (in: also semicolon or tab).

Text cells that a spreadsheet would run as a formula are written with a leading apostrophe, which is taken off again
on the way in. Numbers are never touched. Reading is all or nothing: nothing counts while a problem is left, and what
can be read in two ways (day or month first, decimal sign, a missing unit) is asked for the whole file.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.core.analytes import in_order
from app.core.entry import Row, TestForm, TestRead, read_test
from app.core.entry_checks import Earlier, earlier_in
from app.core.numbers import parse_number
from app.core.problem import Problem
from app.core.record import BloodTest, Log, Person
from app.core.table_lines import SLASHED, Choices, Line, analyte_of, read_lines, whole_file_asks
from app.core.units import UNITS, Amount, amount_of, find_unit
from app.core.words import N_

__all__ = ["COLUMNS", "Choices", "Imported", "TableRead", "read_table", "write_table"]

COLUMNS = ("date", "lab", "analyte", "value", "unit", "low", "high", "method", "note")

_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠\t\r]")
_GUARDED = re.compile(r"^'(?=\s*[=+\-@＝＋－＠\t\r'])")


def write_table(tests: tuple[BloodTest, ...]) -> str:
    """*tests* as CSV text, CRLF line ends, one blank line between tests of the same day and lab."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    before: tuple[date, str] | None = None
    for test in tests:
        if before == (test.taken, test.lab):
            writer.writerow(())
        before = (test.taken, test.lab)
        for name in in_order(test.readings):
            reading = test.readings[name]
            cells = (name, reading.text, reading.unit, reading.low, reading.high, reading.method, test.note)
            writer.writerow((test.taken.isoformat(), *map(guarded, (test.lab, *cells))))
    return out.getvalue()


def guarded(text: str) -> str:
    """A cell that no spreadsheet runs as a formula; a number that can be read is none, and stays as it is."""
    return f"'{text}" if _FORMULA.match(text) or _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """Back from `guarded`."""
    return _GUARDED.sub("", text)


@dataclass(frozen=True, slots=True)
class Imported:
    """One blood test of the file."""

    line: int
    """The line it begins on; the heading is line 1."""
    form: TestForm
    read: TestRead
    known: bool
    """It is already in the log, or twice in the file, and is left out."""


@dataclass(frozen=True, slots=True)
class TableRead:
    """A preview of the import. It may go ahead only when `ok`, and then takes every test that is not `known`."""

    tests: tuple[Imported, ...]
    problems: tuple[Problem, ...]
    """At fields "line 12": what cannot be read, or is asked about one value."""
    asks: tuple[Problem, ...]
    """At fields "dates", "decimal" and "units.<analyte>": questions about the whole file, answered in `Choices`."""

    @property
    def ok(self) -> bool:
        """Whether nothing is left to settle and there is something to add."""
        return not self.problems and not self.asks and bool(self.new)

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day among the tests to add, for the preview."""
        days = [one.read.taken for one in self.new if one.read.taken]
        return (min(days), max(days)) if days else None

    @property
    def new(self) -> tuple[Imported, ...]:
        """The tests to add."""
        return tuple(one for one in self.tests if not one.known)


def read_table(
    text: str,
    person: Person,
    log: Log,
    today: date,
    choices: Choices | None = None,
    accepted: frozenset[str] = frozenset(),
) -> TableRead:
    """Read CSV *text* into a preview; *accepted* are keys of questions the person said yes to."""
    choices = choices or Choices()
    lines, wrong = read_lines(text)
    if wrong is not None:
        return TableRead((), (wrong,), ())
    asks = whole_file_asks(lines, choices)
    if asks:
        return TableRead((), (), asks)
    problems: list[Problem] = []
    tests: list[Imported] = []
    seen: set[tuple[object, ...]] = set()
    days = _by_day(log)
    forms = list(_forms(lines, choices, problems))
    earlier = Earlier((*earlier_in(log.tests), *_told(form for _, form in forms)))
    for number, form in forms:
        here = frozenset(key.removeprefix(f"line {number}: ") for key in accepted)
        found = read_test(form, person, _of_lab(days.get(form.taken, Log()), form.lab), today, here, earlier=earlier)
        known = any(one.code == "duplicate" for one in found.problems) or _mark(form) in seen
        seen.add(_mark(form))
        tests.append(Imported(number, form, found, known))
        if not known:  # what is left out needs no answer
            problems += [_at_line(one, number) for one in found.problems if one.code not in _SAID_ONCE]
    if not tests and not problems:
        problems.append(Problem(field="", code="table.empty", text=N_("There is no result in this file.")))
    return TableRead(tuple(tests), tuple(problems), ())


_SAID_ONCE = ("duplicate", "date.old")
"""Not asked line by line: duplicates are left out, and the preview shows the days from first to last."""


def _by_day(log: Log) -> dict[str, Log]:
    days: dict[str, list[BloodTest]] = {}
    for test in log.tests:
        days.setdefault(test.taken.isoformat(), []).append(test)
    return {day: Log(tests=tuple(tests)) for day, tests in days.items()}


def _of_lab(log: Log, lab: str) -> Log:
    """The tests that may be of *lab*: two labs may find the same on one day."""
    wanted = lab.strip().casefold()
    return Log(tests=tuple(one for one in log.tests if not wanted or one.lab.strip().casefold() in ("", wanted)))


def _told(forms: Iterable[TestForm]) -> Iterator[tuple[date, Amount]]:
    """What the file itself tells to `Earlier`: a lost decimal sign shows against the line before."""
    for form in forms:
        day = _day(form.taken)
        for name, row in form.rows.items():
            if day and (found := amount_of(row.text, row.unit, name)):
                yield day, found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _mark(form: TestForm) -> tuple[object, ...]:
    return form.taken, form.lab.casefold(), tuple((name, row.text, row.unit) for name, row in form.rows.items())


def _at_line(problem: Problem, number: int) -> Problem:
    return problem.model_copy(update={"field": f"line {number}: {problem.field}"})


def _forms(lines: list[Line], choices: Choices, problems: list[Problem]) -> Iterator[tuple[int, TestForm]]:
    """Forms from consecutive lines of one test, with the line each begins on; what cannot be read to *problems*."""
    start, top, rows, notes = 0, ("", ""), dict[str, Row](), list[str]()
    for number, cells in (*lines, Line(0, {})):
        name = analyte_of(cells) if cells else None
        head = _iso(cells.get("date", ""), choices), unguarded(cells.get("lab", ""))
        if rows and (not cells or head != top or name in rows):
            yield start, TestForm(taken=top[0], lab=top[1], note="\n".join(filter(None, notes)), rows=rows)
            rows, notes = {}, []
        if not cells:
            continue
        if name is None:
            text = N_("Line {line}: “{analyte}” is not a value this app knows.")
            values = {"line": str(number), "analyte": cells.get("analyte", "")[:40]}
            problems.append(Problem(field=f"line {number}", code="table.analyte", text=text, values=values))
            continue
        if not rows:
            start, top = number, head
        note = unguarded(cells.get("note", ""))
        notes += [] if note in notes else [note]  # every line may bring its own
        rows[name] = _row(name, cells, choices)


def _row(name: str, cells: Mapping[str, str], choices: Choices) -> Row:
    unit = unguarded(cells.get("unit", ""))
    found = UNITS.get(unit) or find_unit(unit, name)
    texts = {part: _number(unguarded(cells.get(column, "")), choices) for part, column in _PARTS.items()}
    method = cells.get("method", "").casefold()
    return Row(
        **texts,
        unit=found.id if found else unit or choices.units.get(name, ""),
        method="automated" if method == "automated" else "manual" if method == "manual" else "",
    )


_PARTS = {"text": "value", "low": "low", "high": "high"}


def _number(text: str, choices: Choices) -> str:
    """*text*, with a number that can be read in two ways rewritten by the decimal sign the person chose."""
    number = parse_number(text) if text and choices.decimal else None
    if not isinstance(number, Problem) or number.code != "number.grouped":
        return text
    small, large = number.offers
    return small.text if choices.decimal in text else large.text


def _iso(text: str, choices: Choices) -> str:
    """An ISO date, always spelled alike, where the text is one or the order is known; else the text, refused later."""
    found = SLASHED.fullmatch(text)
    if not found or not choices.dates:
        return known.isoformat() if (known := _day(text)) else text
    first, second, year = found.groups()
    day, month = (first, second) if choices.dates == "day_first" else (second, first)
    return f"{year}-{int(month):02}-{int(day):02}"
