"""The record: what a person typed, kept as typed. Everything else is derived from it again.

Dates are local dates; times carry their zone. Numbers are the text on the slip, so that nothing is ever rounded
or reinterpreted; `app.core.units` reads them. Ids and times are handed in, never made here.
"""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter

SCHEMA = 2
"""The version of the record on disk. A change of shape raises it and adds one step to `app.migrations`."""

YesNo = Literal["yes", "no", "unknown"]


class Kept(BaseModel):
    """Anything kept on the device: frozen, and closed to fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Reading(Kept):
    """One value of a lab slip, exactly as typed."""

    text: str
    """The number as typed: "0,4", "<0.1", "٠٫٤"."""
    unit: str
    """The id of a unit in `app.core.units` (mostly its UCUM code, as "10*9/L" or "/uL")."""
    low: str = ""
    """The lab's own lower limit, as typed, in the same unit; empty when the slip gives none."""
    high: str = ""
    """The lab's own upper limit, likewise."""
    method: Literal["", "automated", "manual"] = ""
    """How the lab counted, only when the slip says so; decides the LOINC code."""


class Entry(Kept):
    """What all entries of the log share."""

    id: str
    person: str
    created: AwareDatetime
    changed: AwareDatetime
    binned: AwareDatetime | None = None
    """When it was put in the bin; it is kept there for 30 days."""
    note: str = ""
    sample: bool = False
    """True for the demo person's entries, which are removed together."""


class BloodTest(Entry):
    """One slip: the values of one blood sample."""

    kind: Literal["test"] = "test"
    taken: date
    """The local date the blood was taken."""
    lab: str = ""
    readings: dict[str, Reading]
    """By analyte id of `app.core.analytes`: "wbc", "neutrophils", "neutrophils_percent", …"""


class Temperature(Entry):
    """One temperature, or "no thermometer, but hot or shivering"."""

    kind: Literal["temperature"] = "temperature"
    at: AwareDatetime
    text: str = ""
    """The number as typed; empty when there was no thermometer."""
    unit: Literal["Cel", "[degF]"] = "Cel"
    site: Literal["", "mouth", "armpit", "ear", "forehead", "other"] = ""
    feels_hot: bool = False
    fever_medicine: YesNo = "unknown"
    """A fever medicine or a steroid in the six hours before."""


class Event(Entry):
    """Something that happened: a treatment, an infection, a medicine started or stopped."""

    kind: Literal["event"] = "event"
    what: Literal[
        "chemotherapy",
        "radiotherapy",
        "g_csf",
        "antibiotic",
        "transfusion",
        "infection",
        "medicine_start",
        "medicine_stop",
        "hospital",
        "next_test",
        "other",
    ]
    on: date
    until: date | None = None
    name: str = ""
    """The medicine, regimen, germ or place, as the person wrote it."""


class Symptoms(Entry):
    """Symptoms noted on a day."""

    kind: Literal["symptoms"] = "symptoms"
    on: date
    signs: tuple[str, ...]
    """Ids of signs in `content/`: those of the quiz, and tiredness."""


class QuizRun(Entry):
    """A finished symptom check, kept only when the person asked for it."""

    kind: Literal["quiz"] = "quiz"
    at: AwareDatetime
    answers: dict[str, str | bool | tuple[str, ...]]
    """By question id of `app.core.quiz`."""
    level: str
    fired: tuple[str, ...]
    content_version: str = ""


AnyEntry = Annotated[BloodTest | Temperature | Event | Symptoms | QuizRun, Field(discriminator="kind")]
ENTRY: TypeAdapter[AnyEntry] = TypeAdapter(AnyEntry)
"""Reads any entry back from plain data."""


class Range(Kept):
    """A range a clinician set for this person; limits as typed, either may be empty."""

    unit: str
    low: str = ""
    high: str = ""


class Profile(Kept):
    """Answers that stay the same for weeks; the quiz shows them again for confirmation. Ids as in `app.core.quiz`."""

    cancer_treatment: str = "not_sure"
    medicines: tuple[str, ...] = ()
    """Drug ids ticked from `content/drugs.toml`."""
    medicines_asked: Literal["listed", "none", "not_sure"] = "not_sure"
    """"none" only when the person said so: an empty list alone is not an answer."""
    special_groups: tuple[str, ...] = ()
    groups_asked: bool = False
    team_plan: bool = False
    confirmed: date | None = None


