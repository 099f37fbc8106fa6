"""The frozen `Summary`: everything one page says, already chosen, and nothing else. Every format is made from it.

Order of reading after facts.md §7 [D, S73]. Numbers are `Decimal` in the canonical unit of the analyte, and as typed.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from app.core.record import Contact, Log, Person, YesNo
from app.core.words import N_

Part = Literal[
    "tests", "temperatures", "symptoms", "treatments", "infections", "quiz", "background", "questions", "contacts",
    "notes",
]  # fmt: skip
PARTS: dict[Part, str] = {
    "tests": N_("Blood tests"),
    "temperatures": N_("Temperatures"),
    "symptoms": N_("Symptoms"),
    "treatments": N_("Medicines and treatments"),
    "infections": N_("Infections and care"),
    "quiz": N_("Symptom checks"),
    "background": N_("Background: cause, allergies, groups"),
    "questions": N_("Questions for the visit"),
    "contacts": N_("People to call"),
    "notes": N_("Private notes"),
}
"""What a person can leave out or put in, with its name."""
UNVERIFIED = N_("Patient-entered, not verified; not a diagnosis")
"""Stands in every format."""

Flag = Literal["LL", "L", "N", "H", "HH", ""]
"""HL7 v3 ObservationInterpretation [S71]; empty means not rated."""
FLAGS: dict[Flag, str] = {
    "LL": N_("very low"), "L": N_("low"), "N": N_("within range"), "H": N_("high"), "HH": N_("very high"),
    "": N_("not rated"),
}  # fmt: skip


class Frozen(BaseModel):
    """A part of the summary: frozen, closed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Choice(Frozen):
    """What the person lets out. Notes and people to call stay home unless asked for."""

    days: Annotated[int, Field(ge=1)] | None = 365
    """How far back, in days; None is everything."""
    parts: frozenset[Part] = frozenset(PARTS) - {"notes", "contacts"}
    units: Literal["SI", "US"] = "SI"
    """Which system stands first; the other stands beside it."""
    page: Literal["A4", "Letter"] = "A4"
    language: str = "en"
    show_name: bool = True
    show_birth_date: bool = True
    columns: Annotated[int, Field(ge=1, le=8)] = 8
    """How many test dates the table shows."""


class Header(Frozen):
    """Who, as far as the person lets it out."""

    name: str
    birth_date: date | None
    age: str
    """"34 years", "7 months"; empty when the birth date is unknown."""
    sex: Literal["", "female", "male"]
    pregnant: YesNo
    contacts: tuple[Contact, ...] = ()


class Fever(Frozen):
    """The highest temperature of the last seven days, when it is 38.0 °C or more, or shivering without thermometer."""

    at: AwareDatetime
    celsius: Decimal | None
    typed: str
    """As typed, with its unit: "100.4 °F"; empty for "hot or shivering, not measured"."""
    site: str
    fever_medicine: YesNo


class Neutrophils(Frozen):
    """The newest ANC and its band."""

    on: date
    days_ago: int
    shown: str
    """With comparator, never rounded up: "0.49", "<0.1"."""
    band: str
    """The sentence for the band: "below 0.5 (severe)"."""
    level: int
    """0: 1.5 or more · 1: 1.0–1.49 · 2: 0.5–0.99 · 3: below 0.5 · −1: unknown."""
    calculated: bool


class LastQuiz(Frozen):
    """The last symptom check that was kept."""

    at: AwareDatetime
    level: str
    """A level id of `app.core.quiz`."""
    words: str
    fired: tuple[str, ...]


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


class Line(Frozen):
    """One labelled fact."""

    label: str
    text: str


class Cell(Frozen):
    """One value of the trend table."""

    shown: str
    """Canonical, with comparator, cut (never rounded up) to the analyte's places."""
    other: str
    """The same in the other unit system; empty when the number is the same."""
    typed: str
    typed_unit: str
    """The unit as a slip prints it."""
    value: Decimal | None
    """Canonical; the limit itself for a bound; None when the text cannot be read."""
    bound: Literal["", "<", ">"] = ""
    flag: Flag = ""
    whose: str = ""
    """Whose range rated it: the sentence of `app.core.ranges`."""
    limits: str = ""
    """The range used, canonical: "4.0–11.0"."""
    calculated: bool = False


class Slip(Frozen):
    """One blood test with every value rated."""

    test: str
    """The entry's id."""
    on: date
    lab: str
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
    bound: Literal["", "<", ">"] = ""


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
    """The highest, as typed with unit; "hot or shivering" words when not measured; empty when none."""
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
    content_version: str
    app_version: str


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


