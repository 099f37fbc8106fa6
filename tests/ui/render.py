"""Runs the app headless: a real Flet session, and a client that records what it is sent and answers calls.

The only file with Flet-private names. Ask for controls again after each action; Flet replaces them.

    screen = await launch(App, state, device, route="/log")
    await screen.tap("Add a blood test")
    await screen.type("White cells", "0,4")
    assert "Save" in screen.outline()
"""

import asyncio
import dataclasses
import inspect
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import flet as ft
import msgpack
from flet.components.public_utils import unwrap_component
from flet.controls.base_control import BaseControl
from flet.controls.context import _context_page
from flet.messaging.connection import Connection
from flet.messaging.protocol import MessageAction, configure_encode_object_for_msgpack
from flet.messaging.session import Session
from flet.pubsub.pubsub_hub import PubSubHub

Kind = TypeVar("Kind", bound=BaseControl)
NAMES = ("label", "tooltip", "text", "content", "title", "value", "semantics_label", "hint_text")
SPOKEN = (
    ft.Text, ft.TextField, ft.Button, ft.TextButton, ft.OutlinedButton, ft.FilledButton, ft.FilledTonalButton,
    ft.IconButton, ft.FloatingActionButton, ft.Checkbox, ft.Switch, ft.Radio, ft.DropdownM2, ft.Chip, ft.ListTile,
    ft.ExpansionTile, ft.NavigationBarDestination, ft.NavigationRailDestination, ft.Segment, ft.Image, ft.Semantics,
    ft.Markdown, ft.SnackBar, ft.AlertDialog, ft.View,
)  # fmt: skip
"""The controls that a person meets; the rest is layout."""


class Client(Connection):
    """Encodes every message as the real one would, keeps it, and answers `invoke_method` from `replies`."""

    def __init__(self) -> None:
        super().__init__()
        self.pubsubhub = PubSubHub()
        self.loop = asyncio.get_running_loop()
        self.page_url = "http://127.0.0.1/"
        self.session: Session
        self.calls: list[tuple[str, Any]] = []
        self.replies: dict[str, Any] = {}
        self.crashes: list[str] = []
        self.bytes_out = 0

    def encode(self, message: Any) -> bytes:
        return bytes(msgpack.packb(message, default=configure_encode_object_for_msgpack(BaseControl)))

    def send_message(self, message: Any) -> None:
        self.bytes_out += len(self.encode([message.action, message.body]))
        if message.action == MessageAction.SESSION_CRASHED:
            self.crashes.append(message.body.message)
        if message.action == MessageAction.INVOKE_METHOD:
            self.calls.append((message.body.name, message.body.args))
            self.loop.call_soon(self._answer, message.body)

    def _answer(self, call: Any) -> None:
        reply = self.replies.get(call.name)
        value = reply(call.args) if callable(reply) else reply
        self.session.handle_invoke_method_results(call.control_id, call.call_id, value, None)
        if call.name == "push_route":  # the real client takes the new address, and tells of it
            self.session.apply_page_patch({"route": call.args["route"]})
            event = self.session.dispatch_event(1, "route_change", {"route": call.args["route"]})
            self.moving = asyncio.ensure_future(event)


