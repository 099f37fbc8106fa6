"""Right to left: a value is seen in the order it was written, wherever it stands. Judged by the bidi of a Rust crate."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import direction
from app.core.direction import LEFT_MARK, LRI, NO_BREAK, PDI, RIGHT_MARK

get_display = pytest.importorskip("bidi").get_display  # compiled: not for the Python of the browser


def seen(text: str, base: str = "R") -> str:
    """*text* as it stands on a line, from left to right."""
    return direction.bare(str(get_display(text, base_dir=base)))


VALUES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "<", ">", "≤ ", "≥ ", "+", "-"]),
    st.decimals("0", "999", places=2).map(str) | st.integers(0, 10**6).map(str),
    st.sampled_from(["", " ×10⁹/L", " g/dL", " °C", " °F", " %", " /µL", " K/µL", "–11.5 ×10⁹/L", " mg/L"]),
)
ARABIC = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=1, max_size=9)
DATES = st.dates().map(str)
PHONES = st.just("+49 30 123456")


@given(ARABIC, VALUES | DATES | PHONES, ARABIC)
def test_an_isolated_value_is_seen_as_written_between_arabic_words(before: str, value: str, after: str) -> None:
    assert value in seen(f"{before} {direction.value(value)} {after}")
    assert value in seen(f"{before}{direction.value(value)}، {direction.value(value)}")


@given(ARABIC, VALUES, VALUES, ARABIC)
def test_a_value_in_a_sentence_is_seen_as_written(before: str, one: str, other: str, after: str) -> None:
    found = seen(direction.sentence(f"{before} {one} {after} {other}."))
    assert one in found
    assert other in found


@given(ARABIC, VALUES | DATES | PHONES, ARABIC)
def test_what_fills_a_place_is_seen_as_written(before: str, value: str, after: str) -> None:
    assert value in seen(direction.sentence(f"{before} {{value}} {after}").format(value=value))
    assert value in seen(direction.sentence("{name}: {value}").format(name=before, value=value))


@pytest.mark.parametrize("unit", ["×10⁹/L", "%", "°C", "kB", "{unit}"])
def test_a_place_keeps_its_unit(unit: str) -> None:
    kept = direction.sentence(f"العدد {{value}} {unit} اليوم").format(value="<0.1", unit="g/dL")
    assert f"<0.1 {unit}".format(unit="g/dL") in seen(kept)


@pytest.mark.parametrize("text", ["3.5 × 42 ÷ 100 = 1.47 ×10⁹/L", "**4.0 ×10⁹/L**", "4.0–11.0 ×10⁹/L", "4.0 K/µL"])
def test_a_formula_a_span_and_bold_stay_in_one_run(text: str) -> None:
    assert text in seen(direction.sentence(f"العدد {text} أو أقل"))


@given(ARABIC, VALUES, VALUES, ARABIC)
def test_of_two_units_the_first_is_met_first_from_the_right(before: str, one: str, other: str, after: str) -> None:
    """Each amount is an island of its own; the brackets are the sentence's, so that whoever draws it mirrors them."""
    assert (
        seen(direction.sentence(f"{before} {one} ({other}) {after}")) == f"{after[::-1]} ){other}( {one} {before[::-1]}"
    )
    filled = direction.sentence("{one} ({other})").format(one=direction.value(one), other=direction.value(other))
    assert seen(direction.sentence(f"{before} {{typed}} {after}").format(typed=filled)) == (
        f"{after[::-1]} ){other}( {one} {before[::-1]}"
    )


def test_a_date_in_words_is_not_forced_from_left_to_right() -> None:
    date = direction.sentence("{day} {month} {year}").format(day=3, month="نوفمبر", year=2026)
    line = direction.sentence("في {date}، جيد").format(date=date)
    assert seen(line) == "ديج ،2026 ربمفون 3 يف"


def test_a_sentence_that_begins_with_latin_letters_is_still_right_to_left() -> None:
    assert direction.strong(direction.sentence("ANC {value} في {date}")) == "R"
    assert direction.sentence("{value} %") == f"{LRI}{{value}}{NO_BREAK}%{PDI}"


@pytest.mark.parametrize("text", ["38.0 °C", "4.0 ×10⁹/L", "{value} %", "20 mg", "<0.1 {unit}"])
def test_a_number_is_not_parted_from_its_unit_at_the_end_of_a_line(text: str) -> None:
    assert text.replace(" ", NO_BREAK) in direction.sentence(f"العدد {text} أو أقل")
    assert direction.value(text) == f"{LRI}{text.replace(' ', NO_BREAK)}{PDI}"
    assert NO_BREAK not in direction.short(direction.value(text))


def test_the_parts_of_a_formula_may_stand_on_two_lines() -> None:
    kept = direction.sentence("العدد 3.5 × 42 % = 1.47 ×10⁹/L")
    assert f"3.5 × 42{NO_BREAK}% = 1.47{NO_BREAK}×10⁹/L" in kept


def test_a_hyphen_in_a_name_is_no_sign() -> None:
    assert direction.sentence("كوفيد-19") == "كوفيد-19"
    assert direction.value("-70 %") in direction.sentence("انخفض -70 % منذ أسبوع")


def test_a_plain_number_and_a_sentence_without_any_are_left_alone() -> None:
    for text in ("كل 3 أشهر", "اتصل الآن.", "", "من 1.0 إلى"):
        assert direction.sentence(text) == text


@given(st.text(max_size=40))
def test_nothing_of_a_text_is_lost(text: str) -> None:
    for marked in (direction.sentence(text), direction.typed(text), direction.value(text)):
        assert direction.bare(marked) == direction.bare(text)


@given(ARABIC, VALUES | DATES, ARABIC, ARABIC)
def test_the_short_form_keeps_values_with_fewer_signs(before: str, value: str, name: str, after: str) -> None:
    whole = f"{before} {direction.value(value)} {direction.typed(name)} {direction.value(value)} {after}"
    brief = direction.short(whole)
    assert len(brief) < len(whole)
    assert not re.search("[\u2066-\u2069]", brief)
    assert seen(brief).count(value) == 2


def test_a_line_that_begins_with_a_value_stays_a_line_from_right_to_left() -> None:
    brief = direction.short(f"{direction.value('<0.1')} جيد\n{direction.value('A 1')} ok")
    assert brief == f"{RIGHT_MARK}{LEFT_MARK}<0.1 جيد\nA 1 ok"


def test_languages_are_known_by_their_first_part() -> None:
    assert [direction.is_right_to_left(one) for one in ("ar", "fa-IR", "he_IL", "en", "arn")] == [True] * 3 + [
        False
    ] * 2
