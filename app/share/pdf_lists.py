"""The dated lists under the charts, in two columns. What finds no room is counted, never cut in silence."""

from app.core.summary_model import Episode, Summary
from app.share import say, say_days
from app.share.pdf_sheet import SOFT, Sheet
from app.words import _, ngettext, typed

SIZE, LEADING = 7.2, 3.3
GUTTER = 6.0
LISTS, CHARTS = 28.0, 88.0
"""The lists under the charts get at least the first, if they need it; before they get more, the charts get theirs."""
Dated = tuple[str, str, bool]
"""A line of a list: its date, what it says, and whether it is bold."""
Titled = tuple[str, list[Dated]]


def room(summary: Summary, left: float) -> float:
    """What the lists need of what is *left*; the charts have the first call on it."""
    right = len(summary.treatments) + (len(summary.infections) + 3 if summary.infections else 0)
    notes = len(say.noted(summary))
    left_ = len(summary.timeline) + (notes + 3 if notes else 0)
    need = 8 + LEADING * max(left_, right, 1)
    return min(need, max(LISTS, left - CHARTS))


def draw(sheet: Sheet, summary: Summary, floor: float) -> None:
    """Temperatures and symptoms on the left, and notes; treatments, then infections and care, on the right."""
    top, width = sheet.y, (sheet.width - GUTTER) / 2
    days = [(say.on(day.on), say_days.day(day), day.fever) for day in summary.timeline]
    notes = [(say.on(one.on), typed(" ".join(one.note.split())), False) for one in say.noted(summary)]
    none = say.nothing(summary, "temperatures", _("nothing entered in this period"))
    left = (_("Temperatures and symptoms"), days or [("", none, False)]), (_("Notes on the blood tests"), notes)
    _pair(sheet, sheet.left, width, left, floor)
    sheet.y = top
    none = say.nothing(summary, "treatments", _("nothing entered in this period"))
    treated = [_dated(one) for one in summary.treatments] or [("", none, False)]
    care = [_dated(one) for one in summary.infections]
    right = (_("Medicines and treatments"), treated), (_("Infections and care"), care)
    _pair(sheet, sheet.left + width + GUTTER, width, right, floor)
    sheet.y = floor


def _pair(sheet: Sheet, x: float, width: float, lists: tuple[Titled, Titled], floor: float) -> None:
    """Two lists under each other; the second only when there is something in it, and with room of its own."""
    (title, rows), (second, more) = lists
    many = len(rows) + 2
    share = min(max(many / (many + len(more) + 2), 0.35), 0.65) if more else 1.0
    _list(sheet, x, width, title, rows, sheet.y + (floor - sheet.y) * share)
    if more:
        sheet.y += 1.2
        _list(sheet, x, width, second, more, floor)


def _dated(one: Episode) -> Dated:
    return say.on(one.on), say_days.episode(one), False


def _list(sheet: Sheet, x: float, width: float, title: str, rows: list[Dated], floor: float) -> None:
    """Dated lines as far as there is room; how many are not shown is said."""
    sheet.heading(x, width, title)
    column = max(sheet.measure(date, SIZE) for date, _text, _bold in rows)
    column += 2 if column else 0
    for number, (date, text, bold) in enumerate(rows):
        lines = sheet.wrap(text, SIZE, width - column, bold, most=3)
        last = number == len(rows) - 1
        if sheet.y + (len(lines) + (not last)) * LEADING > floor:
            left = len(rows) - number
            more = ngettext("and {count} more, in the text version", "and {count} more, in the text version", left)
            sheet.y += LEADING
            sheet.text(x, sheet.y, more.format(count=left), SIZE, ink=SOFT)
            break
        for place, line in enumerate(lines):
            sheet.y += LEADING
            if not place:
                sheet.text(x, sheet.y, date, SIZE, ink=SOFT)
            sheet.text(x + column, sheet.y, line, SIZE, bold=bold)
