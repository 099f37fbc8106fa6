"""The ways in for a page from someone else: the camera, pictures of codes, pasted text, or a file.

Codes are gathered in any order, by any of the ways, until the set is complete.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import flet as ft

from app.core.record import Record
from app.core.summary_choice import Choice
from app.core.words import N_
from app.device import Device, Picked
from app.share.trouble import UnreadableError
from app.ui import theme
from app.ui.component import component
from app.ui.context import House
from app.ui.parts import form_field, headline, hint, lead, notice, primary_button, secondary_button, text_button
from app.words import _, listed, ngettext

ANOTHER = N_(
    "This code belongs to another page, so it was not taken. The codes read so far are kept. "
    "To open the other page, tap “Start again”."
)


@dataclass(frozen=True)
class Sent:
    """What somebody else let out, when, and what they chose to leave out."""

    record: Record
    made: datetime
    choice: Choice


@dataclass(frozen=True)
class _Gathering:
    """The codes read so far, and where the next ones go."""

    codes: tuple[str, ...]
    keep: Callable[[tuple[str, ...]], None]
    say: Callable[[str], None]
    found: Callable[[Sent], None]

    def take(self, texts: Iterable[str], so_far: tuple[str, ...]) -> tuple[str, ...] | None:
        """Add *texts* to the codes so far; None when that made a page whole. Codes of another page are not mixed in."""
        fresh = tuple(dict.fromkeys(texts))
        kept, others, unreadable = _of_one_page((*so_far, *fresh))
        alone = self._why_not(fresh)
        together = self._why_not(kept) if alone else None
        if alone is None or together is None:
            return None
        self.say(_(ANOTHER) if others else alone if unreadable else together)
        self.keep(kept)
        return kept

    def _why_not(self, pieces: tuple[str, ...]) -> str | None:
        """Show the page that *pieces* hold, or say why they do not."""
        try:
            self.found(_read(pieces))
        except UnreadableError as error:
            return str(error)
        return None

    def look(self, texts: list[str], so_far: tuple[str, ...]) -> tuple[str, ...] | None:
        """Take what a camera or a picture showed; a code that is none of ours is said aloud."""
        ours = [one for one in texts if one.startswith("LEUKO")]
        if ours:
            return self.take(ours, so_far)
        self.say(_("This code holds a text, not a whole page: {text}").format(text=texts[0]))
        return so_far

    async def scan(self, device: Device) -> None:
        """Show the camera for one code after another, until the page is whole or the person closes it."""
        have: tuple[str, ...] | None = self.codes
        while have is not None and (seen := await device.scan(_camera_words(have), have)):
            if (after := self.look([seen], have)) == have:  # not one of ours: say so, rather than look at it for ever
                return
            have = after
        if have == ():
            self.say(_("No code was read. Try a picture of it, or paste its text below."))

    async def pictures(self, device: Device, files: tuple[Picked, ...]) -> None:
        """Take the codes in pictures; say why when there are none."""
        seen = await device.read_codes(one.data for one in files)
        texts = [text for found_in in seen for text in found_in or ()]
        if texts:
            self.look(texts, self.codes)
        elif files:
            self.say(_nothing_in(seen))

    def paste(self, text: str) -> None:
        """Take what a text or a file holds."""
        self.take(_pieces(text), self.codes)


@component
def Ask(house: House, found: Callable[[Sent], None]) -> ft.Control:
    """The ways in; *found* gets what was sent, once it is whole."""
    codes: tuple[str, ...]
    codes, set_codes = ft.use_state(_no_codes())
    text, set_text = ft.use_state("")
    wrong, set_wrong = ft.use_state("")
    typed = ft.use_callback(set_text, [])
    gathering = _Gathering(codes, set_codes, set_wrong, found)

    async def scan(_event: Any) -> None:
        await gathering.scan(house.device)

    async def pictures(files: tuple[Picked, ...]) -> None:
        await gathering.pictures(house.device, files)

    async def paper(files: tuple[Picked, ...]) -> None:
        for file in files:
            gathering.paste(file.data.decode("utf-8-sig", "replace"))

    def start_again(_event: Any) -> None:
        set_codes(())
        set_wrong("")
        set_text("")

    return _ways_in(
        *_eyes(house, scan, house.device.choose_pictures(pictures)),
        *_papers(house.device.choose_file(paper, "json", "txt")),
        form_field(_("Text of the codes"), text, typed, keyboard="lines", identifier="codes"),
        secondary_button(_("Read the text"), lambda _event: gathering.paste(text), full=True, identifier="read-text"),
        *_so_far(codes, wrong, start_again),
    )


def _ways_in(*ways: ft.Control) -> ft.Control:
    said = _("From another device with this app: its codes, or its FHIR file. It is shown here and not kept.")
    return ft.Column(
        [headline(_("Open a page")), lead(said), *ways],
        spacing=theme.MEDIUM,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _papers(choose: ft.PickFiles) -> list[ft.Control]:
    said = _("Open a file")
    return [secondary_button(said, icon=ft.Icons.FOLDER_OPEN, full=True, identifier="open-file", action=choose)]


def _so_far(codes: tuple[str, ...], wrong: str, start_again: Callable[[Any], None]) -> list[ft.Control]:
    """How many codes are in, with the way to another page, and what is wrong with the last one."""
    read: list[ft.Control] = []
    if codes:
        again = text_button(_("Start again"), start_again, identifier="start-again")
        read = [hint(_("Codes read so far: {count}").format(count=len(codes))), ft.Row([again], wrap=True)]
    return [*read, *([notice(wrong, "warning", identifier="unreadable")] if wrong else [])]


def _no_codes() -> Any:
    return ()


def _eyes(house: House, scan: Any, choose: ft.PickFiles) -> list[ft.Control]:
    """Camera and pictures, where this app can see; else what the phone's own camera can do instead."""
    if not house.device.reads_codes:
        said = _(
            "Here the app cannot read codes itself. Use this device’s own camera, copy the text, and paste it below."
        )
        return [hint(said)]
    return [
        primary_button(_("Scan a code"), scan, icon=ft.Icons.QR_CODE_SCANNER, full=True, identifier="scan"),
        secondary_button(_("From a picture"), icon=ft.Icons.IMAGE, full=True, identifier="picture", action=choose),
    ]


