"""The first page, one a language: readable at once and without a script, generated from `content/`."""

import base64
import hashlib
import json
from html import escape
from pathlib import Path

from app import content, words
from app.content import HOME
from app.core.words import N_
from app.ui.theme import DARK, LIGHT
from app.words import NAMES, _
from tools.content import languages as written
from tools.web import article
from tools.web.compiled import STATIC
from tools.web.offline import PAGE, POLICY

TITLE, SHORT = "Leukopenia Companion", "Leuko"
DESCRIPTION = N_(
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
    "starting": N_("Loading the app. You can read this page meanwhile."),
    "bytes": N_("Loading the app: {got} of {total} MB. You can read this page meanwhile."),
    "python": N_("Starting the app: runtime loaded …"),
    "packages": N_("Starting the app: packages loaded …"),
    "app": N_("Starting the app: almost there …"),
    "connected": N_("Starting the app: drawing …"),
    "here": N_("The app is on this device. Open it, or read on."),
    "ready": N_("The app is ready."),
    "offline": N_("Ready for offline use: everything is on this device now."),
    "full": N_("This device has no room left to keep the app for offline use. It works as long as there is a network."),
    "update": N_("A new version is here ({size} MB fetched). What you have entered stays."),
    "use": N_("Use it now"),
    "switched": N_("A new version was switched on in another window."),
    "reload": N_("Reload"),
    "stopped": N_("The app has stopped. What you saved is kept."),
    "failed": N_("The app could not start. Everything on this page works without it."),
    "noWebAssembly": N_(
        "This browser is too old for the app (it has no WebAssembly). Everything on this page works without it."
    ),
    "noWorker": N_("This browser cannot run the app (it has no workers). Everything on this page works without it."),
    "noStorage": N_(
        "This browser keeps nothing on the device, so the app could not save your entries. "
        "Everything on this page works without it. A private window is a common reason."
    ),
    "print": N_("Print"),
}
"""What the scripts of the page say, by name."""


def languages(project: Path) -> tuple[str, ...]:
    """The languages of a project that have both a content and a catalog, English first."""
    home = project / "content"
    both = set(written(home)) & set(words.available()) if home.exists() else set()
    return (HOME, *sorted(both - {HOME}))


def name(language: str) -> str:
    """The file of the page in *language*. All lie side by side, so that every address in them is the same."""
    return PAGE if language == HOME else f"{language}.html"


def readable(project: Path, language: str) -> str:
    """The article of a project as plain HTML; a project without one gets a heading."""
    if not (project / "content" / HOME / "article").exists():
        return f"<h1>{TITLE}</h1>"
    with words.speaking(language):
        return article.render(content.load(project / "content", language))


def render(html: str, version: str, language: str = HOME, spoken: tuple[str, ...] = (HOME,)) -> str:
    """The whole page in *language*, one of *spoken*; `html` is the article, `version` names the build."""
    with words.speaking(language):
        values = _said() | {
            "LANGUAGE": language,
            "DIRECTION": "rtl" if words.right_to_left() else "ltr",
            "VERSION": version,
            "POLICY": policy(),
            "TITLE": TITLE,
            "SHORT": SHORT,
            "STYLE": style(),
            "PAGES": " ".join(f"{one}={name(one)}" for one in spoken),
            "LINKS": " ".join(link(one, language) for one in spoken),
            "CHOOSE": chooser(),
            "ARTICLE": html,
        }
    text = (STATIC / "index.html").read_text(encoding="utf-8")
    for place, value in values.items():
        text = text.replace(f"__{place}__", value)
    return text


def _said() -> dict[str, str]:
    """The sentences around the article, in the language in use."""
    said = {
        "DESCRIPTION": _(DESCRIPTION),
        "STARTING": _("Loading the app. You can read this page meanwhile."),
        "LOADING": _("How much of the app has loaded"),
        "OPEN": _("Open the app"),
        "AGAIN": _("Try again"),
        "WITHOUT": _("The app itself needs JavaScript and a newer browser. Everything on this page works without it."),
        "CLOSE": _("Close"),
        "IN_LANGUAGES": _("This page in other languages"),
    }
    spoken = json.dumps({key: _(sentence) for key, sentence in WORDS.items()}, ensure_ascii=False)
    return {place: escape(sentence) for place, sentence in said.items()} | {"WORDS": spoken.replace("<", "\\u003c")}


def link(language: str, here: str) -> str:
    """A link to the page in *language*, in its own words. The mark on English keeps a script from choosing again."""
    to = name(language) + (f"?{HOME}" if language == HOME else "")
    current = ' aria-current="page"' if language == here else ""
    return f'<a href="{to}" hreflang="{language}" lang="{language}"{current}>{NAMES[language]}</a>'


def chooser() -> str:
    """The one script inside the page: it must run before anything is drawn."""
    lines = (STATIC / "language.js").read_text(encoding="utf-8").splitlines()
    return "\n".join(line.strip() for line in lines if not line.startswith("//"))


def policy() -> str:
    """What the page may load: as everywhere, and that one script by its hash."""
    digest = base64.b64encode(hashlib.sha256(chooser().encode()).digest()).decode()
    return POLICY.replace("script-src 'self'", f"script-src 'self' 'sha256-{digest}'")


def style() -> str:
    """The page's style sheet, in the colours of the app, light and dark."""
    text = (STATIC / "page.css").read_text(encoding="utf-8")
    for scheme, colours in (("light", LIGHT), ("dark", DARK)):
        for role, name in COLOURS.items():
            text = text.replace(f"{scheme}-{role};", f"{getattr(colours, name)};")
    return text


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
