"""The page as one self-contained HTML file, for browsers that print better than they open a PDF, and for scripts the
PDF cannot shape. Nothing is fetched; everything a person typed is escaped."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import TypeVar

from app.core.summary_model import Cell, Row, Summary
from app.share import say, say_days
from app.share.html_chart import svg
from app.share.text import episode, footer
from app.words import _, language, ltr, ngettext, right_to_left, typed

Column = TypeVar("Column")
STYLE = """
@page { margin: 12mm }
body { font: 10pt/1.35 'Noto Sans', sans-serif; color: #000; background: #fff; max-width: 190mm; margin: 0 auto }
h1 { font-size: 16pt; margin: 0 }
h2 { font-size: 9pt; text-transform: uppercase; border-bottom: .3mm solid #999; margin: 4mm 0 1mm }
h2 { break-after: avoid } p, ul { margin: 1mm 0; padding: 0 } li { list-style-position: inside }
.warn { border: .4mm solid; padding: 1mm 2mm; font-weight: bold; display: inline-block }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(34mm, 1fr)); border: .3mm solid; margin: 2mm 0 }
dl.urgent { border-width: .9mm } dl div { padding: 1mm 2mm } dt { font-size: 8pt; font-weight: bold } dd { margin: 0 }
.heavy { background: #000; color: #fff; padding: 0 1mm; print-color-adjust: exact }
table { border-collapse: collapse; width: 100% }
th, td { border-bottom: .1mm solid #bbb; padding: .6mm 1mm; text-align: center; font-size: 9pt; break-inside: avoid }
th:first-child { text-align: start }
.LL, .HH { background: #000; color: #fff; font-weight: bold; print-color-adjust: exact }
.L, .H { background: #e4e7e9; font-weight: bold; print-color-adjust: exact }
small { font-size: 7.5pt } footer { font-size: 8pt }
"""


@say.in_the_pages_language
def page(summary: Summary) -> str:
    """The whole document."""
    title = _("Blood count summary, {when}").format(when=say.moment(summary.made))
    way = "rtl" if right_to_left() else "ltr"
    body = "\n".join(part for part in _parts(summary, title) if part)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="{escape(language())}" dir="{way}">\n<head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style></head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _parts(summary: Summary, title: str) -> Iterator[str]:
    yield f"<header><h1>{escape(title)}</h1><p>{escape(say.who(summary))}</p>"
    yield f'<p class="warn">{escape(say.unverified())}</p></header>'
    yield _strip(summary)
    yield _list(_("Why the symptom check said so"), summary.alerts.quiz.reasons if summary.alerts.quiz else ())
    yield _list(_("Background"), (f"{_(one.label)}: {say.say(one)}" for one in summary.context))
    yield _table(summary)
    yield _list(_("Notes on the blood tests"), map(say.test_note, say.noted(summary)))
    yield svg(summary)
    yield _list(_("Worked out"), (f"{_(one.label)}: {say.say(one)}" for one in summary.derived))
    days = (f"{say.on(one.on)} {say_days.day(one)}" for one in summary.timeline)
    yield _list(_("Temperatures and symptoms"), days)
    yield _list(_("Medicines and treatments"), map(episode, summary.treatments))
    yield _list(_("Infections and care"), map(episode, summary.infections))
    yield _list(_("Questions for the visit"), map(typed, summary.questions))
    yield "<footer>" + "".join(f"<p>{escape(line)}</p>" for line in footer(summary)) + "</footer>"


def _strip(summary: Summary) -> str:
    alerts = summary.alerts
    fields = (
        (_("Neutrophils (ANC)"), say.neutrophils(summary), bool(alerts.neutrophils and alerts.neutrophils.level >= 3)),
        (_("Fever, last 7 days"), say.fever(summary), bool(alerts.fever)),
        (_("Last symptom check"), say.quiz(summary), say.heavy_quiz(summary)),
        (_("Central line"), say.central_line(summary), False),
        (_("Allergies"), say.allergies(summary), False),
    )
    rows = "".join(
        f"<div><dt{' class=heavy' if heavy else ''}>{escape(label)}</dt><dd><bdi>{escape(text)}</bdi></dd></div>"
        for label, text, heavy in fields
    )
    return f"<dl{' class=urgent' if alerts.urgent else ''}>{rows}</dl>"


def _list(title: str, lines: Iterable[str]) -> str:
    """A heading and its lines; nothing for nothing."""
    items = "".join(f"<li><bdi>{escape(line)}</bdi></li>" for line in lines)
    return f"<section><h2>{escape(title)}</h2><ul>{items}</ul></section>" if items else ""


def _table(summary: Summary) -> str:
    """The trend table, with every older test named by number."""
    table = summary.table
    if not table.columns:
        none = say.nothing(summary, "tests", _("No blood test was entered in this period."))
        return _list(_("Blood counts"), (none,))
    heads = "".join(
        f'<th scope="col">{say.on(one.on)}<br><small>{escape(typed(one.lab))}</small></th>'
        for one in _in_time(table.columns)
    )
    rows = "".join(map(_row, table.rows))
    more = ngettext("{count} older test in the text version", "{count} older tests in the text version", table.older)
    notes = [_("Time runs from left to right")] if right_to_left() else []
    notes += [more.format(count=table.older)] if table.older else []
    small = "".join(f"<p><small>{escape(note)}</small></p>" for note in notes)
    return (
        f"<section><h2>{escape(_('Blood counts'))}</h2><table><thead><tr><th></th>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table>{small}</section>"
    )


def _in_time(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Columns so that the newest stands on the right, as in the charts, in a table mirrored by the browser too."""
    return columns[::-1] if right_to_left() else columns


def _row(row: Row) -> str:
    units = ltr(" · ".join(filter(None, (row.unit, row.other_unit))))
    cells = "".join(_cell(cell) if cell else "<td>–</td>" for cell in _in_time(row.cells))
    return f'<tr><th scope="row">{escape(_(row.label))} <small>{escape(units)}</small></th>{cells}</tr>'


def _cell(cell: Cell) -> str:
    said = escape(say.rated(cell))
    small = " ".join(filter(None, (say.flag(cell), _("calculated") if cell.calculated else "", ltr(cell.other))))
    return f'<td class="{cell.flag}" title="{said}"><bdi>{escape(cell.shown)}</bdi> <small>{escape(small)}</small></td>'
