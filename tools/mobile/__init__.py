"""Android and iOS: `python -m tools.mobile android|ios` builds, or says in a sentence what is missing.

`needs` looks at this machine, `plan` runs flet-cli's own resolution without building anything, `wheels` holds every
dependency against `platforms.toml`, `build` runs Flet's build with `finish` in it, which adds what Flet's template
leaves out, and `product` reads what a build left behind. None of them knows what the app does.
"""
