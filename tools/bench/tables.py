"""The measurements as Markdown, for the terminal and for `docs/PERFORMANCE.md`."""

from collections.abc import Iterator
from typing import Any

from tools.bench.core import STEPS

VISITS = {"first": "first visit", "second": "second visit", "offline": "server gone"}


def core(found: dict[str, Any]) -> Iterator[str]:
    """Milliseconds of each step, in both Pythons, and how each grows."""
    for name, python in found.items():
        sizes = [f"{size:,}" for size in python["tests"]["sizes"]]
        yield from _head(
            f"{name}, ms", *(f"{size} tests" for size in sizes), "× from first to last", _household(python)
        )
        for step, words in STEPS.items():
            values = [f"{python['columns'][size][step]:.1f}" for size in (*sizes, "household")]
            values.insert(-1, f"{python['growth'][step]:.1f}")
            yield _row(words, *values)
        yield ""


def _household(python: dict[str, Any]) -> str:
    return f"{python['tests']['people']} people × {python['tests']['years']} years"


def formats(found: dict[str, Any]) -> Iterator[str]:
    """Time and size of each format."""
    pythons = list(found)
    sizes = list(found[pythons[0]])
    columns = [f"{name}, {size} tests: first / later, ms" for size in sizes for name in pythons]
    yield from _head("Format", *columns, *(f"KB, {size} tests" for size in sizes))
    for one in found[pythons[0]][sizes[0]]:
        times = [found[name][size][one] for size in sizes for name in pythons]
        kilobytes = [f"{found[pythons[0]][size][one]['bytes'] / 1000:.1f}" for size in sizes]
        yield _row(one, *(f"{each['first']:.0f} / {each['later']:.0f}" for each in times), *kilobytes)
    yield ""


def store(found: dict[str, Any]) -> Iterator[str]:
    """What one more test costs."""
    yield from _head(
        "Where", "Tests before", "Add one, ms", "Against the first", "Edit one, ms", "Written, KB", "Open, ms"
    )
    for place, costs in found.items():
        for one in costs:
            ratio = f"{one['add'] / costs[0]['add']:.2f}"
            times = (
                f"{one['add']:.1f}",
                ratio,
                f"{one['edit']:.1f}",
                f"{one['size'] / 1000:.1f}",
                f"{one['opening']:.0f}",
            )
            yield _row(place, f"{one['history']:,}", *times)
    yield ""


def web(found: dict[str, Any]) -> Iterator[str]:
    """The medians of both sites, and ours divided by stock."""
    columns = ("first text, s", "usable, s", "MB", "requests", "elsewhere", "memory, MB")
    yield from _head("Link, visit", "Site", *columns)
    for link, one in found.items():
        for kind, words in VISITS.items():
            for site, medians in one["medians"].items():
                yield _row(f"{link}, {words}", site, *_numbers(medians[kind]))
            yield _row(f"{link}, {words}", "**ours ÷ stock**", *_ratios(one["ratios"][kind]))
    yield ""


def _numbers(medians: dict[str, float | None]) -> Iterator[str]:
    if medians["usable"] is None:
        yield from ("not possible", *["–"] * 5)
        return
    shown = (("readable", 1000, ".2f"), ("usable", 1000, ".1f"), ("bytes", 1e6, ".2f"))
    for name, divisor, form in (*shown, ("requests", 1, ".0f"), ("elsewhere", 1, ".0f"), ("memory", 1, ".0f")):
        value = medians[name]
        yield "–" if value is None else format(value / divisor, form)


def _ratios(ratios: dict[str, float | None]) -> Iterator[str]:
    for name in ("readable", "usable", "bytes", "requests", "elsewhere", "memory"):
        yield "–" if ratios[name] is None else f"{ratios[name]:.2f}"


def lighthouse(found: dict[str, Any]) -> Iterator[str]:
    """The scores, and what was marked down."""
    if "error" in found:
        yield from (found["error"], "")
        return
    yield from _head(f"Lighthouse {found['version']}, mobile", "Score", "Marked down for")
    for name, score in found["scores"].items():
        yield _row(name, f"{score}", "; ".join(found["marked down"][name]) or "nothing")
    yield ""
    yield ", ".join(f"{name.replace('-', ' ')} {value}" for name, value in found["times"].items()) + "."
    yield ""


def _head(*columns: str) -> Iterator[str]:
    yield _row(*columns)
    yield _row("---", *["---:"] * (len(columns) - 1))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
