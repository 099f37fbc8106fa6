"""The neutrophil count of the half-typed slip: worked out while one types, with how it was worked out."""

from typing import Any

import flet as ft

from app.core.entry import TestForm
from app.core.labs import Anc, anc_of
from app.core.ranges import DISAGREE
from app.core.record import Reading
from app.core.units import amount_of
from app.ui import theme
from app.ui.component import component, memo
from app.ui.labs.half import HalfTyped, Pulse
from app.ui.labs.said import anc_amount, say, severity_words, with_unit
from app.ui.parts import card, hint, lead, rating_chip, title
from app.words import _


def count_so_far(half: HalfTyped) -> Anc:
    """The ANC of what can be read so far; a value without a unit says nothing yet."""
    rows = TestForm.of(half.fields).rows
    known = {
        one: Reading(text=row.text, unit=row.unit) for one, row in rows.items() if amount_of(row.text, row.unit, one)
    }
    return anc_of(known)


def how(count: Anc, infant: bool = False) -> list[ft.Control]:
    """The count with its word, and the sentence how it is known; both counts when they do not agree."""
    amount = anc_amount(count)
    if amount is None:
        return [hint(say(count.formula))]
    words, tone = severity_words(count, infant)
    chips = [rating_chip(words, tone)] if words else []
    parts: list[ft.Control] = [
        ft.Row([lead(with_unit(amount), style=theme.face_style()), *chips], wrap=True, spacing=theme.SMALL),
        hint(say(count.formula)),
    ]
    parts += [hint(say(count.other.formula))] if count.other and count.other.value is not None else []
    parts += [hint(_(DISAGREE))] if count.disagree else []
    return parts


@component
def _Anc(half: HalfTyped, beat: Pulse) -> ft.Control:
    count = count_so_far(half)
    if count.value is None and not half.has_any("wbc.text", "neutrophils_percent.text", "segs_percent.text"):
        return ft.Container()
    inside = ft.Column([title(_("Neutrophil count (ANC)")), *how(count)], spacing=theme.TINY, tight=True)
    return card(ft.Semantics(content=inside, live_region=True, container=True), identifier="anc")


_MemoAnc = memo(_Anc)


def anc_card(half: HalfTyped) -> Any:
    """The card, drawn again whenever something of the form changes."""
    return _MemoAnc(half=half, beat=half.any(), key="anc")
