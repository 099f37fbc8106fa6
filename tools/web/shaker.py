"""Flet's client without what the app never runs: `main.dart.js` of 8.5 MB becomes less than half.

Flet compiles every control and extension it knows into one program: maps, films, charts, code editors, a hundred
languages. `trim.toml` says what this app uses; `shaker/` takes out the rest, and all that then cannot be reached.
`test_the_client_has_every_control_the_app_uses` fails when the app uses something else.
"""

import hashlib
import json
import re
import shutil
from pathlib import Path

from flet import CupertinoIcons, Icons

from tools.web import client, fallback, npm
from tools.web.client import BuildError
from tools.web.compiled import CACHE
from tools.web.icons import icons_used
from tools.web.runtime import TRIM

HERE = Path(__file__).parent / "shaker"
ICONS = re.compile(r"(\n\$\.\w+=A\.d\(\[)((?:B\.\w+,){1000,}B\.\w+)(\],)")
EXPECTED = {"factories": 2, "controls": 147, "translations": 3, "outside": ["t.prototype"]}
"""What the program is made of. Another Flet has other numbers, and is then read again."""


def write(out: Path, app: Path) -> None:
    """Put the client, cut, into the site at *out*; *app* is the code whose icons are drawn."""
    whole = client.patched(client.MAIN)
    text = fallback.with_two_faces(_with_icons(whole, icons_used(app)))
    recipe = [path.read_bytes() for path in sorted(HERE.iterdir()) if path.is_file()]
    mark = hashlib.sha256(b"\0".join([text.encode(), json.dumps(plan()).encode(), *recipe])).hexdigest()[:16]
    home = CACHE / f"client-{mark}"
    if not (home / "done.js").exists():
        for old in CACHE.glob("client-*"):
            shutil.rmtree(old, ignore_errors=True)
        home.mkdir(parents=True)
        (home / "in.js").write_text(text, encoding="utf-8")
        _shake(home)
    shutil.copyfile(home / "done.js", out / client.MAIN)


def plan() -> dict[str, object]:
    """What `shaker/` is told: which controls, services, languages and kinds of files stay."""
    told = TRIM["client"]
    return {
        "factories": [["AlertDialog", "Page"], ["Clipboard", "UrlLauncher"]],
        "controls": told["controls"] + told["services"],
        "languages": told["languages"],
        "tables": [
            {"first": "af", "second": "am", "parts": True, "keep": told["languages"], "expected": 5},
            {"first": "ez", "keep": told["endings"], "expected": 1},
            {"first": "application/andrew-inset", "keep": told["kinds"], "expected": 1},
        ],
    }


def _with_icons(text: str, used: list[str]) -> str:
    """The client whose two lists of icons, by number, name only those in use."""
    kept = {icon.value & 0xFFFF for icon in Icons if icon.name in used}
    lists = {len(found[2].split(",")): found for found in ICONS.finditer(text)}
    material, cupertino = len([*Icons]), len([*CupertinoIcons])
    if not {material, cupertino} <= set(lists):
        raise BuildError(f"The client's lists of icons are not those of Flet {client.MADE_FOR}.")
    for length, stays in ((material, kept), (cupertino, set[int]())):
        found = lists[length]
        names = [name if place in stays else "null" for place, name in enumerate(found[2].split(","))]
        text = text.replace(found[0], f"{found[1]}{','.join(names)}{found[3]}")
    return text


def _shake(home: Path) -> None:
    packages = npm.home(HERE)
    for path in HERE.glob("*.mjs"):
        shutil.copyfile(path, packages / path.name)
    (home / "plan.json").write_text(json.dumps(plan()), encoding="utf-8")
    said = npm.node([packages / "shaker.mjs", home / "in.js", home / "made.js", home / "plan.json"], packages)
    found = json.loads(said)
    if {name: found[name] for name in EXPECTED} != EXPECTED:
        raise BuildError(
            f"The client is not that of Flet {client.MADE_FOR}, for which the cut was made: {said.strip()}"
        )
    (home / "in.js").unlink()
    (home / "made.js").rename(home / "done.js")
