"""Damaged files: the rest opens, what is missing is said, the raw file is there, and new entries are kept."""

from pathlib import Path

import pytest

from tests.store.harm import harm


@pytest.mark.parametrize("mutations", [40, pytest.param(1000, marks=pytest.mark.slow)])
def test_no_harm_to_the_files_is_met_with_a_crash_or_with_silence(mutations: int, tmp_path: Path) -> None:
    seen = harm(tmp_path / "record", mutations, seed=mutations)
    assert set(seen) == {"whole", "told, raw file offered"}
    assert seen.total() == mutations
    assert min(seen.values()) > mutations // 10
