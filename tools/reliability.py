"""`python -m tools.reliability [--quick]`: kill, damage, fill, forge and measure the record.

Prints the figures and keeps them in `docs/RELIABILITY.md`; ends with an error when anything was lost.
"""

import argparse
import asyncio
import os
import platform
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests.store import browser_kills, kills, lock_kills
from tests.store.browser_cost import in_browser
from tests.store.cost import Cost, on_file
from tests.store.full import fill, small_disk
from tests.store.fuzz import fuzz
from tests.store.harm import harm
from tests.store.kills import Tally
from tools.provide import chromium

REPORT = Path(__file__).parent.parent / "docs" / "RELIABILITY.md"
BEFORE, AFTER = "<!-- figures -->", "<!-- end of figures -->"
HISTORIES = (100, 1000, 10_000)


@dataclass
class Figures:
    """Lines of the report, and whether all is well."""

    lines: list[str] = field(default_factory=list)
    well: bool = True

    def row(self, what: str, how_many: str, seen: str, well: bool) -> None:
        """One line of the table, printed as it is known."""
        line = f"| {what} | {how_many} | {seen} | {'yes' if well else '**NO**'} |"
        print(line, flush=True)
        self.lines.append(line)
        self.well &= well

    def plain(self, *lines: str) -> None:
        """Lines as they are."""
        print("\n".join(lines), flush=True)
        self.lines += lines


def killed(figures: Figures, what: str, tally: Tally) -> None:
    """The row of a kill test."""
    seen = f"{tally.acknowledged} changes acknowledged, {tally.lost} lost, {tally.torn} states torn"
    if tally.in_mid_write:
        seen += f"; {tally.in_mid_write} kills left an unfinished file"
    figures.row(what, f"{tally.kills} kills", seen, not (tally.lost or tally.torn or tally.troubled))


def sealed(figures: Figures, tally: lock_kills.Tally) -> None:
    """The row of kills while the record is sealed and opened."""
    seen = (
        f"{tally.sealed} found it sealed, {tally.kills - tally.sealed} open; {tally.mixed} mixed, {tally.lost} lost; "
        f"{tally.in_mid_write} kills left an unfinished file"
    )
    well = not (tally.mixed or tally.lost or tally.troubled)
    figures.row("Killed while encryption is turned on and off", f"{tally.kills} kills", seen, well)


def counted(figures: Figures, what: str, unit: str, seen: Counter[str], good: set[str]) -> None:
    """The row of a test that counts what it saw."""
    shown = ", ".join(f"{count} {name}" for name, count in seen.most_common())
    figures.row(what, f"{seen.total()} {unit}", shown, set(seen) <= good)


def filled(figures: Figures, folder: Path) -> None:
    """The row of the full file system."""
    with small_disk(folder) as small:
        if small is None:
            figures.plain("| Full file system | not run: this machine does not allow a small mount | | |")
            return
        end = fill(small)
    seen = f"{end.acknowledged} kept, {end.refused} refused as “{', '.join(end.codes)}”"
    figures.row("Full file system (400 KB)", "600 writes", seen, end.whole and not end.troubled)


def priced(figures: Figures, where: str, costs: list[Cost]) -> None:
    """The rows of the cost table."""
    for one in costs:
        ratio = one.add / costs[0].add
        figures.plain(
            f"| {where} | {one.history:,} | {one.add:.1f} | {ratio:.2f} | {one.edit:.1f} "
            f"| {one.size / 1000:.1f} | {one.opening:.0f} |"
        )


def measure(folder: Path, quick: bool) -> Figures:
    """Everything, with the files under *folder*."""
    figures, part = Figures(), 10 if quick else 1
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    figures.plain(f"Run on {datetime.now(UTC):%Y-%m-%d} on {machine}{', a tenth of everything' * quick}.", "")
    figures.plain("| What is done | How often | What was seen | As promised |", "|---|---|---|---|")
    killed(figures, "Writing process killed (SIGKILL)", kills.kill(folder / "kills", 500 // part))
    sealed(figures, lock_kills.kill(folder / "sealed", 300 // part))
    harmed = harm(folder / "harm", 1000 // part)
    good = {"whole", "told, raw file offered"}
    counted(figures, "Files cut, flipped, zeroed, emptied, deleted, swapped", "openings", harmed, good)
    counted(figures, "Backup files harmed and forged", "files", fuzz(10_000 // part), {"refused", "read as it says"})
    filled(figures, folder / "small")
    if chromium():
        tally = browser_kills.kill(folder / "profile", 50 // part)
        killed(figures, "Whole browser killed (SIGKILL)", tally)
    else:
        figures.plain("| Whole browser killed | not run: no Chromium on this machine | | |")
    head = "| Where | Tests before | Add one, ms | Against 100 | Edit one, ms | Written, KB | Open, ms |"
    figures.plain("", head, "|---|---|---|---|---|---|---|")
    priced(figures, "folder", asyncio.run(on_file(folder / "cost", *HISTORIES)))
    if chromium():
        priced(figures, "browser", in_browser(folder / "prices", *HISTORIES))
    return figures


def main() -> int:
    """Run, print, keep."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="a tenth of everything, and the report left as it is")
    quick = options.parse_args().quick
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), quick)
    if not quick:
        text = REPORT.read_text(encoding="utf-8")
        start, end = text.index(BEFORE) + len(BEFORE), text.index(AFTER)
        written = text[:start] + "\n" + "\n".join(figures.lines) + "\n" + text[end:]
        REPORT.write_text(written, encoding="utf-8")
    return 0 if figures.well else 1


if __name__ == "__main__":
    sys.exit(main())
