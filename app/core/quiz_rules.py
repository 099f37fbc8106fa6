"""The rules of the symptom quiz, one row each: id, level, when, sources.

Every row is a conservative design decision that a clinician signs off before release; the sources say what it rests
on ("D" marks the decision itself, the others are ids of the source list). The words for each row are in the content.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from app.core.quiz_answers import Answers

Level = Literal["self_care", "routine", "days", "same_day", "emergency"]
SELF_CARE: Level = "self_care"
ROUTINE: Level = "routine"
DAYS: Level = "days"
SAME_DAY: Level = "same_day"
EMERGENCY: Level = "emergency"
LEVELS: tuple[Level, ...] = (SELF_CARE, ROUTINE, DAYS, SAME_DAY, EMERGENCY)
"""From the calmest to the most urgent; the position is the rank."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: when it holds, somebody needs help at least this soon. A rule with two levels has two rows."""

    id: str
    level: Level
    when: Callable[[Answers], bool]
    sources: tuple[str, ...]


def _rule(rule_id: str, level: Level, sources: str, when: Callable[[Answers], bool]) -> Rule:
    return Rule(rule_id, level, when, tuple(sources.split()))


def _infection(a: Answers) -> bool:
    return bool(a.infection_signs)


def _baby(a: Answers) -> bool:
    return a.age == "under_3_months"


def _cold(a: Answers) -> bool:
    return a.temperature == "below_36"


def _chill(a: Answers) -> bool:
    return "shaking_chill" in a.infection_signs


def _chill_or_belly(a: Answers) -> bool:
    return bool(a.infection_signs & {"shaking_chill", "belly_or_diarrhoea"})


def _hiv(a: Answers) -> bool:
    return "hiv_low_cd4" in a.special_groups


def _pregnant(a: Answers) -> bool:
    return "pregnant" in a.special_groups


def _very_low(a: Answers) -> bool:
    return a.neutrophils in ("below_0_5", "only_wbc_below_2")


def _needs_more_red_cells(a: Answers) -> bool:
    return _pregnant(a) or a.age == "65_or_older"


RULES: tuple[Rule, ...] = (
    _rule("R1", EMERGENCY, "S57 S58 S59", lambda a: bool(a.danger_signs)),
    _rule("R2", EMERGENCY, "S3 S6 S8 S11 D", lambda a: a.fever and a.on_treatment),
    _rule("R3", EMERGENCY, "S3 S6 S7 D", lambda a: a.fever and a.low_count),
    _rule("R4a", EMERGENCY, "S8 S58 D", lambda a: _cold(a) and (a.high_risk or _baby(a))),
    _rule("R4b", SAME_DAY, "S8 D", lambda a: _cold(a) and a.unwell),
    _rule("R4c", ROUTINE, "S8 D", _cold),
    _rule("R5a", EMERGENCY, "S59", lambda a: _baby(a) and a.fever),
    _rule("R5b", SAME_DAY, "S59 D", lambda a: _baby(a) and (_infection(a) or a.unwell)),
    _rule("R5c", SAME_DAY, "S59 D", lambda a: a.age == "3_to_5_months" and a.fever),
    _rule("R6a", EMERGENCY, "S60 D", lambda a: a.fever and a.no_defence),
    _rule("R6b", SAME_DAY, "K-NICE-MATERNAL D", lambda a: a.fever and (_hiv(a) or _pregnant(a))),
    _rule("R6c", SAME_DAY, "S60 D", lambda a: (a.no_defence or _hiv(a)) and _infection(a)),
    _rule("R7", EMERGENCY, "S36 S37 S38 S41 S42 D", lambda a: a.fever and a.takes_a),
    _rule("R8", SAME_DAY, "S36 S37 S38 D", lambda a: a.takes_a and _infection(a)),
    _rule("R9a", EMERGENCY, "S39 S41 D", lambda a: a.takes_b and a.fever and a.chest_throat_or_bleeding),
    _rule("R9b", SAME_DAY, "S39 S41 D", lambda a: a.takes_b and a.fever),
    _rule("R10", SAME_DAY, "S39 S41 D", lambda a: a.takes_b and a.chest_throat_or_bleeding),
    _rule("R11", SAME_DAY, "S8 S9 D", lambda a: a.treated_or_low and a.temperature == "37_5_to_37_9"),
    _rule("R12a", SAME_DAY, "S8 S9 S11", lambda a: a.treated_or_low and _infection(a)),
    _rule("R12b", EMERGENCY, "S8 S9 D", lambda a: a.treated_or_low and _chill_or_belly(a)),
    _rule("R12c", SAME_DAY, "S8 S58", lambda a: a.treated_or_low and a.unwell),
    _rule("R12d", EMERGENCY, "S8 S60 D", lambda a: a.high_risk and _chill(a)),
    _rule("R13a", SAME_DAY, "S13 S67 D", lambda a: _very_low(a) and not a.team_plan),
    _rule("R13a", ROUTINE, "S13 S67 D", lambda a: _very_low(a) and a.team_plan),
    _rule("R13b", DAYS, "S13 S14 S67 D", lambda a: a.neutrophils == "0_5_to_0_99" and not a.team_plan),
    _rule("R13b", ROUTINE, "S13 S14 S67 D", lambda a: a.neutrophils == "0_5_to_0_99" and a.team_plan),
    _rule("R13c", ROUTINE, "S13 S14 D", lambda a: a.neutrophils in ("1_0_to_1_49", "only_wbc_2_to_3_9")),
    _rule("R14a", SAME_DAY, "S3 S13 D", lambda a: a.fever and (a.neutrophils != "1_5_or_more" or a.known_low)),
    _rule("R14b", SAME_DAY, "D", lambda a: a.fever and a.age == "65_or_older"),
    _rule("R14c", DAYS, "S8 S11 D", lambda a: a.fever and _infection(a)),
    _rule("R14d", SAME_DAY, "S8 D", _chill),
    _rule("R14e", DAYS, "S8 S13 D", lambda a: a.known_low and _infection(a)),
    _rule("R14f", DAYS, "K-NICE-MATERNAL D", lambda a: _pregnant(a) and _infection(a)),
    _rule("R15a", EMERGENCY, "S62", lambda a: a.bleeding == "severe"),
    _rule("R15b", SAME_DAY, "S62 D", lambda a: a.bleeding == "bruises_or_spots"),
    _rule("R15b", EMERGENCY, "S59 S62 D", lambda a: a.bleeding == "bruises_or_spots" and a.fever),
    _rule("R16", DAYS, "S61", lambda a: a.vaginal_bleeding in ("heavy", "between_periods", "after_menopause")),
    _rule("R16b", SAME_DAY, "S61 D", lambda a: a.vaginal_bleeding == "in_pregnancy"),
    _rule("R16b", EMERGENCY, "S61 K-ACOG-HMB", lambda a: a.vaginal_bleeding == "soaking"),
    _rule("R17a", DAYS, "K-CKS-ANAEMIA D", lambda a: a.anaemia == "on_effort"),
    _rule("R17a", SAME_DAY, "K-CKS-ANAEMIA D", lambda a: a.anaemia == "on_effort" and _needs_more_red_cells(a)),
    _rule("R17b", ROUTINE, "K-CKS-ANAEMIA D", lambda a: a.anaemia == "tired"),
    _rule("R18", DAYS, "S13 S14 D", lambda a: a.longer_picture in ("new_or_falling_count", "other_symptoms")),
    _rule("R19", ROUTINE, "S13 D", lambda a: a.known_low),
    _rule("R0", SELF_CARE, "D", lambda a: True),
)
