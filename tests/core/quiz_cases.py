"""Every set of answers there is, numbered, and the rules told a second time as plain text: the reference.

Nothing here is taken from the program but the ids. The reference knows only atoms ("temperature=below_36", "unwell")
and lines "name: one + another / or else"; a line holds when all atoms of one of its parts hold.
"""

from collections.abc import Iterator
from typing import Any

ENUMS: dict[str, tuple[str, ...]] = {
    "age": ("16_to_64_years", "65_or_older", "5_to_15_years", "6_months_to_4_years", "3_to_5_months", "under_3_months"),
    "temperature": ("36_0_to_37_4", "not_measured_normal", "below_36", "37_5_to_37_9", "38_0_to_38_2", "38_3_or_more", "not_measured_hot"),
    "cancer_treatment": ("none", "anticancer_6_weeks", "stem_cell_or_car_t", "blood_or_marrow_disease", "not_sure"),
    "neutrophils": ("1_5_or_more", "unknown", "1_0_to_1_49", "only_wbc_2_to_3_9", "0_5_to_0_99", "only_wbc_below_2", "below_0_5"),
    "medicines": ("none", "not_sure", "list_b", "list_a", "list_a_and_b"),
    "bleeding": ("none", "bruises_or_spots", "severe"),
    "vaginal_bleeding": ("none", "heavy", "between_periods", "after_menopause", "in_pregnancy", "soaking"),
    "anaemia": ("none", "tired", "on_effort"),
    "longer_picture": ("none", "new_or_falling_count", "other_symptoms"),
}  # fmt: skip
TICKS: dict[str, tuple[str, ...]] = {
    "special_groups": ("no_spleen", "hiv_low_cd4", "organ_transplant", "congenital_neutropenia", "pregnant", "central_line"),
    "infection_signs": ("mouth_or_throat", "cough_or_breathless", "urine_pain", "belly_or_diarrhoea", "skin_or_line_site", "pain_at_bottom", "shaking_chill"),
}  # fmt: skip
YES_NO = ("fever_masked", "unwell", "known_low", "team_plan")

Values = dict[str, Any]


def count() -> int:
    """How many sets of answers there are (with no danger sign, or one)."""
    number = 2 * 2 ** len(YES_NO)
    for options in ENUMS.values():
        number *= len(options)
    for options in TICKS.values():
        number *= 2 ** len(options)
    return number


def case(number: int) -> Values:
    """The answers with *number*; number 0 is nothing at all, and small numbers are small cases."""
    values: Values = {}
    for name, options in ENUMS.items():
        number, at = divmod(number, len(options))
        values[name] = options[at]
    for name, options in TICKS.items():
        number, bits = divmod(number, 2 ** len(options))
        values[name] = frozenset(one for at, one in enumerate(options) if bits >> at & 1)
    for name in YES_NO:
        number, at = divmod(number, 2)
        values[name] = bool(at)
    values["danger_signs"] = frozenset({"fit"} if number % 2 else ())
    return values


