"""What `flet build` would do, by flet-cli's own code up to the first tool it would start.

Everything is flet-cli's but three things: it looks for no Flutter, it notes commands instead of running them, and it
works on a copy of the project made of links, so that nothing is written beside the sources.
"""

import argparse
import os
import subprocess
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flet_cli.commands.build import Command
from flet_cli.commands.flutter_base import BaseFlutterCommand, console

import app

ROOT = Path(__file__).parents[2]
TARGETS = ("apk", "aab", "ipa", "ios-simulator", "web")
PYTHONS = Path(__file__).with_name("python.json")
"""The Pythons that Flet 1.0.5 bundles, as its builds list them; a build asks Flet itself."""


class RefusedError(Exception):
    """flet-cli does not accept the project; the message is its own."""


@dataclass(frozen=True)
class Plan:
    """What a build would be made of."""

    target: str
    template: dict[str, Any]
    """What Flet's template is filled with."""
    requirements: tuple[str, ...]
    """What pip would be asked for, for this platform."""
    excluded: tuple[str, ...]
    """Paths below the project that are not packed."""
    flutter: tuple[str, ...]
    """Arguments of `flutter build`."""
    environment: dict[str, str] = field(default_factory=dict)


class _NoTools(BaseFlutterCommand):
    """In the place of the step that looks for Flutter and the SDKs."""

    def initialize_command(self) -> None:
        self.emojis = defaultdict(str)
        self.flutter_exe, self.dart_exe = "flutter", "dart"


class _Dry(Command, _NoTools):
    """`flet build` that notes what it would run."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        super().__init__(parser)
        self.noted: list[tuple[list[str], dict[str, str]]] = []

    def update_status(self, *_words: Any, **_more: Any) -> None:
        """Say nothing."""

    def cleanup(self, exit_code: int, message: Any = None, no_border: bool = False) -> None:
        """Where flet-cli would end the program."""
        raise RefusedError(f"{exit_code}: {message}")

    def run(self, args: list[str], *_more: Any, env: dict[str, str] | None = None, **_rest: Any) -> Any:
        """Note a command; it succeeds."""
        self.noted.append(([str(arg) for arg in args], dict(env or {})))
        return subprocess.CompletedProcess(args, 0, "", "")


def arguments(target: str, *more: str) -> list[str]:
    """How `flet build` is called for *target*: the version comes from the app itself."""
    return ["build", target, str(ROOT), "--yes", "--build-version", app.__version__, *more]


def plan(target: str, project: Path = ROOT, *more: str) -> Plan:
    """Resolve one of `TARGETS`; raises `RefusedError` where flet-cli would stop."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / project.name
        copy.mkdir()
        for path in project.iterdir():
            if path.name != "build":
                (copy / path.name).symlink_to(path.resolve())
        (copy / "build" / "python-app").mkdir(parents=True)
        (copy / "build" / "flutter" / "app").mkdir(parents=True)
        (copy / "build" / "flutter" / "app" / "app.zip").touch()
        return _resolve(target, copy, more)


def _resolve(target: str, project: Path, more: tuple[str, ...]) -> Plan:
    parser = argparse.ArgumentParser()
    command = _Dry(parser)
    command.options = parser.parse_args([target, str(project), *arguments(target)[3:], *more])
    command.verbose, command.target_platform, command.skip_flutter_doctor = 0, target, True
    before, console.quiet = os.environ.get("FLET_PYTHON_BUILD_MANIFEST"), True
    os.environ["FLET_PYTHON_BUILD_MANIFEST"] = str(PYTHONS)
    try:
        command.initialize_command()
        command.validate_entry_point()
        command.setup_template_data()
        if target == "web":
            command.resolve_no_cdn = lambda: False  # it would fetch Pyodide; the site is made by tools/web anyway
        command.package_python_app()
        flutter: list[str] = []
        command.add_flutter_command_args(flutter)
    finally:
        console.quiet = False
        os.environ.pop("FLET_PYTHON_BUILD_MANIFEST")
        if before is not None:
            os.environ["FLET_PYTHON_BUILD_MANIFEST"] = before
    packing, environment = command.noted[-1]
    return Plan(
        target,
        command.template_data,
        _values(packing, "-r"),
        _values(packing, "--exclude"),
        tuple(flutter),
        environment,
    )


def _values(command: list[str], flag: str) -> tuple[str, ...]:
    return tuple(value for name, value in pairwise(command) if name == flag)


def packed(excluded: tuple[str, ...], project: Path = ROOT) -> list[str]:
    """Every file that goes into the package, relative to *project*: all but what is *excluded* or below it."""
    found = []
    for folder, folders, files in os.walk(project):
        here = Path(folder).relative_to(project)
        folders[:] = [name for name in folders if (here / name).as_posix() not in excluded]
        found += [(here / name).as_posix() for name in files if (here / name).as_posix() not in excluded]
    return sorted(found)
