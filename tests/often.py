"""How often a property is tried: as often as it says, or a tenth of that in `make check`, which must be quick."""

import os

from hypothesis import settings

PART = 10 if os.environ.get("QUICK") else 1


def often(examples: int) -> settings:
    """Settings for a property that is worth *examples* tries."""
    return settings(max_examples=max(10, examples // PART))
