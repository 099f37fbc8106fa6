"""A drawing says what it says in the person's language, within its room, and from the right where that is how one reads."""

import gettext
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from app import words
from app.core.direction import bare
from app.share.drawing import PICTURES, drawing, drawn, ems, fit, words_of
from tools.words import collect

pytestmark = pytest.mark.slow  # left to `make test`

FILES = sorted(path.name for path in PICTURES.glob("*.svg"))
FACES = Path(__file__).parents[2] / "assets" / "fonts"
LETTERS = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789áéíóúüñçèêàâôûùîïœÁÉÍÓÚÑÇÈÊÀŒ .,:;()°×÷=⁹/µ’'-–≥"
)


class Spoken(gettext.NullTranslations):
    """Every sentence in brackets of its own."""

    def gettext(self, message: str) -> str:
        return f"«{message}»"


@pytest.fixture(autouse=True)
def _english_after() -> Iterator[None]:
    words.use("en")
    yield
    words.use("en")


def texts(svg: str) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(svg).iter() if node.tag.endswith("text")]


@pytest.mark.parametrize("file", FILES)
def test_every_sentence_of_a_drawing_is_in_the_catalog(file: str) -> None:
    template = collect()
    said = list(words_of(file))
    assert said
    assert [one for one in said if one not in template] == []


@pytest.mark.parametrize("file", FILES)
def test_every_sentence_is_exchanged_and_nothing_else_is_said(file: str) -> None:
    words.Chosen.catalog = Spoken()
    said = " ".join(texts(drawing(file)))
    for sentence in words_of(file):
        assert f"«{sentence}»" in said
    left = re.sub("«[^»]*»", "", said)
    assert not re.search("[A-Za-z]", left)


@pytest.mark.parametrize("file", FILES)
def test_in_english_a_drawing_is_as_it_was_drawn(file: str) -> None:
    kept = drawn(file)
    assert [line.said for line in kept.words] == texts((PICTURES / file).read_text(encoding="utf-8"))
    sizes = [float(size) for size in re.findall(r'font-size="(\d+)"', (PICTURES / file).read_text(encoding="utf-8"))]
    assert [line.size for line in kept.words] == sizes


def test_the_text_alternative_is_said_and_cannot_break_out() -> None:
    root = ElementTree.fromstring(drawing("anc.svg", 'a "b" <c>'))
    assert root.attrib["aria-label"] == 'a "b" <c>'


@pytest.mark.parametrize("file", FILES)
def test_from_right_to_left_a_drawing_is_mirrored_word_for_word(file: str) -> None:
    plain = drawn(file)
    words.Chosen.language = "ar"
    mirrored = drawn(file)
    for before, after in zip(plain.words, mirrored.words, strict=True):
        assert after.x == plain.width - before.x
        assert after.anchor == {"start": "end", "middle": "middle"}[before.anchor]
        assert bare(after.said) == before.said
    shapes = re.findall(r"<(?:circle|ellipse|path|rect) [^>]*>", mirrored.shapes)
    assert shapes
    assert [one for one in shapes if "transform=" not in one] == []


def test_a_sum_runs_from_the_left_and_arabic_from_the_right_whatever_the_screen_does() -> None:
    words.Chosen.language = "ar"
    said = [line.said for line in drawn("anc.svg").words]
    assert "\u20663.5 × 42 ÷ 100 = 1.47\u00a0×10⁹/L\u2069" in said
    words.Chosen.catalog = type("Arabic", (gettext.NullTranslations,), {"gettext": lambda self, text: "كرية"})()
    assert drawn("anc.svg").words[0].said == "\u2067كرية\u2069"


def test_a_clock_still_goes_the_right_way_round_in_a_mirror() -> None:
    words.Chosen.language = "ar"
    clock = re.findall(r"<[^>]*data-kept[^>]*>", drawn("fever-call.svg").shapes)
    assert len(clock) == 3
    assert all('transform="matrix(1 0 0 1 136 0)"' in one for one in clock)


@pytest.mark.parametrize("face", ["NotoSans-Regular", "NotoSans-Bold"])
def test_no_letter_is_wider_than_it_is_taken_for(face: str) -> None:
    font = TTFont(FACES / f"{face}.ttf")
    drawn_by, wide, unit = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    wider = {one: width for one in LETTERS if (width := wide[drawn_by[ord(one)]][0] / unit) > ems(one) + 0.005}
    assert wider == {}


@given(st.text("abcw MÑ9", min_size=1, max_size=60), st.integers(10, 30), st.integers(20, 350))
def test_what_is_said_fits_and_is_said_whole(said: str, size: int, room: int) -> None:
    smaller, lines = fit(said, size, room)
    assert " ".join(lines) == said
    assert len(lines) <= 2
    assert smaller <= size
    assert all(smaller * ems(line) <= room + 0.001 for line in lines)


def test_a_title_stays_on_one_line() -> None:
    assert fit("Appelez maintenant votre équipe", 23, 120, two_lines=False)[1] == ["Appelez maintenant votre équipe"]


@pytest.mark.parametrize("file", FILES)
def test_in_a_wider_face_the_words_are_set_smaller_and_still_fit(file: str) -> None:
    rooms = [float(room) for room in re.findall(r'data-room="(\d+)"', (PICTURES / file).read_text(encoding="utf-8"))]
    lines = [line for line in drawn(file, 1.5).words if re.search("[A-Za-z]", line.said)]
    assert len(lines) >= len(rooms)
    assert max(line.size * ems(line.said) * 1.5 for line in lines) <= max(rooms) + 0.01
    ours = {line.said: line.size for line in drawn(file).words}
    assert all(line.size <= ours.get(line.said, 99) for line in lines)
