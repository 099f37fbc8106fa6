"""The page from top to bottom, in the order a clinician reads (facts.md §7)."""

from pathlib import Path

from app.core.summary_model import Episode, Line, Summary
from app.share import pdf_chart, pdf_table, say
from app.share.pdf_sheet import INK, PAPER_WHITE, POINT, RULE, SOFT, Sheet
from app.words import _, language, ngettext

TITLE_SIZE, NAME_SIZE, SIZE, SMALL = 8.5, 16.0, 7.2, 6.2
LEADING = 3.3
GUTTER = 6.0
STRIP = 15.2
LEAST = 17.0
"""Less room than this for the lists, and they begin a second page."""
FIGURES = (0.32, 0.23, 0.22, 0.23)
"""Shares of the width: the lowest ANC says most."""
LISTS, CHARTS = 28.0, 88.0
"""The lists under the charts get at least the first, if they need it; before they get more, the charts get theirs."""


def draw(summary: Summary, fonts: Path) -> bytes:
    """Draw everything and return the document."""
    title = _("Blood count summary, {when}").format(when=say.moment(summary.made))
    sheet = Sheet(summary.choice.page, fonts, title, language(), summary.made)
    _header(sheet, summary)
    _strip(sheet, summary)
    _context(sheet, summary)
    pdf_table.draw(sheet, summary)
    _derived(sheet, summary)
    questions = _question_lines(sheet, summary)
    floor = _floor(sheet, summary, questions)
    pdf_chart.draw(sheet, summary, floor - _room(summary, floor - sheet.y))
    if _floor(sheet, summary, questions) - sheet.y < LEAST:
        _footer(sheet, summary)
        sheet.turn()
        _running_head(sheet, summary)
    floor = _floor(sheet, summary, questions)
    _columns(sheet, summary, floor)
    _questions(sheet, questions, floor)
    _footer(sheet, summary)
    return sheet.finished()


def _floor(sheet: Sheet, summary: Summary, questions: list[str]) -> float:
    """How far down the lists may go: the questions and the footer stand at the bottom."""
    foot = len(_foot_lines(sheet, summary)) * 2.75 + 2
    return sheet.bottom - foot - (len(questions) * LEADING + 6 if questions else 0)


def _running_head(sheet: Sheet, summary: Summary) -> None:
    """The head of a second page, which only a very full record needs."""
    sheet.y += 3
    who = sheet.fit(summary.header.name, 8.5, sheet.width * 0.4, bold=True)
    sheet.text(sheet.left, sheet.y, who, 8.5, bold=True)
    said = f"{say.moment(summary.made)} · {say.unverified()} · {_('page 2')}"
    sheet.text(sheet.right, sheet.y, said, 7.5, align="R")
    sheet.line((sheet.left, sheet.y + 1.4), (sheet.right, sheet.y + 1.4), 0.3)
    sheet.y += 2


def _header(sheet: Sheet, summary: Summary) -> None:
    """Who and when; and in a frame, what this page is not."""
    head, top = summary.header, sheet.y
    sheet.text(sheet.left, top + 3, _("Blood count summary").upper(), TITLE_SIZE, bold=True, ink=SOFT)
    name = head.name or _("Name kept back")
    sheet.text(sheet.left, top + 9.6, sheet.fit(name, NAME_SIZE, sheet.width * 0.62, bold=True), NAME_SIZE, bold=True)
    about = say.about(summary)
    sheet.text(sheet.left, top + 13.9, sheet.fit(about, 8.5, sheet.width * 0.62), 8.5)
    sheet.text(sheet.right, top + 3, say.moment(summary.made), TITLE_SIZE, bold=True, align="R")
    warning = say.unverified()
    width = sheet.measure(warning, 7.5, bold=True) + 5
    sheet.box(sheet.right - width, top + 5, width, 5.4, edge=0.35)
    sheet.text(sheet.right - width / 2, top + 8.6, warning, 7.5, bold=True, align="C")
    contact = next((f"{one.name}: {one.number}" for one in head.contacts), "")
    sheet.text(sheet.right, top + 13.9, sheet.fit(contact, 8, sheet.width * 0.36), 8, align="R")
    sheet.y = top + 16


