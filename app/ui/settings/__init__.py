"""Settings: how the app looks and whom it calls (`look`), saving and restoring (`backup`), what is kept (`keeping`)."""

from app.ui.settings.screen import Settings

__all__ = ["Settings"]
