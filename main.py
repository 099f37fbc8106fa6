"""Leukopenia Companion. Flet wants its entry module here, so that `content/` and `assets/` come along."""

import flet as ft

from app.start import start

if __name__ == "__main__":
    ft.run(start)
