"""What leaves the app in a language read from the right: every value as written, letters joined as HarfBuzz joins them,
the page mirrored, and no mark of direction in what machines read."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pypdf
import pypdfium2
import pytest
import uharfbuzz
import zxingcpp
from babel.messages.pofile import read_po
from bidi import get_display
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from PIL import Image

from app import words
from app.content import load
from app.core import direction
from app.core.record import Person, Record
from app.core.summary import Choice, Summary, summarize
from app.core.summary_choice import PARTS
from app.share import fhir, html, pdf_letters, qr, say, say_days, text
from app.share.csv import csv_file
from app.share.pdf import FONTS, can_print, pdf
from tests import pseudo
from tests.share.any_record import a_record
from tests.share.conftest import CASES, case
from tools.sample import ROOT
from tools.sample_cases import NOW

pytestmark = pytest.mark.slow  # left to `make test`

CONTENT = load(ROOT / "content", "en")
UNITS = r"(?: ?(?:×10[⁹¹²]+/L|[gm]*g/d?L|°[CF]|%|fL|/µL))"
WRITTEN = re.compile(
    rf"\d{{4}}-\d\d-\d\d(?: \d\d:\d\d)?|[<>≤≥+-] ?\d+(?:[.,]\d+)?{UNITS}?|\d+(?:[.,]\d+)?{UNITS}|\d+(?:\.\d+)?–\d+(?:\.\d+)?"
)
"""What must be seen as it was written: dates and times, bounds, numbers with their unit, ranges."""
MARKS = re.compile("[\u200e\u200f\u061c\u2066-\u2069]")


@pytest.fixture
def _arabic() -> Iterator[None]:
    with pseudo.speaking(pseudo.Arabic(), "ar"):
        yield


def seen(line: str) -> str:
    """*line* as it stands on paper from left to right, by the bidi of a Rust crate."""
    return direction.bare(str(get_display(line, base_dir="R")))


def out_of_order(said: str) -> list[tuple[str, str]]:
    """The values in *said* that a reader would not see as they were written, with their line."""
    lines = [line for line in said.split("\n") if direction.has_right_to_left(line)]
    return [(one, line) for line in lines for one in WRITTEN.findall(direction.bare(line)) if one not in seen(line)]


@pytest.mark.usefixtures("_arabic")
@pytest.mark.parametrize("name", CASES)
def test_every_value_of_every_text_is_seen_as_written(name: str) -> None:
    summary = case(name)
    assert out_of_order(text.full(summary)) == []
    assert out_of_order(text.half(summary)) == []
    assert out_of_order(text.sms(summary)) == []
    assert out_of_order(qr.plain_text(summary)) == []


def test_the_search_finds_a_value_that_is_not() -> None:
    assert [one for one, _ in out_of_order("العدلات 0.4 ×10⁹/L في 2026-11-22")] == ["0.4 ×10⁹/L", "2026-11-22"]


@settings(max_examples=25)
@given(a_record())
def test_any_record_is_written_within_its_limits(record: Record) -> None:
    with pseudo.speaking(pseudo.Arabic(), "ar"):
        summary = summarize(record, "p", CONTENT, NOW, Choice(days=None, parts=frozenset(PARTS)))
        assert text.sms_parts(text.sms(summary)) <= text.PARTS
        assert len(qr.plain_text(summary).encode()) <= qr.MOST
        assert 'dir="rtl"' in html.page(summary)
        days = [day for day in summary.timeline if not direction.has_right_to_left(day.temperature)]
        assert out_of_order("\n".join(f"في {say.on(day.on)} {say_days.day_temperature(day)}" for day in days)) == []


@pytest.mark.usefixtures("_arabic")
@pytest.mark.parametrize("name", CASES)
def test_what_machines_read_carries_no_mark_of_direction(name: str) -> None:
    summary = case(name)
    assert MARKS.findall(csv_file(summary).decode("utf-8-sig")) == []
    assert MARKS.findall(fhir.bundle(summary)) == []
    assert re.findall("[\u2066-\u2069]", qr.plain_text(summary) + text.sms(summary)) == []


@pytest.mark.usefixtures("_arabic")
def test_the_plain_code_is_read_by_any_reader() -> None:
    plain = qr.plain_text(case("long"))
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(qr.png(plain))), formats=zxingcpp.BarcodeFormat.QRCode)
    assert [one.text for one in found] == [plain]


def test_an_arabic_name_keeps_its_place_in_an_english_page() -> None:
    person = Person(id="p", name="نور", birth_date=NOW.date().replace(year=1980), allergies="بنسلين 0.5 g")
    summary = summarize(Record(people=(person,)), "p", CONTENT, NOW, Choice(show_name=True, show_birth_date=True))
    line = next(line for line in text.full(summary).split("\n") if "نور" in line)
    assert direction.bare(str(get_display(line, base_dir="L"))).startswith("رون, born 1980-11-23")
    assert MARKS.findall(text.full(case("infant"))) == []


# ---- letters ----------------------------------------------------------------------------------------------------------


class Ink:
    """A face, and what its glyphs draw."""

    def __init__(self, weight: str) -> None:
        path = FONTS / f"NotoSansArabic-{weight}.ttf"
        self.font = TTFont(path)
        self.glyphs, self.letters = self.font.getGlyphSet(), self.font.getBestCmap()
        self.shaper = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))

    def shaped(self, word: str) -> list[object]:
        """The ink of *word* as HarfBuzz sets it."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(word)
        buffer.direction, buffer.script, buffer.language = "rtl", "Arab", "ar"
        uharfbuzz.shape(self.shaper, buffer, {"kern": False})
        names = [self.font.getGlyphName(one.codepoint) for one in buffer.glyph_infos]
        return self._placed(names, [(one.x_advance, one.x_offset, one.y_offset) for one in buffer.glyph_positions])

    def drawn(self, word: str) -> list[object]:
        """The ink of *word* as the PDF draws it."""
        names = [self.letters[ord(letter)] for letter in pdf_letters.drawn(word, True)]
        return self._placed(names, [(self.font["hmtx"][name][0], 0, 0) for name in names])

    def _placed(self, names: list[str], places: list[tuple[int, int, int]]) -> list[object]:
        at, ink = 0, []
        for name, (advance, right, up) in zip(names, places, strict=True):
            pen = DecomposingRecordingPen(self.glyphs)
            self.glyphs[name].draw(pen)
            ink += [(what, tuple((x + at + right, y + up) for x, y in points)) for what, points in pen.value]
            at += advance
        return [at, *sorted(ink, key=repr)]


