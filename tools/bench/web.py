"""The stock site and ours in turn, A B A B, over the same links: first and second visit, and with the server gone."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from tools.bench import stock
from tools.bench.link import CABLE, FAST_3G, SLOW_4G, Far, Link
from tools.bench.visit import visit

ROOT = Path(__file__).parents[2]
OURS = ROOT / "build" / "web"
ROUNDS: tuple[tuple[Link, int], ...] = ((CABLE, 3), (SLOW_4G, 2), (FAST_3G, 1))
QUICK: tuple[tuple[Link, int], ...] = ((CABLE, 1),)
KINDS = ("first", "second", "offline")
NUMBERS = ("readable", "frame", "usable", "bytes", "requests", "elsewhere", "memory")
Visits = dict[str, list[dict[str, Any]]]


def measure(
    rounds: tuple[tuple[Link, int], ...] = ROUNDS,
    sites: dict[str, Path] | None = None,
    keep: Callable[[dict[str, Any]], None] = lambda _found: None,
) -> dict[str, Any]:
    """By link: every visit of both sites, the medians, and ours divided by stock. *keep* is told after each round.

    Each round goes through all links, so that a run that is cut short has seen every one of them.
    """
    sites = sites or {"stock": stock.site(), "ours": OURS}
    found: dict[str, Any] = {}
    for turn in range(max(times for _, times in rounds)):
        for link in (link for link, times in rounds if turn < times):
            runs = found.setdefault(link.name, {"link": vars(link), "runs": _none(sites)})["runs"]
            for name, folder in sites.items():
                for kind, seen in three_visits(folder, link).items():
                    runs[name][kind].append(seen)
                    print(f"  {link.name}, round {turn + 1}, {name}, {kind}: {said(seen)}", flush=True)
            found[link.name] |= compared(runs)
            keep(found)
    return found


def _none(sites: dict[str, Path]) -> dict[str, Visits]:
    return {name: {kind: [] for kind in KINDS} for name in sites}


def three_visits(folder: Path, link: Link) -> dict[str, dict[str, Any]]:
    """A fresh profile's first and second visit, and one with the server gone. The browser ends between them."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        far = Far(folder, link).start()
        try:
            first = visit(far, Path(profile), stay=True)
            second = visit(far, Path(profile))
        finally:
            far.stop()
        return {"first": first, "second": second, "offline": visit(far, Path(profile))}


def compared(runs: dict[str, Visits]) -> dict[str, Any]:
    """The medians of each site and kind of visit, and ours divided by stock where both have a number."""
    medians = {name: {kind: _middle(seen) for kind, seen in visits.items()} for name, visits in runs.items()}
    ratios = {
        kind: {number: _ratio(medians["ours"][kind][number], medians["stock"][kind][number]) for number in NUMBERS}
        for kind in KINDS
    }
    return {"medians": medians, "ratios": ratios}


def _middle(visits: list[dict[str, Any]]) -> dict[str, float | None]:
    good = [one for one in visits if not one["error"]]
    pick: Callable[[str], float | None] = lambda name: median(v) if (v := _known(good, name)) else None  # noqa: E731
    return {name: pick(name) for name in NUMBERS}


def _known(visits: list[dict[str, Any]], name: str) -> list[float]:
    return [one[name] for one in visits if one[name] is not None]


def _ratio(ours: float | None, stock: float | None) -> float | None:
    return round(ours / stock, 3) if ours is not None and stock else None


def said(seen: dict[str, Any]) -> str:
    """One visit in a line."""
    if seen["error"]:
        return f"not possible ({seen['error']})"
    return (
        f"read {seen['readable']} ms, usable {seen['usable']} ms, {seen['bytes'] / 1e6:.2f} MB, "
        f"{seen['requests']} requests, {seen['elsewhere']} elsewhere, {seen['memory']:.0f} MB of memory"
    )
