"""Short words for ids, as a clinician would write them; the long sentences for patients are in the content."""

from app.core.words import N_

LEVELS: dict[str, str] = {
    "emergency": N_("emergency"),
    "same_day": N_("same day"),
    "days": N_("within days"),
    "routine": N_("routine"),
    "self_care": N_("self-care"),
}
SITES: dict[str, str] = {
    "": N_("site not given"),
    "mouth": N_("mouth"),
    "armpit": N_("armpit"),
    "ear": N_("ear"),
    "forehead": N_("forehead"),
    "other": N_("other site"),
}
SIGNS: dict[str, str] = {
    "mouth_or_throat": N_("sore mouth or throat"),
    "cough_or_breathless": N_("cough or breathless"),
    "urine_pain": N_("pain passing urine"),
    "belly_or_diarrhoea": N_("belly pain or diarrhoea"),
    "skin_or_line_site": N_("skin or line site sore"),
    "pain_at_bottom": N_("pain at the bottom"),
    "shaking_chill": N_("shaking chill"),
    "unwell": N_("feeling ill"),
    "bruises_or_spots": N_("bruises or red spots"),
    "severe": N_("severe bleeding"),
    "heavy": N_("heavy period"),
    "between_periods": N_("bleeding between periods"),
    "after_menopause": N_("bleeding after menopause"),
    "in_pregnancy": N_("bleeding in pregnancy"),
    "soaking": N_("soaking pads"),
    "tired": N_("tired"),
    "tiredness": N_("tired"),
    "on_effort": N_("breathless or racing heart on effort"),
    "other_symptoms": N_("infections, weight loss, sweats, lumps or bone pain"),
    "severe_breathlessness": N_("severe breathlessness"),
    "very_fast_breathing_or_heart": N_("very fast breathing or heart"),
    "confusion_or_slurred_speech": N_("confusion or slurred speech"),
    "hard_to_wake": N_("hard to wake"),
    "fit": N_("a fit"),
    "fainting": N_("fainting"),
    "chest_pain": N_("chest pain"),
    "skin_mottled_blue_or_pale": N_("mottled, blue or very pale skin"),
    "rash_does_not_fade": N_("rash that does not fade"),
    "stiff_neck_and_headache": N_("stiff neck and headache"),
    "extreme_shivering_or_muscle_pain": N_("extreme shivering or muscle pain"),
    "bleeding_does_not_stop": N_("bleeding that does not stop"),
    "lip_or_tongue_swelling": N_("swelling of lips or tongue"),
    "no_urine_in_a_day": N_("no urine in a day"),
    "feels_like_dying": N_("feels like dying"),
    "child_breathing_very_fast": N_("child breathing very fast"),
    "child_very_sleepy": N_("child very sleepy"),
    "child_abnormally_cold": N_("child abnormally cold"),
    "child_not_feeding": N_("child not feeding"),
    "child_repeated_vomiting": N_("child vomiting again and again"),
    "child_no_urine": N_("child passing no urine"),
}
EVENTS: dict[str, str] = {
    "chemotherapy": N_("Chemotherapy"),
    "radiotherapy": N_("Radiotherapy"),
    "g_csf": N_("Growth factor (G-CSF)"),
    "antibiotic": N_("Antibiotic"),
    "transfusion": N_("Transfusion"),
    "infection": N_("Infection"),
    "medicine_start": N_("Medicine started"),
    "medicine_stop": N_("Medicine stopped"),
    "hospital": N_("Hospital stay"),
    "next_test": N_("Next blood test"),
    "other": N_("Other event"),
}
GROUPS: dict[str, str] = {
    "no_spleen": N_("no working spleen"),
    "hiv_low_cd4": N_("HIV with a low CD4 count"),
    "organ_transplant": N_("organ transplant"),
    "congenital_neutropenia": N_("inborn neutropenia"),
    "pregnant": N_("pregnant"),
    "central_line": N_("central line"),
}
CANCER_TREATMENT: dict[str, str] = {
    "anticancer_6_weeks": N_("anticancer treatment in the last 6 weeks"),
    "stem_cell_or_car_t": N_("stem cell transplant or CAR-T"),
    "blood_or_marrow_disease": N_("blood or marrow disease"),
}


def word(id_: str) -> str:
    """The short catalog words for *id_*; an id nobody knows is shown as it is, without underscores."""
    for words in (SIGNS, LEVELS, GROUPS, CANCER_TREATMENT, EVENTS):
        if id_ in words:
            return words[id_]
    return id_.replace("_", " ")
