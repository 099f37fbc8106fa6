"""The backup reader under thousands of harmed and forged files."""

from tests.store.fuzz import fuzz


def test_every_file_is_refused_whole_or_read_as_it_says() -> None:
    seen = fuzz(10_000)
    assert set(seen) == {"refused", "read as it says"}
    assert min(seen.values()) > 500
