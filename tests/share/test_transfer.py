"""App to app over numbered codes: any order, any repetition; damaged, mixed or incomplete sets are refused."""

import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.share import base45, fhir, qr, transfer, trouble
from app.share.trouble import UnreadableError
from tests.share.conftest import case


def refused(texts: list[str]) -> str:
    with pytest.raises(UnreadableError) as caught:
        transfer.read(texts)
    return caught.value.sentence


NOISE = "".join(random.Random(7).choices("0123456789abcdef", k=4000))


@given(st.text(max_size=3000), st.randoms(use_true_random=False))
def test_codes_read_back_in_any_order_and_repeated(text: str, dice: random.Random) -> None:
    codes = [*transfer.codes(text), *transfer.codes(text)]
    dice.shuffle(codes)
    assert transfer.read(codes) == text


def test_every_code_is_at_most_version_16_at_medium_correction() -> None:
    for code in transfer.codes(NOISE):
        assert set(code) <= set(base45.ALPHABET)
        made = qr.code(code, qr.TRANSFER_VERSION)
        assert (made.error, int(made.version) <= 16) == ("M", True)


def test_a_code_of_a_set_of_hundreds_is_no_larger() -> None:
    codes = transfer.codes("".join(random.Random(7).choices("0123456789abcdef", k=100_000)))
    assert len(codes) > 100
    assert int(qr.code(max(codes, key=len), qr.TRANSFER_VERSION).version) == 16


@given(st.data())
def test_one_changed_letter_is_never_read_as_something_else(data: st.DataObject) -> None:
    codes = list(transfer.codes(NOISE))
    which = data.draw(st.integers(0, len(codes) - 1))
    place = data.draw(st.integers(0, len(codes[which]) - 1))
    letter = data.draw(st.sampled_from(base45.ALPHABET.replace(codes[which][place], "")))
    codes[which] = codes[which][:place] + letter + codes[which][place + 1 :]
    with pytest.raises(UnreadableError):
        transfer.read(codes)


def test_a_missing_code_is_named() -> None:
    codes = transfer.codes(NOISE)
    with pytest.raises(UnreadableError, match=r"Missing: 2, 5\."):
        transfer.read([code for number, code in enumerate(codes, 1) if number not in (2, 5)])
    assert transfer.missing(codes[:3]) == tuple(range(4, len(codes) + 1))


def test_codes_of_two_summaries_are_refused() -> None:
    one, other = transfer.codes(NOISE), transfer.codes(NOISE[::-1])
    assert refused([one[0], *other[1:]]) == trouble.MIXED_CODES


def test_a_newer_format_and_a_foreign_code_are_told_apart() -> None:
    code = transfer.codes("x")[0]
    assert refused([code.replace("LEUKO1", "LEUKO2")]) == trouble.NEWER
    assert refused(["HC1:6BF"]) == trouble.NO_CODES
    assert refused([]) == trouble.NO_CODES
    assert refused([code.lower()]) == trouble.NO_CODES


def test_a_set_that_unfolds_beyond_measure_is_refused() -> None:
    packed = zlib.compress(b" " * (transfer.LARGEST + 1), 9)
    parts = [packed[at : at + transfer.BYTES_PER_CODE] for at in range(0, len(packed), transfer.BYTES_PER_CODE)]
    mark = f"{zlib.crc32(packed):08X}"
    codes = [
        f"LEUKO1:{n}/{len(parts)}:{mark}:{zlib.crc32(part):08X}:{base45.encode(part)}"
        for n, part in enumerate(parts, 1)
    ]
    assert refused(codes) == trouble.TOO_LARGE


def test_codes_are_found_in_a_pasted_text_whose_line_ends_lost_their_spaces() -> None:
    codes = transfer.codes(NOISE)
    pasted = "From the ward:\r\n" + "\r\n".join(code.rstrip() for code in codes) + "\n\nbye"
    assert transfer.read(transfer.split(pasted)) == NOISE


def test_the_bundle_of_every_case_travels_whole() -> None:
    for name in ("demo", "nothing", "infant"):
        bundle = fhir.bundle(case(name))
        assert transfer.read(transfer.codes(bundle)) == bundle
