"""The frozen `Summary`: everything one page says, already chosen, and nothing else. Every format is made from it.

Order of reading after facts.md §7 [D, S73]. Numbers are `Decimal` in the canonical unit of the analyte, and as typed.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import AwareDatetime, Field

from app.core.numbers import Comparator
from app.core.record import Contact, Log, Person, YesNo
from app.core.summary_choice import Choice, Flag, Frozen


class Line(Frozen):
    """One labelled fact, said in the reader's language by `app.share.say`."""

    label: str
    text: str
    """A catalog sentence with named places; the person's own words go into a place, never here."""
    many: str = ""
    """The sentence for a "days" other than 1, where that makes a difference."""
    values: dict[str, str] = Field(default_factory=dict)
    """What goes into the places as it is: numbers, dates, names."""
    words: dict[str, str] = Field(default_factory=dict)
    """What goes into the places after translation."""


class Header(Frozen):
    """Who, as far as the person lets it out."""

    name: str
    birth_date: date | None
    age: Line | None
    """"34 years", "7 months"; None when the birth date is unknown or kept back."""
    sex: Literal["", "female", "male"]
    pregnant: YesNo
    contacts: tuple[Contact, ...] = ()


class Fever(Frozen):
    """The highest temperature of the last seven days, when it is 38.0 °C or more; else one felt hot or shivering."""

    at: AwareDatetime
    celsius: Decimal | None
    typed: str
    """As typed, with its unit: "100.4 °F"; empty for "hot or shivering, not measured"."""
    site: str
    fever_medicine: YesNo
    only_hot: bool = False
    """Hot or shivering, with less than 38.0 °C measured or without a thermometer."""


class Neutrophils(Frozen):
    """The newest ANC and its band."""

    on: date
    days_ago: int
    shown: str
    """With comparator, never rounded up: "0.49", "<0.1"."""
    band: str
    """The sentence for the band: "below 0.5 (severe)"."""
    level: int
    """0: 1.5 or more · 1: 1.0–1.49 · 2: 0.5–0.99 · 3: below 0.5, or perhaps so."""
    calculated: bool
    at_most: bool = False
    """Only a bound, from a low white count without a differential."""
    other: str = ""
    """The calculated count, when it disagrees with the reported one; the lower of the two made the band."""


class LastQuiz(Frozen):
    """The last symptom check that was kept."""

    at: AwareDatetime
    level: str
    """A level id of `app.core.quiz`."""
    words: str
    fired: tuple[str, ...]
    reasons: tuple[str, ...]
    """Why each rule fired, in the words of the content; a rule that is no more has none."""
    recent: bool
    """Within the last seven days; an older emergency is told, but no longer drawn heavy."""


class Alerts(Frozen):
    """The strip a reader sees first. None means "nothing entered", never "nothing there"."""

    fever: Fever | None = None
    temperatures: int = 0
    """How many temperatures were entered in the last seven days."""
    neutrophils: Neutrophils | None = None
    quiz: LastQuiz | None = None
    central_line: YesNo = "unknown"
    allergies: str = ""
    urgent: bool = False
    """Fever, or an ANC below 0.5, or an emergency level: the strip is drawn heavy."""


class Cell(Frozen):
    """One value of the trend table."""

    shown: str
    """In `unit`, with comparator, cut (never rounded up); a text that cannot be read stands as typed, with "?"."""
    unit: str
    """The unit of `shown`, as printed; a count names both systems, because the number is the same."""
    other: str
    """The same in the other unit system; empty when the number is the same."""
    other_unit: str
    typed: str
    typed_unit: str
    """The unit as a slip prints it."""
    value: Decimal | None
    """Canonical; the limit itself for a bound; None when the text cannot be read."""
    bound: Comparator = ""
    flag: Flag = ""
    whose: Literal["lab", "clinician", "default", "none"] = "none"
    """Whose range rated it."""
    why: str = ""
    """Why this flag, or why none: a sentence of `app.core.ranges`."""
    limits: str = ""
    """The range used, in the unit of `shown`: "4–11"."""
    calculated: bool = False


class Slip(Frozen):
    """One blood test with every value rated."""

    test: str
    """The entry's id."""
    on: date
    lab: str
    note: str = ""
    """The person's own, when they let notes out."""
    cells: dict[str, Cell]
    """By analyte id; a calculated ANC stands here too, under "neutrophils"."""


class Row(Frozen):
    """One analyte of the table; `cells` stand in the order of the columns, None is "not on this slip"."""

    analyte: str
    label: str
    unit: str
    other_unit: str
    """Empty when both systems print the same number."""
    cells: tuple[Cell | None, ...]


class Table(Frozen):
    """The trend: oldest left, newest right."""

    columns: tuple[Slip, ...] = ()
    rows: tuple[Row, ...] = ()
    older: int = 0
    """Tests of the period that found no column."""


class Point(Frozen):
    """One point of a chart; a bound is drawn open, at its limit."""

    on: date
    value: Decimal
    """In the unit of the series."""
    shown: str
    bound: Comparator = ""


class Series(Frozen):
    """One small chart. A line joins neighbours unless more than 30 days lie between them."""

    analyte: str
    label: str
    unit: str
    points: tuple[Point, ...]
    guides: tuple[Decimal, ...]
    log: bool = False


class Mark(Frozen):
    """Something on the time axis of the charts."""

    on: date
    until: date | None
    what: str


class Day(Frozen):
    """One day of the timeline."""

    on: date
    temperature: str
    """The highest, as typed with its unit; empty when not measured."""
    not_measured: bool
    """Hot or shivering, without a thermometer."""
    fever: bool
    site: str
    fever_medicine: YesNo
    signs: tuple[str, ...]
    """In words."""
    note: str = ""


class Episode(Frozen):
    """A treatment, a medicine or an infection with its dates."""

    what: str
    """In words."""
    kind: str
    """The `what` of the record's `Event`."""
    name: str
    on: date
    until: date | None
    note: str = ""


class Footer(Frozen):
    """What a reader needs to judge the page."""

    formula: str
    limits: str
    sources: tuple[str, ...]
    """Titles of the documents the limits and ranges come from."""
    content_version: str


class Summary(Frozen):
    """One person's page. `person` and `log` hold exactly what leaves, for the machine-readable formats."""

    made: AwareDatetime
    first: date | None
    """The first day of the period; None is everything."""
    choice: Choice
    header: Header
    alerts: Alerts
    context: tuple[Line, ...]
    slips: tuple[Slip, ...]
    """Every test of the period, oldest first; the table shows the newest of them."""
    table: Table
    derived: tuple[Line, ...]
    charts: tuple[Series, ...]
    marks: tuple[Mark, ...]
    timeline: tuple[Day, ...]
    treatments: tuple[Episode, ...]
    infections: tuple[Episode, ...]
    questions: tuple[str, ...]
    left_out: tuple[str, ...]
    """Names of the parts the person left out."""
    footer: Footer
    person: Person
    log: Log

    @property
    def today(self) -> date:
        """The local day the summary was made."""
        return self.made.date()
