"""Browsers of other engines, driven by their makers' own drivers: Firefox as Debian and everybody has it, and WebKit, which
Safari and every browser on an iPhone are made of, in its small browser for Linux.

Both are driven alike, by five words. Where one is missing, `missing` says so in a sentence.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

WAIT = 120
"""Seconds, for a machine that draws without a graphics card."""
MINI = "/usr/lib/*/webkit2gtk-4.1/MiniBrowser"
HERE = "//flt-semantics[@role='button'][contains(., '{words}')]"


class Engine:
    """A window: *driver* finds elements and runs scripts; Selenium and Marionette name almost everything alike."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def ask(self, expression: str) -> Any:
        """What *expression* is in the page; promises are awaited."""
        script = f"const done = arguments[arguments.length - 1]; Promise.resolve({expression}).then(done, String);"
        return self.driver.execute_async_script(script)

    def until(self, expression: str) -> None:
        """Wait until *expression* holds."""
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            if self.ask(expression) is True:
                return
            time.sleep(0.25)
        raise AssertionError(f"never so: {expression}; {self.ask('document.body.innerText.slice(0, 400)')}")

    def open(self, address: str) -> None:
        """Go there, and wait for the app as a person does who came for it."""
        go = getattr(self.driver, "get", None) or self.driver.navigate
        go(address)
        self.until(
            "(document.querySelector('#open:not(:disabled)')?.offsetParent && document.querySelector('#open').click(),"
            " document.documentElement.classList.contains('open') && !!document.querySelector('flt-semantics'))"
        )

    def press(self, words: str) -> None:
        """Press the button that has these words."""
        self._found("xpath", HERE.format(words=words)).click()
        time.sleep(1)

    def type(self, name: str, text: str) -> None:
        """Type into the field of this name, by the keyboard."""
        for _ in range(2):  # the first click tells Flutter, which then makes the field
            self._found("css selector", f"input[aria-label='{name}']").click()
            time.sleep(0.7)
        self._found("css selector", f"input[aria-label='{name}']").send_keys(text)
        time.sleep(1)

    def _found(self, by: str, what: str) -> Any:
        end = time.monotonic() + WAIT
        while True:
            try:
                return self.driver.find_element(by, what)
            except Exception:
                if time.monotonic() > end:
                    raise
                time.sleep(0.25)

    def sees(self, words: str) -> bool:
        """Whether a screen reader would find *words* before long."""
        with suppress(AssertionError):
            self.until(f"document.querySelector('flt-semantics-host').textContent.includes({words!r})")
            return True
        return False


def firefox() -> str | None:
    """The path of a Firefox, or None."""
    return os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")


def webkit() -> str | None:
    """The path of WebKit's small browser, or None where it, its driver, or a screen without a screen is missing."""
    found = next(Path("/").glob(MINI[1:]), None)
    return str(found) if found and shutil.which("WebKitWebDriver") and shutil.which("Xvfb") else None


@contextmanager
def a_firefox(path: str) -> Iterator[Engine]:
    """A new Firefox without a window, in English."""
    from marionette_driver.marionette import Marionette

    driver = Marionette(bin=path, headless=True, gecko_log="-", prefs={"intl.accept_languages": "en-GB"})
    driver.start_session()
    driver.timeout.script = WAIT
    driver.set_window_rect(width=400, height=880)
    try:
        yield Engine(driver)
    finally:
        driver.delete_session()
        driver.cleanup()


@contextmanager
def a_webkit(path: str) -> Iterator[Engine]:
    """A new WebKit on a screen of its own that nobody sees. It says that it speaks "C", which is no language."""
    from selenium import webdriver
    from selenium.webdriver.webkitgtk.options import Options
    from selenium.webdriver.webkitgtk.service import Service

    with _screen() as display, tempfile.TemporaryDirectory() as home:
        quiet = {"WEBKIT_DISABLE_COMPOSITING_MODE": "1", "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
        env = {**os.environ, **quiet, "DISPLAY": display, "LANG": "C", "HOME": home, "XDG_DATA_HOME": home,
               "XDG_CACHE_HOME": home, "LIBGL_ALWAYS_SOFTWARE": "1"}  # fmt: skip
        options = Options()
        options.binary_location = path
        options.add_argument("--automation")
        driver = webdriver.WebKitGTK(options=options, service=Service(shutil.which("WebKitWebDriver"), env=env))
        driver.set_script_timeout(WAIT)
        driver.set_window_size(420, 900)
        try:
            yield Engine(driver)
        finally:
            driver.quit()


@contextmanager
def _screen() -> Iterator[str]:
    reads, writes = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1000x1000x24"],
        pass_fds=[writes], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        os.close(writes)
        with os.fdopen(reads) as said:
            yield f":{said.readline().strip()}"
    finally:
        screen.terminate()
        screen.wait()
