"""One page of the article on paper: a whole small HTML document, with nothing fetched and every word escaped."""

from html import escape

from app.core.article import Alert, Block, Heading, Items, Myth, Picture, Section, Table, TextBlock, unmarked
from app.core.content import Content
from app.share.drawing import drawing
from app.words import _, language, listed, right_to_left, say_date

STYLE = """
body { font: 13pt/1.45 'Noto Sans', sans-serif; margin: 1.5cm; color: #000; background: #fff }
h1 { font-size: 22pt; line-height: 1.2; margin: 0 0 6pt } h2 { font-size: 15pt; margin: 14pt 0 2pt }
h1, h2 { break-after: avoid } p { margin: 6pt 0 } ol, ul { margin: 4pt 0; padding-inline-start: 20pt }
.box { border: 1.5pt solid #000; padding: 4pt 10pt; margin: 8pt 0; break-inside: avoid }
table { border-collapse: collapse } th, td { border: .5pt solid #888; padding: 3pt 6pt; text-align: start }
small { font-size: 10pt }
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def section_html(section: Section, content: Content) -> str:
    """*section* as a document to print or keep: its blocks, its sources, and when it was reviewed."""
    way = "rtl" if right_to_left() else "ltr"
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f"<title>{escape(section.title)}</title><style>{STYLE}</style>"
    )
    body = "\n".join((f"<h1>{escape(section.title)}</h1>", _p(section.summary), *map(_block, section.blocks)))
    foot = "".join(f"<p><small>{escape(line)}</small></p>" for line in _foot(section, content))
    return (
        f'<!doctype html>\n<html lang="{escape(section.language or language())}" dir="{way}"><head>{head}</head>\n'
        f"<body>\n{body}\n{foot}\n</body></html>\n"
    )


def _foot(section: Section, content: Content) -> tuple[str, ...]:
    names = listed((source.title for source in content.cite(section.sources)), ";")
    signed = _("Signed by {who}.").format(who=section.signed) if section.signed else _("Not yet signed by a clinician.")
    return (
        _("Sources: {sources}").format(sources=names),
        _("Reviewed {date}. {signed}").format(date=say_date(section.reviewed), signed=signed),
        _("From Leukopenia Companion. Information, not a diagnosis."),
    )


def _block(block: Block) -> str:
    return _drawn(block) + (f"<p><small>{_plain(block.changed)}</small></p>" if block.changed else "")


def _drawn(block: Block) -> str:
    match block:
        case TextBlock():
            return _p(block.text)
        case Heading():
            return f"<h2>{_plain(block.text)}</h2>"
        case Items():
            return (_p(block.intro) if block.intro else "") + _list(
                block.items, "ol" if block.kind == "steps" else "ul"
            )
        case Myth():
            known = f"<p><b>{escape(_('What is known'))}.</b> {_plain(block.known)}</p>"
            return f'<div class="box">{_p(block.read)}{known}</div>'
        case Alert():
            text = _p(block.text) if block.text else ""
            items = _list(block.items, "ul") if block.items else ""
            return f'<div class="box"><p><b>{_plain(block.title)}</b></p>{text}{items}</div>'
        case Picture():
            said = _("Picture: {words}").format(words=unmarked(block.alt))
            drawn = drawing(block.file, unmarked(block.alt))
            return f'<div class="box">{drawn}<p><i>{escape(said)}</i></p></div>' + (
                _p(block.caption) if block.caption else ""
            )
        case Table():
            return _table(block)


def _table(block: Table) -> str:
    head = "".join(f'<th scope="col">{_plain(cell)}</th>' for cell in block.head)
    rows = "".join(f"<tr>{''.join(f'<td>{_plain(cell)}</td>' for cell in row)}</tr>" for row in block.rows)
    return (_p(block.caption) if block.caption else "") + f"<table><tr>{head}</tr>{rows}</table>"


def _list(items: tuple[str, ...], kind: str) -> str:
    return f"<{kind}>{''.join(f'<li>{_plain(item)}</li>' for item in items)}</{kind}>"


def _p(text: str) -> str:
    return f"<p>{_plain(text)}</p>"


def _plain(text: str) -> str:
    return escape(unmarked(text))
