"""Facts about the built site that need no browser: what is in it, what it weighs, what it could ever ask for."""

import base64
import gzip
import hashlib
import json
import re
import subprocess
import tarfile
import zipfile
from pathlib import Path

import brotli
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from app import words
from app.ui.reading import FONTS
from tests.web.site import BUILT
from tools.web import client, compiled, fonts, icons, offline, page, record, runtime, wheels
from tools.web.client import PATCHES, BuildError, Patch

ROOT = Path(__file__).parents[2]
PAGES = [page.name(language) for language in page.languages(ROOT)]
TEXTS = (".js", ".mjs", ".html", ".json", ".webmanifest", ".svg")
ADDRESS = re.compile(r"(?:https?:)?//((?:[a-z0-9-]+\.)+[a-z]{2,})[/\"'`:?]", re.I)
NAMED_ONLY = {
    "www.w3.org": "the name of a file format",
    "github.com": "said in error messages",
    "pub.dev": "said in error messages",
    "flet.dev": "said in error messages",
    "flutter.dev": "said in error messages",
    "docs.flutter.dev": "said in error messages",
    "api.flutter.dev": "said in error messages",
    "developer.mozilla.org": "said in error messages",
    "developer.android.com": "said in error messages",
}
"""Other hosts that shipped code names, and why no browser asks them."""


def shipped() -> list[Path]:
    """Every file a browser may ask for."""
    return [BUILT / name for name in (*offline.files(BUILT), "sw.js")]


def listed() -> dict[str, list[object]]:
    """The list inside the service worker."""
    found = re.search(r"^const FILES = (\{.*\});", (BUILT / "sw.js").read_text(encoding="utf-8"), re.M)
    assert found
    files: dict[str, list[object]] = json.loads(found[1])
    return files


def sizes() -> dict[str, object]:
    """The table of every byte."""
    table: dict[str, object] = json.loads((BUILT / "sizes.json").read_text(encoding="utf-8"))
    return table


def code_hosts() -> set[str]:
    """The hosts named in shipped code. The article's own sources are text a person may follow, not code."""
    texts = [path.read_text(encoding="utf-8") for path in shipped() if path.suffix in TEXTS and path.suffix != ".html"]
    return {host.lower() for text in texts for host in ADDRESS.findall(text)}


def test_no_shipped_code_names_a_host_that_a_browser_would_ask() -> None:
    assert code_hosts() - set(NAMED_ONLY) == set()


@pytest.mark.parametrize("name", PAGES)
def test_the_page_loads_nothing_but_its_own_files(name: str) -> None:
    html = (BUILT / name).read_text(encoding="utf-8")
    loaded = re.findall(r"<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)=\"([^\"]+)\"", html)
    assert loaded
    assert [name for name in loaded if not (BUILT / name).is_file()] == []


@pytest.mark.parametrize("name", PAGES)
def test_the_page_allows_no_evaluated_script_and_one_inline_by_its_hash(name: str) -> None:
    html = (BUILT / name).read_text(encoding="utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
    assert rules["default-src"] == "'self'"
    [inline] = re.findall(r"<script>(.*?)</script>", html, re.S)
    digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
    assert rules["script-src"] == f"'self' 'sha256-{digest}' 'wasm-unsafe-eval'"
    assert len(re.findall(r"<script(?![^>]*(?:src=|application/json))", html)) == 1
    assert not re.search(r"\son[a-z]+=\"", html)


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: f"{patch.file}: {patch.why}"[:60])
def test_every_patch_is_in_the_shipped_file(patch: Patch) -> None:
    name = patch.file.replace("pyodide/", "python/")
    text = (BUILT / name).read_text(encoding="utf-8")
    assert patch.old not in text
    assert patch.new in text


def test_a_patch_whose_place_is_gone_stops_the_build_and_names_its_flet() -> None:
    with pytest.raises(BuildError, match=re.escape(f"made for Flet {client.MADE_FOR}")):
        PATCHES[0].apply("another text")


def test_a_place_that_is_there_twice_stops_the_build() -> None:
    with pytest.raises(BuildError, match="2 times"):
        Patch("file.js", "why", "here", "there").apply("here and here")


def test_the_service_worker_lists_every_file_with_its_hash_and_size() -> None:
    found = {name: [offline.digest(BUILT / name), (BUILT / name).stat().st_size] for name in offline.files(BUILT)}
    assert {name: entry[:2] for name, entry in listed().items()} == found


