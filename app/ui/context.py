"""What every screen may ask for: the house (state and device), and how wide the window is."""

from dataclasses import dataclass
from typing import Any

import flet as ft


@dataclass(frozen=True)
class House:
    """What the screens live in: `state` is an `app.state.AppState`, `device` the doors of `app.device`."""

    state: Any
    device: Any


Ctx = ft.create_context(House(None, None))
"""`house = ft.use_context(Ctx)`, then `house.state` and `house.device`."""

Wide = ft.create_context(False)
"""Whether there is room for a rail beside the page."""

Large = ft.create_context(False)
"""Whether the text is drawn at `theme.LARGE_FROM` times its usual size or more: what stood beside goes below."""
