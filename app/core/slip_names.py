"""How slips name the values of a blood count: an explicit list. A name that is not here stays unread."""

import re

_COUNT: dict[str, str] = {
    "wbc": "wbc wcc tlc leu leuk leuko leukocytes leucocytes leukozyten leucocitos leucocytes-total white-blood-cells "
    "white-blood-cell-count white-cell-count white-cells wbc-count total-wbc total-wbc-count total-leucocyte-count "
    "total-leukocyte-count leukocyte-count globules-blancs glóbulos-blancos leucócitos leucocitos-totales",
    "neutrophils": "neut neu neutrophils neutrophil neutrophil-count neutrophile neutrofilos neutrófilos anc "
    "absolute-neutrophil-count absolute-neutrophils neutrophils-absolute neutrophils-abs neut-abs "
    "abs-neut neut-absolute absolute-neut polynucléaires-neutrophiles",
    "segs_percent": "segs seg segmented segmented-neutrophils polys poly polymorphs segmentkernige segmentados",
    "bands_percent": "bands band band-neutrophils band-cells stabs stab stabkernige bandas cayados",
    "lymphocytes": "lymph lymphs lym lymphocytes lymphocyte lymphozyten linfocitos linfócitos absolute-lymphocytes "
    "lymphocytes-absolute absolute-lymphocyte-count lymphocyte-count abs-lymph lymph-abs alc",
    "monocytes": "mono monos mon monocytes monocyte monozyten monocitos monócitos absolute-monocytes "
    "monocytes-absolute abs-mono mono-abs",
    "eosinophils": "eos eo eosin eosinophils eosinophil eosinophile eosinofilos eosinófilos absolute-eosinophils "
    "eosinophils-absolute abs-eos eos-abs",
    "basophils": "baso basos bas basophils basophil basophile basofilos basófilos absolute-basophils "
    "basophils-absolute abs-baso baso-abs",
    "blasts_percent": "blasts blast blast-cells blasten",
    "rbc": "rbc rcc red-blood-cells red-blood-cell-count red-cells red-cell-count rbc-count erythrocytes ery "
    "erythrozyten eritrocitos hematíes total-rbc",
    "haemoglobin": "hb hgb haemoglobin hemoglobin hämoglobin hemoglobina hémoglobine",
    "haematocrit": "hct ht haematocrit hematocrit hämatokrit hematocrito hematócrito hématocrite pcv",
    "mcv": "mcv vcm mean-corpuscular-volume mean-cell-volume",
    "platelets": "plt platelets platelet platelet-count thrombocytes thrombozyten thrombos plaquetas plaquettes",
    "crp": "crp c-reactive-protein crp-quantitative pcr",
}
NAMES: dict[str, str] = {name.replace("-", " "): analyte for analyte, names in _COUNT.items() for name in names.split()}
"""Analyte id by name, in lower case with single spaces."""

_NOISE = re.compile(r"[*:.…_]+")
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_HARMLESS = frozenset(
    {"", "abs", "absolute", "auto", "automated", "blood", "calc", "calculated", "diff", "manual", "total"}
)
"""What may stand in brackets after a name without changing what it names. "Urine", "bands" or "atyp" does."""


def named(text: str) -> tuple[str, str] | None:
    """The analyte a slip means by *text*, and "%", "#" or "" as the name says which kind; None when not known."""
    kind = "%" if re.search(r"%|percent", text, re.I) else "#" if re.search(r"#|\babs(?:olute)?\b", text, re.I) else ""
    bare = re.sub(r"[%#]|\bpercent(?:age)?\b", " ", text.casefold())
    quiet = _NOISE.sub(" ", bare)
    plainly = (bare, _without_brackets(quiet), re.sub(r"\babs(?:olute)?\b|[(),]", " ", bare))
    analyte = next((NAMES[word] for word in map(_clean, plainly) if word in NAMES), None)
    countless = kind == "#" and analyte is not None and analyte.endswith("_percent")  # a count there is no field for
    return None if analyte is None or countless else (analyte, kind)


def _without_brackets(text: str) -> str:
    """*text* without brackets that are harmless or only name the same again: "haemoglobin (hb)"."""
    rest = _clean(_BRACKET.sub(" ", text))
    said = [_clean(one) for one in _BRACKET.findall(text)]
    harmless = all(one in _HARMLESS or (rest in NAMES and NAMES.get(one) == NAMES[rest]) for one in said)
    return rest if harmless else ""


def _clean(text: str) -> str:
    return " ".join(text.replace("-", " ").strip(" :.,").split())
