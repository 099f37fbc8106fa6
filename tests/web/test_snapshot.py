"""The snapshot of Python's memory: it starts the app, holds nothing personal, and is thrown away on any doubt."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.web.site import BUILT, SLOW, Site, Visitor, visiting
from tests.web.test_updates import release
from tests.web.test_whole_way import choose_unit

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

BOX = "'leuko-snapshot:' + new URL('./', document.baseURI).href"
KEPT = f"""async () => {{
  const answer = await caches.match(new URL('snapshot', document.baseURI).href, {{ cacheName: {BOX} }});
  return answer ? {{ head: JSON.parse(answer.headers.get('x-head')), bytes: (await answer.blob()).size }} : null;
}}"""
"""What is kept, or null."""
SPOIL = f"""async (what) => {{
  const box = await caches.open({BOX}), address = new URL('snapshot', document.baseURI).href;
  const answer = await box.match(address), head = JSON.parse(answer.headers.get('x-head'));
  const memory = new Uint8Array(await answer.arrayBuffer());
  if (what.head) Object.assign(head, what.head);
  if (what.key) head.key = head.key.replace(...what.key);
  if (what.library) head.libraries[0].memory += what.library;
  if (what.flip) memory[what.flip] ^= 1;
  const body = what.length ? memory.subarray(0, what.length) : memory;
  await box.put(address, new Response(body, {{ headers: {{ 'x-head': what.text ?? JSON.stringify(head) }} }}));
}}"""
FOUND = f"""async (words) => {{
  const answer = await caches.match(new URL('snapshot', document.baseURI).href, {{ cacheName: {BOX} }});
  const memory = new Uint8Array(await answer.arrayBuffer());
  const holds = (wanted) => {{
    for (let at = memory.indexOf(wanted[0]); at >= 0; at = memory.indexOf(wanted[0], at + 1))
      if (wanted.every((byte, more) => memory[at + more] === byte)) return true;
    return false;
  }};
  const wide = (text, size) => [...text].flatMap((one) => [one.charCodeAt(0), ...Array(size - 1).fill(0)]);
  return words.filter((text) => [1, 2, 4].some((size) => holds(wide(text, size))));
}}"""
"""Which of the words are in the memory, as Python keeps text: one, two or four bytes a character."""


def kept(visitor: Visitor) -> Any:
    """Head and size of the snapshot on this device, or None."""
    return visitor.page.evaluate(KEPT)


def until_kept(visitor: Visitor) -> Any:
    """The same, once there is one."""
    for _ in range(SLOW // 250):
        if found := kept(visitor):
            return found
        visitor.page.wait_for_timeout(250)
    raise AssertionError("no snapshot was ever kept")


def restored(visitor: Visitor) -> bool:
    """Whether this start came out of a snapshot."""
    return bool(visitor.page.evaluate("python.restored === true"))


def test_a_later_start_comes_out_of_the_snapshot_and_everything_works(site: Site) -> None:
    with visiting(site) as visitor:
        visitor.open()
        visitor.press("I understand, begin")
        assert not restored(visitor)
        assert until_kept(visitor)["bytes"] < 45_000_000
        visitor.reload()
        assert restored(visitor)
        visitor.page.goto(f"{site.address}#/log/add/test")
        visitor.type("WBC", "7,77")
        choose_unit(visitor, "White blood cells")
        visitor.press("Save", exact=True)
        assert visitor.sees("7.77")
        visitor.page.goto(f"{site.address}#/share")
        with visitor.page.expect_download(timeout=SLOW) as download:  # its packages are fetched only now
            visitor.press("Make a PDF")
            visitor.press("Save the PDF")
        assert download.value.path().read_bytes().startswith(b"%PDF")
        visitor.reload()
        assert restored(visitor)
        visitor.tab("Log")
        assert visitor.sees("7.77")
        assert visitor.page.evaluate("localStorage.getItem('leuko-restoring')") is None


def test_a_snapshot_holds_nothing_that_was_entered(site: Site) -> None:
    with visiting(site) as visitor:
        visitor.open()
        visitor.press("I understand, begin")
        before = until_kept(visitor)
        visitor.page.goto(f"{site.address}#/people/new")
        visitor.type("Name", "Quaggamire")
        visitor.press("Save", exact=True)
        visitor.page.goto(f"{site.address}#/log/add/test")
        visitor.type("WBC", "8765.4321")
        visitor.reload()
        visitor.reload()
        assert restored(visitor)
        assert kept(visitor) == before
        visitor.page.evaluate("name => caches.delete(name)", visitor.page.evaluate(BOX))
        visitor.reload()  # made anew, on a device that holds a record
        assert until_kept(visitor)["head"]["key"] == before["head"]["key"]
        assert visitor.page.evaluate(FOUND, ["Quaggamire", "8765.4321", "pydantic_core"]) == ["pydantic_core"]


DOUBTFUL = {
    "a bit is wrong": {"flip": 20_000_001},
    "cut off": {"length": 1_000_000},
    "a module lies elsewhere": {"library": 16},
    "a wrong size": {"head": {"heap": 1_000_000_000}},
}
UNFIT = {
    "another browser": {"key": ["Chrome/", "Chrome/9"]},
    "another build": {"key": ["0", "f"]},
    "no head": {"text": "{"},
}


def test_a_doubtful_snapshot_is_thrown_away_and_the_app_starts(site: Site) -> None:
    with visiting(site) as visitor:
        visitor.open()
        for doubt, spoiled in (DOUBTFUL | UNFIT).items():
            until_kept(visitor)
            visitor.page.evaluate(SPOIL, spoiled)
            visitor.reload()
            assert not restored(visitor), doubt
            if doubt in DOUBTFUL:  # this version has had its try
                assert kept(visitor) is None, doubt
                assert visitor.page.evaluate("python.trusts()") is False, doubt
                visitor.page.evaluate("localStorage.removeItem('leuko-restoring')")
                visitor.reload()
        until_kept(visitor)
        visitor.reload()
        assert restored(visitor)


def test_a_start_that_never_came_to_its_end_was_the_last_from_a_snapshot(site: Site) -> None:
    with visiting(site) as visitor:
        visitor.open()
        until_kept(visitor)
        visitor.page.evaluate("localStorage.setItem('leuko-restoring', version)")
        visitor.reload()
        assert not restored(visitor)
        visitor.page.wait_for_timeout(3000)
        assert kept(visitor) is None


def test_where_no_snapshot_can_be_taken_the_app_starts_all_the_same(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BUILT, tmp_path / "site"))
    script = folder / "python" / "snapshot.js"
    text = script.read_text(encoding="utf-8")
    begins = "export function taken(python, named) {"
    assert begins in text
    script.write_text(text.replace(begins, f'{begins} throw new Error("not here");'), encoding="utf-8")
    for packed in folder.rglob("s*.js.*"):
        packed.unlink()
    release(folder)
    site = Site(folder).start()
    with visiting(site) as visitor:
        visitor.open()
        assert visitor.sees("I understand, begin")
        assert kept(visitor) is None
    site.stop()