def test_page_and_service_worker_carry_the_same_version() -> None:
    worker = re.search(r'^const VERSION = "([0-9a-f]{12})"', (BUILT / "sw.js").read_text(encoding="utf-8"), re.M)
    assert worker
    for name in PAGES:
        assert f'data-version="{worker[1]}"' in (BUILT / name).read_text(encoding="utf-8")


def test_no_place_of_a_template_is_left_open() -> None:
    ours = [*PAGES, "sw.js", "start.js", "offline.js", "python.js", "python/worker.js"]
    left = {name: re.findall(r"__[A-Z]+_?[A-Z]*__", (BUILT / name).read_text(encoding="utf-8")) for name in ours}
    assert left == {name: [] for name in ours}


def test_a_first_install_stays_within_the_budget() -> None:
    assert sizes()["first_install_brotli"] <= offline.BUDGET  # type: ignore[operator]


def test_the_table_of_sizes_is_true() -> None:
    lines = {line["path"]: line for line in sizes()["files"]}  # type: ignore[attr-defined]
    assert set(lines) == {*offline.files(BUILT), "sw.js"}
    for name, line in lines.items():
        packed = BUILT / f"{name}.br"
        assert line["raw"] == (BUILT / name).stat().st_size
        assert line["brotli"] == (packed.stat().st_size if packed.exists() else line["brotli"])


def test_packed_files_unpack_to_the_file_beside_them() -> None:
    packed = [path for path in BUILT.rglob("*.br") if path.stat().st_size < 200_000]
    assert len(packed) > 10
    for path in packed:
        plain = path.with_suffix("").read_bytes()
        assert brotli.decompress(path.read_bytes()) == plain
        assert gzip.decompress(path.with_suffix(".gz").read_bytes()) == plain


