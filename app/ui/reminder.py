"""When the last safe copy was made, and whether it is time for another."""

from collections.abc import Callable
from typing import Any

import flet as ft

from app.ui.parts import notice, text_button
from app.words import _, say_age

BACKUP_DAYS = 30
"""Days after which the app asks for a new backup [D]."""
FIRST_ENTRIES = 3
"""Entries from which a first backup is asked for: before, there is little to lose, and much else to learn [D]."""


def last_copy(state: Any) -> str:
    """How old the last safe copy is, in a sentence."""
    last = state.settings.last_backup
    if last is None:
        return _("You have not saved a backup yet.")
    return _("Last backup: {age}").format(age=say_age(last.date(), state.today()))


def copy_is_old(state: Any) -> bool:
    """Whether there is something to lose that no recent copy holds. Sample data are none."""
    last, mine = state.settings.last_backup, [one for one in state.record.entries if not one.sample]
    if last is None:
        return bool(mine)
    return bool(mine) and (state.today() - last.date()).days > BACKUP_DAYS


def reminder(state: Any, go: Callable[[str], Callable[..., None]]) -> list[ft.Control]:
    """On Home: one quiet notice, or nothing."""
    few = state.settings.last_backup is None and len(state.record.entries) < FIRST_ENTRIES
    if few or not copy_is_old(state) or state.read_only:
        return []
    save = text_button(_("Save a backup"), go("/settings"), identifier="go-backup")
    return [notice(last_copy(state), "info", [save], identifier="backup-reminder")]
