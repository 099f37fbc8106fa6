"""How slips write units: an explicit list. A spelling that is not here is asked, never guessed."""

_PLAIN = str.maketrans({
    "µ": "u", "μ": "u", "×": "x", "·": "x", "⋅": "x", "*": "x", "^": "", "\u200e": "", "\u200f": "", "\ufeff": "",
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁹": "9",
})  # fmt: skip


def spelled(text: str) -> str:
    """*text* in one form: lower case, no spaces, "u" for micro, "x" for times, plain digits, "mm3" for cubic mm."""
    word = "".join(text.translate(_PLAIN).casefold().split()).strip("()[].,")
    for old, new in (("mcl", "ul"), ("cu.mm", "mm3"), ("cumm", "mm3"), ("cmm", "mm3"), ("cu-mm", "mm3")):
        word = word.replace(old, new)
    return word


def _each(heads: str, tails: str) -> tuple[str, ...]:
    return tuple(head + tail for head in heads.split() for tail in tails.split())


_THOUSAND = "x10e3 10e3 x103 103 10x3 x10x3 k thou thousand thousands tsd th/ x1000 1000"
SPELLINGS: dict[str, tuple[str, ...]] = {
    "10*9/L": _each("x10e9 10e9 x109 109 10x9 x10x9 g giga gpt", "/l /liter /litre"),
    "10*3/uL": (*_each(_THOUSAND.replace(" th/", ""), "/ul"), "th/ul", "tys/ul"),
    "10*3/mm3": (*_each(_THOUSAND.replace(" th/", ""), "/mm3"), "th/mm3", "10e3/mmc", "103/mmc"),
    "10*6/mL": _each("x10e6 10e6 x106 106 10x6 x10x6", "/ml"),
    "/uL": ("/ul", "cells/ul", "cell/ul", "c/ul", "zellen/ul", "cellules/ul", "celulas/ul", "células/ul", "perul"),
    "/mm3": ("/mm3", "cells/mm3", "cell/mm3", "c/mm3", "mm3", "permm3", "/mmc", "elementos/mm3"),
    "10*2/uL": _each("x10e2 10e2 x102 102 10x2 x10x2", "/ul"),
    "10*4/uL": _each("x10e4 10e4 x104 104 10x4 x10x4 万", "/ul"),
    "lakh/uL": _each("lakh lakhs lac lacs", "/ul /mm3"),
    "%": ("%", "percent", "pct"),
    "L/L": ("l/l", "ratio"),
    "10*12/L": _each("x10e12 10e12 x1012 1012 10x12 x10x12 t tera tpt", "/l"),
    "10*6/uL": (
        *_each("x10e6 10e6 x106 106 10x6 x10x6 m mil mill million millions mio", "/ul"),
        *_each("x10e6 10e6 x106 106 10x6 x10x6 m mil mill million millions mio", "/mm3"),
    ),
    "g/L": ("g/l", "gm/l", "gms/l"),
    "g/dL": ("g/dl", "gm/dl", "gms/dl", "g%", "gm%", "gms%", "gm/100ml", "g/100ml"),
    "mmol/L": ("mmol/l", "mmol/liter", "mmol/litre"),
    "fL": ("fl", "femtoliter", "femtolitre", "femtolitres"),
    "um3": ("um3", "um^3", "cuum"),
    "mg/L": ("mg/l", "ug/ml"),
    "mg/dL": ("mg/dl", "mg%"),
}
"""By unit id; each in the form of `spelled`, matched only among the units of one analyte."""
