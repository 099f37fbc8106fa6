"""The summary as text, in three lengths: two SMS parts, half a page, and all of it. Built by adding, never by cutting
a word; a shorter one says that there is more."""

from collections.abc import Iterator

from app.core import direction
from app.core.summary_model import Cell, Episode, Row, Summary
from app.share import say, say_days
from app.words import _, listed, ltr, ngettext, typed

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The letters an SMS carries at seven bits; the others turn the whole message into 70 letters a part (3GPP 23.038)."""
GSM_DOUBLE = frozenset("^{}\\[~]|€")
PARTS = 2
HALF = 4
"""How many of the newest values of an analyte stand on half a page."""
PLAIN = str.maketrans({"×": "x", "⁹": "^9", "°": "", "–": "-", "—": "-", "’": "'", "“": '"', "”": '"', "≤": "<=",
                       "≥": ">=", "µ": "u", "·": "-", "…": "...", "\u00a0": " ", "\u202f": " "})  # fmt: skip


@say.in_the_pages_language
def full(summary: Summary) -> str:
    """Everything the page says, and every value of the period."""
    return "\n".join(_lines(summary, half=False)) + "\n"


@say.in_the_pages_language
def half(summary: Summary) -> str:
    """Half a page: the strip, the newest values with the ones before, the last treatments, the questions."""
    return "\n".join(_lines(summary, half=True)) + "\n"


@say.in_the_pages_language
def sms(summary: Summary) -> str:
    """At most two SMS parts: the newest ANC and a fever first, then what fits; and that there is more, if there is."""
    text, more, dropped = "", _("More in the full text."), has_more(summary)
    for piece in map(direction.short, _pieces(summary)):
        longer = f"{text}\n{piece}" if text else piece
        if sms_parts(f"{longer}\n{more}".translate(PLAIN)) <= PARTS:
            text = longer
        else:
            dropped = True
    return (f"{text}\n{more}" if dropped else text).translate(PLAIN)


def has_more(summary: Summary) -> bool:
    """Whether there is anything that an SMS has no place for."""
    parts = (summary.context, summary.timeline, summary.infections, summary.questions, summary.slips[:-1])
    return any(parts) or any(one.kind != "chemotherapy" for one in summary.treatments)


def sms_parts(text: str) -> int:
    """How many SMS parts *text* takes."""
    if all(letter in GSM or letter in GSM_DOUBLE for letter in text):
        length = sum(2 if letter in GSM_DOUBLE else 1 for letter in text)
        return 1 if length <= 160 else -(-length // 153)
    length = len(text.encode("utf-16-le")) // 2
    return 1 if length <= 70 else -(-length // 67)


def _pieces(summary: Summary) -> Iterator[str]:
    """The facts of an SMS, the most needed first; the sentence every format carries leads."""
    made = summary.made.date().isoformat()
    yield _("Leuko {date}: patient-entered, not a diagnosis").format(date=made)
    if summary.alerts.neutrophils:
        anc = summary.alerts.neutrophils
        yield _("ANC {value} ×10⁹/L on {date}").format(value=anc.shown, date=anc.on.isoformat())
    else:
        yield f"{_('ANC')}: {say.neutrophils(summary)}"
    if summary.alerts.fever:
        found = summary.alerts.fever
        yield _("FEVER {typed} {when}").format(typed=say.heat(found), when=say.moment(found.at))
    if summary.header.name:
        yield typed(summary.header.name)
    if summary.slips:
        yield say.newest(summary)
    if summary.alerts.allergies:
        yield _("Allergy: {text}").format(text=summary.alerts.allergies)
    last = next((one for one in summary.treatments if one.kind == "chemotherapy"), None)
    if last:
        yield _("Chemo {date}").format(date=last.on.isoformat())


def _lines(summary: Summary, half: bool) -> Iterator[str]:
    yield _("Blood count summary, {when}").format(when=say.moment(summary.made))
    yield f"{say.unverified()}."
    yield from filter(None, (say.who(summary),))
    yield from map(say.contact, summary.header.contacts)
    yield ""
    yield from _strip(summary)
    yield from _section(_("Background"), (f"{_(one.label)}: {say.say(one)}" for one in summary.context))
    yield from _section(_("Blood counts"), _counts(summary, half))
    yield from _section(_("Worked out"), (f"{_(one.label)}: {say.say(one)}" for one in summary.derived))
    yield from _section(_("Temperatures and symptoms"), _first(_days(summary), 5 if half else None))
    yield from _section(_("Medicines and treatments"), _first(map(episode, summary.treatments), 4 if half else None))
    yield from _section(_("Infections and care"), _first(map(episode, summary.infections), 3 if half else None))
    questions = (f"{number}. {typed(one)}" for number, one in enumerate(summary.questions, 1))
    yield from _section(_("Questions for the visit"), questions)
    yield ""
    yield from footer(summary, half)


def _strip(summary: Summary) -> Iterator[str]:
    yield _("Neutrophils (ANC): {text}").format(text=say.neutrophils(summary))
    yield _("Fever in the last 7 days: {text}").format(text=say.fever(summary))
    yield _("Last symptom check: {text}").format(text=say.quiz(summary))
    yield from (f"  {reason}" for reason in (summary.alerts.quiz.reasons if summary.alerts.quiz else ()))
    yield _("Central line: {text}").format(text=say.central_line(summary))
    yield _("Allergies: {text}").format(text=say.allergies(summary))


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    """A title and its lines; nothing for nothing."""
    first = next(lines, None)
    if first is not None:
        yield from ("", title.upper(), first)
        yield from lines


def _first(lines: Iterator[str], most: int | None) -> Iterator[str]:
    """The first *most* lines, and how many more there are."""
    every = list(lines)
    yield from every[:most]
    if most is not None and (more := len(every) - most) > 0:
        yield ngettext("and {count} more", "and {count} more", more).format(count=more)


def _counts(summary: Summary, half: bool) -> Iterator[str]:
    """Half: one line an analyte with its last values. Full: one block a date, every value."""
    if half:
        yield from (_trend(row, summary) for row in summary.table.rows)
        if len(summary.slips) > HALF:
            yield _("Older values stand in the full text.")
        return
    for slip in reversed(summary.slips):
        yield f"{say.on(slip.on)}  {typed(slip.lab)}".rstrip()
        yield from (f"  {_('Note')}: {typed(line)}" for line in [" ".join(slip.note.split())] if line)
        for analyte, cell in slip.cells.items():
            yield f"  {say.analyte(analyte)}: {detail(cell)}"


def _trend(row: Row, summary: Summary) -> str:
    dated = [(say.on(slip.on), cell) for slip, cell in zip(summary.table.columns, row.cells, strict=True) if cell]
    values = listed(f"{on}: {value(cell)}" for on, cell in dated[-HALF:])
    return f"{_(row.label)} ({ltr(row.unit)}) {values}"


def value(cell: Cell) -> str:
    """A value with its flag: "0.8 L", "<0.1 LL c", "3.2 (not rated)"."""
    parts = (ltr(cell.shown), cell.flag or f"({say.flag(cell)})", "c" if cell.calculated else "")
    return " ".join(part for part in parts if part)


def detail(cell: Cell) -> str:
    """A value with units of both systems, as typed, its flag and whose range."""
    both = say.both_units(cell)
    entered = "" if cell.calculated else _("typed {text} {unit}").format(text=cell.typed, unit=cell.typed_unit)
    parts = [both, say.rated(cell), _("calculated") if cell.calculated else entered]
    return listed((part for part in parts if part), ";")


def _days(summary: Summary) -> Iterator[str]:
    for day in summary.timeline:
        yield f"{say.on(day.on)}  {say_days.day(day)}"


def episode(one: Episode) -> str:
    """A treatment or an infection in one line."""
    return f"{say.on(one.on)}  {say_days.episode(one)}"


def footer(summary: Summary, half: bool = False) -> Iterator[str]:
    """Formula, limits, sources, what was left out, and the sentence every format carries."""
    foot = summary.footer
    if not half:
        yield _(foot.formula)
        yield _(foot.limits)
    if foot.sources and not half:
        yield _("Sources: {titles}").format(titles=listed(foot.sources, ";"))
    yield from filter(None, (say.left_out(summary), say.period(summary)))
    yield _("Leuko, content of {version}. {unverified}.").format(
        version=foot.content_version, unverified=say.unverified()
    )
