"""What is read aloud is plain: no marks, and signs and units as words a voice can say."""

import re

import pytest

from app.core.content import Content
from app.share.aloud import SIGNS, aloud, fever_aloud, section_aloud
from tools.words import collect


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("**Call** your [[care-team|team]] now.", "Call your team now."),
        ("0.4 ×10⁹/L", "0.4 times ten to the ninth per litre"),
        ("<0.1 ×10⁹/L (100 per µL)", "less than 0.1 times ten to the ninth per litre (100 per microlitre)"),
        ("38.0 °C (100.4 °F) or more", "38.0 degrees Celsius (100.4 degrees Fahrenheit) or more"),
        ("3.5 × 42 ÷ 100 = 1.47", "3.5 times 42 divided by 100 equals 1.47"),
        ("– one\n– two", "one\ntwo"),
        ("\u20660.4\u2069 “so”", "0.4 so"),
    ],
)
def test_a_text_is_heard_as_one_would_say_it(written: str, heard: str) -> None:
    assert aloud([written]) == heard


def test_nothing_is_a_line_of_its_own() -> None:
    assert aloud(["one", "", "two"]) == "one\ntwo"


def test_the_words_for_signs_are_in_the_catalog() -> None:
    template = collect()
    assert [said for said in SIGNS.values() if said not in template] == []


def test_every_page_and_the_fever_card_are_heard_without_a_sign_or_a_mark(content: Content) -> None:
    heard = [section_aloud(one) for one in content.article.sections] + [fever_aloud(content.fever)]
    assert len(heard) > 30
    for text in heard:
        assert re.findall(r"\*\*|\[\[|\]\]|[<>≥≤×÷=°⁹|“”]", text) == []
    assert "38.0 degrees Celsius" in heard[-1]
    assert all(step.split()[0] in heard[-1] for step in content.fever.steps)
