"""The lock in Settings: turn it on, with honest words about what it protects; change what it allows; turn it off."""

from typing import Any, cast

import flet as ft

from app.core.lock import Kind, Lock, unfit
from app.state import WRONG
from app.ui import theme
from app.ui.component import component
from app.ui.context import House
from app.ui.parts import (
    body,
    card,
    check_row,
    form_field,
    hint,
    notice,
    picker,
    primary_button,
    radio_rows,
    secondary_button,
    title,
    working,
)
from app.words import _, ngettext

MINUTES = (1, 5, 15, 60)


@component
def LockCard(house: House) -> ft.Control:
    """On or off."""
    inside = IsOn(house, key="on") if house.state.lock else TurnOn(house, key="off")
    return card(title(_("Lock")), inside, identifier="lock-card")


@component
def TurnOn(house: House) -> ft.Control:
    """Choose what protects, type it twice, and know before what a forgotten one means."""
    state = house.state
    kind, set_kind = ft.use_state("")
    typed, set_typed = ft.use_state("")
    again, set_again = ft.use_state("")
    tried, set_tried = ft.use_state(False)
    busy, set_busy = ft.use_state(False)
    found = unfit(cast(Kind, kind), typed) if kind else ""
    poor, differs = _(found) if found else "", typed != again

    def choose(value: str) -> None:
        if value == kind:  # said again, late, by a busy browser: what was typed since stays
            return
        for clear in (set_typed, set_again):
            clear("")
        set_tried(False)
        set_kind(value)

    async def turn_on(_event: Any) -> None:
        set_tried(True)
        if poor or differs:
            return
        set_busy(True)
        await state.set_lock(kind, typed, sealed=kind == "passphrase" and state.keys.can_seal)
        set_busy(False)

    parts = [
        body(_("Keeps others out of your record. You can still let the fever card open without it.")),
        radio_rows(_("Lock with"), kind, _kinds(state), choose, identifier="lock-kind"),
    ]
    if kind:
        parts += [
            *_twice(kind, (typed, set_typed), (again, set_again), poor if tried else "", tried and differs),
            notice(_("If you forget it, nobody can open your record again: all you could do is erase everything. "
                     "Write it down, and save a backup first."), "warning"),
            *([working(_("Turning the lock on"))] if busy else []),
            primary_button(_("Turn the lock on"), turn_on, icon=ft.Icons.LOCK, disabled=busy, identifier="lock-on"),
        ]  # fmt: skip
    return _column(parts)


def _kinds(state: Any) -> list[tuple[str, str, str]]:
    """What each kind protects, and what it does not."""
    screen_only = _("A screen lock. The record on the device is not encrypted: who can copy its files can read them.")
    sealed = _("Locks the screen and encrypts the record on this device. A short or common one can be guessed.")
    seals = state.keys is not None and state.keys.can_seal
    no_seal = _("A screen lock only, because this device cannot encrypt the record.")
    return [("pin", _("PIN"), screen_only), ("passphrase", _("Passphrase"), sealed if seals else no_seal)]


def _twice(kind: str, first: tuple[str, Any], second: tuple[str, Any], poor: str, differs: bool) -> list[ft.Control]:
    keyboard = "number" if kind == "pin" else "text"
    one, two = (
        (_("New PIN"), _("The same PIN again"))
        if kind == "pin"
        else (_("New passphrase"), _("The same passphrase again"))
    )
    error = _("The two are not the same.") if differs and not poor else ""
    return [
        form_field(one, *first, error=poor, secret=True, keyboard=keyboard, identifier="lock-new"),
        form_field(two, *second, error=error, secret=True, keyboard=keyboard, identifier="lock-again"),
    ]


