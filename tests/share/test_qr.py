"""QR codes, read by zxing-cpp as a camera would: turned, tilted, blurred and noisy."""

import io
from collections.abc import Callable

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from app.content import load
from app.core.record import Person, Record
from app.core.summary import Summary, summarize
from app.share import fhir, qr, say, transfer
from tests.share.conftest import CASES, case
from tests.share.photograph import photographed
from tools.sample import ROOT
from tools.sample import summary as build
from tools.sample_cases import NOW

CONTENT = load(ROOT / "content", "en")


def seen(picture: Image.Image) -> str:
    """What the reader makes of *picture*; "" when nothing."""
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return found[0].text if found else ""


@pytest.mark.parametrize("name", CASES)
def test_the_plain_text_is_as_accepted_and_any_reader_reads_it(name: str, accepted: Callable[[str, str], None]) -> None:
    plain = qr.plain_text(case(name))
    accepted(f"{name}.qr.txt", plain)
    assert seen(Image.open(io.BytesIO(qr.png(plain)))) == plain


def test_the_plain_text_is_short_enough_and_leads_with_what_it_is(summary: Summary) -> None:
    plain = qr.plain_text(summary)
    assert len(plain.encode()) <= qr.MOST
    assert int(qr.code(plain).version) <= qr.PLAIN_VERSION
    assert qr.code(plain).error == "M"
    assert plain.startswith(f"Leuko: {say.unverified()}\nANC")


def test_what_has_no_room_is_named() -> None:
    person = Person(id="p", name="N" * 400, allergies="penicillin", cause="c" * 200)
    plain = qr.plain_text(summarize(Record(people=(person,)), "p", CONTENT, NOW))
    assert "NNN" not in plain
    assert "Allergy: penicillin" in plain
    assert plain.splitlines()[-1] == "Left out: name"


@pytest.mark.parametrize("letters", ["Ж", "😀", "ا", "漢"])
def test_no_script_breaks_the_limit(letters: str) -> None:
    person = Person(id="p", name=letters * 60, allergies=letters * 50, cause=letters * 40)
    plain = qr.plain_text(summarize(Record(people=(person,)), "p", CONTENT, NOW))
    assert len(plain.encode()) <= qr.MOST
    assert seen(Image.open(io.BytesIO(qr.png(plain)))) == plain


@pytest.mark.parametrize("name", ["demo", "long"])
def test_a_hand_held_photograph_of_the_plain_code_is_read(name: str) -> None:
    plain = qr.plain_text(case(name))
    read = [seen(photographed(qr.png(plain), seed)) for seed in range(10)]
    assert read == [plain] * 10


@pytest.mark.slow
def test_photographs_of_the_transfer_codes_bring_the_bundle_over() -> None:
    bundle = fhir.bundle(build("infant"))
    codes = transfer.codes(bundle)
    shots = [[seen(photographed(qr.png(code, qr.TRANSFER_VERSION), seed)) for seed in range(4)] for code in codes]
    assert [set(tries) - {""} for tries in shots] == [{code} for code in codes]
    assert transfer.read(text for tries in reversed(shots) for text in tries if text) == bundle


def test_modules_draw_the_same_code_as_the_picture() -> None:
    plain = qr.plain_text(case("demo"))
    rows = qr.modules(plain)
    picture = np.asarray(Image.open(io.BytesIO(qr.png(plain, scale=1))).convert("L"))[4:-4, 4:-4] == 0
    assert picture.tolist() == [list(row) for row in rows]
    assert qr.svg(plain).startswith("<svg")
