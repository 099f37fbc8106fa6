"""Where this Python runs."""

import os
import sys
from pathlib import Path

IN_BROWSER = sys.platform == "emscripten"
"""Whether this Python runs inside the browser, where the record is kept in the browser's own database."""


def data_folder() -> Path:
    """Where the record is kept, on a device with a file system."""
    given = os.environ.get("FLET_APP_STORAGE_DATA")
    return Path(given) / "record" if given else Path.home() / ".leuko"
