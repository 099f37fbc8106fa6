"""The doors of a device.

In the browser Python sits in a worker; what only the page can do goes through `js.pageCommand` (see `tools/web`).
A door that a device does not have answers False or None and never raises, so a screen can offer another way.
"""

import contextvars
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

import flet as ft

from app.device.files import Files
from app.device.privacy import Privacy
from app.device.voice import Voice
from app.device.where import IN_BROWSER


@dataclass(frozen=True)
class Storage:
    """What the browser says about the room it gives us, in bytes; None where it does not say."""

    persisted: bool | None = None
    """True when the browser promised to keep the record; False when it may delete it to make room."""
    used: int | None = None
    quota: int | None = None


@dataclass(frozen=True)
class Comfort:
    """What the device asks of every app for this person."""

    still: bool = False
    """No motion."""
    contrast: bool = False
    """Stronger contrast."""


class Device(Files, Privacy):
    """The doors of one device. Create it once per page; it keeps Flet's services alive."""

    def __init__(self, page: ft.Page) -> None:
        super().__init__()
        self.page = page
        self.sharing = ft.Share()
        self.clipboard = ft.Clipboard()
        self.launcher = ft.UrlLauncher()
        self.haptics = ft.HapticFeedback()
        self.said: dict[str, Any] = {}
        """The last value of each event the page around us told of; see `on_page_event`."""
        self._hear: list[Callable[[str, Any], None]] = []
        self._context = contextvars.copy_context()
        self.semantics = ft.SemanticsService()
        self.voice = Voice(self.command)

    @property
    def platform(self) -> Literal["web", "android", "ios", "desktop"]:
        """What kind of device this is, as a screen needs to know it."""
        if self.page.web:
            return "web"
        kinds: dict[ft.PagePlatform | None, Literal["android", "ios"]] = {
            ft.PagePlatform.ANDROID: "android",
            ft.PagePlatform.IOS: "ios",
        }
        return kinds.get(self.page.platform, "desktop")

    async def languages(self) -> tuple[str, ...]:
        """The languages the person set on the device, best first, as "fr"; empty when it does not say.

        In the browser the one of the page that was read while the app loaded comes first.
        """
        if IN_BROWSER:
            import js

            return (str(getattr(js, "pageLanguage", "")), *(str(one) for one in js.navigator.languages))
        try:
            info = await self.page.get_device_info()
        except (RuntimeError, TimeoutError, TypeError):  # Flet trips over a client that answers nothing
            return ()
        return tuple(one.language_code for one in getattr(info, "locales", None) or ())

    async def speaks(self, language: str, chosen: str | None = None) -> None:
        """Tell the page around us what the app speaks, for a screen reader's voice, and what was *chosen* in it.

        The page keeps *chosen* for its next visit; "" forgets it, None leaves it as it is.
        """
        await self.command("language", language=language, chosen=chosen)

    async def shown(self) -> None:
        """Tell the page that the first whole screen is on its way: it steps aside when that is drawn."""
        await self.command("shown")

    async def comfort(self) -> Comfort:
        """What the device's accessibility settings ask for; nothing when it does not say."""
        try:
            asked = await self.semantics.get_accessibility_features()
        except (RuntimeError, TimeoutError, TypeError):
            return Comfort()
        return Comfort(still=asked.disable_animations or asked.reduce_motion, contrast=asked.high_contrast)

    # handing over

    async def share_text(self, text: str, subject: str = "") -> bool:
        """Open the share sheet with *text*; inside a tap use `share_action` instead, as iOS browsers ask for it."""
        try:
            answer = await self.sharing.share_text(text, subject=subject or None)
        except (RuntimeError, TimeoutError):
            return False
        return answer.status is not ft.ShareResultStatus.UNAVAILABLE

    def share_action(self, text: str, subject: str = "") -> ft.ShareText:
        """For a button's `action=`: shares *text* within the tap itself."""
        return ft.ShareText(text, subject=subject or None)

    def copy_action(self, text: str) -> ft.CopyToClipboard:
        """For a button's `action=`: copies *text* within the tap itself."""
        return ft.CopyToClipboard(text)

    async def share_file(self, name: str, data: bytes, mime: str) -> bool:
        """Open the share sheet with a file; a browser that cannot share files downloads it."""
        try:
            file = ft.ShareFile.from_bytes(data, mime_type=mime, name=name)
            answer = await self.sharing.share_files([file])
        except (RuntimeError, TimeoutError):
            return False
        return answer.status is not ft.ShareResultStatus.UNAVAILABLE

    async def copy(self, text: str) -> bool:
        """Put *text* on the clipboard."""
        try:
            await self.clipboard.set(text)
        except (RuntimeError, TimeoutError):
            return False
        return True

    async def print_html(self, html: str) -> bool:
        """Open the print dialog on a whole document; only the browser has one. The caller escapes all text."""
        return bool(await self.command("print", html=html))

    # taking in

    @property
    def reads_codes(self) -> bool:
        """Whether `scan` and `read_codes` can do anything: only the page around a browser's app has eyes."""
        return IN_BROWSER

    async def scan(self, words: dict[str, str] | None = None, read: Iterable[str] = ()) -> str | None:
        """The text of a QR code before the camera that is not in *read*; None without a camera, or when it was closed.

        *words* on the camera's window: "title", "close", "status".
        """
        found = await self.command("scan", words=words or {}, read=list(read))
        return str(found) if found else None

    async def read_codes(self, pictures: Iterable[bytes]) -> tuple[tuple[str, ...] | None, ...]:
        """The texts of the QR codes in each picture; None for a file that is no picture. Empty where `reads_codes`
        says no."""
        found = await self.command("pictures", pictures=list(pictures)) or ()
        return tuple(None if texts is None else tuple(map(str, texts)) for texts in found)

    # calling

    async def dial(self, number: str) -> bool:
        """Open the telephone with *number*, as typed; the person still has to press the call button."""
        return await self.open("tel:" + "".join(c for c in number if c.isascii() and (c.isdigit() or c in "+*#,")))

    async def open(self, url: str) -> bool:
        """Open a `tel:`, `sms:`, `mailto:` or web address outside the app."""
        try:
            if IN_BROWSER and url.partition(":")[0] in ("tel", "sms", "mailto"):
                return bool(await self.command("open", url=url))
            await self.launcher.launch_url(url)
        except (RuntimeError, TimeoutError):
            return False
        return True

    async def tap(self) -> None:
        """A light tick in the hand, where the device has one."""
        try:
            await self.haptics.light_impact()  # type: ignore[no-untyped-call]
        except (RuntimeError, TimeoutError):
            return

    # keeping

    async def persist(self) -> bool:
        """Ask the browser to keep the record for good; elsewhere files are kept anyway."""
        return bool(await self.command("persist")) if IN_BROWSER else True

    async def storage(self) -> Storage:
        """How safe, and how full, the browser's storage is; a file system says neither, and keeps its files."""
        if not IN_BROWSER:
            return Storage()
        said = await self.command("storage") or {}
        return Storage(said.get("persisted"), said.get("usage"), said.get("quota"))

    async def forgets(self) -> bool:
        """Whether this browser may delete the record after a week without a visit: Safari, off the home screen."""
        if not IN_BROWSER:
            return False
        import js

        agent = str(js.navigator.userAgent)
        apple = "Safari/" in agent and "Version/" in agent and "Android" not in agent
        every_ios = "iPhone" in agent or "iPad" in agent  # there every browser is Safari within
        return (apple or every_ios) and not await self.command("installed")

    async def install(self) -> bool:
        """Open the browser's own question whether to install the app; True when the person said yes."""
        return bool(await self.command("install"))

    async def capabilities(self) -> dict[str, bool]:
        """Which of "scan", "print", "install" and "share" the page around us can do."""
        return {str(name): bool(can) for name, can in (await self.command("capabilities") or {}).items()}

    async def command(self, name: str, **payload: Any) -> Any:
        """Ask the page for something; None where there is no page, or it refuses."""
        if not IN_BROWSER:
            return None
        import js
        from pyodide.ffi import JsException, jsnull, to_js

        try:
            value = await js.pageCommand(name, to_js(payload, dict_converter=js.Object.fromEntries))
        except JsException:
            return None
        return _without(jsnull, value.to_py() if hasattr(value, "to_py") else value)

    def on_page_event(self, heard: Callable[[str, Any], None]) -> None:
        """Hear what the page says from now on: "hide", "show", "go", "update-ready", "install-available", …

        What it said before is in `said`.
        """
        self._hear.append(heard)
        if IN_BROWSER and len(self._hear) == 1:
            import js
            from pyodide.ffi import create_proxy

            js.onPageEvent = create_proxy(self._page_says)

    def _page_says(self, name: Any, value: Any = None) -> None:
        """The page calls this from outside, so what it causes runs as if the page's own handler had."""
        self.said[str(name)] = value.to_py() if hasattr(value, "to_py") else value
        for heard in self._hear:
            self._context.run(heard, str(name), self.said[str(name)])


def _without(null: Any, value: Any) -> Any:
    """*value* from the page with None for JavaScript's own *null*, which is none of Python's."""
    if isinstance(value, dict):
        return {key: _without(null, one) for key, one in value.items()}
    if isinstance(value, list):
        return [_without(null, one) for one in value]
    return None if value is null else value
