"""The built site in a real Chromium: a server that can be stopped, and a page driven by what a screen reader would hear.

Anything wrong is collected as it happens: a request to another origin, an error on the console, a button without a name.
"""

import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Locator, Page, Request, sync_playwright

from tools.provide import CHROMIUM_FLAGS, chromium
from tools.web.serve import Server, server

BUILT = Path(__file__).parents[2] / "build" / "web"
HARMLESS = re.compile(r"GPU stall|WebGL|swiftshader|Failed to create WebGL|net::ERR_CONNECTION_REFUSED", re.I)
"""What the browser says about drawing without a graphics card, and about a server that was stopped on purpose."""
SLOW = 90_000
PHONE = {"width": 390, "height": 844}


class Site:
    """`build/web`, served on loopback until `stop`; it can be started again on the same address."""

    def __init__(self, folder: Path = BUILT, prefix: str = "", **options: Any) -> None:
        assert (folder / "index.html").exists(), "Build the site first: make web"
        self.folder, self.prefix, self.options = folder, prefix, options
        self.port = 0
        self.web: Server | None = None

    def start(self) -> Self:
        """Serve; the first start takes a free port, later ones the same."""
        self.web = server(self.folder, self.port, self.prefix, **self.options)
        self.port = self.web.server_address[1]
        threading.Thread(target=self.web.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def stop(self) -> None:
        """Refuse every connection from now on."""
        if self.web:
            self.web.shutdown()
            self.web.server_close()
        self.web = None

    @property
    def address(self) -> str:
        """Where the site is."""
        return f"http://localhost:{self.port}{self.prefix}/"


class Visitor:
    """A person at the site. Names are those the accessibility tree gives; there are no pixels here."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page, self.site = page, site
        self.wrong: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.wrong.append(f"page error: {error}"))
        page.context.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not HARMLESS.search(message.text):
            self.wrong.append(f"console: {message.text[:300]}")

    def _asked(self, request: Request) -> None:
        home = self.site.address.split("/", 3)[2]
        if not re.match(rf"(?:data|blob):|https?://{re.escape(home)}/", request.url):
            self.wrong.append(f"another origin: {request.url}")

    def open(self, route: str = "") -> None:
        """Go to the site (or to a place in it) and wait until the app answers."""
        self.page.goto(self.site.address + (f"#{route}" if route else ""))
        self.ready()

    def ready(self) -> None:
        """Wait for the app itself; on the readable first page, ask for it as a person would."""
        opener = self.page.locator("#open")
        app = self.page.locator("html.open flt-semantics-host").locator("[role=button], [role=tab]")
        for _ in range(SLOW // 250):
            if app.count():
                return
            if opener.count() and opener.is_visible() and opener.is_enabled():
                with suppress(Error):  # the app may take its place at this very moment
                    opener.click(timeout=2000, force=True)
            self.page.wait_for_timeout(250)
        raise AssertionError(f"the app did not open: {self.page.inner_text('body')[:500]}")

    def reload(self) -> None:
        """Load the page again."""
        self.page.reload()
        self.ready()

    def tab(self, name: str) -> None:
        """Choose one of the five places."""
        self.page.get_by_role("tab", name=name).click()
        self.page.wait_for_timeout(600)

    def press(self, name: str, exact: bool = False) -> None:
        """Press a button by its name."""
        self.button(name, exact).click(timeout=20_000)
        self.page.wait_for_timeout(500)

    def button(self, name: str, exact: bool = False) -> Locator:
        """The first button of that name."""
        return self.page.get_by_role("button", name=name, exact=exact).first

    def choose(self, name: str) -> None:
        """Choose a radio row."""
        self.page.get_by_role("radio", name=name).first.click(timeout=20_000)
        self.page.wait_for_timeout(300)

    def tick(self, name: str) -> None:
        """Tick a box."""
        self.page.get_by_role("checkbox", name=name).first.click(timeout=20_000)
        self.page.wait_for_timeout(300)

    def type(self, field: str, text: str) -> None:
        """Type into a field as a person does, key by key, in place of what it holds."""
        box = self.page.get_by_role("textbox", name=field, exact=True).first
        box.click(timeout=20_000)
        self.page.wait_for_timeout(250)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text, delay=25)
        self.page.wait_for_timeout(400)

    def sees(self, words: str, within: int = 20_000) -> bool:
        """Whether a screen reader would find *words* on the screen before long."""
        for _ in range(max(1, within // 250)):
            if words in self.text():
                return True
            self.page.wait_for_timeout(250)
        return False

    def text(self) -> str:
        """All that a screen reader would say of this screen."""
        host = self.page.locator("flt-semantics-host")
        return re.sub(r"\s+", " ", host.aria_snapshot()) if host.count() else self.page.inner_text("body")

    def nameless(self) -> list[str]:
        """Buttons and fields on this screen that a screen reader cannot name."""
        found: list[str] = self.page.evaluate(NAMELESS)
        return found


NAMELESS = """() => [...document.querySelectorAll(
  'flt-semantics-host [role=button], flt-semantics-host [role=checkbox], flt-semantics-host [role=radio], ' +
  'flt-semantics-host [role=tab], flt-semantics-host input, flt-semantics-host textarea')]
  .filter(e => !(e.getAttribute('aria-label') || e.textContent.trim() || e.getAttribute('aria-labelledby')))
  .map(e => e.outerHTML.slice(0, 200))"""


@contextmanager
def visiting(site: Site, flags: Iterable[str] = (), **context: Any) -> Iterator[Visitor]:
    """A visitor with a fresh profile, at a phone's size; nothing may be wrong when they leave. *flags*: the browser's."""
    options = {"viewport": PHONE, "accept_downloads": True, "locale": "en-GB", **context}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*CHROMIUM_FLAGS, *flags])
        inside: BrowserContext = browser.new_context(**options)
        visitor = Visitor(inside.new_page(), site)
        try:
            yield visitor
        finally:
            browser.close()
    assert visitor.wrong == []