@cache
def arabic_words() -> tuple[str, ...]:
    """Every word of the Arabic catalog, when there is one, and of the pseudo-language; without vowel signs."""
    said = [pseudo.arabic(sentence) for sentence in text.full(case("demo")).split("\n")]
    for file in (ROOT / "content" / "locale").glob("ar.po"):
        with file.open("rb") as stream:
            for one in read_po(stream, locale="ar"):
                said += one.string if isinstance(one.string, tuple) else [one.string]
    bare = re.sub("[\u064b-\u065f\u0670]", "", " ".join(part for part in said if part))
    return tuple(sorted(set(re.findall("[\u0621-\u064a\u0671-\u06d3]+", bare))))


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_letters_join_as_harfbuzz_joins_them(weight: str) -> None:
    ink = Ink(weight)
    assert len(arabic_words()) > 100
    assert [word for word in (*arabic_words(), "لا", "الله", "پژوهش") if ink.drawn(word) != ink.shaped(word)] == []


def test_a_word_that_is_not_joined_is_found() -> None:
    ink = Ink("Regular")
    assert ink._placed([ink.letters[ord(letter)] for letter in "سلس"], [(500, 0, 0)] * 3) != ink.shaped("سلس")


@pytest.mark.usefixtures("_arabic")
@pytest.mark.parametrize("name", CASES)
def test_lines_are_ordered_as_another_bidi_orders_them(name: str) -> None:
    turned = str.maketrans("()[]<>≤≥«»", ")(][><≥≤»«")
    for line in text.full(case(name)).split("\n"):
        other = direction.bare(str(get_display(pdf_letters.joined(line), base_dir="R")))
        ours = pdf_letters.drawn(line, True)
        assert len(ours) == len(other)
        assert all(a == b or a == b.translate(turned) for a, b in zip(ours, other, strict=True)), line


def test_a_broken_line_keeps_what_is_isolated_together() -> None:
    lines = list(pdf_letters.balanced(["قبل \u2068واحد", "\u20661.2", "3\u2069 اثنان\u2069 بعد"]))
    assert lines == ["قبل \u2068واحد\u2069", "\u2068\u20661.2\u2069\u2069", "\u2068\u20663\u2069 اثنان\u2069 بعد"]


# ---- paper ------------------------------------------------------------------------------------------------------------


@cache
def paper(name: str) -> bytes:
    """The page of one case in the pseudo-language."""
    with pseudo.speaking(pseudo.Arabic(), "ar"):
        return pdf(case(name))


