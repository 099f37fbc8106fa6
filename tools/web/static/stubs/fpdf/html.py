"""In place of fpdf's reader of HTML, which nothing here is written in."""


class HTML2FPDF:
    """A writer of HTML; none is ever made."""

    def __init__(self, *_args, **_kwargs):
        raise NotImplementedError("HTML is not read in the browser")


class HTMLMixin:
    """What old programs added to a page."""
