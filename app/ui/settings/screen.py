"""The settings screen, from what one changes often down to what one hopes never to need."""

from typing import Any

import flet as ft

from app.ui.component import screen_component
from app.ui.context import Ctx
from app.ui.parts import go, link_card, screen
from app.ui.recovery import troubles
from app.ui.settings.backup import Backup
from app.ui.settings.keeping import Erase, Sample, Storage
from app.ui.settings.lock import LockCard
from app.ui.settings.look import EmergencyNumber, Language, TextSize, Theme, Units
from app.words import _


@screen_component
def Settings() -> Any:
    """Everything that can be set."""
    house = ft.use_context(Ctx)
    state = house.state
    return screen(
        _("Settings"),
        [
            *troubles(house),
            link_card(
                ft.Icons.PEOPLE_OUTLINE,
                _("People on this device"),
                go("/people"),
                _("Names, facts for the care team, and whom to call"),
                "go-people",
            ),
            EmergencyNumber(state),
            TextSize(state),
            Theme(state),
            Language(state),
            Units(state),
            Backup(house),
            LockCard(house),
            Storage(house),
            Sample(state),
            link_card(
                ft.Icons.DELETE_OUTLINE, _("Bin"), go("/log/bin"), _("What you removed in the last 30 days"), "go-bin"
            ),
            Erase(house),
            link_card(ft.Icons.INFO_OUTLINE, _("About this app"), go("/about"), identifier="go-about"),
        ],
        back="/",
    )
