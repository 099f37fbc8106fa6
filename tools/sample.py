"""`python -m tools.sample`: what leaves the app, for the demo person and three hard cases, into `build/sample/`."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from app.content import load
from app.core.summary import Choice, Summary, summarize
from app.share import csv, fhir, html, pdf, qr, text, transfer
from tools.sample_cases import NOW, WHO, record

ROOT = Path(__file__).parent.parent
OUT = ROOT / "build" / "sample"
DPI = 150


def summary(case: str, **choice: object) -> Summary:
    """The summary of a case of `tools.sample_cases`; everything entered, unless *choice* says otherwise."""
    return summarize(record(), WHO[case], load(ROOT / "content", "en"), NOW, Choice.model_validate(choice))


def files(case: str) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of everything that leaves for *case*. App to app carries the last 60 days."""
    days = None if case == "long" else 365
    whole = summary(case, days=days)
    page = pdf.pdf(whole)
    yield "summary.pdf", page
    yield "summary.letter.pdf", pdf.pdf(summary(case, days=days, page="Letter", units="US"))
    yield "summary.png", picture(page)
    yield "summary.txt", text.full(whole).encode()
    yield "summary.half.txt", text.half(whole).encode()
    yield "summary.sms.txt", text.sms(whole).encode()
    yield "summary.qr.txt", qr.plain_text(whole).encode()
    yield "summary.qr.png", qr.png(qr.plain_text(whole))
    for number, code in enumerate(transfer.codes(fhir.bundle(summary(case, days=60))), 1):
        yield f"summary.transfer-{number}.png", qr.png(code, qr.TRANSFER_VERSION)
    yield "summary.fhir.json", fhir.bundle(whole).encode()
    yield "summary.csv", csv.csv_file(whole)
    yield "summary.html", html.page(whole).encode()


def picture(page: bytes) -> bytes:
    """The first page of a PDF as PNG."""
    import io

    out = io.BytesIO()
    pypdfium2.PdfDocument(page)[0].render(scale=DPI / 72).to_pil().save(out, "PNG")
    return out.getvalue()


def main() -> None:
    """Write every case into a folder of its own; the demo person's files stand in `build/sample` itself."""
    for case in WHO:
        folder = OUT if case == "demo" else OUT / case
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("summary.*"):
            old.unlink()
        for name, data in files(case):
            (folder / name).write_bytes(data)
        print(f"{folder.relative_to(ROOT)}: {len(list(folder.glob('summary.*')))} files")


if __name__ == "__main__":
    main()
