"""Share: the page for a clinician. `page` leads, `choose` picks, `send` hands it over, `codes` shows QR."""

from app.ui.share.page import Share

__all__ = ["Share"]
