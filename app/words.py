"""The person's language: `_` and `ngettext` look sentences up in the catalog; a missing one stays English.

Catalogs are `content/locale/<language>.po`, compiled beside themselves to `.mo` by `tools.words`. Dates are said here
too, because months and "yesterday" are words.
"""

import gettext
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path

from app.core import direction

CATALOGS = Path(__file__).parent.parent / "content" / "locale"
SOURCE_LANGUAGE = "en"
NAMES = {"en": "English", "es": "Español", "fr": "Français", "ar": "العربية"}
"""Each language in its own words, so that it is found by those who need it."""


class Chosen:
    """The catalog in use; one per process, because one person looks at the screen."""

    language = SOURCE_LANGUAGE
    catalog: gettext.NullTranslations = gettext.NullTranslations()


def use(language: str, folder: Path = CATALOGS) -> None:
    """Speak *language* ("es", "fr-CA") from now on; without a catalog, the English of the source."""
    short = language.replace("_", "-").split("-")[0].lower() or SOURCE_LANGUAGE
    file = folder / f"{short}.mo"
    if file.is_file():
        with file.open("rb") as stream:
            Chosen.catalog, Chosen.language = gettext.GNUTranslations(stream), short
    else:
        Chosen.catalog, Chosen.language = gettext.NullTranslations(), SOURCE_LANGUAGE


@contextmanager
def speaking(language: str, folder: Path = CATALOGS) -> Iterator[None]:
    """Speak *language* for a while: a page for a clinician may be in another language than the screen."""
    before = Chosen.catalog, Chosen.language
    use(language, folder)
    try:
        yield
    finally:
        Chosen.catalog, Chosen.language = before


def language() -> str:
    """The language in use, as "en"."""
    return Chosen.language


def available(folder: Path = CATALOGS) -> tuple[str, ...]:
    """The languages the app can speak, English first."""
    return (SOURCE_LANGUAGE, *sorted(file.stem for file in folder.glob("*.mo") if file.stem != SOURCE_LANGUAGE))


def right_to_left() -> bool:
    """Whether the language in use is read from right to left."""
    return direction.is_right_to_left(Chosen.language)


def _(sentence: str) -> str:
    """*sentence* in the language in use; from right to left its values and places are kept in order."""
    return ordered(Chosen.catalog.gettext(sentence)) if sentence else ""


def ngettext(one: str, many: str, count: int) -> str:
    """The right plural form for *count*; the caller fills the places."""
    return ordered(Chosen.catalog.ngettext(one, many, count))


def ordered(sentence: str) -> str:
    """A label that is a unit or a word in Latin letters, or a sentence with a value in it, kept in order."""
    return _kept(sentence) if right_to_left() else sentence


_kept = lru_cache(maxsize=4096)(direction.sentence)


def ltr(text: str) -> str:
    """A value with its unit, a date in figures, a number to call: from left to right inside any sentence."""
    return direction.value(text) if right_to_left() else text


def listed(parts: Iterable[str], sign: str = ",") -> str:
    """Several in one line, with the comma (or the semicolon) of the language in use."""
    arabic = {",": "،", ";": "؛"} if right_to_left() and Chosen.language not in direction.HEBREW else {}
    return f"{arabic.get(sign, sign)} ".join(parts)


def quoted(words: str) -> str:
    """*words* to be said aloud, in the quotation marks of the language in use."""
    return _("“{words}”").format(words=words)


def typed(text: str) -> str:
    """What a person typed, in its own direction: between right-to-left words, or itself from right to left."""
    return direction.typed(text) if right_to_left() or direction.has_right_to_left(text) else text


def months() -> tuple[str, ...]:
    """The months in words, January first."""
    return (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"), _("August"),
        _("September"), _("October"), _("November"), _("December"),
    )  # fmt: skip


def short_months() -> tuple[str, ...]:
    """The months as they stand on an axis."""
    return (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"), _("Jul"), _("Aug"), _("Sep"), _("Oct"),
        _("Nov"), _("Dec"),
    )  # fmt: skip


def say_date(day: date, short: bool = False) -> str:
    """*day* in words, so that it cannot be misread: "3 November 2026", or "3 Nov" when *short*."""
    if short:
        return _("{day} {month}").format(day=day.day, month=short_months()[day.month - 1])
    return _("{day} {month} {year}").format(day=day.day, month=months()[day.month - 1], year=day.year)


def say_age(day: date, today: date) -> str:
    """How long ago or ahead *day* is, in words: "today", "3 days ago", "in 2 days", "5 months ago"."""
    days = (today - day).days
    if abs(days) <= 1:
        return {0: _("today"), 1: _("yesterday"), -1: _("tomorrow")}[days]
    if days < 0:
        return ngettext("in {count} day", "in {count} days", -days).format(count=-days)
    if days < 61:
        return ngettext("{count} day ago", "{count} days ago", days).format(count=days)
    if days < 730:
        return ngettext("{count} month ago", "{count} months ago", days // 30).format(count=days // 30)
    return ngettext("{count} year ago", "{count} years ago", days // 365).format(count=days // 365)
