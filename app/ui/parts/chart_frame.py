"""What a chart holds, and where it falls in a box of pixels. Plain data and arithmetic; `chart` draws it."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from app.ui import theme

ROWS = 4
"""Letters that may stand above each other."""


@dataclass(frozen=True)
class Point:
    """One value of one day. `bound` is "<" or ">" when the lab could only say so; `tag` is what a tap on it gives."""

    on: date
    value: float
    bound: Literal["", "<", ">"] = ""
    tag: str = ""


@dataclass(frozen=True)
class Line:
    """One series: `runs` are joined inside and not between. `colour` is a role of the theme."""

    name: str
    runs: tuple[tuple[Point, ...], ...]
    colour: str = theme.ACCENT
    dashed: bool = False


@dataclass(frozen=True)
class Band:
    """A wash behind the lines: between two values (a range; only from *since* to *until* when given), or between two
    days (an expected low)."""

    name: str
    low: float | date
    high: float | date
    colour: str = theme.ACCENT
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Guide:
    """A level across the chart with its name: "0.5"."""

    value: float
    name: str
    colour: str = theme.EDGE


@dataclass(frozen=True)
class Mark:
    """A day that matters: a treatment, an infection. Shown as a line down and a small letter or sign on top; *name* is
    what the sign stands for, in the words below the chart."""

    on: date
    sign: str
    colour: str = theme.INFO
    name: str = ""


@dataclass(frozen=True)
class Chart:
    """All of one picture. `sentence` is what a screen reader says instead; `log` needs values above zero; `height` is
    that at the usual size of text, and grows with it."""

    sentence: str
    start: date
    end: date
    low: float
    high: float
    lines: tuple[Line, ...]
    bands: tuple[Band, ...] = ()
    guides: tuple[Guide, ...] = ()
    marks: tuple[Mark, ...] = ()
    log: bool = False
    height: int = theme.CHART_HEIGHT


@dataclass(frozen=True)
class Frame:
    """Where days and values fall in a box of pixels."""

    chart: Chart
    width: float
    line: float = theme.CHART_LINE
    """How high a line of small text is here: it grows with the person's text size."""

    @cached_property
    def scale(self) -> float:
        """How large the text is drawn, against its usual size."""
        return max(1.0, self.line / theme.CHART_LINE)

    @cached_property
    def letters(self) -> tuple[tuple[Mark, int], ...]:
        """The marks whose letters are drawn, each with its row above the chart."""
        return tuple(_placed(self))

    @cached_property
    def height(self) -> float:
        """How high the chart is: as its text, so that names at its side keep their distance, and with its letters."""
        rows = max((row for _mark, row in self.letters), default=0)
        return self.chart.height * self.scale + rows * self.line

    @property
    def left(self) -> float:
        """Where days begin: beside the names of the guides, so that no point hides one."""
        return theme.CHART_GUTTER * self.scale if self.chart.guides else theme.SMALL

    @cached_property
    def top(self) -> float:
        """Where values begin: under the letters of the marks."""
        rows = max((row for _mark, row in self.letters), default=-1) + 1
        return rows * self.line + theme.TINY if rows else theme.SMALL

    def x(self, day: date) -> float:
        """The column of *day*, with room for a mark at both ends."""
        days = max(1, (self.chart.end - self.chart.start).days)
        return self.left + (day - self.chart.start).days / days * (self.width - self.left - theme.SMALL)

    def y(self, value: float) -> float:
        """The row of *value*; what lies beyond the chart stays at its edge."""
        low, high, value = self.chart.low, self.chart.high, min(max(value, self.chart.low), self.chart.high)
        if self.chart.log:
            low, high, value = math.log10(low), math.log10(high), math.log10(value)
        share = (value - low) / (high - low) if high > low else 0.5
        return self.height - theme.SMALL - share * (self.height - self.top - theme.SMALL)


def named_guides(frame: Frame) -> list[Guide]:
    """The guides whose names have room beside the chart, from the lowest up: the lowest matters most."""
    found: list[Guide] = []
    for guide in sorted(frame.chart.guides, key=lambda one: one.value):
        if not found or frame.y(found[-1].value) - frame.y(guide.value) >= frame.line * 0.75:
            found.append(guide)
    return found


def _placed(frame: Frame) -> Iterator[tuple[Mark, int]]:
    """Letters over their lines: what is rare first, so that a hospital stay is not lost among the courses. One that
    would lie on another goes a row higher; beside the same letter it is left out, for that one stands for both."""
    often = Counter(one.sign for one in frame.chart.marks)
    found: list[tuple[Mark, int]] = []
    for mark in sorted(frame.chart.marks, key=lambda one: (often[one.sign], one.on)):
        near = [(o, row) for o, row in found if abs(frame.x(mark.on) - frame.x(o.on)) < frame.line * 0.75]
        free = next((row for row in range(ROWS) if row not in {taken for _other, taken in near}), None)
        if free is not None and all(other.sign != mark.sign for other, _row in near):
            found.append((mark, free))
            yield mark, free


def explained(frame: Frame) -> tuple[dict[str, str], int]:
    """What the letters that are drawn stand for, by letter, and how many kinds of mark have none."""
    known = {mark.sign: mark.name for mark in frame.chart.marks if mark.name}
    drawn = {mark.sign for mark, _row in frame.letters}
    return {sign: name for sign, name in known.items() if sign in drawn}, len(known.keys() - drawn)
