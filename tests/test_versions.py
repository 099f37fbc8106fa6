"""The core holds in the Python that ships to browsers, and under the oldest pydantic a phone may carry."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OLDEST = ("pydantic==2.12.0", "pydantic-core==2.41.1")
"""The lower end of the range in pyproject.toml, and the core it pins."""

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("versions")]


QUICK = {**os.environ, "QUICK": "1"}
"""Properties are tried less often here: what differs is the Python beneath, not the values."""


def oldest_pydantic() -> Path:
    """A folder with the oldest allowed pydantic, fetched once."""
    folder = ROOT / ".cache" / "pydantic-oldest"
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
        subprocess.run([*pip, *OLDEST], check=True)
        (folder / ".done").touch()
    return folder


def test_the_core_holds_in_the_python_that_ships() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.shipped", "-q", "-x", "tests/core"],
        cwd=ROOT, env=QUICK, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert " passed" in done.stdout
    assert "on emscripten" in done.stdout


def test_the_core_holds_under_the_oldest_pydantic_allowed() -> None:
    env = {**QUICK, "PYTHONPATH": str(oldest_pydantic()), "PYTEST_ADDOPTS": ""}
    which = subprocess.run(
        [sys.executable, "-c", "import pydantic; print(pydantic.VERSION)"], env=env, capture_output=True, text=True
    )
    assert which.stdout.strip() == "2.12.0"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-m", "not slow", "tests/core"],
        cwd=ROOT, env=env, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]


def test_a_failing_test_fails_in_the_python_that_ships() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.shipped", "-q", "no_such_folder"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode != 0
