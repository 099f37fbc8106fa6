"""The app served by this Python, so that a look at it can change its language, its record and its lock in place."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import flet as ft
import uvicorn

from app import start as door
from app.state import AppState
from app.store import MemoryDisk

ROOT = Path(__file__).parents[2]


class Served:
    """The app on loopback. `page` and `state` belong to the window that was opened last."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}/"
        self.page: Any = None
        self.state: AppState | None = None

    async def main(self, page: ft.Page) -> None:
        """The app's own door, and who went through it."""
        await door.start(page)
        self.page, self.state = page, page.session.store.get("state")

    @property
    def open(self) -> AppState:
        """The state of the open window; an error before there is one."""
        assert self.state is not None, "no window is open"
        return self.state

    async def do(self, action: Callable[..., Awaitable[Any]], *arguments: Any) -> Any:
        """What *action* returns, run where the window's own handlers run."""
        return await asyncio.wrap_future(self.page.run_task(action, *arguments))


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@asynccontextmanager
async def serving() -> AsyncIterator[Served]:
    """The app with an empty record in memory; what it shows is gone afterwards."""
    served = Served(port := _free_port())
    site = ft.run(
        served.main,
        assets_dir=str(ROOT / "assets"),
        route_url_strategy=ft.RouteUrlStrategy.HASH,
        no_cdn=True,
        export_asgi_app=True,
    )
    config = uvicorn.Config(site, host="127.0.0.1", port=port, log_level="error", lifespan="on")
    server = uvicorn.Server(config)
    with patch.object(door, "disk", MemoryDisk):
        task = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.05)
            if task.done():
                task.result()
        try:
            yield served
        finally:
            server.should_exit = server.force_exit = True
            await task
