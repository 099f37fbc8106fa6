"""The first page is readable before anything else works: without scripts, in an old browser, and when the app cannot load."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.web.site import PHONE, Site
from tools.provide import CHROMIUM_FLAGS, chromium

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

RULE = "38.0 °C (100.4 °F) or more"
ADVICE = "Call your care team"


@contextmanager
def page_of(site: Site, script: str = "", **context: Any) -> Iterator[Page]:
    """The site's page, with *script* run before any of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(CHROMIUM_FLAGS))
        inside = browser.new_context(viewport=PHONE, **context)
        if script:
            inside.add_init_script(script)
        page = inside.new_page()
        page.goto(site.address)
        try:
            yield page
        finally:
            browser.close()


def test_without_scripts_the_rule_the_advice_and_the_article_are_there(site: Site) -> None:
    with page_of(site, java_script_enabled=False) as page:
        words = page.inner_text("main")
        assert RULE in words
        assert ADVICE in words
        assert page.locator("main section h2").count() >= 30
        assert page.locator("main a[href^='#']").count() >= 30


@pytest.mark.parametrize(
    ("script", "missing"),
    [
        ("delete globalThis.WebAssembly", "WebAssembly"),
        ("Object.defineProperty(globalThis, 'indexedDB', { value: undefined })", "keeps nothing on the device"),
        ("delete globalThis.Worker", "browser"),
    ],
)
def test_a_browser_that_lacks_something_keeps_the_page_and_is_told_what(site: Site, script: str, missing: str) -> None:
    with page_of(site, script) as page:
        page.wait_for_timeout(1500)
        assert RULE in page.inner_text("main")
        assert page.locator("#state").is_visible()
        assert missing in page.inner_text("#state")


def test_when_the_app_cannot_be_loaded_the_page_says_so_and_stays(site: Site) -> None:
    with page_of(site, service_workers="block") as page:
        page.context.route("**/main.dart.js", lambda route: route.fulfill(status=500, body="broken"))
        page.context.route("**/python/**", lambda route: route.fulfill(status=500, body="broken"))
        page.reload()
        page.locator("#again").wait_for(state="visible", timeout=60_000)
        assert "The app could not start." in page.inner_text("#state")
        assert RULE in page.inner_text("main")


def test_the_first_page_holds_at_320_pixels_and_double_text(site: Site) -> None:
    double = "addEventListener('DOMContentLoaded', () => document.documentElement.style.fontSize = '200%')"
    with page_of(site, double) as page:
        page.set_viewport_size({"width": 320, "height": 700})
        page.wait_for_timeout(500)
        assert page.evaluate("document.querySelector('main').scrollWidth") <= 320
