"""What a phone build needs that this machine does not have, as one sentence, or nothing."""

import os
import platform
import shutil
import socket
from pathlib import Path

import flet.version

FLUTTER = flet.version.flutter_version
HOSTS = ("storage.googleapis.com", "github.com")
"""Where Flutter, and Flet's template and Python, come from."""
GET = "python -m tools.mobile android --get"


def missing(system: str, tools: set[str]) -> str:
    """One sentence for *system* ("android", "ios"), or nothing, given the *tools* present.

    Tools are "flutter", "jdk", "sdk", "macos" and "xcode".
    """
    if system == "ios":
        return _for_ios(tools)
    names = {"flutter": f"Flutter {FLUTTER}", "sdk": "the Android SDK", "jdk": "a JDK 17"}
    absent = [name for tool, name in names.items() if tool not in tools]
    if not absent:
        return ""
    return (
        f"Building for Android needs {_listed(absent)}: let Flet fetch what is missing into your home folder (several "
        f"gigabytes, once) with .venv/bin/{GET}, or take the apk that the workflow ci.yml builds on every push."
    )


def _for_ios(tools: set[str]) -> str:
    if "macos" not in tools:
        return (
            "Building for iOS needs a Mac with Xcode 16 or newer, as Apple allows nothing else: run `make ios` "
            "there, or take what the workflow ci.yml builds on GitHub's machines."
        )
    if "xcode" not in tools:
        return "Building for iOS needs Xcode 16 or newer: install it from the App Store, open it once, and try again."
    if "flutter" not in tools:
        return (
            f"Building for iOS needs Flutter {FLUTTER}: let Flet fetch it into your home folder (about two gigabytes, "
            "once) with .venv/bin/python -m tools.mobile ios --get"
        )
    return ""


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def here(home: Path | None = None) -> set[str]:
    """The tools this machine has, where Flet looks for them."""
    home = home or Path.home()
    found = {"macos"} if platform.system() == "Darwin" else set()
    found |= {"flutter"} if shutil.which("flutter") or (home / "flutter" / FLUTTER / "bin").is_dir() else set()
    found |= {"xcode"} if shutil.which("xcodebuild") else set()
    found |= {"jdk"} if os.environ.get("JAVA_HOME") or any((home / "java").glob("17*")) else set()
    sdks = [
        os.environ.get("ANDROID_HOME"),
        home / "Android" / "sdk",
        home / "Android" / "Sdk",
        home / "Library" / "Android" / "sdk",
    ]
    found |= {"sdk"} if any(sdk and (Path(sdk) / "cmdline-tools").is_dir() for sdk in sdks) else set()
    return found


def out_of_reach(hosts: tuple[str, ...] = HOSTS, port: int = 443) -> str:
    """One sentence when a host that a first build needs does not answer; else nothing."""
    for host in hosts:
        try:
            socket.create_connection((host, port), 5).close()
        except OSError:
            return f"A first build fetches from {_listed(list(hosts))}, and {host} does not answer from here."
    return ""
