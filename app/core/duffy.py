"""Softer words for a low count that the Duffy-null blood group explains. It silences nothing: no rule asks this file.

The blood of healthy Duffy-null people holds fewer neutrophils, the body does not (S23, S24, S25). When to say so is a
careful choice of this app (D): only what a lab confirmed, only 1.0 and more, only stable, only somebody well.
"""

from datetime import timedelta
from decimal import Decimal

from app.core.drugs import Drugs
from app.core.labs import MILD, MODERATE, anc
from app.core.quiz_known import has_unlisted, is_out_of_date, medicines_known
from app.core.record import BloodTest, Log, Person, local
from app.core.temperature import degrees
from app.core.words import N_, Sentence

SOURCES = ("S23", "S24", "S25", "D")
BACK, WELL = timedelta(days=365), timedelta(days=7)
"""How far back a count is compared, and for how long nothing may have been wrong (D)."""
STABLE = Decimal("0.7")
"""It has not fallen below this share of any count of the last year (D)."""
FEVER = 38
TREATMENTS = ("chemotherapy", "radiotherapy", "g_csf")


def softened(person: Person, log: Log, test: BloodTest, drugs: Drugs) -> Sentence | None:
    """What to say beside the mildly low count of *test*, or None when Duffy-null does not explain it.

    A treatment of the last year, or any medicine of *drugs*, is another explanation.
    """
    count = anc(test)
    value = count.safest
    if person.duffy_null != "yes" or value is None or not count.is_point or count.disagree:
        return None
    if not MODERATE <= value < MILD or _is_explained(person, log, test, drugs) or not _is_well(log, test):
        return None
    before = [anc(one) for one in log.tests if timedelta(0) < test.taken - one.taken <= BACK]
    known = [one.safest for one in before if one.safest is not None]
    unclear = any(one.comparator[:1] == ">" for one in before)  # "at least 1.0" may have been 3.0
    if unclear or not any(one.is_point for one in before) or any(value < one * STABLE for one in known):
        return None
    return Sentence(
        N_(
            "You noted a Duffy-null blood group. A stable count like this is common with it, and by itself does not "
            "bring more infections. The rules for fever stay the same."
        )
    )


def _is_explained(person: Person, log: Log, test: BloodTest, drugs: Drugs) -> bool:
    """Whether a treatment or a medicine, of the profile or of the log, may have lowered the count."""
    since = test.taken - BACK
    treated = any(one.what in TREATMENTS and (one.until or one.on) >= since for one in log.events)
    takes = medicines_known(person, log, drugs, test.taken) != ("none",) or has_unlisted(log, drugs, test.taken)
    old = is_out_of_date(person, test.taken)
    return person.profile.cancer_treatment != "none" or treated or takes or old


def _is_well(log: Log, test: BloodTest) -> bool:
    """Nothing in the week up to the test, or after it, that speaks of illness."""
    since = test.taken - WELL
    ill = any(one.on >= since for one in log.symptoms)
    ill |= any(one.what in ("infection", "hospital", "antibiotic") and one.on >= since for one in log.events)
    hot = (one for one in log.temperatures if local(one.at) >= since)
    return not ill and not any(one.feels_hot or (degrees(one) or 0) >= FEVER for one in hot)
