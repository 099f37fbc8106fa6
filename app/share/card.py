"""The fever card on paper: one large page, black on white, made from the same words as the screen."""

from datetime import date
from html import escape

from app.core.analytes import ANALYTES
from app.core.article import unmarked
from app.core.card import LatestAnc, latest_anc, latest_treatment
from app.core.content import FeverCard
from app.core.names import SEVERITY
from app.core.record import Log, Person
from app.core.units import UNITS, show_value
from app.words import _, language, ltr, quoted, right_to_left, say_age, say_date, typed

STYLE = """
body { font: 16pt/1.35 sans-serif; margin: 1.5cm; color: #000; background: #fff }
h1 { font-size: 30pt; line-height: 1.15; border: 4pt solid #000; padding: 10pt; margin: 0 0 10pt }
h2 { font-size: 17pt; margin: 12pt 0 2pt }
ol, ul { margin: 0; padding-inline-start: 20pt } p { margin: 4pt 0 } dt { font-weight: bold } dd { margin: 0 0 4pt }
small { font-size: 9pt }
"""


def facts(person: Person | None, log: Log, today: date) -> tuple[tuple[str, str], ...]:
    """What the card says about the person: names and values in the person's language; what is not known says so."""
    none = _("not written down")
    return (
        (_("Name"), typed(person.name) if person else none),
        (_("Last neutrophil count (ANC)"), count(latest_anc(log, person), today) or none),
        (_("Last cancer treatment"), _treatment(log, today) or (typed(person.regimen) if person else "") or none),
        (_("Allergies"), (typed(person.allergies) if person else "") or none),
        (_("Cause of the low count"), (typed(person.cause) if person else "") or none),
    )


def count(found: LatestAnc | None, today: date) -> str:
    """The newest ANC with its word and its date, because an old number comforts wrongly."""
    if found is None or found.anc.safest is None:
        return ""
    unit = UNITS[ANALYTES["neutrophils"].unit].label
    number = ltr(f"{show_value(found.anc.safest, 'neutrophils', found.anc.safest_sign)} {unit}")
    word = _(SEVERITY.get(found.severity.word, ""))
    spread = {"or_lower": _("{word}, or lower"), "or_higher": _("{word}, or higher"), "": "{word}"}
    said = spread[found.severity.spread].format(word=word) if word else ""
    return " · ".join(part for part in (number, said, say_date(found.on), say_age(found.on, today)) if part)


def _treatment(log: Log, today: date) -> str:
    found = latest_treatment(log, today)
    if found is None:
        return ""
    named = typed(found.name) or _("Treatment")
    return _("{name}, {date} ({age})").format(name=named, date=say_date(found.on), age=say_age(found.on, today))


def fever_card_html(words: FeverCard, person: Person | None, log: Log, today: date) -> str:
    """The card as one whole HTML document; everything typed is escaped."""
    about = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts(person, log, today))
    contacts = [f"{typed(one.name)}: {ltr(one.number)}" for one in (person.contacts if person else ())]
    printed = _("Printed {date}. Patient-entered, not verified.").format(date=say_date(today))
    parts = (
        f"<h1>{escape(words.title)}</h1>",
        f"<p><b>{_plain(words.fever)}</b> {_plain(words.no_thermometer)}</p>",
        _part(_("What to do"), words.steps, "ol"),
        _part(_("Call"), contacts) if contacts else "",
        f"<h2>{escape(_('What to say'))}</h2><p>{quoted(_plain(words.say))}</p>",
        f"<h2>{escape(_('About me'))}</h2><dl>{about}</dl>",
        f"<h2>{escape(_('For staff'))}</h2><p>{_plain(words.staff)}</p>",
        _part(words.danger_title, words.danger),
        _part(words.child_title, words.child),
        f"<p><small>{escape(printed)}</small></p>",
    )
    way = "rtl" if right_to_left() else "ltr"
    head = f'<meta charset="utf-8"><title>{escape(words.title)}</title><style>{STYLE}</style>'
    return (
        f'<!doctype html><html lang="{language()}" dir="{way}"><head>{head}</head><body>{"".join(parts)}</body></html>'
    )


def _plain(text: str) -> str:
    return escape(unmarked(text))


def _part(title: str, items: tuple[str, ...] | list[str], kind: str = "ul") -> str:
    lines = "".join(f"<li>{_plain(item)}</li>" for item in items)
    return f"<h2>{_plain(title)}</h2><{kind}>{lines}</{kind}>"
