"""The hazard log names tests; each of them must exist, so that no promise in it is empty."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOG = (ROOT / "docs" / "hazards.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (H\d+) \|(.*)\|$", LOG, re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def missing(rows: list[tuple[str, str]]) -> list[str]:
    """The hazards that no test holds, and the tests named that do not exist."""
    wrong = []
    for hazard, row in rows:
        tests = NAMED.findall(row)
        gone = [
            f"{file}::{name}"
            for file, name in tests
            if not (ROOT / file).is_file()
            or not re.search(rf"^(?:async )?def {name}\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
        ]
        wrong += [f"{hazard}: {one}" for one in gone] if tests else [hazard]
    return wrong


def test_every_hazard_is_held_by_a_test_that_exists() -> None:
    assert missing(ROWS) == []


def test_a_hazard_without_a_test_or_with_one_that_is_gone_is_found() -> None:
    here = "tests/content/test_hazards.py"
    rows = [
        ("H1", "| no test "),
        ("H2", f"| `{here}::test_nowhere` "),
        ("H3", f"| `{here}::test_the_log_is_not_short` "),
    ]
    assert missing(rows) == ["H1", f"H2: {here}::test_nowhere"]


def test_the_log_is_not_short() -> None:
    assert len(ROWS) >= 40
    assert len({hazard for hazard, _ in ROWS}) == len(ROWS)


def test_every_hazard_says_how_bad_it_is_and_what_prevents_it() -> None:
    cells = {hazard: [cell.strip() for cell in row.split("|")] for hazard, row in ROWS}
    assert {row[1] for row in cells.values()} <= {"death", "serious", "moderate", "minor"}
    assert [hazard for hazard, row in cells.items() if not (row[0] and row[2])] == []
