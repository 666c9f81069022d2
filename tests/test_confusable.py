"""Pairs that look alike and are no answer to one another: what is asked for, and what a resume says instead."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from resumefit.config import load_config
from resumefit.language.patterns import data_table
from resumefit.language.posting import understand_posting
from resumefit.language.tagging import general_words
from resumefit.language.taxonomy import load_taxonomy
from resumefit.matching.similar import is_typo
from resumefit.reading.read import read_text
from tests.test_match import report, resume_with

FIXTURE = Path(__file__).parent / "fixtures" / "pairs" / "confusable.tsv"
_NAMESAKE = "written just as the tool is, and nothing beside it tells that it is none"
_SENSE = "the posting's plain word in another sense: it is in no taxonomy, so nothing says what it stands beside"
_ALIKE = "the sentence encoder takes the line for the same in other words: it shares pieces of words with what is asked"
UNMENDED: dict[tuple[str, ...], str] = {
    ("iOS development", "Cisco IOS"): _ALIKE,
    ("event management", "Built event-driven services."): _ALIKE,
    ("forklift operation", "Assisted with facelift operations."): _ALIKE,
    ("contract law", "Worked on contract for six months."): _ALIKE,
    ("braising", "Brazed copper tubes."): _ALIKE,
    ("bartending", "barista"): _ALIKE,
    ("social work", "Ran social media for a band."): _ALIKE,
    ("crop rotation", "Cropped and rotated photos."): _ALIKE,
    ("Athena", "Guided visitors past a statue of Athena."): _NAMESAKE,
    ("Julia", "Cared for Julia, aged four, and her brother."): _NAMESAKE,
    ("Presto", "Ran a Presto print shop."): _NAMESAKE,
    ("consolidation", "soil consolidation"): _SENSE,
    ("reconciliation", "Led reconciliation talks between villages."): _SENSE,
}
"""(asked, said) -> why the pair can't be told apart as yet."""
_SHARED = "Experience with calligraphy and taxidermy"
"""What everybody here asks for and names: else other words would not be believed, and nothing would be tried."""
UNREAD = {"equities": "a plain line of a single word that is in no taxonomy and in no other list"}
"""asked -> why a posting's plain line does not show the demand as yet."""


class Pair(NamedTuple):
    """One line of the table."""

    field: str
    asked: str
    said: str
    why: str


@cache
def pairs() -> tuple[Pair, ...]:
    lines = FIXTURE.read_text("utf-8").splitlines()
    return tuple(Pair(*line.split("\t")) for line in lines if not line.startswith("#"))


def cases() -> list[object]:
    return [
        pytest.param(
            pair,
            id=f"{pair.asked}|{pair.said}",
            marks=[pytest.mark.xfail(reason=UNMENDED[pair[1:3]], strict=True)] if pair[1:3] in UNMENDED else [],
        )
        for pair in pairs()
    ]


def posting_for(pair: Pair) -> str:
    demand = f"Fluent {pair.asked}" if pair.field == "languages" else f"Experience with {pair.asked}"
    return f"Team member\n\nRequirements\n\n- {demand}\n- {_SHARED}\n- Experience with zymurgic fermentation\n"


def line_with(pair: Pair, name: str) -> str:
    """A line of work: what is a sentence stands as it is, a name goes into one."""
    if name.endswith("."):
        return name
    return f"Spoke {name} with guests every day" if pair.field == "languages" else f"Was relied on for {name} every day"


def answers(pair: Pair, line: str) -> dict[str, float]:
    """What a resume with this line is credited with: the demands but the title, and the conditions that it meets."""
    made = report(posting_for(pair), resume_with(line, _SHARED))
    found = {
        f"{m.requirement.label}: {m.how} {m.note}": m.credit
        for m in made.matches
        if m.requirement.kind != "title" and m.requirement.label.lower() not in _SHARED.lower().split()
    }
    return {what: credit for what, credit in found.items() if credit} | {
        f"{knockout.label}: met": 1.0 for knockout in made.knockouts if knockout.status == "met"
    }


def test_the_table_is_wide_and_says_everything() -> None:
    assert len(pairs()) >= 500
    assert len({pair.field for pair in pairs()}) >= 20
    assert not [pair for pair in pairs() if not all(part and part == part.strip() for part in pair)]
    assert len({pair[1:3] for pair in pairs()}) == len(pairs())
    assert UNMENDED.keys() <= {pair[1:3] for pair in pairs()}


def test_what_is_asked_for_is_understood() -> None:
    """Else that it earns nothing would say nothing: each demand is a requirement or a condition."""
    lost = []
    for pair in pairs():
        posting = understand_posting(read_text(posting_for(pair)))
        demand = posting_for(pair).splitlines()[4][2:]
        spans = [r.span for r in posting.requirements if r.kind != "title"] + [k.span for k in posting.knockouts]
        if not any(demand in posting.document.quote(span) for span in spans):
            lost.append(pair.asked)
    assert set(lost) == set(UNREAD)


@pytest.mark.parametrize("pair", cases())
def test_the_other_of_a_pair_earns_nothing(pair: Pair) -> None:
    assert answers(pair, line_with(pair, pair.said)) == {}


def controls() -> list[object]:
    """Each thing once; a language is asked for in other words."""
    first = {(pair.field == "languages", pair.asked): pair for pair in pairs()}
    return [
        pytest.param(
            pair,
            id=pair.asked,
            marks=[pytest.mark.xfail(reason=UNREAD[pair.asked], strict=True)] if pair.asked in UNREAD else [],
        )
        for pair in first.values()
    ]


@pytest.mark.parametrize("pair", controls())
def test_the_thing_itself_earns_its_credit(pair: Pair) -> None:
    found = answers(pair, line_with(pair, pair.asked))
    assert found
    assert max(found.values()) >= 0.9


def test_every_lookalike_would_be_taken_for_a_typo() -> None:
    """Else its line is dead: each is a slip away from a single-word name, and in no other list of words."""
    taxonomy = load_taxonomy()
    names = {name for skill in taxonomy for name in skill.names if " " not in name and name.isalpha()}
    listed = data_table("lookalikes.toml")["words"].split()
    assert listed == sorted(set(listed))
    assert len(listed) > 500
    rule = load_config().fuzzy
    assert not [word for word in listed if word in general_words() | taxonomy.words]
    assert not [word for word in listed if not any(is_typo(word, name, rule) for name in names)]
