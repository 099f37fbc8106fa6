"""What ships: every fact has a source, every link leads somewhere, and nothing says what it must never say."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.core.article import Alert, Block, Heading, Items, Picture, Table, marked, parse, terms, unmarked
from app.core.content import Content, past_review
from tools.content import to_open

PICTURES = Path(__file__).parent.parent.parent / "assets" / "pictures"
TODAY = date(2026, 11, 23)


def blocks(content: Content) -> Iterator[tuple[str, Block]]:
    """Every block of the article and of the About screen, with the place it is in."""
    yield from ((one.id, block) for one in content.article.sections for block in one.blocks)
    yield from ((part.id, block) for part in content.about.parts for block in part.blocks)


def texts(content: Content) -> Iterator[tuple[str, str]]:
    """Everything a person can read, without marks, with the place it is in."""
    for one in content.article.sections:
        yield one.id, one.title
        yield one.id, one.summary
    yield from ((place, unmarked(text)) for place, block in blocks(content) for text in marked(block))
    yield from ((place, block.changed) for place, block in blocks(content) if block.changed)
    yield from ((term.id, unmarked(term.text)) for term in content.glossary.values())
    yield from (("first run", line) for line in content.about.first_run)
    card = content.fever
    for text in (card.title, card.fever, card.no_thermometer, card.say, card.staff, card.danger_title):
        yield "fever card", unmarked(text)
    yield from (("fever card", unmarked(text)) for text in (*card.steps, *card.never, *card.danger, *card.child))


# ------------------------------------------------------------------------------------------ sources and reviews


def test_every_block_that_states_something_has_a_source(content: Content) -> None:
    bare = [(place, marked(block)[0][:40]) for place, block in blocks(content) if not block.sources]
    assert [one for one in bare if one not in _headings(content)] == []


def _headings(content: Content) -> list[tuple[str, str]]:
    return [(place, block.text[:40]) for place, block in blocks(content) if isinstance(block, Heading)]


def test_every_section_has_sources_and_a_review_date_that_is_not_over(content: Content) -> None:
    assert [one.id for one in content.article.sections if not one.sources] == []
    assert [one.id for one in content.article.sections if one.reviewed > TODAY] == []
    assert past_review(content, TODAY) == ()


def test_a_year_later_every_section_is_due(content: Content) -> None:
    assert past_review(content, date(2027, 11, 22)) == content.article.sections


def test_every_cited_source_is_known_and_none_is_weak(content: Content) -> None:
    cited = {source for _, block in blocks(content) for source in block.sources}
    cited |= {source for term in content.glossary.values() for source in term.sources} | set(content.fever.sources)
    cited |= {source for drug in content.drugs.drug for source in drug.sources} | set(content.ranges.sources)
    assert sorted(cited - set(content.sources)) == []
    assert sorted(one for one in cited if not content.sources[one].shown) == []


def test_a_weak_source_is_never_handed_to_a_screen(content: Content) -> None:
    assert [one.id for one in content.cite(["S2", "S54", "S2", "D"])] == ["S2", "D"]


def test_every_shown_source_says_where_it_can_be_found(content: Content) -> None:
    lost = [one.id for one in content.sources.values() if one.shown and one.id != "D" and not one.where]
    assert lost == []


def test_every_document_named_from_knowledge_is_listed_for_the_clinician_to_open(content: Content) -> None:
    listed = to_open(content)
    assert {content.sources[one].tier for one in listed} == {"known"}
    assert listed["K-NG88"] == ["bleeding"]
    assert "S3" not in listed


def test_nothing_claims_a_signature_nobody_gave(content: Content) -> None:
    assert {one.signed for one in content.article.sections} == {""}
    assert (content.fever.signed, content.about.signed, content.quiz.signed) == ("", "", "")


# ------------------------------------------------------------------------------------------ links and words


def test_every_glossary_link_resolves(content: Content) -> None:
    linked = terms(block for _, block in blocks(content))
    assert [one for one in linked if one not in content.glossary] == []


def test_the_glossary_has_every_word_the_field_expects(content: Content) -> None:
    expected = {
        "white-blood-cell", "leukopenia", "neutrophil", "neutropenia", "anc", "agranulocytosis", "lymphocyte",
        "lymphopenia", "monocyte", "eosinophil", "basophil", "segs-and-bands", "differential", "blood-count",
        "blood-film", "bone-marrow", "bone-marrow-biopsy", "haemoglobin", "anaemia", "platelet", "thrombocytopenia",
        "pancytopenia", "febrile-neutropenia", "sepsis", "nadir", "g-csf", "hypersplenism", "duffy-null",
        "reference-range", "immunosuppressed", "petechiae", "rigor", "crp", "menorrhagia", "metrorrhagia",
        "myelokathexis", "kostmann",
    }  # fmt: skip
    assert expected - set(content.glossary) == set()


def test_no_mark_is_left_open(content: Content) -> None:
    left = [(place, text) for place, text in texts(content) if "**" in text or "[[" in text or "]]" in text]
    assert left == []


def test_headings_carry_no_glossary_links(content: Content) -> None:
    linked = [block.text for _, block in blocks(content) if isinstance(block, Heading) and "[[" in block.text]
    assert linked == []


def test_section_ids_are_there_once_and_the_first_is_what_to_do_now(content: Content) -> None:
    ids = [one.id for one in content.article.sections]
    assert len(ids) == len(set(ids))
    assert ids[0] == "help-now"


TOPICS = {
    "what-is-leukopenia", "why-it-matters", "your-result", "anc", "fever", "temperature", "how-counts-fall", "causes",
    "medicines", "clozapine", "illnesses", "duffy-null", "symptoms", "anaemia", "bleeding", "tests", "treatment",
    "g-csf", "eastern-medicine", "vitamins", "infection-medicine", "prevention", "food", "vaccines", "living",
    "carers", "questions", "how-made", "low-lymphocytes", "children", "pregnancy",
}  # fmt: skip


def test_every_topic_has_its_page(content: Content) -> None:
    assert TOPICS - {one.id for one in content.article.sections} == set()


# ------------------------------------------------------------------------------------------ what is never said

BANNED = (
    "you are fine", "you’re fine", "no need to see", "you do not need to see", "you have leukaemia",
    "you have leukemia", "you have cancer", "nothing to worry", "don’t worry", "do not worry", "perfectly normal",
    "you can safely", "verified by", "medically approved", "guaranteed", "just wait", "wait and see if",
    "stop taking", "start taking", "you should take", "reduce your dose", "double your dose", "skip a dose",
)  # fmt: skip


def test_nothing_says_what_it_must_never_say(content: Content) -> None:
    said = [(place, phrase) for place, text in texts(content) for phrase in BANNED if phrase in text.lower()]
    assert said == []


def test_stopping_a_medicine_is_only_spoken_of_as_something_not_to_do_alone(content: Content) -> None:
    """`Stop` and a medicine in one sentence: only "do not stop", or what a clinic or the drug itself does."""
    about = re.compile(r"\bstop(?:s|ped|ping)?\b", re.IGNORECASE)
    drug = re.compile(r"medicine|tablet|antibiotic|steroid|clozapine|dose|drug|them by yourself", re.IGNORECASE)
    fine = re.compile(
        r"\b(?:do not|never) (?:stop|start)|stopping fast|can stop (?:your|neutrophils|them)|the clinic|stops it and tests"
        r"|ask for help to stop|will not stop",
        re.IGNORECASE,
    )
    sentences = [(place, part) for place, text in texts(content) for part in re.split(r"(?<=[.!?])\s", text)]
    assert [s for s in sentences if about.search(s[1]) and drug.search(s[1]) and not fine.search(s[1])] == []


UNIT = re.compile(r"×10⁹/L|µL|°C|°F|g/L|g/dL|/mm³|%|\bmg\b|\bpeople\b|\bwomen\b|\bUS\b|licen[cs]e", re.IGNORECASE)
COUNT = re.compile(r"(?<![\d.,])\d+\.\d+|(?<![\d.,])\d{1,3},\d{3}(?!\d)")


def test_no_measured_number_stands_without_a_unit(content: Content) -> None:
    bare = [
        (place, sentence)
        for place, block in blocks(content)
        if not isinstance(block, Table)
        for text in marked(block)
        for sentence in re.split(r"(?<=[.!?])\s", unmarked(text))
        if COUNT.search(sentence) and not UNIT.search(sentence)
    ]
    assert bare == []


PAIR = re.compile(r"(?<!to )(?<![\d.])(\d+(?:\.\d+)?) °C(?: or more)? \((\d+(?:\.\d+)?) °F")
RANGE = re.compile(r"(\d+\.\d)(?: °C)? to (\d+\.\d) °C \((\d+\.\d)(?: °F)? to (\d+\.\d) °F\)")


def fahrenheit(celsius: str) -> Decimal:
    return Decimal(celsius) * 9 / 5 + 32


def test_every_fahrenheit_figure_is_its_celsius_one(content: Content) -> None:
    pairs = {pair for _, text in texts(content) for pair in PAIR.findall(text)}
    assert {("38.0", "100.4"), ("36.0", "96.8"), ("37.5", "99.5"), ("38.3", "101"), ("5", "41")} == pairs
    published = {("38.3", "101")}  # 100.94, printed as 101 by every guideline
    assert [(c, f) for c, f in pairs - published if fahrenheit(c) != Decimal(f)] == []


def test_a_band_of_temperatures_ends_a_tenth_below_the_next_in_both_scales(content: Content) -> None:
    bands = {band for _, text in texts(content) for band in RANGE.findall(text)}
    assert {("37.5", "37.9", "99.5", "100.3"), ("36.0", "37.4", "96.8", "99.4")} == bands
    tenth = Decimal("0.1")
    for low_c, high_c, low_f, high_f in bands:
        assert fahrenheit(low_c) == Decimal(low_f)
        assert fahrenheit(str(Decimal(high_c) + tenth)) == Decimal(high_f) + tenth


def test_fever_is_never_named_in_one_scale_only(content: Content) -> None:
    lone = [
        (place, block.text)
        for place, block in blocks(content)
        if isinstance(block, Alert) and "°C" in block.text and "°F" not in block.text
    ]
    assert lone == []


def test_counts_and_their_per_microlitre_form_agree(content: Content) -> None:
    pair = re.compile(r"(\d+(?:\.\d+)?) ×10⁹/L \((\d{1,3}(?:,\d{3})*) per µL")
    found = {pair_ for _, text in texts(content) for pair_ in pair.findall(text)}
    assert len(found) >= 8
    assert [(g, m) for g, m in found if Decimal(g) * 1000 != Decimal(m.replace(",", ""))] == []


# ------------------------------------------------------------------------------------------ the fever rule is there


def test_the_first_thing_the_article_says_is_to_call_for_a_fever(content: Content) -> None:
    first = content.article.sections[0].blocks[0]
    assert isinstance(first, Alert)
    assert first.level == "emergency"
    for word in ("38.0 °C (100.4 °F)", "call", "now"):
        assert word in unmarked(first.text)


@pytest.mark.parametrize("page", ["help-now", "fever", "medicines", "clozapine", "duffy-null", "carers", "symptoms"])
def test_a_page_on_risk_carries_an_alert(content: Content, page: str) -> None:
    section = content.article.section(page)
    assert section is not None
    assert any(isinstance(block, Alert) for block in section.blocks)


def test_the_fever_card_says_the_limit_in_both_scales_and_whom_to_call(content: Content) -> None:
    card = content.fever
    assert "38.0 °C (100.4 °F)" in unmarked(card.fever)
    assert "hot" in card.no_thermometer
    assert "shiver" in card.no_thermometer
    assert "24-hour" in card.steps[0]
    assert "emergency number" in card.steps[0]
    assert "fever medicine" in " ".join(card.never)


def test_the_worked_example_of_the_anc_is_right(content: Content) -> None:
    section = content.article.section("anc")
    assert section is not None
    told = " ".join(unmarked(text) for block in section.blocks for text in marked(block))
    count, segs, bands = Decimal("3.5"), 40, 2
    assert f"{count} × {segs + bands} ÷ 100 = {(count * (segs + bands) / 100).normalize()} ×10⁹/L" in told


def test_the_intended_use_says_what_it_must(content: Content) -> None:
    told = " ".join(unmarked(text) for part in content.about.parts for block in part.blocks for text in marked(block))
    for said in (
        "learn about low white blood cells", "record", "care team", "carers", "For a child, a carer", "no doses",
        "does not treat", "does not say what illness", "cannot call for help or warn anyone", "what you type",
        "Do not put off care", "local emergency number", "not a cleared or certified medical device", "LOINC", "UCUM",
        "SIL Open Font License", "stays on this device", "No clinician has signed",
    ):  # fmt: skip
        assert said in told
    assert len(content.about.first_run) == 3


# ------------------------------------------------------------------------------------------ pictures


def test_every_picture_exists_is_sound_and_has_its_words(content: Content) -> None:
    shown = [block for _, block in blocks(content) if isinstance(block, Picture)]
    assert {one.file for one in shown} == {path.name for path in PICTURES.glob("*.svg")}
    for one in shown:
        root = ElementTree.parse(PICTURES / one.file).getroot()
        assert root.attrib["viewBox"].split()[:2] == ["0", "0"]
        assert not {node.tag.split("}")[1] for node in root.iter()} - {
            "svg",
            "circle",
            "ellipse",
            "path",
            "rect",
            "text",
        }
        assert len(one.alt) > 60


def test_the_words_of_a_picture_are_in_its_text_alternative(content: Content) -> None:
    for one in (block for _, block in blocks(content) if isinstance(block, Picture)):
        drawn = [node.text or "" for node in ElementTree.parse(PICTURES / one.file).getroot().iter() if node.text]
        numbers = {number for text in drawn for number in re.findall(r"\d+(?:[.,]\d+)?", text)}
        spoken = one.alt.lower().replace("one", "1").replace("two", "2").replace("three", "3")
        assert [number for number in numbers if number not in spoken and number != "9"] == []


def test_a_picture_named_for_a_section_exists(content: Content) -> None:
    named = {one.picture for one in content.article.sections if one.picture}
    assert named - {path.name for path in PICTURES.glob("*.svg")} == set()


def test_lists_have_short_items(content: Content) -> None:
    long = [item for _, block in blocks(content) if isinstance(block, Items) for item in block.items if len(item) > 220]
    assert long == []


def test_bold_is_for_a_few_words(content: Content) -> None:
    bold = [span.text for _, block in blocks(content) for text in marked(block) for span in parse(text) if span.bold]
    assert [text for text in bold if len(text.split()) > 12] == []
