"""Rules on lab values without symptoms: haemoglobin, platelets, white cells, blasts, and several lines low together.

The rules on the neutrophils themselves are the quiz's (R13a-c). Limits are where a call is advised, not diagnoses.
"""

from collections.abc import Iterator
from decimal import Decimal

from app.core.labs import anc
from app.core.quiz import Reason
from app.core.quiz_answers import Answers
from app.core.quiz_count import Count
from app.core.quiz_flow import Sex
from app.core.quiz_rules import DAYS, EMERGENCY, SAME_DAY, Level
from app.core.record import BloodTest
from app.core.units import Amount, amount, amount_of

LAB_RULES: dict[str, tuple[str, ...]] = {
    "L-ANC-list-a": ("S36", "S37", "D"),
    "L-ANC-fall": ("S13", "D"),
    "L-WBC-low": ("S67", "D"),
    "L-WBC-high": ("S67", "D"),
    "L-Hb-70": ("S67", "D"),
    "L-Hb-80": ("S67", "D"),
    "L-Hb-100": ("S67", "D"),
    "L-platelets-10": ("S62", "S67", "D"),
    "L-platelets-20": ("S62", "S67", "D"),
    "L-platelets-50": ("S62", "S67", "D"),
    "L-lines": ("S13", "D"),
    "L-blasts": ("D",),
}
"""Each rule with its sources."""
FALL_DAYS = 14
"""A fall by more than half counts when the two counts are at most this many days apart (D)."""
LINES = ("haemoglobin", "neutrophils", "platelets")
Tests = tuple[BloodTest, ...]
Found = tuple[Amount, BloodTest]


def lab_reasons(sex: Sex, tests: Tests, answers: Answers, count: Count) -> tuple[Reason, ...]:
    """What *tests* (oldest first) call for on their newest values, with *answers* telling of bleeding, fever, breath
    and medicines, and *count* the current neutrophils. *sex* decides the usual haemoglobin."""
    return (
        *_neutrophils(tests, answers, count),
        *_white_cells(tests, count),
        *_haemoglobin(tests, answers),
        *_platelets(tests, answers),
        *_blasts(tests),
        *_lines(sex, tests),
    )


def newest(tests: Tests, analyte: str) -> Found | None:
    """The newest readable value of *analyte*, with its test; of several on one day the lower."""
    found: list[Found] = []
    for one in reversed(tests):
        if found and one.taken != found[0][1].taken:
            break
        if value := _amount(one, analyte):
            found.append((value, one))
    return min(found, key=lambda one: one[0].value, default=None)


def _amount(test: BloodTest, analyte: str) -> Amount | None:
    reading = test.readings.get(analyte)
    return amount(reading, analyte) if reading else None


def _below(value: Amount, limit: int | Decimal) -> bool:
    """Whether *value* is, or may well be, below *limit*: "<70" is, "≤70" and ">60" may be. A bound far above, as
    "<100", says too little."""
    return value.value < limit or (value.value == limit and value.comparator[:1] == "<")


def _above(value: Amount, limit: int) -> bool:
    """Whether *value* is above *limit*: ">30" is."""
    return value.value > limit or (value.value == limit and value.comparator[:1] == ">")


def _reason(rule: str, level: Level, test: BloodTest) -> Reason:
    return Reason(rule=rule, level=level, sources=LAB_RULES[rule], entry=test.id, on=test.taken)


def _neutrophils(tests: Tests, answers: Answers, count: Count) -> Iterator[Reason]:
    if count.test is None or not answers.low_count:
        return
    if answers.takes_a:
        yield _reason("L-ANC-list-a", SAME_DAY, count.test)
    if _fell(tests):
        yield _reason("L-ANC-fall", SAME_DAY, count.test)


def _fell(tests: Tests) -> bool:
    """Whether the last neutrophil count below 1.0 is less than half of one of the 14 days before it."""
    counts = [(value, one.taken) for one in tests if (value := anc(one).safest) is not None]
    if len(counts) < 2 or counts[-1][0] >= 1:
        return False
    last, taken = counts[-1]
    return any(last < value / 2 and (taken - on).days <= FALL_DAYS for value, on in counts[:-1])


