"""What the things of the record are called: kinds of entries, values, sites of measurement. Ids as in the record."""

from app.core.words import N_

KINDS: dict[str, str] = {
    "test": N_("Blood test"),
    "temperature": N_("Temperature"),
    "event": N_("Treatment or event"),
    "symptoms": N_("Symptoms"),
    "quiz": N_("Symptom check"),
}
ANALYTES: dict[str, str] = {
    "wbc": N_("White blood cells"),
    "neutrophils": N_("Neutrophils"),
    "neutrophils_percent": N_("Neutrophils %"),
    "segs_percent": N_("Segmented neutrophils %"),
    "bands_percent": N_("Band neutrophils %"),
    "lymphocytes": N_("Lymphocytes"),
    "lymphocytes_percent": N_("Lymphocytes %"),
    "monocytes": N_("Monocytes"),
    "monocytes_percent": N_("Monocytes %"),
    "eosinophils": N_("Eosinophils"),
    "eosinophils_percent": N_("Eosinophils %"),
    "basophils": N_("Basophils"),
    "basophils_percent": N_("Basophils %"),
    "blasts_percent": N_("Blasts %"),
    "rbc": N_("Red blood cells"),
    "haemoglobin": N_("Haemoglobin"),
    "haematocrit": N_("Haematocrit"),
    "mcv": N_("Red cell size"),
    "platelets": N_("Platelets"),
    "crp": N_("C-reactive protein"),
}
"""The values of a slip in plain words."""
SHORT: dict[str, str] = {
    "wbc": N_("WBC"),
    "neutrophils": N_("NEUT (ANC)"),
    "neutrophils_percent": N_("NEUT %"),
    "segs_percent": N_("SEGS %"),
    "bands_percent": N_("BANDS %"),
    "lymphocytes": N_("LYMPH"),
    "lymphocytes_percent": N_("LYMPH %"),
    "monocytes": N_("MONO"),
    "monocytes_percent": N_("MONO %"),
    "eosinophils": N_("EOS"),
    "eosinophils_percent": N_("EOS %"),
    "basophils": N_("BASO"),
    "basophils_percent": N_("BASO %"),
    "blasts_percent": N_("BLASTS %"),
    "rbc": N_("RBC"),
    "haemoglobin": N_("Hb"),
    "haematocrit": N_("HCT"),
    "mcv": N_("MCV"),
    "platelets": N_("PLT"),
    "crp": N_("CRP"),
}
"""The same as a slip prints them."""
EVENT_SIGNS: dict[str, str] = {
    "chemotherapy": N_("C"),
    "radiotherapy": N_("R"),
    "g_csf": N_("G"),
    "antibiotic": N_("A"),
    "transfusion": N_("T"),
    "infection": N_("I"),
    "hospital": N_("H"),
    "medicine_start": N_("M+"),
    "medicine_stop": N_("M−"),
    "fever": N_("F"),
}
"""The letter that marks an event on a chart; those without one are not drawn."""
SITES: dict[str, str] = {
    "mouth": N_("in the mouth"),
    "armpit": N_("in the armpit"),
    "ear": N_("in the ear"),
    "forehead": N_("on the forehead"),
    "other": N_("another place"),
    "": N_("not said"),
}
FEVER_MEDICINE: dict[str, str] = {
    "yes": N_("Yes"),
    "no": N_("No"),
    "unknown": N_("Not sure"),
}
SEVERITY: dict[str, str] = {
    "mild": N_("mildly low"),
    "moderate": N_("moderately low"),
    "severe": N_("severely low"),
    "profound": N_("very severely low"),
}
"""The bands of the neutrophil count (below 1.5, 1.0, 0.5, 0.1 ×10⁹/L). There is no word for "not low": it comforts."""
