"""Thirty made-up resumes (tests/eval/resumes), read and compared with what a person wrote down of each.

`pytest tests/eval/test_resumes.py -s` prints the figures, each in per cent: precision, recall and F1 of the positions and the
other lists, and the share of resumes whose contact and years are right. They are held to a ratchet, resumes_baseline.json;
--update-baseline writes it, and lets a figure fall only with --allow-lower.

How things are compared: names without regard to case, punctuation and what stands in brackets; a certificate up to its first
comma ("Palliative care, one-day course"); a phone number, an e-mail address and dates as they stand; links without scheme;
headings by their letters; a file of JSON, whose keys are its headings, by the kinds of its sections (its summary stands in
"basics"). The README beside the resumes says by which conventions the gold was written; of the years of work it allows
"about 0.5", as a bare year may be January or July: HALF_A_YEAR.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from resumefit.language.dates import Month
from resumefit.language.resume import Resume, understand_resume
from resumefit.reading.read import read_document

RESUMES = Path(__file__).parent / "resumes"
BASELINE = Path(__file__).parent / "resumes_baseline.json"
TODAY = date(2026, 11, 22)  # what "Present" stands for in the gold
NAMES = tuple(sorted(p.name for p in RESUMES.iterdir() if p.is_file() and p.name != "README.md"))
HALF_A_YEAR = 0.55
ROUNDING = 0.051  # figures are rounded to a tenth

Figures = dict[str, float]
Things = Iterable[Any]


@cache
def gold(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((RESUMES / "gold" / f"{name}.json").read_text("utf-8"))
    return found


@cache
def read(name: str) -> Resume:
    return understand_resume(read_document(RESUMES / name))


def plain(text: str | None) -> str:
    """A name without case, punctuation and what stands in brackets."""
    return " ".join(re.findall(r"\w+", re.sub(r"\([^)]*\)", " ", text or "").lower()))


def first_part(text: str) -> str:
    return plain(text.split(",", maxsplit=1)[0])


def letters(heading: str) -> str:
    return "".join(re.findall(r"[^\W\d_]", heading.lower()))


def link(text: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|^www\.", "", text.lower()).rstrip("/")


def day(month: Month | None) -> str | None:
    return month.iso if month else None


# What is compared: name -> (of the gold, of the resume)


def positions(resume: Resume) -> Iterator[tuple[str, str, str | None, str | None]]:
    for entry in resume.work:
        start, end = (day(entry.dates.start), day(entry.dates.end)) if entry.dates else (None, None)
        yield plain(entry.title), plain(entry.organization), start, end


def gold_positions(told: dict[str, Any]) -> Iterator[tuple[str, str, str | None, str | None]]:
    for entry in told["work"]:
        yield plain(entry["title"]), plain(entry["organization"]), entry["start"], entry["end"]


def studies(resume: Resume) -> Iterator[tuple[str | None, str, str, str | None]]:
    for study in resume.education:
        yield study.level, plain(study.field), plain(study.institution), day(study.dates.end) if study.dates else None


def gold_studies(told: dict[str, Any]) -> Iterator[tuple[str | None, str, str, str | None]]:
    for study in told["education"]:
        yield study["level"], plain(study["field"]), plain(study["institution"]), study["end"]


def headings(name: str) -> Things:
    found = [(letters(section.heading), section.kind) for section in read(name).sections if section.heading]
    return [kind for _, kind in found if kind != "summary"] if name.endswith(".json") else found


def gold_headings(name: str) -> Things:
    found = [(letters(heading), kind) for heading, kind in gold(name)["sections"]]
    return [kind for heading, kind in found if heading != "basics"] if name.endswith(".json") else found


LISTS: dict[str, tuple[Callable[[str], Things], Callable[[str], Things]]] = {
    "positions": (lambda n: gold_positions(gold(n)), lambda n: positions(read(n))),
    "position titles": (
        lambda n: [p[0] for p in gold_positions(gold(n))],
        lambda n: [p[0] for p in positions(read(n))],
    ),
    "position firms": (lambda n: [p[1] for p in gold_positions(gold(n))], lambda n: [p[1] for p in positions(read(n))]),
    "position dates": (
        lambda n: [p[2:] for p in gold_positions(gold(n))],
        lambda n: [p[2:] for p in positions(read(n))],
    ),
    "studies": (lambda n: gold_studies(gold(n)), lambda n: studies(read(n))),
    "study levels": (lambda n: [s[0] for s in gold_studies(gold(n))], lambda n: [s[0] for s in studies(read(n))]),
    "study fields": (lambda n: [s[1] for s in gold_studies(gold(n))], lambda n: [s[1] for s in studies(read(n))]),
    "study places": (lambda n: [s[2] for s in gold_studies(gold(n))], lambda n: [s[2] for s in studies(read(n))]),
    "study ends": (lambda n: [s[3] for s in gold_studies(gold(n))], lambda n: [s[3] for s in studies(read(n))]),
    "certificates": (
        lambda n: map(first_part, gold(n)["certificates"]),
        lambda n: [first_part(c.name) for c in read(n).certificates],
    ),
    "languages": (
        lambda n: [(plain(name), plain(level)) for name, level in gold(n)["languages"]],
        lambda n: [(plain(one.name), plain(one.level)) for one in read(n).languages],
    ),
    "headings": (gold_headings, headings),
    "links": (lambda n: map(link, gold(n)["links"]), lambda n: [link(one.text) for one in read(n).contact.links]),
    "volunteering": (
        lambda n: range(gold(n)["volunteering"]),
        lambda n: range(sum(e.section == "volunteering" for e in read(n).entries)),
    ),
    "projects": (
        lambda n: range(gold(n)["projects"]),
        lambda n: range(sum(e.section == "projects" for e in read(n).entries)),
    ),
}
FIELDS: dict[str, Callable[[str], bool]] = {
    "name": lambda n: plain(read(n).name) == plain(gold(n)["name"]),
    "e-mail": lambda n: read(n).contact.email == gold(n)["email"],
    "phone": lambda n: read(n).contact.phone == gold(n)["phone"],
    "location": lambda n: read(n).contact.location == gold(n)["location"],
    "years of work": lambda n: abs(read(n).years(TODAY) - gold(n)["years_of_work"]) <= HALF_A_YEAR,
}


def bullets(name: str) -> tuple[int, int]:
    """Of how many of the gold's positions the resume has the bullets, each of the same number, and how many there are."""
    want = {
        (p[0], p[2]): entry["bullets"] for p, entry in zip(gold_positions(gold(name)), gold(name)["work"], strict=True)
    }
    got = {(p[0], p[2]): len(entry.bullets) for p, entry in zip(positions(read(name)), read(name).work, strict=True)}
    return sum(got.get(key) == count for key, count in want.items()), len(want)