@component
def IsOn(house: House) -> ft.Control:
    """What is locked, what stays open, and since when out of sight."""
    state, page, device = house.state, ft.context.page, house.device
    lock = state.lock
    knows, set_knows = ft.use_state(False)

    async def ask() -> None:
        set_knows(await device.knows_person())

    ft.use_effect(ask, [])
    after = {"": _("Only when I ask, and at each start")} | {
        str(n): ngettext("{n} minute out of sight", "{n} minutes out of sight", n).format(n=n) for n in MINUTES
    }
    words = (
        _("On, and the record on this device is encrypted. Files you save are not, but a backup can have a passphrase.")
        if lock.sealed
        else _("On. It locks the screen; the record on the device is not encrypted.")
    )

    def keep(field: str) -> Any:
        return lambda value: page.run_task(state.change_lock, **{field: value})

    def keep_after(value: str) -> None:
        page.run_task(state.change_lock, after=int(value) if value else None)

    fever = check_row(
        _("Open the fever card without unlocking"), lock.fever, keep("fever"), identifier="lock-fever",
        note=_("It says what to do with a fever. Without this, nobody can read it while the app is locked."),
    )  # fmt: skip
    facts = check_row(
        _("Show my facts and contacts on it"), lock.facts, keep("facts"), identifier="lock-facts",
        note=_("Name, last count, treatment, allergies, and whom to call: anyone with your device could read them."),
    )  # fmt: skip
    return _column([
        body(words),
        picker(_("Lock after"), str(lock.after or ""), after, keep_after, identifier="lock-after"),
        fever,
        *([facts] if lock.fever and not lock.sealed else []),
        *([_touch(lock, keep("touch"))] if (knows or lock.touch) and not lock.sealed else []),
        *([_hide(lock, keep("hide"), device.platform)] if device.can_hide else []),
        secondary_button(_("Lock now"), lambda _event: page.run_task(state.lock_now), icon=ft.Icons.LOCK,
                         identifier="lock-now"),
        TurnOff(house, key="turn-off"),
    ])  # fmt: skip


def _touch(lock: Lock, keep: Any) -> ft.Control:
    return check_row(
        _("Open with finger or face"), lock.touch, keep, identifier="lock-touch",
        note=_("Whoever’s finger or face this device knows can open the app. The PIN goes on working."),
    )  # fmt: skip


def _hide(lock: Lock, keep: Any, platform: str) -> ft.Control:
    note = {
        "android": _("The app switcher shows nothing of it, and screenshots of this app are blocked."),
        "ios": _("The app switcher shows a plain page. Screenshots cannot be blocked on this device."),
    }.get(platform, _("A browser may take its picture before the page is covered. Screenshots cannot be blocked here."))
    words = _("Hide the screen when the app is in the background")
    return check_row(words, lock.hide, keep, identifier="lock-hide", note=note)


@component
def TurnOff(house: House) -> ft.Control:
    """Asks for the PIN or passphrase once more."""
    state = house.state
    asked, set_asked = ft.use_state(False)
    typed, set_typed = ft.use_state("")
    wrong, set_wrong = ft.use_state("")
    busy, set_busy = ft.use_state(False)

    async def turn_off(_event: Any) -> None:
        if not asked:
            set_asked(True)
            return
        set_busy(True)
        off = await state.drop_lock(typed)
        set_busy(False)
        if not off and state.lock:
            late = _("Too many wrong tries. Wait a little, then try again.")
            set_wrong(late if state.wait() else _(WRONG[state.lock.kind]))

    pin = state.lock is not None and state.lock.kind == "pin"
    field = form_field(
        _("PIN") if pin else _("Passphrase"), typed, set_typed, error=wrong, secret=True,
        keyboard="number" if pin else "text", identifier="lock-old",
    )  # fmt: skip
    button = secondary_button(_("Turn the lock off"), turn_off, disabled=busy, identifier="lock-off")
    lost = hint(_("To change it, turn the lock off and on again. A forgotten one cannot be found out."))
    work = [working(_("Turning the lock off"))] if busy else []
    return _column([*([field] if asked else []), *work, button, lost])


def _column(controls: list[ft.Control]) -> ft.Control:
    return ft.Column(
        controls, spacing=theme.MEDIUM, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )  # fmt: skip
