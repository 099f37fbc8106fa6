"""One section of the article: its blocks, where its facts come from, what to read next."""

from typing import Any

import flet as ft

from app.core.article import Section as Text
from app.core.article import as_text, next_section
from app.core.content import Content
from app.ui.article.blocks import draw
from app.ui.article.term import show_term
from app.ui.component import component, screen_component
from app.ui.context import Ctx
from app.ui.parts import (
    body,
    card,
    headline,
    hint,
    icon_button,
    lead,
    link_card,
    primary_button,
    screen,
    secondary_button,
    section_heading,
)
from app.words import _, say_date


@screen_component
def Section(section_id: str) -> ft.View:
    """One section of the article, by its id."""
    state = ft.use_context(Ctx).state
    page = ft.context.page
    text = state.content.article.section(section_id)

    async def remember() -> None:
        if text and state.settings.last_section != section_id and not state.read_only:
            await state.keep_settings(last_section=section_id)

    ft.use_effect(remember, [section_id, state.opening])
    if text is None:
        missing = [
            body(_("This page does not exist.")),
            primary_button(_("Contents"), lambda _e: page.navigate("/learn")),
        ]
        return screen(_("Learn"), missing, back="/learn")
    return screen(_("Learn"), _page(state, text), back="/learn", actions=[_bookmark(state, text)])


def _page(state: Any, text: Text) -> list[ft.Control]:
    content: Content = state.content
    blocks = [draw(block, lambda term: show_term(content, term)) for block in text.blocks]
    return [headline(text.title), lead(text.summary), *blocks, Sources(content, text), *_after(content, text)]


def _bookmark(state: Any, text: Text) -> ft.Control:
    kept: tuple[str, ...] = state.settings.bookmarks
    marked = text.id in kept

    async def turn(_event: Any) -> None:
        after = tuple(one for one in kept if one != text.id) if marked else (*kept, text.id)
        await state.keep_settings(bookmarks=after)

    icon = ft.Icons.BOOKMARK if marked else ft.Icons.BOOKMARK_BORDER
    return icon_button(icon, _("Remove bookmark") if marked else _("Bookmark"), turn, identifier="bookmark")


@component
def Sources(content: Content, text: Text) -> ft.Control:
    """Where the section's facts come from, folded until asked for, and when it was last read through."""
    open_, set_open = ft.use_state(False)
    signed = _("Signed by {who}.").format(who=text.signed) if text.signed else _("Not yet signed by a clinician.")
    head = hint(_("Reviewed {date}. {signed}").format(date=say_date(text.reviewed), signed=signed))
    words = _("Hide sources") if open_ else _("Show sources")
    lines = [_source(source.title, source.where, source.year) for source in content.cite(text.sources)] if open_ else []
    button = secondary_button(words, lambda _event: set_open(not open_), identifier="sources")
    return card(section_heading(_("Where this comes from")), head, *lines, ft.Row([button], wrap=True))


def _source(name: str, where: str, year: str) -> ft.Control:
    line = ", ".join(part for part in (name, where, year) if part)
    return body(line)


def _after(content: Content, text: Text) -> list[ft.Control]:
    """What to do at the end: share this page, or read on."""
    page = ft.context.page
    share = secondary_button(
        _("Share this page"), icon=ft.Icons.IOS_SHARE, action=ft.ShareText(_shared(content, text)), identifier="share"
    )
    after = next_section(content.article, text.id)
    more = (
        [
            section_heading(_("Read next")),
            link_card(
                ft.Icons.ARROW_FORWARD,
                after.title,
                lambda _event: page.navigate(f"/learn/{after.id}"),
                after.summary,
                "read-next",
            ),
        ]
        if after
        else []
    )
    return [ft.Row([share], wrap=True), *more]


def _shared(content: Content, text: Text) -> str:
    names = "; ".join(source.title for source in content.cite(text.sources))
    reviewed = _("Reviewed {date}.").format(date=say_date(text.reviewed))
    foot = _("From Leukopenia Companion. Information, not a diagnosis.")
    return "\n\n".join([as_text(text), _("Sources: {sources}").format(sources=names), f"{reviewed} {foot}"])
