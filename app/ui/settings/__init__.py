"""Settings: how the app looks and whom it calls (`look`), and what is kept on this device (`keeping`)."""

from app.ui.settings.screen import Settings

__all__ = ["Settings"]