class Screen:
    """What is on the page now."""

    def __init__(self, page: ft.Page, client: Client) -> None:
        self.page, self.client = page, client

    @property
    def crashes(self) -> list[str]:
        """What would have covered the app with Flet's red card."""
        return self.client.crashes

    async def settle(self, turns: int = 30) -> None:
        """Let renders, effects and answers happen."""
        for _turn in range(turns):
            await asyncio.sleep(0)

    def roots(self) -> Iterator[Any]:
        """The view on top, and dialogs over it."""
        yield self.views()[-1:]
        yield self.page._dialogs.controls

    def views(self) -> list[ft.View]:
        """The stack of views, the one on top last."""
        return [one for one, _depth in walk(self.page.views) if isinstance(one, ft.View)]

    def all(self, kind: type[Kind] = BaseControl, **properties: Any) -> list[Kind]:  # type: ignore[assignment]
        """Every control of *kind* with these properties, in reading order."""
        found = (one for root in self.roots() for one, _depth in walk(root))
        return [
            one
            for one in found
            if isinstance(one, kind) and all(getattr(one, key, None) == v for key, v in properties.items())
        ]

    def one(self, kind: type[Kind] = BaseControl, **properties: Any) -> Kind:  # type: ignore[assignment]
        """The only control of *kind* with these properties."""
        [found] = self.all(kind, **properties)
        return found

    def named(self, name: str, kind: type[Kind] = BaseControl) -> Kind:  # type: ignore[assignment]
        """The first control a person would call *name*; a `LookupError` shows the screen."""
        for one in self.all(kind):
            if name_of(one) == name and not isinstance(one, ft.Text):
                return one
        for one in self.all(kind):
            if name_of(one) == name:
                return one
        raise LookupError(f"nothing is called {name!r} in\n{self.outline()}")

    def texts(self) -> list[str]:
        """Every text, in reading order; the spans of a text joined."""
        return [name_of(one) for one in self.all(ft.Text)]

    def outline(self) -> str:
        """The screen as indented lines: what it is, what it is called, what it holds, what is wrong with it."""
        lines = []
        for root in self.roots():
            for one, depth in walk(root):
                if isinstance(one, SPOKEN) and getattr(one, "visible", True):
                    lines.append("  " * depth + line_of(one))
        return "\n".join(lines) + "\n"

    async def fire(self, control: BaseControl, event: str, data: Any = None) -> None:
        """Send an event as the client would."""
        await self.client.session.dispatch_event(control._i, event, data)
        await self.settle()

    async def tap(self, what: str | BaseControl) -> None:
        """Tap a control, or the one called so."""
        await self.fire(self.named(what) if isinstance(what, str) else what, "click")

    async def choose_files(self, button: str, *files: tuple[str, bytes]) -> None:
        """Choose files, name and bytes, in the window that the button called so opens within the tap."""
        action = self.named(button, ft.OutlinedButton).action
        assert isinstance(action, ft.PickFiles)
        assert action.with_data
        chosen = [{"id": n, "name": name, "size": len(data), "bytes": data} for n, (name, data) in enumerate(files)]
        await self.fire(action.file_picker, "result", {"files": chosen})

    async def type(self, what: str | BaseControl, text: str) -> None:
        """Type into a field, or the one called so, and leave it."""
        field = self.named(what, ft.TextField) if isinstance(what, str) else what
        self.client.session.apply_patch(field._i, {"value": text})  # what the client does first
        await self.fire(field, "change", text)
        again = [one for one in self.all(ft.TextField) if one._i == field._i]
        await self.fire(again[0] if again else field, "blur", text)

    async def choose(self, what: str | BaseControl, value: Any) -> None:
        """Set a checkbox, switch, radio group, dropdown or segmented button."""
        control = self.named(what) if isinstance(what, str) else what
        key = "selected" if isinstance(control, ft.SegmentedButton | ft.Chip) else "value"
        self.client.session.apply_patch(control._i, {key: value})
        await self.fire(control, "change", value)

    async def go(self, route: str) -> None:
        """Open an address, as the browser's bar would."""
        self.client.session.apply_page_patch({"route": route})
        await self.fire(self.page, "route_change", {"route": route})


def walk(node: Any, depth: int = 0) -> Iterator[tuple[BaseControl, int]]:
    """Every control under *node* with its depth among spoken controls."""
    node = unwrap_component(node)
    if isinstance(node, list | tuple):
        for one in node:
            yield from walk(one, depth)
    elif isinstance(node, BaseControl):
        yield node, depth
        below = depth + isinstance(node, SPOKEN)
        for field in dataclasses.fields(node):
            value = getattr(node, field.name, None)
            if not field.metadata.get("skip") and isinstance(value, BaseControl | list | tuple):
                yield from walk(value, below)


def name_of(control: Any) -> str:
    """What a person, or a screen reader, would call *control*."""
    if isinstance(control, ft.Text) and control.spans:
        return (control.value or "") + "".join(span.text or "" for span in control.spans)
    for key in NAMES:
        value = unwrap_component(getattr(control, key, None))
        if isinstance(value, str) and value:
            return value
        if isinstance(value, ft.Text):
            return name_of(value)
    return ""


def line_of(control: Any) -> str:
    """One line of an outline."""
    parts = [type(control).__name__, f'"{name_of(control)}"' if name_of(control) else ""]
    if isinstance(control, ft.View):
        parts = ["View", control.route or ""]
    for key, sign in (("value", "="), ("error", "!"), ("helper", "?"), ("selected", "=")):
        value = getattr(control, key, None)
        if value not in (None, "", False) and value != name_of(control) and isinstance(value, str | bool | int | list):
            parts.append(f"{sign} {value}")
    parts += ["disabled"] if getattr(control, "disabled", False) else []
    return " ".join(part for part in parts if part)


async def start(main: Callable[[ft.Page], Any], *, route: str = "/", width: int = 390, height: int = 844) -> Screen:
    """Run a Flet entry function as on an Android phone of that size."""
    client = Client()
    session = Session(client)
    client.session = session
    session.apply_page_patch({"route": route, "platform": "android", "web": False, "width": width, "height": height})
    client.encode(session.get_page_patch())  # the answer to "register client"; encoding takes the first snapshot
    _context_page.set(session.page)
    ft.context.reset_auto_update()
    done: Any = main(session.page)
    if inspect.isawaitable(done):
        await done
    await session.after_event(session.page)
    screen = Screen(session.page, client)
    await screen.settle()
    return screen


async def launch(component: Callable[..., Any], *arguments: Any, route: str = "/", width: int = 390) -> Screen:
    """Render a component that gives views, as `app.ui.shell.App` does, at an address."""
    return await start(lambda page: page.render_views(component, *arguments), route=route, width=width)


async def show(component: Callable[..., Any], *arguments: Any, width: int = 390) -> Screen:
    """Render a component that gives controls, alone on a page."""
    return await start(lambda page: page.render(component, *arguments), width=width)
