"""Blood tests as FHIR observations, and back.

A slip is one panel observation with a member for each value; a calculated ANC is one more member, derived from others,
and is never read back. LOINC: method-unspecified unless the slip said how it was counted (facts.md §3.3, D).
"""

from decimal import Decimal

from app.core.analytes import ANALYTES
from app.core.names import ANALYTES as NAMES
from app.core.record import BloodTest, Reading
from app.core.summary_choice import FLAGS
from app.core.summary_model import Cell, Slip
from app.core.units import UNITS, Amount, amount, convert
from app.core.words import N_
from app.share import trouble
from app.share.fhir_frame import (
    LOINC,
    OWN,
    TERMINOLOGY,
    UCUM,
    Frame,
    find,
    meta,
    note,
    only,
    own,
    own_code,
    parts_of,
    stamp,
    text_extension,
    text_of,
    unstamp,
)
from app.share.fhir_models import Observation, ReferenceRange
from app.share.fhir_types import CodeableConcept, Coding, Extension, Quantity, Reference
from app.share.trouble import UnreadableError

LABORATORY = CodeableConcept(coding=(Coding(system=TERMINOLOGY + "observation-category", code="laboratory"),))
METHODS = {"automated": N_("automated count"), "manual": N_("manual count")}
CALCULATED_FROM = ("wbc", "neutrophils_percent", "segs_percent", "bands_percent")


def blood_test(entry: BloodTest, slip: Slip, frame: Frame) -> list[Observation]:
    """The panel first, then its members: each value as typed, then a calculated ANC if there is one."""
    panel_id = frame.next_id()
    members = {name: _value(entry, name, slip.cells.get(name), frame) for name in entry.readings}
    worked = slip.cells.get("neutrophils")
    if worked and worked.calculated and worked.value is not None:
        members["calculated"] = _calculated(entry, worked, worked.value, members, frame)
    panel = Observation(
        **stamp(entry, panel_id, *text_extension("lab", entry.lab)),
        category=(LABORATORY,),
        code=own("kind", "test", N_("Blood test")),
        subject=frame.patient,
        effective_date_time=entry.taken.isoformat(),
        performer=(frame.patient,),
        note=note(entry),
        has_member=tuple(Reference(reference=frame.address(one.id)) for one in members.values()) or None,
    )
    return [panel, *members.values()]


def _value(entry: BloodTest, analyte: str, cell: Cell | None, frame: Frame) -> Observation:
    reading = entry.readings[analyte]
    found = amount(reading, analyte)
    one = Observation(
        id=frame.next_id(),
        meta=meta(entry.changed, entry.sample),
        category=(LABORATORY,),
        code=_code(analyte, reading.method),
        subject=frame.patient,
        effective_date_time=entry.taken.isoformat(),
        performer=(frame.patient,),
        value_quantity=_quantity(found) if found else None,
        value_string=None if found else reading.text or None,
        interpretation=_interpretation(cell),
        method=CodeableConcept(text=METHODS[reading.method]) if reading.method else None,
        reference_range=_range(reading, analyte),
    )
    return one.model_copy(update={"extension": _as_typed(reading, _written(one))})


def _as_typed(reading: Reading, written: dict[str, str]) -> tuple[Extension, ...] | None:
    """What was typed, only where FHIR's own fields do not say it already ("0,40", a lakh, an unreadable limit)."""
    parts = {name: getattr(reading, name) for name in written if getattr(reading, name) != written[name]}
    kept = tuple(Extension(url=name, value_string=text) for name, text in parts.items() if text)
    return (Extension(url=OWN + "as-typed", extension=kept),) if kept else None


def _written(one: Observation) -> dict[str, str]:
    """What FHIR's own fields of *one* say, as a person would have typed it."""
    value, limits = one.value_quantity, (one.reference_range or (ReferenceRange(),))[0]
    methods = {text: name for name, text in METHODS.items()}
    return {
        "text": f"{value.comparator or ''}{value.value:f}" if value else one.value_string or "",
        "unit": value.code or "" if value else "",
        "low": f"{limits.low.value:f}" if limits.low else "",
        "high": f"{limits.high.value:f}" if limits.high else "",
        "method": methods.get(one.method.text or "", "") if one.method else "",
    }


