"""A component that cannot take the app down: when its render fails, a plain card stands in its place.

Flet 1.0.5 has no error boundary: an exception while a component renders again stops every later update without a word.
"""

import functools
import logging
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

import flet as ft

from app.ui import theme
from app.words import _

log = logging.getLogger("leuko")
P = ParamSpec("P")
R = TypeVar("R")


def component(render: Callable[P, R]) -> Callable[..., R]:
    """Like `ft.component`, but a failing render shows a card. The log names the component, never what it showed.

    Every component also takes `key=`, which is why its arguments are not typed here.
    """
    return _guarded(render, broken_card)


def screen_component(render: Callable[P, R]) -> Callable[P, R]:
    """Like `component`, for a component that gives a whole view."""
    return _guarded(render, broken_view)


def _guarded(render: Callable[P, R], instead: Callable[[], Any]) -> Callable[P, R]:
    @functools.wraps(render)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
        try:
            return render(*args, **kwargs)
        except Exception as error:  # the boundary: nothing may pass it
            log.error("render of %s failed: %s", render.__name__, type(error).__name__, exc_info=error)
            return instead()

    return cast(Callable[P, R], ft.component(guarded))


def memo(component: Callable[P, R]) -> Callable[P, R]:
    """Render *component* again only when its arguments change."""
    return cast(Callable[P, R], ft.memo(component))  # type: ignore[no-untyped-call]


def broken_card() -> ft.Control:
    """What stands in place of a part that failed; it still says what matters most."""
    return ft.Container(
        ft.Column(
            [
                ft.Text(_("This part could not be shown."), theme_style=theme.TITLE),
                ft.Text(_("What you saved is safe. If you feel ill or have a fever, do not wait for the app: call.")),
            ],
            spacing=theme.SMALL,
            tight=True,
        ),
        padding=theme.CARD_PADDING,
        bgcolor=theme.ERROR_SOFT,
        border_radius=theme.CARD_RADIUS,
        key="broken",
    )


def broken_view() -> ft.View:
    """What stands in place of a screen that failed, with a way home."""
    page = ft.context.page
    home = ft.FilledButton(_("Go to Home"), on_click=lambda _event: page.navigate("/"))
    return ft.View(
        route=page.route or "/",
        appbar=ft.AppBar(title=ft.Text(_("Something went wrong"))),
        controls=[ft.SafeArea(ft.Column([broken_card(), home], spacing=theme.MEDIUM, tight=True))],
        padding=theme.MEDIUM,
    )


def contain(page: ft.Page) -> None:
    """Failures in handlers and effects become a short message instead of a covered screen."""

    def on_error(message: str) -> None:
        log.error("unhandled: %s", message.splitlines()[-1] if message else "")
        page.show_dialog(ft.SnackBar(ft.Text(_("Sorry, that did not work. Nothing you saved was lost."))))

    page.session.error = on_error  # type: ignore[method-assign]
