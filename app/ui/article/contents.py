"""The contents of the article: what to do now on top, a search that forgives slips, then every section."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.core import search
from app.core.article import Line, contents
from app.core.content import Content
from app.ui import theme
from app.ui.article.drawn import thumbnail
from app.ui.article.term import show_term
from app.ui.component import component, screen_component
from app.ui.context import Ctx
from app.ui.parts import (
    body,
    form_field,
    hint,
    link_card,
    named,
    radio_rows,
    screen,
    section_heading,
    title,
)
from app.words import _, ngettext

URGENT = "help-now"
"""The section that stands first, and is drawn as an urgent one."""
SIZES: tuple[theme.TextSize, ...] = ("normal", "large", "largest")


@screen_component
def Learn() -> ft.View:
    """The contents of the article."""
    state = ft.use_context(Ctx).state
    query, set_query = ft.use_state("")
    content: Content = state.content
    pages = ft.use_memo(lambda: search.index(content.article, content.glossary.values()), [content])
    typed = ft.use_callback(set_query, [])
    field = form_field(
        _("Search all pages"), query, typed, help_text=_("A word is enough, and spelling it wrong is fine."),
        identifier="search",
    )  # fmt: skip
    below = _found(content, pages, query) if query.strip() else _all(state, content)
    return screen(_("Learn"), [field, *below])


def _found(content: Content, pages: search.Index, query: str) -> list[ft.Control]:
    hits = search.find(pages, query)
    if not hits:
        return [body(_("Nothing found for “{words}”. Try another word.").format(words=query.strip()))]
    count = ngettext("{count} page", "{count} pages", len(hits)).format(count=len(hits))
    return [ft.Semantics(content=hint(count), live_region=True, container=True), *(_hit(content, hit) for hit in hits)]


def _hit(content: Content, hit: search.Hit) -> ft.Control:
    page = ft.context.page
    if hit.term:
        return link_card(ft.Icons.TRANSLATE, hit.title, lambda _e: show_term(content, hit.term), hit.snippet)
    return link_card(
        ft.Icons.ARTICLE_OUTLINED, hit.title, lambda _e: page.navigate(f"/learn/{hit.section}"), hit.snippet
    )


def _all(state: Any, content: Content) -> list[ft.Control]:
    lines = contents(content.article)
    here = [line for line in lines if line.id == state.settings.last_section and line.id != URGENT]
    kept = [line for line in lines if line.id in state.settings.bookmarks]
    going_on = [section_heading(_("Go on reading")), *map(_line, here)] if here else []
    marked = [section_heading(_("Bookmarks")), *map(_line, kept)] if kept else []
    drawn = {
        line.picture: line.id for line in reversed(lines) if line.picture
    }  # each drawing once, where it comes first
    pages = {line.id: _line(line, pictured=drawn.get(line.picture) == line.id) for line in lines}
    rest = [section_heading(_("All pages")), *(page for one, page in pages.items() if one != URGENT)]
    first = [page for one, page in pages.items() if one == URGENT]
    return [*first, *going_on, *marked, *rest, TextSize(state)]


def _line(line: Line, pictured: bool = False) -> ft.Control:
    page = ft.context.page
    icon = ft.Icons.REPORT if line.id == URGENT else ft.Icons.ARTICLE_OUTLINED
    to = lambda _event: page.navigate(f"/learn/{line.id}")  # noqa: E731
    if pictured:
        return _with_picture(icon, line, to)
    return link_card(icon, line.title, to, line.summary, f"section-{line.id}")


def _with_picture(icon: ft.IconData, line: Line, to: Callable[..., None]) -> ft.Control:
    """The row and its drawing as one card, for those who would rather look; the title says aloud where it leads."""
    seen = ft.Container(
        thumbnail(line.picture, theme.THUMBNAIL), alignment=ft.Alignment.CENTER, padding=theme.MEDIUM, on_click=to
    )
    row = ft.ListTile(
        leading=ft.Icon(icon, color=theme.ACCENT),
        title=title(line.title),
        subtitle=hint(line.summary) if line.summary else None,
        trailing=ft.Icon(ft.Icons.CHEVRON_RIGHT, color=theme.QUIET),
        on_click=to,
        content_padding=ft.Padding.symmetric(horizontal=theme.CARD_PADDING, vertical=theme.TINY),
    )
    parts = [ft.Semantics(content=seen, exclude_semantics=True), named(row, f"section-{line.id}")]
    return ft.Container(
        ft.Column(parts, spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        bgcolor=theme.CARD,
        border_radius=theme.CARD_RADIUS,
        border=theme.edge(),
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )


@component
def TextSize(state: Any) -> ft.Control:
    """How large the words are, here where one reads; the same setting as in Settings."""
    words = {"normal": _("Normal"), "large": _("Large"), "largest": _("Largest")}
    page = ft.context.page

    def choose(size: str) -> None:
        page.run_task(state.keep_settings, text_size=size)

    rows = radio_rows(
        _("Size of the text"), state.settings.text_size, {size: words[size] for size in SIZES}, choose, show_label=False
    )
    return ft.Column([title(_("Size of the text")), rows], spacing=theme.SMALL, tight=True)
