"""What a build adds to Flet's rendered template: made once, refused where the template changed, right in its grammar."""

import plistlib
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import tree_sitter_kotlin
import tree_sitter_objc
from pbxproj import XcodeProject
from tree_sitter import Language, Parser

from app.device import HIDE
from tools.mobile import build
from tools.mobile.finish import ADDED, HIDES, LAYER, NATIVE, PHASES, RUNNER, ChangedError, finish
from tools.mobile.plan import ROOT, _Dry
from tools.mobile.product import faults_of_finish

BARE = """package org.leukocompanion.leuko

import io.flutter.embedding.android.FlutterFragmentActivity

class MainActivity : FlutterFragmentActivity()
"""
ICON = """<adaptive-icon xmlns:android="http://schemas.android.com/apk/res/android">
    <background android:drawable="@color/ic_launcher_background" />
    <foreground android:drawable="@drawable/ic_launcher_foreground" />
</adaptive-icon>
"""
PROJECT = f"""// !$*UTF8*$!
{{
\tarchiveVersion = 1;
\tobjectVersion = 54;
\tobjects = {{
/* Begin PBXBuildFile section */
\t\t74858FAF1ED2DC5600515810 /* AppDelegate.swift in Sources */ = {{isa = PBXBuildFile; fileRef = 74858FAE1ED2DC5600515810 /* AppDelegate.swift */; }};
\t\t97C146FE1CF9000F007C117D /* Assets.xcassets in Resources */ = {{isa = PBXBuildFile; fileRef = 97C146FD1CF9000F007C117D /* Assets.xcassets */; }};
/* End PBXBuildFile section */
/* Begin PBXFileReference section */
\t\t74858FAE1ED2DC5600515810 /* AppDelegate.swift */ = {{isa = PBXFileReference; lastKnownFileType = sourcecode.swift; path = AppDelegate.swift; sourceTree = "<group>"; }};
\t\t97C146FD1CF9000F007C117D /* Assets.xcassets */ = {{isa = PBXFileReference; lastKnownFileType = folder.assetcatalog; path = Assets.xcassets; sourceTree = "<group>"; }};
\t\t97C147021CF9000F007C117D /* Info.plist */ = {{isa = PBXFileReference; lastKnownFileType = text.plist.xml; path = Info.plist; sourceTree = "<group>"; }};
/* End PBXFileReference section */
\t\t97C146F01CF9000F007C117D /* Runner */ = {{
\t\t\tisa = PBXGroup;
\t\t\tchildren = (
\t\t\t\t{RUNNER}
\t\t\t);
\t\t\tpath = Runner;
\t\t\tsourceTree = "<group>";
\t\t}};
\t\t97C146EC1CF9000F007C117D /* Resources */ = {{
\t\t\tisa = PBXResourcesBuildPhase;
\t\t\tfiles = (
\t\t\t\t{PHASES["Resources"]}
\t\t\t);
\t\t}};
\t\t97C146EA1CF9000F007C117D /* Sources */ = {{
\t\t\tisa = PBXSourcesBuildPhase;
\t\t\tfiles = (
\t\t\t\t{PHASES["Sources"]}
\t\t\t);
\t\t}};
\t}};
\trootObject = 97C146E61CF9000F007C117D /* Project object */;
}}
"""


@pytest.fixture
def flutter(tmp_path: Path) -> Path:
    """As much of a rendered template as is changed."""
    main = tmp_path / "android/app/src/main"
    files = {
        main / "kotlin/org/leukocompanion/leuko/MainActivity.kt": BARE,
        main / "res/mipmap-anydpi-v26/ic_launcher.xml": ICON,
        tmp_path / "ios/Runner.xcodeproj/project.pbxproj": PROJECT,
        tmp_path / "ios/Runner/Info.plist": "",
    }
    for file, text in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path


def contents(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): file.read_text() for file in folder.rglob("*") if file.is_file()}


def slips(language: Any, text: str) -> list[str]:
    """What a grammar cannot read."""
    tree = Parser(Language(language)).parse(text.encode())
    found, waiting = [], [tree.root_node]
    while waiting:
        node = waiting.pop()
        found += [f"line {node.start_point.row + 1}"] if node.is_error or node.is_missing else []
        waiting += node.children
    return found


@pytest.mark.parametrize("target", ["apk", "aab", "ipa", "ios-simulator"])
def test_it_is_done_once_however_often_one_builds(flutter: Path, target: str) -> None:
    before = contents(flutter)
    finish(flutter, target)
    once = contents(flutter)
    finish(flutter, target)
    assert once != before
    assert contents(flutter) == once
    system = "android" if target in ("apk", "aab") else "ios"
    assert faults_of_finish(flutter, system) == []


def test_a_build_for_the_web_is_left_alone(flutter: Path) -> None:
    before = contents(flutter)
    assert finish(flutter, "web") == []
    assert contents(flutter) == before


def test_the_window_hides_on_request_and_keeps_its_package(flutter: Path) -> None:
    finish(flutter, "apk")
    [file] = flutter.rglob("MainActivity.kt")
    text = file.read_text()
    assert text.startswith("package org.leukocompanion.leuko\n")
    assert text.count("class MainActivity : FlutterFragmentActivity()") == text.count(".addFlags(") == 1
    assert slips(tree_sitter_kotlin.language(), text) == []
    assert slips(tree_sitter_kotlin.language(), text.replace("override fun", "override fn")) != []


