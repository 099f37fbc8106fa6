"""Large text: screens learn of it from a line that is measured, whoever made it large."""

import flet as ft
import pytest

from app.state import AppState
from app.ui import shell
from app.ui.component import component
from app.ui.context import Large
from tests.ui.render import start


@component
def _Told(seen: list[bool]) -> ft.Control:
    seen.append(ft.use_context(Large))
    return ft.Text("")


@pytest.mark.parametrize(("height", "large"), [(20.3, False), (27.9, False), (29.4, True), (40.6, True)])
async def test_text_at_one_and_a_half_times_its_size_is_large(
    state: AppState, height: float, large: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    monkeypatch.setattr(shell.ft, "Router", lambda *_args, **_more: _Told(seen))
    screen = await start(lambda page: page.render_views(shell.App, state, None))
    [over] = screen.page.overlay
    ruler = over.content
    await screen.fire(ruler, "size_change", {"w": 300.0, "h": height})
    assert seen[-1] is large
