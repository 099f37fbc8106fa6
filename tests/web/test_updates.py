"""How the site is kept on a device: installs that meet trouble, updates that arrive whole or not at all."""

import re
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.web.site import BUILT
from tools.provide import CHROMIUM_FLAGS, chromium
from tools.web import offline
from tools.web.serve import Handler, Server

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("chromium")]
SLOW = 120_000


class Host(Server):
    """A web host that can be told to misbehave: `faults` maps a path to what to send instead, once for each entry."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: dict[str, list[str]] = {}
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), self._handle)
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def _handle(self, *args: Any) -> BaseHTTPRequestHandler:
        return Faulty(*args, folder=self.folder.resolve(), prefix="", cache="no-store", packed=True, quiet=True)

    @property
    def address(self) -> str:
        """Where the site is."""
        return f"http://localhost:{self.server_address[1]}/"


class Faulty(Handler):
    """Answers as its host was told."""

    def do_GET(self) -> None:
        """Send the file, or the fault that is next for it."""
        host: Any = self.server
        name = self.path.split("?")[0].lstrip("/")
        host.asked.append(name)
        faults = host.faults.get(name, [])
        if not faults:
            return super().do_GET()
        fault = faults.pop(0)
        if fault == "cut":
            self.send_response(200)
            self.send_header("content-length", "100000")
            self.end_headers()
            self.wfile.write(b"x" * 1000)
            self.close_connection = True
            return None
        answers = {"500": (500, b"broken"), "html": (200, b"<html>sign in</html>"), "404": (404, b"gone")}
        file = host.folder / name
        answers["wrong"] = (200, bytes(byte ^ 1 for byte in file.read_bytes()))  # as long as the file, and not the file
        status, body = answers[fault]
        return self._send(status, body, {"content-type": "text/html"})


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    """A copy of the built site, served without caching."""
    folder = tmp_path / "site"
    shutil.copytree(BUILT, folder, ignore=shutil.ignore_patterns("*.br", "*.gz"))
    served = Host(folder)
    yield served
    served.shutdown()
    served.server_close()


@pytest.fixture
def browser() -> Iterator[BrowserContext]:
    """A browser that was never here before."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=list(CHROMIUM_FLAGS))
        yield opened.new_context(viewport={"width": 390, "height": 844})
        opened.close()


def visit(page: Page, address: str) -> str:
    """Go there, wait until the app is open; the version that started."""
    page.goto(address, wait_until="commit", timeout=SLOW)
    page.wait_for_selector("html.open", state="attached", timeout=SLOW)
    return str(page.evaluate("version"))