class Contact(Kept):
    """Somebody to call, in the person's own order."""

    name: str
    number: str
    role: Literal["team", "doctor", "carer", "other"] = "other"


class Vaccine(Kept):
    """A vaccine the person had, under the name they know it by."""

    name: Annotated[str, Field(min_length=1)]
    when: Annotated[str, Field(pattern="^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$")] = ""
    """As far as known: "2025-10-03", "2025-10" or "2025"; empty when not known."""


class Person(Kept):
    """Somebody whose counts are kept on this phone. Every fact is optional but the name."""

    id: str
    name: str
    colour: str = "teal"
    """A colour role of `app.ui.theme`; always shown with the name."""
    birth_date: date | None = None
    sex: Literal["", "female", "male"] = ""
    pregnant: YesNo = "unknown"
    duffy_null: YesNo = "unknown"
    """"yes" only when a lab confirmed it. It softens words for a stable, well person; it silences nothing."""
    cause: str = ""
    """The known cause of the low count, in the person's words."""
    regimen: str = ""
    allergies: str = ""
    vaccines: tuple[Vaccine, ...] = ()
    questions: tuple[str, ...] = ()
    """Up to three questions for the clinician."""
    ranges: dict[str, Range] = Field(default_factory=dict)
    """By analyte id: the range a clinician set for this person."""
    contacts: tuple[Contact, ...] = ()
    profile: Profile = Profile()
    sample: bool = False


class Draft(Kept):
    """Half-typed text of one form, so that a crash loses nothing. Keys are field names of the form."""

    id: str
    """Which form: "test", "test:<entry id>", "temperature", "quiz", …, with the person's id."""
    fields: dict[str, str]
    saved: AwareDatetime


class Settings(Kept):
    """How the app looks and whom it calls; one per device."""

    person: str = ""
    """The id of the person whose record is open."""
    language: str = ""
    """Empty follows the system."""
    theme: Literal["system", "light", "dark"] = "system"
    text_size: Literal["normal", "large", "largest"] = "normal"
    emergency_number: str = ""
    """The local number to dial; empty shows the usual ones and asks."""
    units: dict[str, str] = Field(default_factory=dict)
    """The unit last chosen for a value, in which it is shown; by analyte. (Older records hold "analyte@lab" too.)"""
    bookmarks: tuple[str, ...] = ()
    last_section: str = ""
    intended_use_seen: date | None = None
    last_backup: AwareDatetime | None = None


class Record(Kept):
    """Everything kept on this device, as one frozen value."""

    people: tuple[Person, ...] = ()
    entries: tuple[AnyEntry, ...] = ()
    drafts: tuple[Draft, ...] = ()
    settings: Settings = Settings()

    def person(self, person_id: str) -> Person | None:
        """The person with *person_id*, or None."""
        return next((one for one in self.people if one.id == person_id), None)

    def of(self, person_id: str) -> "Log":
        """What is not in the bin of *person_id*, oldest first within each kind."""
        live = [one for one in self.entries if one.person == person_id and one.binned is None]
        return Log(
            tests=tuple(sorted((e for e in live if isinstance(e, BloodTest)), key=lambda e: (e.taken, e.created))),
            temperatures=tuple(sorted((e for e in live if isinstance(e, Temperature)), key=lambda e: e.at)),
            events=tuple(sorted((e for e in live if isinstance(e, Event)), key=lambda e: (e.on, e.created))),
            symptoms=tuple(sorted((e for e in live if isinstance(e, Symptoms)), key=lambda e: (e.on, e.created))),
            quizzes=tuple(sorted((e for e in live if isinstance(e, QuizRun)), key=lambda e: e.at)),
        )


class Log(Kept):
    """One person's entries, sorted, without the bin."""

    tests: tuple[BloodTest, ...] = ()
    temperatures: tuple[Temperature, ...] = ()
    events: tuple[Event, ...] = ()
    symptoms: tuple[Symptoms, ...] = ()
    quizzes: tuple[QuizRun, ...] = ()


def local(moment: datetime) -> date:
    """The local date of *moment*, by the zone it carries."""
    return moment.date()
