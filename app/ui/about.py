"""About: what the app is for, what it cannot do, its sources and licences, as `content/<language>/about.toml` says."""

from typing import Any

import flet as ft

from app import __version__
from app.core.content import Content, Source
from app.ui.article.blocks import draw
from app.ui.article.term import show_term
from app.ui.component import component, screen_component
from app.ui.context import Ctx
from app.ui.parts import body, card, hint, screen, section_heading, text_button
from app.words import _, listed, say_date


@screen_component
def About() -> Any:
    """Everything about the app itself."""
    content: Content = ft.use_context(Ctx).state.content
    about = content.about
    parts = [
        card(
            section_heading(part.title), *(draw(block, lambda term: show_term(content, term)) for block in part.blocks)
        )
        for part in about.parts
    ]
    signed = about.signed or _("not yet reviewed by a clinician")
    return screen(
        _("About this app"),
        [
            *parts,
            Sources(content),
            hint(_("Version {version}, words of {date}").format(version=__version__, date=content.version)),
            hint(_("Last reviewed {date}: {signed}").format(date=say_date(about.reviewed), signed=signed)),
        ],
        back="/",
    )


@component
def Sources(content: Content) -> ft.Control:
    """Every source that a person may open, by its number; folded until asked for."""
    open_, set_open = ft.use_state(False)
    shown = [one for one in content.sources.values() if one.shown]
    words = _("Hide the sources") if open_ else _("Show all {count} sources").format(count=len(shown))
    button = text_button(words, lambda _event: set_open(not open_), identifier="show-sources")
    return card(section_heading(_("Sources")), *(map(_source, shown) if open_ else ()), button)


def _source(one: Source) -> ft.Control:
    where = listed(part for part in (one.where, one.year) if part)
    lines: list[ft.Control] = [body(f"{one.id}. {one.title}"), *([hint(where)] if where else [])]
    return ft.Column(lines, spacing=0, tight=True)
