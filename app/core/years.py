"""Which days somebody can mean, and counting days without falling off the end of the calendar."""

from datetime import MAXYEAR, MINYEAR, date, timedelta

EARLIEST, LATEST = 1900, 2200
"""No count and no person of this record is older, and no clock is further ahead; what says so is damaged or a slip."""


def is_plausible(day: date) -> bool:
    """Whether somebody can have meant *day* (or the day of a moment)."""
    return EARLIEST <= day.year <= LATEST


def shifted(day: date, by: timedelta) -> date:
    """*day* moved, but not beyond the first or the last day there is."""
    try:
        return day + by
    except OverflowError:
        return date(MINYEAR, 1, 1) if by < timedelta() else date(MAXYEAR, 12, 31)
