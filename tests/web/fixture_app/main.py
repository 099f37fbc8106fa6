"""The smallest app that uses what the web build promises: Flet, pydantic, a late package, and the channel to the page."""

import flet as ft
from app.screen import main

ft.run(main)
