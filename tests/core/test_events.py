"""Events and symptoms: days that make sense, and the next test that is worth a reminder."""

from datetime import UTC, date, datetime

from app.core.events import EventForm, SymptomsForm, event_of, next_test, read_event, read_symptoms
from app.core.record import Event, Person

ADA = Person(id="ada", name="Ada", birth_date=date(1980, 5, 1))
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def codes(form: EventForm, accepted: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    return [(one.field, one.code) for one in read_event(form, ADA, TODAY, accepted).problems]


def planned(on: date) -> Event:
    return Event(id=str(on), person="ada", created=NOW, changed=NOW, what="next_test", on=on)


def test_an_empty_event_asks_what_and_when() -> None:
    assert codes(EventForm()) == [("what", "event.what"), ("on", "date.missing")]


def test_a_treatment_cannot_lie_in_the_future_but_a_next_test_can() -> None:
    assert codes(EventForm(what="chemotherapy", on="2026-12-24")) == [("on", "date.future")]
    assert codes(EventForm(what="next_test", on="2026-12-24")) == []
    assert codes(EventForm(what="next_test", on="2062-12-24")) == [("on", "date.far")]
    assert codes(EventForm(what="next_test", on="0206-12-24")) == [("on", "date.early")]


def test_an_event_cannot_end_before_it_begins() -> None:
    assert codes(EventForm(what="infection", on="2026-11-20", until="2026-11-19")) == [("until", "date.order")]
    assert codes(EventForm(what="infection", on="2026-11-20", until="20.11.26")) == [("until", "date.missing")]


def test_a_day_that_has_no_length_keeps_no_end() -> None:
    form = EventForm(what="chemotherapy", on="2026-11-20", until="2026-11-19", name="  FEC ")
    read = read_event(form, ADA, TODAY)
    assert read.ok
    assert event_of(form, read) == {
        "what": "chemotherapy", "on": date(2026, 11, 20), "until": None, "name": "FEC", "note": "",
    }  # fmt: skip


def test_a_question_answered_is_not_asked_again() -> None:
    form = EventForm(what="chemotherapy", on="2010-01-01")
    [asked] = read_event(form, ADA, TODAY).problems
    assert (asked.weight, codes(form, frozenset({asked.key}))) == ("ask", [])


def test_symptoms_need_a_sign_or_a_note() -> None:
    _, _, problems = read_symptoms(SymptomsForm(on="2026-11-23"), ADA, TODAY)
    assert [one.code for one in problems] == ["symptoms.none"]
    on, signs, problems = read_symptoms(SymptomsForm(on="2026-11-23", signs="tiredness fit"), ADA, TODAY)
    assert (on, signs, problems) == (TODAY, ("tiredness", "fit"), ())
    assert read_symptoms(SymptomsForm(on="2026-11-23", note="dizzy"), ADA, TODAY)[2] == ()


def test_the_reminder_is_the_next_test_or_the_one_missed() -> None:
    assert next_test((), (), TODAY) is None
    soon, later, past = planned(date(2026, 12, 1)), planned(date(2027, 1, 1)), planned(date(2026, 11, 1))
    assert next_test((later, past, soon), (), TODAY) == soon
    assert next_test((past,), (date(2026, 10, 1),), TODAY) == past
    assert next_test((past,), (date(2026, 11, 1),), TODAY) is None
