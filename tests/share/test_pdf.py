"""The PDF, read back by qpdf, poppler, pypdf and pdfium."""

import io
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageFilter

from app.content import load
from app.core.record import Person, Record, Vaccine
from app.core.summary import PARTS, Summary, summarize
from app.share import pdf as pdf_module
from app.share import say
from app.share.pdf import pdf
from tests.share.conftest import CASES, case
from tools.sample import ROOT
from tools.sample import summary as build
from tools.sample_cases import NOW

pytestmark = pytest.mark.slow  # left to `make test`

needs = {
    name: pytest.mark.skipif(not shutil.which(name), reason=f"{name} is not installed; `make test` provides it")
    for name in ("qpdf", "pdftotext", "pdftoppm")
}


def said(data: bytes) -> str:
    """The text of the PDF, by pypdf, in one line."""
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


@needs["qpdf"]
def test_qpdf_finds_no_fault(summary: Summary, tmp_path: Path) -> None:
    for paper in ("A4", "Letter"):
        file = tmp_path / f"{paper}.pdf"
        choice = summary.choice.model_copy(update={"page": paper})
        file.write_bytes(pdf(summary.model_copy(update={"choice": choice})))
        done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
        assert (done.returncode, "No syntax or stream encoding errors" in done.stdout) == (0, True), done.stdout


@needs["pdftotext"]
@pytest.mark.parametrize("name", CASES)
def test_the_page_as_poppler_reads_it_is_as_accepted(
    name: str, accepted: Callable[[str, str], None], tmp_path: Path
) -> None:
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf(case(name)))
    read = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True).stdout.decode()
    accepted(f"{name}.pdf.txt", "\n".join(line.rstrip() for line in read.splitlines()).strip("\n\x0c") + "\n")


@needs["pdftoppm"]
@pytest.mark.parametrize("name", CASES)
def test_poppler_draws_the_page_as_pdfium_does(name: str, tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf(case(name)))
    subprocess.run(["pdftoppm", "-r", "72", "-gray", "-singlefile", str(file), str(tmp_path / "page")], check=True)
    drawn = Image.open(tmp_path / "page.pgm")
    other = pypdfium2.PdfDocument(file)[0].render(scale=1).to_pil().convert("L").resize(drawn.size)
    soft = [np.asarray(one.filter(ImageFilter.BoxBlur(3)), float) for one in (drawn, other)]
    assert np.abs(soft[0] - soft[1]).max() < 60, "a part of the page is drawn by one and not by the other"
    assert (np.asarray(drawn) < 128).mean() > 0.005, "there is ink on it"


def test_one_page_holds_up_to_eight_dates_on_either_paper(summary: Summary) -> None:
    for paper, size in (("A4", (595, 842)), ("Letter", (612, 792))):
        choice = summary.choice.model_copy(update={"page": paper})
        read = pypdf.PdfReader(io.BytesIO(pdf(summary.model_copy(update={"choice": choice}))))
        assert len(read.pages) == 1
        assert (round(read.pages[0].mediabox.width), round(read.pages[0].mediabox.height)) == size


def test_title_language_date_and_fonts_are_in_the_file() -> None:
    read = pypdf.PdfReader(io.BytesIO(pdf(case("demo"))))
    assert read.metadata is not None
    assert read.metadata.title == "Blood count summary, 2026-11-23 09:30"
    assert read.metadata.creation_date == case("demo").made
    assert read.trailer["/Root"]["/Lang"] == "en"
    assert read.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    fonts = [font.get_object() for font in read.pages[0]["/Resources"]["/Font"].values()]
    assert len(fonts) == 2
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object()
        assert "+" in inner["/BaseFont"], "the font is a subset"
        assert "/FontFile2" in inner["/FontDescriptor"].get_object(), "the font is embedded"
    assert "/XObject" not in read.pages[0]["/Resources"] or not read.pages[0]["/Resources"]["/XObject"]


def test_the_same_summary_gives_the_same_bytes_in_another_process() -> None:
    program = "import sys; from tools.sample import summary; from app.share.pdf import pdf; sys.stdout.buffer.write(pdf(summary('demo', days=365)))"
    other = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True).stdout
    assert other == pdf(case("demo"))


def test_the_words_that_must_not_be_missed_are_real_text(summary: Summary) -> None:
    text = said(pdf(summary))
    for must in (say.unverified(), "Neutrophils (ANC)", "Fever, last 7 days", "2026-11-23 09:30"):
        assert must in text


def test_a_letter_the_font_does_not_have_is_said_at_the_foot() -> None:
    assert "Some letters cannot be printed here" in said(pdf(case("long")))
    assert "Some letters cannot be printed here" not in said(pdf(case("demo")))


def test_us_units_stand_first_when_chosen_and_the_range_follows_them() -> None:
    text = said(pdf(build("demo", days=365, units="US")))
    assert "Hb g/dL g/L 11.6 L 116" in text
    assert "12–15.5" in text
    assert "120–155" not in text


def test_the_page_is_black_and_white() -> None:
    for name in CASES:
        pixels = np.asarray(pypdfium2.PdfDocument(pdf(case(name)))[0].render(scale=1).to_pil().convert("RGB"), int)
        spread = pixels.max(axis=2) - pixels.min(axis=2)
        assert spread.max() <= 24, "nothing says anything by colour"


def test_nothing_is_drawn_into_the_margin(summary: Summary) -> None:
    grey = np.asarray(pypdfium2.PdfDocument(pdf(summary))[0].render(scale=2).to_pil().convert("L"))
    edge = 2 * 72 // 25 * 5
    for strip in (grey[:edge], grey[-edge:], grey[:, :edge], grey[:, -edge:]):
        assert strip.min() > 250


def test_the_font_folder_is_named_when_it_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="NotoSans-Regular"):
        pdf(case("nothing"), fonts=tmp_path)
    assert (pdf_module.FONTS / "OFL.txt").is_file()


def test_fpdf_is_loaded_only_when_a_page_is_drawn() -> None:
    program = "import sys; import app.share.pdf; print('fpdf' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_record_too_full_for_one_page_goes_on_on_a_second_and_hides_nothing_silently() -> None:
    words = "extraordinarily " * 60
    full = case("long").model_copy(update={"questions": (words,) * 3, "context": case("long").context * 14})
    read = pypdf.PdfReader(io.BytesIO(pdf(full)))
    assert len(read.pages) == 2
    first, second = (" ".join(page.extract_text().split()) for page in read.pages)
    assert say.unverified() in first
    assert say.unverified() in second
    assert "QUESTIONS FOR THE VISIT" in second
    assert second.count("…") == 3


def test_notes_stand_on_the_page_only_when_asked_for() -> None:
    notes = "=HYPERLINK(0) seen by the ward"
    asked = build("long", days=None, parts=[*PARTS])
    for data, wanted in ((pdf(case("long")), False), (pdf(asked), True)):
        assert ("NOTES ON THE BLOOD TESTS" in said(data), notes in said(data)) == (wanted, wanted)
    assert len(pypdf.PdfReader(io.BytesIO(pdf(asked))).pages) == 1


def test_a_long_list_of_vaccines_takes_lines_of_its_own_and_is_not_cut() -> None:
    names = [f"vaccine number {number}" for number in range(15)]
    person = Person(id="p", name="P", vaccines=tuple(Vaccine(name=name, when="2020") for name in names))
    text = said(pdf(summarize(Record(people=(person,)), "p", load(ROOT / "content", "en"), NOW)))
    assert [name for name in names if f"{name} (2020)" not in text] == []
