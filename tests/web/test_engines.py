"""The built app in other engines than Chromium's: it installs, works with no network, and keeps what was entered."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests.web.engines import Engine, a_firefox, a_webkit, firefox, webkit
from tests.web.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("engines"), pytest.mark.timeout(600)]

ENGINES = {"firefox": (firefox, "marionette_driver", a_firefox), "webkit": (webkit, "selenium", a_webkit)}
OUTSIDE = (
    "performance.getEntriesByType('resource').map(one => one.name).filter(one => !one.startsWith(location.origin))"
)

WHOLE = """new Promise((done) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => done(data.ready);
  navigator.serviceWorker.controller.postMessage({ offline: true }, [port2]);
})"""
"""Whether the service worker keeps everything; Firefox's driver does not see the page's own names."""


@pytest.mark.parametrize("name", ENGINES)
def test_the_app_works_without_a_network_and_keeps_what_was_entered(name: str, site: Site) -> None:
    find: Callable[[], str | None]
    begin: Callable[[str], AbstractContextManager[Engine]]
    find, driver, begin = ENGINES[name]
    if not (path := find()):
        pytest.skip(f"there is no {name} here that can be driven")
    pytest.importorskip(driver)
    with begin(path) as window:
        window.open(site.address)
        window.press("I understand, begin")
        window.until(WHOLE)
        assert [one for one in window.ask(OUTSIDE) if not one.startswith(("data:", "blob:"))] == []
        site.stop()
        window.open(site.address)
        window.ask("void (location.hash = '#/log/add/temperature')")
        window.type("Temperature", "38.6")
        window.press("Save")
        assert window.sees("Get emergency help now")
        window.open(site.address + "?again")
        window.ask("void (location.hash = '#/log')")
        assert window.sees("38.6")
        assert window.ask("localStorage.getItem('leuko-restoring')") is None