def _code(analyte: str, method: str) -> CodeableConcept:
    one = ANALYTES.get(analyte)
    loinc = ({"automated": one.loinc_automated, "manual": one.loinc_manual}.get(method) or one.loinc) if one else ""
    known = (Coding(system=LOINC, code=loinc),) if loinc else ()
    return CodeableConcept(coding=(*known, Coding(system=OWN + "analyte", code=analyte)), text=NAMES.get(analyte))


def _quantity(found: Amount) -> Quantity:
    """The number as typed, in the unit typed; a unit without a UCUM code is converted first."""
    unit = UNITS[found.unit]
    value = found.typed
    if unit.ucum is None:
        unit = UNITS[ANALYTES[found.analyte].unit]
        value = convert(found, unit.id)
    return Quantity(value=value, comparator=found.comparator or None, unit=unit.label, system=UCUM, code=unit.ucum)


def _range(reading: Reading, analyte: str) -> tuple[ReferenceRange, ...] | None:
    """The lab's own limits, only when the slip gave them."""
    low, high = _limit(reading, reading.low, analyte), _limit(reading, reading.high, analyte)
    return (ReferenceRange(low=low, high=high, text=N_("the lab’s own range")),) if low or high else None


def _limit(reading: Reading, text: str, analyte: str) -> Quantity | None:
    found = amount(reading.model_copy(update={"text": text}), analyte) if text else None
    return _quantity(found).model_copy(update={"comparator": None}) if found else None


def _interpretation(cell: Cell | None) -> tuple[CodeableConcept, ...] | None:
    if cell is None or not cell.flag:
        return None
    coded = Coding(system=TERMINOLOGY + "v3-ObservationInterpretation", code=cell.flag)
    return (CodeableConcept(coding=(coded,), text=FLAGS[cell.flag]),)


def _calculated(
    entry: BloodTest, cell: Cell, value: Decimal, members: dict[str, Observation], frame: Frame
) -> Observation:
    sources = [
        members[name] for name in ("wbc", "neutrophils_percent", "segs_percent", "bands_percent") if name in members
    ]
    unit = UNITS[ANALYTES["neutrophils"].unit]
    assert cell.value is not None
    return Observation(
        id=frame.next_id(),
        meta=meta(entry.changed, entry.sample),
        extension=(Extension(url=OWN + "calculated", value_boolean=True),),
        category=(LABORATORY,),
        code=_code("neutrophils", ""),
        subject=frame.patient,
        effective_date_time=entry.taken.isoformat(),
        performer=(frame.patient,),
        value_quantity=Quantity(
            value=value, comparator=cell.bound or None, unit=unit.label, system=UCUM, code=unit.ucum
        ),
        interpretation=_interpretation(cell),
        method=CodeableConcept(text=N_("calculated by the app from the values it is derived from")),
        derived_from=tuple(Reference(reference=frame.address(one.id)) for one in sources) or None,
    )


def is_calculated(one: Observation) -> bool:
    """Whether the app worked *one* out; such a count is derived again, never read back, and there is no other."""
    worked = find(one.extension, "calculated") is not None
    if worked and not (own_code(one.code, "analyte") == "neutrophils" and one.derived_from):
        raise UnreadableError(trouble.DAMAGED)
    return worked


def read_blood_test(panel: Observation, members: list[Observation], person: str) -> BloodTest:
    """The entry the panel and its members were written from."""
    found = [_reading(one) for one in members if not is_calculated(one)]
    readings = dict(found)
    if len(readings) != len(found):
        raise UnreadableError(trouble.DAMAGED)
    return BloodTest.model_validate(
        {
            **unstamp(panel, person), "taken": panel.effective_date_time, "lab": text_of(panel.extension, "lab"),
            "readings": readings,
        }
    )  # fmt: skip


def _reading(one: Observation) -> tuple[str, Reading]:
    """The value as typed, refused unless FHIR's number, unit and limits say the same."""
    analyte, typed = own_code(one.code, "analyte"), find(one.extension, "as-typed")
    if not analyte:
        raise UnreadableError(trouble.DAMAGED)
    only(one.reference_range)
    reading = Reading.model_validate({**_written(one), **parts_of(typed)})
    found = amount(reading, analyte) if analyte in ANALYTES else None
    agrees = one.value_quantity == _quantity(found) if found else one.value_string == (reading.text or None)
    if not agrees or one.reference_range != (_range(reading, analyte) if analyte in ANALYTES else None):
        raise UnreadableError(trouble.DISAGREES, what=NAMES.get(analyte, analyte))
    return analyte, reading
