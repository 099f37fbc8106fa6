"""Somebody else’s page out of pictures and from the camera, on the built site, with no network."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.share import fhir, qr, transfer
from tests.share.photograph import photographed
from tests.web.site import BUILT, Site, Visitor, visiting
from tests.web.test_updates import until_whole
from tools.sample import summary
from tools.web import offline, scanner

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

CODES = transfer.codes(fhir.bundle(summary("infant")))
OPEN = "Somebody else’s page"


def code(number: int) -> bytes:
    """One of the codes as the app shows it."""
    return qr.png(CODES[number], qr.TRANSFER_VERSION)


def large_photograph(number: int) -> Image.Image:
    """A code in a corner of what a phone's camera takes: twelve million pixels."""
    whole = Image.new("L", (4000, 3000), 190)
    whole.paste(photographed(code(number), 4).resize((1500, 1500)), (2300, 1300))
    return whole


def side_by_side(*numbers: int) -> Image.Image:
    """Several codes in one picture, as somebody might lay two screenshots together."""
    each = [Image.open(io.BytesIO(code(number))).convert("L") for number in numbers]
    sheet = Image.new("L", (sum(one.width for one in each), max(one.height for one in each)), 255)
    for place, one in enumerate(each):
        sheet.paste(one, (sum(before.width for before in each[:place]), 0))
    return sheet


def choose(visitor: Visitor, *files: Path) -> None:
    """Choose pictures in the browser's own window."""
    with visitor.page.expect_file_chooser() as chooser:
        visitor.button("From a picture").click()
    assert chooser.value.is_multiple()
    chooser.value.set_files(list(files))


def begin(visitor: Visitor) -> None:
    """The screen that opens a page from someone else."""
    visitor.open()
    visitor.press("I understand, begin")
    visitor.page.goto(f"{visitor.site.address}#/share/open")
    assert visitor.sees("From a picture")


def test_pictures_of_the_codes_open_the_page_with_no_network(site: Site, tmp_path: Path) -> None:
    assert len(CODES) == 4
    nothing = Image.fromarray(np.random.default_rng(1).integers(0, 255, (600, 600)).astype(np.uint8))
    pictures = {
        "meadow.png": nothing, "tilted.jpg": photographed(code(0), 2), "large.jpg": large_photograph(1),
        "two.png": side_by_side(2, 3),
    }  # fmt: skip
    for name, picture in pictures.items():
        picture.save(tmp_path / name)
    (tmp_path / "letter.png").write_bytes(b"Dear doctor, this is no picture.")
    with visiting(site) as visitor:
        begin(visitor)
        until_whole(visitor.page)
        site.stop()
        choose(visitor, tmp_path / "meadow.png")
        assert visitor.sees("No code was found in the picture.")
        choose(visitor, tmp_path / "letter.png")
        assert visitor.sees("This could not be opened as a picture.")
        choose(visitor, tmp_path / "tilted.jpg", tmp_path / "large.jpg")
        assert visitor.sees("Missing: 3, 4.")
        assert visitor.nameless() == []
        choose(visitor, tmp_path / "two.png")
        assert visitor.sees(OPEN)
        assert visitor.sees("0.44 ×10⁹/L")


def film(file: Path) -> None:
    """What a camera before another phone films: each code for a second, from a hand that is not still."""
    with file.open("wb") as out:
        for number in range(len(CODES)):
            for seed in (3, 6, 8):
                frame = io.BytesIO()
                photographed(code(number), seed).save(frame, "JPEG", quality=92)
                out.write(frame.getvalue() * 12)


def test_the_camera_reads_the_codes_as_they_are_shown_in_turn(site: Site, tmp_path: Path) -> None:
    film(tmp_path / "codes.mjpeg")
    camera = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
              f"--use-file-for-fake-video-capture={tmp_path / 'codes.mjpeg'}")  # fmt: skip
    with visiting(site, flags=camera, permissions=["camera"]) as visitor:
        begin(visitor)
        assert visitor.page.evaluate("typeof BarcodeDetector") == "undefined", "else this tries the browser's reader"
        visitor.press("Scan a code")
        assert visitor.sees(OPEN, 60_000)
        assert visitor.sees("0.44 ×10⁹/L")


def test_the_reader_is_small_comes_late_and_brings_its_licence() -> None:
    packed = BUILT / "scan.js"
    assert len((packed.with_name("scan.js.br")).read_bytes()) < 20_000
    assert offline.when("scan.js") == offline.AFTER
    assert scanner.licence() in packed.read_text(encoding="utf-8")
    assert "scan.js" not in (packed.with_name("index.html")).read_text(encoding="utf-8")
