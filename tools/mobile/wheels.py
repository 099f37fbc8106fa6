"""Holds what the app depends on against `platforms.toml`, before a build by the pins and after it by the wheels."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import Any

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).with_name("platforms.toml")
PLATFORMS = {
    "web": {"platform_system": "Emscripten", "sys_platform": "emscripten"},
    "android": {"platform_system": "Android", "sys_platform": "android"},
    "ios": {"platform_system": "iOS", "sys_platform": "ios"},
}
FLETS_OWN = "flet-lib"
"""Libraries in C that Flet's compiled wheels bring along as packages: flet-libjpeg for Pillow, flet-libcpp-shared, …"""
PLACEHOLDER = re.compile(r"0\.0(\.[01])?([ab]\d+)?")


def table() -> dict[str, dict[str, Any]]:
    """`platforms.toml`."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def project() -> dict[str, Any]:
    """`pyproject.toml`."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def wanted(settings: dict[str, Any], platform: str) -> list[str]:
    """What the app asks for on *platform*: everywhere, and there alone."""
    own: list[str] = settings["tool"]["flet"].get(platform, {}).get("dependencies", [])
    return [*settings["project"]["dependencies"], *own]


def needed(platform: str, dependencies: list[str]) -> set[str]:
    """The names of *dependencies* and of all they need on *platform*, as the installed packages say themselves."""
    environment = {**default_environment(), **PLATFORMS[platform], "python_version": "3.14", "extra": ""}
    found: set[str] = set()
    waiting = [Requirement(one) for one in dependencies]
    while waiting:
        one = waiting.pop()
        name = canonicalize_name(one.name)
        if name in found or (one.marker and not one.marker.evaluate(environment)):
            continue
        found.add(name)
        try:
            waiting += [Requirement(text) for text in requires(name) or []]
        except PackageNotFoundError:  # not for this machine; the table must know it all the same
            continue
    return found


def faults(settings: dict[str, Any], rows: dict[str, dict[str, Any]], web_lock: str) -> list[str]:
    """What is wrong with the pins, one sentence each: a package without a row, a wrong pin, a placeholder."""
    everywhere = settings["project"]["dependencies"]
    web = {line.split("==")[0]: line.split()[0].split("==")[1] for line in web_lock.splitlines() if "==" in line[:60]}
    found = []
    for platform in PLATFORMS:
        pins = _pins(settings["tool"]["flet"].get(platform, {}).get("dependencies", []), found) | _pins(everywhere, [])
        pins = web if platform == "web" else pins
        for name in sorted(needed(platform, wanted(settings, platform))):
            found += _of_one(name, platform, pins, rows.get(name))
    return found


def _pins(requirements: list[str], found: list[str]) -> dict[str, str]:
    pins = {}
    for text in requirements:
        one = Requirement(text)
        exact = [part.version for part in one.specifier if part.operator == "=="]
        if not exact:
            found.append(f"{text} is not exact")
        else:
            pins[canonicalize_name(one.name)] = exact[0]
    return pins


def _of_one(name: str, platform: str, pins: dict[str, str], row: dict[str, Any] | None) -> list[str]:
    if row is None:
        return [f"{name}: no row in platforms.toml, and {platform} needs it"]
    said, pinned = row.get(platform), pins.get(name)
    if said == "none" or (row["kind"] == "pure" and said is None and platform != "web"):
        problems = [] if said != "none" or row.get("why") else [f"{name}: left out on {platform} without a reason"]
        return problems + (
            [f"{name}: carried on {platform} though the table says not"] if said == "none" and pinned else []
        )
    if pinned is None:
        return [f"{name}: no exact version for {platform}"]
    if PLACEHOLDER.fullmatch(pinned):
        return [f"{name} {pinned} on {platform} is a placeholder"]
    if row["kind"] == "compiled" and said != pinned:
        return [f"{name}: {platform} pins {pinned}, the table says {said}"]
    return []


def faults_of_pair(rows: dict[str, dict[str, Any]]) -> list[str]:
    """Where pydantic and its core do not belong together."""
    pydantic, core = rows["pydantic"], rows["pydantic-core"]
    return [
        f"pydantic {pydantic[one]} on {one} wants core {pydantic['core'].get(pydantic[one])}, the table has {core[one]}"
        for one in PLATFORMS
        if pydantic["core"].get(pydantic[one]) != core[one]
    ]


def faults_of_build(site_packages: Path, platform: str, rows: dict[str, dict[str, Any]]) -> list[str]:
    """What is wrong with the packages a build collected: for each processor a folder of installed packages."""
    found_in = sorted(site_packages.iterdir()) if site_packages.exists() else []
    folders = [path for path in found_in if path.is_dir() and not path.name.startswith(".")]
    found = [] if folders else [f"{site_packages.name} is empty: no package was collected"]
    for folder in folders:
        got = {
            canonicalize_name(name): version
            for name, version in (
                path.name.removesuffix(".dist-info").rsplit("-", 1) for path in folder.glob("*.dist-info")
            )
        }
        for name, version in sorted(got.items()):
            said = rows.get(name, {}).get(platform)
            if name.startswith(FLETS_OWN):
                continue
            if name not in rows:
                found.append(f"{folder.name}: {name} {version} came along and has no row in platforms.toml")
            elif PLACEHOLDER.fullmatch(version) or (said and said != version):
                found.append(f"{folder.name}: {name} is {version}, the table says {said}")
        compiled = [name for name, row in rows.items() if row["kind"] == "compiled" and row.get(platform) != "none"]
        found += [f"{folder.name}: {name} is missing" for name in compiled if name not in got]
    return found
