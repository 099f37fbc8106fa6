"""Spanish: dates, ages and counted lines read as one would say them, and a medicine is found by its Spanish name."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from app import words
from app.content import load
from app.core.record import Record
from app.core.sample import sample_entries, sample_person
from app.core.summary import summarize
from app.share.text import full
from app.words import _, ngettext, say_age, say_date
from tools.content import CONTENT


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Path]:
    """A folder with the catalog as it is now, compiled; English is spoken again afterwards."""
    with (words.CATALOGS / "es.po").open("rb") as there, (tmp_path / "es.mo").open("wb") as out:
        write_mo(out, read_po(there, locale="es"))
    yield tmp_path
    words.use("en")


def test_spanish_is_on_offer_under_its_own_name(catalog: Path) -> None:
    assert (words.available(catalog), words.NAMES["es"]) == (("en", "es"), "Español")


def test_spanish_says_dates_and_ages_as_one_would(catalog: Path) -> None:
    today = date(2026, 11, 23)
    words.use("es", catalog)
    assert (say_date(date(2026, 5, 3)), say_date(today, short=True)) == ("3 de mayo de 2026", "23 nov")
    ages = [say_age(date(2026, 11, day), today) for day in (23, 22, 24, 20, 25)]
    assert ages == ["hoy", "ayer", "mañana", "hace 3 días", "dentro de 2 días"]
    assert say_age(date(2026, 1, 1), today) == "hace 10 meses"
    counted = [ngettext("{count} day ago", "{count} days ago", n).format(count=n) for n in (0, 1, 2)]
    assert counted == ["hace 0 días", "hace 1 día", "hace 2 días"]


def test_spanish_says_the_counted_lines_of_a_summary(catalog: Path) -> None:
    """A sentence the core hands over in two forms is found in the catalog as one with a plural."""
    now = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    person = sample_person(now.date())
    record = Record(people=(person,), entries=tuple(sample_entries(now.date(), now)))
    words.use("es", catalog)
    text = full(summarize(record, person.id, load(CONTENT, "es"), now))
    assert "Última quimioterapia: 2026-11-12, hace 11 días: Cycle 5" in text
    assert "De vuelta en 1.0: 6 días después del más bajo (2026-01-21)" in text
    assert "Desde el último análisis: 1 día (2026-11-22)" in text


@pytest.mark.parametrize(
    ("typed", "medicine"),
    [
        ("Clozapina 100 mg", "clozapine"), ("Carbimazol", "carbimazole"), ("Metimazol 5 mg", "methimazole"),
        ("Tiamazol", "methimazole"), ("Propiltiouracilo", "propylthiouracil"), ("Deferiprona", "deferiprone"),
        ("Metamizol", "metamizole"), ("Nolotil 575 mg", "metamizole"), ("Dipirona", "metamizole"),
        ("Ticlopidina", "ticlopidine"),
    ],
)  # fmt: skip
def test_a_medicine_that_can_stop_neutrophils_is_known_by_its_spanish_name(typed: str, medicine: str) -> None:
    drugs = load(CONTENT, "es").drugs
    assert [(one.id, one.list) for one in drugs.named(typed)] == [(medicine, "a")]
    assert medicine in [one.id for one in drugs.find(typed.split()[0])]


def test_every_medicine_of_the_list_is_named_in_spanish_or_the_same(catalog: Path) -> None:
    words.use("es", catalog)
    same = [one.name for one in load(CONTENT, "es").drugs.drug if _(one.name) == one.name]
    assert same == ["Linezolid", "Rituximab"]
