"""The values of one form against each other (D). Every check asks; none changes anything."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from app.core.analytes import ANALYTES, CELLS
from app.core.labs import Anc, anc_of
from app.core.problem import Problem
from app.core.record import BloodTest, Reading
from app.core.units import UNITS, Amount, amount, plain, show, show_value
from app.core.words import N_


def cross_checks(amounts: Mapping[str, Amount], readings: Mapping[str, Reading]) -> Iterator[Problem]:
    """Everything about *amounts* that does not fit together; a bound counts only where it proves something."""
    points = {name: one for name, one in amounts.items() if not one.comparator}
    yield from _differential(points)
    yield from _parts_of_wbc(amounts)
    yield from _anc(readings)
    yield from _shares(points)
    yield from _red_cells(points)


def _differential(points: Mapping[str, Amount]) -> Iterator[Problem]:
    """All percentages together are 95-105 %; while some are missing they are at most 105 %."""
    share = {name: one.value for name, one in points.items() if name.endswith("_percent")}
    single = share.pop("neutrophils_percent", None)
    parts = [share.pop(name) for name in ("segs_percent", "bands_percent") if name in share]
    if single is not None and len(parts) == 1 and parts[0] > single + 1:  # 1: both are rounded
        text = N_("Neutrophils {single} %, but a part of them {part} %. Check them. Is it right?")
        code, said = "differential.part", {"single": _short(single), "part": _short(parts[0])}
        yield _ask("neutrophils_percent.text", code, text, **said)
    if single is not None and len(parts) == 2 and abs(single - sum(parts)) > 5:
        yield _ask(
            "neutrophils_percent.text",
            "differential.neutrophils",
            N_("Neutrophils {single} %, but segmented and bands together {parts} %. Check them. Is it right?"),
            single=_short(single),
            parts=_short(sum(parts, Decimal(0))),
        )
    own = single if single is not None else sum(parts, Decimal(0))
    total = own + sum(share.values())
    has_neutrophils = single is not None or len(parts) == 2
    complete = has_neutrophils and all(f"{cell}_percent" in share for cell in CELLS[1:])
    if total > 105 or (complete and total < 95):
        last = [name for name in points if name.endswith("_percent")][-1]
        text = N_("The percentages add up to {sum} %, not to 100 %. Check them. Is it right?")
        yield _ask(f"{last}.text", "differential.sum", text, sum=_short(total))


def _parts_of_wbc(amounts: Mapping[str, Amount]) -> Iterator[Problem]:
    """No kind of white cell outnumbers all white cells; together they are about as many."""
    white = amounts.get("wbc")
    cells = [amounts[name] for name in CELLS if name in amounts]
    if white is None or white.comparator[:1] == ">":
        return
    above = [cell for cell in cells if cell.comparator[:1] != "<" and cell.value > white.value * Decimal("1.05")]
    for cell in above:
        text = N_(
            "There are more of these ({cell}) than white cells in all ({wbc}). Check the unit of both. Is it right?"
        )
        asked = _ask(f"{cell.analyte}.text", "cell.above_wbc", text, cell=show(cell), wbc=show(white))
        percent = {"offer": cell.text.strip(), "offer_unit": "%", "offer_field": f"{cell.analyte}_percent.text"}
        yield asked.model_copy(update=percent) if cell.typed <= 100 else asked
    if not above:  # one question is enough
        yield from _sum_of_cells(white, cells)


def _sum_of_cells(white: Amount, cells: list[Amount]) -> Iterator[Problem]:
    """Together the kinds are about as many as the white cells; while some are missing, they are not more."""
    least = [cell for cell in cells if cell.comparator[:1] != "<"]
    total = sum((cell.value for cell in least), Decimal(0))
    exact = len(cells) == len(CELLS) and not any(one.comparator for one in (white, *cells))
    over = len(least) > 1 and total > white.value * Decimal("1.15")
    if over or (exact and total < white.value * Decimal("0.85")):
        text = N_("The kinds of white cell add up to {sum}, but the white cells are {wbc}. Is it right?")
        yield _ask("wbc.text", "cell.sum", text, sum=show_value(total, "wbc"), wbc=show(white))


def _anc(readings: Mapping[str, Reading]) -> Iterator[Problem]:
    count = anc_of(readings)
    if count.value is None or count.other is None or count.other.value is None:
        return
    if count.disagree or _is_too_few(count, count.other):
        text = N_("The slip says {reported} neutrophils, but white cells × percentage give {worked}. Is it right?")
        reported = show_value(count.value, "neutrophils", count.comparator)
        yield _ask(
            "neutrophils.text",
            "anc.disagree",
            text,
            reported=reported,
            worked=show_value(count.other.value, "neutrophils", count.other.comparator),
        )


def _is_too_few(count: Anc, worked: Anc) -> bool:
    """Whether a printed count is below what the segmented cells alone prove."""
    if count.comparator[:1] == ">" or worked.comparator[:1] != ">" or count.value is None or worked.value is None:
        return False
    apart = worked.value - count.value
    return apart > Decimal("0.2") or apart > worked.value / 10


def _shares(points: Mapping[str, Amount]) -> Iterator[Problem]:
    """A printed count against white cells × its percentage; the neutrophils have their own question."""
    for cell in CELLS[1:]:
        white, count, share = (points.get(name) for name in ("wbc", cell, f"{cell}_percent"))
        if white is None or count is None or share is None:
            continue
        worked = white.value * share.value / 100
        apart = abs(count.value - worked)
        if apart > Decimal("0.2") and apart > max(count.value, worked) / 10:
            text = N_("The slip says {reported} of these, but white cells × percentage give {worked}. Is it right?")
            said = {"reported": show(count), "worked": show_value(worked, cell)}
            yield _ask(f"{cell}.text", "cell.disagree", text, **said)


def _red_cells(points: Mapping[str, Amount]) -> Iterator[Problem]:
    """Haemoglobin in g/dL × 3 is about the haematocrit in %."""
    hb, hct = points.get("haemoglobin"), points.get("haematocrit")
    if hb is None or hct is None:
        return
    expected = hb.value / 10 * 3
    if abs(hct.value - expected) > expected / 5:
        text = N_("Haemoglobin {hb} g/L and haematocrit {hct} % do not fit together. Check the units. Is it right?")
        yield _ask("haematocrit.text", "red.mismatch", text, hb=show(hb), hct=show(hct))


class Earlier:
    """The values before a test, by analyte and scale: 10⁹/L and 10³/µL print the same number, per µL another."""

    def __init__(self, told: Iterable[tuple[date, Amount]]) -> None:
        """*told* in any order; of one day the last counts."""
        self._days: dict[tuple[str, Decimal], list[tuple[date, Amount]]] = {}
        for day, one in told:
            self._days.setdefault(_scale(one), []).append((day, one))
        for days in self._days.values():
            days.sort(key=_day)

    def last(self, one: Amount, taken: date) -> Amount | None:
        """The last value of the same analyte and scale, from another day up to 60 days before *taken*."""
        days = self._days.get(_scale(one), [])
        at = bisect_left(days, taken, key=_day)
        return days[at - 1][1] if at and (taken - days[at - 1][0]).days <= LOOKS_BACK else None


LOOKS_BACK = 60
"""Days after which a result says nothing about the decimal sign of the next (D)."""


def _scale(one: Amount) -> tuple[str, Decimal]:
    return one.analyte, UNITS[one.unit].factor


def _day(told: tuple[date, Amount]) -> date:
    return told[0]


def earlier_in(tests: Iterable[BloodTest]) -> Iterator[tuple[date, Amount]]:
    """What *tests* tell to `Earlier`."""
    for test in tests:
        for name, reading in test.readings.items():
            if name in ANALYTES and (found := amount(reading, name)):
                yield test.taken, found


def lost_decimal(amounts: Mapping[str, Amount], taken: date, earlier: Earlier) -> Iterator[Problem]:
    """A number without a decimal sign, about ten times the last one, which had it: 35 after 3.4 may be 3.5."""
    for name, one in amounts.items():
        before = None if "." in plain(one.typed) else earlier.last(one, taken)
        if before is None or not before.value or "." not in plain(before.typed):
            continue
        if 7 <= one.value / before.value <= 14:
            text = N_("This is about ten times the result before ({before}). Was {meant} meant?")
            meant = plain(one.typed / 10)
            asked = _ask(
                f"{name}.text", "decimal.lost", text, before=show(before, one.unit), meant=meant, text=one.text
            )
            yield asked.model_copy(update={"offer": meant})


def _short(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _ask(field: str, code: str, said: str, **values: str) -> Problem:
    return Problem(field=field, code=code, text=said, weight="ask", values=values)
