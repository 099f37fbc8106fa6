"""The file format of a page, and TinyDB's view of one.

A page is one line of JSON about it (name, schema version, generation, SHA-256 of all of that and the body), then the
body: TinyDB's tables as JSON. The first line keeps this shape in every version, so that an old app knows a newer file.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

Tables = dict[str, dict[str, Any]]
EMPTY = b"{}"
LONGEST_HEAD = 1000
"""Bytes of the first line; ours has about 200."""


class DamagedError(Exception):
    """These bytes are not a page as it was written."""


@dataclass(frozen=True)
class Page:
    """One page as written: `generation` counts its replacements from 1."""

    name: str
    schema: int
    generation: int
    body: bytes

    def encode(self) -> bytes:
        """The bytes of the file."""
        head = {"page": self.name, "schema": self.schema, "generation": self.generation, "sha256": self._digest()}
        return json.dumps(head).encode() + b"\n" + self.body + b"\n"

    def _digest(self) -> str:
        return hashlib.sha256(f"{self.name}\n{self.schema}\n{self.generation}\n".encode() + self.body).hexdigest()

    def tables(self) -> Tables:
        """The body as TinyDB's tables, a fresh copy at each call."""
        tables: Tables = json.loads(self.body)
        return tables

    def with_tables(self, tables: Mapping[str, Mapping[str, Any]], schema: int) -> "Page":
        """This page with another body; the generation is counted when it is written."""
        return Page(self.name, schema, self.generation, _json(tables))


def _json(tables: Mapping[str, Mapping[str, Any]]) -> bytes:
    return json.dumps(tables, ensure_ascii=False, separators=(",", ":")).encode()


def decode(name: str, raw: bytes) -> Page:
    """The page in *raw*; raises `DamagedError` unless every byte is as it was written under *name*."""
    line, _, rest = raw.partition(b"\n")
    if len(line) > LONGEST_HEAD:  # a damaged head may nest without end, which no parser of the browser survives
        raise DamagedError(name)
    try:
        head = json.loads(line)
        page = Page(str(head["page"]), int(head["schema"]), int(head["generation"]), rest.removesuffix(b"\n"))
        whole = page.name == name and page.encode() == raw
        if not whole or not all(isinstance(table, dict) for table in page.tables().values()):
            raise DamagedError(name)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise DamagedError(name) from error
    return page


def newest(name: str, copies: Mapping[str, bytes]) -> tuple[Page, str] | None:
    """The whole copy with the highest generation and which copy it is, or None when no copy is whole."""
    whole = []
    for which, raw in copies.items():
        try:
            whole.append((decode(name, raw), which))
        except DamagedError:
            continue
    return max(whole, key=lambda found: (found[0].generation, found[1] == "current"), default=None)


class PageStorage(Storage):
    """TinyDB's two-method seam over one page: writes are collected until the store commits them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.staged: bytes | None = None

    def read(self) -> Tables:
        """The tables with what is staged; TinyDB may change what it gets."""
        tables: Tables = json.loads(self.page.body if self.staged is None else self.staged)
        return tables

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Collect; nothing reaches the disk before `next_page` is committed."""
        self.staged = _json(data)

    def next_page(self, schema: int) -> Page | None:
        """The page to write, or None when nothing was staged."""
        if self.staged is None:
            return None
        return Page(self.page.name, schema, self.page.generation + 1, self.staged)


class ById(Table):
    """A TinyDB table whose document ids are ours, not numbers."""

    document_id_class = str  # type: ignore[assignment]


class PageDB(TinyDB):
    """One page as a TinyDB database."""

    table_class = ById

    def __init__(self, page: Page) -> None:
        super().__init__(page, storage=PageStorage)

    @property
    def storage(self) -> PageStorage:
        """The seam, with the page behind it."""
        assert isinstance(self._storage, PageStorage)
        return self._storage

    def put(self, table: str, documents: Mapping[str, Mapping[str, Any]]) -> None:
        """Keep *documents* by id, each replacing the one that was there."""
        if len(documents) == 1:
            [(key, value)] = documents.items()
            self.table(table).upsert(Document(dict(value), key))  # type: ignore[arg-type]
            return
        self.drop(table, documents)
        self.table(table).insert_multiple(Document(dict(v), k) for k, v in documents.items())  # type: ignore[arg-type]

    def drop(self, table: str, ids: Iterable[str]) -> None:
        """Remove documents by id; one that is not there is no error."""
        self.table(table).remove(doc_ids=list(ids))  # type: ignore[arg-type]
