"""How well a reader of postings understands what they ask for, against postings read by hand.

A folder holds the postings and, in gold/, one FILE.json for each: `requirements` (each with its wordings `any_of`, its need
and kind), `years`, `degree`, `knockouts` and `not_keywords`.

A prediction is right where one of its labels equals a wording of a gold entry, or one of the two lies in the other as whole
words; a label of general words alone has to be equal. A prediction takes one entry and an entry one prediction, equal ones
first; further predictions on taken entries count neither way. Titles and years are no requirements here. All figures are
percentages.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from resumefit.language.posting import JobPosting
from resumefit.language.requirements import Requirement

Words = tuple[str, ...]
Figures = dict[str, float]

APART = frozenset(("title", "years"))
STOP = frozenset(
    """a about above after all also am an and any are as at be because been before being below between both but by can
    could did do does doing down during each etc few for from further get had has have having he her here his
    how i if in into is it its itself just least less like lot may me more most much must my no nor not now of
    off often on once one only or other our ours out over own past per re same she should so some such than that
    the their them then there these they this those through to too under until up us use used very via was way
    we well were what when where which while who whom why will with within without would you your yours""".split()
)
GENERAL = STOP | frozenset(
    """ability able activity advanced basic best broad business candidate client company complex contact content core
    create creative customer daily data deep department design develop developer development digital drive
    effective engineer engineering environment excellent experience expert familiarity field general global good
    great group hand high improve industry information issue job key knowledge level local maintain manage
    management manager material multiple new operation organization platform practice principle process product
    production professional proficiency program programme project quality related relevant requirement research
    responsibility role senior service setting site skill software solid solution solve specialist status
    strategy strong support system task team technical technique technology tool track training understanding
    user various work working world year""".split()
)
# What a gold condition is, by its words: conditions of other kinds (a degree, a language) are measured as requirements.
CONDITIONS = re.compile(
    r"\b(?:to work|work in|working rights|work authori[sz]ation|sponsor\w*|u\.?s\.? person|live in|residence|clearance|"
    r"vetting|"
    r"licen[cs]e\w*|registration|permit|cdl|card|qts|gas safe|nights?|weekends?|saturdays?|sundays?|shifts?|on-call|standby|"
    r"rotation|mornings?|days?|holidays?|travel\w*|trips?|lift\w*|fitness|stand\w*|climb\w*|heights?|on[- ]site|office|age|"
    r"over 1?8|checks?|dbs|drug|screen\w*|disclosure|vaccination|dui|vehicle|car)\b",
    re.IGNORECASE,
)


def words(text: str) -> Words:
    """The words of a label, alike for plural and singular, punctuation, "and" and -isation."""
    plain = re.sub(r"['’]s\b", "", text.lower())
    found = re.findall(r"(?<![\w.])\.net\b|[^\W_]+(?:[.&][^\W_]+)*[+#]*", plain)
    return tuple(_singular(word.replace("isation", "ization")) for word in found if word not in ("and", "the"))


def _singular(word: str) -> str:
    if len(word) < 4 or word.endswith(("ss", "us", "is")) or not word.endswith("s"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]


GENERAL_WORDS = frozenset(words(" ".join(GENERAL)))


@dataclass(frozen=True)
class Entry:
    """A gold requirement: the wordings that count as it, its need and kind."""

    forms: frozenset[Words]
    need: str
    kind: str


@dataclass(frozen=True)
class Gold:
    """What a careful reader wrote down of one posting. `degree` is the lowest level asked for, None where none is."""

    path: Path
    entries: tuple[Entry, ...]
    years: frozenset[float]
    degree: str | None
    knockouts: tuple[str, ...]
    not_keywords: tuple[Words, ...]


@dataclass(frozen=True)
class Found:
    """A predicted requirement."""

    labels: frozenset[Words]
    need: str
    kind: str


@dataclass
class Tally:
    """Counts over postings: pairs (counted, of) for each figure, and the three counts behind each F1."""

    right: int = 0
    wrong: int = 0
    gold: int = 0
    shares: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, part: float, whole: float) -> None:
        """Adds to the share of a name."""
        share = self.shares.setdefault(name, [0.0, 0.0])
        share[0] += part
        share[1] += whole


def read_golds(folder: Path) -> list[Gold]:
    """The golds of a folder, in order of name."""
    return [_gold(folder, json.loads(path.read_text("utf-8"))) for path in sorted((folder / "gold").glob("*.json"))]


def _gold(folder: Path, data: Mapping[str, Any]) -> Gold:
    entries = (
        Entry(frozenset(words(form) for form in one["any_of"]), one["need"], one["kind"])
        for one in data["requirements"]
    )
    levels = data["degree"] or {}
    return Gold(
        folder / data["source"],
        tuple(entry for entry in entries if entry.kind not in APART),
        frozenset(float(years["min"]) for years in data["years"]),
        levels.get("required") or levels.get("preferred"),
        tuple(label for label in data["knockouts"] if CONDITIONS.search(label)),
        tuple(words(bad) for bad in data["not_keywords"]),
    )


def data_hash(folder: Path) -> str:
    """SHA-256 of the postings and golds of a folder, line ends aside."""
    digest = hashlib.sha256()
    for gold in sorted((folder / "gold").glob("*.json")):
        for path in (gold, folder / json.loads(gold.read_text("utf-8"))["source"]):
            digest.update(f"{path.name}\n".encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def measure(folder: Path, read: Callable[[Path], JobPosting]) -> Figures:
    """The figures of a folder, rounded to a tenth: precision, recall and f1 of the requirements, f1_equal with equal labels
    only, need, leak (less is better), years, degree, and knockouts as precision, recall and f1."""
    loose, equal, conditions = Tally(), Tally(), Tally()
    for gold in read_golds(folder):
        posting = read(gold.path)
        found = [_found(one) for one in posting.requirements]
        _compare(gold, found, loose, equal=False)
        _compare(gold, found, equal, equal=True)
        _compare_rest(gold, posting, found, loose)
        _compare_knockouts(gold, posting, conditions)
    precision, recall, f1 = _prf(loose)
    knock_precision, knock_recall, knock_f1 = _prf(conditions)
    figures = {"precision": precision, "recall": recall, "f1": f1, "f1_equal": _prf(equal)[2]}
    figures |= {name: 100 * part / whole if whole else 0.0 for name, (part, whole) in sorted(loose.shares.items())}
    figures |= {"knockouts_precision": knock_precision, "knockouts_recall": knock_recall, "knockouts_f1": knock_f1}
    return {name: round(value, 1) for name, value in figures.items()}


def _prf(tally: Tally) -> tuple[float, float, float]:
    right, wrong, gold = tally.right, tally.wrong, tally.gold
    share = (100 * right / of if of else 0.0 for of in (right + wrong, gold, (right + wrong + gold) / 2))
    precision, recall, f1 = share
    return precision, recall, f1


def _found(requirement: Requirement) -> Found:
    labels = {words(label) for label in (requirement.label, *(keyword.label for keyword in requirement.any_of))}
    return Found(frozenset(labels - {()}), requirement.need, requirement.kind)


def lies_in(part: Words, whole: Words) -> bool:
    """Whether words stand in others, side by side."""
    return bool(part) and any(whole[i : i + len(part)] == part for i in range(len(whole) - len(part) + 1))


def related(label: Words, form: Words) -> bool:
    """Whether a label and a wording are equal, or one holds the other as whole words."""
    return label == form or lies_in(form, label) or (lies_in(label, form) and not GENERAL_WORDS.issuperset(label))


def touches(found: Found, entry: Entry, *, equal: bool = False) -> bool:
    """Whether a prediction can count as an entry."""
    if equal:
        return bool(found.labels & entry.forms)
    return any(related(label, form) for label in found.labels for form in entry.forms)


def paired(found: Sequence[Found], entries: Sequence[Entry], *, equal: bool) -> dict[int, int]:
    """Entry -> the prediction that takes it: the largest one-to-one pairing, begun with equal labels (Kuhn's algorithm)."""
    taken: dict[int, int] = {}
    same = [[j for j, entry in enumerate(entries) if one.labels & entry.forms] for one in found]
    near = [[j for j, entry in enumerate(entries) if touches(one, entry, equal=equal)] for one in found]

    def place(prediction: int, edges: Sequence[Sequence[int]], tried: set[int]) -> bool:
        for entry in edges[prediction]:
            if entry not in tried:
                tried.add(entry)
                if entry not in taken or place(taken[entry], edges, tried):
                    taken[entry] = prediction
                    return True
        return False

    for edges in (same, near):
        for prediction in range(len(found)):
            if prediction not in taken.values():
                place(prediction, edges, set())
    return taken


def _compare(gold: Gold, found: Sequence[Found], tally: Tally, *, equal: bool) -> None:
    taken = paired(found, gold.entries, equal=equal)
    stray = [one for one in found if not any(touches(one, entry, equal=equal) for entry in gold.entries)]
    tally.right += len(taken)
    tally.gold += len(gold.entries)
    tally.wrong += sum(one.kind not in APART for one in stray)
    tally.add("need", sum(gold.entries[j].need == found[i].need for j, i in taken.items()), len(taken))


def _compare_rest(gold: Gold, posting: JobPosting, found: Sequence[Found], tally: Tally) -> None:
    stray = [one for one in found if not any(touches(one, entry) for entry in gold.entries)]
    shown = {label for one in stray for label in one.labels}
    leaked = sum(any(related(label, bad) for label in shown) for bad in gold.not_keywords)
    tally.add("leak", leaked, len(gold.not_keywords))
    years = {float(one.years.low) for one in posting.requirements if one.years is not None}
    if years | gold.years:
        tally.add("years", len(years & gold.years) / len(years | gold.years), 1)
    if posting.degree or gold.degree:
        tally.add("degree", posting.degree == gold.degree, 1)


# Knock-outs


def _compare_knockouts(gold: Gold, posting: JobPosting, tally: Tally) -> None:
    """A gold condition is found where a knock-out, or a requirement that is one, shares half of its telling words, and at
    least one with its label; a knock-out that shares none with any gold condition is wrong."""
    found = [(one.label, posting.document.quote(one.span)) for one in posting.knockouts]
    found += [(one.label, posting.document.quote(one.span)) for one in posting.requirements if one.knockout]
    answered = [any(_answers(label, line, wanted) for label, line in found) for wanted in gold.knockouts]
    all_words = frozenset().union(*(_stems(wanted) for wanted in gold.knockouts)) if gold.knockouts else frozenset()
    tally.right += sum(answered)
    tally.gold += len(gold.knockouts)
    tally.wrong += sum(not _stems(label) & all_words for label, _ in found)


def _answers(label: str, line: str, wanted: str) -> bool:
    telling = _stems(wanted)
    shared = telling & (_stems(label) | _stems(line))
    return bool(telling & _stems(label)) and 2 * len(shared) >= len(telling)


def _stems(text: str) -> frozenset[str]:
    """The first four letters of each word that tells something: "authorized" and "authorization" are alike."""
    plain = text.lower().replace("united states", "us").replace("united kingdom", "uk").replace("pounds", "lbs")
    return frozenset(word[:4] for word in words(re.sub(r"[-.–]", " ", plain)) if word not in STOP)


def summary(figures: Figures) -> str:
    """The figures on one line."""
    return "  ".join(f"{name} {value:.1f}" for name, value in figures.items())


def worse(old: Figures, new: Figures, rounding: float = 0.051) -> list[str]:
    """What got worse from one measurement to the other; of a leak less is better."""
    signs = {name: -1 if name == "leak" else 1 for name in old}
    both = sorted(old.keys() & new.keys())
    fell = [name for name in both if signs[name] * (old[name] - new[name]) > rounding]
    return [f"{name} went from {old[name]:.1f} to {new[name]:.1f}" for name in fell]
