"""The bin: what was deleted in the last 30 days, to be had back."""

from datetime import timedelta
from typing import Any

import flet as ft

from app.core.change import BIN_DAYS
from app.core.record import AnyEntry
from app.core.timeline import day_of
from app.core.years import shifted
from app.ui import theme
from app.ui.component import component, screen_component
from app.ui.context import Ctx
from app.ui.labs.said import kind_name, line
from app.ui.parts import body, card, danger_button, empty_state, hint, screen, secondary_button, show_question, title
from app.words import _, say_age, say_date


@component
def _Binned(entry: AnyEntry) -> ft.Control:
    """One entry of the bin, with the way back."""
    state = ft.use_context(Ctx).state
    gone = shifted(entry.binned.date(), timedelta(days=BIN_DAYS)) if entry.binned else state.today()

    async def back(_event: Any) -> None:
        await state.unbin(entry.id)

    words = _("{kind}, {date}").format(kind=kind_name(entry), date=say_date(day_of(entry)))
    lines: list[ft.Control] = [title(words)]
    lines += [body(said)] if (said := line(entry, state.settings.units)) else []
    lines += [hint(_("Erased for good {when}.").format(when=say_age(gone, state.today())))]
    button = secondary_button(_("Put back"), back, icon=ft.Icons.RESTORE_FROM_TRASH, identifier=f"put-back-{entry.id}")
    return card(*lines, ft.Row([button], wrap=True))


@screen_component
def Bin() -> Any:
    """What the open person put in the bin, newest first."""
    state, page = ft.use_context(Ctx).state, ft.context.page
    count, set_count = ft.use_state(50)

    def empty(_event: Any) -> None:
        show_question(
            _("Empty the bin?"),
            _("What is in it will be gone for good."),
            _("Empty the bin"),
            lambda: page.run_task(state.empty_bin),
            danger=True,
        )

    if not state.bin:
        text = _("What you delete stays here for 30 days.")
        return screen(_("Bin"), [empty_state(ft.Icons.DELETE_OUTLINE, _("The bin is empty"), text)], back="/log")
    parts: list[Any] = [_Binned(one, key=one.id) for one in state.bin[:count]]
    if len(state.bin) > count:
        parts.append(secondary_button(_("Show older"), lambda _event: set_count(count + 50)))
    parts.append(danger_button(_("Empty the bin"), empty, icon=ft.Icons.DELETE_FOREVER))
    return screen(_("Bin"), [*parts, ft.Container(height=theme.MEDIUM)], back="/log")
