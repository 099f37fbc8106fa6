"""Whatever a person typed, every format is written, says what it is, and stays within its limits."""

import io

import pypdf
import pytest
from hypothesis import given

from app.content import load
from app.core.record import Record
from app.core.summary import PARTS, Choice, summarize
from app.share import qr, say, text
from app.share.csv import csv_file
from app.share.html import page
from app.share.pdf import pdf
from tests.often import often
from tests.share.any_record import a_record
from tools.sample import ROOT
from tools.sample_cases import NOW

pytestmark = pytest.mark.slow  # left to `make test`

CONTENT = load(ROOT / "content", "en")


@given(a_record())
def test_every_text_format_is_written_for_any_record(record: Record) -> None:
    summary = summarize(record, "p", CONTENT, NOW, Choice(days=None, parts=frozenset(PARTS)))
    for said in (text.full(summary), text.half(summary), page(summary), qr.plain_text(summary)):
        assert say.unverified() in said
    assert text.sms_parts(text.sms(summary)) <= text.PARTS
    assert len(qr.plain_text(summary).encode()) <= qr.MOST
    assert csv_file(summary).endswith(b"\r\n")


@often(15)
@given(a_record())
def test_a_page_is_drawn_for_any_record(record: Record) -> None:
    summary = summarize(record, "p", CONTENT, NOW, Choice(days=None, parts=frozenset(PARTS)))
    read = pypdf.PdfReader(io.BytesIO(pdf(summary)))
    assert say.unverified() in " ".join(read.pages[0].extract_text().split())
