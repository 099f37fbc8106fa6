"""The app as one component: routes, look, language, window size. Every screen hangs here and nowhere else.

Addresses (after the `#`): `/`, `/learn`, `/learn/<section>`, `/check`, `/log`, `/log/add/<kind>`, `/log/edit/<entry>`,
`/log/trend/<analyte>`, `/log/bin`, `/share`, `/share/open`, `/fever`, `/settings`, `/about`, `/people`,
`/people/<person>`.
"""

from collections.abc import Callable
from typing import Any

import flet as ft

from app import words
from app.device import Comfort
from app.ui import about, article, fever, home, labs, locked, people, quiz, reading, settings, share, theme
from app.ui.component import screen_component
from app.ui.context import Ctx, House, Large, Wide
from app.ui.cover import use_cover
from app.ui.measure import use_large
from app.ui.parts import body, primary_button
from app.words import _


@screen_component
def _entry_add() -> Any:
    return labs.EntryForm("", ft.use_route_params().get("kind", "test"))


@screen_component
def _entry_edit() -> Any:
    return labs.EntryForm(ft.use_route_params().get("entry", ""))


@screen_component
def _trend() -> Any:
    return labs.Trend(ft.use_route_params().get("analyte", ""))


@screen_component
def _section() -> Any:
    return article.Section(ft.use_route_params().get("section", ""))


@screen_component
def _person() -> Any:
    person = ft.use_route_params().get("person", "")
    return people.PersonForm(person, key=person)  # type: ignore[call-arg]  # another person's form is another form


ROUTES = [
    ft.Route(
        component=home.Home,
        children=[
            ft.Route(path="settings", component=settings.Settings),
            ft.Route(path="about", component=about.About),
            ft.Route(path="people", component=people.People, children=[ft.Route(path=":person", component=_person)]),
        ],
    ),
    ft.Route(path="learn", component=article.Learn, children=[ft.Route(path=":section", component=_section)]),
    ft.Route(path="check", component=quiz.Check),
    ft.Route(
        path="log",
        component=labs.LogScreen,
        children=[
            ft.Route(path="add/:kind", component=_entry_add),
            ft.Route(path="edit/:entry", component=_entry_edit),
            ft.Route(path="trend/:analyte", component=_trend),
            ft.Route(path="bin", component=labs.Bin),
        ],
    ),
    ft.Route(path="share", component=share.Share, children=[ft.Route(path="open", component=share.Opened)]),
    ft.Route(path="fever", component=fever.FeverCard, modal=True),
]

SHUT = [
    ft.Route(path="fever", component=locked.LockedFever, modal=True),
    ft.Route(path=":rest*", component=locked.Locked),
]
"""While the app is locked: nothing but the fever card, and the lock at every other address."""


def _lost() -> ft.Control:
    page = ft.context.page
    return ft.Column(
        [body(_("This page does not exist.")), primary_button(_("Go to Home"), lambda _event: page.navigate("/"))]
    )


AT_EASE = Comfort()


def dress(page: ft.Page, state: Any, comfort: Comfort = AT_EASE) -> None:
    """Fonts, theme, text size and direction, from the settings; before the first frame, and when one is changed."""
    chosen = state.record.settings
    page.fonts = (page.fonts or {}) | reading.fonts()
    page.theme, page.dark_theme = (
        theme.theme(dark, chosen.text_size, comfort.contrast, comfort.still) for dark in (False, True)
    )
    page.theme_mode = ft.ThemeMode(chosen.theme)
    page.rtl = words.right_to_left()
    page.locale_configuration = ft.LocaleConfiguration(  # for what Flutter says itself: calendars, dialogs, menus
        supported_locales=[ft.Locale(one) for one in words.available()], current_locale=ft.Locale(words.language())
    )


@screen_component
def App(state: Any, device: Any) -> Any:
    """Everything: hand it to `page.render_views(App, state, device)`."""
    page = ft.context.page
    wide, set_wide = ft.use_state((page.width or 0) >= theme.WIDE_FROM)
    comfort, set_comfort = ft.use_state(AT_EASE)
    chosen = state.record.settings
    hides = state.lock is not None and state.lock.hide
    large = use_large(page)

    def mount() -> None:
        page.on_resize = lambda event: set_wide(event.width >= theme.WIDE_FROM)

    async def ask() -> None:
        if device is not None:
            set_comfort(await device.comfort())

    def look() -> None:
        dress(page, state, comfort)
        page.update()

    def shut() -> None:
        while state.locked and page.pop_dialog() is not None:
            """A sheet or question over the page may show what the lock hides."""

    async def conceal() -> None:
        if device is not None and not state.opening:
            await device.hide(hides)

    ft.use_effect(mount, [])
    ft.use_effect(shut, [state.locked])
    ft.use_effect(conceal, [state.opening, hides])
    use_cover(state)
    ft.use_effect(ask, [])
    ft.use_effect(look, [chosen.theme, chosen.text_size, words.language(), comfort])
    router: Callable[[], Any] = lambda: ft.Router(SHUT if state.locked else ROUTES, not_found=_lost, manage_views=True)  # noqa: E731
    return Ctx(House(state, device), lambda: Wide(wide, lambda: Large(large, router)))
