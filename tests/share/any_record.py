"""Any record at all: one person with one entry of each kind, and anything a person could have typed in them."""

from datetime import timedelta

from hypothesis import strategies as st

from app.core.analytes import ANALYTES
from app.core.record import BloodTest, Event, Person, QuizRun, Reading, Record, Symptoms, Temperature, Vaccine
from app.core.units import UNITS, units_for
from tools.sample_cases import NOW

NUMBERS = st.from_regex(r"\A(<|>|<=|≥)?(0|[1-9]\d{0,3})([.,]\d{1,2})?\Z")
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)


@st.composite
def a_reading(draw: st.DrawFn, analyte: str) -> Reading:
    """Any reading of an analyte: mostly numbers, now and then a text nobody can read."""
    unit = draw(st.sampled_from([one.id for one in units_for(analyte)]) | st.sampled_from(sorted(UNITS)))
    limit = st.just("") | NUMBERS
    return Reading(
        text=draw(NUMBERS | WORDS), unit=unit, low=draw(limit), high=draw(limit),
        method=draw(st.sampled_from(["", "automated", "manual"])),
    )  # fmt: skip


@st.composite
def a_record(draw: st.DrawFn) -> Record:
    """A person with one entry of each kind, with anything in them."""
    analytes = draw(st.lists(st.sampled_from(sorted(ANALYTES)), max_size=4, unique=True))
    moment = NOW - timedelta(seconds=draw(st.integers(0, 3_000_000)), microseconds=draw(st.integers(0, 999_999)))
    common = {"person": "p", "created": moment, "changed": NOW, "note": draw(WORDS), "sample": draw(st.booleans())}
    day = moment.date()
    answers = draw(
        st.dictionaries(
            WORDS.filter(str.strip), st.booleans() | WORDS | st.lists(WORDS.filter(bool)).map(tuple), max_size=3
        )
    )
    entries = (
        BloodTest(id="a", taken=day, lab=draw(WORDS), readings={one: draw(a_reading(one)) for one in analytes}, **common),
        Temperature(id="b", at=moment, text=draw(NUMBERS | WORDS), unit=draw(st.sampled_from(["Cel", "[degF]"])),
                    feels_hot=draw(st.booleans()), site=draw(st.sampled_from(["", "ear", "other"])), **common),
        Event(id="c", what=draw(st.sampled_from(["chemotherapy", "infection", "transfusion", "other", "next_test"])),
              on=day, until=draw(st.none() | st.just(day)), name=draw(WORDS), **common),
        Symptoms(id="d", on=day, signs=draw(st.lists(WORDS.filter(bool), max_size=3).map(tuple)), **common),
        QuizRun(id="e", at=moment, answers=answers, level=draw(WORDS), fired=("R1",), content_version=draw(WORDS), **common),
    )  # fmt: skip
    known = st.sampled_from(["", "2019", "2025-10", "2025-10-03"])
    vaccine = st.builds(Vaccine, name=WORDS.filter(bool), when=known)
    person = Person(
        id="p", name=draw(WORDS), cause=draw(WORDS), allergies=draw(WORDS), questions=(draw(WORDS.filter(str.strip)),),
        vaccines=draw(st.lists(vaccine, max_size=3).map(tuple)),
    )  # fmt: skip
    return Record(people=(person,), entries=entries)
