"""Right to left: which languages are, and how a value keeps its order inside their sentences.

The bidirectional algorithm (Unicode annex 9) lays "0.4 ×10⁹/L" out as "L/⁹10× 0.4" after an Arabic word. What must be
read as it was written is therefore isolated, with U+2066 (left to right) or U+2068 (as its own first letter says) and
U+2069. It is done here alone: to the sentences of the catalog and of `content/`, to values, and to what people typed.
What machines read never passes through here.
"""

import re
import unicodedata

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages read from right to left."""
HEBREW = frozenset({"he", "yi"})
"""Those of them that are not written in Arabic letters, and keep the Latin comma."""
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
LEFT_MARK, RIGHT_MARK = "\u200e", "\u200f"
NO_BREAK = "\u00a0"
_OPEN = LRI + RLI + FSI
_BARE = {**dict.fromkeys(map(ord, _OPEN + PDI + LEFT_MARK + RIGHT_MARK)), ord(NO_BREAK): " "}

_SIGN = r"(?:(?:[<>≤≥≈~±+]|(?<![^\W\d_])[−-])[ \u00a0\u202f]?)?"
"""A hyphen right behind a letter joins a name ("COVID-19") and is no sign."""
_NUMBER, _PLACE = rf"{_SIGN}\d+(?:[.,:/–-]\d+)*", rf"{_SIGN}\{{\w+\}}"
_GAP = r"[ \u00a0\u202f]?"
_UNIT = (
    rf"(?:[×x]{_GAP}10[⁰¹²³⁴-⁹^*\d]*(?:/[µu]?L)?|[%‰]|°[CF]?|/?[µu]L\b|(?:[munpf]|k|d)?(?:g|L|mol)\b(?:/[a-zA-Zµ]+)?"
    r"|k?B\b|MB\b|/[a-zA-Zµ]+\b|\{unit\})"
)
_WORD = r"[A-Za-zµ°/][A-Za-zµ°/·⁰¹²³⁴-⁹⁻^]*"
"""After a number any Latin word may be a unit ("4.0 K/µL"); after a place, where a name may stand, only a known one."""
_VALUE = (
    rf"(?:\*\*)?(?:{_NUMBER}(?:\*\*)?(?:{_GAP}{_UNIT}|{_GAP}{_WORD})*|{_PLACE}(?:\*\*)?(?:{_GAP}{_UNIT})*)(?:\*\*)?"
)
_RUN = re.compile(rf"(?<![A-Za-z0-9]){_VALUE}(?:(?:[–-]| [=×÷+−–] ){_VALUE})*")
_PLACE_ALONE = re.compile(r"(?:\*\*)?\{\w+\}(?:\*\*)?")
_PLAIN = re.compile(r"[ \u00a0\u202f]?\d+(?:[.,]\d+)?")
"""A number that nothing can reorder."""
_BEFORE_UNIT = re.compile(rf"(?<=[\d}}*]) (?={_UNIT}|[A-Za-zµ/])")
_ISOLATE = re.compile(f"[{_OPEN}][^{_OPEN}{PDI}]*{PDI}")


def is_right_to_left(language: str) -> bool:
    """Whether *language* ("ar", "fa-IR") is read from right to left."""
    return language.replace("_", "-").split("-")[0].lower() in RIGHT_TO_LEFT


def strong(text: str) -> str:
    """The direction of the first letter that has one: "L", "R", or nothing."""
    for letter in text:
        if (way := unicodedata.bidirectional(letter)) in ("L", "R", "AL"):
            return "L" if way == "L" else "R"
    return ""


def outside(text: str) -> str:
    """*text* without what is isolated in it."""
    while (less := _ISOLATE.sub("", text)) != text:
        text = less
    return text


def strong_outside(text: str) -> str:
    """The direction of *text* as an isolate with its own direction has it: its first letter's, isolates skipped."""
    return strong(outside(text))


def has_right_to_left(text: str) -> bool:
    """Whether any letter of *text* runs from right to left."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def value(text: str) -> str:
    """*text* kept together from left to right, its number never without its unit at the end of a line."""
    return f"{LRI}{_BEFORE_UNIT.sub(NO_BREAK, text)}{PDI}" if text else text


def typed(text: str) -> str:
    """What a person typed, in its own direction whatever stands around it, its values kept in order."""
    return f"{FSI}{_RUN.sub(_kept, text) if has_right_to_left(text) else text}{PDI}" if text else text


def sentence(text: str) -> str:
    """A right-to-left sentence with its values and its `{places}` isolated: what is filled in cannot reorder it.

    A sentence whose own first letter is Latin, or that has places only, is marked as right to left all the same.
    """
    kept = _RUN.sub(_kept, text)
    if "{" not in kept:
        return value(text) if kept == text and strong(text) == "L" and not has_right_to_left(text) else kept
    around = outside(kept)
    return kept if not around or strong(around) == "R" else RIGHT_MARK + kept


def _kept(found: re.Match[str]) -> str:
    run = found[0]
    if _PLAIN.fullmatch(run):
        return run
    lead = run[: len(run) - len(run.lstrip(" \u00a0\u202f"))]
    sign = FSI if _PLACE_ALONE.fullmatch(run) else LRI
    return f"{lead}{sign}{_BEFORE_UNIT.sub(NO_BREAK, run[len(lead) :])}{PDI}"


def has_arabic(text: str) -> bool:
    """Whether *text* has Arabic letters, which join."""
    return any(unicodedata.bidirectional(letter) == "AL" for letter in text)


def bare(text: str) -> str:
    """*text* without any mark of direction or hold on a line: for comparing, searching, and machines."""
    return text.translate(_BARE)


def short(text: str) -> str:
    """*text* for SMS and QR codes, where every sign counts: instead of two around each value, one mark before those
    that follow right-to-left letters. Old phones know U+200E; not all of them know isolates."""
    return "\n".join(map(_short, text.replace(NO_BREAK, " ").split("\n")))


def _short(line: str) -> str:
    out, last, at = "", strong(bare(line)), 0
    while at < len(line):
        letter, held = line[at], inside(line, at) if line[at] in _OPEN else ""
        if held and last == "R" and _reorders(held):
            if not strong(out):
                out += RIGHT_MARK  # the first letter decides how a line is read
            said = bare(held)
            out += LEFT_MARK + said + ("" if said[-1:].isalnum() else LEFT_MARK)
            last, at = "L", at + len(held)
        elif letter not in _OPEN + PDI + RIGHT_MARK:
            out += letter
            last = strong(letter) or last
        at += 1
    return out


def _reorders(text: str) -> bool:
    """Whether *text*, of a value or a name, could be laid out in another order after a right-to-left letter."""
    return not has_right_to_left(text) and not bare(text).isdecimal() and strong(bare(text)[:1]) != "L"


def inside(line: str, at: int) -> str:
    """What the isolate that opens at *at* holds."""
    depth = 0
    for end in range(at, len(line)):
        depth += (line[end] in _OPEN) - (line[end] == PDI)
        if not depth:
            return line[at + 1 : end]
    return line[at + 1 :]
