"""Every claim of the article this guide began with has a place, and the place answers it."""

from pathlib import Path
from typing import Any

import pytest

from app.core.article import Alert, Myth
from app.core.content import Content
from tools.content import CLAIMS, claims, claims_page

NUMBERS = [
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11",
    "12", "13", "14", "15", "16", "17", "18", "19a", "19b", "20", "21", "22", "23a", "23b", "23c",
    "23d", "23e", "23f", "23g", "23h", "24", "25", "26",
    "27", "28", "29", "30", "31", "32", "33", "34", "35", "36", "37", "38", "39",
    "40", "41", "42", "43", "44", "45", "46", "47", "48", "49", "50",
]  # fmt: skip
"""The claims as they were numbered when the article was read: opening, causes, symptoms, treatment."""

VERDICTS = {"right", "partly", "wrong", "unsupported", "harmful", "no-content"}
LISTED = claims()


def answers(content: Content, claim: str, section: str) -> list[Any]:
    """The blocks of *section* that say they answer *claim*."""
    found = content.article.section(section)
    return [block for block in found.blocks if claim in block.claims] if found else []


def test_every_claim_of_the_article_is_listed_once() -> None:
    assert [row["id"] for row in LISTED] == NUMBERS


def test_every_claim_has_a_verdict_a_gist_a_place_and_a_source(content: Content) -> None:
    assert {row["verdict"] for row in LISTED} <= VERDICTS
    assert [row["id"] for row in LISTED if not (row["gist"] and row["where"] and row["sources"])] == []
    assert {source for row in LISTED for source in row["sources"]} <= set(content.sources)


@pytest.mark.parametrize("row", LISTED, ids=lambda row: row["id"])
def test_the_claim_is_answered_where_the_table_says(content: Content, row: dict[str, Any]) -> None:
    empty = [section for section in row["where"] if not answers(content, row["id"], section)]
    assert empty == []


def test_no_block_answers_a_claim_that_the_table_puts_elsewhere(content: Content) -> None:
    where = {row["id"]: set(row["where"]) for row in LISTED}
    astray = [
        (one.id, claim)
        for one in content.article.sections
        for block in one.blocks
        for claim in block.claims
        if one.id not in where.get(claim, set())
    ]
    assert astray == []


@pytest.mark.parametrize("row", [row for row in LISTED if row["shown"] == "myth"], ids=lambda row: row["id"])
def test_a_myth_is_answered_by_a_myth_card(content: Content, row: dict[str, Any]) -> None:
    kinds = {type(block) for section in row["where"] for block in answers(content, row["id"], section)}
    assert Myth in kinds


@pytest.mark.parametrize("row", [row for row in LISTED if row["verdict"] != "right"], ids=lambda row: row["id"])
def test_a_claim_that_is_not_right_says_what_was_changed(content: Content, row: dict[str, Any]) -> None:
    if row["id"] in {"11", "21"}:  # captions without content; and half of claim 20, which says it
        return
    notes = [block.changed for section in row["where"] for block in answers(content, row["id"], section)]
    assert any(notes)


def test_no_wrong_or_harmful_claim_is_kept() -> None:
    kept = [row["id"] for row in LISTED if row["shown"] == "kept" and row["verdict"] != "right"]
    assert kept == []


def test_waiting_for_severe_signs_is_answered_by_an_alert(content: Content) -> None:
    blocks = answers(content, "30", "help-now") + answers(content, "30", "symptoms")
    assert {type(block) for block in blocks} == {Alert}


def test_every_myth_card_is_respectful_and_has_a_source(content: Content) -> None:
    myths = [block for one in content.article.sections for block in one.blocks if isinstance(block, Myth)]
    assert len(myths) >= 12
    assert [myth.read for myth in myths if not myth.read.startswith("You may have read")] == []
    rude = ("nonsense", "stupid", "silly", "quack", "ridiculous", "foolish", "lie")
    assert [myth.known for myth in myths if set(rude) & set(myth.known.lower().split())] == []
    assert [myth.read for myth in myths if not myth.sources] == []


def test_no_sentence_of_the_first_article_is_copied(content: Content) -> None:
    """Runs of five words that the first article is known by; our own words do not have them."""
    told = " ".join(row["gist"] for row in LISTED).lower() + (Path(CLAIMS).read_text(encoding="utf-8")).lower()
    told += " ".join(str(one.model_dump()) for one in content.article.sections).lower()
    known_runs = (
        "shortage of white blood cells in the system",
        "momentarily deplete the body",
        "long for hot drinks",
        "opposite effects can help",
        "tonifying the blood",
        "passing away off too soon",
        "getting rid of contaminants",
        "allow the new white blood cells to thrive",
    )
    assert [run for run in known_runs if run in told] == []


def test_the_page_of_claims_is_up_to_date(content: Content) -> None:
    assert CLAIMS.read_text(encoding="utf-8") == claims_page(content, LISTED)