def rows(data: bytes) -> list[tuple[str, float]]:
    """What stands on each line of the first page, from left to right, with where it begins."""
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    lines: dict[int, list[tuple[float, str]]] = {}
    for at in range(page.count_chars()):
        left, bottom, _right, _top = page.get_charbox(at, loose=True)
        lines.setdefault(round(bottom), []).append((left, page.get_text_range(at, 1)))
    return [("".join(letter for _, letter in sorted(line)), min(line)[0]) for line in lines.values()]


@pytest.mark.parametrize("name", CASES)
def test_qpdf_finds_no_fault_in_the_mirrored_page(name: str, tmp_path: Path) -> None:
    if not shutil.which("qpdf"):
        pytest.skip("qpdf is not installed; `make test` provides it")
    file = tmp_path / "page.pdf"
    file.write_bytes(paper(name))
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", CASES)
def test_the_mirrored_page_holds_everything_on_one_sheet_with_its_faces(name: str) -> None:
    read = pypdf.PdfReader(io.BytesIO(paper(name)))
    assert len(read.pages) == 1
    assert read.trailer["/Root"]["/Lang"] == "ar"
    assert read.metadata is not None
    assert MARKS.findall(str(read.metadata.title)) == []
    faces = {font.get_object()["/BaseFont"].split("+")[1] for font in read.pages[0]["/Resources"]["/Font"].values()}
    assert faces == {"NotoSans", "NotoSansBold", "NotoSansArabic", "NotoSansArabicBold"}


def test_an_english_page_without_arabic_does_not_load_the_arabic_faces() -> None:
    assert b"NotoSansArabic" not in pdf(case("demo"))


def test_an_arabic_name_is_printed_in_an_english_page() -> None:
    summary = case("demo")
    head = summary.header.model_copy(update={"name": "نور الهدى"})
    data = pdf(summary.model_copy(update={"header": head}))
    assert "نور الهدى" in pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert "cannot be printed here" not in pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()


@pytest.mark.parametrize("name", CASES)
def test_every_value_of_the_table_stands_on_paper_as_written(name: str) -> None:
    lines = [line for line, _ in rows(paper(name))]
    table = case(name).table
    for slip in table.columns:
        assert any(slip.on.isoformat() in line for line in lines)
    for row in table.rows:
        for cell in filter(None, row.cells):
            if cell.value is not None:
                assert any(cell.shown in line for line in lines), cell.shown


def test_the_page_is_mirrored_and_time_is_not() -> None:
    lines = rows(paper("demo"))
    width = 595.0
    made = next(at for line, at in lines if "2026-11-23 09:30" in line)
    assert made < width / 2, "the date stands where an English page has it on the right"
    dates = next(line for line, _ in lines if line.count("2026-") >= 4 and "2026-11-22" in line)
    found = re.findall(r"\d{4}-\d\d-\d\d", dates)
    assert found == sorted(found), "the newest date is on the right"


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_drawn_into_the_margin_of_the_mirrored_page(name: str) -> None:
    grey = np.asarray(pypdfium2.PdfDocument(paper(name))[0].render(scale=2).to_pil().convert("L"))
    edge = 2 * 72 // 25 * 5
    for strip in (grey[:edge], grey[-edge:], grey[:, :edge], grey[:, -edge:]):
        assert strip.min() > 250


def test_the_same_arabic_page_is_the_same_bytes() -> None:
    with pseudo.speaking(pseudo.Arabic(), "ar"):
        assert pdf(case("demo")) == paper("demo")


# ---- page and screen in two languages ---------------------------------------------------------------------------------


def test_the_printed_page_says_its_language_and_direction() -> None:
    with pseudo.speaking(pseudo.Arabic(), "ar"):
        said = html.page(case("demo"))
        assert '<html lang="ar" dir="rtl">' in said
        assert ' direction="ltr">' in said, "time in the charts"
        english = html.page(in_english(case("demo")))
    assert '<html lang="en" dir="ltr">' in english
    assert MARKS.findall(english) == []


def in_english(summary: Summary) -> Summary:
    """The same summary, chosen to be in English."""
    return summary.model_copy(update={"choice": summary.choice.model_copy(update={"language": "en"})})


def test_an_english_page_is_made_from_an_arabic_screen() -> None:
    with pseudo.speaking(pseudo.Arabic(), "ar"):
        english = text.full(in_english(case("demo")))
        assert words.language() == "ar"
    assert english == text.full(case("demo"))
    assert pdf(in_english(case("demo"))) == pdf(case("demo"))


def test_a_page_can_be_printed_in_scripts_we_can_join() -> None:
    assert [can_print(code) for code in ("ar", "fa_IR", "ur", "ps")] == [True] * 4
    assert [can_print(code) for code in ("he", "dv", "hi", "th", "zh-Hant")] == [False] * 5
