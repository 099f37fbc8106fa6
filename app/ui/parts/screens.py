"""The frame of every screen: bar with the fever card, page in the middle, navigation where the thumb or the eye is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import parse_qs, quote, urlparse

import flet as ft

from app.core.words import N_
from app.ui import theme
from app.ui.component import component
from app.ui.context import Ctx, Large, Wide
from app.ui.parts.back import leaving
from app.ui.parts.buttons import icon_button, text_button
from app.ui.parts.cards import notice
from app.ui.reading import between
from app.words import _


@dataclass(frozen=True)
class Tab:
    """One of the five places."""

    route: str
    name: str
    icon: ft.IconData
    chosen: ft.IconData


TABS = (
    Tab("/", N_("Home"), ft.Icons.HOME_OUTLINED, ft.Icons.HOME),
    Tab("/learn", N_("Learn"), ft.Icons.MENU_BOOK_OUTLINED, ft.Icons.MENU_BOOK),
    Tab("/check", N_("Check"), ft.Icons.HEALTH_AND_SAFETY_OUTLINED, ft.Icons.HEALTH_AND_SAFETY),
    Tab("/log", N_("Log"), ft.Icons.INSERT_CHART_OUTLINED, ft.Icons.INSERT_CHART),
    Tab("/share", N_("Share"), ft.Icons.IOS_SHARE_OUTLINED, ft.Icons.IOS_SHARE),
)
FEVER, SETTINGS, ABOUT, PEOPLE = "/fever", "/settings", "/about", "/people"


def _tab_of(route: str) -> int:
    """Which tab a route belongs to; Home when none."""
    return next((n for n, tab in enumerate(TABS) if n and route.startswith(tab.route)), 0)


def go(route: str) -> Callable[..., None]:
    """A handler that opens *route*."""
    page = ft.context.page
    return lambda _event=None: page.navigate(route)


def _to_fever(_event: Any) -> None:
    """Open the fever card, and remember where from: what is half-typed there stays on the screen beneath."""
    page = ft.context.page
    page.navigate(f"{FEVER}?from={quote(page.route or '/')}")


def _came_from(back: str | None) -> str | None:
    """Where a modal screen goes back to: the address it was opened from, if it names one of this app."""
    route = ft.context.page.route or ""
    asked = parse_qs(urlparse(route).query).get("from", [""])[0]
    return asked if asked.startswith("/") and not asked.startswith(FEVER) else back


def _fever_button(large: bool) -> ft.Control:
    """From every screen in one tap, in the alarm red. Large text has room for one word only; aloud it is whole."""
    words = ft.Text(
        _("Fever") if large else _("Fever card"), semantics_label=_("Fever card"), theme_style=theme.TIGHT,
        color=theme.ON_ALARM, max_lines=2, text_align=ft.TextAlign.CENTER,
    )  # fmt: skip
    icon = ft.Icon(ft.Icons.THERMOSTAT, color=theme.ON_ALARM, size=theme.ICON_SMALL)
    # Of one width: where a face has not come yet, words can be drawn as wide as the whole bar.
    box = ft.Row([icon, ft.Container(words, width=theme.FEVER_WIDTH)], spacing=0, tight=True)
    button = ft.FilledButton(
        ft.Container(box, height=theme.FEVER_HEIGHT), on_click=_to_fever, style=theme.fever_style()
    )
    return ft.Semantics(content=ft.MergeSemantics(button), identifier="fever-card")


def _menu(state: Any) -> ft.Control:
    items = [
        (ft.Icons.SETTINGS_OUTLINED, _("Settings"), SETTINGS),
        (ft.Icons.PEOPLE_OUTLINE, _("People"), PEOPLE),
        (ft.Icons.INFO_OUTLINE, _("About this app"), ABOUT),
    ]
    page, lock = ft.context.page, getattr(state, "lock", None)
    hide = (
        [ft.PopupMenuItem(_("Lock now"), icon=ft.Icons.LOCK, on_click=lambda _event: page.run_task(state.lock_now))]
        if lock
        else []
    )
    menu = ft.PopupMenuButton(
        icon=ft.Icons.MORE_VERT,
        tooltip=_("Menu"),
        padding=theme.ROW_PADDING,
        items=[*(ft.PopupMenuItem(words, icon=icon, on_click=go(route)) for icon, words, route in items), *hide],
    )
    return ft.Semantics(content=ft.MergeSemantics(menu), identifier="menu")


def _bar(title: str, back: str | None, actions: Sequence[ft.Control], large: bool) -> ft.AppBar:
    style = theme.TITLE if large else theme.BAR_TITLE  # beside the fever button a long word would break
    leading = icon_button(ft.Icons.ARROW_BACK, _("Back"), go(back), identifier="back") if back else None
    return ft.AppBar(
        leading=leading,
        automatically_imply_leading=False,
        title=ft.Text(title, theme_style=style, max_lines=2, overflow=ft.TextOverflow.ELLIPSIS),
        center_title=False,
        title_spacing=theme.TINY if back else None,
        toolbar_height=theme.TOOLBAR_HEIGHT,
        actions=[*actions],
        actions_padding=between(end=theme.SMALL),
    )


def _icons(tab: Tab, size: float) -> dict[str, Any]:
    """Both icons of a place. They grow as its name does there: by a third at most in the bar, more in the rail."""
    both = (("icon", tab.icon), ("selected_icon", tab.chosen))
    return {key: ft.Icon(icon, size=size, apply_text_scaling=False) for key, icon in both}


def _rail(chosen: int, large: bool) -> ft.Control:
    size = theme.ICON_LARGE if large else theme.ICON
    return ft.NavigationRail(
        selected_index=chosen,
        label_type=ft.NavigationRailLabelType.ALL,
        scrollable=True,
        destinations=[ft.NavigationRailDestination(label=_(tab.name), **_icons(tab, size)) for tab in TABS],
        on_change=lambda event: go(TABS[int(event.control.selected_index or 0)].route)(),
    )


def _bottom(chosen: int, large: bool) -> ft.NavigationBar:
    size = theme.ICON_TAB if large else theme.ICON
    return ft.NavigationBar(
        selected_index=chosen,
        destinations=[ft.NavigationBarDestination(label=_(tab.name), **_icons(tab, size)) for tab in TABS],
        on_change=lambda event: go(TABS[int(event.control.selected_index or 0)].route)(),
    )


def _news(state: Any) -> list[ft.Control]:
    """What the state has to say: a notice above the navigation, with Undo while there is something to undo."""
    said, page = getattr(state, "notice", None), ft.context.page
    if not said:
        return []

    def close(_event: Any) -> None:
        state.notice = None

    undo = [text_button(_("Undo"), lambda _event: page.run_task(state.undo), identifier="undo")] if said.undo else []
    words = _(said.text).format(**said.values)
    kind: Literal["error", "done"] = "error" if said.failed else "done"
    return [ft.Container(notice(words, kind, undo, close, "notice"), padding=theme.foot_padding(), key=said.number)]


@component
def screen(
    title: str,
    body: Sequence[ft.Control],
    back: str | None = None,
    *,
    route: str = "",
    actions: Sequence[ft.Control] = (),
    foot: Sequence[ft.Control] = (),
    fever: bool = True,
    scroll: bool = True,
    modal: bool = False,
    menu: bool = True,
    step: str = "",
) -> ft.View:
    """A whole screen: *title* in the bar, *body* from the top down, at most 720 wide.

    *back* is the route of the arrow; without it the screen is a root with the bottom bar (or the rail, when wide).
    *actions* are icon buttons in the bar; *foot* stays at the bottom, under the thumb. With *scroll* off, *body* is
    one control that scrolls by itself. Each *step* of a screen with several begins at its top.
    """
    state, wide, large = ft.use_context(Ctx).state, ft.use_context(Wide), ft.use_context(Large)
    here = route or ft.context.page.route or "/"
    column = ft.Column(
        list(body),
        key=step or None,
        spacing=theme.MEDIUM,
        scroll=ft.ScrollMode.AUTO if scroll else None,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    behind = _came_from(back) if modal else back
    more = [*([_fever_button(large)] if fever else []), *([_menu(state)] if menu and not behind else [])]
    rail = [_rail(_tab_of(here), large), ft.VerticalDivider(width=theme.HAIRLINE)] if wide and not modal else []
    return ft.View(
        route=here if back or modal else "/",
        can_pop=bool(back) or modal,
        on_confirm_pop=None if back or modal else leaving(here),
        fullscreen_dialog=modal,
        padding=0,
        appbar=_bar(title, behind, [*actions, *more], large),
        navigation_bar=None if wide or back or modal else _bottom(_tab_of(here), large),
        controls=[_frame(column, [*_news(state), *foot], wide, rail)],
    )


def _frame(column: ft.Column, foot: Sequence[ft.Control], wide: bool, rail: Sequence[ft.Control]) -> ft.Control:
    """The page in the middle of its room, the rail at its side; the scroll bar belongs at the window's edge."""
    if column.scroll:
        inside = ft.Column(column.controls, spacing=theme.MEDIUM, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
        column.controls = [_centred(inside, wide)]
        middle: ft.Control = column
    else:
        middle = _centred(column, wide)
        middle.expand = True
    page = ft.Column(
        [middle, *(_under(one, wide) for one in foot)],
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    row = ft.Row([*rail, page], spacing=0, expand=True, vertical_alignment=ft.CrossAxisAlignment.STRETCH)
    return ft.SafeArea(row, expand=True)


def _centred(content: ft.Control, wide: bool) -> ft.Container:
    """At most `CONTENT_WIDTH` wide: an aligned box may be narrower than its room, never wider."""
    inside = ft.Container(content, width=theme.CONTENT_WIDTH, padding=theme.page_padding(wide))
    return ft.Container(inside, alignment=ft.Alignment.TOP_CENTER)


def _under(foot: ft.Control, wide: bool) -> ft.Container:
    """What stays at the bottom, in line with the page above it, on a ground from side to side."""
    room, ground = theme.foot_room(wide), getattr(foot, "bgcolor", None)
    inside = ft.Container(foot, width=theme.CONTENT_WIDTH, padding=room)
    return ft.Container(inside, alignment=ft.Alignment.CENTER, bgcolor=ground)
