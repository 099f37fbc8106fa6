"""What `flet test` runs on a phone or an emulator: the app itself, driven by Flutter. Left out where there is none."""
