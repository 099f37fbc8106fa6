"""The service worker where a browser would do what no test can make it do at will: see `worker.mjs`."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.web.site import BUILT

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def scenes() -> dict[str, Any]:
    """What came out of each scene."""
    if not (BUILT / "sw.js").exists():
        pytest.skip("Build the site first: make web")
    node = Path(sys.executable).with_name("node")
    done = subprocess.run([node, HERE / "worker.mjs", BUILT / "sw.js"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_start_takes_nothing_from_an_update_that_waits_or_is_on_its_way(scenes: dict[str, Any]) -> None:
    whole = ["kept", "200 page B", "200 python B", "200 late B"]
    assert scenes["a start while an update waits or is fetched"] == whole * 2


def test_the_old_version_comes_back_also_when_the_new_one_took_over_by_itself(scenes: dict[str, Any]) -> None:
    back = ["200 page B", True, "200 page A", "200 python A"]
    assert scenes["back after the new one took over by itself"] == back


def test_a_version_that_never_says_it_started_gives_way_after_eight_pages(scenes: dict[str, Any]) -> None:
    assert scenes["never started"] == ["200 page B"] * 8 + ["200 page A"] * 4


def test_only_a_page_of_the_version_in_use_can_say_that_it_started(scenes: dict[str, Any]) -> None:
    assert scenes["an old page says started"] == [False, True, "200 page A"]


def test_a_start_is_noted_also_with_two_windows_and_before_anything_is_deleted(scenes: dict[str, Any]) -> None:
    assert scenes["two windows at all times"] == [True, None, False, "200 page B"]
    assert scenes["ended while the old files are deleted"] == [True, None, "200 page B"]


def test_one_goes_back_to_the_last_version_that_started(scenes: dict[str, Any]) -> None:
    assert scenes["a version that never started is not the one to go back to"] == ["A", True, "200 page A"]


def test_storage_that_fails_or_is_damaged_does_not_stop_the_site(scenes: dict[str, Any]) -> None:
    came = ["200 page A", "200 page A", "200 page A", "kept", "200 page B"]
    assert scenes["storage that fails once, and a damaged note"] == came


def test_a_damaged_file_is_found_deleted_and_fetched_again(scenes: dict[str, Any]) -> None:
    assert scenes["a damaged file"] == ["200 ?", True, "200 python A", False]


def test_files_that_are_gone_are_not_called_ready(scenes: dict[str, Any]) -> None:
    assert scenes["files that are gone"] is False


def test_an_update_without_room_leaves_no_trace_and_alarms_nobody(scenes: dict[str, Any]) -> None:
    end = ["not all of the new version could be kept", False, 0, "200 page A", "200 late A"]
    assert scenes["no room for an update"] == end


def test_on_a_full_device_what_is_kept_is_served_and_the_old_version_comes_back(scenes: dict[str, Any]) -> None:
    served = ["200 page B", "200 start B", "200 page B", "200 python B"]
    assert scenes["a full device after a switch"] == [*served, True, "200 page A"]


def test_an_update_without_room_leaves_the_version_to_go_back_to(scenes: dict[str, Any]) -> None:
    end = ["not all of the new version could be kept", "200 page B", True, "200 page A", "200 python A"]
    assert scenes["no room while there is a version to go back to"] == end


def test_only_pages_count_as_starts(scenes: dict[str, Any]) -> None:
    assert scenes["what is no start"] == "200 page B"


def test_the_snapshot_gives_way_to_the_files(scenes: dict[str, Any]) -> None:
    assert scenes["the snapshot gives way to the files"] == [False, False, True]


def test_what_is_noted_side_by_side_is_all_kept(scenes: dict[str, Any]) -> None:
    assert scenes["started while the rest comes"] == [True, True]


def test_a_page_gets_only_files_of_its_own_version(scenes: dict[str, Any]) -> None:
    assert scenes["a file of another version"] == ["200 late A", "410 of another version", "200 late B"]


def test_an_update_tells_the_bytes_it_brought(scenes: dict[str, Any]) -> None:
    assert scenes["what an update brings"] == len("page B" + "start B" + "python B" + "late B")


def test_a_deep_address_leads_to_the_first_page_and_a_broken_one_to_the_network(scenes: dict[str, Any]) -> None:
    assert scenes["addresses"] == ["302 https://host.example/app/", "200 page A", "404 gone"]