DERIVED = """
low: neutrophils=below_0_5 / neutrophils=0_5_to_0_99 / neutrophils=only_wbc_below_2
treated: cancer_treatment=anticancer_6_weeks / cancer_treatment=stem_cell_or_car_t / cancer_treatment=blood_or_marrow_disease / cancer_treatment=not_sure
a: medicines=list_a / medicines=list_a_and_b
b: medicines=list_b / medicines=list_a_and_b / medicines=not_sure
bare: no_spleen / organ_transplant / congenital_neutropenia / central_line
risk: treated / low / a / bare
hot: temperature=38_0_to_38_2 / temperature=38_3_or_more / temperature=not_measured_hot / fever_masked + unwell + risk
sign: mouth_or_throat / cough_or_breathless / urine_pain / belly_or_diarrhoea / skin_or_line_site / pain_at_bottom / shaking_chill
bled: bleeding=bruises_or_spots / bleeding=severe
unsure_count: neutrophils=1_0_to_1_49 / neutrophils=0_5_to_0_99 / neutrophils=below_0_5 / neutrophils=only_wbc_below_2 / neutrophils=only_wbc_2_to_3_9 / neutrophils=unknown
"""
TABLE = """
R1 emergency: danger
R2 emergency: hot + treated
R3 emergency: hot + low
R4a emergency: temperature=below_36 + risk / temperature=below_36 + age=under_3_months
R4b same_day: temperature=below_36 + unwell
R4c routine: temperature=below_36
R5a emergency: age=under_3_months + hot
R5b same_day: age=under_3_months + sign / age=under_3_months + unwell
R5c same_day: age=3_to_5_months + hot
R6a emergency: hot + bare
R6b same_day: hot + hiv_low_cd4 / hot + pregnant
R6c same_day: bare + sign / hiv_low_cd4 + sign
R7 emergency: hot + a
R8 same_day: a + sign
R9a emergency: b + hot + mouth_or_throat / b + hot + cough_or_breathless / b + hot + shaking_chill / b + hot + bled
R9b same_day: b + hot
R10 same_day: b + mouth_or_throat / b + cough_or_breathless / b + shaking_chill / b + bled
R11 same_day: treated + temperature=37_5_to_37_9 / low + temperature=37_5_to_37_9
R12a same_day: treated + sign / low + sign
R12b emergency: treated + shaking_chill / treated + belly_or_diarrhoea / low + shaking_chill / low + belly_or_diarrhoea
R12c same_day: treated + unwell / low + unwell
R12d emergency: risk + shaking_chill
R13a same_day: neutrophils=below_0_5 + no_plan / neutrophils=only_wbc_below_2 + no_plan
R13a routine: neutrophils=below_0_5 + team_plan / neutrophils=only_wbc_below_2 + team_plan
R13b days: neutrophils=0_5_to_0_99 + no_plan
R13b routine: neutrophils=0_5_to_0_99 + team_plan
R13c routine: neutrophils=1_0_to_1_49 / neutrophils=only_wbc_2_to_3_9
R14a same_day: hot + unsure_count / hot + known_low
R14b same_day: hot + age=65_or_older
R14c days: hot + sign
R14d same_day: shaking_chill
R14e days: known_low + sign
R14f days: pregnant + sign
R15a emergency: bleeding=severe
R15b same_day: bleeding=bruises_or_spots
R15b emergency: bleeding=bruises_or_spots + hot
R16 days: vaginal_bleeding=heavy / vaginal_bleeding=between_periods / vaginal_bleeding=after_menopause
R16b same_day: vaginal_bleeding=in_pregnancy
R16b emergency: vaginal_bleeding=soaking
R17a days: anaemia=on_effort
R17a same_day: anaemia=on_effort + pregnant / anaemia=on_effort + age=65_or_older
R17b routine: anaemia=tired
R18 days: longer_picture=new_or_falling_count / longer_picture=other_symptoms
R19 routine: known_low
R0 self_care: always
"""
ORDER = ("emergency", "same_day", "days", "routine", "self_care")


def _lines(text: str) -> Iterator[tuple[list[str], list[frozenset[str]]]]:
    for line in text.strip().splitlines():
        name, _, parts = line.partition(": ")
        yield name.split(), [frozenset(part.split(" + ")) for part in parts.split(" / ")]


PARSED_DERIVED, PARSED_TABLE = list(_lines(DERIVED)), list(_lines(TABLE))
ROWS = [(head[0], head[1]) for head, _ in PARSED_TABLE]
"""(rule id, level) of every row, in order."""


def reference(values: Values) -> tuple[str, tuple[str, ...]]:
    """The level and the rules that fired at it, by the text above."""
    atoms = {"always"} | {f"{name}={values[name]}" for name in ENUMS}
    atoms |= {one for name in TICKS for one in values[name]} | {name for name in YES_NO if values[name]}
    atoms |= {"danger"} if values["danger_signs"] else set()
    atoms |= set() if values["team_plan"] else {"no_plan"}
    for (name,), parts in PARSED_DERIVED:
        atoms |= {name} if any(part <= atoms for part in parts) else set()
    fired = [tuple(head) for head, parts in PARSED_TABLE if any(part <= atoms for part in parts)]
    level = next(one for one in ORDER if one in {level for _, level in fired})
    return level, tuple(rule for rule, at in fired if at == level)