def test_both_native_files_read_the_preference_that_the_app_writes() -> None:
    asked = {
        name: re.findall(r'"(flutter\.[\w.]+)"', (NATIVE / name).read_text())
        for name in ("MainActivity.kt", "LeukoPrivacy.m")
    }
    assert asked == {"MainActivity.kt": [HIDES], "LeukoPrivacy.m": [HIDES]}
    assert f"flutter.{HIDE}" == HIDES  # Flutter's plugin puts its own name before each key


def test_ios_covers_in_time_and_leaves_the_record_out_of_backups_in_the_right_grammar() -> None:
    text = (NATIVE / "LeukoPrivacy.m").read_text()
    assert "@selector(cover) name:UIApplicationWillResignActiveNotification" in text
    assert "@selector(uncover) name:UIApplicationDidBecomeActiveNotification" in text
    assert text.count("[self keepOutOfBackups];") == 2
    assert slips(tree_sitter_objc.language(), text) == []
    assert slips(tree_sitter_objc.language(), text.replace("@end\n", "", 1)) != []


def test_the_themed_icon_gets_its_layer(flutter: Path) -> None:
    finish(flutter, "aab")
    [file] = flutter.rglob("ic_launcher.xml")
    assert [one.tag for one in ET.fromstring(file.read_text())] == ["background", "foreground", "monochrome"]
    layer = flutter / "android/app/src/main/res/drawable/ic_launcher_monochrome.xml"
    assert layer.stem in LAYER
    assert ET.fromstring(layer.read_text()).tag == "vector"


def test_xcode_s_project_carries_manifest_and_cover_in_the_right_phases(flutter: Path) -> None:
    finish(flutter, "ipa")
    project = XcodeProject.load(str(flutter / "ios/Runner.xcodeproj/project.pbxproj"))
    objects = project.objects
    for name, (_reference, _place, kind, phase) in ADDED.items():
        [file] = [one for one in objects.get_objects_in_section("PBXFileReference") if one.path == name]
        assert file.lastKnownFileType == kind
        [group] = objects.get_objects_in_section("PBXGroup")
        assert file.get_id() in group.children
        [files] = [one.files for one in objects.get_objects_in_section(f"PBX{phase}BuildPhase")]
        assert [objects[one].fileRef for one in files].count(file.get_id()) == 1
        assert (flutter / "ios/Runner" / name).is_file()


def test_the_privacy_manifest_says_that_nothing_is_tracked_or_collected() -> None:
    said = plistlib.loads((NATIVE / "PrivacyInfo.xcprivacy").read_bytes())
    assert (said["NSPrivacyTracking"], said["NSPrivacyTrackingDomains"]) == (False, [])
    assert said["NSPrivacyCollectedDataTypes"] == []
    assert {
        one["NSPrivacyAccessedAPIType"].removeprefix("NSPrivacyAccessedAPICategory"): one[
            "NSPrivacyAccessedAPITypeReasons"
        ]
        for one in said["NSPrivacyAccessedAPITypes"]
    } == {"FileTimestamp": ["C617.1"], "UserDefaults": ["CA92.1"]}


@pytest.mark.parametrize(
    ("name", "said", "instead", "target", "fault"),
    [
        ("MainActivity.kt", "FragmentActivity()\n", "FragmentActivity() { val x = 1 }\n", "apk", "merge it with"),
        ("ic_launcher.xml", "</adaptive-icon>", "", "apk", "0 times, not once"),
        ("project.pbxproj", "97C147021CF9000F007C117D /* Info.plist */,", "", "ipa", "0 times, not once"),
        ("MainActivity.kt", BARE, None, "apk", "has no MainActivity.kt"),
    ],
)
def test_a_template_that_changed_stops_the_build_with_a_sentence(
    flutter: Path, name: str, said: str, instead: str | None, target: str, fault: str
) -> None:
    [file] = flutter.rglob(name)
    text = file.read_text()
    assert said in text
    file.unlink() if instead is None else file.write_text(text.replace(said, instead))
    with pytest.raises(ChangedError, match=fault):
        finish(flutter, target)


STEPS = (
    "create_flutter_project", "package_python_app", "register_flutter_extensions", "update_flutter_dependencies",
    "customize_icons", "customize_splash_images", "copy_build_output",
)  # fmt: skip


def test_flet_comes_to_it_after_template_icons_and_splash_and_before_flutter(
    flutter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(build, "finish", lambda *_arguments: done.append("finish"))
    monkeypatch.setattr(build, "_flutter", lambda _self: done.append("flutter"))
    monkeypatch.setattr(_Dry, "run_flutter", build.run_flutter)
    for step in STEPS:
        monkeypatch.setattr(_Dry, step, lambda _self, *_a, step=step, **_k: done.append(step) or True)
    walk(done)
    assert done == [
        "create_flutter_project", "package_python_app", "register_flutter_extensions", "create_flutter_project",
        "update_flutter_dependencies", "customize_icons", "customize_splash_images", "finish", "flutter",
        "copy_build_output",
    ]  # fmt: skip


def walk(done: list[str]) -> None:
    """flet-cli's own order of steps for an apk."""
    import argparse

    command = _Dry(argparse.ArgumentParser())
    command.target_platform = "apk"
    for step in ("initialize_command", "validate_target_platform", "validate_entry_point", "setup_template_data"):
        setattr(command, step, lambda: None)
    command.cleanup = lambda *_a, **_k: None  # type: ignore[method-assign]
    command.rel_out_dir, command.emojis = "build/apk", defaultdict(str)
    command.handle(argparse.Namespace(target_platform="apk", verbose=0, no_rich_output=True))
    assert done


def test_its_own_command_line_is_flet_s() -> None:
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "tools.mobile.build", "build", "--help"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "ios-simulator" in done.stdout
