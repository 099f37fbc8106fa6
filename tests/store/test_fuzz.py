"""The backup reader under thousands of harmed and forged files."""

import pytest

from tests.store.fuzz import fuzz


@pytest.mark.parametrize("files", [1_000, pytest.param(10_000, marks=pytest.mark.slow)])
def test_every_file_is_refused_whole_or_read_as_it_says(files: int) -> None:
    seen = fuzz(files)
    assert set(seen) == {"refused", "read as it says"}
    assert min(seen.values()) > files // 20
