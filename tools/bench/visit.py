"""One visit to a site in a Chromium of its own: when something can be read, when the app can be used, what it took."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, Request, ViewportSize, sync_playwright

from tools.bench.link import Far
from tools.bench.processes import watching
from tools.provide import CHROMIUM_FLAGS, chromium

LONGEST = 600_000
PHONE: ViewportSize = {"width": 412, "height": 823}
MARKS = """() => {
  if (self !== top) return;
  const seen = (globalThis.seen = {});
  const now = () => Math.round(performance.now());
  const press = () => {
    const button = document.querySelector("flt-semantics-placeholder");
    if (!button) return;
    const { left, top, width, height } = button.getBoundingClientRect();
    const at = { bubbles: true, clientX: left + width / 2, clientY: top + height / 2 };
    button.dispatchEvent(new PointerEvent("pointerdown", at));
    button.dispatchEvent(new PointerEvent("pointerup", at));
    button.dispatchEvent(new MouseEvent("click", at));
  };
  addEventListener("flutter-first-frame", () => (seen.frame ??= now()));
  const painted = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
  const look = () => {
    if (!document.body) return;
    const words = document.body.innerText.trim().length > 100;
    if (words && painted()) seen.readable ??= Math.round(painted());
    const opener = document.querySelector("#open:not(:disabled)");
    if (opener?.offsetParent) opener.click();
    if (document.querySelector("flt-semantics-host :is([role=button], [role=tab])")) {
      seen.app ??= now();
      const hidden = document.querySelector("flutter-view")?.inert;
      if (!hidden) { seen.usable = now(); seen.readable ??= seen.usable; clearInterval(timer); }
    } else press();
  };
  const timer = setInterval(look, 50);
}"""
"""Notes, in ms since the address was asked for: the first text painted, Flutter's first frame, and the first control
that Python sent. Asks for the app as soon as the page offers it, as one does who came for the app and not to read.
Switches on the tree of names, which Flutter leaves off until it is asked."""


@dataclass
class Visit:
    """What one visit took: ms, bytes as they crossed the link, MB; None where it did not come to that."""

    readable: int | None = None
    frame: int | None = None
    usable: int | None = None
    bytes: int = 0
    requests: int = 0
    elsewhere: int = 0
    """Requests to another origin."""
    memory: float = 0.0
    error: str = ""


@contextmanager
def browser(profile: Path) -> Iterator[tuple[BrowserContext, Page]]:
    """A browser on *profile* with one page, which notes when it can be read and used."""
    with sync_playwright() as playwright:
        flags = [*CHROMIUM_FLAGS, "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=chromium(), args=flags, viewport=PHONE, has_touch=True, is_mobile=True,
            device_scale_factor=1.75, locale="en-GB", timeout=120_000,
        )  # fmt: skip
        try:
            context.add_init_script(f"({MARKS})()")
            yield context, context.pages[0]
        finally:
            context.close()


def visit(far: Far, profile: Path, *, stay: bool = False) -> dict[str, Any]:
    """One visit to the site at *far*; with *stay* until nothing has been sent for a while, as an install needs."""
    found, bucket = Visit(), far.bucket
    bytes_before, asked_before = bucket.bytes, len(bucket.asked)
    marks: dict[str, int] = {}
    with browser(profile) as (context, page):
        context.on("request", lambda request: _count(found, request, far))
        with watching(profile, bucket.link.cpu) as seen:
            try:
                page.goto(far.address, wait_until="commit", timeout=LONGEST)
                marks = _marks(page)
            except Error as error:
                found.error = error.message.splitlines()[0][:200]
            if stay:
                _rest(far)
        found.memory = round(seen.peak)
    found.readable, found.frame, found.usable = (marks.get(name) for name in ("readable", "frame", "usable"))
    found.bytes, found.requests = bucket.bytes - bytes_before, len(bucket.asked) - asked_before
    return asdict(found)


def _marks(page: Page) -> dict[str, int]:
    """What the page noted, once the app can be used."""
    until = time.monotonic() + LONGEST / 1000
    while time.monotonic() < until:
        marks: dict[str, int] = page.evaluate("globalThis.seen ?? {}")
        if "usable" in marks:
            return marks
        time.sleep(0.25)
    raise Error(f"the app could not be used within {LONGEST / 1000:.0f} s")


def _count(found: Visit, request: Request, far: Far) -> None:
    if not request.url.startswith(("data:", "blob:", "chrome", far.address)):
        found.elsewhere += 1


def _rest(far: Far, quiet: float = 4.0) -> None:
    """Wait until the link has been idle for *quiet* seconds."""
    before, since = -1, time.monotonic()
    while time.monotonic() - since < quiet:
        time.sleep(0.5)
        if far.bucket.bytes != before:
            before, since = far.bucket.bytes, time.monotonic()
