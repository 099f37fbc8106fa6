"""Whatever a file or a code of ours has become: it is refused with a sentence, or read, and then it can be shown."""

import copy
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import simplejson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.content import load
from app.core.record import Record, Vaccine
from app.core.summary import PARTS, Choice, Summary, summarize
from app.share import csv, fhir, html, pdf, text, transfer, trouble
from app.share.trouble import UnreadableError
from tests import make
from tests.make import NOW
from tests.often import often
from tools.sample import ROOT
from tools.sample import summary as build

pytestmark = pytest.mark.slow  # left to `make test`

CONTENT = load(ROOT / "content", "en")
NUMBERS = ("1e999999999", "-1e999999999", "1e99999999999999999999999", "NaN", "1E-999999999", "0e999", "9" * 5000)
"""As they stand in the file: JSON does not limit a number."""
JUNK: tuple[Any, ...] = (
    None, True, 7, -1.5, 10**40, "", "x", "NaN", [], {}, [[]], [{}], {"id": {}}, "\ud800", "9" * 5000, "٣",
    "0001-01-01", "9999-12-31", "2026-02-30", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
    "2026-13-45T99:99:99Z", "2026-11-23T09:30:00+99:99", "2026", *NUMBERS,
)  # fmt: skip


def whole(name: str) -> Summary:
    return build(name, days=None, parts=set(PARTS))


BUNDLES = [fhir.bundle(whole(name)) for name in ("infant", "long")]


def places(thing: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a JSON tree where something stands."""
    for key, inner in list(thing.items() if isinstance(thing, dict) else enumerate(thing)):
        yield thing, key
        if isinstance(inner, dict | list):
            yield from places(inner)


def harmed(bundle: str, dice: random.Random) -> str:
    """*bundle* with one value replaced, removed, doubled, or put where another belongs."""
    plain = simplejson.loads(bundle, use_decimal=True)
    every = list(places(plain))
    parent, key = dice.choice(every)
    way = dice.choice(("junk", "junk", "gone", "again", "moved"))
    if way == "gone":
        del parent[key]
    elif way == "again" and isinstance(parent, list):
        parent.append(copy.deepcopy(parent[key]))
    elif way == "moved":
        other, place = dice.choice(every)
        parent[key] = copy.deepcopy(other[place])
    else:
        parent[key] = "@" if (junk := dice.choice(JUNK)) in NUMBERS and isinstance(junk, str) else junk
        return simplejson.dumps(plain, use_decimal=True).replace('"@"', str(junk))
    return simplejson.dumps(plain, use_decimal=True)


def is_refused(text_: str) -> bool:
    """Whether *text_* is refused with a sentence; what is read must be shown in every way."""
    try:
        record = fhir.read(text_)
    except UnreadableError as error:
        return bool(str(error))
    made, choice = fhir.sent(text_)
    summary = summarize(record, record.people[0].id, CONTENT, made, choice)
    assert text.full(summary)
    assert html.page(summary)
    assert fhir.read(fhir.bundle(summary)).people
    return False


FUZZ = settings(often(150), suppress_health_check=list(HealthCheck))


@given(st.sampled_from(BUNDLES), st.integers(0, 10**9))
@FUZZ
def test_a_harmed_bundle_is_refused_with_a_sentence_or_can_be_shown(bundle: str, seed: int) -> None:
    is_refused(harmed(bundle, random.Random(seed)))


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_without_measure_is_refused_at_once(number: str) -> None:
    bundle = BUNDLES[0]
    assert '"value":0.92,' in bundle
    assert is_refused(bundle.replace('"value":0.92,', f'"value":{number},', 1))


@pytest.mark.parametrize(
    "tags", ['[["x"]]', '"x"', "7", '[{"system":"urn:x-leuko:format","code":["2"]}]', '[{"system":7,"code":{}}]', "{}",
             '[{"system":"urn:x-leuko:format","code":2}]'],
)  # fmt: skip
def test_tags_of_odd_shape_are_refused(tags: str) -> None:
    plain = simplejson.loads(BUNDLES[0], use_decimal=True)
    plain["meta"]["tag"] = simplejson.loads(tags)
    assert is_refused(simplejson.dumps(plain, use_decimal=True))


def slip_of(plain: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The first panel of a bundle, and the resource of its first value."""
    by_address = {entry["fullUrl"]: entry["resource"] for entry in plain["entry"]}
    panel = next(one for one in by_address.values() if "hasMember" in one)
    return panel, by_address[panel["hasMember"][0]["reference"]]


def again(plain: Any) -> None:
    """Two values of the same analyte on one slip."""
    panel, value = slip_of(plain)
    plain["entry"].append({"fullUrl": "urn:x", "resource": copy.deepcopy(value)})
    panel["hasMember"].append({"reference": "urn:x"})


def twice(plain: Any) -> None:
    """The same value named twice."""
    panel, _value = slip_of(plain)
    panel["hasMember"].append(panel["hasMember"][0])


def no_value(plain: Any) -> None:
    """A slip that names the person as one of its values."""
    panel, _value = slip_of(plain)
    panel["hasMember"].append({"reference": plain["entry"][0]["fullUrl"]})


def nobody(plain: Any) -> None:
    """An entry under an empty id."""
    slip_of(plain)[0]["identifier"][0]["value"] = ""


def nameless(plain: Any) -> None:
    """An entry without an id."""
    slip_of(plain)[0]["identifier"] = []


def double(plain: Any) -> None:
    """Two entries under one id."""
    panel, _value = slip_of(plain)
    others = (entry["resource"] for entry in plain["entry"] if "identifier" in entry["resource"])
    other = next(one for one in others if one is not panel and one["resourceType"] == "Observation")
    other["identifier"] = panel["identifier"]


def hidden(plain: Any) -> None:
    """A typed value that is said to be calculated, and so would be left out."""
    slip_of(plain)[1]["extension"] = [{"url": "urn:x-leuko:calculated", "valueBoolean": True}]


def denied(plain: Any) -> None:
    """A sign that is said not to be there."""
    signs = next(
        e["resource"] for e in plain["entry"] if "sign" in simplejson.dumps(e["resource"].get("component", []))
    )
    signs["component"][0]["valueBoolean"] = False


@pytest.mark.parametrize("harm", [again, twice, no_value, nobody, nameless, double, hidden, denied])
def test_half_a_file_is_never_taken(harm: Any) -> None:
    plain = simplejson.loads(BUNDLES[1], use_decimal=True)
    assert not is_refused(simplejson.dumps(plain, use_decimal=True))
    harm(plain)
    assert is_refused(simplejson.dumps(plain, use_decimal=True))


def test_a_byte_order_mark_in_front_is_no_reason_to_refuse_a_file() -> None:
    assert not is_refused("\ufeff" + BUNDLES[0])


@pytest.mark.parametrize("year", ["0001", "1899", "2201", "9999"])
def test_a_day_nobody_can_mean_is_refused(year: str) -> None:
    assert is_refused(BUNDLES[1].replace('"effectiveDateTime":"2026', f'"effectiveDateTime":"{year}', 1))


CODES = transfer.codes(BUNDLES[0])
SENTENCES = (
    trouble.NO_CODES, trouble.DAMAGED_CODE, trouble.MISSING_CODES, trouble.NEWER, trouble.MIXED_CODES, trouble.DAMAGED,
)  # fmt: skip


def taken(codes: list[str]) -> str:
    """What *codes* carry, or the sentence they are refused with."""
    try:
        return transfer.read(codes)
    except UnreadableError as error:
        return error.sentence


PIECES = st.sampled_from(
    ["LEUKO1", "LEUKO", "LEUKO" + "9" * 5000, ":", "/", "1", "٣", "²", "999", "0", "A", " ", *CODES]
)


@given(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=80).map("LEUKO1:".__add__))
@FUZZ
def test_any_code_is_refused_with_a_sentence(code: str) -> None:
    assert taken(list(transfer.split(code) or (code,)))


