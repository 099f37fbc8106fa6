"""Installing where things go wrong: a link that keeps breaking, a full device, a second tab, another path, a plain proxy."""

import json
import random
import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from tests.web.site import BUILT, PHONE, Site
from tests.web.test_updates import SLOW, Host, look_for_update, release, until_whole, visit
from tests.web.test_updates import host as host  # a fixture
from tools.provide import CHROMIUM_FLAGS, chromium
from tools.web import page as page_words
from tools.web.serve import Handler, Server

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

CUTS = 20
DOWN = 0.3
"""Seconds the link stays cut."""
PIECE = 16_384


class Link(Server):
    """The built site behind a link that breaks each time the bytes sent so far pass the next of `moments`.

    Every connection is torn and new ones are refused, for `DOWN` seconds.
    """

    def __init__(self, moments: list[int]) -> None:
        self.moments, self.sent, self.back = sorted(moments), 0, 0.0
        self.torn = 0
        self.lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), self._handle)
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def _handle(self, *args: Any) -> BaseHTTPRequestHandler:
        return Wire(*args, folder=BUILT.resolve(), prefix="", cache="no-store", packed=True, quiet=True)

    def verify_request(self, request: Any, client_address: Any) -> bool:
        """Whether the link is up."""
        return time.monotonic() >= self.back

    def count(self, size: int) -> None:
        """Add to the bytes sent; at the next moment, cut."""
        with self.lock:
            self.sent += size
            if not self.moments or self.sent < self.moments[0]:
                return
            self.moments.pop(0)
            self.back = time.monotonic() + DOWN
            self.torn += len(self.live)
        self.hang_up()

    @property
    def address(self) -> str:
        """Where the site is."""
        return f"http://localhost:{self.server_address[1]}/"


class Wire(Handler):
    """Sends in pieces, so that a cut falls inside a file."""

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "content-length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        link: Any = self.server
        for at in range(0, len(body), PIECE):
            piece = body[at : at + PIECE]
            self.wfile.write(piece)
            link.count(len(piece))


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """One browser for all the tests here."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=list(CHROMIUM_FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def device(chrome: Browser) -> Iterator[BrowserContext]:
    """A device that was never here before."""
    context = chrome.new_context(viewport=PHONE)
    yield context
    context.close()


def listed(folder: Path) -> dict[str, str]:
    """Path and hash of every file that this kind of browser keeps."""
    found = re.search(r"^const FILES = (\{.*\});", (folder / "sw.js").read_text(encoding="utf-8"), re.M)
    assert found
    return {path: digest for path, (digest, _, when) in json.loads(found[1]).items() if when != 2}


KEPT = """async (files) => {
  const box = 'leuko:' + new URL('./', document.baseURI).pathname;
  const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const wrong = [];
  for (const [path, hash] of files) {
    const own = await caches.match(new URL(path, document.baseURI), { cacheName: `${box}:${hash}` });
    const found = own ?? await caches.match(new URL('.kept/' + hash, document.baseURI), { cacheName: box });
    if (!found || hex(await crypto.subtle.digest('SHA-256', await found.arrayBuffer())) !== hash) wrong.push(path);
  }
  return wrong;
}"""
"""The paths of files that are not kept, or not as they were built."""


def until(page: Page, expression: str, within: int = SLOW) -> None:
    """Wait until *expression* holds; the page's policy lets nothing be evaluated inside it, so it is asked from here."""
    for _ in range(within // 100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never so: {expression}")


def as_a_person_would(page: Page, address: str) -> None:
    """Open the site and go on until all is kept; a page that did not come is loaded again, “Try again” is pressed."""
    for _ in range(SLOW // 250):
        try:
            if not page.evaluate("typeof offline === 'object' && Boolean(navigator.serviceWorker.controller)"):
                page.goto(address, wait_until="domcontentloaded", timeout=10_000)
                until(page, "Boolean(navigator.serviceWorker.controller)", 6_000)
            if page.evaluate("offline.whole === true"):
                return
            if page.locator("#again").is_visible():
                page.locator("#again").click(timeout=2_000)
        except (Error, AssertionError):
            pass  # the link was cut while the page itself came
        page.wait_for_timeout(250)
    raise AssertionError(f"never whole: {page.inner_text('#start')}")


def test_a_link_cut_at_twenty_moments_of_one_install_leaves_it_whole(device: BrowserContext) -> None:
    size = json.loads((BUILT / "sizes.json").read_text(encoding="utf-8"))["first_install_brotli"]
    link = Link(random.Random(20).sample(range(size), CUTS))
    page = device.new_page()
    as_a_person_would(page, link.address)
    assert link.moments == []
    assert link.torn >= CUTS
    assert page.evaluate(KEPT, sorted(listed(BUILT).items())) == []
    link.shutdown()
    link.server_close()
    assert visit(page, link.address) == page.evaluate("version")


def test_a_device_without_room_runs_the_app_from_the_network_and_is_told(host: Host, device: BrowserContext) -> None:
    page = device.new_page()
    quota = {"origin": host.address.rstrip("/"), "quotaSize": 6_000_000}
    device.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", quota)
    page.goto(host.address, wait_until="domcontentloaded")  # from then on there is a place for a word
    until(page, "document.getElementById('notice-text').textContent === words.full")
    assert page.inner_text("#notice").startswith(page_words.WORDS["full"])
    page.wait_for_selector("html.open", state="attached", timeout=SLOW)
    page.wait_for_timeout(1000)
    assert page.evaluate("offline.whole") is None
    assert page.evaluate("offline.state()")["ready"] is False
    free = page.evaluate("navigator.storage.estimate().then(({ usage, quota }) => quota - usage)")
    assert free > 0
    assert visit(page, host.address) == page.evaluate("version")


def test_with_two_tabs_one_takes_the_update_and_the_other_goes_on_until_reloaded(
    host: Host, device: BrowserContext
) -> None:
    one, two = device.new_page(), device.new_page()
    first = visit(one, host.address)
    until_whole(one)
    assert visit(two, host.address) == first
    old = sorted(listed(host.folder).items())
    second = release(host.folder)
    look_for_update(one)
    one.wait_for_selector("#notice-act:not([hidden])", timeout=SLOW)
    with one.expect_navigation(timeout=SLOW):
        one.evaluate("document.getElementById('notice-act').click()")
    one.wait_for_selector("html.open", state="attached", timeout=SLOW)
    assert one.evaluate("version") == second
    until(two, "document.getElementById('notice-text').textContent === words.switched")
    assert two.evaluate("version") == first
    assert two.evaluate(KEPT, old) == []
    with two.expect_navigation(timeout=SLOW):
        two.evaluate("document.getElementById('notice-act').click()")
    two.wait_for_selector("html.open", state="attached", timeout=SLOW)
    assert two.evaluate("version") == second


@pytest.mark.parametrize(
    ("prefix", "packed"), [("/med/app", True), ("", False)], ids=["below a path", "no compression"]
)
def test_the_site_installs_and_starts_offline(device: BrowserContext, prefix: str, packed: bool) -> None:
    site = Site(prefix=prefix, packed=packed).start()
    page = device.new_page()
    version = visit(page, site.address)
    until_whole(page)
    site.stop()
    assert visit(page, site.address) == version
    assert page.evaluate("new URL(navigator.serviceWorker.controller.scriptURL).pathname") == f"{prefix}/sw.js"
