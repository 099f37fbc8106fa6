"""QR codes any camera reads with no network: a plain-text summary of at most 350 bytes, and pictures of codes.

The text is built by adding facts, the most needed first, never by cutting one; what found no room is named in it.
Always show the same text beside the code: some cameras offer to search the web for what they read.
"""

import io
from collections.abc import Iterator
from typing import NamedTuple

import segno

from app.core import direction
from app.core.summary_model import Summary
from app.core.summary_words import LEVELS
from app.share import say
from app.words import _, listed, ltr, ngettext, typed

MOST = 350
"""Bytes of UTF-8 that fit version 14 at error correction M."""
PLAIN_VERSION, TRANSFER_VERSION = 14, 16


class Fact(NamedTuple):
    """A line of the code, and what to call it when it has no room."""

    name: str
    line: str


@say.in_the_pages_language
def plain_text(summary: Summary) -> str:
    """At most 350 bytes: what it is, ANC, fever, who, newest counts, allergies, and then what else has room."""
    kept = [direction.short(f"Leuko: {say.unverified()}")]
    dropped: list[str] = []
    facts, never = [Fact(one.name, direction.short(one.line)) for one in _facts(summary)], _always_out(summary)
    short = [_("other parts of the page")] if len(never) > 1 else never
    for place, fact in enumerate(facts):
        worst = [one.name for one in facts[place + 1 :]] + dropped + short
        if _size([*kept, fact.line, _left_out(worst)]) <= MOST:
            kept.append(fact.line)
        else:
            dropped.append(fact.name)
    for names in (_left_out([*dropped, *never]), _left_out([*dropped, *short])):
        if names and _size([*kept, names]) <= MOST:
            return "\n".join([*kept, names])
    return "\n".join(kept)


def _size(lines: list[str]) -> int:
    return len("\n".join(line for line in lines if line).encode())


def _left_out(names: list[str]) -> str:
    said = _("Left out: {names}").format(names=listed(dict.fromkeys(names))) if names else ""
    return direction.short(said)


def _always_out(summary: Summary) -> list[str]:
    """What this code never carries but the page does."""
    older = len(summary.slips) - 1
    out = [ngettext("{count} older test", "{count} older tests", older).format(count=older)] if older > 0 else []
    never = {
        _("symptoms"): any(day.signs for day in summary.timeline),
        _("treatments"): any(one.kind != "chemotherapy" for one in summary.treatments),
        _("infections"): bool(summary.infections),
        _("vaccines"): bool(summary.person.vaccines),
        _("questions"): bool(summary.questions),
    }
    return out + [name for name, there in never.items() if there]


def _facts(summary: Summary) -> Iterator[Fact]:
    """The facts, the most needed first."""
    alerts, head = summary.alerts, summary.header
    if anc := alerts.neutrophils:
        said = _("ANC {value} ×10⁹/L on {date}").format(value=anc.shown, date=anc.on.isoformat())
    else:
        said = f"{_('ANC')}: {say.neutrophils(summary)}"
    yield Fact(_("ANC"), said)
    if alerts.fever:
        hot = say.heat(alerts.fever)
        yield Fact(_("fever"), _("FEVER {typed} {when}").format(typed=hot, when=say.moment(alerts.fever.at)))
    if head.name or head.birth_date:
        born = head.birth_date.isoformat() if head.birth_date else ""
        yield Fact(_("name"), f"{typed(head.name)} {direction.value(born)}".strip())
    if alerts.allergies:
        yield Fact(_("allergies"), _("Allergy: {text}").format(text=alerts.allergies))
    if summary.slips:
        yield Fact(_("newest counts"), say.newest(summary))
    if alerts.quiz:
        level = _(LEVELS.get(alerts.quiz.level, alerts.quiz.level))
        yield Fact(_("symptom check"), _("Check {when}: {level}").format(when=say.moment(alerts.quiz.at), level=level))
    yield from _more(summary)


def _more(summary: Summary) -> Iterator[Fact]:
    """The last chemotherapy, the cause, and older neutrophil counts."""
    last = next((one for one in summary.treatments if one.kind == "chemotherapy"), None)
    if last:
        yield Fact(_("treatments"), _("Chemo {date} {name}").format(date=last.on.isoformat(), name=last.name).strip())
    if summary.person.cause:
        yield Fact(_("cause"), typed(summary.person.cause))
    older = [(slip.on, slip.cells["neutrophils"]) for slip in summary.slips if "neutrophils" in slip.cells][-4:-1]
    if older:
        counts = listed(f"{say.on(on)} {ltr(cell.shown)}" for on, cell in reversed(older))
        yield Fact(_("older ANC"), _("ANC before: {counts}").format(counts=counts))


def code(text: str, largest: int = PLAIN_VERSION) -> segno.QRCode:
    """*text* as a code at error correction M; `segno.DataOverflowError` when it needs more than version *largest*."""
    made = segno.make_qr(text, error="m", boost_error=False)
    if int(made.version) > largest:
        raise segno.DataOverflowError(f"version {made.version} is larger than {largest}")
    return made


def modules(text: str, largest: int = PLAIN_VERSION) -> tuple[tuple[bool, ...], ...]:
    """The rows of the code, True for dark, without its quiet zone: for drawing on a canvas."""
    return tuple(tuple(bool(dark) for dark in row) for row in code(text, largest).matrix)


def png(text: str, largest: int = PLAIN_VERSION, scale: int = 8) -> bytes:
    """The code as a black-and-white PNG with its quiet zone of four modules."""
    out = io.BytesIO()
    code(text, largest).save(out, kind="png", scale=scale, border=4)
    return out.getvalue()


def svg(text: str, largest: int = PLAIN_VERSION) -> str:
    """The code as SVG for a printed page."""
    out = io.BytesIO()
    code(text, largest).save(out, kind="svg", border=4, xmldecl=False, svgns=True, nl=False)
    return out.getvalue().decode()
