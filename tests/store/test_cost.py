"""One more test costs the same on a long history as on a short one."""

from pathlib import Path

import pytest

from tests.store.cost import on_file


@pytest.mark.slow
async def test_the_bytes_written_for_one_more_test_do_not_grow_with_the_history(tmp_path: Path) -> None:
    short, long = await on_file(tmp_path, 150, 3050)
    assert abs(long.size - short.size) < short.size // 10
