"""People: a name is enough, everything else helps the care team, and nothing half-typed is lost."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import flet as ft
import pytest

from app.core.record import Contact, Person, Range, Vaccine
from app.state import AppState
from app.ui.people.form import fields_of, person_of
from app.ui.people.left import laid_over, with_beginning
from app.ui.people.ranges import wrong_ranges
from tests.ui.test_shell import open_app

ADA = Person(
    id="ada", name="Ada", colour="pink", sex="female", pregnant="no", duffy_null="yes", cause="chemotherapy",
    regimen="R-CHOP", allergies="penicillin", questions=("When is the next test?",),
    ranges={"neutrophils": Range(unit="10*9/L", low="0,8", high="2.5"), "crp": Range(unit="mg/L", high="10")},
    vaccines=(Vaccine(name="flu", when="2025-10-03"), Vaccine(name="BCG")),
    contacts=(Contact(name="Ward 5", number="+44 20 7946 0000", role="team"), Contact(name="Bo", number="5550100")),
)  # fmt: skip


def test_a_person_goes_through_the_form_unchanged() -> None:
    assert person_of(fields_of(ADA), ADA, "new-id") == ADA


def test_what_the_form_does_not_show_stays() -> None:
    before = ADA.model_copy(update={"profile": ADA.profile.model_copy(update={"team_plan": True})})
    assert person_of(fields_of(before) | {"name": "Ada L."}, before, "x").profile.team_plan


def test_a_contact_without_a_name_is_called_by_its_role() -> None:
    fields = {"name": "Bo", "colour": "teal", "pregnant": "unknown", "duffy_null": "unknown"}
    fields |= {"contact0.role": "doctor", "contact1.number": "112", "contact1.role": "team"}
    assert person_of(fields, None, "bo").contacts == (Contact(name="Care team", number="112", role="team"),)


async def test_a_contact_without_a_number_is_not_dropped_in_silence(state: AppState) -> None:
    screen = await open_app(state, "/people/ada")
    await screen.type("Contact 1: name", "Ward 5")
    await screen.tap("Save")
    said = "Please add the telephone number, or empty the name."
    assert screen.named("Contact 1: telephone", ft.TextField).error == said
    await screen.type("Contact 1: telephone", "112")
    await screen.tap("Save")
    assert state.record.people[0].contacts == (Contact(name="Ward 5", number="112", role="team"),)


async def test_more_rows_than_the_form_offers_are_shown_and_kept(state: AppState) -> None:
    many = Person(
        id="ada", name="Ada",
        contacts=tuple(Contact(name=f"C{n}", number=f"{n}") for n in range(9)),
        vaccines=tuple(Vaccine(name=f"V{n}") for n in range(25)),
        questions=tuple(f"Q{n}?" for n in range(5)),
    )  # fmt: skip
    await state.keep_person(many)
    screen = await open_app(state, "/people/ada")
    assert screen.named("Contact 9: name", ft.TextField).value == "C8"
    await screen.type("Name", "Ada L.")
    await screen.tap("Save")
    assert state.record.people == (many.model_copy(update={"name": "Ada L."}),)


async def test_a_name_is_enough(state: AppState) -> None:
    screen = await open_app(state, "/people/new")
    await screen.type("Name", "Bo")
    await screen.tap("Save")
    assert [one.name for one in state.record.people] == ["Ada", "Bo"]
    assert state.person is not None
    assert state.person.name == "Bo"
    assert screen.page.route == "/people"


async def test_without_a_name_nothing_is_saved_and_the_field_says_why(state: AppState) -> None:
    screen = await open_app(state, "/people/new")
    await screen.tap("Save")
    assert len(state.record.people) == 1
    field = screen.named("Name", ft.TextField)
    assert field.error == "Please give a name, so that records are not mixed up."


async def test_the_cursor_goes_to_the_first_field_that_is_wrong_and_stays_where_one_mends(state: AppState) -> None:
    """However far the form was scrolled: a field that gets the cursor is scrolled to."""
    screen = await open_app(state, "/people/ada")
    await screen.tap("Add a vaccine")
    await screen.type("Name", "")
    await screen.type("Vaccine 1: when", "soon")
    focused = lambda: [name for name, _args in screen.client.calls if name == "focus"]  # noqa: E731
    before = len(focused())
    await screen.tap("Save")
    assert len(focused()) == before + 1
    await screen.type("Name", "Ada")
    assert len(focused()) == before + 1
    await screen.tap("Save")
    assert len(focused()) == before + 2
    assert len(screen.all(ft.TextField, error=None)) < len(screen.all(ft.TextField))


async def test_half_typed_facts_are_there_again(state: AppState) -> None:
    screen = await open_app(state, "/people/ada")
    await screen.type("Allergies", "penicillin")
    await screen.go("/")
    await screen.go("/people/ada")
    assert screen.named("Allergies", ft.TextField).value == "penicillin"
    assert state.record.people[0].allergies == ""


async def test_a_draft_left_in_the_form_of_a_person_takes_back_no_fact_saved_since(state: AppState) -> None:
    """Whoever is open meanwhile: it is the draft of the person it is about, and holds only what was changed in it."""
    await state.keep_person(Person(id="bo", name="Bo", cause="not known"))
    screen = await open_app(state, "/people/bo")
    await screen.type("Treatment", "R-CHOP")
    await screen.go("/people")
    await state.keep_settings(person="bo")
    await state.keep_person(Person(id="bo", name="Bo Li", allergies="penicillin", cause="chemotherapy"))
    await screen.go("/people/bo")
    assert "What you had typed is still here." in screen.texts()
    assert screen.named("Allergies", ft.TextField).value == "penicillin"
    assert screen.named("Treatment", ft.TextField).value == "R-CHOP"
    await screen.tap("Save")
    bo = state.record.person("bo")
    assert bo == Person(id="bo", name="Bo Li", allergies="penicillin", cause="chemotherapy", regimen="R-CHOP")
    await screen.go("/people/bo")
    assert "What you had typed is still here." not in screen.texts()


async def test_a_fact_saved_while_the_form_is_open_stays(state: AppState) -> None:
    screen = await open_app(state, "/people/ada")
    await screen.type("Treatment", "R-CHOP")
    await state.keep_person(Person(id="ada", name="Ada", allergies="penicillin"))
    await screen.tap("Save")
    assert state.record.people == (Person(id="ada", name="Ada", allergies="penicillin", regimen="R-CHOP"),)


async def test_a_draft_of_a_person_can_be_thrown_away(state: AppState) -> None:
    screen = await open_app(state, "/people/ada")
    await screen.type("Allergies", "penicillin")
    await screen.tap("Add another number")
    await screen.type("Contact 2: telephone", "112")
    await screen.go("/")
    await screen.go("/people/ada")
    await screen.tap("Start afresh")
    assert screen.named("Allergies", ft.TextField).value == ""
    assert "What you had typed is still here." not in screen.texts()
    assert state.draft("person:ada", "ada") == {}


def left(now: Person, typed: Person, began: Person) -> Person:
    """What is kept when *typed* was left in a form that began with *began*, and the person is *now* by now."""
    return person_of(laid_over(fields_of(now), with_beginning(fields_of(typed), fields_of(began))), now, "")


def test_a_draft_is_laid_over_the_facts_as_they_are_by_now() -> None:
    with_allergy = ADA.model_copy(update={"allergies": "latex"})
    assert left(ADA, ADA, with_allergy) == ADA
    assert left(ADA, with_allergy, ADA) == with_allergy
    nothing = ADA.model_copy(update={"allergies": ""})
    assert left(ADA, with_allergy, nothing).allergies == "penicillin, latex"
    assert left(ADA, nothing, ADA).allergies == ""
    assert left(ADA, nothing, with_allergy).allergies == "penicillin"


def test_a_row_changed_here_and_elsewhere_gets_a_place_of_its_own() -> None:
    ward, bo = ADA.contacts
    moved = ADA.model_copy(update={"contacts": (bo.model_copy(update={"number": "1"}),)})
    typed = ADA.model_copy(update={"contacts": (ward.model_copy(update={"number": "2"}), bo)})
    assert [(one.name, one.number) for one in left(moved, typed, ADA).contacts] == [("Bo", "1"), ("Ward 5", "2")]


@pytest.fixture(params=["UTC", "Pacific/Auckland", "America/Los_Angeles"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The device's zone for a while."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("zone")
async def test_a_birth_date_is_the_day_that_was_picked(state: AppState) -> None:
    screen = await open_app(state, "/people/ada")
    await screen.tap("Choose")
    picker = screen.one(ft.DatePicker)
    local_midnight = datetime(1980, 5, 15).astimezone()
    screen.client.session.apply_patch(picker._i, {"value": local_midnight.astimezone(UTC)})
    await screen.fire(picker, "change")
    assert "15 May 1980" in screen.texts()


async def test_another_record_is_opened_in_one_tap(state: AppState) -> None:
    await state.keep_person(Person(id="bo", name="Bo"))
    screen = await open_app(state, "/people")
    await screen.tap("Open this record")
    assert state.person is not None
    assert state.person.name == "Bo"


@pytest.mark.parametrize(
    ("low", "high", "wrong"),
    [("0,8", "2.5", []), ("", "2.5", []), ("few", "", ["range.wbc.low"]), ("<1", "", ["range.wbc.low"]),
     ("4", "3", ["range.wbc.high"])],
)  # fmt: skip
def test_a_limit_is_a_number_and_the_lower_one_is_lower(low: str, high: str, wrong: list[str]) -> None:
    assert list(wrong_ranges({"range.wbc.low": low, "range.wbc.high": high})) == wrong


async def test_a_range_that_cannot_be_read_is_not_saved_and_says_so_at_its_field(state: AppState) -> None:
    screen = await open_app(state, "/people/ada")
    await screen.tap("Add a range")
    await screen.type("Neutrophils: lowest", "few")
    await screen.tap("Save")
    assert screen.named("Neutrophils: lowest", ft.TextField).error == "A limit is a number, like 1.5."
    await screen.type("Neutrophils: lowest", "0,8")
    await screen.tap("Save")
    assert state.record.people[0].ranges == {"neutrophils": Range(unit="10*9/L", low="0,8")}


async def test_a_vaccine_is_kept_with_as_much_of_its_date_as_is_known(state: AppState) -> None:
    screen = await open_app(state, "/people/ada")
    await screen.tap("Add a vaccine")
    await screen.type("Vaccine 1", "flu")
    await screen.type("Vaccine 1: when", "٢٠٢٥-10")
    await screen.tap("Add another vaccine")
    await screen.type("Vaccine 2", "BCG")
    await screen.tap("Save")
    assert state.record.people[0].vaccines == (Vaccine(name="flu", when="2025-10"), Vaccine(name="BCG"))


@pytest.mark.parametrize(
    ("name", "when", "field", "said"),
    [
        (
            "flu",
            "last autumn",
            "Vaccine 1: when",
            "Write the day as 2025-10-03, the month as 2025-10, or the year as 2025.",
        ),
        ("flu", "2999", "Vaccine 1: when", "This day is in the future."),
        ("", "2020", "Vaccine 1", "Please write which vaccine it was."),
    ],
)
async def test_a_vaccine_that_cannot_be_kept_is_said_at_its_field(
    state: AppState, name: str, when: str, field: str, said: str
) -> None:
    screen = await open_app(state, "/people/ada")
    await screen.tap("Add a vaccine")
    await screen.type("Vaccine 1", name)
    await screen.type("Vaccine 1: when", when)
    await screen.tap("Save")
    assert state.record.people[0].vaccines == ()
    assert screen.named(field, ft.TextField).error == said


async def test_a_new_persons_form_begins_empty_after_another_persons(state: AppState) -> None:
    await state.keep_person(ADA)
    screen = await open_app(state, "/people/ada")
    assert screen.named("Known cause of the low count", ft.TextField).value == "chemotherapy"
    await screen.go("/people/new")
    assert screen.named("Known cause of the low count", ft.TextField).value == ""
    await screen.type("Name", "Bo")
    await screen.tap("Save")
    [bo] = [one for one in state.record.people if one.name == "Bo"]
    assert (bo.birth_date, bo.sex, bo.regimen) == (None, "", "")


async def test_a_form_opened_before_the_record_is_read_waits_for_it(state: AppState) -> None:
    await state.keep_person(ADA)
    state.opening = True
    screen = await open_app(state, "/people/ada")
    assert not screen.all(ft.TextField)
    state.opening = False
    await screen.settle()
    assert screen.named("Known cause of the low count", ft.TextField).value == "chemotherapy"
