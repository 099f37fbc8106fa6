"""A process killed in mid-write leaves the old or the new, never a mixture, and never less than was acknowledged."""

from pathlib import Path

import pytest

from tests.store.kills import kill
from tests.store.lock_kills import kill as sealing_killed

pytestmark = pytest.mark.slow  # left to `make test`


@pytest.mark.parametrize("rounds", [200])
def test_every_acknowledged_change_survives_a_kill(rounds: int, tmp_path: Path) -> None:
    tally = kill(tmp_path / "record", rounds, seed=rounds)
    assert (tally.kills, tally.lost, tally.torn, tally.troubled) == (rounds, 0, 0, 0)
    assert tally.in_mid_write > rounds // 20
    assert tally.acknowledged > rounds


@pytest.mark.parametrize("rounds", [150])
def test_a_kill_while_the_record_is_sealed_leaves_all_of_it_sealed_or_none(rounds: int, tmp_path: Path) -> None:
    tally = sealing_killed(tmp_path / "record", rounds, seed=rounds)
    assert (tally.kills, tally.lost, tally.mixed, tally.troubled) == (rounds, 0, 0, 0)
    assert 0 < tally.sealed < rounds
    assert tally.in_mid_write > rounds // 5
