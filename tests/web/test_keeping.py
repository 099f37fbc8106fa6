"""Nothing is lost in the built site: half-typed text over reloads, a record that is sealed."""

import pytest

from tests.web.site import Site, Visitor, visiting
from tests.web.test_whole_way import choose_unit

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

PASS = "four dry warm socks"
ON_DISK = """() => new Promise((done) => {
  const opening = indexedDB.open("leuko");
  opening.onsuccess = () => {
    const asked = opening.result.transaction("pages").objectStore("pages").getAll();
    asked.onsuccess = () => {
      opening.result.close();
      done(asked.result.map((one) => new TextDecoder().decode(one)).join("\\n"));
    };
  };
})"""


def kept(visitor: Visitor) -> str:
    """What lies in the browser's database, as text."""
    found: str = visitor.page.evaluate(ON_DISK)
    return found


def is_typed(visitor: Visitor, text: str) -> bool:
    """Whether the field of the white cells holds *text*."""
    box = visitor.page.get_by_role("textbox", name="WBC", exact=True).first
    box.click(timeout=20_000)
    for _ in range(20):  # Flutter tells what a field holds once the cursor is in it
        if box.input_value() == text:
            return True
        visitor.page.wait_for_timeout(250)
    return False


def test_what_is_half_typed_survives_a_reload_and_leaving(site: Site) -> None:
    with visiting(site) as visitor:
        visitor.open()
        visitor.press("I understand, begin")
        visitor.page.goto(f"{site.address}#/log/add/test")
        visitor.type("WBC", "7,77")
        visitor.reload()
        assert visitor.page.url.endswith("#/log/add/test")
        assert is_typed(visitor, "7,77")
        visitor.type("WBC", "6,66")
        visitor.page.goto("about:blank")
        visitor.page.go_back()
        visitor.ready()
        assert visitor.page.url.endswith("#/log/add/test")
        assert is_typed(visitor, "6,66")
        choose_unit(visitor, "White blood cells")
        visitor.press("Save", exact=True)
        assert visitor.sees("Search and filter")
        assert visitor.sees("6.66")


def test_a_passphrase_seals_what_lies_in_the_browser_and_the_screen_goes_on_where_it_was(site: Site) -> None:
    with visiting(site) as visitor:
        visitor.open()
        visitor.press("I understand, begin")
        visitor.page.goto(f"{site.address}#/log/add/test")
        visitor.type("WBC", "7,77")
        visitor.page.wait_for_timeout(800)
        assert "7,77" in kept(visitor)
        visitor.page.goto(f"{site.address}#/settings")
        visitor.choose("Passphrase")
        visitor.type("New passphrase", PASS)
        visitor.type("The same passphrase again", PASS)
        visitor.press("Turn the lock on")
        assert visitor.sees("On, and the record on this device is encrypted.")
        assert [word for word in ("7,77", "wbc", "socks") if word in kept(visitor)] == []
        visitor.page.goto(f"{site.address}#/log/add/test")
        assert visitor.sees("Values")
        visitor.reload()
        assert visitor.sees("Unlock")
        assert visitor.nameless() == []
        visitor.press("Open the fever card")
        assert visitor.sees("What to do")
        assert "About me" not in visitor.text()
        visitor.press("Back", exact=True)
        visitor.type("Passphrase", "four wet cold socks")
        visitor.press("Unlock")
        assert visitor.sees("That is not the passphrase.")
        visitor.type("Passphrase", PASS)
        visitor.press("Unlock")
        assert visitor.sees("Values")
        assert is_typed(visitor, "7,77")


def test_a_pin_is_asked_for_after_a_reload_and_the_fever_card_opens_without_it(site: Site) -> None:
    with visiting(site) as visitor:
        visitor.open()
        visitor.press("I understand, begin")
        visitor.page.goto(f"{site.address}#/settings")
        visitor.choose("PIN")
        visitor.type("New PIN", "280471")
        visitor.type("The same PIN again", "280471")
        visitor.press("Turn the lock on")
        assert visitor.sees("Turn the lock off", within=60_000)  # the key is derived slowly on purpose
        visitor.reload()
        assert visitor.sees("Unlock")
        assert not visitor.page.get_by_role("tab", name="Log").count()
        visitor.press("Open the fever card")
        assert visitor.sees("38.0 °C (100.4 °F) or more")
