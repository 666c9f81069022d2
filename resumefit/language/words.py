"""Words reduced to a common form: plural, tense, British and American spelling. Pure.

`base_form` is for comparing, not for showing: "managing", "managed" and "manages" all give "manag". It folds inflection only
("form" in a Match). Derivations stay apart on purpose: accountant, account and accounting are three words, so are market
and marketing, and a stemmer such as Porter's, which folds them, would find skills that nobody named.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Verbs (and two nouns) whose forms no rule gives; those that resumes and postings use.
IRREGULAR = {
    form: base
    for base, forms in {
        "bring": "brought",
        "build": "built",
        "buy": "bought",
        "choose": "chose chosen choosing",
        "drive": "drove driven driving",
        "draw": "drew drawn",
        "fight": "fought",
        "find": "found",
        "give": "gave given giving",
        "grow": "grew grown",
        "hold": "held",
        "keep": "kept",
        "lay": "laid",
        "lead": "led",
        "make": "made making",
        "oversee": "oversaw overseen overseeing",
        "pay": "paid",
        "put": "putting",
        "run": "ran running",
        "sell": "sold",
        "send": "sent",
        "shoot": "shot",
        "speak": "spoke spoken",
        "spend": "spent",
        "stand": "stood",
        "take": "took taken taking",
        "teach": "taught",
        "understand": "understood",
        "win": "won winning",
        "write": "wrote written writing",
        "bus": "buses",
        "calorie": "calories",
        "canvas": "canvas canvases",
        "child": "children",
        "cookie": "cookies",
        "crisis": "crises",
        "diagnosis": "diagnoses",
        "hypothesis": "hypotheses",
        "lens": "lens lenses",
        "movie": "movies",
        "news": "news",
        "prognosis": "prognoses",
        "thesis": "theses",
        "person": "people persons",
        "analysis": "analyses",
        "bake": "baking baked",
        "care": "caring cared",
        "code": "coding coded",
        "cure": "curing cured",
        "file": "filing filed",
        "fire": "firing fired",
        "hire": "hiring hired",
        "mine": "mining mined",
        "move": "moving moved",
        "rate": "rating rated",
        "save": "saving saved",
        "size": "sizing sized",
        "tile": "tiling tiled",
        "time": "timing timed",
        "tune": "tuning tuned",
        "type": "typing typed",
        "use": "using used",
        "wire": "wired",
    }.items()
    for form in forms.split()
}

# Nouns in -ing that name a field or a thing of their own: nobody who "nurses" a drink has nursing on their resume, and a
# bank account is no accounting.
OWN_NOUNS = frozenset(
    """accounting banking bearing bedding building catering clothing dressing engineering flooring hearing housing
    lighting marketing meeting networking nursing operating plumbing programming roofing siding something anything
    nothing everything during spring string evening morning wedding wiring""".split()
)

# "exercise" has no "exercize": words in -ise that are spelled so on both sides of the Atlantic.
ALWAYS_ISE = frozenset(
    """advertise advise arise comprise compromise concise devise disguise enterprise exercise expertise franchise
    improvise merchandise noise otherwise paradise poise praise precise premise promise raise revise rise supervise
    surprise televise treatise wise""".split()
)

# Spellings that differ by word, not by rule.
SPELLINGS = {
    "aluminium": "aluminum",
    "artefact": "artifact",
    "catalogue": "catalog",
    "centre": "center",
    "cheque": "check",
    "defence": "defense",
    "dialogue": "dialog",
    "enrol": "enroll",
    "enrolment": "enrollment",
    "fibre": "fiber",
    "fulfil": "fulfill",
    "fulfilment": "fulfillment",
    "grey": "gray",
    "jewellery": "jewelry",
    "judgement": "judgment",
    "learnt": "learned",
    "licence": "license",
    "litre": "liter",
    "metre": "meter",
    "mould": "mold",
    "moulding": "molding",
    "organisation": "organization",
    "plough": "plow",
    "practise": "practice",
    "programme": "program",
    "speciality": "specialty",
    "theatre": "theater",
    "tonne": "ton",
    "tyre": "tire",
}
_OUR = re.compile(r"\b(behavi|lab|col|fav|hon|harb|neighb|hum|flav|vap|endeav|rig|tum)our")
_GREEK = (
    ("paed", "ped"),
    ("anaes", "anes"),
    ("haem", "hem"),
    ("gynaec", "gynec"),
    ("oestr", "estr"),
    ("oedema", "edema"),
)
_ISE = re.compile(r"(\w{3,}?[iy])s(e|es|ed|ing|er|ers|able|ation\w*)")
# Without its e, each of these would be another word (plan, stag, stat...).
_SOUNDED_E = frozenset("grade plane plate prime range scare stage state".split())
# Ends in -s and is no plural.
_SINGULAR_S = frozenset(
    "alias atlas bias canvas lens news pandas texas kansas christmas kubernetes always perhaps".split()
)
_DOTTED = re.compile(r"(?:[a-z]\.){2,}[a-z]?")  # B.S.N., U.S.
_VOWEL = re.compile(r"[aeiouy]")
_DOUBLED = re.compile(r"([bcdfgklmnprtvz])\1$")


def american(word: str) -> str:
    """A lower-case word in American spelling."""
    if word in SPELLINGS:
        return SPELLINGS[word]
    if word.endswith("s") and word[:-1] in SPELLINGS:
        return SPELLINGS[word[:-1]] + "s"
    if "our" in word:
        word = _OUR.sub(r"\1or", word)
    if "ae" in word or "oe" in word:
        for british, other in _GREEK:
            word = word.replace(british, other)
    found = _ISE.fullmatch(word) if "is" in word or "ys" in word else None
    if found is None or found[1] + "se" in ALWAYS_ISE or not found[1].endswith(("i", "aly", "raly")):
        return word
    return f"{found[1]}z{found[2]}"


def singular(word: str) -> str:
    """A lower-case word without the plural's or the verb's -s."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "'s")) or word in _SINGULAR_S:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    return word[:-1]


def _without_tense(word: str) -> str:
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= 3 and _VOWEL.search(stem):
            doubled = bool(_DOUBLED.search(stem)) and not (stem.endswith("ll") and len(stem) < 6)
            if doubled:
                return stem[:-1]
            return stem if len(stem) >= 4 else word
    return word


@lru_cache(maxsize=65536)
def base_form(word: str) -> str:
    """The form in which two inflections or spellings of a word are equal; any case in, lower case out.

    Words with a digit or a sign ("c++", "k8s", "s3") come back in lower case and otherwise as they are; "B.S.N." gives "bsn".
    """
    word = word.lower().replace("’", "'")
    if not word.replace("'", "").isalpha():
        return word.replace(".", "") if _DOTTED.fullmatch(word) else word
    word = IRREGULAR.get(word) or singular(american(word))
    if word in OWN_NOUNS:
        return word
    word = _without_tense(IRREGULAR.get(word, word))
    if word.endswith("ll") and len(word) >= 6:
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) >= 5 and word not in _SOUNDED_E else word
