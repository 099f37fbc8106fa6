"""What a person lets out of the record, and the words every format shares."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

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
    "background": N_("Background: cause, allergies, vaccines, groups"),
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
    language: str = ""
    """Of the page; empty is the screen's."""
    show_name: bool = True
    show_birth_date: bool = True
    columns: Annotated[int, Field(ge=1, le=8)] = 8
    """How many test dates the table shows."""