def _strip(sheet: Sheet, summary: Summary) -> None:
    """The alert strip: five fields side by side; the urgent ones headed in white on black, and the frame heavy."""
    alerts, top, x = summary.alerts, sheet.y, sheet.left
    count = alerts.neutrophils
    fields = (
        (_("Neutrophils (ANC)"), say.neutrophils(summary), 0.27, bool(count and count.level >= 3)),
        (_("Fever, last 7 days"), say.fever(summary), 0.24, bool(alerts.fever)),
        (_("Last symptom check"), say.quiz(summary), 0.2, say.heavy_quiz(summary)),
        (_("Central line"), say.central_line(summary), 0.1, False),
        (_("Allergies"), say.allergies(summary), 0.19, False),
    )
    for number, (label, text, share, urgent) in enumerate(fields):
        width = sheet.width * share
        if urgent:
            sheet.box(x, top, width, 4.2, fill=INK)
        if number:
            sheet.line((x, top), (x, top + STRIP), 0.15, RULE)
        sheet.text(x + 1.6, top + 3, label, SMALL, bold=True, ink=PAPER_WHITE if urgent else SOFT)
        big = count.shown if count and not number else ""
        _field(sheet, x + 1.6, top + 4.2, width - 3, text, urgent, big)
        x += width
    sheet.box(sheet.left, top, sheet.width, STRIP, edge=0.7 if alerts.urgent else 0.25)
    sheet.y = top + STRIP + 0.6


def _field(sheet: Sheet, x: float, y: float, width: float, text: str, urgent: bool, big: str) -> None:
    """One field's text, made smaller until it fits; the newest ANC stands large in front of its own."""
    indent = sheet.text(x, y + 6.6, big, 17, bold=True) + 2 if big else 0
    text = text.removeprefix(big).strip()
    for size in (7.6, 7.0, 6.4, 5.8, 5.2):
        most = int((STRIP - 5) / (size * POINT * 1.15))
        lines = sheet.wrap(text, size, width - indent, urgent, most)
        if not lines[-1].endswith("…"):
            break
    for number, line in enumerate(lines):
        sheet.text(x + indent, y + 3 + number * size * POINT * 1.15, line, size, bold=urgent)


def _context(sheet: Sheet, summary: Summary) -> None:
    """The background as one run of labelled facts."""
    if not summary.context:
        return
    sheet.y += 0.8
    x = sheet.left
    sheet.y += LEADING
    for one in summary.context:
        label, text = f"{_(one.label)}:", say.say(one)
        wide = sheet.measure(label, SIZE, bold=True) + sheet.measure(text, SIZE) + 5
        if x > sheet.left and x + wide > sheet.right:
            x = sheet.left
            sheet.y += LEADING
        x += sheet.text(x, sheet.y, label, SIZE, bold=True) + 1
        x += sheet.text(x, sheet.y, sheet.fit(text, SIZE, sheet.right - x), SIZE) + 4
    sheet.y += 0.8


def _derived(sheet: Sheet, summary: Summary) -> None:
    """The derived figures in rows of four cells."""
    lines = summary.derived
    if not lines:
        return
    sheet.y += 1.2
    for start in range(0, len(lines), len(FIGURES)):
        x = sheet.left
        for one, share in zip(lines[start : start + len(FIGURES)], FIGURES, strict=False):
            _figure(sheet, x, sheet.width * share, one)
            x += sheet.width * share
        sheet.y += 6.6


