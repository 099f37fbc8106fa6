"""One section of the article: its blocks, where its facts come from, what to read next."""

from datetime import date
from typing import Any

import flet as ft

from app.core.article import Section as Text
from app.core.article import as_text, next_section
from app.core.content import Content
from app.share.aloud import section_aloud
from app.share.leaf import section_html
from app.ui import theme
from app.ui.article.blocks import draw, in_its_language
from app.ui.article.term import show_term, words_of
from app.ui.component import component, screen_component
from app.ui.context import Ctx, House
from app.ui.parts import (
    body,
    card,
    headline,
    hint,
    icon_button,
    lead,
    link_card,
    notice,
    primary_button,
    read_aloud,
    screen,
    secondary_button,
    section_heading,
)
from app.words import _, listed, say_date


@screen_component
def Section(section_id: str) -> ft.View:
    """One section of the article, by its id."""
    house = ft.use_context(Ctx)
    state = house.state
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
    return screen(_("Learn"), _page(house, text), back="/learn", actions=[_bookmark(state, text)])


def _page(house: House, text: Text) -> list[ft.Control]:
    content: Content = house.state.content
    blocks = [draw(block, lambda term: show_term(content, term)) for block in text.blocks]
    marks = _marks(text, house.state.today())
    heard = read_aloud(section_aloud(text), key=text.id)
    return [
        headline(text.title),
        *marks,
        lead(text.summary),
        heard,
        *blocks,
        *words_of(content, text),
        Sources(content, text),
        *_after(house, text),
    ]


def _marks(text: Text, today: date) -> list[ft.Control]:
    """What a reader must know before trusting the page: that it is not in their language, or due to be read again."""
    marks = in_its_language(text.language)
    if text.next_review <= today:
        words = _("This page was due to be reviewed by {date}. Ask your care team.")
        marks.append(notice(words.format(date=say_date(text.next_review)), "warning", identifier="overdue"))
    return marks


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
    line = listed(part for part in (name, where, year) if part)
    return body(line)


def _after(house: House, text: Text) -> list[ft.Control]:
    """What to do at the end: share this page, print it, or read on."""
    page = ft.context.page
    content: Content = house.state.content

    async def hand_over(_event: Any) -> None:
        html = section_html(text, content)
        if not await house.device.print_html(html):
            await house.device.save_file(f"{text.id}.html", html.encode())

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
    paper = secondary_button(_("Print or save this page"), hand_over, icon=ft.Icons.PRINT, identifier="print")
    return [ft.Row([share, paper], wrap=True, spacing=theme.SMALL, run_spacing=theme.SMALL), *more]


def _shared(content: Content, text: Text) -> str:
    names = listed((source.title for source in content.cite(text.sources)), ";")
    reviewed = _("Reviewed {date}.").format(date=say_date(text.reviewed))
    foot = _("From Leukopenia Companion. Information, not a diagnosis.")
    return "\n\n".join([as_text(text), _("Sources: {sources}").format(sources=names), f"{reviewed} {foot}"])
