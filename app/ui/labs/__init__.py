"""Log: one timeline, a form for each kind of entry, trends, the bin, and the ways in and out.

`log` leads; `half` holds what is half-typed outside the components; `form` is the frame of every form. Nothing here
does arithmetic on counts: `app.core` says what a number means.
"""

from app.ui.labs.bin import Bin
from app.ui.labs.entry import EntryForm
from app.ui.labs.log import LogScreen
from app.ui.labs.trend import Trend

__all__ = ["Bin", "EntryForm", "LogScreen", "Trend"]
