"""From the bytes a disk holds to the record: choose the whole copies, migrate, and say what was found wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from app.core.record import ENTRY, Draft, Person, Record, Settings
from app.core.words import N_
from app.migrations import Plain, Step, migrate
from app.store.disk import Copies
from app.store.page import Page, Tables, newest
from app.store.trouble import Trouble

BOOK, DRAFTS, LOG, BEFORE = "book", "drafts", "log-", "before-"
"""The pages: one book (people, settings, list of log pages), one of drafts, the log, and copies kept from before."""
UNREAD = "unread"
"""The table of a page with what could not be understood and was since saved anew: by kind and id, as it was."""


@dataclass(frozen=True)
class Found:
    """The whole pages of a disk, the names of damaged ones, and what the person should be told."""

    pages: dict[str, Page]
    damaged: tuple[str, ...]
    trouble: tuple[str, ...]


def choose(copies: Copies) -> Found:
    """The newest whole copy of each page. Nothing is lost without a word: the book lists the pages."""
    pages: dict[str, Page] = {}
    damaged, trouble = [], []
    for name, all_ in sorted(copies.items()):
        best = newest(name, all_)
        if best is not None:
            pages[name] = best[0]
            trouble += [Trouble.STEPPED_BACK] if best[1] == "previous" else []
        elif set(all_) != {"unfinished"}:  # a first write that a crash cut short was never acknowledged
            damaged.append(name)
    listed = pages[BOOK].tables().get("pages", {}) if BOOK in pages else {}
    if damaged:
        trouble.append(Trouble.SET_ASIDE)
    kept = {name for name in pages if not name.startswith(BEFORE)}
    expected = {name for name, doc in listed.items() if not doc.get("aside")} | ({BOOK} if kept else set())
    if expected - pages.keys() - set(damaged):
        trouble.append(Trouble.MISSING)
    return Found(pages, tuple(damaged), tuple(dict.fromkeys(trouble)))


def is_listed(name: str) -> bool:
    """Whether the book names the page *name*, so that its loss would be noticed."""
    return name != BOOK and not name.startswith(BEFORE)


def migrated(page: Page, schema: int, steps: Mapping[int, Step]) -> Tables:
    """The tables of *page* in the shape of version *schema*; its part of the record keeps to its page."""
    plain = migrate(_plain(page.tables()), page.schema, to=schema, steps=steps)
    tables: Tables = {
        kind: {str(one["id"]): one for one in plain[kind]} for kind in ("people", "entries", "drafts") if plain[kind]
    }
    if plain["settings"]:
        tables["settings"] = {"settings": plain["settings"]}
    return {kind: docs for kind, docs in page.tables().items() if kind in ("pages", UNREAD)} | tables


@dataclass(frozen=True)
class Gathered:
    """All pages as one record, the page of each entry, and what could not be understood, as "<kind>:<id>"."""

    record: Record
    where: dict[str, str]
    unread: frozenset[str]

    @property
    def trouble(self) -> tuple[str, ...]:
        """What the person should be told."""
        return (Trouble.UNREADABLE,) if self.unread else ()


def gather(pages: Mapping[str, Page]) -> Gathered:
    """All pages as one record.

    A document that does not fit its model stays in its page, unseen; of a person, what fits is shown. An entry whose
    person is lost gets one again.
    """
    docs: dict[str, dict[str, Any]] = {"people": {}, "entries": {}, "drafts": {}, "settings": {}}
    where: dict[str, str] = {}
    for name, page in pages.items():
        if name.startswith(BEFORE):
            continue
        tables = page.tables()
        where |= dict.fromkeys(tables.get("entries", ()), name)
        for kind, all_ in docs.items():
            all_ |= tables.get(kind, {})
    entries, odd_entries = _understood(docs["entries"], ENTRY.validate_python)
    people, odd_people = _understood(docs["people"], Person.model_validate)
    drafts, odd_drafts = _understood(docs["drafts"], Draft.model_validate)
    settings, odd_settings = _understood(docs["settings"], Settings.model_validate)
    people += [_what_fits(one, docs["people"][one]) for one in odd_people]
    lost = dict.fromkeys(one.person for one in entries if one.person not in {p.id for p in people})
    people += [Person(id=one, name=N_("Recovered record")) for one in lost]
    record = Record(
        people=tuple(people),
        entries=tuple(entries),
        drafts=tuple(drafts),
        settings=settings[0] if settings else Settings(),
    )
    odd = {"entries": odd_entries, "people": odd_people, "drafts": odd_drafts, "settings": odd_settings}
    return Gathered(record, where, frozenset(f"{kind}:{one}" for kind, ids in odd.items() for one in ids))


def _plain(tables: Tables) -> Plain:
    """A page's part of the record, as the plain data that a migration step takes."""
    return {
        **{kind: list(tables.get(kind, {}).values()) for kind in ("people", "entries", "drafts")},
        "settings": tables.get("settings", {}).get("settings", {}),
    }


def _understood(docs: Mapping[str, Any], read: Callable[[Any], Any]) -> tuple[list[Any], list[str]]:
    """The documents that fit their model, and the ids of those that do not."""
    understood, odd = [], []
    for id_, one in docs.items():
        try:
            understood.append(read(one))
        except ValidationError:
            odd.append(id_)
    return understood, odd


def _what_fits(id_: str, doc: Any) -> Person:
    """A person of whom something could not be understood: each fact that can be, so that no allergy goes unseen."""
    person = Person(id=id_, name=N_("Recovered record"))
    for fact, value in doc.items() if isinstance(doc, dict) else ():
        try:
            person = Person.model_validate(person.model_dump() | {fact: value, "id": id_})
        except ValidationError:
            continue
    return person
