"""Which icons the app draws, and the numbers Flet sends for them."""

import json
import re
from pathlib import Path

from tools.web.client import BuildError

USED = re.compile(r"\bIcons\.([A-Z][A-Z0-9_]*)\b")
CUPERTINO = re.compile(r"\bCupertinoIcons\.")
LISTS = ("flet/controls/material/icons.json", "flet/controls/cupertino/cupertino_icons.json")
"""Flet's lists of icons by name, read when the first one is drawn: 9,000 of the one kind, none of which the app uses of
the other."""


def icons_used(app: Path) -> list[str]:
    """The icon names that the Python files below `app` write as `Icons.NAME`."""
    found: set[str] = set()
    for path in [*app.rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        if CUPERTINO.search(text):
            raise BuildError(f"{path.name} uses CupertinoIcons, whose font is not shipped.")
        found.update(USED.findall(text))
    return sorted(found)


def numbers(packages: Path, app: Path) -> dict[str, bytes]:
    """Flet's two lists with the icons in use only; another name is an `AttributeError` as before."""
    material, cupertino = LISTS
    known = json.loads((packages / material).read_text(encoding="utf-8"))
    used = {name: known[name] for name in icons_used(app) if name in known}
    return {material: json.dumps(used).encode(), cupertino: b"{}"}
