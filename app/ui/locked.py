"""The app while it is locked: one field, the fever card if that was allowed, and the way out for who forgot."""

import asyncio
import math
from typing import Any
from urllib.parse import quote

import flet as ft

from app.core.record import Record, Settings
from app.state import WRONG, AppState
from app.ui import theme
from app.ui.component import component, screen_component
from app.ui.context import Ctx, House
from app.ui.fever import FeverCard
from app.ui.parts import (
    body,
    danger_button,
    form_field,
    headline,
    hint,
    notice,
    primary_button,
    screen,
    secondary_button,
    show_question,
    show_sheet,
    text_button,
    working,
)
from app.words import _, ngettext


@screen_component
def Locked() -> Any:
    """Whatever the address: it is kept, so that unlocking goes on where one was."""
    house = ft.use_context(Ctx)
    lock, page = house.state.lock, ft.context.page

    def forget(_event: Any) -> None:
        _forgotten(house)

    fever = primary_button(
        _("Open the fever card"),
        lambda _event: page.navigate(f"/fever?from={quote(page.route or '/')}"),
        icon=ft.Icons.THERMOSTAT,
        full=True,
        ground=theme.ALARM,
        ink=theme.ON_ALARM,
        identifier="locked-fever",
    )
    pin = lock is not None and lock.kind == "pin"
    forgotten = _("Forgot your PIN?") if pin else _("Forgot your passphrase?")
    return screen(
        _("Locked"),
        [
            headline(_("Leukopenia Companion")),
            Unlock(house, key="unlock"),
            *([Recognise(house, key="recognise")] if lock and lock.touch and not lock.sealed else []),
            *([fever] if lock and lock.fever else []),
            text_button(forgotten, forget, identifier="forgotten"),
        ],
        modal=True,
        fever=False,
        menu=False,
    )


@screen_component
def LockedFever() -> Any:
    """The fever card without unlocking: the rule alone, or with whom it is about, as allowed."""
    house = ft.use_context(Ctx)
    state, lock = house.state, house.state.lock
    ft.use_effect(lambda: state.cover(False), [])  # nothing may lie over what to do with a fever
    alone = ft.use_memo(lambda: _nobody(state), [state.content, state.record.settings])
    if not (lock and lock.fever):
        return Locked()
    return Ctx(house if state.shows_person else House(alone, house.device), FeverCard)


def _nobody(state: Any) -> AppState:
    """A state that knows nobody, for a card that must say nothing about anybody."""
    settings = Settings(emergency_number=state.settings.emergency_number, language=state.settings.language)
    return AppState(content=state.content, platform=state.platform, record=Record(settings=settings), locked=True)


@component
def Recognise(house: House) -> ft.Control:
    """A finger or face instead of the PIN, where that was allowed and the phone can; the PIN always works."""
    state, device = house.state, house.device
    can, set_can = ft.use_state(False)
    failed, set_failed = ft.use_state(False)

    async def ask() -> None:
        set_can(await device.knows_person())

    async def unlock(_event: Any) -> None:
        seen = await device.recognises(_("Open Leukopenia Companion"))
        set_failed(not (seen and await state.unlock_recognised()))

    ft.use_effect(ask, [])
    button = secondary_button(
        _("Use finger or face"), unlock, icon=ft.Icons.FINGERPRINT, full=True, identifier="recognise"
    )
    no = hint(_("Not recognised. Type the PIN instead."))
    return ft.Column([*([button] if can else []), *([no] if failed else [])], spacing=theme.SMALL, tight=True)


@component
def Unlock(house: House) -> ft.Control:
    """The field and its button; after too many wrong tries, how long to wait."""
    state, page = house.state, ft.context.page
    typed, set_typed = ft.use_state("")
    wrong, set_wrong = ft.use_state("")
    busy, set_busy = ft.use_state(False)
    seconds, set_seconds = ft.use_state(math.ceil(state.wait().total_seconds()))
    cannot = bool(state.lock and state.lock.sealed and not (state.keys and state.keys.can_seal))

    async def count() -> None:
        while left := state.wait().total_seconds():
            set_seconds(math.ceil(left))
            await asyncio.sleep(1)
        set_seconds(0)

    async def unlock(_event: Any) -> None:
        set_busy(True)
        opened = await state.unlock(typed)
        set_busy(False)
        if not opened and state.lock:
            set_typed("")
            set_wrong(_(WRONG[state.lock.kind]))
            page.run_task(count)  # it may last an hour

    ft.use_effect(count, [])
    pin = state.lock is not None and state.lock.kind == "pin"
    field = form_field(
        _("PIN") if pin else _("Passphrase"), typed, set_typed, error=wrong, secret=True, autofocus=True,
        keyboard="number" if pin else "text", on_submit=unlock, disabled=bool(seconds), identifier="unlock-field",
    )  # fmt: skip
    shut = busy or bool(seconds)
    button = primary_button(_("Unlock"), unlock, icon=ft.Icons.LOCK_OPEN, full=True, disabled=shut, identifier="unlock")
    rest = [notice(_wait(seconds), "warning", identifier="wait")] if seconds else []
    if cannot:
        return notice(_("This device cannot open the encrypted record: a part of the app did not start. Nothing is "
                        "lost. Install the app again over this one, without removing it first."),
                      "warning", identifier="cannot-open")  # fmt: skip
    work = [working(_("Unlocking"))] if busy else []
    return ft.Column(
        [field, *rest, *work, button],
        spacing=theme.MEDIUM,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _wait(seconds: int) -> str:
    minutes = -(-seconds // 60)
    if seconds > 90:
        return ngettext(
            "Too many wrong tries. Try again in {n} minute.", "Too many wrong tries. Try again in {n} minutes.", minutes
        ).format(n=minutes)
    return ngettext(
        "Too many wrong tries. Try again in {n} second.", "Too many wrong tries. Try again in {n} seconds.", seconds
    ).format(n=seconds)


def _forgotten(house: House) -> None:
    """Nothing can open it again; what is left to do, and the question before it."""
    page = ft.context.page

    def sure() -> None:
        page.run_task(house.state.erase_everything)

    def ask(_event: Any) -> None:
        page.pop_dialog()
        show_question(
            _("Erase everything?"),
            _("Every person, entry, setting and copy on this device will be gone. This cannot be undone."),
            _("Erase everything"),
            sure,
            danger=True,
        )

    show_sheet(
        _("If you have forgotten it"),
        body(_("Nobody can find it out or set a new one, not even this app.")),
        body(
            _("The only way on is to erase everything on this device. A backup you saved can be restored afterwards.")
        ),
        danger_button(
            _("Erase everything"), ask, icon=ft.Icons.DELETE_FOREVER, full=True, identifier="forgotten-erase"
        ),
    )
