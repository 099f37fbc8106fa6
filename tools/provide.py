"""Programs the tests drive that are no Python packages: a Chromium, two PDF readers; Firefox and WebKit where they are.

Looked for in this order: what the system has, what playwright brings, what Debian packages. What cannot be had is
said in one sentence.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PROGRAMS = {"qpdf": "qpdf", "pdftotext": "poppler-utils", "pdftoppm": "poppler-utils"}
ENGINES = {"firefox-esr": "firefox-esr", "WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"}
"""Other engines, and a screen for one of them; their tests are skipped without them, and say so."""
QUIET = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run")
OFFLINE = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)
CHROMIUM_FLAGS = (*QUIET, *OFFLINE)
"""For a headless browser that speaks to nobody but our own server."""


def chromium() -> str | None:
    """The path of a Chromium on this machine, or None."""
    system = next((found for name in CHROMIUMS if (found := shutil.which(name))), None)
    return os.environ.get("CHROMIUM") or system or _playwrights()


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _from_debian(*packages: str) -> bool:
    if not shutil.which("apt-get"):
        return False
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and not shutil.which("sudo"):
        return False
    print(f"Installing {', '.join(packages)} from the system's packages …", flush=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", *packages])
    return all(
        not subprocess.run([*sudo, *step], env=env, check=False, stdout=subprocess.DEVNULL).returncode for step in steps
    )


def _from_playwright() -> bool:
    print("Fetching playwright's own Chromium …", flush=True)
    step = [sys.executable, "-m", "playwright", "install", "chromium"]
    return not subprocess.run(
        step, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600
    ).returncode


def main() -> None:
    """Find or install every program; exit with a sentence when one cannot be had."""
    if not chromium() and not (_from_playwright() and chromium()) and not (_from_debian("chromium") and chromium()):
        sys.exit(
            "The browser tests need Chromium, and none could be found or installed. Install it, or set CHROMIUM=path."
        )
    missing = sorted({package for program, package in PROGRAMS.items() if not shutil.which(program)})
    if missing and not _from_debian(*missing):
        sys.exit(f"The PDF tests need {', '.join(missing)}. Install them with the system's package manager.")
    wanted = sorted({package for program, package in ENGINES.items() if not shutil.which(program)})
    if wanted and not _from_debian(*wanted):
        print("Firefox and WebKit could not be had; the tests of the app in them will be skipped.")


if __name__ == "__main__":
    main()
