"""A page from someone else, opened to look at: from codes, pasted text or a file. It never touches the record."""

from typing import Any

import flet as ft

from app.core.record import Record
from app.core.summary import summarize
from app.core.summary_choice import PARTS, Choice
from app.core.summary_model import Summary
from app.ui import theme
from app.ui.component import component, screen_component
from app.ui.context import Ctx, House
from app.ui.parts import body, card, notice, screen, section_heading, text_button
from app.ui.share.asking import Ask
from app.ui.share.send import Pdf, paper
from app.words import _

WHOLE = Choice(days=None, parts=frozenset(PARTS))
"""What somebody else let out is shown whole."""


@screen_component
def Opened() -> ft.View:
    """Open a page from someone else."""
    house = ft.use_context(Ctx)
    record: Record | None
    record, set_record = ft.use_state(_nothing())
    title = _("From someone else")
    if record is None:
        return screen(title, [Ask(house, set_record)], back="/share")
    return screen(title, [Looked(house, record, set_record)], back="/share", step="page")


def _nothing() -> Any:
    return None


@component
def Looked(house: House, record: Record, close: Any) -> ft.Control:
    """The page, read-only: in words, and as PDF to print or keep."""
    from app.share.text import full

    state = house.state
    summary: Summary = ft.use_memo(
        lambda: summarize(record, record.people[0].id, state.content, state.now(), WHOLE), [record]
    )
    return ft.Column(
        [
            notice(_("Somebody else's page. It is shown only, and not part of your record."), identifier="theirs"),
            card(
                section_heading(_("Keep or print it")), Pdf(house, summary), ft.Row([paper(house, summary)], wrap=True)
            ),
            card(ft.Semantics(content=body(full(summary)), identifier="their-text", container=True)),
            ft.Row([text_button(_("Close this page"), lambda _event: close(None), identifier="close-theirs")]),
        ],
        spacing=theme.MEDIUM,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
