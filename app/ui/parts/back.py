"""Android's back button and gesture on a root; on every other screen Flet goes to the one above by itself."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlparse

import flet as ft


def leaving(here: str) -> Callable[[ft.Event[ft.View]], Any]:
    """A view's `on_confirm_pop`: from Home it leaves the app, from another place it leads Home."""
    page, home = ft.context.page, urlparse(here).path == "/"

    async def leave(event: ft.Event[ft.View]) -> None:
        await event.control.confirm_pop(home)
        if not home:
            page.navigate("/")

    return leave
