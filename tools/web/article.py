"""The content as plain HTML: fever card, contents, every section, words explained, sources. No script."""

from collections.abc import Iterable
from html import escape

from app.core.article import (
    Alert,
    Block,
    Heading,
    Items,
    Myth,
    Picture,
    Section,
    Table,
    Term,
    TextBlock,
    parse,
)
from app.core.content import Content, FeverCard
from app.words import _, language, quoted


def render(content: Content) -> str:
    """Everything a person can read before, or without, the app."""
    sections = content.article.sections
    parts = [_fever(content.fever), _contents(sections)]
    parts += [_section(content, section) for section in sections]
    parts += [_glossary(content.glossary.values()), _sources(content)]
    return "\n".join(parts)


def _fever(card: FeverCard) -> str:
    return _join(
        f'<section class="alarm" id="fever-card"{tongue(card.language)}>',
        f"<h1>{text(card.title)}</h1>",
        f'<p class="rule">{text(card.fever)}</p>',
        _list(card.steps, "ol"),
        f"<p>{text(card.no_thermometer)}</p>",
        f"<p><strong>{escape(_('Say this:'))}</strong> {quoted(text(card.say))}</p>",
        _list(card.never),
        "</section>",
        f'<section class="urgent" id="danger-signs"{tongue(card.language)}>',
        f"<h2>{text(card.danger_title)}</h2>",
        _list(card.danger),
        f"<h3>{text(card.child_title)}</h3>",
        _list(card.child),
        f'<p class="quiet">{text(card.staff)}</p>',
        "</section>",
    )


def _contents(sections: Iterable[Section]) -> str:
    lines = (f'<li><a href="#{section.id}">{escape(section.title)}</a></li>' for section in sections)
    more = f'<li><a href="#words-explained">{escape(_("Words explained"))}</a></li>'
    return _join(
        '<nav aria-labelledby="contents">',
        f'<h2 id="contents">{escape(_("Contents"))}</h2>',
        "<ol>",
        *lines,
        more,
        "</ol></nav>",
    )


def _section(content: Content, section: Section) -> str:
    return _join(
        f'<section id="{section.id}"{tongue(section.language)}>',
        f"<h2>{escape(section.title)}</h2>",
        *(block(one) for one in section.blocks),
        _cited(content, section.sources),
        "</section>",
    )


def tongue(written: str) -> str:
    """The attributes of a text that is not in the page's language: all that is not translated yet is in the first."""
    return "" if written == language() else f' lang="{written}" dir="ltr"'


def _cited(content: Content, ids: Iterable[str]) -> str:
    links = [f'<a href="#source-{one.id}">{escape(one.id)}</a>' for one in content.cite(ids)]
    return f'<p class="quiet">{escape(_("Sources"))}: {", ".join(links)}</p>' if links else ""


def _glossary(terms: Iterable[Term]) -> str:
    lines = (f'<dt id="word-{term.id}">{escape(term.word)}</dt><dd>{text(term.text)}</dd>' for term in terms)
    title = f"<h2>{escape(_('Words explained'))}</h2>"
    return _join('<section id="words-explained">', title, "<dl>", *lines, "</dl></section>")


def _sources(content: Content) -> str:
    lines = []
    for source in content.cite(content.sources):
        where = " ".join(part for part in (source.where, source.year) if part)
        said = f"{escape(source.title)}. {escape(where)}" if where else escape(source.title)
        lines.append(f'<li id="source-{source.id}"><b>{escape(source.id)}</b> {said}</li>')
    return _join(f'<section id="sources" class="quiet"><h2>{escape(_("Sources"))}</h2><ul>', *lines, "</ul></section>")


def block(one: Block) -> str:
    """One block as HTML."""
    match one:
        case TextBlock():
            html = f"<p>{text(one.text)}</p>"
        case Heading():
            html = f"<h3>{text(one.text)}</h3>"
        case Items():
            lead = f"<p>{text(one.intro)}</p>" if one.intro else ""
            html = lead + _list(one.items, "ol" if one.kind == "steps" else "ul")
        case Myth():
            html = _myth(one)
        case Alert():
            said = f"<p>{text(one.text)}</p>" if one.text else ""
            html = f'<div class="{one.level}"><h3>{text(one.title)}</h3>{said}{_list(one.items)}</div>'
        case Picture():
            html = _picture(one)
        case Table():
            html = _table(one)
    return html + (f'<p class="note">{text(one.changed)}</p>' if one.changed else "")


def _myth(one: Myth) -> str:
    read, known = escape(_("You may have read")), escape(_("What is known"))
    return f'<div class="note"><p><b>{read}:</b> {text(one.read)}</p><p><b>{known}:</b> {text(one.known)}</p></div>'


def _picture(one: Picture) -> str:
    caption = f"<figcaption>{text(one.caption)}</figcaption>" if one.caption else ""
    return f'<figure><img src="{picture(escape(one.file))}" alt="{escape(one.alt)}" loading="lazy">{caption}</figure>'


def picture(file: str) -> str:
    """The address of the drawing *file* in the language in use."""
    return f"pictures/{language()}/{file}"


def _table(one: Table) -> str:
    caption = f"<caption>{text(one.caption)}</caption>" if one.caption else ""
    head = "".join(f'<th scope="col">{text(cell)}</th>' for cell in one.head)
    rows = "".join(f"<tr>{''.join(f'<td>{text(cell)}</td>' for cell in row)}</tr>" for row in one.rows)
    return f'<div class="scroll"><table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _list(items: Iterable[str], kind: str = "ul") -> str:
    lines = "".join(f"<li>{text(item)}</li>" for item in items)
    return f"<{kind}>{lines}</{kind}>" if lines else ""


def text(marked: str) -> str:
    """Text with the article's two marks as HTML: bold, and a link to the word explained."""
    spans = []
    for span in parse(marked):
        html = escape(span.text, quote=False)
        if span.term:
            html = f'<a class="word" href="#word-{span.term}">{html}</a>'
        spans.append(f"<strong>{html}</strong>" if span.bold else html)
    return "".join(spans)


def _join(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
