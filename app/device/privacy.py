"""The doors of the lock: a finger or face that the phone knows, and a screen that others shall not see.

Flet cannot reach the window itself. What `hide` asks for is read by native code that `tools/mobile/finish.py` puts into
the Android and iOS apps; in a phone's browser, and should that code be missing, only the cover on the page is left.
"""

from typing import Any

import flet as ft

HIDE = "leuko.hide"
"""The preference that says "yes" while the window is to be hidden."""
PHONES = (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS)


class Privacy:
    """What `Device` can do for the lock."""

    page: ft.Page
    _recogniser: Any = None
    _preferences: ft.SharedPreferences | None = None

    @property
    def can_hide(self) -> bool:
        """Whether there is an app switcher with a picture to hide: on phones, in the app or in a browser."""
        return self.page.platform in PHONES

    def pictured_after(self, state: ft.AppLifecycleState) -> bool:
        """Whether the system may take its picture for the app switcher now.

        On Android an app beside another is inactive and in full sight, so there only a hidden one is meant.
        """
        out = {ft.AppLifecycleState.HIDE, ft.AppLifecycleState.PAUSE}
        if self.page.web or self.page.platform is ft.PagePlatform.IOS:
            out.add(ft.AppLifecycleState.INACTIVE)
        return self.can_hide and state in out

    async def hide(self, on: bool) -> bool:
        """Keep the window out of the app switcher and, on Android, out of screenshots; False where nobody listens."""
        if self.page.web or not self.can_hide:
            return False
        self._preferences = self._preferences or ft.SharedPreferences()
        try:
            return bool(await self._preferences.set(HIDE, "yes" if on else ""))
        except (RuntimeError, TimeoutError):
            return False

    async def knows_person(self) -> bool:
        """Whether the phone can recognise a finger or face, and has one on file."""
        recogniser = self._local_authentication()
        if recogniser is None:
            return False
        try:
            return bool(await recogniser.can_check_biometrics() and await recogniser.get_available_biometrics())
        except (RuntimeError, TimeoutError, ValueError, TypeError):
            return False

    async def recognises(self, reason: str) -> bool:
        """Ask for a finger or face, saying *reason*; the phone's own PIN does not count."""
        recogniser = self._local_authentication()
        if recogniser is None:
            return False
        try:
            return bool(await recogniser.authenticate(reason, biometric_only=True))
        except (ft.FletException, RuntimeError, TimeoutError):
            return False

    def _local_authentication(self) -> Any:
        """Flet's service, made when it is first asked for; None where the app does not carry it."""
        if self._recogniser is None and not self.page.web and self.page.platform in PHONES:
            try:
                from flet_local_auth import LocalAuthentication
            except ImportError:
                return None
            self._recogniser = LocalAuthentication()
        return self._recogniser
