"""Finding a section or a glossary word by a few typed words, typing mistakes forgiven.

An index is built once from the article; a search compares the typed words with the few thousand words it holds.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from app.core.article import Article, Heading, Section, Term, marked, plain, terms, unmarked
from app.core.words import bare

WORD = re.compile(r"[^\W_]+")
TITLE, SUMMARY, HEADING, ALIAS, TEXT = 8.0, 4.0, 4.0, 2.0, 1.0
"""What a word weighs by where it stands."""
AROUND = 60
"""Letters of the text shown on each side of what was found."""
SMALL = frozenset(
    {"a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "for", "from", "how", "i", "if", "in", "is", "it"}
    | {"me", "my", "of", "on", "or", "that", "the", "to", "what", "with"}
)
"""Words too common to search for."""


class Hit(NamedTuple):
    """A section, or a glossary word (`term` is its id), with the text around what was found."""

    section: str
    term: str
    title: str
    snippet: str
    score: float


class Page(NamedTuple):
    """What a hit leads to, and its texts in reading order."""

    section: str
    term: str
    title: str
    texts: tuple[str, ...]


class Index(NamedTuple):
    """The pages, and for every folded word the pages it is on with its weight there."""

    pages: tuple[Page, ...]
    words: dict[str, dict[int, float]]


def fold(text: str) -> list[str]:
    """The words of *text*, lower case and without accents."""
    return WORD.findall(bare(text))


def index(article: Article, glossary: Iterable[Term] = ()) -> Index:
    """The index of *article* and *glossary*."""
    known = {term.id: term for term in glossary}
    found = Index((*map(_page, article.sections), *map(_term_page, known.values())), {})
    for at, section in enumerate(article.sections):
        _weigh(found, at, section.title, TITLE)
        _weigh(found, at, section.summary, SUMMARY)
        for block in section.blocks:
            _weigh(found, at, " ".join(map(unmarked, marked(block))), HEADING if isinstance(block, Heading) else TEXT)
        for term in (known[one] for one in terms(section.blocks) if one in known):
            _weigh(found, at, " ".join((term.word, *term.also)), ALIAS)
    for at, term in enumerate(known.values(), len(article.sections)):
        _weigh(found, at, " ".join((term.word, *term.also)), TITLE)
        _weigh(found, at, unmarked(term.text), TEXT)
    return found


def find(pages: Index, query: str, most: int = 20) -> tuple[Hit, ...]:
    """The best pages for *query*, best first. A page with all the typed words stands before one with some of them."""
    typed = [word for word in fold(query) if word not in SMALL] or fold(query)
    scores: dict[int, list[float]] = {}
    meant = [likely(word, pages.words) for word in typed]
    for near in meant:
        best: dict[int, float] = {}
        for word, closeness in near.items():
            for page, weight in pages.words[word].items():
                best[page] = max(best.get(page, 0.0), weight * closeness)
        for page, score in best.items():
            scores.setdefault(page, []).append(score)
    ranked = sorted(scores, key=lambda page: (-len(scores[page]), -sum(scores[page]), page))
    words = {word for near in meant for word in near}
    return tuple(_hit(pages.pages[page], words, sum(scores[page])) for page in ranked[:most])


def likely(typed: str, words: Iterable[str]) -> dict[str, float]:
    """The *words* that *typed* may stand for, each with a closeness up to 1: itself, longer words that begin so, and,
    when there is neither, words a few slips of the finger away."""
    plain_match = {word: 1.0 if word == typed else 0.7 for word in words if word.startswith(typed) and len(typed) > 1}
    if plain_match or len(typed) < 4:
        return plain_match or ({typed: 1.0} if typed in set(words) else {})
    slips = 1 if len(typed) < 6 else 2
    near = {word: slip_count(typed, word, slips) for word in words if abs(len(word) - len(typed)) <= slips}
    closest = min(near.values(), default=slips + 1)
    return {word: 0.5 / count for word, count in near.items() if count == closest and count <= slips}


def slip_count(one: str, other: str, most: int) -> int:
    """How many slips (a letter more, less, wrong, or two changed about) lie between two words; `most + 1` when more.
    The optimal string alignment distance, one row at a time."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        after = [i]
        for j, against in enumerate(other, 1):
            cost = min(row[j] + 1, after[j - 1] + 1, row[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            after.append(cost)
        if min(after) > most:
            return most + 1
        before, row = row, after
    return row[-1]


def _page(section: Section) -> Page:
    return Page(section.id, "", section.title, (section.summary, *(plain(block) for block in section.blocks)))


def _term_page(term: Term) -> Page:
    return Page("", term.id, term.word, (unmarked(term.text),))


def _weigh(pages: Index, page: int, text: str, weight: float) -> None:
    for word in fold(text):
        on = pages.words.setdefault(word, {})
        on[page] = max(on.get(page, 0.0), weight)


def _hit(page: Page, words: set[str], score: float) -> Hit:
    """The hit on *page*, with the first text that holds one of *words*."""
    for text in page.texts:
        for match in WORD.finditer(text):
            if "".join(fold(match.group())) in words:
                return Hit(page.section, page.term, page.title, _around(text, match.start(), match.end()), score)
    return Hit(page.section, page.term, page.title, page.texts[0], score)


def _around(text: str, start: int, end: int) -> str:
    """The part of *text* about `start:end`, cut at spaces."""
    text = text.replace("\n", " ")
    left = 0 if start <= AROUND else text.find(" ", start - AROUND) + 1
    right = len(text) if len(text) - end <= AROUND else text.rfind(" ", end, end + AROUND + 1)
    right = right if right >= end else len(text)
    return ("… " if left else "") + text[left:right].strip() + (" …" if right < len(text) else "")
