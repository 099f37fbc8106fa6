"""What the app promises, as sentences. `make.py` builds things with plain defaults; the folders follow `app/`."""
