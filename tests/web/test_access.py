"""For everybody, on the built site: axe on every screen, the keyboard alone, room for a finger, twice the text, what is said.

The journey of a blood test by accessible names is in `test_whole_way.py`; contrast is measured in `tests/ui/test_theme.py`,
because axe sees no pixels of a canvas.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.web.site import Site, Visitor, visiting
from tools.provide import CHROMIUM_FLAGS, chromium

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

SCREENS = (
    "/", "/learn", "/learn/help-now", "/log", "/log/add/test", "/log/add/temperature", "/log/trend/neutrophils",
    "/share", "/share/open", "/fever", "/settings", "/people", "/about", "/check",
)  # fmt: skip
FINGER = 44
TALL = 6000
"""A window so high that no control is cut off by its edge; a box can then be measured."""
BOXES = """() => [...document.querySelectorAll(
  ['button', 'checkbox', 'radio', 'switch', 'tab', 'link', 'menuitem'].map(r => `flt-semantics-host [role=${r}]`)
  .concat('flt-semantics-host input', 'flt-semantics-host textarea').join())]
  .map(e => ({ name: (e.getAttribute('aria-label') || e.textContent).slice(0, 60), box: e.getBoundingClientRect() }))
  .filter(({ box }) => box.width && box.height)
  .map(({ name, box }) => [name, box.width, box.height])"""
FOCUS = "() => (e => e.getAttribute('aria-label') || e.textContent || '')(document.activeElement).replace(/\\s+/g, ' ')"
HEAR = """() => { window.heard = []; new MutationObserver(all => all.forEach(one => one.addedNodes.forEach(
  node => window.heard.push(node.textContent)))).observe(document.querySelector('flt-announcement-host'),
  { childList: true, subtree: true, characterData: true }) }"""


@pytest.fixture(scope="module")
def place() -> Iterator[Site]:
    """The built site, served once for this file."""
    served = Site().start()
    yield served
    served.stop()


def go(visitor: Visitor, route: str) -> None:
    """To *route*, and until the screen is another and still."""
    before = visitor.text()
    visitor.page.evaluate("route => { location.hash = route }", route)
    last = before
    for _ in range(80):
        visitor.page.wait_for_timeout(200)
        now = visitor.text()
        if now == last != before or (now == before and visitor.page.evaluate("location.hash") == "#/" and route == "/"):
            return
        last = now
    raise AssertionError(f"{route} did not open")


def begin(visitor: Visitor) -> None:
    """Into the app, with the sample person."""
    visitor.open()
    visitor.press("I understand, begin")
    visitor.press("Try with sample data")
    assert visitor.sees("This is sample data")


def every_screen(visitor: Visitor, look: Callable[[Visitor], list[str]]) -> list[str]:
    """What *look* finds on each screen, then on the quiz's first question and on an emergency."""
    found = []
    for route in SCREENS:
        if route != "/":
            go(visitor, route)
        found += [f"{route}: {one}" for one in look(visitor)]
    visitor.press("Start")
    found += [f"question: {one}" for one in look(visitor)]
    to_the_emergency(visitor)
    return found + [f"result: {one}" for one in look(visitor)]


def to_the_emergency(visitor: Visitor) -> None:
    """From the first question of the quiz: a grown-up with the first of the danger signs."""
    visitor.choose("16 to 64 years")
    visitor.press("Next")
    visitor.page.get_by_role("checkbox").first.click()
    visitor.page.wait_for_timeout(300)
    visitor.press("Next")
    assert visitor.sees("Emergency")


def axe(visitor: Visitor) -> list[str]:
    """What axe, with all its rules, finds wrong."""
    found = Axe().run(visitor.page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


def small(visitor: Visitor) -> list[str]:
    """Controls too small for a finger."""
    boxes = visitor.page.evaluate(BOXES)
    assert boxes
    return [f"{name!r} is {wide:.0f}×{high:.0f}" for name, wide, high in boxes if min(wide, high) < FINGER]


def test_axe_finds_nothing_in_the_light_and_every_control_has_room_for_a_finger(place: Site) -> None:
    with visiting(place, viewport={"width": 390, "height": TALL}) as visitor:
        begin(visitor)
        assert every_screen(visitor, lambda at: [*axe(at), *small(at), *at.nameless()]) == []


def test_axe_finds_nothing_in_the_dark(place: Site) -> None:
    with visiting(place, color_scheme="dark") as visitor:
        begin(visitor)
        assert every_screen(visitor, axe) == []


def test_axe_finds_nothing_on_the_readable_first_page(place: Site) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(CHROMIUM_FLAGS))
        page = browser.new_context(service_workers="block").new_page()
        page.route(re.compile(r"main\.dart\.js"), lambda route: route.abort())
        page.goto(place.address)
        page.wait_for_selector("main h2")
        found = []
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            found += [f"{theme}: {one['id']}" for one in Axe().run(page).response["violations"]]
        browser.close()
    assert found == []


def reach(visitor: Visitor, name: str, key: str = "Tab") -> None:
    """Press *key* until the focus is on what is called *name*."""
    for _ in range(60):
        visitor.page.keyboard.press(key)
        visitor.page.wait_for_timeout(70)
        if visitor.page.evaluate(FOCUS).startswith(name):
            return
    raise AssertionError(f"{key} never reaches {name!r}; it is at {visitor.page.evaluate(FOCUS)!r}")


