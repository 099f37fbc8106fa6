"""The recipe: `python -m tools.web.build [--out build/web]` makes the site, or says in a sentence why it cannot."""

import argparse
import hashlib
import json
import shutil
import sys
import time
from pathlib import Path

from app import words
from app.share import drawing
from tools.web import article, canvaskit, client, fonts, offline, page, runtime, scanner, scripts, shaker
from tools.web.client import BuildError
from tools.web.compiled import CACHE
from tools.words import compile_all

ROOT = Path(__file__).parents[2]
INPUTS = ("main.py", "app", "content", "assets", "tools/web", "requirements-web.lock", "pyproject.toml")
FACE, FACES = 'font-family="Noto Sans"', 'font-family="Noto Sans, system-ui, sans-serif"'
"""In the browser a drawing has the faces of the device only."""
WIDER = 1.18
"""A system's own face may be this much wider than ours, as DejaVu is."""
SITE_ASSETS = ("favicon.png", "fonts/*.ttf", "fonts/OFL.txt", "icons/*.png")


def build(out: Path, project: Path = ROOT) -> None:
    """Make the site of `project` in the folder `out`, aside first and then switched whole."""
    aside = out.with_name(f".{out.name}.aside")
    shutil.rmtree(aside, ignore_errors=True)
    (aside / "python").mkdir(parents=True)
    if project == ROOT:
        compile_all()
    _say("Taking Flet's web client, patched …")
    client.copy(aside)
    shaker.write(aside, project / "app")
    canvaskit.write(aside)
    _say("Cutting and compiling Python …")
    _python(project, aside / "python")
    _assets(project / "assets" if (project / "assets").exists() else ROOT / "assets", aside)
    fonts.write(aside, project / "app")
    runtime.worker(aside / "python", aside / "fonts")
    _say("Writing the page and the service worker …")
    _page(project, aside)
    _say("Packing (the first time takes a minute or two) …")
    offline.pack(aside)
    shutil.rmtree(out, ignore_errors=True)
    aside.rename(out)


def _python(project: Path, out: Path) -> None:
    if not (project / "main.py").exists():
        raise BuildError(f"There is no main.py in {project}.")
    runtime.archives(project, out)
    runtime.program(project, out)
    runtime.interpreter(out)


def _assets(assets: Path, out: Path) -> None:
    for path in sorted(path for pattern in SITE_ASSETS for path in assets.glob(pattern)):
        target = out / path.relative_to(assets)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def _page(project: Path, out: Path) -> None:
    for name in ("start", "offline", "python"):
        (out / f"{name}.js").write_text(scripts.joined(name), encoding="utf-8")
    scanner.write(out)
    (out / "manifest.webmanifest").write_text(page.manifest(), encoding="utf-8")
    spoken = page.languages(project)
    articles = {language: page.readable(project, language) for language in spoken}
    _pictures(project, out, spoken)
    blank = "".join(page.render(html, "", language, spoken) for language, html in articles.items())
    name = offline.version(out, blank)
    for language, html in articles.items():
        (out / page.name(language)).write_text(page.render(html, name, language, spoken), encoding="utf-8")
    offline.write_worker(out, name)


def _pictures(project: Path, out: Path, spoken: tuple[str, ...]) -> None:
    """The drawings of the first pages; the app makes its own."""
    for language in spoken if (project / "assets" / "pictures").exists() else ():
        with words.speaking(language):
            for path in sorted(drawing.PICTURES.glob("*.svg")):
                target = out / article.picture(path.name)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(drawing.drawing(path.name, face=WIDER).replace(FACE, FACES), encoding="utf-8")


def inputs(project: Path = ROOT) -> str:
    """A hash over everything the site is made from, and over the tools it is made with."""
    total = hashlib.sha256(json.dumps([client.MADE_FOR, sys.version]).encode())
    for name in INPUTS:
        path = project / name
        for file in [path] if path.is_file() else sorted(path.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts and file.suffix != ".mo":
                total.update(f"{file.relative_to(project)}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def _say(sentence: str) -> None:
    print(sentence, flush=True)


def main() -> None:
    """Build when something changed since the folder was made."""
    parser = argparse.ArgumentParser(prog="python -m tools.web.build", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "web")
    parser.add_argument("--project", type=Path, default=ROOT, help="a folder with main.py and app/")
    parser.add_argument("--again", action="store_true", help="even when nothing changed")
    options = parser.parse_args()
    stamp = CACHE / f"made-{hashlib.sha256(str(options.out.resolve()).encode()).hexdigest()[:8]}"
    now, began = inputs(options.project), time.monotonic()
    if not options.again and (options.out / "sw.js").exists() and stamp.exists() and stamp.read_text() == now:
        _say("The web app is up to date.")
        return
    try:
        build(options.out, options.project)
    except BuildError as error:
        sys.exit(f"The web app was not built. {error}")
    stamp.write_text(now)
    table = json.loads((options.out / "sizes.json").read_text(encoding="utf-8"))
    megabytes = table["first_install_brotli"] / 1e6
    _say(f"Built in {time.monotonic() - began:.0f} s; a first install is {megabytes:.1f} MB (brotli).")


if __name__ == "__main__":
    main()
