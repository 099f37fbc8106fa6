"""The house holds its own plan: who may import whom, no network, no clock in the core, no style or words out of place."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APP = ROOT / "app"
FILES = sorted(path for path in APP.rglob("*.py"))

MAY_IMPORT: dict[str, set[str]] = {
    "core": {"core"},
    "words": {"core"},
    "device": set(),
    "migrations": {"core"},
    "content": {"core"},
    "store": {"core", "migrations"},
    "share": {"core", "words"},
    "state": {"core", "store", "migrations"},
    "ui": {"core", "state", "share", "device", "ui", "words"},
    "start": {"core", "content", "store", "state", "share", "device", "ui", "words"},
}
"""Each floor, and the floors below it that it may use."""

MAY_USE_FLET = {"device", "state", "ui", "start"}
NETWORK = {
    "aiohttp", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket", "socketserver",
    "ssl", "telnetlib", "urllib3", "websocket", "websockets", "xmlrpc",
}  # fmt: skip
CORE_MAY_USE = {
    "__future__", "bisect", "collections", "copy", "csv", "dataclasses", "datetime", "decimal", "enum", "fractions",
    "functools", "hashlib", "io", "itertools", "json", "math", "operator", "pydantic", "re", "statistics", "string",
    "types", "typing", "unicodedata",
}  # fmt: skip
CLOCK = re.compile(
    r"\b(?:datetime|date)\.(?:now|today|utcnow)\(|\btime\.(?:time|monotonic)\(|\brandom\.|\buuid\.|\bopen\("
)


def floor(path: Path) -> str:
    """The floor a file of `app/` is on: the first name under `app`."""
    return path.relative_to(APP).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every module a file imports, by absolute name, with the line."""
    package = ("app", *path.relative_to(APP).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            yield module, node.lineno
            if module in ("app", "app.ui"):
                named = (alias.name for alias in node.names if alias.name != "__version__")
                yield from ((f"{module}.{name}", node.lineno) for name in named)


def wrong_imports(path: Path) -> list[str]:
    """The imports of one file that the plan forbids."""
    here, wrong = floor(path), []
    for name, line in imports(path):
        parts = name.split(".")
        where = f"{path.relative_to(ROOT)}:{line} imports {name}"
        outside_core = here == "core" and parts[0] not in CORE_MAY_USE | {"app"}
        if (
            (parts[0] == "app" and len(parts) > 1 and parts[1] not in MAY_IMPORT.get(here, set()) | {here})
            or outside_core
            or (parts[0] == "flet" and here not in MAY_USE_FLET)
            or (parts[0] == "tinydb" and here != "store")
        ):
            wrong.append(where)
    return wrong


@pytest.mark.parametrize(
    "path",
    [p for p in FILES if p.parent != APP or p.name != "__init__.py"],
    ids=lambda p: str(p.relative_to(APP)),
)
def test_every_import_follows_the_plan(path: Path) -> None:
    assert wrong_imports(path) == []


def test_the_import_rule_catches_a_wrong_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.test_house.APP", tmp_path / "app")
    monkeypatch.setattr("tests.test_house.ROOT", tmp_path)
    bad = tmp_path / "app" / "core" / "labs.py"
    bad.parent.mkdir(parents=True)
    bad.write_text("import flet\nfrom app.ui import theme\nfrom ..store import Store\nimport os\n")
    assert [line.split(" imports ")[1] for line in wrong_imports(bad)] == [
        "flet", "app.ui", "app.ui.theme", "app.store", "os",
    ]  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(APP)))
def test_no_file_of_the_app_can_reach_a_network(path: Path) -> None:
    used = {name for name, _ in imports(path)}
    found = {
        name for name in used if name.split(".")[0] in NETWORK or name.startswith(("urllib.request", "pyodide.http"))
    }
    assert found == set()
    assert not re.search(r"\b(?:XMLHttpRequest|sendBeacon|js\.fetch|WebSocket)\b", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted((APP / "core").glob("*.py")), ids=lambda p: p.name)
def test_the_core_has_no_clock_no_chance_and_no_files(path: Path) -> None:
    assert CLOCK.findall(path.read_text(encoding="utf-8")) == []


STYLE = re.compile(
    r"""["']#[0-9a-fA-F]{3,8}["']|\bft\.Colors\.(?!TRANSPARENT)|\bft\.TextStyle\(|\b(?:size|font_size|radius|border_radius|spacing|padding|margin|elevation|stroke_width)\s*=\s*-?\d*\.?\d*[1-9]"""
)


@pytest.mark.parametrize(
    "path",
    sorted(p for p in (APP / "ui").rglob("*.py") if p.name not in ("theme.py", "colours.py")),
    ids=lambda p: str(p.relative_to(APP)),
)
def test_style_is_said_in_the_theme_only(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [f"{n}: {line.strip()}" for n, line in enumerate(lines, 1) if STYLE.search(line)] == []


SPOKEN = {"label", "tooltip", "title", "hint_text", "helper", "semantics_label", "text", "value", "error"}
"""Arguments whose literal text a person would see or hear."""


def words_out_of_place(source: str) -> list[str]:
    """String literals with words in them, passed where a person reads them, that never met the catalog."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        spoken = [k.value for k in node.keywords if k.arg in SPOKEN]
        spoken += node.args[:1] if name.endswith(("ft.Text", "ft.Button", "ft.TextButton", "ft.OutlinedButton")) else []
        for value in spoken:
            parts = value.values if isinstance(value, ast.JoinedStr) else [value]
            found += [
                f"{node.lineno}: {part.value!r}"
                for part in parts
                if isinstance(part, ast.Constant)
                and isinstance(part.value, str)
                and re.search(r"[A-Za-z]{3}", part.value)
            ]
    return found


@pytest.mark.parametrize("path", sorted((APP / "ui").rglob("*.py")), ids=lambda p: str(p.relative_to(APP)))
def test_every_visible_sentence_goes_through_the_catalog(path: Path) -> None:
    assert words_out_of_place(path.read_text(encoding="utf-8")) == []


def test_the_catalog_rule_catches_a_bare_sentence() -> None:
    assert words_out_of_place('ft.Text("Hello you")') == ["1: 'Hello you'"]
    assert words_out_of_place('ft.Text(_("Hello you"), size=size)') == []


UNWANTED = re.compile(
    r"/(?:wo"
    r"rk|fa"
    r"rm)/|/tmp/[a-z]+"
    r"lab|pypi\."
    r"org|python"
    r"hosted|npm"
    r"js\.org|deb\."
    r"debian|\bhelper-\d"
)


def test_no_path_of_a_machine_and_no_registry_host_is_in_the_project() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    texts = [
        name
        for name in listed
        if name and (ROOT / name).is_file() and not name.endswith((".png", ".ttf", ".wasm", ".ico", ".pdf", ".otf"))
    ]
    assert [name for name in texts if UNWANTED.search((ROOT / name).read_text(encoding="utf-8", errors="ignore"))] == []


def test_every_folder_says_what_it_is() -> None:
    folders = {path.parent for path in FILES}
    silent = [
        str(f.relative_to(ROOT)) for f in folders if not ast.get_docstring(ast.parse((f / "__init__.py").read_text()))
    ]
    assert silent == []


def test_no_file_of_the_app_has_grown_past_its_size() -> None:
    assert {str(p.relative_to(APP)): n for p in FILES if (n := len(p.read_text().splitlines())) > 260} == {}