def press(visitor: Visitor, key: str) -> None:
    """One key, and what it does."""
    visitor.page.keyboard.press(key)
    visitor.page.wait_for_timeout(700)


def fill(visitor: Visitor, field: str, text: str) -> None:
    """Reach a field and type in place of what it holds."""
    reach(visitor, field)
    visitor.page.keyboard.press("Control+A")
    visitor.page.keyboard.type(text, delay=25)
    visitor.page.wait_for_timeout(400)


def choose_unit(visitor: Visitor, value: str) -> None:
    """The first unit of the list that opens at *value*."""
    reach(visitor, f"{value} Unit")
    press(visitor, "Enter")
    reach(visitor, "×10⁹/L")
    press(visitor, "Enter")
    assert visitor.sees(f"{value} Unit ×10⁹/L")


def take_the_first_question(visitor: Visitor) -> None:
    """Check, its start, an answer with the space bar, and on."""
    reach(visitor, "Check")
    press(visitor, "Enter")
    reach(visitor, "Start")
    press(visitor, "Enter")
    reach(visitor, "16 to 64 years")
    press(visitor, "Space")
    reach(visitor, "Next")
    press(visitor, "Enter")
    assert visitor.sees("Question 2 of")


def save_a_test(visitor: Visitor) -> None:
    """The log's form, from its tab to the saved result."""
    reach(visitor, "Log", "Shift+Tab")
    press(visitor, "Enter")
    reach(visitor, "Add a blood test")
    press(visitor, "Enter")
    fill(visitor, "WBC", "3.1")
    choose_unit(visitor, "White blood cells")
    reach(visitor, "Save")
    press(visitor, "Enter")
    assert visitor.sees("3.1 ×10⁹/L")


def test_a_person_with_a_keyboard_alone_opens_the_fever_card_checks_and_saves_a_test(place: Site) -> None:
    with visiting(place) as visitor:
        visitor.open()
        reach(visitor, "I understand, begin")
        press(visitor, "Enter")
        reach(visitor, "Fever card")
        press(visitor, "Enter")
        assert visitor.page.evaluate("location.hash").startswith("#/fever")
        reach(visitor, "Back")
        press(visitor, "Space")
        assert visitor.sees("Keep your counts here")
        take_the_first_question(visitor)
        save_a_test(visitor)


CHOSEN = """() => [...document.querySelectorAll('[role=radio][aria-checked=true]')]
  .map(e => (e.getAttribute('aria-label') || e.textContent).trim())"""


def test_arrow_keys_move_the_choice_and_the_tab_key_goes_in_reading_order(place: Site) -> None:
    """A first choice is made with the space bar; what is chosen is then a stop of its own, where the arrows work."""
    with visiting(place) as visitor:
        visitor.open()
        reach(visitor, "I understand, begin")
        press(visitor, "Enter")
        go(visitor, "/check")
        reach(visitor, "Start")
        press(visitor, "Enter")
        reach(visitor, "3 to 5 months")
        press(visitor, "Space")
        press(visitor, "Tab")
        for key, chosen in (("ArrowDown", "6 months to 4 years"), ("ArrowDown", "5 to 15 years"), ("ArrowUp", "6 m")):
            press(visitor, key)
            [now] = visitor.page.evaluate(CHOSEN)
            assert now.startswith(chosen)
        for name in ("5 to 15 years", "16 to 64 years", "65 years or older", "Back", "Next"):
            press(visitor, "Tab")
            assert visitor.page.evaluate(FOCUS).startswith(name)


def test_escape_closes_a_menu_a_list_and_a_sheet_and_the_focus_returns(place: Site) -> None:
    with visiting(place) as visitor:
        visitor.open()
        reach(visitor, "I understand, begin")
        press(visitor, "Enter")
        go(visitor, "/log")
        for opener, inside in (("Menu", "Settings"), ("More", "Treatment or event")):
            reach(visitor, opener)
            press(visitor, "Enter")
            reach(visitor, inside)
            press(visitor, "Escape")
            assert not visitor.sees(inside, within=250)
            assert visitor.page.evaluate(FOCUS).startswith(opener)
        go(visitor, "/log/add/test")
        reach(visitor, "White blood cells Unit")
        press(visitor, "Enter")
        press(visitor, "ArrowDown")
        assert visitor.page.evaluate(FOCUS).startswith("×10³/µL")
        press(visitor, "Escape")
        assert visitor.page.evaluate(FOCUS).startswith("White blood cells Unit")
        assert visitor.page.evaluate("location.hash") == "#/log/add/test"


def test_an_error_a_notice_and_an_emergency_are_announced(place: Site) -> None:
    with visiting(place) as visitor:
        visitor.open()
        visitor.press("I understand, begin")
        visitor.page.evaluate(HEAR)
        go(visitor, "/log/add/test")
        visitor.type("WBC", "3x")
        visitor.press("Save", exact=True)
        assert visitor.sees("Type only digits and one decimal sign")
        go(visitor, "/check")
        visitor.press("Start")
        to_the_emergency(visitor)
        go(visitor, "/")
        visitor.press("Try with sample data")
        visitor.press("Remove sample data")
        assert visitor.sees("Undo")
        heard = " | ".join(visitor.page.evaluate("window.heard"))
    assert "Needs a look: White blood cells." in heard
    assert "Get emergency help now" in heard
    assert "emoved" in heard
