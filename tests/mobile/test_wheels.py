"""Every package the app runs on, for each platform: in the table, exact where compiled, never a placeholder."""

import copy
from pathlib import Path
from typing import Any

import pytest

from tools.mobile import wheels
from tools.mobile.plan import plan

LOCK = (wheels.ROOT / "requirements-web.lock").read_text(encoding="utf-8")


@pytest.fixture
def settings() -> dict[str, Any]:
    return copy.deepcopy(wheels.project())


def test_every_dependency_has_a_row_and_every_pin_is_the_row_s(settings: dict[str, Any]) -> None:
    assert wheels.faults(settings, wheels.table(), LOCK) == []
    assert wheels.faults_of_pair(wheels.table()) == []


def test_every_row_is_still_needed_somewhere(settings: dict[str, Any]) -> None:
    needed = {
        name for platform in wheels.PLATFORMS for name in wheels.needed(platform, wheels.wanted(settings, platform))
    }
    assert set(wheels.table()) == needed


def test_a_dependency_without_a_row_is_found(settings: dict[str, Any]) -> None:
    settings["project"]["dependencies"].append("numpy==2.4.6")
    assert wheels.faults(settings, wheels.table(), LOCK) == [
        f"numpy: no row in platforms.toml, and {one} needs it" for one in ("web", "android", "ios")
    ]


@pytest.mark.parametrize(
    ("pin", "fault"),
    [
        ("pydantic-core==0.0.1", "pydantic-core 0.0.1 on ios is a placeholder"),
        ("pydantic-core==2.47.0", "pydantic-core: ios pins 2.47.0, the table says 2.46.3"),
        ("pydantic-core>=2.46", "pydantic-core>=2.46 is not exact"),
    ],
)
def test_a_wrong_pin_is_found(settings: dict[str, Any], pin: str, fault: str) -> None:
    pins = settings["tool"]["flet"]["ios"]["dependencies"]
    pins[pins.index("pydantic-core==2.46.3")] = pin
    assert fault in wheels.faults(settings, wheels.table(), LOCK)


def test_a_compiled_package_without_a_pin_is_found(settings: dict[str, Any]) -> None:
    settings["tool"]["flet"]["android"]["dependencies"].remove("msgpack==1.1.2")
    assert wheels.faults(settings, wheels.table(), LOCK) == ["msgpack: no exact version for android"]


def test_a_pydantic_without_its_core_is_found() -> None:
    rows = copy.deepcopy(wheels.table())
    rows["pydantic-core"]["ios"] = "2.47.0"
    assert wheels.faults_of_pair(rows) == ["pydantic 2.13.3 on ios wants core 2.46.3, the table has 2.47.0"]


def test_what_pip_is_asked_for_is_what_the_table_says() -> None:
    rows = wheels.table()
    for target, platform in (("apk", "android"), ("ipa", "ios")):
        asked = set(plan(target).requirements)
        compiled = [(name, row) for name, row in rows.items() if row["kind"] == "compiled"]
        pinned = {f"{name}=={row[platform]}" for name, row in compiled}
        assert pinned - asked == set()


def a_build(folder: Path, **versions: str) -> Path:
    """Site-packages of one processor, as a build collects them."""
    rows = {name: row["android"] for name, row in wheels.table().items() if row["kind"] == "compiled"}
    for name, version in {**rows, **{key.replace("_", "-"): text for key, text in versions.items()}}.items():
        (folder / "arm64-v8a" / f"{name.replace('-', '_')}-{version}.dist-info").mkdir(parents=True)
    return folder


def test_a_build_that_took_the_right_wheels_is_accepted(tmp_path: Path) -> None:
    (tmp_path / ".pod").mkdir()
    build = a_build(tmp_path, segno="1.6.6", flet_libjpeg="3.0.90")
    assert wheels.faults_of_build(build, "android", wheels.table()) == []


def test_a_build_that_took_a_placeholder_or_a_stranger_is_not(tmp_path: Path) -> None:
    build = a_build(tmp_path, pydantic_core="0.0.1", numpy="2.4.6")
    assert wheels.faults_of_build(build, "android", wheels.table()) == [
        "arm64-v8a: numpy 2.4.6 came along and has no row in platforms.toml",
        "arm64-v8a: pydantic-core is 0.0.1, the table says 2.46.3",
    ]


def test_a_build_without_packages_is_not_accepted(tmp_path: Path) -> None:
    assert wheels.faults_of_build(tmp_path / "none", "ios", wheels.table()) == [
        "none is empty: no package was collected"
    ]
    (tmp_path / "iphoneos.arm64").mkdir()
    assert "iphoneos.arm64: pydantic-core is missing" in wheels.faults_of_build(tmp_path, "ios", wheels.table())
