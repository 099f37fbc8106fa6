"""Reads what a build left behind, and says what is wrong with it: permissions, backup, languages, packages."""

import plistlib
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

from tools.mobile import wheels
from tools.mobile.finish import ADDED, HIDES, LAYER

ANDROID = "{http://schemas.android.com/apk/res/android}"
TOOLS = "{http://schemas.android.com/tools}"
MAY_ASK = {
    "android.permission.VIBRATE",
    "android.permission.USE_BIOMETRIC",
    "android.permission.USE_FINGERPRINT",  # the same on Android 8 and older, by the library of the one above
    "android.permission.READ_EXTERNAL_STORAGE",  # Flet's file picker, on Android 12 and older only
}
BUNDLE = "org.leukocompanion.leuko"


def faults_of_manifest(text: str) -> list[str]:
    """What is wrong with an AndroidManifest.xml, rendered or merged."""
    root = ET.fromstring(text)
    found = []
    for one in root.iter():
        name = one.get(f"{ANDROID}name", "")
        if one.tag.startswith("uses-permission") and one.get(f"{TOOLS}node") != "remove":
            own = name.startswith((BUNDLE, "${applicationId}"))
            late = name.endswith("READ_EXTERNAL_STORAGE") and not one.get(f"{ANDROID}maxSdkVersion")
            found += [f"asks for {name}"] if (name not in MAY_ASK and not own) or late else []
    application = root.find("application")
    for key in ("allowBackup", "fullBackupContent"):
        said = None if application is None else application.get(f"{ANDROID}{key}")
        found += [] if said == "false" else [f"{key} is {said}, not false"]
    return found


def faults_of_plist(data: bytes, settings: dict[str, Any]) -> list[str]:
    """What is wrong with an Info.plist, held against `[tool.flet.ios.info]`."""
    said = plistlib.loads(data)
    found = [f"{key} is {said.get(key)!r}, not {value!r}" for key, value in settings.items() if said.get(key) != value]
    asked = sorted(key for key in said if key.endswith("UsageDescription") and key not in settings)
    return found + [f"asks for {key}" for key in asked]


def faults_of_finish(flutter: Path, system: str) -> list[str]:
    """What of `finish` is not in the project that was built."""
    main = flutter / "android" / "app" / "src" / "main"
    wanted = {
        "android": [(main / "kotlin", "MainActivity.kt", HIDES), (main / "res", "ic_launcher.xml", LAYER)],
        "ios": [(flutter / "ios", "project.pbxproj", reference) for reference, *_rest in ADDED.values()],
    }
    return [
        f"{name} lacks {text}"
        for folder, name, text in wanted[system]
        if not any(text in file.read_text(encoding="utf-8") for file in folder.rglob(name))
    ]


def faults(build: Path, system: str) -> list[str]:
    """What is wrong with the build in the folder *build*, for "android" or "ios"."""
    flutter = build / "flutter"
    found = wheels.faults_of_build(build / "site-packages", system, wheels.table()) + faults_of_finish(flutter, system)
    if system == "android":
        own = flutter / "android" / "app" / "src" / "main" / "AndroidManifest.xml"
        merged = sorted(flutter.glob("build/app/intermediates/merged_manifest*/**/AndroidManifest.xml"))
        for file in [own, *merged]:
            found += [
                f"{file.relative_to(build)} {one}" for one in faults_of_manifest(file.read_text(encoding="utf-8"))
            ]
        return found if merged else [*found, "no merged manifest was left behind to read"]
    info = wheels.project()["tool"]["flet"]["ios"]["info"]
    return found + faults_of_plist((flutter / "ios" / "Runner" / "Info.plist").read_bytes(), info)
