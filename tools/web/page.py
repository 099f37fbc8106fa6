"""`index.html`: readable at once and without a script, generated from `content/`."""

import json
from html import escape
from pathlib import Path

from app import content
from app.content import HOME
from app.ui.theme import DARK, LIGHT
from tools.web import article
from tools.web.compiled import STATIC
from tools.web.offline import POLICY

TITLE, SHORT = "Leukopenia Companion", "Leuko"
DESCRIPTION = (
    "What a low white blood cell count means, when to get help now, a log of blood tests, and a summary for your care "
    "team. Works without a network; what you enter stays on this device."
)
COLOURS = {
    "ground": "surface",
    "card": "surface_container_lowest",
    "ink": "on_surface",
    "quiet": "on_surface_variant",
    "accent": "primary",
    "on-accent": "on_primary",
    "line": "outline_variant",
    "urgent": "error",
    "soft": "error_container",
    "on-soft": "on_error_container",
    "warn": "tertiary_container",
    "on-warn": "on_tertiary_container",
    "band": "primary_container",
    "on-band": "on_primary_container",
}
"""A colour's name on the page, and its role in the app."""
WORDS = {
    "starting": "Loading the app. You can read this page meanwhile.",
    "bytes": "Loading the app: {got} of {total} MB. You can read this page meanwhile.",
    "python": "Starting the app: runtime loaded …",
    "packages": "Starting the app: packages loaded …",
    "app": "Starting the app: almost there …",
    "connected": "Starting the app: drawing …",
    "ready": "The app is ready.",
    "offline": "Ready for offline use: everything is on this device now.",
    "full": "This device has no room left to keep the app for offline use. It works as long as there is a network.",
    "update": "A new version is here ({size} MB fetched). What you have entered stays.",
    "use": "Use it now",
    "switched": "A new version was switched on in another window.",
    "reload": "Reload",
    "failed": "The app could not start. Everything on this page works without it.",
    "noWebAssembly": "This browser is too old for the app (it has no WebAssembly). "
    "Everything on this page works without it.",
    "noWorker": "This browser cannot run the app (it has no workers). Everything on this page works without it.",
    "noStorage": "This browser keeps nothing on the device, so the app could not save your entries. "
    "Everything on this page works without it. A private window is a common reason.",
}
"""What start.js says, by name."""


def render(html: str, version: str) -> str:
    """The whole page; `html` is the article, `version` names the build."""
    values = {
        "LANGUAGE": "en",
        "DIRECTION": "ltr",
        "VERSION": version,
        "POLICY": POLICY,
        "TITLE": TITLE,
        "SHORT": SHORT,
        "DESCRIPTION": escape(DESCRIPTION),
        "STYLE": style(),
        "WORDS": json.dumps(WORDS, ensure_ascii=False).replace("<", "\\u003c"),
        "STARTING": WORDS["starting"],
        "LOADING": "How much of the app has loaded",
        "OPEN": "Open the app",
        "AGAIN": "Try again",
        "WITHOUT": "The app itself needs JavaScript and a newer browser. Everything on this page works without it.",
        "CLOSE": "Close",
        "ARTICLE": html,
    }
    text = (STATIC / "index.html").read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"__{name}__", value)
    return text


def style() -> str:
    """The page's style sheet, in the colours of the app, light and dark."""
    text = (STATIC / "page.css").read_text(encoding="utf-8")
    for scheme, colours in (("light", LIGHT), ("dark", DARK)):
        for role, name in COLOURS.items():
            text = text.replace(f"{scheme}-{role};", f"{getattr(colours, name)};")
    return text


def readable(project: Path) -> str:
    """The article of a project as plain HTML; a project without one gets a heading."""
    if not (project / "content" / HOME / "article").exists():
        return f"<h1>{TITLE}</h1>"
    return article.render(content.load(project / "content", HOME))


def manifest() -> str:
    """The web manifest: what makes the site installable."""
    icons = [
        {"src": f"icons/icon{kind}-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for kind, purpose in (("", "any"), ("-maskable", "maskable"))
        for size in (192, 512)
    ]
    return json.dumps(
        {
            "id": "./",
            "name": TITLE,
            "short_name": SHORT,
            "description": DESCRIPTION,
            "lang": "en",
            "start_url": "./",
            "scope": "./",
            "display": "standalone",
            "background_color": "#fbfaf6",
            "theme_color": "#0b6b6b",
            "categories": ["medical", "health"],
            "icons": icons,
        },
        indent=1,
    )
