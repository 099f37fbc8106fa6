"""What a person who looks after the texts needs: how hard they read, what is past its review, where each claim went.

`python -m tools.content` prints the reports and writes docs/claims.md again; with `--bundle OUT` it writes each
language of the content as one JSON file into the folder OUT, for the site.
"""

import argparse
import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from app.content import gather, load
from app.core.article import Block, Table, marked, unmarked
from app.core.content import Content, past_review
from app.core.readability import Grade, grade, sentences

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"
CLAIMS = ROOT / "docs" / "claims.md"
EASY, PLAIN = 6.0, 8.0
"""The highest grade of what is read in an emergency, and of all else."""
LONGEST = 25
"""The most words a sentence may have in what is read in an emergency."""


def spared(folder: Path = CONTENT) -> frozenset[str]:
    """The medical words of `content/readability.toml` that count as ordinary words."""
    listed = tomllib.loads((folder / "readability.toml").read_text(encoding="utf-8"))["spared"]
    return frozenset(word for group in listed for word in group["words"])


def words(blocks: Iterable[Block]) -> str:
    """All that is read in *blocks* as sentences; the cells of a table are not."""
    return "\n".join(unmarked(text) for block in blocks if not isinstance(block, Table) for text in marked(block))


def emergency_texts(content: Content) -> Iterator[tuple[str, str]]:
    """What is read in an emergency, by name: the fever card, the alerts, the first page, the words of the quiz."""
    card = content.fever
    lines = (card.title, card.fever, card.no_thermometer, *card.steps, card.say, *card.never)
    yield "fever card", unmarked("\n".join((*lines, card.danger_title, *card.danger, card.child_title, *card.child)))
    yield "first run", "\n".join(content.about.first_run)
    alerts = (block for one in content.article.sections for block in one.blocks if block.kind == "alert")
    yield "alerts of the article", words(alerts)
    if first := content.article.section("help-now"):
        yield "help-now", words(first.blocks)
    quiz = content.quiz
    for level in quiz.levels.values():
        said = (level.title, *level.steps, *level.say, *level.never, *level.change)
        yield f"quiz: {level.word}", unmarked("\n".join(said))
    reasons = (part for rule in quiz.rules.values() for part in (rule.why, rule.do, rule.say) if part)
    yield "quiz: why, what to do and say", unmarked("\n".join(reasons))
    asked = [text for one in quiz.questions.values() for text in (one.ask, one.help) if text]
    yield "quiz: questions", unmarked("\n".join((quiz.intro, quiz.limits, *asked, *quiz.signs.values())))


def article_texts(content: Content) -> Iterator[tuple[str, str]]:
    """Every section, by name, with its title and summary."""
    for one in content.article.sections:
        yield one.id, "\n".join((one.title, one.summary, words(one.blocks)))


def readability(content: Content, easy: frozenset[str]) -> Iterator[str]:
    """The report, one line a text."""
    yield f"{'text':34} words  ARI   CL    longest   without exceptions"
    for limit, texts in ((EASY, emergency_texts(content)), (PLAIN, article_texts(content))):
        yield f"-- at most grade {limit:g}"
        for name, text in texts:
            yield _line(name, grade(text, easy), grade(text), limit)


def longest(text: str) -> str:
    """The longest sentence of *text*, to be cut."""
    return " ".join(max(sentences(text), key=len, default=[]))


def due(content: Content, today: date) -> Iterator[str]:
    """What is past its review date, and what nobody has signed."""
    late = past_review(content, today)
    yield f"Past review on {today}: {', '.join(one.id for one in late) or 'nothing'}"
    unsigned = [one.id for one in content.article.sections if not one.signed]
    yield f"Not yet signed by a clinician: {len(unsigned)} of {len(content.article.sections)} sections"


def to_open(content: Content) -> dict[str, list[str]]:
    """What must be opened before a section is signed: each source named from knowledge, and the sections it carries."""
    found: dict[str, list[str]] = {}
    for section in content.article.sections:
        for source in section.sources:
            if content.sources[source].tier == "known":
                found.setdefault(source, []).append(section.id)
    return found


def claims(folder: Path = CONTENT) -> list[Mapping[str, Any]]:
    """The claims of the article this guide began with."""
    listed = tomllib.loads((folder / "source-claims.toml").read_text(encoding="utf-8"))["claim"]
    return list(listed)


def claims_page(content: Content, listed: Iterable[Mapping[str, Any]]) -> str:
    """docs/claims.md."""
    rows = list(listed)
    titles = {one.id: one.title for one in content.article.sections}
    verdicts = Counter(row["verdict"] for row in rows)
    lines = [
        "# Where every claim went",
        "",
        "This guide began with an article from the internet. Every claim of it was judged against the sources named",
        "and kept, corrected, answered in a “You may have read” box, or dropped. `python -m tools.content` writes this",
        "page from `content/source-claims.toml`; do not edit it by hand. A test fails when a claim has no place.",
        "",
        f"{len(rows)} claims: " + ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common()) + ".",
        "",
        "| # | The idea, in our words | Verdict | Shown as | Where | Sources |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        where = ", ".join(titles[one] for one in row["where"])
        cells = (row["id"], row["gist"], row["verdict"], row["shown"], where, ", ".join(row["sources"]))
        lines.append(f"| {' | '.join(cells)} |")
    cited = dict.fromkeys(source for row in rows for source in row["sources"])
    lines += ["", "## Sources", ""]
    for one in (content.sources[source] for source in cited):
        place = f" ({one.where})" if one.where else ""
        mark = " *Kept as evidence of copying only; never shown to a patient.*" if not one.shown else ""
        lines.append(f"- **{one.id}** {one.title}{f', {one.year}' if one.year else ''}{place}.{mark}")
    return "\n".join(lines) + "\n"


def languages(folder: Path = CONTENT) -> list[str]:
    """The languages something of the content is written in."""
    return sorted(path.name for path in folder.iterdir() if path.is_dir() and any(path.rglob("*.toml")))


def bundle(out: Path, folder: Path = CONTENT) -> list[Path]:
    """Write each language of *folder* as one JSON file into *out*; the files written."""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for language in languages(folder):
        path = out / f"{language}.json"
        text = json.dumps(gather(folder, language), ensure_ascii=False, separators=(",", ":"), default=str)
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


def _line(name: str, counted: Grade, bare: Grade, limit: float) -> str:
    high = counted.worst > limit or (limit == EASY and counted.longest > LONGEST)
    return (
        f"{name[:33]:34}{counted.words:5} {counted.ari:5} {counted.coleman_liau:5} {counted.longest:7}"
        f"     {bare.ari:5} {bare.coleman_liau:5}{'  TOO HARD' if high else ''}"
    )


def main() -> None:
    """Speak to the person at the terminal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, metavar="OUT", help="only write the JSON files into this folder")
    asked = parser.parse_args()
    if asked.bundle:
        for path in bundle(asked.bundle):
            print(f"{path} {path.stat().st_size:,} bytes")
        return
    content = load(CONTENT, "en")
    print("\n".join((*readability(content, spared()), "", *due(content, datetime.now(UTC).date()))))
    print("Open before signing (named from knowledge, not opened for this text):")
    for source, sections in sorted(to_open(content).items()):
        print(f"  {source:18} {content.sources[source].title}: {', '.join(sections)}")
    CLAIMS.write_text(claims_page(content, claims()), encoding="utf-8")
    print(f"Wrote docs/claims.md: {len(claims())} claims")


if __name__ == "__main__":
    main()
