"""The summary as text: what every length says, and what none may."""

from collections.abc import Callable

import pytest

from app.core.content import Content
from app.core.record import Person, QuizRun, Record
from app.core.summary import PARTS, Choice, Summary, summarize
from app.share import say, text
from tests import make
from tests.share.conftest import CASES, case
from tools.sample import summary as build
from tools.sample_cases import NOW


@pytest.mark.parametrize("name", CASES)
def test_the_three_lengths_are_as_accepted(name: str, accepted: Callable[[str, str], None]) -> None:
    summary = case(name)
    accepted(f"{name}.half.txt", text.half(summary))
    accepted(f"{name}.sms.txt", text.sms(summary))
    if name != "long":
        accepted(f"{name}.txt", text.full(summary))


def test_an_sms_takes_at_most_two_parts_and_says_what_it_is(summary: Summary) -> None:
    message = text.sms(summary)
    assert text.sms_parts(message) <= 2
    assert "patient-entered, not a diagnosis" in message


def test_an_sms_stays_within_two_parts_whatever_the_name_is(content: object) -> None:
    for name in ("Ж" * 300, "😀" * 40, "N" * 5000, "€" * 100):
        person = Person(id="p", name=name, allergies="[penicillin]" * 20)
        message = text.sms(summarize(Record(people=(person,)), "p", content, NOW))  # type: ignore[arg-type]
        assert text.sms_parts(message) <= 2


def test_parts_are_counted_as_the_network_counts_them() -> None:
    assert text.sms_parts("a" * 160) == 1
    assert text.sms_parts("a" * 161) == 2
    assert text.sms_parts("a" * 307) == 3
    assert text.sms_parts("€" * 80) == 1
    assert text.sms_parts("€" * 81) == 2
    assert text.sms_parts("Ж" * 70) == 1
    assert text.sms_parts("Ж" * 71) == 2
    assert text.sms_parts("😀" * 36) == 2


def test_full_and_half_say_that_nothing_was_verified(summary: Summary) -> None:
    for said in (text.full(summary), text.half(summary)):
        assert said.count(say.unverified()) == 2


def test_every_value_of_the_period_is_in_the_full_text_as_typed() -> None:
    summary = case("long")
    said = text.full(summary)
    for test in summary.log.tests:
        assert test.taken.isoformat() in said
    for typed in ("<0.1 ×10⁹/L", "640 /µL", "1,05 ×10⁹/L", "٠٫٤ ×10⁹/L", "1.5 lakh/µL", "clumped ×10⁹/L", "10,4 g/dL"):
        assert f"typed {typed}" in said


def test_no_text_comforts(summary: Summary) -> None:
    said = text.full(summary).lower()
    assert [word for word in ("you are fine", "no need", "healthy", "improving", "worsening") if word in said] == []


def test_a_brace_in_what_a_person_typed_is_left_as_it_is() -> None:
    assert "long-standing; {braces} and a , comma" in text.full(case("long"))


def test_what_is_left_out_never_looks_like_what_was_never_entered() -> None:
    said = text.full(build("long", days=None, parts=["questions"]))
    for label in ("Neutrophils (ANC)", "Fever in the last 7 days", "Last symptom check", "Central line", "Allergies"):
        assert f"{label}: left out by choice" in said
    assert "ANC: left out by choice" in text.sms(build("long", days=None, parts=["questions"]))


def test_a_shorter_text_says_that_there_is_more(summary: Summary) -> None:
    more = bool(summary.slips[1:] or summary.timeline or summary.context)
    assert ("More in the full text." in text.sms(summary)) == more
    assert ("Older values stand in the full text." in text.half(summary)) == (len(summary.slips) > 4)


def test_notes_of_blood_tests_are_in_the_full_text_only_when_asked_for() -> None:
    note = "  Note: =HYPERLINK(0) seen by the ward"
    assert note not in text.full(case("long")).splitlines()
    assert note in text.full(build("long", days=None, parts=list(PARTS))).splitlines()


def test_vaccines_stand_in_the_background_newest_first() -> None:
    said = text.full(case("long"))
    assert "Vaccines: =flu, 😀 & <b> (2025-10) · tetanus (1999)\nVaccines, date not known: ?" in said
    assert "tetanus" not in text.full(build("long", days=None, parts=["tests"]))


def test_somebody_who_felt_hot_is_not_said_to_have_had_the_measured_fever(content: Content) -> None:
    hot = make.a_temperature("37.2", feels_hot=True)
    record = Record(people=(make.a_person(),), entries=(hot,))
    summary = summarize(record, "p", content, make.NOW, Choice())
    said = say.fever(summary)
    assert said.startswith("hot or shivering, ")
    assert "37.2" in said
    assert "highest" not in said


def test_without_the_background_no_rule_of_a_check_tells_it(content: Content) -> None:
    run = QuizRun(
        id="q", person="p", created=make.NOW, changed=make.NOW, at=make.NOW, level="emergency", fired=("R7",),
        answers={"medicines": ("clozapine",)},
    )  # fmt: skip
    record = Record(people=(make.a_person(),), entries=(run,))
    for background in (True, False):
        parts = frozenset(PARTS) - (frozenset() if background else {"background"})
        summary = summarize(record, "p", content, make.NOW, Choice(parts=parts))
        assert (content.quiz.rules["R7"].why in repr(summary)) is background
        assert summary.alerts.quiz is not None
        assert summary.alerts.quiz.level == "emergency"
