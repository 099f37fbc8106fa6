"""The very files of the package, compiled, with packages in a zip, in a process that may do what an app on a phone may."""

import compileall
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest

from tests.store.vectors import EXPECTED
from tools.mobile import wheels
from tools.mobile.plan import ROOT, packed, plan

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("phone")]
PHONES = ("android", "ios")


def compiled() -> Path:
    """A folder with the compiled packages in the very versions that phones carry, fetched once."""
    pins = [f"{name}=={row['android']}" for name, row in wheels.table().items() if row["kind"] == "compiled"]
    folder = ROOT / ".cache" / f"phone-{hashlib.sha256(' '.join(pins).encode()).hexdigest()[:12]}"
    if not (folder / ".done").exists():
        pip = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "-q",
            "--no-deps",
            "--only-binary=:all:",
            "--target",
            str(folder),
        ]
        subprocess.run([*pip, *pins], check=True)
        (folder / ".done").touch()
    return folder


def collect(folder: Path) -> Path:
    """The app's packages as an Android build lays them: Python in `site.zip`, compiled ones on disk."""
    (folder / "disk").symlink_to(compiled())
    settings = wheels.project()
    rows = wheels.table()
    with zipfile.ZipFile(folder / "site.zip", "w") as archive:
        for name in sorted(wheels.needed("android", wheels.wanted(settings, "android"))):
            for file in distribution(name).files or []:
                source = Path(str(file.locate()))
                if file.parts[0] == ".." or source.suffix == ".pyc":
                    continue
                if rows[name]["kind"] != "compiled" and source.suffix != ".so":
                    archive.write(source, str(file))
        folders = {parent for name in archive.namelist() for parent in Path(name).parents} - {Path()}
        for one in sorted(folders):  # a package without __init__.py is found by its folder's entry only
            archive.mkdir(str(one))
    return folder


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return collect(tmp_path_factory.mktemp("packages"))


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the package holds, compiled as Flet compiles it: no source is left."""
    folder = tmp_path_factory.mktemp("app")
    for name in packed(plan("apk").excluded):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    assert compileall.compile_dir(folder, quiet=2, legacy=True)
    for source in folder.rglob("*.py"):
        source.unlink()
    return folder


class Phone:
    """One phone with the app on it; every call is a new start of the app."""

    def __init__(self, platform: str, app: Path, packages: Path, storage: Path) -> None:
        self.platform, self.app, self.packages, self.storage = platform, app, packages, storage
        storage.mkdir(exist_ok=True)

    def start(self, step: str) -> dict[str, Any]:
        """Start the app, take a step of `tests/mobile/phone.py`, and tell what it says."""
        program = Path(__file__).with_name("phone.py")
        command = [sys.executable, "-I", "-S", program, self.app, self.packages, self.storage, self.platform, step]
        done = subprocess.run([str(one) for one in command], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-3000:]
        said: dict[str, Any] = json.loads(done.stdout)
        assert (said["crashes"], said["platform"]) == ([], self.platform)
        return said


@pytest.fixture(params=PHONES)
def phone(request: pytest.FixtureRequest, shipped: Path, packages: Path, tmp_path: Path) -> Phone:
    return Phone(request.param, shipped, packages, tmp_path / "storage")


def test_a_result_is_typed_kept_and_still_there_after_a_restart(phone: Phone) -> None:
    first = phone.start("add")
    assert (first["from"], first["zipped"]) == ("__init__.pyc", "zipimporter")
    carried = {name: wheels.table()[name][phone.platform] for name in ("pydantic", "msgpack")}
    assert first["versions"] == carried | {"cryptography": None}, "what encrypts is loaded when it is needed"
    slip = {"wbc": ["1,2", "10*9/L"], "haemoglobin": ["9.8", "g/dL"]}
    assert first["kept"] == [slip]
    assert sorted(path.name for path in phone.storage.iterdir()) == ["record"]
    again = phone.start("look")
    assert again["kept"] == [slip]
    assert "1.2" in again["outline"]
    assert first["refused"] + again["refused"] == []


def test_half_a_value_survives_the_system_taking_the_app_away(phone: Phone) -> None:
    phone.start("begin")
    phone.start("half")
    assert 'TextField "WBC" = 0,' in phone.start("back")["outline"]


def test_the_pdf_is_made_from_what_the_package_holds_and_handed_to_the_share_sheet(phone: Phone) -> None:
    phone.start("add")
    said = phone.start("share")
    assert [text for text in said["texts"] if text.startswith("The page is ready: ")] != []
    assert "share_files" in said["calls"]
    assert said["refused"] == []


def test_every_place_opens_from_the_package(phone: Phone) -> None:
    phone.start("add")
    said = phone.start("tour")
    assert len(said["seen"]) == 9
    assert [text for text in said["seen"] if len(text) < 80 or "could not be shown" in text] == []
    assert said["refused"] == []


def test_what_a_phone_cannot_do_is_not_offered_there(phone: Phone) -> None:
    phone.start("begin")
    said = phone.start("settings")
    assert "Passphrase (optional)" in said["outline"]
    assert "This browser" not in "".join(said["texts"])


def test_a_record_is_sealed_and_opened_by_the_very_version_that_phones_carry(phone: Phone) -> None:
    phone.start("seal")
    kept = b"".join(path.read_bytes() for path in phone.storage.rglob("*") if path.is_file())
    assert (b"9.8" in kept, b"haemoglobin" in kept, b"sealed" in kept) == (False, False, True)
    again = phone.start("open_sealed")
    assert "9.8" not in again["seen"][0]
    assert again["kept"] == [{"wbc": ["1,2", "10*9/L"], "haemoglobin": ["9.8", "g/dL"]}]
    assert again["versions"]["cryptography"] == wheels.table()["cryptography"][phone.platform]
    assert again["refused"] == []


def test_every_backend_agrees_on_the_same_keys_and_texts(phone: Phone) -> None:
    said = phone.start("vectors")
    assert said["versions"]["cryptography"] == wheels.table()["cryptography"][phone.platform]
    assert said["seen"] == EXPECTED


def test_a_phone_whose_encryption_does_not_start_goes_on_and_says_so(phone: Phone, packages: Path) -> None:
    phone.start("seal")
    broken = phone.storage.parent / "packages"
    (broken / "disk").mkdir(parents=True)
    (broken / "site.zip").symlink_to(packages / "site.zip")
    for part in (packages / "disk").iterdir():
        if part.name != "cryptography":
            (broken / "disk" / part.name).symlink_to(part)
    (broken / "disk" / "cryptography.py").write_text("raise RuntimeError('the wheel is for another phone')")
    phone.packages = broken
    said = phone.start("begin_again")
    assert [text for text in said["texts"] if text.startswith("This device cannot open the encrypted record")] != []
    assert "Open the fever card" in said["outline"]
    phone.storage = phone.storage.parent / "another"
    phone.storage.mkdir()
    phone.start("begin")
    said = phone.start("settings")
    assert "Passphrase (optional)" not in said["outline"]
    assert [text for text in said["texts"] if text.startswith("This device cannot encrypt, so a backup")] != []
    assert "A screen lock only, because this device cannot encrypt the record." in said["texts"]


def test_the_guard_refuses_what_a_phone_refuses(tmp_path: Path) -> None:
    (tmp_path / "storage").mkdir()
    program = """
import socket, subprocess, sys, threading, os
sys.path.insert(0, sys.argv[2])
import phone
from pathlib import Path
phone.guard(Path(sys.argv[1]) / "storage")
Path(sys.argv[1], "storage", "ok").write_text("ok")
for attempt in (
    lambda: Path(sys.argv[1], "no").write_text("no"), lambda: os.mkdir(Path(sys.argv[1]) / "no"),
    lambda: socket.create_connection(("127.0.0.1", 1)), lambda: subprocess.run(["true"]), threading.Thread().start,
):
    try:
        attempt()
    except (OSError, RuntimeError):
        pass
print(phone.REFUSED)
"""
    here = str(Path(__file__).parent)
    done = subprocess.run([sys.executable, "-c", program, tmp_path, here], capture_output=True, text=True)
    assert done.stdout.strip() == str(["open no", "os.mkdir no", "socket.getaddrinfo", "subprocess.Popen", "thread"]), (
        done.stderr
    )
    assert [path.name for path in (tmp_path / "storage").iterdir()] == ["ok"]
