"""A page from someone else, opened to look at: from codes, pasted text or a file. It never touches the record."""

from typing import Any

import flet as ft

from app.core.summary import summarize
from app.core.summary_model import Summary
from app.ui import theme
from app.ui.component import component, screen_component
from app.ui.context import Ctx, House
from app.ui.parts import body, card, notice, screen, section_heading, text_button
from app.ui.share.asking import Ask, Sent
from app.ui.share.send import Pdf, paper
from app.words import _


@screen_component
def Opened() -> ft.View:
    """Open a page from someone else."""
    house = ft.use_context(Ctx)
    sent: Sent | None
    sent, set_sent = ft.use_state(_nothing())
    title = _("From someone else")
    if sent is None:
        return screen(title, [Ask(house, set_sent)], back="/share")
    return screen(title, [Looked(house, sent, set_sent)], back="/share", step="page")


def _nothing() -> Any:
    return None


@component
def Looked(house: House, sent: Sent, close: Any) -> ft.Control:
    """The page as its sender saw it, read-only: in words, and as PDF to print or keep."""
    from app.share.say import moment
    from app.share.text import full

    record, content = sent.record, house.state.content
    summary: Summary = ft.use_memo(
        lambda: summarize(record, record.people[0].id, content, sent.made, sent.choice), [sent]
    )
    said = _("Somebody else’s page, made {when}. It is shown only, and not part of your record.")
    return ft.Column(
        [
            notice(said.format(when=moment(sent.made)), identifier="theirs"),
            card(section_heading(_("Keep or print it")), Pdf(house, summary), paper(house, summary)),
            card(ft.Semantics(content=body(full(summary)), identifier="their-text", container=True)),
            ft.Row([text_button(_("Close this page"), lambda _event: close(None), identifier="close-theirs")]),
        ],
        spacing=theme.MEDIUM,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
