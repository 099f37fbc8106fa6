"""The web build: Flet's prebuilt client and Python runtime, our wheels, our page, our service worker: one folder.

It may read the whole project and write only `build/` and `.cache/`; nothing in `app/` may import it.
"""
