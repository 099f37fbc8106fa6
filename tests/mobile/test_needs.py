"""A machine that lacks something says so in one sentence, with the way to get it."""

import socket
from pathlib import Path

import pytest

from tools.mobile.needs import FLUTTER, here, missing, out_of_reach

ANDROID = {"flutter", "sdk", "jdk"}


def test_nothing_is_said_when_nothing_is_missing() -> None:
    assert missing("android", ANDROID) == ""
    assert missing("ios", {"macos", "xcode", "flutter"}) == ""


@pytest.mark.parametrize(
    ("tools", "names"),
    [
        (set(), f"Flutter {FLUTTER}, the Android SDK and a JDK 17"),
        ({"flutter", "jdk"}, "the Android SDK"),
        ({"sdk"}, f"Flutter {FLUTTER} and a JDK 17"),
    ],
)
def test_android_names_what_is_missing_and_how_to_get_it(tools: set[str], names: str) -> None:
    said = missing("android", tools)
    assert said.startswith(f"Building for Android needs {names}: ")
    assert "python -m tools.mobile android --get" in said
    assert said.count(". ") == 0


def test_ios_asks_for_the_mac_first_then_xcode_then_flutter() -> None:
    first = [missing("ios", tools).split(":")[0] for tools in (set(), {"macos"}, {"macos", "xcode"})]
    assert first == [
        "Building for iOS needs a Mac with Xcode 16 or newer, as Apple allows nothing else",
        "Building for iOS needs Xcode 16 or newer",
        f"Building for iOS needs Flutter {FLUTTER}",
    ]


def test_tools_are_found_where_flet_puts_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ANDROID_HOME", "JAVA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert here(tmp_path) & ANDROID == set()
    for name in (f"flutter/{FLUTTER}/bin", "Android/sdk/cmdline-tools", "java/17.0.18+8"):
        (tmp_path / name).mkdir(parents=True)
    assert here(tmp_path) & ANDROID == ANDROID


def test_a_host_that_does_not_answer_is_named() -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
        said = out_of_reach(("127.0.0.1",), port)
        assert said == "A first build fetches from 127.0.0.1, and 127.0.0.1 does not answer from here."
        one.listen()
        assert out_of_reach(("127.0.0.1",), port) == ""
