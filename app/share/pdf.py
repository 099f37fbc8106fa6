"""The page as PDF: one sheet for up to eight test dates, real text, vector charts, the same bytes for the same summary.

fpdf2 is loaded inside `pdf`, because most people who open the app share nothing today.
"""

import warnings
from pathlib import Path

from app.core.summary_model import Summary
from app.share import say

UNSHAPED = {
    "bn", "dv", "gu", "he", "hi", "ja", "km", "kn", "ko", "lo", "ml", "mr", "my", "ne", "pa", "si", "ta", "te", "th",
    "yi", "zh",
}  # fmt: skip
"""Languages whose letters our fonts do not have, or that need more than Arabic's joining."""
FONTS = Path(__file__).parent.parent.parent / "assets" / "fonts"


@say.in_the_pages_language
def pdf(summary: Summary, fonts: Path = FONTS) -> bytes:
    """The summary as PDF 1.4 bytes; OSError when *fonts* (Noto Sans; Noto Sans Arabic where needed) cannot be read."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Pillow could not be imported")  # nothing here is a picture of dots
        from app.share import pdf_page

    return pdf_page.draw(summary, fonts)


def can_print(language: str) -> bool:
    """Whether a PDF in *language* would be readable; where it would not, offer `app.share.html`."""
    return language.replace("_", "-").split("-")[0].lower() not in UNSHAPED