def scores(want: Callable[[str], Things], got: Callable[[str], Things]) -> tuple[float, float, float]:
    """Precision, recall and F1 in per cent, over the things of all resumes together."""
    hits = wanted = found = 0
    for name in NAMES:
        one, two = Counter(want(name)), Counter(got(name))
        hits, wanted, found = hits + (one & two).total(), wanted + one.total(), found + two.total()
    assert wanted > 0, "the gold holds nothing of the kind"
    precision, recall = hits / found if found else 0.0, hits / wanted
    both = 2 * precision * recall / (precision + recall) if hits else 0.0
    return round(100 * precision, 1), round(100 * recall, 1), round(100 * both, 1)


@cache
def figures() -> Figures:
    found: Figures = {}
    for name, (want, got) in LISTS.items():
        for part, value in zip(("precision", "recall", "F1"), scores(want, got), strict=True):
            found[f"{name}, {part}"] = value
    for name, right in FIELDS.items():
        found[name] = round(100 * sum(map(right, NAMES)) / len(NAMES), 1)
    counts = [bullets(name) for name in NAMES]
    found["bullets"] = round(100 * sum(hit for hit, _ in counts) / sum(count for _, count in counts), 1)
    return found


def data_hash() -> str:
    """SHA-256 of the resumes and their gold, line ends aside."""
    digest = hashlib.sha256()
    for name in NAMES:
        for path in (RESUMES / name, RESUMES / "gold" / f"{name}.json"):
            digest.update(f"{path.name}\n".encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def regressions(old: Figures, new: Figures) -> list[str]:
    """Which figures fell."""
    return [
        f"{name} fell from {old[name]:.1f} to {new.get(name, 0.0):.1f}"
        for name in sorted(old)
        if new.get(name, 0.0) < old[name] - ROUNDING
    ]


def table(found: Figures) -> str:
    """The figures as lines to read: precision, recall and F1 of the lists, then the shares."""
    parts = ("precision", "recall", "F1")
    lines = [f"{name:20}" + "".join(f"{found[f'{name}, {part}']:9.1f}" for part in parts) for name in LISTS]
    lines.insert(0, f"{'':20}precision  recall      F1")
    return "\n".join([*lines, *(f"{name:20}{found[name]:9.1f}" for name in (*FIELDS, "bullets"))])


def test_there_are_resumes_with_gold() -> None:
    assert len(NAMES) >= 30
    assert all((RESUMES / "gold" / f"{name}.json").is_file() for name in NAMES)


def test_the_bars() -> None:
    """Positions at 95 or more, the rest at 90 or more."""
    found = figures()
    print(f"\n{table(found)}")  # noqa: T201 - the figures are what this test is for
    assert found["positions, F1"] >= 95
    rest = [f"{name}, F1" for name in LISTS if name not in ("volunteering", "projects")]
    assert not {name: found[name] for name in rest if found[name] < 90}
    assert not {name: found[name] for name in (*FIELDS, "bullets") if found[name] < 90}


def test_figures_did_not_fall(request: pytest.FixtureRequest) -> None:
    new: dict[str, Any] = {"data": data_hash(), "figures": figures()}
    old: dict[str, Any] = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {"data": "", "figures": {}}
    worse = regressions(old["figures"], new["figures"])
    if request.config.getoption("--update-baseline"):
        if worse and not request.config.getoption("--allow-lower"):
            pytest.fail("the baseline would fall (add --allow-lower if it must): " + "; ".join(worse))
        BASELINE.write_text(json.dumps(new, indent=1, sort_keys=True) + "\n", encoding="utf-8", newline="\n")
        return
    assert BASELINE.exists(), "no baseline: pytest tests/eval --update-baseline writes it"
    assert old["data"] == new["data"], "the resumes have changed: measure again with --update-baseline"
    assert not worse


def test_the_ratchet_sees_what_gets_worse() -> None:
    old = {"positions, F1": 96.0, "name": 100.0}
    assert not regressions(old, old)
    assert not regressions(old, {"positions, F1": 97.0, "name": 100.0, "more": 1.0})
    assert regressions(old, old | {"name": 96.7}) == ["name fell from 100.0 to 96.7"]
    assert regressions(old, {"name": 100.0}) == ["positions, F1 fell from 96.0 to 0.0"]


def test_the_comparison_sees_what_is_wrong() -> None:
    name = NAMES[0]
    want = list(gold_positions(gold(name)))
    assert want == list(positions(read(name))), "the first resume is read wholly"
    assert plain("Cashier (part-time)") == plain("CASHIER")
    assert plain("Cashier") != plain("Cook")
    assert first_part("Palliative care, one-day course") == "palliative care"
    assert letters("1. P R O F I L E:") == "profile"
