"""What a build leaves behind is read before anyone gets it."""

import plistlib
from pathlib import Path

import pytest

from tools.mobile.__main__ import checksums
from tools.mobile.product import faults, faults_of_manifest, faults_of_plist
from tools.mobile.wheels import project

GOOD = """<manifest xmlns:android="http://schemas.android.com/apk/res/android"
    xmlns:tools="http://schemas.android.com/tools">
  <uses-permission android:name="android.permission.INTERNET" tools:node="remove"/>
  <uses-permission android:name="android.permission.VIBRATE"/>
  <uses-permission android:name="android.permission.READ_EXTERNAL_STORAGE" android:maxSdkVersion="32"/>
  <uses-permission android:name="org.leukocompanion.leuko.DYNAMIC_RECEIVER_NOT_EXPORTED_PERMISSION"/>
  <application android:allowBackup="false" android:fullBackupContent="false"/>
</manifest>"""
INFO = project()["tool"]["flet"]["ios"]["info"]


def test_a_manifest_without_network_and_backup_is_accepted() -> None:
    assert faults_of_manifest(GOOD) == []


@pytest.mark.parametrize(
    ("said", "instead", "fault"),
    [
        (' tools:node="remove"', "", "asks for android.permission.INTERNET"),
        (' android:maxSdkVersion="32"', "", "asks for android.permission.READ_EXTERNAL_STORAGE"),
        ("permission.VIBRATE", "permission.CAMERA", "asks for android.permission.CAMERA"),
        ('allowBackup="false"', 'allowBackup="true"', "allowBackup is true, not false"),
        (' android:allowBackup="false"', "", "allowBackup is None, not false"),
    ],
)
def test_a_manifest_that_asks_for_more_is_not(said: str, instead: str, fault: str) -> None:
    assert faults_of_manifest(GOOD.replace(said, instead)) == [fault]


def test_a_property_list_is_held_against_the_settings() -> None:
    assert faults_of_plist(plistlib.dumps(INFO), INFO) == []
    more = INFO | {"NSCameraUsageDescription": "For codes.", "CFBundleLocalizations": ["en"]}
    assert faults_of_plist(plistlib.dumps(more), INFO) == [
        "CFBundleLocalizations is ['en'], not ['en', 'es', 'fr', 'ar']",
        "asks for NSCameraUsageDescription",
    ]


def test_a_whole_build_is_read_manifest_by_manifest(tmp_path: Path) -> None:
    own = tmp_path / "flutter/android/app/src/main/AndroidManifest.xml"
    merged = tmp_path / "flutter/build/app/intermediates/merged_manifest/release/x/AndroidManifest.xml"
    for file in (own, merged):
        file.parent.mkdir(parents=True)
        file.write_text(GOOD)
    merged.write_text(GOOD.replace(' tools:node="remove"', ""))
    assert faults(tmp_path, "android") == [
        "site-packages is empty: no package was collected",
        "MainActivity.kt lacks flutter.leuko.hide",
        'ic_launcher.xml lacks <monochrome android:drawable="@drawable/ic_launcher_monochrome" />',
        "flutter/build/app/intermediates/merged_manifest/release/x/AndroidManifest.xml "
        "asks for android.permission.INTERNET",
    ]


def test_checksums_are_those_that_sha256sum_reads(tmp_path: Path) -> None:
    (tmp_path / "leuko.apk").write_bytes(b"abc")
    text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  leuko.apk\n"
    assert (checksums(tmp_path), (tmp_path / "SHA256SUMS").read_text()) == (text, text)
