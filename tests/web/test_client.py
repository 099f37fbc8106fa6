"""Flet's client, cut to what this app uses: nothing the app asks for is gone, and what is gone stays out."""

import ast
import inspect
import re
from pathlib import Path

import flet as ft
import pytest
from flet.controls.base_control import BaseControl

from tests.web.site import BUILT
from tools.web import client, fallback, npm, record, shaker
from tools.web.client import BuildError
from tools.web.runtime import TRIM

ROOT = Path(__file__).parents[2]
CLIENT = TRIM["client"]
KEPT = {*CLIENT["controls"], *CLIENT["services"]}
ON_PHONES = {"flet_local_auth"}
"""Extensions the app carries on phones only; the web app never makes their controls."""
FACTORY = re.compile(
    r'\n\w+\(\w+(?:,\w+)?\)\{(?:var s\n)?switch\(\w+\.b\)\{(case"(?:\w|[^\n])*?(?:\n|.)*?)default:return null'
)


def offered() -> set[str]:
    """The controls and services that Flet's own client makes, by name."""
    text = (client.CLIENT / client.MAIN).read_text(encoding="utf-8")
    return {name for body in FACTORY.findall(text) for name in re.findall(r'case"(\w+)"', body)}


def asked_for() -> set[str]:
    """The controls and services the app's code names, by the names they have in the client."""
    classes = (getattr(ft, name, None) for name in record.flet_names(ROOT))
    found = [one for one in classes if isinstance(one, type) and issubclass(one, BaseControl)]
    return {client_name(one) for one in found}


def client_name(control: type) -> str:
    """What a control is called in the client: the name its decorator gives, its own or its parent's."""
    for one in control.__mro__[:-1]:
        if given := re.search(r'@control\(\s*"(\w+)"', inspect.getsource(one).split("\nclass ")[0]):
            return given[1]
    return control.__name__


def test_the_client_has_every_control_the_app_uses() -> None:
    assert len(offered()) > 200
    assert len(asked_for() & offered()) > 30
    assert (asked_for() & offered()) - KEPT == set()


def test_the_app_takes_flet_s_names_from_flet_alone() -> None:
    modules = {
        name
        for path in [ROOT / "main.py", *(ROOT / "app").rglob("*.py")]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names] if isinstance(node, ast.Import)
            else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        )
        if name.startswith("flet")
    }  # fmt: skip
    assert modules <= {"flet", "flet.canvas", *ON_PHONES}


def test_no_control_takes_the_looks_of_the_platform_which_are_not_shipped() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "app").rglob("*.py")}
    assert [name for name, text in texts.items() if re.search(r"\badaptive\s*=", text)] == []


def test_flutter_speaks_every_language_the_app_does() -> None:
    catalogs = {path.stem for path in (ROOT / "content" / "locale").glob("*.po")}
    assert catalogs - set(CLIENT["languages"]) == set()
    assert "en" in CLIENT["languages"]


def test_what_no_control_of_the_app_needs_is_gone_from_the_client() -> None:
    text = (BUILT / client.MAIN).read_text(encoding="utf-8")
    gone = ("TileLayer", "ScatterChart", "SpinKitRing", "CodeEditor", "BannerAd", "notosansthai", "Rive build")
    assert [name for name in gone if name in text] == []
    assert 'case"DatePicker"' in text


def test_an_arabic_letter_is_drawn_by_the_arabic_face_and_a_chinese_one_by_the_box() -> None:
    text = (client.CLIENT / client.MAIN).read_text(encoding="utf-8")
    made = fallback.with_two_faces(text)
    table = re.search(r'=A\.do1\("(\w+)"', made)
    assert table
    sets = [place for size, place in fallback._places(table[1]) for _ in range(size)]
    assert {sets[ord(letter)] for letter in "العربية،؟٣"} == {1}
    assert {sets[ord(letter)] for letter in "中ไ☃😀Ж"} == {2}
    assert re.findall(r'"(Noto [^"]+)",', made) == [fallback.ARABIC, fallback.BOX]


def test_a_client_without_the_table_of_faces_stops_the_build() -> None:
    with pytest.raises(BuildError, match=re.escape(f"Flet {client.MADE_FOR}")):
        fallback.with_two_faces("another client")


def test_a_program_of_another_shape_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "in.js").write_text("(function main(){var A={a(){return 1}}})();", encoding="utf-8")
    with pytest.raises(BuildError, match="not as expected"):
        shaker._shake(tmp_path)


def test_what_can_run_is_followed_and_the_rest_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "in.js").write_text((Path(__file__).parent / "small_client.js").read_text(encoding="utf-8"))
    (tmp_path / "plan.json").write_text(
        '{"factories":[["Kept","Lost"]],"controls":["Kept"],"languages":[],"tables":[]}'
    )
    packages = npm.home(shaker.HERE)
    for path in shaker.HERE.glob("*.mjs"):
        (packages / path.name).write_bytes(path.read_bytes())
    places = [tmp_path / name for name in ("in.js", "out.js", "plan.json")]
    npm.node([packages / "shaker.mjs", *places], packages)
    said = npm.node(["-e", (tmp_path / "out.js").read_text(encoding="utf-8")], packages)
    assert said.split() == ["kept", "inherited", "mixed", "torn", "lazy", "true", "null"]
    for name in ("lost", "unused", "never"):
        assert name not in (tmp_path / "out.js").read_text(encoding="utf-8")
