"""The article: sections made of blocks, each block with its sources. Text carries two marks and no more.

`**bold**` is strong; `[[term-id|shown words]]` (or `[[term-id]]`) is a glossary word to tap, and may stand in bold.
`parse` reads them into spans; nothing else in the app looks at the marks. `app.core.search` finds sections by words.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

REVIEW_AFTER = timedelta(days=365)
"""A text is read again at the latest this long after its last review [D]."""

MARK = re.compile(r"\*\*(?P<bold>.+?)\*\*|\[\[(?P<term>[a-z0-9-]+)(?:\|(?P<shown>[^\]]+))?\]\]")


class Frozen(BaseModel):
    """Anything read from `content/`: frozen, and closed to fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Span(Frozen):
    """A run of text in one style. `term` is the id of a glossary word, or empty."""

    text: str
    bold: bool = False
    term: str = ""


class Term(Frozen):
    """A word of the glossary."""

    id: str
    word: str
    also: tuple[str, ...] = ()
    """Other names and spellings a person may search for."""
    say: str = ""
    """How to say it, in plain letters."""
    text: str
    sources: tuple[str, ...] = Field(min_length=1)
    language: str = "en"
    """The language it is written in; differs from the content's where a translation is missing."""


class Cited(Frozen):
    """What every block has: where its facts come from, and what it corrects."""

    sources: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    """Numbers of the claims in `content/source-claims.toml` that this block answers."""
    changed: str = ""
    """Why a claim that goes round is told differently here, in a plain sentence."""


class TextBlock(Cited):
    """One paragraph."""

    kind: Literal["text"] = "text"
    text: str


class Heading(Cited):
    """A heading inside a section."""

    kind: Literal["heading"] = "heading"
    text: str


class Items(Cited):
    """A list (`list`), or things done one after the other (`steps`). `intro` leads in."""

    kind: Literal["list", "steps"]
    intro: str = ""
    items: tuple[str, ...] = Field(min_length=1)


class Myth(Cited):
    """Something a person may have read, and what is known."""

    kind: Literal["myth"] = "myth"
    read: str
    known: str


class Alert(Cited):
    """What to do in danger. `level` is a level of the quiz; action first."""

    kind: Literal["alert"] = "alert"
    level: Literal["emergency", "same_day", "days"]
    title: str
    text: str = ""
    items: tuple[str, ...] = ()


class Picture(Cited):
    """A drawing of `assets/pictures/` with its text alternative, which says all that the drawing says."""

    kind: Literal["picture"] = "picture"
    file: str
    alt: str
    caption: str = ""


class Table(Cited):
    """A small table: one heading per column, as many cells in each row."""

    kind: Literal["table"] = "table"
    caption: str = ""
    head: tuple[str, ...] = Field(min_length=2)
    rows: tuple[tuple[str, ...], ...] = Field(min_length=1)

    @model_validator(mode="after")
    def even(self) -> "Table":
        """Refuse a row with more or fewer cells than there are headings."""
        if any(len(row) != len(self.head) for row in self.rows):
            raise ValueError("every row needs one cell for each heading")
        return self


Block = Annotated[TextBlock | Heading | Items | Myth | Alert | Picture | Table, Field(discriminator="kind")]


class Section(Frozen):
    """One page of the article."""

    id: str
    title: str
    summary: str
    reviewed: date
    signed: str = ""
    """The clinician who signed it and when; empty until one has."""
    picture: str = ""
    """A picture that stands for the section in the contents, a file of `assets/pictures/`."""
    blocks: tuple[Block, ...] = Field(alias="block", min_length=1)
    language: str = "en"

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of all sources of the section, in the order they come."""
        return tuple(dict.fromkeys(source for block in self.blocks for source in block.sources))

    @property
    def next_review(self) -> date:
        """The day by which it must be read again."""
        return self.reviewed + REVIEW_AFTER


class Article(Frozen):
    """All sections, in reading order."""

    sections: tuple[Section, ...]

    def section(self, section_id: str) -> Section | None:
        """The section with *section_id*, or None."""
        return next((one for one in self.sections if one.id == section_id), None)


class Line(Frozen):
    """One line of the contents page."""

    id: str
    title: str
    summary: str
    picture: str = ""
    signed: bool = False


def parse(text: str) -> tuple[Span, ...]:
    """The spans of *text*; a mark that is not closed stays as it is written."""
    spans, at = [], 0
    for mark in MARK.finditer(text):
        if mark.start() > at:
            spans.append(Span(text=text[at : mark.start()]))
        if bold := mark["bold"]:
            spans += [Span(text=one.text, bold=True, term=one.term) for one in parse(bold)]
        else:
            spans.append(Span(text=mark["shown"] or mark["term"].replace("-", " "), term=mark["term"]))
        at = mark.end()
    if at < len(text) or not spans:
        spans.append(Span(text=text[at:]))
    return tuple(spans)


def unmarked(text: str) -> str:
    """*text* without its marks, as it is read aloud."""
    return "".join(span.text for span in parse(text))


def marked(block: Block) -> tuple[str, ...]:
    """Every string of *block* that may carry marks, in reading order."""
    match block:
        case TextBlock() | Heading():
            parts: tuple[str, ...] = (block.text,)
        case Items():
            parts = (block.intro, *block.items)
        case Myth():
            parts = (block.read, block.known)
        case Alert():
            parts = (block.title, block.text, *block.items)
        case Picture():
            parts = (block.caption, block.alt)
        case Table():
            parts = (block.caption, *block.head, *(cell for row in block.rows for cell in row))
    return tuple(part for part in parts if part)


def plain(block: Block) -> str:
    """*block* as text without marks, one line for each string of it."""
    match block:
        case Items(kind="steps"):
            lines = [block.intro, *(f"{number}. {item}" for number, item in enumerate(block.items, 1))]
        case Items():
            lines = [block.intro, *(f"– {item}" for item in block.items)]
        case Alert():
            lines = [block.title, block.text, *(f"– {item}" for item in block.items)]
        case Table():
            lines = [block.caption, *(" | ".join(row) for row in (block.head, *block.rows))]
        case _:
            lines = list(marked(block))
    return unmarked("\n".join(line for line in lines if line))


def contents(article: Article) -> tuple[Line, ...]:
    """The contents page: one line a section."""
    return tuple(
        Line(id=one.id, title=one.title, summary=one.summary, picture=one.picture, signed=bool(one.signed))
        for one in article.sections
    )


def next_section(article: Article, section_id: str) -> Section | None:
    """The section to read after *section_id*; None after the last one and for an id that is not there."""
    ids = [one.id for one in article.sections]
    after = ids.index(section_id) + 1 if section_id in ids else len(ids)
    return article.sections[after] if after < len(ids) else None


def terms(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The ids of the glossary words that *blocks* link to, each once, in order."""
    spans = (span for block in blocks for text in marked(block) for span in parse(text))
    return tuple(dict.fromkeys(span.term for span in spans if span.term))


def as_text(section: Section) -> str:
    """*section* as plain text for sharing, corrections and all; `Content.cite` names its sources."""
    texts = (text for block in section.blocks for text in (plain(block), block.changed) if text)
    return "\n\n".join((section.title, section.summary, *texts))
