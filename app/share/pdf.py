"""The page as PDF: one sheet for up to eight test dates, real text, vector charts, the same bytes for the same summary.

fpdf2 is loaded inside `pdf`, because most people who open the app share nothing today.
"""

from pathlib import Path

from app.core.summary_model import Summary

FONTS = Path(__file__).parent.parent.parent / "assets" / "fonts"


def pdf(summary: Summary, fonts: Path = FONTS) -> bytes:
    """The summary as PDF 1.4 bytes; OSError when *fonts* (Noto Sans Regular and Bold) cannot be read."""
    from app.share import pdf_page

    return pdf_page.draw(summary, fonts)
