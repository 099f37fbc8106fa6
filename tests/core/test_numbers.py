"""Numbers are read as printed, in any of the digits and signs people use; what can be read in two ways is asked."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.numbers import Number, parse_number, plain
from app.core.problem import Problem

LOCALES = {
    # grouping sign, decimal sign, digits, as printed in ten languages
    "en": (",", ".", "0123456789"),
    "de": (".", ",", "0123456789"),
    "fr": ("\u202f", ",", "0123456789"),
    "es": (".", ",", "0123456789"),
    "de_CH": ("’", ".", "0123456789"),
    "pt": (".", ",", "0123456789"),
    "ru": ("\u00a0", ",", "0123456789"),
    "ar": ("٬", "٫", "٠١٢٣٤٥٦٧٨٩"),
    "fa": ("٬", "٫", "۰۱۲۳۴۵۶۷۸۹"),
    "hi": (",", ".", "०१२३४५६७८९"),
}


def printed(value: Decimal, locale: str, grouped: bool) -> str:
    """*value* as a slip in *locale* prints it."""
    group, mark, digits = LOCALES[locale]
    whole, _, part = format(value, "f").partition(".")
    if grouped:
        whole = f"{int(whole):,}".replace(",", group)
    text = f"{whole}{mark}{part}" if part else whole
    return "".join(digits[int(one)] if one.isdigit() else one for one in text)


@pytest.mark.parametrize(
    ("text", "value", "comparator"),
    [
        ("3.5", "3.5", ""),
        ("0,4", "0.4", ""),
        ("38,0", "38.0", ""),
        (" 0.40 ", "0.40", ""),
        (",5", "0.5", ""),
        ("٠٫٤", "0.4", ""),
        ("۰٫۴", "0.4", ""),
        ("०.४", "0.4", ""),
        ("\u200e0.4\u200f", "0.4", ""),
        ("<0.1", "0.1", "<"),
        ("< 0,1", "0.1", "<"),
        (">100", "100", ">"),
        ("≤ 5", "5", "<="),
        ("<=5", "5", "<="),
        (">=5", "5", ">="),
        ("≥5", "5", ">="),
        ("0", "0", ""),
        ("0.496", "0.496", ""),
        ("0,496", "0.496", ""),
        ("1,2345", "1.2345", ""),
        ("1234.567", "1234.567", ""),
        ("1٫234", "1.234", ""),
        ("3500", "3500", ""),
    ],
)
def test_a_plain_number_is_read(text: str, value: str, comparator: str) -> None:
    assert Number(Decimal(value), comparator) == parse_number(text)


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("1,200", ["1.2", "1200"]),
        ("1.200", ["1.2", "1200"]),
        ("4,200", ["4.2", "4200"]),
        ("150.000", ["150", "150000"]),
        ("1.234", ["1.2340", "1234"]),
        ("<1,200", ["<1.2", "<1200"]),
        ("१,२००", ["1.2", "1200"]),
        ("05", ["0.5", "5"]),
        ("004", ["0.04", "4"]),
        ("1 200", ["1200"]),
        ("1.234,5", ["1234.5"]),
        ("1,234,567", ["1234567"]),
        ("1’200", ["1200"]),
    ],
)
def test_a_number_with_two_readings_stops_with_both_on_offer(text: str, offers: list[str]) -> None:
    problem = parse_number(text)
    assert isinstance(problem, Problem)
    assert offers == [one.text for one in problem.offers]
    assert problem.weight == "stop"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "number.empty"),
        ("   ", "number.empty"),
        ("<", "number.empty"),
        ("-1", "number.negative"),
        ("−1", "number.negative"),
        ("<0", "number.negative"),
        ("abc", "number.letters"),
        ("1e3", "number.letters"),
        ("3.5 K", "number.letters"),
        ("nan", "number.letters"),
        ("½", "number.letters"),
        ("1.", "number.unfinished"),
        ("1,2,3", "number.signs"),
        ("1..2", "number.signs"),
        ("1'2", "number.signs"),
        ("12345678901234567", "number.long"),
        ("++1", "number.letters"),
        ("<<1", "number.letters"),
        ("০.৪", "number.letters"),
    ],
)
def test_what_is_no_number_is_refused_with_a_reason(text: str, code: str) -> None:
    problem = parse_number(text)
    assert isinstance(problem, Problem)
    assert code == problem.code
    assert problem.text


@given(st.text(max_size=24))
def test_any_text_gives_a_number_or_a_sentence(text: str) -> None:
    result = parse_number(text)
    if isinstance(result, Problem):
        assert result.text.format(**result.values) != ""
    else:
        assert result.value >= 0


values = st.decimals(min_value="0", max_value="999999", places=3, allow_nan=False, allow_infinity=False)


@given(values, st.sampled_from(sorted(LOCALES)), st.booleans(), st.integers(min_value=0, max_value=3))
def test_no_locale_s_spelling_is_silently_read_ten_or_a_thousand_times_off(
    value: Decimal, locale: str, grouped: bool, places: int
) -> None:
    meant = value.quantize(Decimal(1).scaleb(-places))
    result = parse_number(printed(meant, locale, grouped))
    if isinstance(result, Problem):
        assert meant in {parse_number(one.text).value for one in result.offers}  # type: ignore[union-attr]
    else:
        assert meant == result.value


@given(values, st.integers(min_value=0, max_value=3))
def test_what_is_written_plainly_is_read_back_the_same(value: Decimal, places: int) -> None:
    meant = value.quantize(Decimal(1).scaleb(-places))
    assert Number(meant) == parse_number(plain(meant))


@given(st.text(alphabet="0123456789.,٫ '<>≤", max_size=10))
def test_every_offer_is_itself_readable_without_another_question(text: str) -> None:
    result = parse_number(text)
    if isinstance(result, Problem):
        assert [one.text for one in result.offers if isinstance(parse_number(one.text), Problem)] == []
