"""All we tell people, as one frozen value. What a clinician must sign is in here; how it looks is not."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from pydantic import Field

from app.core.article import Article, Block, Frozen, Section, Term
from app.core.default_ranges import DefaultRanges
from app.core.drugs import Drugs
from app.core.lab_text import LabText
from app.core.quiz_text import QuizText


class Source(Frozen):
    """A document somebody can open to check a statement."""

    id: str
    title: str
    where: str = ""
    """Where to find it: an address, a DOI, a journal and page."""
    year: str = ""
    tier: Literal["primary", "service", "known", "decision", "weak"]
    """primary: official or peer-reviewed. service: a health service's page. known: a named textbook or guideline
    to be opened by the clinician who signs. decision: our own careful choice. weak: kept for the record only."""

    @property
    def shown(self) -> bool:
        """Whether a patient may see it cited."""
        return self.tier != "weak"


class Part(Frozen):
    """One part of the About screen."""

    id: str
    title: str
    blocks: tuple[Block, ...] = Field(alias="block", min_length=1)


class About(Frozen):
    """What the app is for and what it is not, its licences, and the words of the first run."""

    reviewed: date
    signed: str = ""
    first_run: tuple[str, str, str]
    """The intended use in three short sentences."""
    parts: tuple[Part, ...] = Field(alias="part", min_length=1)
    language: str = "en"


class FeverCard(Frozen):
    """The fever card, read at arm's length. Every line may carry the marks of `app.core.article`."""

    reviewed: date
    signed: str = ""
    sources: tuple[str, ...] = Field(min_length=1)
    title: str
    """The rule in one line."""
    fever: str
    """What counts as fever, in °C and °F."""
    no_thermometer: str
    steps: tuple[str, ...]
    """What to do, in order."""
    say: str
    """What to say on the telephone or at the desk."""
    never: tuple[str, ...]
    """What not to do."""
    danger_title: str
    danger: tuple[str, ...]
    """Danger signs that need the emergency number, with or without fever."""
    child_title: str
    child: tuple[str, ...]
    """The same for a child."""
    staff: str
    """A line for the staff who are shown the card."""
    language: str = "en"


class Content(Frozen):
    """Everything of `content/` in one language. Where a translation is missing, the part's `language` says so."""

    version: str
    """The day of the last change, "2026-11-22"; every summary carries it."""
    language: str
    sources: dict[str, Source]
    article: Article
    glossary: dict[str, Term]
    about: About
    fever: FeverCard
    quiz: QuizText
    drugs: Drugs
    ranges: DefaultRanges
    labs: LabText

    def cite(self, ids: Iterable[str]) -> tuple[Source, ...]:
        """The sources behind *ids* that a patient may see, each once, in order."""
        return tuple(self.sources[one] for one in dict.fromkeys(ids) if self.sources[one].shown)


def past_review(content: Content, today: date) -> tuple[Section, ...]:
    """The sections whose review is due on *today* or was due before."""
    return tuple(one for one in content.article.sections if one.next_review <= today)
