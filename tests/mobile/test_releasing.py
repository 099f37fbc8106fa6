"""What docs/RELEASING.md tells a person is so."""

import json
import re
from pathlib import Path

import pytest

from tools import cost
from tools.mobile.plan import ROOT

TEXT = cost.PAGE.read_text(encoding="utf-8")


def block() -> str:
    found = cost.BLOCK.search(TEXT)
    assert found
    return found[0]


def test_every_file_and_tool_it_names_exists() -> None:
    names = set(re.findall(r"`((?:app|docs|tests|tools|build/web|\.github)/[\w./-]*\w(?:\.\w+)?)/?`", TEXT))
    names |= {f"docs/{name}" for name in re.findall(r"\]\((hosting/[\w.]+)\)", TEXT)}
    assert len(names) > 5
    assert sorted(name for name in names if not name.startswith("build/") and not (ROOT / name).exists()) == []
    modules = set(re.findall(r"python -m (tools\.[\w.]+)", TEXT))
    assert {"tools.mobile", "tools.cost"} <= modules
    places = [ROOT / Path(*name.split(".")) for name in modules]
    assert [str(one) for one in places if not (one.with_suffix(".py").exists() or one.is_dir())] == []


def test_every_verb_it_names_is_a_verb() -> None:
    verbs = set(re.findall(r"(?:`|^)make ([a-z]+)", TEXT, re.M))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
    assert {"test", "run", "android"} <= verbs
    assert verbs - targets == set()


def test_the_store_s_words_fit_their_fields() -> None:
    fields = re.findall(r"^\*\*(Name|Subtitle|Short description|Keywords)\*\* \((\d+)\): (.*)$", TEXT, re.M)
    assert [name for name, _most, _text in fields] == ["Name", "Subtitle", "Short description", "Keywords"]
    assert [(name, len(text)) for name, most, text in fields if len(text) > int(most)] == []


def test_every_row_of_the_table_says_one_of_the_three_things() -> None:
    table = TEXT.split("## What works where")[1]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line[:2] == "| "][
        1:
    ]
    assert len(rows) > 20
    for feature, web, android, ios, why in rows:
        assert "tested" not in (android, ios), f"{feature}: no phone has run it"
        if "no" in (web, android, ios):
            assert why or web == "no", f"{feature} is not offered without a reason"


def test_a_bill_is_worked_out_tier_by_tier() -> None:
    assert cost.cloudfront(500) == 0
    assert cost.cloudfront(2_000) == pytest.approx(85)
    assert cost.cloudfront(11_000) == pytest.approx(850)
    assert cost.cloudfront(12_000) == pytest.approx(930)
    table = {"first_install_brotli": 10_000_000, "files": [{"path": "python/app.tar", "brotli": 1_000_000}]}
    assert cost.size(table) == (10_000_000, 1_000_000)
    assert "A million people: 10.0 TB at the first start, then 1.0 TB with each release." in cost.render(
        cost.Size(10_000_000, 1_000_000)
    )


@pytest.mark.browser
def test_the_page_says_no_less_than_the_site_weighs() -> None:
    said = float(re.findall(r"\*\*([\d.]+) MB\*\*", block())[0])
    now = cost.size(json.loads(cost.SIZES.read_text())).install / 1e6
    assert 0.7 * said <= now <= 1.1 * said, "Write them again: python -m tools.cost --write"
