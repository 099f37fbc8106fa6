"""The page speaks the language it was chosen in, and leaves the screen's alone."""

import io
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo

from app.share import say, text
from app.share.pdf import can_print
from app.words import _, language, speaking
from tests.share.conftest import case
from tools.sample import summary as build


def catalog(folder: Path, code: str, sentences: dict[str, str]) -> None:
    """A compiled catalog of a few sentences."""
    made = Catalog(locale=code)
    for english, other in sentences.items():
        made.add(english, other)
    out = io.BytesIO()
    write_mo(out, made)
    (folder / f"{code}.mo").write_bytes(out.getvalue())


def test_another_language_is_spoken_for_a_while_and_then_no_longer(tmp_path: Path) -> None:
    catalog(tmp_path, "es", {"yes": "sí"})
    with speaking("es", tmp_path):
        assert (language(), _("yes"), say.central_line(case("long"))) == ("es", "sí", "sí")
    assert (language(), _("yes")) == ("en", "yes")


def test_a_format_speaks_the_language_of_its_choice_even_when_the_screen_speaks_another(tmp_path: Path) -> None:
    catalog(tmp_path, "es", {"Allergies: {text}": "Alergias: {text}"})
    with speaking("es", tmp_path):
        assert _("Allergies: {text}") == "Alergias: {text}"
        assert "Alergias: penicillin" in text.full(case("long"))
        assert "Allergies: penicillin" in text.full(build("long", language="en"))
        assert language() == "es"


def test_a_language_the_font_cannot_write_gets_no_pdf() -> None:
    assert [can_print(code) for code in ("en", "es-MX", "el", "uk", "pl")] == [True] * 5
    assert [can_print(code) for code in ("he", "hi", "th", "zh-Hant")] == [False] * 4