def _white_cells(tests: Tests, count: Count) -> Iterator[Reason]:
    if count.test and count.band == "only_wbc_below_2":
        yield _reason("L-WBC-low", SAME_DAY, count.test)
    white = newest(tests, "wbc")
    if white and _above(white[0], 30):
        yield _reason("L-WBC-high", SAME_DAY, white[1])


def _haemoglobin(tests: Tests, answers: Answers) -> Iterator[Reason]:
    if (found := newest(tests, "haemoglobin")) is None:
        return
    value, test = found
    if _below(value, 70):
        breathless = answers.anaemia == "on_effort" or "cough_or_breathless" in answers.infection_signs
        yield _reason("L-Hb-70", EMERGENCY if breathless else SAME_DAY, test)
    elif _below(value, 80):
        yield _reason("L-Hb-80", SAME_DAY, test)
    elif _below(value, 100):
        yield _reason("L-Hb-100", DAYS, test)


def _platelets(tests: Tests, answers: Answers) -> Iterator[Reason]:
    if (found := newest(tests, "platelets")) is None:
        return
    value, test = found
    bleeds = answers.bleeding != "none" or answers.vaginal_bleeding != "none"
    if _below(value, 10):
        yield _reason("L-platelets-10", EMERGENCY, test)
    elif _below(value, 20):
        yield _reason("L-platelets-20", EMERGENCY if bleeds or answers.fever else SAME_DAY, test)
    elif _below(value, 50):
        before = newest(tuple(one for one in tests if one.taken < test.taken), "platelets")
        is_new = before is None or not _below(before[0], 50)
        yield _reason("L-platelets-50", SAME_DAY if bleeds or is_new else DAYS, test)


def _blasts(tests: Tests) -> Iterator[Reason]:
    found = newest(tests, "blasts_percent")
    if found and found[0].comparator[:1] != "<" and (found[0].value > 0 or found[0].comparator == ">"):
        yield _reason("L-blasts", SAME_DAY, found[1])


def _lines(sex: Sex, tests: Tests) -> Iterator[Reason]:
    """Two or more of red cells, neutrophils and platelets low by their newest values, and not so before."""
    held = tuple(one for one in tests if any(_holds(one, line) for line in LINES))  # no other test makes it old news
    if held and _low_lines(sex, held) >= 2:
        before = tuple(one for one in held if one.taken < held[-1].taken)
        if _low_lines(sex, before) < 2:
            yield _reason("L-lines", DAYS, held[-1])


def _low_lines(sex: Sex, tests: Tests) -> int:
    return sum(any(_is_low(sex, one, line) for one in _last_with(tests, line)) for line in LINES)


def _last_with(tests: Tests, line: str) -> Tests:
    """The newest test that holds *line*, as a tuple; empty when none does."""
    held = (one for one in reversed(tests) if _holds(one, line))
    return tuple(one for one in (next(held, None),) if one)


def _holds(test: BloodTest, line: str) -> bool:
    return (anc(test).value if line == "neutrophils" else _amount(test, line)) is not None


def _is_low(sex: Sex, test: BloodTest, line: str) -> bool:
    """Below the lab's own limit when the slip gives one, and below 1.5 neutrophils in any case."""
    if line == "neutrophils":
        value = anc(test).safest
        return value is not None and value < Decimal("1.5")
    reading = test.readings[line]
    own = amount_of(reading.low, reading.unit, line) if reading.low.strip() else None
    found = _amount(test, line)
    return found is not None and _below(found, own.value if own else _usual_limit(sex, line))


def _usual_limit(sex: Sex, line: str) -> Decimal:
    """Where the slip gives no limit: platelets 150 ×10⁹/L, haemoglobin 130 g/L for a male, else 120 g/L (S63, D)."""
    return Decimal(150 if line == "platelets" else 130 if sex == "male" else 120)
