"""One block of an article section as controls. Bold is bold; a glossary word opens its meaning."""

from collections.abc import Callable, Sequence

import flet as ft

from app.core.article import Alert, Block, Heading, Items, Myth, Picture, Table, TextBlock, parse, unmarked
from app.core.words import N_
from app.ui import theme
from app.ui.article.drawn import drawing
from app.ui.parts import body, card, hint, notice, section_heading, title, urgency_card
from app.words import _, language

Tap = Callable[[str], None]
"""Called with a glossary id."""

MYTH_KNOWN = N_("What is known")


def rich(text: str, on_term: Tap, style: ft.TextThemeStyle = theme.BODY, ink: str | None = None) -> ft.Text:
    """*text* with its marks shown: bold runs, and glossary words that can be tapped."""

    def span(words: str, bold: bool, term: str) -> ft.TextSpan:
        if term:
            return ft.TextSpan(words, style=theme.term_style(ink), on_click=lambda _event: on_term(term))
        return ft.TextSpan(words, style=theme.face_style() if bold else None)

    spans = [span(one.text, one.bold, one.term) for one in parse(text)]
    return ft.Text(spans=spans, theme_style=style, color=ink)


def bullets(
    items: Sequence[str],
    on_term: Tap,
    numbered: bool = False,
    ink: str | None = None,
    style: ft.TextThemeStyle = theme.BODY,
) -> ft.Control:
    """Items below each other, each with its number or a dot."""
    lines: list[ft.Control] = [
        ft.Row(
            [
                ft.Text(f"{number}." if numbered else "•", theme_style=style, color=ink or theme.ACCENT),
                ft.Container(rich(item, on_term, style, ink), expand=True),
            ],
            spacing=theme.SMALL,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
        for number, item in enumerate(items, 1)
    ]
    return ft.Column(lines, spacing=theme.SMALL, tight=True)


def in_its_language(written: str) -> list[ft.Control]:
    """That a text is not in the language the person chose, where it is not."""
    if written == language():
        return []
    words = _("This page is not translated yet. You see it in its first language.")
    return [notice(words, "warning", identifier="not-translated")]


def draw(block: Block, on_term: Tap) -> ft.Control:
    """The control for one block; below it, why it is told differently here than in what goes round."""
    drawn = _drawn(block, on_term)
    if not block.changed:
        return drawn
    return ft.Column(
        [drawn, hint(unmarked(block.changed))],
        spacing=theme.SMALL,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _drawn(block: Block, on_term: Tap) -> ft.Control:
    match block:
        case TextBlock():
            return rich(block.text, on_term)
        case Heading():
            return section_heading(unmarked(block.text), level=3)
        case Items():
            intro = [rich(block.intro, on_term)] if block.intro else []
            listed = bullets(block.items, on_term, numbered=block.kind == "steps")
            return ft.Column([*intro, listed], spacing=theme.SMALL, tight=True)
        case Myth():
            return _myth(block, on_term)
        case Alert():
            return _alert(block, on_term)
        case Picture():
            return picture(block.file, block.alt, block.caption)
        case Table():
            return _table(block, on_term)


def _myth(block: Myth, on_term: Tap) -> ft.Control:
    return card(
        rich(block.read, on_term, ink=theme.ON_INFO_SOFT),
        title(_(MYTH_KNOWN), color=theme.ON_INFO_SOFT),
        rich(block.known, on_term, ink=theme.ON_INFO_SOFT),
        ground=theme.INFO_SOFT,
    )


def _alert(block: Alert, on_term: Tap) -> ft.Control:
    ink = theme.URGENCIES[block.level].ink
    below: list[ft.Control] = [rich(block.text, on_term, ink=ink)] if block.text else []
    below += [bullets(block.items, on_term, ink=ink)] if block.items else []
    return urgency_card(block.level, unmarked(block.title), body_controls=below)


def picture(file: str, alt: str, caption: str = "") -> ft.Control:
    """A drawing on paper, which is dimmed by night, with its text alternative."""
    paper = ft.Container(drawing(file, alt), bgcolor=theme.DRAWN, border_radius=theme.CARD_RADIUS, padding=theme.MEDIUM)
    below = [hint(unmarked(caption))] if caption else []
    return ft.Column(
        [ft.Container(paper, alignment=ft.Alignment.CENTER), *below],
        spacing=theme.TINY,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _table(block: Table, on_term: Tap) -> ft.Control:
    """A table as one small card a row, so that it holds on a narrow screen with large text."""
    rows: list[ft.Control] = [body(block.caption)] if block.caption else []
    for row in block.rows:
        named = [
            ft.Column([hint(unmarked(name)), rich(cell, on_term)], spacing=0, tight=True)
            for name, cell in zip(block.head[1:], row[1:], strict=True)
        ]
        head = title(unmarked(row[0]))
        rows.append(card(head, *named))
    return ft.Column(
        rows,
        spacing=theme.SMALL,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
