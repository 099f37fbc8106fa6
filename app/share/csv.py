"""The values of a summary as CSV for a spreadsheet: one value, temperature, event, vaccine or sign a line.

UTF-8 with a byte order mark (so that spreadsheets see it), CRLF, comma. Text cells that a spreadsheet would run as a
formula begin with an apostrophe, by column and not by looking; numbers are never touched.
"""

import csv
import io
from collections.abc import Iterator

from app.core.analytes import ANALYTES
from app.core.direction import bare
from app.core.record import BloodTest, local
from app.core.summary_model import Slip, Summary
from app.core.table import guarded
from app.core.units import amount_of, celsius
from app.core.vaccines import newest_first
from app.share import say

COLUMNS = (
    "kind", "date", "time", "lab", "name", "value", "unit", "low", "high", "method", "comparator", "canonical",
    "canonical_unit", "flag", "rated_by", "range", "range_unit", "calculated", "until", "note", "source",
)  # fmt: skip
"""`value`, `unit`, `low`, `high` as typed; `canonical` in the app's own unit, to compute with."""
TEXT = frozenset({"lab", "name", "value", "unit", "low", "high", "note"})
"""The columns a person can write letters into. A typed number that reads as one is left as it is."""


@say.in_the_pages_language
def csv_file(summary: Summary) -> bytes:
    """The file, ready to be written."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(summary):
        writer.writerow({name: _cell(name, text) for name, text in row.items()} | {"source": bare(say.unverified())})
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(name: str, text: str) -> str:
    return guarded(text) if name in TEXT else text


def _rows(summary: Summary) -> Iterator[dict[str, str]]:
    for test, slip in zip(summary.log.tests, summary.slips, strict=True):
        yield from _values(test, slip)
    for heat in summary.log.temperatures:
        degrees = celsius(heat.text, heat.unit)
        yield {
            "kind": "temperature", "date": local(heat.at).isoformat(), "time": f"{heat.at:%H:%M%z}",
            "name": heat.site or "", "value": heat.text, "unit": heat.unit,
            "canonical": "" if degrees is None else f"{degrees:f}", "canonical_unit": "" if degrees is None else "Cel",
            "flag": "" if not heat.feels_hot else "feels_hot", "note": heat.note,
        }  # fmt: skip
    for one in summary.log.events:
        until = one.until.isoformat() if one.until else ""
        yield {"kind": one.what, "date": one.on.isoformat(), "name": one.name, "until": until, "note": one.note}
    for shot in newest_first(summary.person.vaccines):
        yield {"kind": "vaccine", "date": shot.when, "name": shot.name}
    for day in summary.log.symptoms:
        for sign in day.signs or (("",) if day.note else ()):  # a note may stand alone
            yield {"kind": "symptom", "date": day.on.isoformat(), "name": sign, "note": day.note}


def _values(test: BloodTest, slip: Slip) -> Iterator[dict[str, str]]:
    """A slip's values in its order; a calculated ANC says so and has nothing typed."""
    for analyte, cell in slip.cells.items():
        reading = None if cell.calculated else test.readings[analyte]
        found = amount_of(reading.text, reading.unit, analyte) if reading else None
        value = cell.value if found is None else found.value
        typed = reading.model_dump() if reading else {}
        yield {
            "kind": "test", "date": slip.on.isoformat(), "lab": slip.lab, "name": analyte, "note": test.note,
            "value": typed.get("text", ""), **{name: typed.get(name, "") for name in ("unit", "low", "high", "method")},
            "comparator": cell.bound, "canonical": "" if value is None else f"{value:f}",
            "canonical_unit": "" if value is None else ANALYTES[analyte].unit, "flag": cell.flag,
            "rated_by": cell.whose, "range": cell.limits,
            "range_unit": cell.unit.split(" = ")[0] if cell.limits else "",
            "calculated": "yes" if cell.calculated else "",
        }  # fmt: skip
