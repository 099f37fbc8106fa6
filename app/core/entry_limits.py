"""One value of a form against what is possible and what is usual (D, anchored on S72), and the mix-ups behind it."""

from collections.abc import Iterator
from decimal import Decimal

from app.core.analytes import ANALYTES
from app.core.problem import Offer, Problem
from app.core.units import UNITS, Amount, amount_of, parse_number, plain, show, units_for
from app.core.words import N_


def check_limits(found: Amount) -> Iterator[Problem]:
    """Refuse what is not possible, ask about what is rare; offer what may have been meant."""
    analyte = ANALYTES[found.analyte]
    least, most = analyte.hard
    values = _described(found)
    if found.value < least or found.value > most:
        yield _problem(found, "limit.hard", "stop", values)
    elif _is_rare(found):
        yield _problem(found, "limit.soft", "ask", values)
    elif _is_fraction(found):
        yield Problem(
            field=f"{found.analyte}.text",
            code="limit.fraction",
            text=N_("{text} % is very little. Was {percent} % meant?"),
            weight="ask",
            values={"text": plain(found.typed), "percent": plain((found.typed * 100).normalize())},
            offer=plain((found.typed * 100).normalize()),
        )


def _is_rare(found: Amount) -> bool:
    """Outside the soft limits, or a broken number of cells ("3.5 per µL")."""
    low, high = ANALYTES[found.analyte].soft
    broken = found.unit in ("/uL", "/mm3") and found.typed != found.typed.to_integral_value()
    return broken or (low is not None and found.value < low) or (high is not None and found.value > high)


def check_range(found: Amount, low: str, high: str) -> Iterator[Problem]:
    """The lab's limits: numbers, in order, and in the same unit as the value."""
    limits: list[Decimal] = []
    for part, text in (("low", low), ("high", high)):
        if not text.strip():
            continue
        number = parse_number(text)
        field = f"{found.analyte}.{part}"
        if isinstance(number, Problem):
            yield number.model_copy(update={"field": field})
        elif number.comparator:
            yield Problem(field=field, code="range.sign", text=N_("Type the limit as a number, without < or >."))
        else:
            limits.append(number.value)
    if low.strip() and high.strip() and len(limits) == 2 and limits[0] >= limits[1]:
        text = N_("The lower limit must be below the upper limit.")
        yield Problem(field=f"{found.analyte}.low", code="range.order", text=text)
    elif limits and not _range_fits(found, limits):
        yield Problem(
            field=f"{found.analyte}.high" if high.strip() else f"{found.analyte}.low",
            code="range.unit",
            text=N_("This range does not fit the unit of the value. Is it in the same unit?"),
            weight="ask",
            values={"range": f"{low}-{high}", "unit": UNITS[found.unit].label},
        )


def _range_fits(found: Amount, limits: list[Decimal]) -> bool:
    """Whether a normal range can lie there: its limits are possible, and not both beyond what is rare."""
    analyte = ANALYTES[found.analyte]
    inside = [one * UNITS[found.unit].factor for one in limits]
    soft_low, soft_high = analyte.soft
    return (
        all(one <= analyte.hard[1] for one in inside)
        and (soft_low is None or inside[-1] >= soft_low)
        and (soft_high is None or inside[0] <= soft_high)
        and not (analyte.group == "count" and len(inside) == 2 and inside[-1] < Decimal("0.05"))
    )


def _described(found: Amount) -> dict[str, str]:
    return {"text": show(found, found.unit), "unit": UNITS[found.unit].label}


def _problem(found: Amount, code: str, weight: str, values: dict[str, str]) -> Problem:
    """The refusal or question, with every unit on offer in which the number would be usual."""
    offers = [*_as_percentage(found), *_other_units(found)]
    first = offers[0] if offers else Offer(text="")
    if weight == "stop":
        text = N_("{text} {unit} is not possible. Check the number and its unit.")
    else:
        text = N_("{text} {unit} is rare. Check the number and its unit. Is it right?")
    if first.unit and not first.field:
        meant = amount_of(first.text, first.unit, found.analyte)
        values = values | {"meant_unit": UNITS[first.unit].label, "meant": _canonical(meant) if meant else ""}
        text = (
            N_("{text} {unit} is not possible. Was {text} {meant_unit} meant? That is {meant}.")
            if weight == "stop"
            else N_("{text} {unit} is rare. Was {text} {meant_unit} meant? That is {meant}.")
        )
    elif first.field:
        text = N_("{text} {unit} is rare. Was it a percentage? Then it belongs in the other field.")
    return Problem(
        field=f"{found.analyte}.text",
        code=code,
        text=text,
        weight="stop" if weight == "stop" else "ask",
        values=values,
        offer=first.text,
        offer_unit=first.unit,
        offer_field=first.field,
        others=tuple(offers[1:]),
    )


def _canonical(found: Amount) -> str:
    return f"{show(found)} {UNITS[ANALYTES[found.analyte].unit].label}"


def _other_units(found: Amount) -> Iterator[Offer]:
    """The same number in units in which it would be neither impossible nor rare, one for each scale."""
    tried = {UNITS[found.unit].factor}
    for unit in units_for(found.analyte):
        if unit.factor not in tried and is_usual(found.typed * unit.factor, found.analyte):
            tried.add(unit.factor)
            yield Offer(text=found.text.strip(), unit=unit.id)


def is_usual(value: Decimal, analyte: str) -> bool:
    """Whether *value* (canonical unit) is inside both the hard and the soft limits."""
    one = ANALYTES[analyte]
    low, high = one.soft[0] if one.soft[0] is not None else one.hard[0], one.soft[1] or one.hard[1]
    floor = Decimal("0.05") if one.group == "count" and analyte != "basophils" else low
    return max(low, floor) <= value <= high


def _as_percentage(found: Amount) -> Iterator[Offer]:
    """A percentage typed as a count (55 for 55 %)."""
    other = f"{found.analyte}_percent"
    if other in ANALYTES and found.typed <= 100 and found.unit != "/uL":
        yield Offer(text=found.text.strip(), unit="%", field=f"{other}.text")


def _is_fraction(found: Amount) -> bool:
    """0.55 typed for 55 %: only for the two kinds of cell that are never that few."""
    names = ("neutrophils_percent", "segs_percent", "lymphocytes_percent")
    return found.analyte in names and Decimal(0) < found.typed < 1
