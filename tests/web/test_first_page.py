"""The first page is readable before anything else works: without scripts, in an old browser, and when the app cannot load."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from app import content, words
from tests.web.site import BUILT, PHONE, Site, visiting
from tools.content import CONTENT
from tools.provide import CHROMIUM_FLAGS, chromium
from tools.web import page as first_page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

LANGUAGES = first_page.languages(CONTENT.parent)
RULE = "38.0 °C (100.4 °F) or more"
ADVICE = "Call your care team"


@contextmanager
def page_of(site: Site, script: str = "", at: str = "", **context: Any) -> Iterator[Page]:
    """The site's page, or the one *at* an address in it, with *script* run before any of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(CHROMIUM_FLAGS))
        inside = browser.new_context(viewport=PHONE, **context)
        if script:
            inside.add_init_script(script)
        page = inside.new_page()
        page.goto(site.address + at)
        try:
            yield page
        finally:
            browser.close()


def until(page: Page, true: str) -> None:
    """Wait for an expression; the page's policy forbids Playwright's own way of waiting for one."""
    for _ in range(300):
        if page.evaluate(true):
            return
        page.wait_for_timeout(200)
    raise AssertionError(f"never: {true}")


def test_without_scripts_the_rule_the_advice_and_the_article_are_there(site: Site) -> None:
    with page_of(site, java_script_enabled=False) as page:
        words = page.inner_text("main")
        assert RULE in words
        assert ADVICE in words
        assert page.locator("main section h2").count() >= 30
        assert page.locator("main a[href^='#']").count() >= 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_every_language_has_its_page_and_the_way_to_the_others(site: Site, language: str) -> None:
    with words.speaking(language):
        card, rtl = content.load(CONTENT, language).fever, words.right_to_left()
    with page_of(site, at=first_page.name(language), java_script_enabled=False) as page:
        root = page.locator("html")
        assert (root.get_attribute("lang"), root.get_attribute("dir")) == (language, "rtl" if rtl else "ltr")
        assert card.title in page.inner_text("main")
        rule = page.inner_text(".rule").replace("\u00a0", " ")  # from right to left a number never parts from its unit
        assert "38.0 °C" in rule or "38,0 °C" in rule
        assert page.locator("main section h2").count() >= 30
        links = page.locator(".languages a")
        assert [one.inner_text() for one in links.all()] == [words.NAMES[one] for one in LANGUAGES]
        assert page.locator(".languages [aria-current=page]").get_attribute("lang") == language
        for other in LANGUAGES:
            page.locator(f".languages a[hreflang={other}]").click()
            assert root.get_attribute("lang") == other


def test_no_page_holds_a_sentence_of_another_language_that_is_translated() -> None:
    """What the page says around the article comes out of the catalog, all of it."""
    for language in LANGUAGES:
        with words.speaking(language):
            said = {key: words._(sentence) for key, sentence in first_page.WORDS.items()}
        html = (BUILT / first_page.name(language)).read_text(encoding="utf-8")
        assert json.loads(re.findall(r'id="words">(.*?)</script>', html)[0]) == said


WATCH = """addEventListener('DOMContentLoaded', () => sessionStorage.setItem('seen', (sessionStorage.getItem('seen') ?? '') +
  ` ${document.documentElement.lang}:${getComputedStyle(document.body).visibility}`))"""
"""Which pages were there, and whether anybody could see them."""


def test_a_browser_in_another_language_gets_that_page_and_never_sees_the_first(site: Site) -> None:
    asked: list[str] = []
    with page_of(site, WATCH, at="favicon.png", locale="es-MX") as page:
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{site.address}#/learn")
        page.wait_for_url("**/es.html#/learn")
        page.locator("#progress").wait_for()
        seen = page.evaluate("sessionStorage.getItem('seen')").split()[1:]
        assert "en:visible" not in seen  # the English page may be gone before it was noted at all
        assert seen[-1] == "es:visible"
        until(page, "python.worker !== null")
        assert sum("python/worker.js" in url for url in asked) == 1


def test_a_language_nobody_has_written_gets_english(site: Site) -> None:
    with page_of(site, WATCH, locale="ja-JP") as page:
        assert page.evaluate("pageStays")
        assert page.evaluate("sessionStorage.getItem('seen')").split() == ["en:visible"]


STALLED = """const real = fetch;
globalThis.fetch = (asked, more) => String(asked).endsWith("fr.html")
  ? Promise.resolve(new Response(new ReadableStream({ start: (page) => page.enqueue(new Uint8Array(9)) })))
  : real(asked, more);"""


@pytest.mark.parametrize("answer", ["missing", "cut", "never", "stalled"])
def test_when_the_other_page_does_not_come_english_is_shown_and_the_app_loads(site: Site, answer: str) -> None:
    with page_of(site, at="favicon.png", locale="fr-FR", service_workers="block") as page:
        broken = {"missing": lambda r: r.fulfill(status=404), "cut": lambda r: r.abort(), "never": lambda r: None}
        if answer == "stalled":  # the headers come, the page does not
            page.add_init_script(STALLED)
        else:
            page.route("**/fr.html", broken[answer])
        page.goto(site.address)
        until(page, "python.worker !== null")
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.locator(".rule").is_visible()


def test_the_page_chosen_by_hand_is_the_one_of_the_next_visit(site: Site) -> None:
    with page_of(site, locale="es-ES") as page:
        page.wait_for_url("**/es.html")
        page.locator(".languages a[hreflang=en]").click()
        page.wait_for_url("**/index.html?en")
        page.goto(site.address)
        assert page.evaluate("pageStays")
        assert page.locator("html").get_attribute("lang") == "en"
        page.locator(".languages a[hreflang=fr]").click()
        page.goto(site.address)
        page.wait_for_url("**/fr.html")


def test_the_app_behind_a_page_speaks_its_language_and_goes_on_at_its_place(site: Site) -> None:
    with visiting(site) as visitor:
        page = visitor.page
        page.goto(f"{site.address}es.html")
        page.evaluate("document.querySelector('#anc').scrollIntoView()")
        visitor.ready()
        assert page.evaluate("location.hash") == "#/learn/anc"
        assert visitor.sees(content.load(CONTENT, "es").article.section("anc").title)  # type: ignore[union-attr]
        assert page.locator("html").get_attribute("lang") == "es"


def test_the_language_chosen_in_the_app_is_the_one_of_the_next_first_page(site: Site) -> None:
    with visiting(site) as visitor:
        page = visitor.page
        visitor.open()
        visitor.press("I understand, begin")
        page.evaluate("location.hash = '#/settings'")
        visitor.press("Language")
        page.get_by_role("menuitem", name="Español", exact=True).click()
        until(page, "document.documentElement.lang === 'es'")
        assert page.evaluate("Object.entries(localStorage).filter(([key]) => key.includes('language'))") == [
            ["leuko-language", "es"]
        ]
        page.goto(site.address)
        page.wait_for_url("**/es.html*")
        visitor.ready()
        assert visitor.sees("Inicio")


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_holds_at_320_pixels_and_double_text(site: Site, language: str) -> None:
    double = "addEventListener('DOMContentLoaded', () => document.documentElement.style.fontSize = '200%')"
    with page_of(site, double, at=f"{first_page.name(language)}?{language}") as page:
        page.set_viewport_size({"width": 320, "height": 700})
        page.wait_for_timeout(500)
        assert page.evaluate("document.querySelector('main').scrollWidth") <= 320
