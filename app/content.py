"""Reads `content/` into frozen models, or refuses with the file and the place that is wrong.

A language is one map from file name to data. It comes from the TOML files as they are, or from `<language>.json`,
the same map written when the site was built so that a browser reads one file. A file that has no translation is
read in English, and says so in its `language`. In a language read from right to left values are kept in order here.
"""

import json
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from app.core import direction
from app.core.article import Article, Section, Term
from app.core.content import About, Content, FeverCard, Source
from app.core.default_ranges import DefaultRanges
from app.core.drugs import Drugs
from app.core.lab_text import LabText
from app.core.quiz_text import QuizText

Files = Mapping[str, Mapping[str, Any]]
Model = TypeVar("Model", bound=BaseModel)

HOME = "en"
"""The language everything is written in first."""
SHARED = ("sources.toml", "drugs.toml", "ranges.toml")
"""Files that are the same in every language."""


class ContentError(Exception):
    """A file of `content/` that cannot be read. The text names the file, the place and what is wrong."""


def load(folder: Path, language: str) -> Content:
    """The content of *folder* in *language*; English where there is no translation. Raises `ContentError`."""
    return assemble(bundled(folder, language) or gather(folder, language), language)


def bundled(folder: Path, language: str) -> Files | None:
    """The files of *language* out of its bundle, or of the English one; None when the folder holds no bundle."""
    for path in (folder / f"{language}.json", folder / f"{HOME}.json"):
        if path.is_file():
            try:
                found = json.loads(path.read_text(encoding="utf-8"))
            except ValueError as error:
                raise ContentError(f"{path.name}: {error}") from error
            if not isinstance(found, dict) or not all(isinstance(file, dict) for file in found.values()):
                raise ContentError(f"{path.name}: not a map of files")
            return found
    return None


def gather(folder: Path, language: str) -> Files:
    """The TOML files of *language*, by the name they have under *folder*, each in English when not translated."""
    names = [name for name in SHARED if (folder / name).is_file()]
    for home in sorted((folder / HOME).rglob("*.toml")):
        name = home.relative_to(folder / HOME).as_posix()
        names.append(f"{language if (folder / language / name).is_file() else HOME}/{name}")
    return {name: _read(folder, name) for name in names}


def assemble(files: Files, language: str) -> Content:
    """The content made of *files*. Raises `ContentError`."""
    files = {name: _ordered(data) if _is_mirrored(name) else data for name, data in files.items()}
    sources = _data(files, "sources.toml")
    written = {name.partition("/")[2]: name for name in files if "/" in name}
    sections = [name for short, name in sorted(written.items()) if short.startswith("article/")]
    return Content(
        version=str(sources.get("version", "")),
        language=language,
        sources=_all(Source, sources.get("source", []), "sources.toml", "source"),
        article=_article(files, sections),
        glossary=_glossary(files, _named(files, written, "glossary.toml")),
        about=_one(About, files, _named(files, written, "about.toml")),
        fever=_one(FeverCard, files, _named(files, written, "fever.toml")),
        quiz=_one(QuizText, files, _named(files, written, "quiz.toml")),
        drugs=_valid(Drugs, _data(files, "drugs.toml"), "drugs.toml"),
        labs=_one(LabText, files, _named(files, written, "labs.toml")),
        ranges=_valid(DefaultRanges, _data(files, "ranges.toml"), "ranges.toml"),
    )


CELLS = frozenset({"rows", "head"})
"""Where a text may be a bare number: the cells of tables."""


def _is_mirrored(name: str) -> bool:
    return direction.is_right_to_left(_language(name))


def _ordered(data: Any, cell: bool = False) -> Any:
    """*data* with the values in its right-to-left sentences, and in its cells, kept in order; ids as they are."""
    if isinstance(data, str):
        return direction.sentence(data) if cell or direction.has_right_to_left(data) else data
    if isinstance(data, Mapping):
        return {key: _ordered(one, cell or key in CELLS) for key, one in data.items()}
    return [_ordered(one, cell) for one in data] if isinstance(data, list) else data


def _article(files: Files, names: list[str]) -> Article:
    sections: dict[str, Section] = {}
    for name in names:
        one = _one(Section, files, name)
        if one.id in sections:
            raise ContentError(f"{name}: id: {one.id} is there twice")
        sections[one.id] = one
    return Article(sections=tuple(sections.values()))


def _glossary(files: Files, name: str) -> dict[str, Term]:
    rows = [{**row, "language": _language(name)} for row in files[name].get("term", [])]
    return _all(Term, rows, name, "term")


def _read(folder: Path, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / name).read_text(encoding="utf-8"), parse_float=Decimal)
    except (OSError, ValueError) as error:
        raise ContentError(f"{name}: {error}") from error


def _data(files: Files, name: str) -> Mapping[str, Any]:
    if name not in files:
        raise ContentError(f"{name}: the file is missing")
    return files[name]


def _named(files: Files, written: Mapping[str, str], short: str) -> str:
    """The full name of *short* in the language it is written in."""
    name = written.get(short, f"{HOME}/{short}")
    _data(files, name)
    return name


def _language(name: str) -> str:
    return name.partition("/")[0]


def _one(model: type[Model], files: Files, name: str) -> Model:
    """*model* from the file *name*, marked with its language."""
    return _valid(model, {**files[name], "language": _language(name)}, name)


def _all(model: type[Model], rows: Any, name: str, place: str) -> dict[str, Model]:
    """Every row of a file's list as *model*, by id; an id that comes twice is refused."""
    found: dict[str, Model] = {}
    for at, row in enumerate(rows):
        one = _valid(model, row, name, place, at)
        if (key := str(row["id"])) in found:
            raise ContentError(f"{name}: {place}: {key} is there twice")
        found[key] = one
    return found


def _valid(model: type[Model], data: object, name: str, *place: str | int) -> Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = " → ".join(map(str, (*place, *first["loc"])))
        raise ContentError(f"{name}: {where}: {first['msg']}") from error
