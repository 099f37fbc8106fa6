"""What `flet build` would do, resolved by flet-cli's own code: names, permissions, backup, languages, files."""

import os
import tomllib
from pathlib import Path

import pytest

import app
from app.ui import colours
from tools.mobile.plan import ROOT, TARGETS, Plan, RefusedError, packed, plan

PHONES = ("apk", "aab", "ipa", "ios-simulator")


@pytest.fixture(scope="module")
def plans() -> dict[str, Plan]:
    return {target: plan(target) for target in TARGETS}


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_is_accepted_under_one_name_and_one_version(plans: dict[str, Plan], target: str) -> None:
    said = plans[target].template
    assert (said["product_name"], said["bundle_id"], said["org_name"], said["artifact_name"]) == (
        "Leukopenia Companion",
        "org.leukocompanion.leuko",
        "org.leukocompanion",
        "leuko",
    )
    assert (said["python_module_name"], said["options"]["python_version"]) == ("main", "3.14")
    flags = plans[target].flutter
    assert flags[flags.index("--build-name") + 1] == app.__version__


def test_a_release_gives_its_own_build_number() -> None:
    assert "41" in plan("aab", ROOT, "--build-number", "41").flutter
    assert "1" in plan("aab").flutter


@pytest.mark.parametrize("target", ["apk", "aab"])
def test_android_may_vibrate_know_a_finger_and_nothing_else(plans: dict[str, Plan], target: str) -> None:
    options = plans[target].template["options"]
    assert options["android_permissions"] == {
        "android.permission.INTERNET": False,
        "android.permission.ACCESS_NETWORK_STATE": False,
        "android.permission.VIBRATE": True,
        "android.permission.USE_BIOMETRIC": True,
    }
    assert options["android_features"] == {
        "android.software.leanback": False,
        "android.hardware.touchscreen": False,
    }
    assert (options["android_providers"], options["android_meta_data"]) == ({}, {})
    assert options["deep_linking"] == {"scheme": None, "host": None}


@pytest.mark.parametrize("target", ["apk", "aab"])
def test_android_backs_up_no_record_of_health(plans: dict[str, Plan], target: str) -> None:
    application = plans[target].template["pyproject"]["tool"]["flet"]["android"]["manifest_application"]
    assert application == {"allowBackup": "false", "fullBackupContent": "false", "supportsRtl": "true"}


def test_android_is_built_for_the_processors_python_has_and_fits_a_small_machine(plans: dict[str, Plan]) -> None:
    options = plans["apk"].template["options"]
    assert options["target_arch"] == ["arm64-v8a", "x86_64"]
    assert options["android_gradle_properties"] == {
        "org.gradle.jvmargs": "-Xmx4G -XX:MaxMetaspaceSize=1G -XX:+HeapDumpOnOutOfMemoryError",
        "android.useAndroidX": "true",
    }
    assert "android-arm64,android-x64" in plans["apk"].flutter


@pytest.mark.parametrize("target", ["ipa", "ios-simulator"])
def test_ios_asks_for_nothing_but_what_the_store_demands(plans: dict[str, Plan], target: str) -> None:
    assert plans[target].template["options"]["info_plist"] == {
        "CFBundleLocalizations": ["en", "es", "fr", "ar"],
        "ITSAppUsesNonExemptEncryption": True,
        "NSFaceIDUsageDescription": (
            "To open Leuko with your face instead of the PIN, if you chose that in the settings."
        ),
        "NSPhotoLibraryUsageDescription": (
            "Only when you open a picture as a file. Leuko does not look through your photos."
        ),
    }


def test_ios_says_that_it_encrypts_just_when_it_carries_what_encrypts(plans: dict[str, Plan]) -> None:
    names = {one.split("==")[0] for one in plans["ipa"].requirements}
    said = plans["ipa"].template["options"]["info_plist"]["ITSAppUsesNonExemptEncryption"]
    assert said is bool(names & {"cryptography", "pynacl", "pycryptodome", "pyrage"})


