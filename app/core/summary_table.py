"""The numbers of the summary: every slip rated, the trend table, and the series of the small charts."""

from datetime import date
from decimal import Decimal

from app.core.analytes import ANALYTES, in_order
from app.core.default_ranges import DefaultRanges
from app.core.labs import anc
from app.core.names import EVENT_SIGNS, SHORT
from app.core.ranges import Rating, rate
from app.core.record import BloodTest, Log, Person
from app.core.summary_choice import Choice, Flag
from app.core.summary_model import Cell, Mark, Point, Row, Series, Slip, Table
from app.core.units import UNITS, amount, show, show_value

ALWAYS = ("wbc", "neutrophils", "lymphocytes", "monocytes", "haemoglobin", "mcv", "platelets", "crp")
"""Rows of the table when any slip has a value; the others follow when one of the shown slips has them (facts.md §7)."""
US_UNITS = {"haemoglobin": "g/dL", "crp": "mg/dL"}
"""Where the two systems print different numbers. Counts print the same: 10⁹/L is 10³/µL."""
LABELS = {"10*9/L": "×10⁹/L = ×10³/µL", "10*12/L": "×10¹²/L = ×10⁶/µL"}
FLAGS: dict[str, Flag] = {"LL": "LL", "L": "L", "N": "N", "H": "H", "HH": "HH", "not_rated": ""}
CHARTS = ("neutrophils", "haemoglobin", "platelets")
GUIDES = (Decimal("1.5"), Decimal("1.0"), Decimal("0.5"))
"""The decision limits of the ANC, ×10⁹/L (S13, S21)."""


def slip(test: BloodTest, person: Person, defaults: DefaultRanges, choice: Choice, today: date) -> Slip:
    """Every value of *test* rated, in the order of a slip, with a calculated ANC where none is printed."""
    cells = {name: _cell(test, name, rate(test, name, person, defaults, today), choice) for name in test.readings}
    if "neutrophils" not in cells and anc(test).value is not None:
        cells["neutrophils"] = _calculated(test, rate(test, "neutrophils", person, defaults, today))
    ordered = {name: cells[name] for name in in_order(cells)}
    return Slip(test=test.id, on=test.taken, lab=test.lab, note=test.note, cells=ordered)


def _cell(test: BloodTest, analyte: str, rating: Rating, choice: Choice) -> Cell:
    reading = test.readings[analyte]
    found = amount(reading, analyte)
    first, second = units(analyte, choice)
    typed_unit = UNITS[reading.unit].label if reading.unit in UNITS else reading.unit
    return Cell(
        shown=show(found, first) if found else f"{reading.text} {typed_unit} ?",
        unit=label(first),
        other=show(found, second) if found and second else "",
        other_unit=label(second),
        typed=reading.text,
        typed_unit=typed_unit,
        value=found.value if found else None,
        bound=found.comparator if found else "",
        flag=FLAGS[rating.level],
        whose=rating.whose,
        why=rating.reason.text,
        limits=limits(rating.low, rating.high, analyte, first),
    )


def _calculated(test: BloodTest, rating: Rating) -> Cell:
    """The ANC worked out from the other values of *test*, or bounded by them; there is one (see `slip`)."""
    count = anc(test)
    value = count.value if count.value is not None else Decimal(0)
    return Cell(
        shown=show_value(value, "neutrophils", count.comparator),
        unit=label(ANALYTES["neutrophils"].unit),
        other="",
        other_unit="",
        typed="",
        typed_unit="",
        value=count.value,
        bound=count.comparator,
        flag=FLAGS[rating.level],
        whose=rating.whose,
        why=rating.reason.text,
        limits=limits(rating.low, rating.high, "neutrophils", ANALYTES["neutrophils"].unit),
        calculated=True,
    )


def limits(low: Decimal | None, high: Decimal | None, analyte: str, unit: str) -> str:
    """A range in *unit*: "4–11", "≥ 1.5", "≤ 5"; empty when there is none."""
    below = show_value(low, analyte, unit=unit) if low is not None else ""
    above = show_value(high, analyte, unit=unit) if high is not None else ""
    if below and above:
        return f"{below}–{above}"
    return f"≥ {below}" if below else f"≤ {above}" if above else ""