@given(st.integers(0, len(CODES) - 1), st.integers(0, 60), st.text(max_size=3))
@FUZZ
def test_a_code_patched_anywhere_is_refused_with_a_sentence(which: int, at: int, patch: str) -> None:
    code = CODES[which]
    patched = [*CODES[:which], code[:at] + patch + code[at + 1 :], *CODES[which + 1 :]]
    assert taken(patched) in (BUNDLES[0], *SENTENCES)


@pytest.mark.parametrize("year", [1, 9999])
def test_days_at_the_ends_of_the_calendar_stop_no_page(year: int) -> None:
    """A record from before such days were refused may still hold them."""
    day, ends = date(2026, 11, 1), date(year, 1, 1) if year == 1 else date(year, 12, 31)
    moment = datetime(ends.year, ends.month, ends.day, 12, tzinfo=UTC)
    entries = [make.a_test(one, f"t{n}", wbc="1", neutrophils="0.4") for n, one in enumerate((day, ends, ends))]
    entries += [make.a_temperature("39", moment), make.a_temperature("39", NOW), make.an_event(on=ends, until=ends)]
    entries += [make.an_event("infection", on=ends), make.an_event("medicine_start", on=ends, name="clozapine")]
    person = make.a_person(birth_date=ends, vaccines=(Vaccine(name="flu", when=f"{year:04}"),))
    everything = Choice(days=None, parts=frozenset(PARTS))
    summary = summarize(Record(people=(person,), entries=tuple(entries)), "p", CONTENT, NOW, everything)
    assert text.full(summary)
    assert html.page(summary)
    assert pdf.pdf(summary)
    assert csv.csv_file(summary)
    assert fhir.bundle(summary)