def until_whole(page: Page) -> None:
    """Wait until the page says that everything is on the device."""
    for _ in range(SLOW // 200):
        if page.evaluate("offline.whole === true"):
            return
        page.wait_for_timeout(200)
    raise AssertionError("never ready for offline use")


def release(folder: Path) -> str:
    """Turn the site in *folder* into the next version, which differs in one file; the version's name."""
    started = folder / "start.js"
    started.write_text(started.read_text(encoding="utf-8") + "\n// the next version\n", encoding="utf-8")
    pages = sorted(folder.glob("*.html"))
    name = offline.version(folder, "".join(page.read_text(encoding="utf-8") for page in pages))
    for page in pages:
        html = re.sub(r'data-version="[0-9a-f]+"', f'data-version="{name}"', page.read_text(encoding="utf-8"))
        page.write_text(html, encoding="utf-8")
    offline.write_worker(folder, name)
    return name


def look_for_update(page: Page) -> None:
    """What the browser does by itself at the next visit."""
    page.evaluate("offline.registration.update().catch(() => null)")


def test_an_install_meets_every_kind_of_broken_answer_and_gets_whole(host: Host, browser: BrowserContext) -> None:
    host.faults = {
        "main.dart.js": ["500"],
        "python/pyodide.asm.wasm": ["cut"],
        "python/site.zip": ["html", "404"],
        "python/late.zip": ["cut", "500"],
        "python/stdlib.zip": ["wrong", "404"],
        "canvaskit/chromium/canvaskit.wasm": ["html"],
    }
    page = browser.new_page()
    visit(page, host.address)
    until_whole(page)
    assert host.faults == {name: [] for name in host.faults}
    host.shutdown()
    host.server_close()
    assert visit(page, host.address) == page.evaluate("version")


def test_an_update_fetches_only_what_changed_and_is_switched_when_asked(host: Host, browser: BrowserContext) -> None:
    page = browser.new_page()
    first = visit(page, host.address)
    until_whole(page)
    second = release(host.folder)
    host.asked.clear()
    look_for_update(page)
    page.wait_for_selector("#notice-act:not([hidden])", timeout=SLOW)
    pages = {path.name for path in host.folder.glob("*.html")}
    assert set(host.asked) == {"sw.js", "start.js"} | pages
    assert page.evaluate("version") == first
    with page.expect_navigation(timeout=SLOW):
        page.evaluate("document.getElementById('notice-act').click()")
    page.wait_for_selector("html.open", state="attached", timeout=SLOW)
    assert page.evaluate("version") == second


def test_a_half_deployed_update_leaves_the_old_version_working(host: Host, browser: BrowserContext) -> None:
    page = browser.new_page()
    first = visit(page, host.address)
    until_whole(page)
    release(host.folder)
    (host.folder / "start.js").unlink()
    look_for_update(page)
    page.wait_for_timeout(3000)
    assert visit(page, host.address) == first
    host.shutdown()
    host.server_close()
    assert visit(page, host.address) == first


def test_a_new_version_that_cannot_start_gives_way_to_the_one_before(host: Host, browser: BrowserContext) -> None:
    page = browser.new_page()
    first = visit(page, host.address)
    until_whole(page)
    worker = host.folder / "python" / "worker.js"
    worker.write_text("throw new Error('this version is broken');\n", encoding="utf-8")
    release(host.folder)
    look_for_update(page)
    page.wait_for_selector("#notice-act:not([hidden])", timeout=SLOW)
    page.evaluate("document.getElementById('notice-act').click()")
    page.wait_for_timeout(1000)
    page.wait_for_selector(f"html.open[data-version='{first}']", state="attached", timeout=SLOW)
    assert page.evaluate("version") == first


def test_an_install_goes_on_where_it_stopped(host: Host, browser: BrowserContext) -> None:
    host.faults = {"python/pyodide.asm.wasm": ["500"] * 30}
    page = browser.new_page()
    page.goto(host.address, wait_until="commit")
    page.wait_for_timeout(6000)
    page.close()
    assert "main.dart.js" in host.asked
    host.faults.clear()
    host.asked.clear()
    page = browser.new_page()
    visit(page, host.address)
    until_whole(page)
    assert "main.dart.js" not in host.asked
    assert "python/pyodide.asm.wasm" in host.asked


def without_network(host: Host) -> None:
    """From now on nothing answers."""
    host.shutdown()
    host.server_close()


def test_an_update_that_waits_while_the_app_starts_is_whole_at_the_next_start(
    host: Host, browser: BrowserContext
) -> None:
    page = browser.new_page()
    first = visit(page, host.address)
    until_whole(page)
    second = release(host.folder)
    page.goto(host.address, wait_until="commit", timeout=SLOW)  # finds the update, and says “started” after it came
    page.wait_for_selector("#notice-act:not([hidden])", state="attached", timeout=SLOW)
    page.wait_for_selector("html.open", state="attached", timeout=SLOW)
    page.wait_for_timeout(2000)
    assert page.evaluate("version") == first
    page.close()  # with the last window the update takes over
    without_network(host)
    page = browser.new_page()
    assert visit(page, host.address) == second


@pytest.mark.parametrize("broken", ["main.dart.js", "start.js"])
def test_a_new_version_that_says_nothing_gives_way_too(host: Host, browser: BrowserContext, broken: str) -> None:
    page = browser.new_page()
    first = visit(page, host.address)
    until_whole(page)
    (host.folder / broken).write_text("throw new Error('this version is broken');\n", encoding="utf-8")
    release(host.folder)
    look_for_update(page)
    page.wait_for_selector("#notice-act:not([hidden])", timeout=SLOW)
    page.close()
    without_network(host)
    for _visit in range(10):
        page = browser.new_page()
        page.goto(host.address, wait_until="load", timeout=SLOW)
        page.wait_for_timeout(500)
        if page.get_attribute("html", "data-version") == first:
            break
        page.close()
    page.wait_for_selector(f"html.open[data-version='{first}']", state="attached", timeout=SLOW)


def test_a_file_that_the_device_spoiled_is_fetched_again(host: Host, browser: BrowserContext) -> None:
    page = browser.new_page()
    first = visit(page, host.address)
    until_whole(page)
    page.evaluate(SPOIL, "python/stdlib.zip")
    page.goto(host.address, wait_until="commit", timeout=SLOW)
    page.wait_for_selector("html.open", state="attached", timeout=SLOW)
    assert page.evaluate("version") == first
    assert "python/stdlib.zip" in host.asked[host.asked.index("python/stdlib.zip") + 1 :]


SPOIL = """async (path) => {
  await caches.delete('leuko-snapshot:' + new URL('./', document.baseURI).href); // a start from it reads no such file
  const box = await caches.open('leuko:' + new URL('./', document.baseURI).pathname);
  const list = await (await box.match(new URL('.kept/list-' + version, document.baseURI))).json();
  const address = new URL('.kept/' + list[path][0], document.baseURI);
  const was = await box.match(address);
  await box.put(address, new Response((await was.blob()).slice(1000), { headers: was.headers }));
}"""