def test_the_manifest_makes_the_site_installable_at_any_path() -> None:
    manifest = json.loads((BUILT / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == ("./", "./", "standalone")
    assert {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]} >= {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    for icon in manifest["icons"]:
        size = Image.open(BUILT / icon["src"]).size
        assert f"{size[0]}x{size[1]}" == icon["sizes"]


def test_nothing_shipped_starts_at_the_root_of_the_host() -> None:
    for name in (*PAGES, "start.js", "offline.js", "python.js", "python/worker.js", "manifest.webmanifest"):
        text = (BUILT / name).read_text(encoding="utf-8")
        assert re.findall(r"""(?:src|href|fetch\(|Worker\()=?["'`]/(?!/)""", text) == [], name


def test_the_app_archive_holds_program_and_content_and_nothing_else() -> None:
    with tarfile.open(BUILT / "python" / "app.tar") as archive:
        names = archive.getnames()
    assert "main.pyc" in names
    assert "content/en.json" in names
    assert {name.split("/")[0] for name in names} == {"main.pyc", "app", "content", "assets"}
    modules = {path.relative_to(ROOT).as_posix() + "c" for path in (ROOT / "app").rglob("*.py")}
    assert {name for name in names if name.startswith("app/") and name.endswith(".pyc")} == modules


def test_every_wheel_is_pinned_exactly_and_to_the_flet_of_the_client() -> None:
    assert wheels.pins()["flet"][0] == client.MADE_FOR
    assert wheels.pins()["pydantic-core"][0] == "2.50.4"
    assert all(len(digest) == 64 for _, digest in wheels.pins().values())


def test_the_placeholder_of_pydantic_core_is_refused(tmp_path: Path) -> None:
    wheel = tmp_path / "pydantic_core-0.0.1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as file:
        file.writestr("pydantic_core-0.0.1.dist-info/METADATA", "Name: pydantic-core\nVersion: 0.0.1\n")
        file.writestr("pydantic_core-0.0.1.dist-info/WHEEL", "Tag: py3-none-any\n")
    with pytest.raises(BuildError, match=r"says it is pydantic-core 0\.0\.1; pinned is 2\.50\.4"):
        wheels.check(wheel)


def test_a_wheel_for_another_platform_is_refused(tmp_path: Path) -> None:
    wheel = tmp_path / "pydantic_core-2.50.4-cp314-cp314-linux.whl"
    with zipfile.ZipFile(wheel, "w") as file:
        file.writestr("pydantic_core-2.50.4.dist-info/METADATA", "Name: pydantic-core\nVersion: 2.50.4\n")
        file.writestr("pydantic_core-2.50.4.dist-info/WHEEL", "Tag: cp314-cp314-manylinux_2_28_x86_64\n")
    with pytest.raises(BuildError, match="not compiled for the browser"):
        wheels.check(wheel)


def test_every_import_of_what_is_shipped_is_shipped() -> None:
    library, packages = compiled.library(), compiled.packages()
    top = {name: found for name, found in (library.top() | packages.top()).items() if name in set(runtime.kept())}
    everything = library.top() | packages.top()
    missing = {
        f"{name} imports {file}"
        for name, modules in top.items()
        for module in modules
        for file in record.files_of(module, everything)
        if file not in top
        and module not in library.builtin()
        and file not in runtime.stubs()
        and file.removesuffix(".py") not in runtime.TRIM["library"]["frozen"]
    }
    assert missing == set()


@pytest.mark.slow
def test_the_whole_app_runs_in_the_python_that_is_shipped(tmp_path: Path) -> None:
    with tarfile.open(BUILT / "python" / "app.tar") as archive:
        archive.extractall(tmp_path, filter="data")
    setup = re.search(r"^const SETUP = (\".*\");$", (BUILT / "python" / "worker.js").read_text(encoding="utf-8"), re.M)
    assert setup
    info = json.loads((compiled.PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    told = json.dumps({"info": info, "extensions": list(runtime.EXTENSIONS), "code": json.loads(setup[1])})
    lists = [" ".join(record.app_modules(ROOT)), " ".join(record.flet_names(ROOT))]
    places = [Path(__file__).parent / "built.mjs", BUILT, tmp_path, ROOT, compiled.STATIC]
    run = subprocess.run(
        [str(compiled.NODE), *map(str, places), told, *lists], capture_output=True, text=True, check=False, timeout=300
    )
    assert run.stdout.strip().splitlines()[-1:] == ["b'%PDF-'"], run.stderr[-3000:]


def test_the_icon_font_draws_every_icon_the_app_uses() -> None:
    drawn = TTFont(BUILT / fonts.ICON_FONT).getBestCmap()
    used = icons.icons_used(ROOT / "app")
    assert len(used) > 5
    assert [name for name in used if fonts.codepoints()[name] not in drawn] == []


def test_the_faces_draw_the_signs_of_blood_tests() -> None:
    for face in ("NotoSans-Regular", "NotoSans-Bold"):
        drawn = TTFont(BUILT / "fonts" / f"{face}.ttf").getBestCmap()
        assert [sign for sign in "0123456789,.×⁹₀₉≥≤→↑↓•µμ°–αЖőñç" if ord(sign) not in drawn] == []


def test_the_first_frame_has_every_face_the_theme_names() -> None:
    listed_fonts = json.loads((BUILT / "assets" / "FontManifest.json").read_text(encoding="utf-8"))
    faces = {entry["family"]: [font["asset"] for font in entry["fonts"]] for entry in listed_fonts}
    assert {name: f"../{file}" in faces.get(name, []) for name, file in FONTS.items()} == dict.fromkeys(FONTS, True)


@pytest.mark.parametrize("language", page.languages(ROOT))
def test_the_page_can_be_read_without_the_app(language: str) -> None:
    html = (BUILT / page.name(language)).read_text(encoding="utf-8")
    with words.speaking(language):
        content = page.content.load(ROOT / "content", language)
    assert language != "en" or "38.0 °C (100.4 °F) or more" in html
    for section in content.article.sections:
        assert f'<section id="{section.id}"' in html
        assert f'href="#{section.id}"' in html
    assert [step for step in content.fever.steps if step.replace("'", "&#x27;") not in html and step not in html] == []


def test_the_pages_in_other_languages_are_fetched_when_wanted_and_kept_all_the_same() -> None:
    assert {name: listed()[name][2] for name in PAGES} == {
        name: offline.ALWAYS if name == offline.PAGE else offline.AFTER for name in PAGES
    }


@pytest.mark.parametrize("name", PAGES)
def test_every_link_inside_the_page_leads_somewhere(name: str) -> None:
    html = (BUILT / name).read_text(encoding="utf-8")
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) - set(ids) == set()


def test_the_same_input_makes_the_same_archive(tmp_path: Path) -> None:
    members = {"b.txt": b"two", "a.txt": b"one"}
    runtime.write_zip(tmp_path / "one.zip", members)
    runtime.write_zip(tmp_path / "two.zip", dict(reversed(members.items())))
    digests = [hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name in ("one.zip", "two.zip")]
    assert digests[0] == digests[1]
