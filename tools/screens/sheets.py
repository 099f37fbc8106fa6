"""Contact sheets: all screens of one way of looking on one picture, and a page that leads through them."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tools.screens.boxes import FONTS
from tools.screens.window import Way

GAP, CAPTION, PER_ROW, ROWS = 24, 28, 5, 2
"""Pixels between pictures and above each; pictures beside and below each other on one sheet."""
GROUND, INK = "#8A9294", "#FFFFFF"
WIDTH, HEIGHT = 640, 1000
"""Pixels of one picture on a sheet: a wider one is made smaller, a higher one goes on beside itself."""

Piece = tuple[str, Image.Image]


def pieces(file: Path) -> Iterator[Piece]:
    """One picture as it stands on a sheet, with its name."""
    picture = Image.open(file).convert("RGB")
    if picture.width > WIDTH:
        picture = picture.resize((WIDTH, picture.height * WIDTH // picture.width), Image.Resampling.LANCZOS)
    for top in range(0, picture.height, HEIGHT):
        yield (
            file.stem.split("@")[0] + (" …" if top else ""),
            picture.crop((0, top, picture.width, min(top + HEIGHT, picture.height))),
        )


def sheet(parts: list[Piece], file: Path) -> None:
    """Two rows of pictures, each with its name above it."""
    font = ImageFont.truetype(str(FONTS / "NotoSans-Regular.ttf"), 18)
    rows = [parts[:PER_ROW], parts[PER_ROW:]] if len(parts) > PER_ROW else [parts]
    wide = max(sum(picture.width + GAP for _name, picture in row) for row in rows) + GAP
    highs = [max(picture.height for _name, picture in row) + GAP + CAPTION for row in rows]
    made = Image.new("RGB", (wide, sum(highs) + GAP), GROUND)
    pen, top = ImageDraw.Draw(made), GAP
    for row, high in zip(rows, highs, strict=True):
        left = GAP
        for name, picture in row:
            pen.text((left, top), name, INK, font)
            made.paste(picture, (left, top + CAPTION))
            left += picture.width + GAP
        top += high
    made.quantize(256).save(file)


def sheets(folder: Path, ways: list[Way], names: list[str]) -> list[Path]:
    """The sheets of each way, and `index.html` over them; returns the sheets."""
    made: list[tuple[str, list[Path]]] = []
    for way in ways:
        pictures = [file for name in names if (file := folder / f"{name}@{way.name}.png").exists()]
        parts = [piece for picture in pictures for piece in pieces(picture)]
        chunks = list(batched(parts, PER_ROW * ROWS))
        files = [folder / f"sheet@{way.name}-{number}.png" for number in range(1, len(chunks) + 1)]
        for chunk, file in zip(chunks, files, strict=True):
            sheet(chunk, file)
        made.append((way.name, files))
    (folder / "index.html").write_text(_index(made), encoding="utf-8")
    return [file for _name, files in made for file in files]


def batched(parts: list[Piece], size: int) -> Iterator[list[Piece]]:
    """*parts* in lists of *size*, the last as long as what is left."""
    for at in range(0, len(parts), size):
        yield parts[at : at + size]


def _index(made: list[tuple[str, list[Path]]]) -> str:
    parts = [
        f'<h2 id="{escape(name)}">{escape(name)}</h2>'
        + "".join(f'<a href="{escape(f.name)}"><img loading="lazy" src="{escape(f.name)}" alt=""></a>' for f in files)
        for name, files in made
    ]
    ways = " · ".join(f'<a href="#{escape(name)}">{escape(name)}</a>' for name, _files in made)
    style = (
        "body{font:16px sans-serif;margin:1rem;background:#8a9294}nav{line-height:1.8}a{color:#002}"
        "img{max-width:100%;display:block;margin:1rem 0}"
    )
    head = f'<!doctype html><meta charset="utf-8"><title>Every screen</title><style>{style}</style>'
    return f"{head}<nav>{ways}</nav>{''.join(parts)}"
