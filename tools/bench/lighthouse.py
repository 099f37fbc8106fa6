"""Lighthouse on the first page, as a phone sees it: a judge nobody here wrote. Fetched by npm into `.cache/`."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tools.bench.link import CABLE, Far
from tools.provide import CHROMIUM_FLAGS, chromium

HOME = Path(__file__).parents[2] / ".cache" / "bench" / "lighthouse"
VERSION = "12.8.2"
SUBJECTS = ("performance", "accessibility", "best-practices")
TIMES = ("first-contentful-paint", "largest-contentful-paint", "speed-index", "total-blocking-time",
         "cumulative-layout-shift")  # fmt: skip


def measure(folder: Path) -> dict[str, Any]:
    """Scores of 0 to 100, the times behind them, and what was marked down; or "error" with a sentence."""
    try:
        report = _report(folder)
    except (OSError, subprocess.SubprocessError, ValueError, KeyError) as error:
        return {"error": f"Lighthouse could not be had or did not run: {str(error)[-300:]}"}
    scored = {name: report["categories"][name] for name in SUBJECTS}
    return {
        "version": report["lighthouseVersion"],
        "scores": {name: round((one["score"] or 0) * 100) for name, one in scored.items()},
        "times": {name: report["audits"][name]["displayValue"] for name in TIMES},
        "marked down": {name: _faults(report, one) for name, one in scored.items()},
    }


def _faults(report: dict[str, Any], category: dict[str, Any]) -> list[str]:
    """Titles of the audits that cost points."""
    weighed = [(one["weight"], report["audits"][one["id"]]) for one in category["auditRefs"]]
    return [audit["title"] for weight, audit in weighed if weight and (audit["score"] or 0) < 0.9]


def _report(folder: Path) -> dict[str, Any]:
    node = Path(sys.executable).with_name("node")
    main = HOME / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not main.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        print("Fetching Lighthouse …", flush=True)
        npm = [str(Path(sys.executable).with_name("npm")), "install", "--no-fund", "--no-audit", "--ignore-scripts"]
        subprocess.run([*npm, f"lighthouse@{VERSION}"], cwd=HOME, check=True, capture_output=True, timeout=300)
    far = Far(folder, CABLE).start()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        answer = Path(place) / "report.json"
        flags = " ".join(("--headless=new", *CHROMIUM_FLAGS, f"--user-data-dir={place}/profile"))
        command = [str(node), str(main), far.address, "--output=json", f"--output-path={answer}", "--quiet"]
        command += [f"--only-categories={','.join(SUBJECTS)}", f"--chrome-flags={flags}", "--max-wait-for-load=90000"]
        env = {**os.environ, "CHROME_PATH": chromium() or ""}
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=400, env=env)
        finally:
            far.stop()
        report: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
        return report