def test_every_catalog_is_a_language_that_ios_is_told_of(plans: dict[str, Plan]) -> None:
    told = set(plans["ipa"].template["options"]["info_plist"]["CFBundleLocalizations"])
    written = {path.stem for path in (ROOT / "content" / "locale").glob("*.po")}
    written |= {path.name for path in (ROOT / "content").iterdir() if (path / "article").is_dir()}
    assert written - told == set()


@pytest.mark.parametrize("target", PHONES)
def test_the_splash_is_the_ground_of_the_first_screen(plans: dict[str, Plan], target: str) -> None:
    splash = plans[target].template["splash"]
    assert (splash["color"], splash["dark_color"]) == (colours.LIGHT.surface, colours.DARK.surface)
    assert plans[target].template["adaptive_icon_background"] == "#0b6b6b"


def test_the_web_settings_use_no_other_origin(plans: dict[str, Plan]) -> None:
    said = plans["web"].template
    assert (said["no_cdn"], said["web_renderer"], said["route_url_strategy"]) == (True, "canvaskit", "hash")


TOP = ["LICENSE", "app", "assets", "content", "main.py"]


@pytest.mark.parametrize("target", PHONES)
def test_the_package_holds_the_app_and_nothing_else(plans: dict[str, Plan], target: str) -> None:
    files = packed(plans[target].excluded)
    said = "Name what is new in [tool.flet.app] exclude, or here when people need it."
    assert sorted({name.split("/")[0] for name in files}) == TOP, said
    wanted = {"main.py", "app/start.py", "content/ranges.toml", "content/en/quiz.toml", "assets/pictures/anc.svg"}
    assert wanted - set(files) == set()
    assert [name for name in files if name.endswith((".pyc", ".lock")) or "__pycache__" in name] == []


def test_the_package_holds_every_module_and_every_word(plans: dict[str, Plan]) -> None:
    sources = [*(ROOT / "app").rglob("*.py"), *(ROOT / "content").rglob("*.toml")]
    assert {path.relative_to(ROOT).as_posix() for path in sources} - set(packed(plans["apk"].excluded)) == set()


def test_what_icons_are_made_from_stays_out_of_the_package(plans: dict[str, Plan]) -> None:
    pictures = [name for name in packed(plans["ipa"].excluded) if name.startswith("assets/")]
    assert sorted({name.split("/")[1] for name in pictures}) == ["fonts", "pictures"]


def test_caches_and_environments_that_lie_about_are_left_out(tmp_path: Path) -> None:
    for name in ("main.py", "pyproject.toml"):
        (tmp_path / name).write_text((ROOT / name).read_text())
    for name in (".env", "app/__pycache__/start.pyc", "tests/test_a.py", "build/web/index.html", "app/start.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert packed(plan("apk", tmp_path).excluded, tmp_path) == ["app/start.py", "main.py"]


def test_a_wrong_setting_is_refused_in_fletcli_s_words(tmp_path: Path) -> None:
    (tmp_path / "main.py").touch()
    wrong = (ROOT / "pyproject.toml").read_text().replace('"android.permission.VIBRATE" = true', '"a.b" = "yes"')
    (tmp_path / "pyproject.toml").write_text(wrong)
    with pytest.raises(RefusedError, match=r"Invalid Android permission value for a\.b"):
        plan("apk", tmp_path)
    (tmp_path / "main.py").unlink()
    with pytest.raises(RefusedError, match=r"main\.py not found"):
        plan("ipa", tmp_path)


def test_looking_leaves_nothing_behind(plans: dict[str, Plan]) -> None:
    assert plans["apk"].environment["SERIOUS_PYTHON_BUNDLE_ID"] == "org.leukocompanion.leuko"
    assert not (ROOT / "build" / ".python-version").exists()
    assert "FLET_PYTHON_BUILD_MANIFEST" not in os.environ


def test_only_the_keys_that_flet_reads_are_set() -> None:
    said = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["flet"]
    assert "deep_linking" not in said  # Flet reads it below a platform only
    assert "version" not in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
