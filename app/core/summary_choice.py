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
ANSWERS: dict[Part, frozenset[str]] = {
    "tests": frozenset({"neutrophils", "count_age", "known_low"}),
    "temperatures": frozenset({"temperature", "temperature_site", "temperature_text", "temperature_unit"}),
    "treatments": frozenset({"cancer_treatment", "medicines"}),
}
"""Answers of a symptom check that say again what another part says; they stay home with it."""
OF_THE_DAY = frozenset(
    {"danger_signs", "fever_masked", "unwell", "infection_signs", "bleeding", "anaemia", "longer_picture"}
)  # fmt: skip
"""Answers about how somebody felt that day. Any other tells of the person, and is background."""
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

    def lets_out(self, question: str) -> bool:
        """Whether the answer to *question* of a symptom check may leave."""
        parts = {part for part, questions in ANSWERS.items() if question in questions}
        of_the_person = question in ("cancer_treatment", "medicines") or not (parts or question in OF_THE_DAY)
        return parts <= self.parts and ("background" in self.parts or not of_the_person)
