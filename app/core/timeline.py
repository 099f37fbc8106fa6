"""The log as one timeline: everything of one person, newest first, by month, searched and filtered."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import groupby

from app.core.record import AnyEntry, BloodTest, Event, Log, QuizRun, Symptoms, Temperature, local
from app.core.words import bare


def day_of(entry: AnyEntry) -> date:
    """The local day an entry is about (not the day it was typed)."""
    match entry:
        case BloodTest():
            return entry.taken
        case Temperature() | QuizRun():
            return local(entry.at)
        case Event() | Symptoms():
            return entry.on


def timeline(log: Log) -> tuple[AnyEntry, ...]:
    """Every entry of *log*, the newest day first; within a day the latest time, then the last typed, first."""
    every: list[AnyEntry] = [*log.tests, *log.temperatures, *log.events, *log.symptoms, *log.quizzes]
    return tuple(sorted(every, key=_order, reverse=True))


def _order(entry: AnyEntry) -> tuple[date, datetime]:
    return day_of(entry), entry.at if isinstance(entry, Temperature | QuizRun) else entry.created


def months(entries: Iterable[AnyEntry]) -> Iterator[tuple[date, tuple[AnyEntry, ...]]]:
    """Entries in the order given, cut by month: the first of each month, and what falls into it."""
    for first, group in groupby(entries, key=lambda entry: day_of(entry).replace(day=1)):
        yield first, tuple(group)


def only(
    entries: Iterable[AnyEntry], kinds: Iterable[str], wanted: str, words: Callable[[AnyEntry], str]
) -> tuple[AnyEntry, ...]:
    """The entries of one of *kinds* (of any kind when empty) whose *words* hold every word of *wanted*."""
    chosen, needles = frozenset(kinds), bare(wanted).split()
    return tuple(
        entry
        for entry in entries
        if (not chosen or entry.kind in chosen)
        and (not needles or all(needle in said for said in (bare(words(entry)),) for needle in needles))
    )
