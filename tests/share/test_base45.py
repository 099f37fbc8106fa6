"""Base45 as RFC 9285 has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.share import base45


@pytest.mark.parametrize(
    ("plain", "coded"),
    [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"ietf!", "QED8WEX0"), (b"", "")],
)
def test_the_examples_of_the_rfc_come_out(plain: bytes, coded: str) -> None:
    assert base45.encode(plain) == coded
    assert base45.decode(coded) == plain


@given(st.binary(max_size=400))
def test_what_goes_in_comes_out(data: bytes) -> None:
    assert base45.decode(base45.encode(data)) == data


@pytest.mark.parametrize("wrong", ["GGW", "A", ":::", "ab8", "FGW0", "Z:", "é00"])
def test_what_is_no_base45_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any sentence will do; `transfer` says its own
        base45.decode(wrong)
