"""The web build: Flet's prebuilt client and Python runtime, our wheels, our page and our service worker, made one folder.

It may read the whole project and write only `build/` and `.cache/`; nothing in `app/` may import it.
"""
