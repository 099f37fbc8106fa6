"""The trend table: rows are values, columns dates, the newest on the right. Letters and shades, never colour alone."""

from app.core.summary_model import Cell, Row, Slip, Summary
from app.share import say
from app.share.pdf_sheet import INK, PAPER_WHITE, RULE, SHADE, SOFT, Sheet
from app.words import _, ltr, ngettext, typed

LABEL, RANGE = 37.0, 23.0
"""Widths of the first and the last column, in millimetres."""
ROW, TALL_ROW = 4.9, 7.2
SIZE, SMALL = 7.6, 5.4
WHOSE = {"lab": "", "clinician": "p", "default": "d", "none": ""}
"""Small letters beside a flag: whose range it is, when it is not the lab's own."""


def draw(sheet: Sheet, summary: Summary) -> None:
    """The table, or the sentence that there is none, and the legend."""
    sheet.heading(sheet.left, sheet.width, _("Blood counts"))
    table = summary.table
    if not table.columns:
        sheet.y += 4
        none = say.nothing(summary, "tests", _("No blood test was entered in this period."))
        sheet.text(sheet.left, sheet.y, none, 8)
        sheet.y += 2
        return
    width = (sheet.width - LABEL - RANGE) / max(len(table.columns), 4)
    _dates(sheet, table.columns, width)
    for number, row in enumerate(table.rows):
        _row(sheet, row, width, shaded=bool(number % 2))
    sheet.line((sheet.left, sheet.y), (sheet.right, sheet.y), 0.3)
    _legend(sheet, table.older)


def _dates(sheet: Sheet, slips: tuple[Slip, ...], width: float) -> None:
    """Dates, each over the name of its lab."""
    for number, slip in enumerate(slips):
        x = sheet.left + LABEL + width * _column(sheet, number, len(slips))
        newest = number == len(slips) - 1
        sheet.text(x + width / 2, sheet.y + 3.2, say.on(slip.on), 6.8, bold=newest, align="C")
        lab = sheet.fit(typed(slip.lab), SMALL, width - 1)
        sheet.text(x + width / 2, sheet.y + 5.6, lab, SMALL, ink=SOFT, align="C")
    sheet.text(sheet.right, sheet.y + 3.2, _("Range"), 6.8, bold=True, align="R")
    sheet.text(sheet.right, sheet.y + 5.6, _("for the newest"), SMALL, ink=SOFT, align="R")
    sheet.y += 6.6
    sheet.line((sheet.left, sheet.y), (sheet.right, sheet.y), 0.3)


def _column(sheet: Sheet, number: int, count: int) -> int:
    """The place of a date, counted from the labels: time runs from left to right on a mirrored page too."""
    return count - 1 - number if sheet.mirrored else number


def _row(sheet: Sheet, row: Row, width: float, shaded: bool) -> None:
    height = TALL_ROW if row.other_unit else ROW
    if row.analyte == "neutrophils":
        sheet.line((sheet.left, sheet.y), (sheet.right, sheet.y), 0.2, RULE)
        sheet.line((sheet.left, sheet.y + height), (sheet.right, sheet.y + height), 0.2, RULE)
    elif shaded:
        sheet.line((sheet.left, sheet.y), (sheet.right, sheet.y), 0.1, SHADE)
    base = sheet.y + 3.5
    name = sheet.text(sheet.left, base, _(row.label), SIZE, bold=True)
    sheet.text(sheet.left + name + 1.5, base, sheet.fit(ltr(row.unit), SMALL, LABEL - name - 2), SMALL, ink=SOFT)
    if row.other_unit:
        sheet.text(sheet.left + name + 1.5, base + 2.9, ltr(row.other_unit), SMALL, ink=SOFT)
    for number, cell in enumerate(row.cells):
        middle = sheet.left + LABEL + width * (_column(sheet, number, len(row.cells)) + 0.5)
        if cell:
            place = sheet.across(middle)
            with sheet.left_to_right():
                _cell(sheet, cell, place, width)
        else:
            sheet.text(middle, base, "–", SIZE, ink=RULE, align="C")
    newest = next((cell for cell in reversed(row.cells) if cell and cell.limits), None)
    if newest:
        whose = {"lab": _("lab"), "clinician": _("clinician"), "default": _("default"), "none": ""}[newest.whose]
        wide = sheet.text(sheet.right, base, whose, SMALL, ink=SOFT, align="R")
        sheet.text(sheet.right - wide - 1, base, ltr(newest.limits), 6.6, align="R")
    sheet.y += height


def _cell(sheet: Sheet, cell: Cell, middle: float, width: float) -> None:
    """The value with its flag; far out is white on black, out of range on grey and bold."""
    far, out = cell.flag in ("LL", "HH"), cell.flag in ("L", "H")
    letters = {"N": "", "": _("nr")}.get(cell.flag, cell.flag)
    small = "".join(part for part in (WHOSE[cell.whose] if cell.flag else "", "c" if cell.calculated else "") if part)
    bold, ink, base = far or out, PAPER_WHITE if far else INK, sheet.y + 3.5
    size = SIZE
    while size > 4 and sheet.measure(cell.shown, size, bold) > width - 6.5:
        size -= 0.4
    shown = sheet.fit(cell.shown, size, width - 2, bold)
    number = sheet.measure(shown, size, bold)
    flag = sheet.measure(letters, SMALL + 0.4, bold=bool(cell.flag)) if letters else 0
    mark = sheet.measure(small, 4.6) if small else 0
    total = number + (0.8 + flag if letters else 0) + (0.4 + mark if small else 0)
    x = middle - total / 2
    if far or out:
        sheet.box(x - 1, sheet.y + 0.6, total + 2, 3.9, fill=INK if far else SHADE)
    sheet.text(x, base, shown, size, bold=bold, ink=ink)
    x += number + 0.8
    if letters:
        sheet.text(x, base, letters, SMALL + 0.4, bold=bool(cell.flag), ink=ink if cell.flag else SOFT)
        x += flag + 0.4
    if small:
        sheet.text(x, base - 1, small, 4.6, ink=ink if far else SOFT)
    if cell.other:
        sheet.text(middle - total / 2 + number / 2, base + 2.9, cell.other, SMALL, ink=SOFT, align="C")


def _legend(sheet: Sheet, older: int) -> None:
    said = [
        _("LL, HH far out (white on black)"), _("L, H out of range (grey)"), _("no letter: within range"),
        _("nr: not rated"), _("d: default range, p: range set by the clinician, else the lab’s own"),
        _("c: calculated"), _("– not on the slip"), _("percentages beside absolute counts are in the text version"),
    ]  # fmt: skip
    if sheet.mirrored:
        said.insert(0, _("Time runs from left to right"))
    if older:
        more = ngettext("{count} older test in the text version", "{count} older tests in the text version", older)
        said.append(more.format(count=older))
    sheet.y += 0.3
    sheet.paragraph(sheet.left, sheet.width, " · ".join(said), SMALL, ink=SOFT)
    sheet.y += 0.6