def _figure(sheet: Sheet, x: float, width: float, line: Line) -> None:
    sheet.text(x, sheet.y + 2.4, _(line.label), SMALL - 0.4, bold=True, ink=SOFT)
    text, size = say.say(line), SIZE
    while sheet.measure(text, size) > width - 2 and size > 5:
        size -= 0.2
    sheet.text(x, sheet.y + 5.5, text, size)


def _room(summary: Summary, left: float) -> float:
    """What the lists need of what is *left*; the charts have the first call on it."""
    right = len(summary.treatments) + (len(summary.infections) + 3 if summary.infections else 0)
    need = 8 + LEADING * max(len(summary.timeline), right, 1)
    return min(need, max(LISTS, left - CHARTS))


def _columns(sheet: Sheet, summary: Summary, floor: float) -> None:
    """Temperatures and symptoms on the left; treatments, then infections and care, on the right."""
    top, width = sheet.y, (sheet.width - GUTTER) / 2
    days = [(day.on.isoformat(), say.day(day), day.fever) for day in summary.timeline]
    none = say.nothing(summary, "temperatures", _("nothing entered in this period"))
    _list(sheet, sheet.left, width, _("Temperatures and symptoms"), days or [("", none, False)], floor)
    sheet.y = top
    right, room = sheet.left + width + GUTTER, floor - top
    half = floor if not summary.infections else top + room * _share(summary)
    none = say.nothing(summary, "treatments", _("nothing entered in this period"))
    treated = [_dated(one) for one in summary.treatments] or [("", none, False)]
    _list(sheet, right, width, _("Medicines and treatments"), treated, half)
    if summary.infections:
        sheet.y += 1.2
        _list(sheet, right, width, _("Infections and care"), [_dated(one) for one in summary.infections], floor)
    sheet.y = floor


def _share(summary: Summary) -> float:
    """How much of the right column the treatments get."""
    many = len(summary.treatments) + 2
    return min(max(many / (many + len(summary.infections) + 2), 0.35), 0.65)


def _dated(one: Episode) -> tuple[str, str, bool]:
    return one.on.isoformat(), say.episode(one), False


def _list(sheet: Sheet, x: float, width: float, title: str, rows: list[tuple[str, str, bool]], floor: float) -> None:
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


def _question_lines(sheet: Sheet, summary: Summary) -> list[str]:
    numbered = (f"{number}. {text}" for number, text in enumerate(summary.questions, 1))
    return [line for one in numbered for line in sheet.wrap(one, 8, sheet.width, most=2)]


def _questions(sheet: Sheet, lines: list[str], floor: float) -> None:
    if not lines:
        return
    sheet.y = floor + 0.5
    sheet.heading(sheet.left, sheet.width, _("Questions for the visit"))
    for line in lines:
        sheet.y += LEADING
        sheet.text(sheet.left, sheet.y, line, 8)


def _foot_text(sheet: Sheet, summary: Summary) -> str:
    foot = summary.footer
    parts = [
        _(foot.formula), _(foot.limits),
        _("Sources: {titles}").format(titles="; ".join(foot.sources)) if foot.sources else "",
        say.period(summary), say.left_out(summary),
        _("Some letters cannot be printed here (□); the text version has them.") if sheet.unprintable else "",
        _("Leuko, content of {version}. {unverified}.").format(
            version=foot.content_version, unverified=say.unverified()
        ),
    ]  # fmt: skip
    return " ".join(part if part.endswith(".") else part + "." for part in parts if part)


def _foot_lines(sheet: Sheet, summary: Summary) -> list[str]:
    return sheet.wrap(_foot_text(sheet, summary), SMALL - 0.4, sheet.width)


def _footer(sheet: Sheet, summary: Summary) -> None:
    lines = _foot_lines(sheet, summary)
    y = sheet.bottom - len(lines) * 2.75
    sheet.line((sheet.left, y), (sheet.right, y), 0.2, RULE)
    for number, line in enumerate(lines, 1):
        sheet.text(sheet.left, y + number * 2.75, line, SMALL - 0.4, ink=SOFT)
