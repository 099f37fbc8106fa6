"""Share: the page for a clinician. `page` leads, `choose` picks, `send` hands it over, `codes` shows QR.

`opened` looks at a page from somebody else, without touching the record.
"""

from app.ui.share.opened import Opened
from app.ui.share.page import Share

__all__ = ["Opened", "Share"]
