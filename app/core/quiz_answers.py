"""What the symptom quiz is told: one frozen set of answers, and what follows from them alone.

The ids are those of the content files and of every kept quiz. Nothing here decides a level; `app.core.quiz_rules` does.
"""

from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, field_validator

Age = Literal[
    "under_3_months", "3_to_5_months", "6_months_to_4_years", "5_to_15_years", "16_to_64_years", "65_or_older"
]
TemperatureBand = Literal[
    "below_36",
    "36_0_to_37_4",
    "37_5_to_37_9",
    "38_0_to_38_2",
    "38_3_or_more",
    "not_measured_hot",
    "not_measured_normal",
]
CancerTreatment = Literal["none", "anticancer_6_weeks", "stem_cell_or_car_t", "blood_or_marrow_disease", "not_sure"]
Neutrophils = Literal[
    "1_5_or_more", "1_0_to_1_49", "0_5_to_0_99", "below_0_5", "only_wbc_below_2", "only_wbc_2_to_3_9", "unknown"
]
Medicines = Literal["none", "list_a", "list_b", "list_a_and_b", "not_sure"]
SpecialGroup = Literal[
    "no_spleen", "hiv_low_cd4", "organ_transplant", "congenital_neutropenia", "pregnant", "central_line"
]
InfectionSign = Literal[
    "mouth_or_throat", "cough_or_breathless", "urine_pain", "belly_or_diarrhoea", "skin_or_line_site",
    "pain_at_bottom", "shaking_chill",
]  # fmt: skip
Bleeding = Literal["none", "bruises_or_spots", "severe"]
VaginalBleeding = Literal["none", "heavy", "between_periods", "after_menopause", "in_pregnancy", "soaking"]
Anaemia = Literal["none", "tired", "on_effort"]
LongerPicture = Literal["none", "new_or_falling_count", "other_symptoms"]

FEVER_BANDS = frozenset({"38_0_to_38_2", "38_3_or_more", "not_measured_hot"})
LOW_COUNTS = frozenset({"below_0_5", "0_5_to_0_99", "only_wbc_below_2"})
NO_DEFENCE = frozenset({"no_spleen", "organ_transplant", "congenital_neutropenia", "central_line"})
CHEST_OR_THROAT = frozenset({"mouth_or_throat", "cough_or_breathless", "shaking_chill"})


class Answers(BaseModel):
    """Every answer of the quiz, frozen; a value it does not know is refused (`pydantic.ValidationError`).

    Unanswered (left out, or None) is the unknown value where the question has one: the count, the treatment and the
    medicines are then a risk, never a comfort. The other questions have no unknown: unanswered is the empty set, "no",
    or the value that fires no rule. The question flow asks each of them before it shows a level, so that only a caller
    who leaves them out on purpose, such as the log, ever sees these.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    age: Age = "16_to_64_years"
    danger_signs: frozenset[str] = frozenset()
    """Any id of `app.core.quiz_signs`. An id nobody knows still counts: it was somebody's danger sign."""
    temperature: TemperatureBand = "not_measured_normal"
    """The worst of the last 24 hours, banded by `app.core.quiz_bands`."""
    fever_masked: bool = False
    """A fever medicine or a steroid in the last six hours."""
    unwell: bool = False
    cancer_treatment: CancerTreatment = "not_sure"
    neutrophils: Neutrophils = "unknown"
    """×10⁹/L; exactly 0.5 belongs to "below_0_5", the safer side of two guidelines."""
    medicines: Medicines = "not_sure"
    special_groups: frozenset[SpecialGroup] = frozenset()
    infection_signs: frozenset[InfectionSign] = frozenset()
    bleeding: Bleeding = "none"
    vaginal_bleeding: VaginalBleeding = "none"
    anaemia: Anaemia = "none"
    longer_picture: LongerPicture = "none"
    known_low: bool = False
    """A low count is already known: neutrophils below 1.5 or white cells below 4.0 ×10⁹/L."""
    team_plan: bool = False
    """The care team knows about the low count and gave a plan."""

    @field_validator("*", mode="before")
    @classmethod
    def unanswered(cls, value: Any, info: Any) -> Any:
        """Read None as "not answered"."""
        return cls.model_fields[info.field_name].get_default() if value is None else value

    @field_validator("danger_signs")
    @classmethod
    def named(cls, signs: frozenset[str]) -> frozenset[str]:
        """Refuse an empty id: it says nothing, and must not pass for "none of these" either."""
        if not all(sign.strip() for sign in signs):
            raise ValueError("a danger sign needs an id")
        return signs

    @property
    def low_count(self) -> bool:
        """Neutrophils below 1.0, or perhaps so: white cells below 2.0 and nothing else known."""
        return self.neutrophils in LOW_COUNTS

    @property
    def on_treatment(self) -> bool:
        """Cancer or marrow treatment, or not sure."""
        return self.cancer_treatment != "none"

    @property
    def takes_a(self) -> bool:
        """A medicine that can stop the neutrophils within hours or days."""
        return self.medicines in ("list_a", "list_a_and_b")

    @property
    def takes_b(self) -> bool:
        """A medicine that can lower the count, or not sure."""
        return self.medicines in ("list_b", "list_a_and_b", "not_sure")

    @property
    def no_defence(self) -> bool:
        """One of the four groups in whom an infection can turn dangerous within hours."""
        return bool(self.special_groups & NO_DEFENCE)

    @property
    def treated_or_low(self) -> bool:
        """On treatment, or with a low count."""
        return self.on_treatment or self.low_count

    @property
    def high_risk(self) -> bool:
        """Anybody in whom a fever is an emergency."""
        return self.treated_or_low or self.takes_a or self.no_defence

    @property
    def fever(self) -> bool:
        """38.0 °C or more, hot without a thermometer, or hidden by a medicine in somebody ill and at risk."""
        return self.temperature in FEVER_BANDS or (self.fever_masked and self.unwell and self.high_risk)

    @property
    def chest_throat_or_bleeding(self) -> bool:
        """The signs that make a list-B medicine suspect: mouth or throat, chest, shaking chill, bleeding."""
        return bool(self.infection_signs & CHEST_OR_THROAT) or self.bleeding != "none"


def choices(question: str) -> tuple[str, ...]:
    """The ids a question may be answered with, in the order of the rules; empty for yes/no and danger signs."""
    return CHOICES.get(question, ())


def _choices() -> dict[str, tuple[str, ...]]:
    named = {
        "age": Age, "temperature": TemperatureBand, "cancer_treatment": CancerTreatment, "neutrophils": Neutrophils,
        "medicines": Medicines, "special_groups": SpecialGroup, "infection_signs": InfectionSign, "bleeding": Bleeding,
        "vaginal_bleeding": VaginalBleeding, "anaemia": Anaemia, "longer_picture": LongerPicture,
    }  # fmt: skip
    return {question: get_args(values) for question, values in named.items()}


CHOICES: dict[str, tuple[str, ...]] = _choices()
Given = dict[str, str | bool | tuple[str, ...]]
"""Answers so far, by question id, as the person gave them; a question not in it is not answered."""
