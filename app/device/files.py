"""Files handed out, and files the person chooses."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import flet as ft


@dataclass(frozen=True)
class Picked:
    """A file the person chose."""

    name: str
    data: bytes


Take = Callable[[tuple[Picked, ...]], Awaitable[None]]
"""What a screen does with chosen files; none when the person changed their mind."""


class Files:
    """The doors for files."""

    page: ft.Page

    def __init__(self) -> None:
        self.picker = ft.FilePicker()
        self.papers = ft.FilePicker(on_result=self._chosen)
        self.pictures = ft.FilePicker(on_result=self._chosen)
        self._takes: dict[int, Take] = {}
        """What to do with what is chosen in each of the two, by its id."""

    async def save_file(self, name: str, data: bytes) -> bool:
        """Offer *data* as a file called *name*: a download in the browser, a save dialog elsewhere."""
        try:
            where = await self.picker.save_file(file_name=name, src_bytes=data)
        except (RuntimeError, TimeoutError, ValueError):
            return False
        return self.page.web or where is not None

    def choose_file(self, take: Take, *extensions: str) -> ft.PickFiles:
        """For a button's `action=`: one file with one of *extensions* is chosen within the tap itself, as iOS browsers
        ask for, and handed to *take*."""
        kind = ft.FilePickerFileType.CUSTOM
        return self._choosing(self.papers, take, file_type=kind, allowed_extensions=list(extensions))

    def choose_pictures(self, take: Take) -> ft.PickFiles:
        """For a button's `action=`: one picture or several, likewise."""
        return self._choosing(self.pictures, take, file_type=ft.FilePickerFileType.IMAGE, allow_multiple=True)

    def _choosing(self, picker: ft.FilePicker, take: Take, **asked: Any) -> ft.PickFiles:
        self._takes[picker._i] = take
        return ft.PickFiles(picker, with_data=True, cancel_upload_on_window_blur=False, **asked)

    async def _chosen(self, event: ft.FilePickerResultEvent) -> None:
        files = tuple(Picked(one.name, one.bytes) for one in event.files or () if one.bytes is not None)
        await self._takes[event.control._i](files)
