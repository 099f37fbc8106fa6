"""Our scripts in the browser. Each is one file there, and here parts that can be read: joined in this order."""

from tools.web.compiled import STATIC

PARTS = {
    "sw": ("store", "files", "versions", "talk", "answer"),
    "start": ("page", "flutter", "open", "begin"),
    "python": ("channel", "asked", "aloud", "camera"),
    "offline": (),
}
"""By script; one without parts is a file of its own."""


def joined(name: str) -> str:
    """The text of a script; KeyError for one that is not ours."""
    files = [STATIC / name / f"{part}.js" for part in PARTS[name]] or [STATIC / f"{name}.js"]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)
