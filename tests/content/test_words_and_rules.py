"""What the article and the fever card tell a person to do is what the rules of the symptom check answer."""

from typing import Any

import pytest

from app.core.article import Alert, Table, marked, unmarked
from app.core.content import Content
from app.core.quiz import LEVELS, Answers, outcome
from app.core.quiz_signs import SIGNS

CALM: dict[str, Any] = {"neutrophils": "1_5_or_more", "cancer_treatment": "none", "medicines": "none"}
LOW: dict[str, Any] = {**CALM, "neutrophils": "0_5_to_0_99"}
FEVER = {"temperature": "38_0_to_38_2"}


def level(base: dict[str, Any], **more: Any) -> str:
    return outcome(Answers(**{**base, **more})).level


SAID = [
    # page, words on it, answers, the level those words promise
    ("help-now", "neutrophils are low", {**LOW, **FEVER}, "emergency"),
    ("help-now", "cancer treatment in the last 6 weeks", {**CALM, **FEVER, "cancer_treatment": "anticancer_6_weeks"}, "emergency"),
    ("help-now", "illness of the marrow", {**CALM, **FEVER, "cancer_treatment": "blood_or_marrow_disease"}, "emergency"),
    ("help-now", "If you feel hot or you shiver, call", {**LOW, "temperature": "not_measured_hot"}, "emergency"),
    ("help-now", "such as clozapine or carbimazole", {**CALM, **FEVER, "medicines": "list_a"}, "emergency"),
    ("help-now", "have no spleen", {**CALM, **FEVER, "special_groups": {"no_spleen"}}, "emergency"),
    ("help-now", "organ or stem cell transplant", {**CALM, **FEVER, "special_groups": {"organ_transplant"}}, "emergency"),
    ("help-now", "organ or stem cell transplant", {**CALM, **FEVER, "cancer_treatment": "stem_cell_or_car_t"}, "emergency"),
    ("help-now", "born with very low neutrophils", {**CALM, **FEVER, "special_groups": {"congenital_neutropenia"}}, "emergency"),
    ("help-now", "a line or port", {**CALM, **FEVER, "special_groups": {"central_line"}}, "emergency"),
    ("help-now", "have new bruises or pinprick spots", {**CALM, **FEVER, "bleeding": "bruises_or_spots"}, "emergency"),
    ("help-now", "and have a sore throat", {**CALM, **FEVER, "medicines": "list_b", "infection_signs": {"mouth_or_throat"}}, "emergency"),
    ("help-now", "do not know your count, or", {**CALM, **FEVER, "neutrophils": "unknown"}, "same_day"),
    ("help-now", "are pregnant", {**CALM, **FEVER, "special_groups": {"pregnant"}}, "same_day"),
    ("help-now", "are 65 or older", {**CALM, **FEVER, "age": "65_or_older"}, "same_day"),
    ("help-now", "live with HIV", {**CALM, **FEVER, "special_groups": {"hiv_low_cd4"}}, "same_day"),
    ("help-now", "weakens the defence, such as methotrexate", {**CALM, **FEVER, "medicines": "list_b"}, "same_day"),
    ("help-now", "baby of 3 to 5 months", {**CALM, **FEVER, "age": "3_to_5_months"}, "same_day"),
    ("help-now", "under 3 months old with 38.0 °C", {**CALM, **FEVER, "age": "under_3_months"}, "emergency"),
    ("help-now", "or less than 36.0 °C", {**CALM, "temperature": "below_36", "age": "under_3_months"}, "emergency"),
    ("help-now", "37.5 °C to 37.9 °C", {**LOW, "temperature": "37_5_to_37_9"}, "same_day"),
    ("help-now", "a sore throat or mouth ulcers", {**LOW, "infection_signs": {"mouth_or_throat"}}, "same_day"),
    ("help-now", "a cough", {**LOW, "infection_signs": {"cough_or_breathless"}}, "same_day"),
    ("help-now", "pain when you pass urine", {**LOW, "infection_signs": {"urine_pain"}}, "same_day"),
    ("help-now", "red, hot or sore skin", {**LOW, "infection_signs": {"skin_or_line_site"}}, "same_day"),
    ("help-now", "new bruises or pinprick spots", {**LOW, "bleeding": "bruises_or_spots"}, "same_day"),
    ("help-now", "you feel ill, and you do not know why", {**LOW, "unwell": True}, "same_day"),
    ("help-now", "bad belly pain, bad diarrhoea", {**LOW, "infection_signs": {"belly_or_diarrhoea"}}, "emergency"),
    ("help-now", "a shaking chill is an emergency", {**LOW, "infection_signs": {"shaking_chill"}}, "emergency"),
    ("help-now", "temperature below 36.0 °C", {**LOW, "temperature": "below_36"}, "emergency"),
    ("clozapine", "Call your clinic today", {**CALM, "medicines": "list_a", "infection_signs": {"mouth_or_throat"}}, "same_day"),
    ("medicines", "You need a blood count today", {**CALM, "medicines": "list_a", "infection_signs": {"mouth_or_throat"}}, "same_day"),
    ("bleeding", "soaking a pad or tampon", {**CALM, "vaginal_bleeding": "soaking"}, "emergency"),
    ("bleeding", "should be checked within days", {**CALM, "vaginal_bleeding": "between_periods"}, "days"),
    ("bleeding", "within a week at most", {**CALM, "vaginal_bleeding": "after_menopause"}, "days"),
    ("bleeding", "In pregnancy, call the same day", {**CALM, "vaginal_bleeding": "in_pregnancy"}, "same_day"),
    ("anaemia", "see a doctor within days", {**CALM, "anaemia": "on_effort"}, "days"),
    ("anaemia", "if you are pregnant", {**CALM, "anaemia": "on_effort", "special_groups": {"pregnant"}}, "same_day"),
    ("anaemia", "65 or older", {**CALM, "anaemia": "on_effort", "age": "65_or_older"}, "same_day"),
    ("anc", "may hide a very low ANC. Call your team that day", {**CALM, "neutrophils": "only_wbc_below_2"}, "same_day"),
    ("pregnancy", "up to 6 weeks after the birth", {**CALM, **FEVER, "special_groups": {"pregnant"}}, "same_day"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "words", "answers", "promised"), SAID, ids=[f"{s[0]}: {s[1][:40]}" for s in SAID])
