"""The small shared components: said once, so that screens look and speak alike. They know no subject.

Screens import from here: `from app.ui.parts import screen, card, body`. Plain functions return controls and use no
hook, so they may be called anywhere. `screen`, `form_field`, `chart` and `read_aloud` are components: Flet draws those
only while another component renders, not from a handler, so they cannot stand in a sheet that a tap opens.
"""

from app.ui.parts.aloud import read_aloud
from app.ui.parts.buttons import (
    danger_button,
    icon_button,
    named,
    primary_button,
    secondary_button,
    small_button,
    text_button,
)
from app.ui.parts.cards import card, empty_state, level_word, link_card, notice, urgency_card
from app.ui.parts.chart import chart
from app.ui.parts.chart_frame import Band, Chart, Guide, Line, Mark, Point
from app.ui.parts.fields import check_row, form_field, picker, radio_rows
from app.ui.parts.screens import go, screen
from app.ui.parts.sheets import show_question, show_sheet
from app.ui.parts.texts import body, headline, hint, key_value, lead, section_heading, sources_line, title, working
from app.ui.parts.tiles import RangeBar, person_chip, rating_chip, tiles, value_row, value_tile

__all__ = [
    "Band",
    "Chart",
    "Guide",
    "Line",
    "Mark",
    "Point",
    "RangeBar",
    "body",
    "card",
    "chart",
    "check_row",
    "danger_button",
    "empty_state",
    "form_field",
    "go",
    "headline",
    "hint",
    "icon_button",
    "key_value",
    "lead",
    "level_word",
    "link_card",
    "named",
    "notice",
    "person_chip",
    "picker",
    "primary_button",
    "radio_rows",
    "rating_chip",
    "read_aloud",
    "screen",
    "secondary_button",
    "section_heading",
    "show_question",
    "show_sheet",
    "small_button",
    "sources_line",
    "text_button",
    "tiles",
    "title",
    "urgency_card",
    "value_row",
    "value_tile",
    "working",
]  # fmt: skip
