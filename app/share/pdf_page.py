"""The page from top to bottom, in the order a clinician reads (facts.md §7)."""

from pathlib import Path

from app.core.summary_model import Line, Summary
from app.share import pdf_chart, pdf_lists, pdf_table, say
from app.share.pdf_lists import LEADING, SIZE
from app.share.pdf_sheet import INK, PAPER_WHITE, POINT, RULE, SOFT, Sheet
from app.words import _, language, listed, right_to_left, typed

TITLE_SIZE, NAME_SIZE, SMALL = 8.5, 16.0, 6.2
STRIP = 15.2
LEAST = 17.0
"""Less room than this for the lists, and they begin a second page."""
FIGURES = (0.32, 0.23, 0.22, 0.23)
"""Shares of the width: the lowest ANC says most."""


def draw(summary: Summary, fonts: Path) -> bytes:
    """Draw everything and return the document."""
    title = _("Blood count summary, {when}").format(when=say.moment(summary.made))
    sheet = Sheet(summary.choice.page, fonts, title, language(), summary.made, right_to_left())
    _header(sheet, summary)
    _strip(sheet, summary)
    _context(sheet, summary)
    pdf_table.draw(sheet, summary)
    _derived(sheet, summary)
    questions = _question_lines(sheet, summary)
    floor = _floor(sheet, summary, questions)
    pdf_chart.draw(sheet, summary, floor - pdf_lists.room(summary, floor - sheet.y))
    if _floor(sheet, summary, questions) - sheet.y < LEAST:
        _footer(sheet, summary)
        sheet.turn()
        _running_head(sheet, summary)
    floor = _floor(sheet, summary, questions)
    pdf_lists.draw(sheet, summary, floor)
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
    who = sheet.fit(typed(summary.header.name), 8.5, sheet.width * 0.4, bold=True)
    sheet.text(sheet.left, sheet.y, who, 8.5, bold=True)
    said = f"{say.moment(summary.made)} · {say.unverified()} · {_('page 2')}"
    sheet.text(sheet.right, sheet.y, said, 7.5, align="R")
    sheet.line((sheet.left, sheet.y + 1.4), (sheet.right, sheet.y + 1.4), 0.3)
    sheet.y += 2


def _header(sheet: Sheet, summary: Summary) -> None:
    """Who and when; and in a frame, what this page is not."""
    head, top = summary.header, sheet.y
    sheet.text(sheet.left, top + 3, _("Blood count summary").upper(), TITLE_SIZE, bold=True, ink=SOFT)
    name = typed(head.name) or _("Name kept back")
    sheet.text(sheet.left, top + 9.6, sheet.fit(name, NAME_SIZE, sheet.width * 0.62, bold=True), NAME_SIZE, bold=True)
    about = say.about(summary)
    sheet.text(sheet.left, top + 13.9, sheet.fit(about, 8.5, sheet.width * 0.62), 8.5)
    sheet.text(sheet.right, top + 3, say.moment(summary.made), TITLE_SIZE, bold=True, align="R")
    warning = say.unverified()
    width = sheet.measure(warning, 7.5, bold=True) + 5
    sheet.box(sheet.right - width, top + 5, width, 5.4, edge=0.35)
    sheet.text(sheet.right - width / 2, top + 8.6, warning, 7.5, bold=True, align="C")
    contact = " · ".join(map(say.contact, head.contacts))
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
    text = text.removeprefix(big).strip()  # from right to left it stays: a number stands left of its unit in any line
    for size in (7.6, 7.0, 6.4, 5.8, 5.2):
        most = int((STRIP - 5) / (size * POINT * 1.15))
        lines = sheet.wrap(text, size, width - indent, urgent, most)
        if not lines[-1].endswith("…"):
            break
    for number, line in enumerate(lines):
        sheet.text(x + indent, y + 3 + number * size * POINT * 1.15, line, size, bold=urgent)


def _context(sheet: Sheet, summary: Summary) -> None:
    """The background as one run of labelled facts; one that is longer than a line has up to three of its own."""
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
        lines = sheet.wrap(text, SIZE, sheet.right - x, most=3)
        for line in lines[:-1]:
            sheet.text(x, sheet.y, line, SIZE)
            sheet.y += LEADING
        x += sheet.text(x, sheet.y, lines[-1], SIZE) + 4
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


def _question_lines(sheet: Sheet, summary: Summary) -> list[str]:
    numbered = (f"{number}. {typed(text)}" for number, text in enumerate(summary.questions, 1))
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
        _("Sources: {titles}").format(titles=listed(foot.sources, ";")) if foot.sources else "",
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
