"""QR codes: one that any camera reads as text, and a set that another Leuko reads whole. No network at either end."""

import flet as ft

from app.core.summary_model import Summary
from app.ui import theme
from app.ui.component import component
from app.ui.parts import body, card, hint, primary_button, secondary_button, section_heading, text_button
from app.words import _


@component
def Codes(summary: Summary) -> ft.Control:
    """Folded until asked for: making a code takes a moment."""
    shown, show = ft.use_state("")
    hide = text_button(_("Hide the code"), lambda _event: show(""), identifier="qr-hide")
    if shown == "plain":
        return card(section_heading(_("QR code")), Plain(summary), ft.Row([hide]))
    if shown == "transfer":
        return card(section_heading(_("To another device")), Transfer(summary, key="transfer"), ft.Row([hide]))
    plain = secondary_button(
        _("Show as QR code"), lambda _event: show("plain"), icon=ft.Icons.QR_CODE_2, identifier="qr-plain"
    )
    whole = text_button(_("To another device with this app"), lambda _event: show("transfer"), identifier="qr-transfer")
    words = body(_("A camera reads it as text, with no network on either device."))
    return card(
        section_heading(_("QR code")),
        words,
        ft.Row([plain, whole], wrap=True, spacing=theme.SMALL, run_spacing=theme.SMALL),
    )


def picture(png: bytes, name: str) -> ft.Control:
    """A code on white, as large as the screen allows, with what it is said aloud."""
    image = ft.Image(src=png, semantics_label=name, width=theme.CODE_WIDTH, fit=ft.BoxFit.CONTAIN)
    return ft.Container(image, bgcolor=theme.PAPER, alignment=ft.Alignment.CENTER, border_radius=theme.FIELD_RADIUS)


@component
def Plain(summary: Summary) -> ft.Control:
    """The text code, with the same text beside it."""
    from app.share import qr

    text = ft.use_memo(lambda: qr.plain_text(summary), [summary])
    image = ft.use_memo(lambda: qr.png(text), [text])
    note = hint(_("Some cameras offer to search the web for what they read. Choose “copy” or “show text” instead."))
    return ft.Column(
        [picture(image, _("QR code with the text below")), body(text), note],
        spacing=theme.SMALL,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


@component
def Transfer(summary: Summary) -> ft.Control:
    """The whole summary in numbered codes, one after the other."""
    from app.share import fhir, qr, transfer

    codes = ft.use_memo(lambda: transfer.codes(fhir.bundle(summary)), [summary])
    at, set_at = ft.use_state(0)
    image = ft.use_memo(lambda: qr.png(codes[at], qr.TRANSFER_VERSION), [codes, at])
    said = _("Code {number} of {count}").format(number=at + 1, count=len(codes))
    back = secondary_button(_("Back"), lambda _event: set_at(max(at - 1, 0)), disabled=at == 0)
    on = primary_button(
        _("Next code"), lambda _event: set_at(min(at + 1, len(codes) - 1)), disabled=at == len(codes) - 1
    )
    return ft.Column(
        [
            ft.Semantics(content=body(said), live_region=True, container=True),
            picture(image, said),
            ft.Row([back, on], wrap=True, spacing=theme.SMALL),
            hint(_("On the other device: “Share”, then “Open a page from someone else”. Scan each code.")),
        ],
        spacing=theme.SMALL,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
