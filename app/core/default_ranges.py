"""The default ranges of `content/ranges.toml`, and what makes them valid."""

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.core.analytes import ANALYTES

Ids = Annotated[tuple[str, ...], Field(min_length=1)]


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DefaultRange(_Closed):
    """A default range for an age band, in the analyte's canonical unit; either limit may be missing."""

    analyte: str
    low: Decimal | None = None
    high: Decimal | None = None
    from_months: int = Field(ge=12)
    """Age in full months, included. Under one year there is no default."""
    to_months: int | None = None
    """Age in full months, not included; None has no end."""
    sex: Literal["", "female", "male"] = ""
    pregnant: bool | None = None
    """True or False when the range is only for that; None when it makes no difference."""
    sources: Ids

    @model_validator(mode="after")
    def _makes_sense(self) -> "DefaultRange":
        if self.analyte not in ANALYTES:
            raise ValueError(f"unknown analyte {self.analyte}")
        if self.low is None and self.high is None:
            raise ValueError("a range needs a limit")
        if self.low is not None and self.high is not None and self.low >= self.high:
            raise ValueError("the lower limit must be below the upper")
        return self

    def fits(self, months: int, sex: str, pregnant: bool) -> bool:
        """Whether the range is for somebody of *months*, *sex* and *pregnant*."""
        in_band = self.from_months <= months and (self.to_months is None or months < self.to_months)
        return in_band and self.sex in ("", sex) and self.pregnant in (None, pregnant)


class Critical(_Closed):
    """Where a value is far out: below `low` is LL, above `high` is HH, whatever range is used."""

    analyte: str
    low: Decimal | None = None
    high: Decimal | None = None
    sources: Ids


class DefaultRanges(_Closed):
    """`content/ranges.toml`."""

    reviewed: date
    """The day the file was last compared with its sources."""
    ranges: tuple[DefaultRange, ...]
    critical: tuple[Critical, ...]

    @model_validator(mode="after")
    def _at_most_one_fits(self) -> "DefaultRanges":
        for month in (12, 24, 72, 144, 156, 180, 216, 480, 960):
            for sex, pregnant in (("female", True), ("female", False), ("male", False)):
                fitting = [one.analyte for one in self.ranges if one.fits(month, sex, pregnant)]
                if len(fitting) != len(set(fitting)):
                    raise ValueError(f"two ranges for the same person at {month} months ({sex})")
        return self

    def of(self, analyte: str) -> tuple[DefaultRange, ...]:
        """Every range of *analyte*."""
        return self._by_analyte.get(analyte, ())

    def critical_of(self, analyte: str) -> Critical | None:
        """The critical limits of *analyte*, if it has any."""
        return next((one for one in self.critical if one.analyte == analyte), None)

    @cached_property
    def _by_analyte(self) -> dict[str, tuple[DefaultRange, ...]]:
        return {name: tuple(one for one in self.ranges if one.analyte == name) for name in ANALYTES}

    @property
    def sources(self) -> frozenset[str]:
        """Every source id the file names."""
        named = [*(one.sources for one in self.ranges), *(one.sources for one in self.critical)]
        return frozenset(source for some in named for source in some)
