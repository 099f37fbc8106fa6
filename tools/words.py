"""Collect every visible sentence into `build/leuko.pot`, bring the catalogs up to date, and compile them.

`python -m tools.words` does all three; `--compile` only the last, as the web build needs it. What is not translated
yet stays English, and is counted here.
"""

import argparse
import sys
import tomllib
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from app.share import drawing

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "content" / "locale"
DRUGS = ROOT / "content" / "drugs.toml"
"""The one file of all languages that says words; its names and notes are in the catalogs too."""
PAGE = ("tools/web/page.py", "tools/web/article.py")
"""The first page in front of the app says words of its own."""
TEMPLATE = ROOT / "build" / "leuko.pot"
HEAD = "# What Leukopenia Companion says. Named places as {days} stay as they are."
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "NN_": (1, 2), "ngettext": (1, 2)}


def collect(folder: Path = ROOT / "app") -> Catalog:
    """Every sentence of the program, with where it is said; files alone, because lines move."""
    found = Catalog(
        project="Leukopenia Companion", version=" ", header_comment=HEAD, msgid_bugs_address=" ", last_translator=" ",
        language_team=" ", fuzzy=False,
    )  # fmt: skip
    for file, _line, words, comments, context in extract_from_dir(folder, keywords=KEYWORDS, comment_tags=("Words:",)):
        if words:
            found.add(words, locations=[(f"app/{file}", None)], auto_comments=comments, context=context)
    for name in PAGE:
        for _line, words, comments, context in extract_from_file("python", ROOT / name, KEYWORDS, ("Words:",)):
            found.add(words, locations=[(name, None)], auto_comments=comments, context=context)
    for picture in sorted(drawing.PICTURES.glob("*.svg")):
        for said in drawing.words_of(picture.name):
            found.add(said, locations=[(f"assets/pictures/{picture.name}", None)])
    for drug in tomllib.loads(DRUGS.read_text(encoding="utf-8"))["drug"]:
        for words in filter(None, (drug["name"], drug.get("note"))):
            found.add(words, locations=[(f"content/{DRUGS.name}", None)])
    return found


def written(catalog: Catalog) -> bytes:
    """A catalog as text that changes only when a sentence does."""
    out = BytesIO()
    write_po(out, catalog, sort_output=True, omit_header=False, include_lineno=False, width=100)
    lines = out.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if "-Date: " not in line).encode()


def update(template: Catalog) -> None:
    """New sentences into every catalog; those no longer said out of it."""
    for file in sorted(LOCALE.glob("*.po")):
        with file.open("rb") as stream:
            catalog = read_po(stream, locale=file.stem)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        file.write_bytes(written(catalog))
        missing = sum(1 for one in catalog if one.id and not one.string)
        print(f"{file.stem}: {len(catalog) - missing} of {len(catalog)} sentences")


def compile_all() -> None:
    """Each `.po` beside its `.mo`, which the app reads."""
    for file in sorted(LOCALE.glob("*.po")):
        with file.open("rb") as stream:
            catalog = read_po(stream, locale=file.stem)
        out = BytesIO()
        write_mo(out, catalog)
        file.with_suffix(".mo").write_bytes(out.getvalue())


def main() -> int:
    """Collect, update, compile."""
    reads = argparse.ArgumentParser(description=__doc__)
    reads.add_argument("--compile", action="store_true", help="compile only")
    given = reads.parse_args()
    LOCALE.mkdir(parents=True, exist_ok=True)
    if not given.compile:
        template = collect()
        TEMPLATE.parent.mkdir(exist_ok=True)
        TEMPLATE.write_bytes(written(template))
        print(f"{len(template)} sentences in the program")
        update(template)
    compile_all()
    return 0


if __name__ == "__main__":
    sys.exit(main())
