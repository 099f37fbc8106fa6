"""A visitor whose device speaks Arabic: everything from the right, the faces fetched once, a PDF made in the browser."""

import io
from collections import Counter
from urllib.parse import urlsplit

import pypdfium2
import pytest

from app import words
from app.words import _
from tests.web.site import Site, Visitor, visiting

pytestmark = [pytest.mark.browser, pytest.mark.skipif("ar" not in words.available(), reason="there is no Arabic yet")]


def press(visitor: Visitor, sentence: str) -> None:
    """Press what *sentence* is called in Arabic."""
    with words.speaking("ar"):
        visitor.press(_(sentence).strip("\u2066\u2067\u2068\u2069"))


def test_from_the_first_page_to_a_pdf(site: Site) -> None:
    asked: Counter[str] = Counter()
    with visiting(site, locale="ar-EG") as visitor:
        visitor.page.context.on("request", lambda request: asked.update([urlsplit(request.url).path]))
        visitor.open()
        assert visitor.page.evaluate("() => document.documentElement.lang") == "ar"
        press(visitor, "I understand, begin")
        press(visitor, "Try with sample data")
        visitor.page.wait_for_timeout(3000)
        visitor.page.evaluate("() => { location.hash = '/share' }")
        visitor.page.wait_for_timeout(2000)
        assert left_of(visitor, "menu", "summary-text"), "the menu is on the left, where reading ends"
        with visitor.page.expect_download(timeout=90_000) as download:
            press(visitor, "Make a PDF")
            press(visitor, "Save the PDF")
        data = download.value.path().read_bytes()
    said = pypdfium2.PdfDocument(io.BytesIO(data))[0].get_textpage().get_text_range()
    with words.speaking("ar"):
        assert _("Medicines and treatments") in said
    storm = {path: count for path, count in asked.items() if "font" in path and count > 9}
    assert storm == {}
    assert any("NotoSansArabic-Bold" in path for path in asked)


def left_of(visitor: Visitor, one: str, other: str) -> bool:
    """Whether the control *one* ends before the middle of *other*."""
    boxes = [visitor.page.locator(f'[flt-semantics-identifier="{name}"]').first.bounding_box() for name in (one, other)]
    assert all(boxes)
    return boxes[0]["x"] + boxes[0]["width"] < boxes[1]["x"] + boxes[1]["width"] / 2  # type: ignore[index]


def test_letters_no_face_has_are_asked_for_once(site: Site) -> None:
    asked: Counter[str] = Counter()
    with visiting(site, locale="ar-EG") as visitor:
        visitor.page.context.on("request", lambda request: asked.update([urlsplit(request.url).path]))
        visitor.open()
        press(visitor, "I understand, begin")
        visitor.page.evaluate("() => { location.hash = '/people/new' }")
        visitor.page.wait_for_timeout(2500)
        visitor.page.get_by_role("textbox").first.click(timeout=20_000)
        visitor.page.keyboard.insert_text("نور ⟦⟧ 😀 漢字 עברית")
        visitor.page.wait_for_timeout(5000)
    assert {path: count for path, count in asked.items() if "font" in path and count > 9} == {}
