"""The meaning of a glossary word, in a sheet."""

import flet as ft

from app.core.article import Term
from app.core.content import Content
from app.ui.article.blocks import rich
from app.ui.parts import hint, show_sheet, sources_line
from app.words import _, listed


def show_term(content: Content, term_id: str) -> None:
    """Open the meaning of *term_id*; a word with no entry opens nothing."""
    term = content.glossary.get(term_id)
    if term:
        show_sheet(term.word, *_meaning(content, term))


def _meaning(content: Content, term: Term) -> list[ft.Control]:
    said = [hint(_("Say: {say}").format(say=term.say))] if term.say else []
    also = [hint(_("Also called: {names}").format(names=listed(term.also)))] if term.also else []
    names = [source.title for source in content.cite(term.sources)]
    return [*said, rich(term.text, lambda other: show_term(content, other)), *also, sources_line(names)]