def _camera_words(codes: tuple[str, ...]) -> dict[str, str]:
    """What stands on the camera's window."""
    status = _("Hold the code before the camera.")
    if codes:
        from app.share import transfer

        missing = listed(map(str, transfer.missing(codes)))
        status = _("Codes read so far: {count}").format(count=len(codes))
        status += ". " + _("Show the next one. Missing: {numbers}.").format(numbers=missing)
    return {"title": _("Camera"), "close": _("Close"), "status": status}


def _nothing_in(seen: tuple[tuple[str, ...] | None, ...]) -> str:
    """Why pictures brought no code: none could be opened, or none was seen."""
    if not any(texts is not None for texts in seen):
        return _("This could not be opened as a picture.")
    return ngettext(
        "No code was found in the picture. Take it from straight above, in good light, the code filling it.",
        "No code was found in {count} pictures. Take each from straight above, in good light, the code filling it.",
        len(seen),
    ).format(count=len(seen))


def _pieces(text: str) -> tuple[str, ...]:
    """What a pasted text or a file holds: a whole bundle, or codes; a text of neither is one piece, to be refused."""
    from app.share import transfer

    if text.lstrip().startswith("{"):
        return (text,)
    return transfer.split(text) or (text,)


def _read(pieces: tuple[str, ...]) -> Sent:
    """What a bundle says, or codes that make up one; `UnreadableError` with a sentence otherwise."""
    from app.share import fhir, transfer

    bundles = [one for one in pieces if one.lstrip().startswith("{")]
    bundle = bundles[-1] if bundles else transfer.read(pieces)
    return Sent(fhir.read(bundle), *fhir.sent(bundle))


def _of_one_page(codes: Iterable[str]) -> tuple[tuple[str, ...], bool, bool]:
    """The codes of the page that the first readable one belongs to; whether there were others, and unreadable ones."""
    from app.share import transfer

    kept: dict[str, tuple[int, str]] = {}
    others = unreadable = False
    for one in codes:
        try:
            page = transfer.set_of(one)
        except UnreadableError:
            unreadable = True
            continue
        if next(iter(kept.values()), page) == page:
            kept[one] = page
        else:
            others = True
    return tuple(kept), others, unreadable
