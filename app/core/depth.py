"""How deep a JSON text nests, asked before it is parsed: in the browser's Python too deep a text ends the whole app."""

import re

MOST = 60
"""Levels of nesting; what this app writes has about ten."""
STRINGS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?', re.S)
NOT_BRACKETS = re.compile(r"[^\[\]{}]+")


def is_shallow(text: str, most: int = MOST) -> bool:
    """Whether the brackets of *text* close, at most *most* levels deep; a text that is no JSON may fail as well."""
    left = NOT_BRACKETS.sub("", STRINGS.sub("", text))
    for _ in range(most):
        if not left:
            return True
        left = left.replace("[]", "").replace("{}", "")
    return not left
