"""The smallest app with what ours needs: three controls, a model, a table."""

import flet as ft
from pydantic import BaseModel
from tinydb import TinyDB
from tinydb.storages import MemoryStorage


class Count(BaseModel):
    """What the table keeps."""

    number: int = 0


def main(page: ft.Page) -> None:
    """A text, a field and a button."""
    table, count, shown = TinyDB(storage=MemoryStorage), Count(), ft.Text("Count: 0")

    def add(_event: ft.Event[ft.Button]) -> None:
        count.number += 1
        table.insert(count.model_dump())
        shown.value = f"Count: {count.number}"
        page.update()

    page.add(shown, ft.TextField(label="Your name"), ft.Button("Add", on_click=add))


ft.run(main)