def units(analyte: str, choice: Choice) -> tuple[str, str]:
    """The unit that stands first and the one beside it ("" when both print the same number, or nobody knows any)."""
    known = ANALYTES.get(analyte)
    first, second = known.unit if known else "", US_UNITS.get(analyte, "")
    return (second, first) if second and choice.units == "US" else (first, second)


def label(unit: str) -> str:
    """A unit as printed; a count names both systems."""
    return LABELS.get(unit, UNITS[unit].label) if unit else ""


def table(slips: tuple[Slip, ...], choice: Choice) -> Table:
    """The newest slips, oldest left; a row for each analyte any of them has."""
    shown = slips[-choice.columns :]
    has = in_order(name for one in shown for name in one.cells)
    percent = [name for name in has if name.endswith("_percent")]
    names = [name for name in ALWAYS if name in has]
    names += [name for name in has if name not in names and name not in percent]
    names += [name for name in percent if name == "blasts_percent" or _only_as_percent(name, has)]
    return Table(columns=shown, rows=tuple(_row(name, shown, choice) for name in names), older=len(slips) - len(shown))


def _only_as_percent(name: str, has: list[str]) -> bool:
    """A percentage stands in the table only when no absolute number does (that one decides), and only if it matters."""
    if name in ("eosinophils_percent", "basophils_percent"):
        return False
    absolute = "neutrophils" if name in ("segs_percent", "bands_percent") else name.removesuffix("_percent")
    return absolute not in has


def _row(analyte: str, slips: tuple[Slip, ...], choice: Choice) -> Row:
    first, second = units(analyte, choice)
    return Row(
        analyte=analyte, label=SHORT.get(analyte, analyte), unit=label(first), other_unit=label(second),
        cells=tuple(one.cells.get(analyte) for one in slips),
    )  # fmt: skip


def charts(slips: tuple[Slip, ...], tests: tuple[BloodTest, ...], choice: Choice) -> tuple[Series, ...]:
    """ANC, haemoglobin and platelets over time; a chart without points is left out."""
    return tuple(one for one in (_series(name, slips, tests, choice) for name in CHARTS) if one.points)


def _drawn(cell: Cell, test: BloodTest, analyte: str) -> Cell:
    """*cell* as it is drawn: of two counts that disagree the lower, which was rated."""
    count = anc(test)
    if analyte != "neutrophils" or count.safest is None or count.safest == cell.value:
        return cell
    shown = show_value(count.safest, analyte, count.safest_sign)
    return cell.model_copy(update={"value": count.safest, "bound": count.safest_sign, "shown": shown})


def _series(analyte: str, slips: tuple[Slip, ...], tests: tuple[BloodTest, ...], choice: Choice) -> Series:
    told = [(one, test) for one, test in zip(slips, tests, strict=True) if analyte in one.cells]
    cells = [(one.on, _drawn(one.cells[analyte], test, analyte)) for one, test in told]
    unit, is_anc = UNITS[units(analyte, choice)[0]], analyte == "neutrophils"
    points = (
        Point(on=on, value=cell.value / unit.factor, shown=cell.shown, bound=cell.bound)
        for on, cell in cells
        if cell.value is not None
    )
    return Series(
        analyte=analyte,
        label=SHORT[analyte],
        unit=unit.label,
        points=tuple(points),
        guides=GUIDES if is_anc else (),
        log=is_anc,
    )


def marks(log: Log, fevers: tuple[date, ...]) -> tuple[Mark, ...]:
    """What is marked on the time axis: treatments, medicines started and stopped, infections, and days with fever."""
    events = [Mark(on=one.on, until=one.until, what=one.what) for one in log.events if one.what in EVENT_SIGNS]
    return tuple(sorted([*events, *(Mark(on=on, until=None, what="fever") for on in fevers)], key=lambda m: m.on))
