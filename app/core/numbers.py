"""Reads a number as printed on a lab slip. A number that can be read in two ways is never guessed: it is asked."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from app.core.problem import Offer, Problem
from app.core.words import N_

Comparator = Literal["", "<", ">", "<=", ">="]

_DIGITS = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९"
_TO_ASCII = str.maketrans(_DIGITS, "0123456789" * 3)
_INVISIBLE = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"))
_COMPARATORS: dict[str, Comparator] = {
    "": "", "<": "<", ">": ">", "<=": "<=", ">=": ">=", "≤": "<=", "≥": ">=", "＜": "<", "＞": ">",
}  # fmt: skip
_SHAPE = re.compile(r"(<=|>=|[<>≤≥＜＞]?)\s*(.*)", re.S)
_PLAIN = re.compile(r"(\d*)(?:([.,٫])(\d*))?", re.A)
_GROUPED = re.compile(r"\d{1,3}(?:[\s\u00a0\u202f'’٬.,]\d{3})+(?:[.,٫]\d+)?", re.A)
_LONGEST = 16


@dataclass(frozen=True, slots=True)
class Number:
    """A number and how it binds: "" is the value itself, "<" an upper bound that is not reached, and so on."""

    value: Decimal
    comparator: Comparator = ""


def parse_number(text: str) -> Number | Problem:
    """Read *text*, or say what is wrong with it (a Problem with an empty field, which the caller fills in).

    Takes `.`, `,` or `٫` as the decimal sign, ASCII, Arabic-Indic, Persian and Devanagari digits, and `<`, `≤`, `>`,
    `≥` in front. A sign that could also group thousands ("1,200", "1.200") stops with both readings on offer.
    """
    return _parse(text)


def plain(value: Decimal) -> str:
    """Write *value* so that `parse_number` reads it back the same, in ASCII, without exponent or grouping."""
    written = format(value, "f")
    whole, _, part = written.partition(".")
    return f"{written}0" if len(part) == 3 and whole != "0" else written


def ascii_digits(text: str) -> str:
    """*text* with the digits of other scripts in ASCII, without marks nobody sees, and without spaces around it."""
    return text.translate(_INVISIBLE).translate(_TO_ASCII).strip()


@lru_cache(maxsize=4096)
def _parse(text: str) -> Number | Problem:
    sign, rest = _split(text)
    if not rest:
        return _stop("number.empty", N_("Type the number as it is on the lab slip."))
    if len(rest) > _LONGEST:
        return _stop("number.long", N_("This number is too long. Type it as it is on the lab slip."))
    if rest[0] in "-−–":
        return _stop("number.negative", N_("A number below zero is not possible here."))
    plainly = _PLAIN.fullmatch(rest)
    if not plainly:
        return _not_plain(rest, sign)
    whole, mark, part = plainly.group(1), plainly.group(2) or "", plainly.group(3) or ""
    if mark and not part:
        return _stop("number.unfinished", N_("The number ends after the decimal sign. Type all of it."))
    if (doubt := _two_readings(whole, mark, part, sign)) is not None:
        return doubt
    value = Decimal(f"{whole or '0'}.{part}" if part else whole)
    if value == 0 and sign == "<":
        return _stop("number.negative", N_("A number below zero is not possible here."))
    return Number(value, _COMPARATORS[sign])


def _split(text: str) -> tuple[str, str]:
    """The comparator in front (or "") and what follows, in ASCII digits."""
    found = _SHAPE.match(ascii_digits(text))
    return (found.group(1), found.group(2).strip()) if found else ("", "")


def _two_readings(whole: str, mark: str, part: str, sign: str) -> Problem | None:
    """A decimal sign may be a thousands sign, and "05" may have lost its decimal sign: ask, with both on offer."""
    if mark in (".", ",") and len(part) == 3 and 1 <= len(whole) <= 3 and whole[0] != "0":
        small, large = f"{whole}.{part}".rstrip("0").rstrip("."), whole + part
        return _either(
            "number.grouped", N_("This can be read as {small} or as {large}. Which is it?"), sign, small, large
        )
    if not mark and len(whole) > 1 and whole[0] == "0" and whole.strip("0"):
        small, large = f"0.{whole[1:]}", whole.lstrip("0")
        return _either("number.zero", N_("This can be read as {small} or as {large}. Which is it?"), sign, small, large)
    return None


def _not_plain(rest: str, sign: str) -> Problem:
    """Why *rest* is not digits with at most one decimal sign."""
    if _GROUPED.fullmatch(rest):
        return _grouped(rest, sign)
    if re.fullmatch(r"[\d.,٫٬'’\s]+", rest, re.A):
        return _stop(
            "number.signs", N_("There are too many signs in this number. Type only digits and one decimal sign.")
        )
    return _stop("number.letters", N_("Type only digits and one decimal sign, for example 3.5 or 3,5."))


def _grouped(rest: str, sign: str) -> Problem:
    """Several signs: only one reading makes sense, yet the person confirms it ("1 200", "1.234,5")."""
    marks = [one for one in rest if not one.isdigit()]
    last = marks[-1]
    decimal = last in ".,٫" and len(set(marks)) > 1 and marks.count(last) == 1
    whole, _, part = rest.rpartition(last) if decimal else (rest, "", "")
    digits = "".join(one for one in whole if one.isdigit())
    value = plain(Decimal(f"{digits}.{part}" if part else digits))
    return _stop(
        "number.signs",
        N_("Type the number without a sign between the thousands. Is it {large}?"),
        values={"large": value},
        offer=sign + value,
    )


def _either(code: str, text: str, sign: str, small: str, large: str) -> Problem:
    return _stop(
        code,
        text,
        values={"small": sign + small, "large": sign + large},
        offer=sign + plain(Decimal(small)),
        others=(Offer(text=sign + large),),
    )


def _stop(
    code: str, text: str, values: dict[str, str] | None = None, offer: str = "", others: tuple[Offer, ...] = ()
) -> Problem:
    return Problem(field="", code=code, text=text, values=values or {}, offer=offer, others=others)
