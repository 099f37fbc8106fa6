"""The cases of `make sample` as summaries, and the accepted files."""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from app.core.summary import Summary
from tools.sample import summary as build
from tools.sample_cases import WHO

GOLDEN = Path(__file__).parent / "golden"
CASES = tuple(WHO)


@cache
def case(name: str) -> Summary:
    """The summary of one case, everything the defaults let out; the long record from its first day."""
    return build(name, days=None if name == "long" else 365)


@pytest.fixture(params=CASES)
def summary(request: pytest.FixtureRequest) -> Summary:
    """Every case in turn."""
    return case(request.param)


@pytest.fixture
def accepted() -> Callable[[str, str], None]:
    """Compares a text with the accepted file of that name; with ACCEPT=1 it becomes the accepted one."""

    def compare(name: str, text: str) -> None:
        file = GOLDEN / name
        if os.environ.get("ACCEPT") == "1":
            file.write_text(text, encoding="utf-8", newline="")
        assert file.is_file(), f"{name} was never accepted: run `make accept` and read it"
        with file.open(encoding="utf-8", newline="") as stream:
            assert stream.read() == text

    return compare
