"""Danger signs: any one of them is an emergency, whatever the other answers are (facts: S57, S58, S59).

Ids only; the words are in the content. A child is asked the child's signs first, and the grown-up signs that fit.
"""

ADULT = (
    "severe_breathlessness", "very_fast_breathing_or_heart", "confusion_or_slurred_speech", "hard_to_wake", "fit",
    "fainting", "chest_pain", "skin_mottled_blue_or_pale", "rash_does_not_fade", "stiff_neck_and_headache",
    "extreme_shivering_or_muscle_pain", "bleeding_does_not_stop", "lip_or_tongue_swelling", "no_urine_in_a_day",
    "feels_like_dying",
)  # fmt: skip
"""From 16 years on."""
CHILD = (
    "child_breathing_very_fast", "child_very_sleepy", "fit", "skin_mottled_blue_or_pale", "rash_does_not_fade",
    "child_abnormally_cold",
)  # fmt: skip
"""Under 16 years."""
CHILD_TOO = (
    "severe_breathlessness", "confusion_or_slurred_speech", "fainting", "chest_pain", "stiff_neck_and_headache",
    "extreme_shivering_or_muscle_pain", "bleeding_does_not_stop", "lip_or_tongue_swelling",
)  # fmt: skip
"""Grown-up signs that a child can have, asked after the child's own."""
UNDER_5 = ("child_not_feeding", "child_repeated_vomiting", "child_no_urine")
"""Under 5 years, in addition."""
SIGNS = tuple(dict.fromkeys((*ADULT, *CHILD, *CHILD_TOO, *UNDER_5)))
"""Every danger sign, each once."""

_SMALL = frozenset({"under_3_months", "3_to_5_months", "6_months_to_4_years"})


def signs_for(age: str | None) -> tuple[str, ...]:
    """The danger signs to ask about at *age*, in order; every sign there is when the age is not known."""
    if age is None:
        return SIGNS
    if age in _SMALL:
        return (*UNDER_5, *CHILD, *CHILD_TOO)
    if age == "5_to_15_years":
        return (*CHILD, *CHILD_TOO, "no_urine_in_a_day", "feels_like_dying")
    return ADULT