def test_the_page_promises_what_the_rules_answer(
    content: Content, page: str, words: str, answers: dict[str, Any], promised: str
) -> None:
    section = content.article.section(page)
    assert section is not None
    assert words in " ".join(unmarked(text) for block in section.blocks for text in marked(block))
    assert level(answers) == promised


def test_the_table_of_temperatures_says_what_the_rules_answer(content: Content) -> None:
    section = content.article.section("temperature")
    assert section is not None
    table = next(block for block in section.blocks if isinstance(block, Table))
    bands = ("38_0_to_38_2", "37_5_to_37_9", "36_0_to_37_4", "below_36")
    told = [row[1].split(":")[0] for row in table.rows]
    assert told[0] == told[3] == "Emergency"
    assert [level(LOW, temperature=band) for band in bands] == ["emergency", "same_day", "days", "emergency"]
    assert level(LOW, temperature="36_0_to_37_4", unwell=True) == "same_day"


def test_the_first_page_names_every_danger_sign_that_the_check_asks_an_adult(content: Content) -> None:
    first = content.article.sections[0]
    listed = [block for block in first.blocks if isinstance(block, Alert) and "any of these" in block.title]
    page = " ".join(unmarked(text) for block in listed for text in marked(block)).lower()
    card = " ".join((*content.fever.danger, *content.fever.child)).lower()
    keys = (
        "slurred", "confusion", "shaking", "muscle pain", "urine", "breathe", "blue", "rash", "faint", "fit", "wake",
        "headache", "neck", "chest pain", "bleeding", "vomit", "black stools", "lips", "tongue", "die",
    )  # fmt: skip
    assert [key for key in keys if key not in page] == []
    assert [key for key in keys if key not in card] == []
    for sign in SIGNS:
        assert level(CALM, danger_signs={sign}) == "emergency"


def test_an_alert_is_never_milder_than_its_words(content: Content) -> None:
    order = {name: LEVELS.index(name) for name in LEVELS}
    for section in content.article.sections:
        for block in section.blocks:
            if isinstance(block, Alert) and "call now" in f"{block.title} {unmarked(block.text)}".lower():
                assert order[block.level] >= order["same_day"], section.id
