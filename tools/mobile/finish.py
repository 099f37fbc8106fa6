"""What Flet's template does not have, put into the project it rendered: `flet build`'s last step before Flutter runs.

Android: a window that can hide from screenshots and the app switcher, and the themed icon's layer. iOS: the app's own
privacy manifest, a cover for the app switcher's picture, and the record kept out of the phone's backups. Each change
asserts the text it builds on, so a template that changed stops the build with a sentence; one that was made already is
left alone. `product` reads them again.
"""

import re
from pathlib import Path

NATIVE = Path(__file__).with_name("native")
"""Our own files: Kotlin, Objective-C, a property list, and a drawing made by `tools.icons`."""
LAYER = '<monochrome android:drawable="@drawable/ic_launcher_monochrome" />'
HIDES = "flutter.leuko.hide"
"""The preference that both native files read, and `app.device` sets."""


class ChangedError(Exception):
    """The template is not the one these changes were written for."""


def finish(flutter: Path, target: str) -> list[Path]:
    """Complete the Flutter project in *flutter* for a `flet build` *target*; the files that were touched."""
    if target in ("apk", "aab"):
        return [_activity(flutter), *_icon(flutter)]
    return _ios(flutter) if target in ("ipa", "ios-simulator") else []


def _activity(flutter: Path) -> Path:
    sources = flutter / "android" / "app" / "src" / "main" / "kotlin"
    [file] = sorted(sources.rglob("MainActivity.kt")) or [sources / "MainActivity.kt"]
    text = _read(file)
    if HIDES in text:
        return file
    bare = re.fullmatch(
        r"\s*(package [\w.]+)\s+import io\.flutter\.embedding\.android\.FlutterFragmentActivity\s+"
        r"class MainActivity ?: ?FlutterFragmentActivity\(\)( \{\s*\})?\s*",
        text,
    )
    if not bare:
        raise ChangedError(f"{file.name} does more than Flet 1.0.5's: merge it with tools/mobile/native/{file.name}.")
    file.write_text(f"{bare[1]}\n{_ours(file.name)}", encoding="utf-8")
    return file


def _icon(flutter: Path) -> list[Path]:
    res = flutter / "android" / "app" / "src" / "main" / "res"
    file, layer = res / "mipmap-anydpi-v26" / "ic_launcher.xml", res / "drawable" / "ic_launcher_monochrome.xml"
    if LAYER not in _read(file):
        _put(file, "</adaptive-icon>", before=f"    {LAYER}\n")
    layer.parent.mkdir(exist_ok=True)
    layer.write_text(_ours(layer.name), encoding="utf-8")
    return [file, layer]


ADDED = {
    "PrivacyInfo.xcprivacy": ("1E0C0000000000000000F001", "1E0C0000000000000000B001", "text.xml", "Resources"),
    "LeukoPrivacy.m": ("1E0C0000000000000000F002", "1E0C0000000000000000B002", "sourcecode.c.objc", "Sources"),
}
"""For each file of the Runner: the ids of its reference and of its place in a build phase, its type, and the phase."""
RUNNER = "97C147021CF9000F007C117D /* Info.plist */,"
PHASES = {
    "Resources": "97C146FE1CF9000F007C117D /* Assets.xcassets in Resources */,",
    "Sources": "74858FAF1ED2DC5600515810 /* AppDelegate.swift in Sources */,",
}


def _ios(flutter: Path) -> list[Path]:
    project = flutter / "ios" / "Runner.xcodeproj" / "project.pbxproj"
    for name, (reference, place, kind, phase) in ADDED.items():
        (flutter / "ios" / "Runner" / name).write_text(_ours(name), encoding="utf-8")
        if reference in _read(project):
            continue
        said = f"{place} /* {name} in {phase} */"
        one = f'{{isa = PBXFileReference; lastKnownFileType = {kind}; path = {name}; sourceTree = "<group>"; }};'
        other = f"{{isa = PBXBuildFile; fileRef = {reference} /* {name} */; }};"
        _put(project, "/* End PBXFileReference section */", before=f"\t\t{reference} /* {name} */ = {one}\n")
        _put(project, "/* End PBXBuildFile section */", before=f"\t\t{said} = {other}\n")
        _put(project, RUNNER, before=f"{reference} /* {name} */,\n\t\t\t\t")
        _put(project, PHASES[phase], before=f"{said},\n\t\t\t\t")
    return [project, *(flutter / "ios" / "Runner" / name for name in ADDED)]


def _put(file: Path, anchor: str, *, before: str) -> None:
    text = _read(file)
    if text.count(anchor) != 1:
        raise ChangedError(f"{file.name} of Flet's template has {anchor!r} {text.count(anchor)} times, not once.")
    file.write_text(text.replace(anchor, before + anchor), encoding="utf-8")


def _read(file: Path) -> str:
    if not file.is_file():
        raise ChangedError(f"Flet's template has no {file.name} any more.")
    return file.read_text(encoding="utf-8")


def _ours(name: str) -> str:
    return (NATIVE / name).read_text(encoding="utf-8")
