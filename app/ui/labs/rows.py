"""One entry of the timeline as a row that is readable at a glance, and a month of them as one card."""

from collections.abc import Mapping, Sequence
from datetime import date

import flet as ft

from app.core.labs import anc
from app.core.record import AnyEntry, BloodTest
from app.core.timeline import day_of
from app.ui import theme
from app.ui.component import component, memo
from app.ui.labs.said import ICONS, anc_amount, kind_name, line, severity_words, usual_unit, with_unit
from app.ui.parts import body, hint, rating_chip, section_heading, title
from app.words import _, months, say_date


def _neutrophils(entry: BloodTest, units: Mapping[str, str], infant: bool) -> list[ft.Control]:
    count = anc(entry)
    amount = anc_amount(count)
    if amount is None:
        return []
    words, tone = severity_words(count, infant)
    number = ft.Text(
        _("Neutrophils {value}").format(value=with_unit(amount, usual_unit("neutrophils", units))),
        theme_style=theme.LABEL,
    )
    chips = [rating_chip(words, tone)] if words else []
    return [ft.Row([number, *chips], wrap=True, spacing=theme.SMALL, run_spacing=theme.TINY)]


@component
def _Row(entry: AnyEntry, units: Mapping[str, str], infant: bool, language: str, last: bool) -> ft.Control:
    page = ft.context.page
    head = ft.Row(
        [title(kind_name(entry)), hint(say_date(day_of(entry), short=True))],
        wrap=True,
        spacing=theme.SMALL,
        run_spacing=0,
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
    )
    lines: list[ft.Control] = _neutrophils(entry, units, infant) if isinstance(entry, BloodTest) else []
    lines += [body(said, color=theme.QUIET)] if (said := line(entry, units)) else []
    lines += [hint(entry.note, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS)] if entry.note else []
    tile = ft.ListTile(
        leading=ft.Icon(ICONS[entry.kind], color=theme.ACCENT),
        title=head,
        subtitle=ft.Column(lines, spacing=theme.TINY, tight=True),
        content_padding=ft.Padding.symmetric(horizontal=theme.MEDIUM, vertical=theme.TINY),
        on_click=lambda _event: page.navigate(f"/log/edit/{entry.id}"),
    )
    parts = [ft.Semantics(content=tile, identifier=f"entry-{entry.id}")]
    return ft.Column([*parts, *([] if last else [ft.Divider(height=theme.HAIRLINE)])], spacing=0, tight=True)


_MemoRow = memo(_Row)


def month(
    first: date, entries: Sequence[AnyEntry], units: Mapping[str, str], infant_until: date | None, language: str
) -> ft.Control:
    """The entries of the month that begins with *first*. *units* are what counts are shown in; before
    *infant_until* (the first birthday) no count is called normal."""
    rows = [
        _MemoRow(
            entry=one,
            units=units,
            infant=infant_until is not None and day_of(one) < infant_until,
            language=language,
            last=one is entries[-1],
            key=one.id,
        )
        for one in entries
    ]
    words = _("{month} {year}").format(month=months()[first.month - 1], year=first.year)
    inside = ft.Column(rows, spacing=0, tight=True)
    box = ft.Container(
        inside,
        bgcolor=theme.CARD,
        border_radius=theme.CARD_RADIUS,
        border=theme.edge(),
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )
    return ft.Column([section_heading(words), box], spacing=theme.SMALL, tight=True, key=first.isoformat())
