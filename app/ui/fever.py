"""The fever card: what to do, read at arm's length, and shown to staff. It needs nothing filled in, and no network."""

from typing import Any

import flet as ft

from app.core.content import FeverCard as Card
from app.share.aloud import fever_aloud
from app.share.card import facts, fever_card_html
from app.ui import theme
from app.ui.article.blocks import bullets, in_its_language, rich
from app.ui.calls import call_buttons
from app.ui.component import component, screen_component
from app.ui.context import Ctx, House, Large
from app.ui.parts import (
    body,
    card,
    hint,
    lead,
    level_word,
    read_aloud,
    screen,
    secondary_button,
    section_heading,
)
from app.words import _, listed, quoted, say_date


@screen_component
def FeverCard() -> ft.View:
    """The fever card."""
    house = ft.use_context(Ctx)
    words: Card = house.state.content.fever
    ft.use_effect(lambda: house.state.cover(False), [])  # nothing may lie over what to do with a fever
    return screen(
        _("Fever card"),
        [
            Rule(words),
            call_buttons(house),
            _fever(words),
            read_aloud(fever_aloud(words)),
            *in_its_language(words.language),
            _steps(words),
            *_about(house.state),
            _danger(words),
            *_staff(house, words),
        ],
        back="/",
        modal=True,
        fever=False,
    )


@component
def Rule(words: Card) -> ft.Control:
    """The rule, as large as it must be to be read at arm's length, and no larger: long words must not break."""
    style = theme.HEADING if ft.use_context(Large) else theme.NUMBER
    look = theme.URGENCIES["emergency"]
    sign = ft.Icon(look.icon, color=look.ink, size=theme.ICON_LARGE)
    word = ft.Row([sign, ft.Text(level_word("emergency"), theme_style=theme.TITLE, color=look.ink, expand=True)])
    rule = ft.Semantics(
        content=ft.Text(words.title, theme_style=style, color=look.ink), heading_level=1, container=True
    )
    return card(word, rule, ground=look.ground, identifier="fever-rule")


def _fever(words: Card) -> ft.Control:
    """What counts as fever; below the numbers to call, which must not move off the screen when the text is large. On
    white, so that the red between them is seen to be a button."""
    return card(*(rich(one, _nothing, theme.HEADING) for one in (words.fever, words.no_thermometer)))


def _nothing(_term: str) -> None:
    """The card has no words to look up: it is read in a hurry."""


def _steps(words: Card) -> ft.Control:
    return card(
        section_heading(_("What to do")),
        bullets(words.steps, _nothing, numbered=True, style=theme.LEAD),
        section_heading(_("What to say")),
        ft.Text(quoted(words.say), theme_style=theme.HEADING),
        section_heading(_("What not to do")),
        bullets(words.never, _nothing),
    )


def _about(state: Any) -> list[ft.Control]:
    """Nothing about a person while the record is locked."""
    return [About(state)] if state.shows_person else []


@component
def About(state: Any) -> ft.Control:
    """Who this is about: the last count with its date, treatment, allergies. What is not known is said to be so."""
    lines = [
        ft.MergeSemantics(ft.Column([hint(name), lead(value)], spacing=0, tight=True))
        for name, value in facts(state.person, state.log, state.today())
    ]
    return card(section_heading(_("About me")), *lines, identifier="fever-about")


def _danger(words: Card) -> ft.Control:
    return card(
        section_heading(words.danger_title),
        bullets(words.danger, _nothing),
        section_heading(words.child_title),
        bullets(words.child, _nothing),
    )


def _staff(house: House, words: Card) -> list[ft.Control]:
    content = house.state.content

    async def hand_over(_event: Any) -> None:
        state = house.state
        html = fever_card_html(words, state.person, state.log, state.today())
        if not await house.device.print_html(html):
            await house.device.save_file("fever-card.html", html.encode())

    names = listed((source.title for source in content.cite(words.sources)), ";")
    signed = _("Signed by {who}.").format(who=words.signed) if words.signed else _("Not yet signed by a clinician.")
    return [
        card(section_heading(_("For staff")), body(words.staff)),
        ft.Row([secondary_button(_("Print or save this card"), hand_over, icon=ft.Icons.PRINT)], wrap=True),
        hint(_("Reviewed {date}. {signed}").format(date=say_date(words.reviewed), signed=signed)),
        hint(_("Sources: {sources}").format(sources=names)),
    ]
