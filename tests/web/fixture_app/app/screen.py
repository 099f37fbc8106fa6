"""One screen: type, press, share, ask the page."""

import tomllib
from pathlib import Path

import flet as ft
import js
from pydantic import BaseModel
from pyodide.ffi import create_proxy, to_js


class Count(BaseModel):
    """How often the button was pressed."""

    times: int = 0


WORDS = tomllib.loads((Path(__file__).parent.parent / "content" / "words.toml").read_text(encoding="utf-8"))


async def ask(name: str, **payload: object) -> object:
    """What the page answers to a command."""
    value = await js.pageCommand(name, to_js(payload, dict_converter=js.Object.fromEntries))
    return value.to_py() if hasattr(value, "to_py") else value


def main(page: ft.Page) -> None:
    """Show the screen."""
    page.title = "Fixture"
    count, said = Count(), ft.Text(WORDS["greeting"])

    def say(text: object) -> None:
        said.value = str(text)
        page.update()

    def press(_: object) -> None:
        count.times += 1
        say(f"Pressed {count.times}")

    async def storage(_: object) -> None:
        say(f"Storage {sorted(await ask('storage'))}")

    async def unknown(_: object) -> None:
        try:
            await ask("fly")
        except Exception as reason:  # noqa: BLE001 - the fixture shows whatever came
            say(f"Refused: {reason}")

    def pdf(_: object) -> None:
        from fpdf import FPDF

        face = Path(__file__).parent.parent / "assets" / "fonts" / "NotoSans-Regular.ttf"
        document = FPDF()
        document.add_page()
        document.add_font("Noto", fname=face)
        document.set_font("Noto", size=12)
        document.cell(text="0.4 ×10⁹/L")
        say(f"Made {bytes(document.output())[:5].decode()}")

    events: list[str] = []

    def heard(name: str, _: object) -> None:
        events.append(name)
        say(f"Heard {' '.join(events)}")

    js.onPageEvent = create_proxy(heard)
    buttons = {"Press": press, "Storage": storage, "Unknown": unknown, "Make PDF": pdf}
    page.add(said, ft.TextField(label="Your name"), ft.Icon(ft.Icons.HOME))
    page.add(*(ft.Button(label, on_click=act) for label, act in buttons.items()))
