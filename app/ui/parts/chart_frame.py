"""What a chart holds, and where it falls in a box of pixels. Plain data and arithmetic; `chart` draws it."""

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.ui import theme


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
    """A day that matters: a treatment, an infection. Shown as a line down and a small letter or sign on top."""

    on: date
    sign: str
    colour: str = theme.INFO


@dataclass(frozen=True)
class Chart:
    """All of one picture. `sentence` is what a screen reader says instead; `log` needs values above zero."""

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

    @property
    def left(self) -> float:
        """Where days begin: beside the names of the guides, so that no point hides one."""
        return theme.CHART_GUTTER * self.line / theme.CHART_LINE if self.chart.guides else theme.SMALL

    @property
    def top(self) -> float:
        """Where values begin: under the letters of the marks."""
        return self.line + theme.TINY if self.chart.marks else theme.SMALL

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
        return self.chart.height - theme.SMALL - share * (self.chart.height - self.top - theme.SMALL)


def named_guides(frame: Frame) -> list[Guide]:
    """The guides whose names have room beside the chart, from the lowest up: the lowest matters most."""
    found: list[Guide] = []
    for guide in sorted(frame.chart.guides, key=lambda one: one.value):
        if not found or frame.y(found[-1].value) - frame.y(guide.value) >= frame.line * 0.75:
            found.append(guide)
    return found


def named_marks(frame: Frame) -> list[Mark]:
    """The marks whose letters have room: what is rare first, so that a hospital stay is not lost among the courses."""
    often = Counter(one.sign for one in frame.chart.marks)
    found: list[Mark] = []
    for mark in sorted(frame.chart.marks, key=lambda one: (often[one.sign], one.on)):
        if all(abs(frame.x(mark.on) - frame.x(other.on)) >= frame.line * 0.75 for other in found):
            found.append(mark)
    return found
