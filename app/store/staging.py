"""The pages in memory, and where each part of a change goes in them."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.core.change import Change, is_draft_of
from app.core.record import Draft, Person
from app.store.page import EMPTY, Page, PageDB
from app.store.reading import BOOK, DRAFTS, LOG, UNREAD, is_listed

ROOM = 100
"""Entries in one page of the log: what one change costs at most."""


class Staging:
    """The pages of a store."""

    def __init__(self, schema: int) -> None:
        self._schema = schema
        self._pages: dict[str, PageDB] = {}
        self._where: dict[str, str] = {}
        """The page of each entry, also of one that could not be understood."""
        self._unread: frozenset[str] = frozenset()
        """The ids of what could not be understood, and is kept as it is."""

    def _stage(self, change: Change) -> None:
        """Put *change* into the pages it touches; nothing is written yet."""
        dropped = [one for one in change.drop_entries if one in self._where]
        for page, ids in self._by_page(dropped).items():
            self._page(page).drop("entries", ids)
        entries = {one.id: one for one in change.entries}
        for page, ids in self._by_page(entries).items():
            self._put(page, "entries", {one: entries[one].model_dump(mode="json") for one in ids})
        self._stage_kind(BOOK, "people", change.people, change.drop_people)
        self._stage_kind(DRAFTS, "drafts", change.drafts, change.drop_drafts)
        if change.settings:
            self._put(BOOK, "settings", {"settings": change.settings.model_dump(mode="json")})
        if change.drop_people:
            self._drop_unread_of(frozenset(change.drop_people))

    def _stage_kind(self, page: str, kind: str, put: Iterable[Person | Draft], drop: Iterable[str]) -> None:
        if documents := {one.id: one.model_dump(mode="json") for one in put}:
            self._put(page, kind, documents)
        if drop:
            self._page(page).drop(kind, drop)

    def _put(self, page: str, kind: str, documents: Mapping[str, Mapping[str, Any]]) -> None:
        """Keep *documents*; one that could not be understood is not written over, but laid beside."""
        db = self._page(page)
        for one in (one for one in documents if f"{kind}:{one}" in self._unread):
            tables = db.storage.read()
            if f"{kind}:{one}" not in tables.get(UNREAD, {}) and one in tables.get(kind, {}):
                db.put(UNREAD, {f"{kind}:{one}": {"was": tables[kind][one]}})
        db.put(kind, documents)

    def _drop_unread_of(self, people: frozenset[str]) -> None:
        """What could not be understood of erased *people* goes too."""
        if not self._unread:
            return
        for db in list(self._pages.values()):
            for kind, table in db.storage.read().items():
                gone = [id_ for id_, doc in table.items() if self._is_unread_of(kind, id_, doc, people)]
                if gone:
                    db.drop(kind, gone)

    def _is_unread_of(self, kind: str, id_: str, doc: Any, people: frozenset[str]) -> bool:
        if kind == UNREAD:
            kind, _, id_ = id_.partition(":")
            doc = doc["was"]
        elif f"{kind}:{id_}" not in self._unread:
            return False
        of = doc.get("person") if isinstance(doc, dict) else None
        return (kind == "people" and id_ in people) or of in people or (kind == "drafts" and is_draft_of(id_, people))

    def _by_page(self, ids: Iterable[str]) -> dict[str, list[str]]:
        """Where each entry is, or will be: a new one goes to the last page, or to a new one when that is full."""
        pages: dict[str, list[str]] = {}
        last = max((name for name in self._pages if name.startswith(LOG)), default="")
        room = ROOM - len(self._page(last).table("entries")) if last else 0
        for one in ids:
            if one not in self._where:
                if room <= 0:
                    last, room = self._new_page(), ROOM
                room -= 1
            pages.setdefault(self._where.get(one, last), []).append(one)
        return pages

    def _new_page(self) -> str:
        """A log page under a name that was never used."""
        used = {*self._page(BOOK).storage.read().get("pages", {}), *self._pages}
        numbers = (one.removeprefix(LOG) for one in used if one.startswith(LOG))
        return self._page(f"{LOG}{max((int(n) for n in numbers if n.isdecimal()), default=0) + 1:06}").storage.page.name

    def _page(self, name: str) -> PageDB:
        """The page *name*; a new one is listed in the book, so that its loss would be noticed."""
        if name not in self._pages:
            self._pages[name] = PageDB(Page(name, self._schema, 0, EMPTY))
            news = self._pages if name == BOOK else (name,)
            if listed := {one: {"aside": False} for one in news if is_listed(one)}:
                self._page(BOOK).put("pages", listed)
        return self._pages[name]
