"""The meaning of a glossary word, in a sheet; and all the words of a page as buttons."""

from collections.abc import Iterator
from typing import Any

import flet as ft

from app.core.article import Section, Term, parse
from app.core.content import Content
from app.ui import theme
from app.ui.article.blocks import rich
from app.ui.parts import card, hint, section_heading, show_sheet, small_button, sources_line
from app.words import _, listed


def show_term(content: Content, term_id: str) -> None:
    """Open the meaning of *term_id*; a word with no entry opens nothing."""
    term = content.glossary.get(term_id)
    if term:
        show_sheet(term.word, *_meaning(content, term))


def words_of(content: Content, text: Section) -> list[ft.Control]:
    """The glossary words of a page, each once: a word inside a text cannot be reached by the keyboard, a button can."""
    found = dict.fromkeys(term for term in _terms(text.model_dump()) if term in content.glossary)
    rows = [
        small_button(
            content.glossary[one].word, lambda _event, one=one: show_term(content, one), identifier=f"word-{one}"
        )
        for one in found
    ]
    line = ft.Row(rows, wrap=True, spacing=theme.SMALL, run_spacing=theme.SMALL)
    return [card(section_heading(_("Words on this page")), line)] if rows else []


def _terms(data: Any) -> Iterator[str]:
    """Every marked word in a page's texts, in reading order."""
    if isinstance(data, str):
        yield from (span.term for span in parse(data) if span.term)
    elif isinstance(data, dict | list | tuple):
        for one in data.values() if isinstance(data, dict) else data:
            yield from _terms(one)


def _meaning(content: Content, term: Term) -> list[ft.Control]:
    said = [hint(_("Say: {say}").format(say=term.say))] if term.say else []
    also = [hint(_("Also called: {names}").format(names=listed(term.also)))] if term.also else []
    names = [source.title for source in content.cite(term.sources)]
    return [*said, rich(term.text, lambda other: show_term(content, other)), *also, sources_line(names)]
