"""The workflows parse, hold to GitHub's schema, and do nothing that a linter of workflows warns of; all without a network."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from ruamel.yaml import YAML

from tools import sbom
from tools.mobile.plan import ROOT

pytestmark = pytest.mark.slow  # left to `make test`

FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
BIN = Path(sys.executable).parent


def run(*command: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True)


def schema(file: Path) -> subprocess.CompletedProcess[str]:
    return run(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", file)


def lint(file: Path) -> subprocess.CompletedProcess[str]:
    return run(BIN / "zizmor", "--offline", "--no-progress", "--no-config", "--format=plain", file)


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_a_workflow_holds_to_github_s_schema(file: Path) -> None:
    done = schema(file)
    assert (done.returncode, done.stdout.strip()) == (0, "ok -- validation done"), done.stdout


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_a_workflow_gives_away_no_secret_and_takes_no_moving_part(file: Path) -> None:
    done = lint(file)
    assert done.returncode == 0, done.stdout
    assert "No findings to report" in done.stdout


@pytest.mark.parametrize(
    ("said", "instead", "fault"),
    [
        ("    runs-on: ubuntu-24.04\n", "    runs_on: ubuntu-24.04\n", "schema"),
        ("@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0", "@main", "unpinned-uses"),
        ('"$GITHUB_RUN_NUMBER"', "${{ github.head_ref }}", "template-injection"),
        ("          persist-credentials: false\n", "          fetch-depth: 1\n", "artipacked"),
        ("permissions:\n  contents: read\n", "permissions: write-all\n", "excessive-permissions"),
    ],
)
def test_the_linters_find_what_they_are_there_for(tmp_path: Path, said: str, instead: str, fault: str) -> None:
    bad = tmp_path / ".github" / "workflows" / "ci.yml"
    bad.parent.mkdir(parents=True)
    text = (FOLDER / "ci.yml").read_text(encoding="utf-8")
    assert said in text
    bad.write_text(text.replace(said, instead), encoding="utf-8")
    done = schema(bad) if fault == "schema" else lint(bad)
    assert done.returncode != 0
    assert fault == "schema" or fault in done.stdout


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_every_action_is_taken_by_commit_with_its_version_beside(file: Path) -> None:
    uses = re.findall(r"uses: (.*)", file.read_text(encoding="utf-8"))
    assert len(uses) > 5
    assert [
        one for one in uses if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+( # zizmor: .*)?", one)
    ] == []


def scripts() -> str:
    """Everything the workflows run."""
    return "\n".join(
        step.get("run", "")
        for file in FILES
        for job in YAML(typ="safe").load(file)["jobs"].values()
        for step in job["steps"]
    )


def test_every_verb_and_tool_that_a_workflow_calls_exists() -> None:
    verbs = set(re.findall(r"^make ([\w./]+)", scripts(), re.M))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M)) | {".venv/.ready"}
    assert {"test", "web"} <= verbs <= targets
    modules = set(re.findall(r"-m (tools\.[\w.]+)", scripts()))
    assert modules == {"tools.mobile", "tools.sbom"}
    assert (ROOT / "tools/mobile/smoke.sh").exists()


def test_every_script_is_right_in_its_grammar(tmp_path: Path) -> None:
    for script in (scripts(), (ROOT / "tools/mobile/smoke.sh").read_text()):
        (tmp_path / "script.sh").write_text(script)
        assert run("bash", "-n", tmp_path / "script.sh").stderr == ""


def test_every_secret_is_explained_to_the_person_who_sets_it() -> None:
    asked = set(re.findall(r"\b(?:secrets|vars)\.(\w+)", "".join(file.read_text() for file in FILES)))
    assert len(asked) == 8
    explained = (ROOT / "docs" / "RELEASING.md").read_text(encoding="utf-8")
    assert {name for name in asked if f"`{name}`" not in explained} == set()


def test_the_web_s_bill_of_materials_is_valid_and_names_every_wheel() -> None:
    first, second = (run(sys.executable, "-m", "tools.sbom", "web").stdout for _ in range(2))
    assert first == second
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(first) is None
    lock = (ROOT / "requirements-web.lock").read_text()
    assert len(sbom.of_web(lock)) == lock.count("--hash=sha256:") > 10
    assert '"name": "pydantic-core"' in first
    assert "e6da138a1ecc1341c8b788a5ee822670b03788e1f5decf7af9d461de6e508b8e" in first


def test_a_phone_s_bill_of_materials_is_what_the_build_collected(tmp_path: Path) -> None:
    for processor in ("arm64-v8a", "x86_64"):
        (tmp_path / processor / "pydantic_core-2.46.3.dist-info").mkdir(parents=True)
        (tmp_path / processor / "tinydb-4.9.0.dist-info").mkdir()
    found = sbom.of_phone(tmp_path)
    assert [one["purl"] for one in found] == ["pkg:pypi/pydantic-core@2.46.3", "pkg:pypi/tinydb@4.9.0"]
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(sbom.bill("android", found))) is None


def test_a_release_is_built_from_no_cache() -> None:
    """What the linter is told to pass over, held here."""
    jobs = YAML(typ="safe").load(FOLDER / "ci.yml")["jobs"]
    cached = [step for job in jobs.values() for step in job["steps"] if "actions/cache@" in step.get("uses", "")]
    assert [step["if"] for step in cached] == ["github.ref_type != 'tag'"] * 2
    assert (FOLDER / "ci.yml").read_text().count("zizmor: ignore") == 2
