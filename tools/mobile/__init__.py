"""Android and iOS: `python -m tools.mobile android|ios` builds, or says in a sentence what is missing.

`needs` looks at this machine, `plan` runs flet-cli's own resolution without building anything, `wheels` holds every
dependency against `platforms.toml`, `product` reads what a build left behind. None of them knows what the app does.
"""
