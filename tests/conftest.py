"""What every test may ask for: the real content, a frozen clock, ids in order, and an open record."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from app.content import load
from app.core.content import Content
from app.core.record import Person

if TYPE_CHECKING:
    from app.state import AppState

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=1)))
"""A Monday morning; every test lives at this moment unless it moves its own clock."""

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session")
def content() -> Content:
    """What ships, in English."""
    return load(Path(__file__).parent.parent / "content", "en")


@pytest.fixture
def now() -> datetime:
    """The frozen moment."""
    return NOW


@pytest.fixture
def new_id() -> Callable[[], str]:
    """Ids "id-1", "id-2", …"""
    numbers = count(1)
    return lambda: f"id-{next(numbers)}"


@pytest.fixture
async def state(content: Content, new_id: Callable[[], str]) -> "AsyncIterator[AppState]":
    """An open record in memory, with one person called Ada, id "ada"."""
    from app.state import AppState  # here, so that the core's tests run where there is no Flet
    from app.store import MemoryDisk

    state = AppState(content=content, platform="android", now=lambda: NOW, new_id=new_id)
    await state.open(MemoryDisk())
    await state.keep_person(Person(id="ada", name="Ada"))
    yield state
    state.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for a record on file."""
    return tmp_path / "record"


@pytest.fixture
async def state_on_file(content: Content, folder: Path, new_id: Callable[[], str]) -> "AsyncIterator[AppState]":
    """The same on file, in `folder`."""
    from app.state import AppState
    from app.store import FolderDisk

    state = AppState(content=content, platform="android", now=lambda: NOW, new_id=new_id)
    await state.open(FolderDisk(folder))
    await state.keep_person(Person(id="ada", name="Ada"))
    yield state
    state.close()
