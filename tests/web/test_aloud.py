"""Read aloud in the built site. Headless Chromium has no voice, so the page is given one: late, as browsers do."""

import pytest

from tests.web.site import Site, visiting

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

VOICES = """
const made = new EventTarget();
const late = performance.now() + 400;
window.heard = [];
Object.assign(made, {
  getVoices: () => performance.now() < late ? [] : %s,
  speak: (said) => { window.heard.push([said.voice.name, said.lang, said.text]); made.now = said; },
  cancel: () => { made.now?.onerror?.({ error: 'canceled' }); made.now = null; },
  end: () => { const said = made.now; made.now = null; said.onend({}); },
});
setTimeout(() => made.dispatchEvent(new Event('voiceschanged')), 450);
Object.defineProperty(window, 'speechSynthesis', { value: made });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
OWN = "[{ name: 'far', lang: 'en-GB', localService: false }, { name: 'near', lang: 'en_GB', localService: true }]"
FAR = "[{ name: 'far', lang: 'en-GB', localService: false }, { name: 'près', lang: 'fr-FR', localService: true }]"


def test_a_page_is_read_line_by_line_in_the_devices_own_voice_until_one_leaves(site: Site) -> None:
    with visiting(site) as visitor:
        page = visitor.page
        page.add_init_script(VOICES % OWN)
        visitor.open()
        visitor.press("I understand, begin")
        page.evaluate("location.hash = '#/learn/anc'")
        box = visitor.button("Read aloud").bounding_box()
        assert box
        assert box["height"] >= 44
        visitor.press("Read aloud")
        [first] = page.evaluate("heard")
        assert first[:2] == ["near", "en_GB"]
        page.evaluate("speechSynthesis.end()")
        page.wait_for_timeout(300)
        assert len(page.evaluate("heard")) == 2
        assert visitor.sees("Stop reading")
        visitor.press("Back", exact=True)
        page.wait_for_timeout(1000)
        assert page.evaluate("speechSynthesis.now") is None
        assert len(page.evaluate("heard")) == 2


def test_a_voice_from_a_server_or_in_another_language_is_not_offered(site: Site) -> None:
    with visiting(site) as visitor:
        visitor.page.add_init_script(VOICES % FAR)
        visitor.open()
        visitor.press("I understand, begin")
        visitor.press("Fever card")
        assert visitor.sees("What to do")
        visitor.page.wait_for_timeout(3000)
        assert "Read aloud" not in visitor.text()
        assert visitor.page.evaluate("heard") == []
