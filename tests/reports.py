"""Reports made by hand, for the tests of what is shown: their numbers do not move with the understanding of texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from resumefit.checks.base import Finding
from resumefit.checks.registry import find_check
from resumefit.config import load_config
from resumefit.language.contact import Contact
from resumefit.language.keywords import Keyword
from resumefit.language.knockouts import Knockout
from resumefit.language.mentions import MentionKind
from resumefit.language.needs import Need
from resumefit.language.nlp import Tokens
from resumefit.language.posting import JobPosting
from resumefit.language.requirements import Requirement
from resumefit.language.resume import Resume
from resumefit.matching.advise import Advice
from resumefit.matching.evidence import Evidence
from resumefit.matching.found import How
from resumefit.matching.knockouts import KnockoutCheck
from resumefit.matching.letter import Claim, LetterMatch, Spoken
from resumefit.matching.match import Match
from resumefit.matching.score import Part, PartName, Points, Score, band_of
from resumefit.matching.stuffing import Stuffing
from resumefit.matching.what_if import Gain, WhatIf
from resumefit.reading.document import Document, HiddenWord, Source, Span
from resumefit.report import Report

POSTING = """Baker, night shift
Harbour Loaf
You have 3+ years of experience in a commercial bakery.
You shape sourdough and laminated dough by hand, you know your way around a deck oven and you keep the HACCP records.
Spanish is a plus.
You hold a food handler licence.
You are available on weekends."""
RESUME = """Ada Crumb
Baker, Mill & Stone, Jan 2022 - Present
Shaped 400 loaves of sourdough a night, laminated croissant dough and trained two apprentices in scaling and mixing.
Kept the HCCAP records.
Available on weekends."""
LETTER = """Dear Mr Quay,
Four years of nights have taught me what sourdough does in August.
Chocolate work I know from my own kitchen."""
# label, kind, need, part, how, worth, credit, the posting's words, the resume's words, note
_ROWS: tuple[tuple[str, MentionKind, Need, PartName, How, float, float, str, str, str], ...] = (
    ("Baker", "title", "required", "title", "exact", 10, 1, "Baker", "Baker", ""),
    ("Sourdough", "hard_skill", "required", "required", "exact", 20, 1, "sourdough", "sourdough", ""),
    ("Lamination", "method", "required", "required", "alias", 20, 0.95, "laminated dough", "laminated croissant dough",
     'written "laminated croissant dough"'),
    ("Deck oven", "tool", "required", "required", "missing", 20, 0, "deck oven", "", ""),
    ("HACCP", "method", "required", "required", "fuzzy", 40 / 3, 0.8, "HACCP", "HCCAP",
     '"HCCAP" is probably a typo of HACCP'),
    ("3+ years of experience", "years", "required", "experience", "implied", 10, 5 / 6, "3+ years", "Baker, Mill & Stone",
     "2.5 years in related positions, 3 asked for"),
    ("Spanish", "language", "preferred", "preferred", "missing", 20 / 3, 0, "Spanish", "", ""),
)  # fmt: skip


def document(text: str, name: str, **more: object) -> Document:
    """A Document of a text, a line for each of its lines."""
    from resumefit.reading.plain import document_of

    made = document_of(text, Source(name, "text", len(text)))
    return replace(made, **more)  # type: ignore[arg-type]  # the tests' own keywords


def report() -> Report:
    """A baker's report with every kind of row: found in each way, missing, conditions, hidden words, advice."""
    asked = document(POSTING, "posting.txt")
    hidden = tuple(HiddenWord(word, "white", 1) for word in ("deck", "oven", "Spanish"))
    held = document(RESUME, "ada-crumb.txt", hidden=hidden, notes=("3 hidden words left out: nobody sees them",))
    matches = [_match(asked, held, row) for row in _ROWS]
    points = tuple(
        Points(match, row[3], row[5], row[5] * match.credit) for match, row in zip(matches, _ROWS, strict=True)
    )
    licence = Match(
        _requirement(asked, "Food handler licence", "certification", "required", "food handler licence", True),
        "missing",
        0,
        0,
    )
    weekends = Knockout("availability", "available on weekends", _sentence(asked, "available on weekends"))
    posting = JobPosting(
        asked,
        "Baker",
        "Harbour Loaf",
        "",
        tuple(m.requirement for m in (*matches, licence)),
        (weekends,),
        (),
        pipeline="1.0.0",
    )
    resume = Resume(held, Tokens("", (), (), ()), Contact("Ada Crumb"))
    score, day = _score(points), date(2025, 11, 1)
    return Report(
        resume,
        posting,
        score,
        (*matches, licence),
        _conditions(asked),
        _advice(matches),
        _qualification(asked),
        (Stuffing(Span(0, 9), 40, ("Baker",)),),
        day,
        _what_if(score),
        _letter(points),
    )


def _qualification(asked: Document) -> tuple[Finding, ...]:
    span = _sentence(asked, "3+ years")
    said, where = "It requires 3+ years; related positions come to 1.2", "posting"
    return (
        Finding(
            check=find_check("FIT202"),
            severity="costs",
            message=said,
            where="posting",
            file=where,
            quote=asked.quote(span),
        ),
    )


def _what_if(score: Score) -> WhatIf:
    gains = (
        Gain("Spanish", 6.7, ("Spanish",), ()),
        Gain("sourdough", 0.0, (), ("Sourdough",)),
        Gain("Welding", 0.0, (), ()),
    )
    return WhatIf(replace(score, total=round(score.total + 6.7, 1)), gains)


def _letter(points: tuple[Points, ...]) -> LetterMatch:
    told = document(LETTER, "letter.txt")
    read = Resume(told, Tokens("", (), (), ()), Contact("Ada Crumb"))
    spoken = [
        Spoken(one.match.requirement.label, one.worth, one.match.how != "missing", _lines(told, one.match.keyword))
        for one in points
        if one.match.requirement.kind not in ("title", "years")
    ]
    claims = tuple(Claim(name, *_lines(told, name)) for name in ("Chocolate work",))
    return LetterMatch(read, tuple(spoken), claims)


def _lines(told: Document, words: str) -> tuple[Evidence, ...]:
    start = told.text.lower().find(words.lower()) if words else -1
    line = told.line_at(start) if start >= 0 else None
    if line is None:
        return ()
    span = Span(start, start + len(words))
    return (Evidence(span, told.quote(span), told.quote(line.span), "other", None),)


def _match(
    asked: Document, held: Document, row: tuple[str, MentionKind, Need, PartName, How, float, float, str, str, str]
) -> Match:
    label, kind, need, _, how, _, credit, theirs, mine, note = row
    requirement = _requirement(asked, label, kind, need, theirs)
    evidence: tuple[Evidence, ...] = ()
    if mine:
        start = held.text.index(mine)
        line = held.line_at(start)
        assert line
        evidence = (Evidence(Span(start, start + len(mine)), mine, held.quote(line.span), "work", 1),)
    times = int(bool(mine) and how != "implied")
    return Match(requirement, how, credit, float(how == "exact"), evidence, label if mine else "", note, times=times)


def _requirement(
    asked: Document, label: str, kind: MentionKind, need: Need, words: str, knockout: bool = False
) -> Requirement:
    start = asked.text.index(words)
    keyword = Keyword(label, kind, label.lower(), (words,), (Span(start, start + len(words)),))
    return Requirement(label, kind, need, (keyword,), _sentence(asked, words), knockout=knockout)


def _sentence(asked: Document, words: str) -> Span:
    line = asked.line_at(asked.text.index(words))
    assert line
    return line.span


def _score(points: tuple[Points, ...]) -> Score:
    names = dict.fromkeys(one.part for one in points)
    own = {name: [one for one in points if one.part == name] for name in names}
    parts = tuple(Part(name, sum(p.worth for p in own[name]), sum(p.earned for p in own[name])) for name in names)
    total = sum(one.earned for one in points)
    literal = round(sum(p.worth * p.match.literal for p in points), 1)
    return Score(round(total, 1), literal, band_of(total, load_config().bands), parts, points)


def _conditions(asked: Document) -> tuple[KnockoutCheck, ...]:
    return (
        KnockoutCheck("licence", "Food handler licence", asked.quote(_sentence(asked, "licence")), "not stated"),
        KnockoutCheck(
            "availability", "available on weekends", "You are available on weekends.", "met", "Available on weekends."
        ),
    )


def _advice(matches: list[Match]) -> tuple[Advice, ...]:
    oven, typo = matches[3], matches[4]
    return (
        Advice(
            "add",
            "Deck oven: add it only if it is true, best in a line on what you did with it as Baker.",
            20,
            20,
            oven,
            "learn",
        ),
        Advice("mend", f"Mend a typo: {typo.note}.", 40 / 3 * 0.2, 40 / 3, typo),
    )


HOSTILE = (
    "[bold red]bait[/bold red] [link=https://evil.example]x[/link] :smile: \x1b[31mred\x1b[0m \x1b]0;title\x07 "
    "\x1b]8;;https://evil.example\x1b\\link \x9b2J \x00\x07\x08\x7f\u202eevil\u202c\u2066\ufeff\u200b\r\n\u2028"
)


def hostile() -> Report:
    """The same report where every text of the documents tries to steer the terminal."""
    made = report()
    matches = tuple(_spoiled(match) for match in made.matches)
    by_old = {id(old): new for old, new in zip(made.matches, matches, strict=True)}
    points = tuple(replace(one, match=by_old[id(one.match)]) for one in made.score.points)
    knockouts = tuple(replace(k, label=k.label + HOSTILE, posting_line=HOSTILE, line=HOSTILE) for k in made.knockouts)
    advice = tuple(replace(a, text=HOSTILE + a.text, match=by_old[id(a.match)]) for a in made.advice)
    source = Source("re\x1b[2Jsume[red].pdf", "pdf", 1)
    resume = replace(made.resume, document=replace(made.resume.document, source=source, notes=(HOSTILE,)))
    spoiled_text = made.posting.document.text.replace("sourdough", f"sourdough{HOSTILE}")
    posting = replace(
        made.posting,
        title=HOSTILE,
        organization=HOSTILE,
        document=replace(made.posting.document, text=spoiled_text),
        requirements=tuple(match.requirement for match in matches),
    )
    return replace(
        made,
        score=replace(made.score, points=points),
        matches=matches,
        knockouts=knockouts,
        advice=advice,
        resume=resume,
        posting=posting,
        qualification=tuple(replace(f, message=HOSTILE + f.message, quote=HOSTILE) for f in made.qualification),
        what_if=_spoiled_question(made),
        letter=_spoiled_letter(made, source),
    )


def _spoiled_question(made: Report) -> WhatIf:
    assert made.what_if
    gains = tuple(replace(g, term=HOSTILE + g.term, answers=(HOSTILE, *g.answers)) for g in made.what_if.gains)
    return replace(made.what_if, gains=gains)


def _spoiled_letter(made: Report, source: Source) -> LetterMatch:
    assert made.letter
    told = replace(made.letter.letter.document, source=source, notes=(HOSTILE,))
    demands = tuple(
        replace(d, label=HOSTILE + d.label, evidence=tuple(replace(e, line=HOSTILE + e.line) for e in d.evidence))
        for d in made.letter.demands
    )
    unbacked = tuple(
        replace(c, label=HOSTILE, evidence=replace(c.evidence, line=HOSTILE)) for c in made.letter.unbacked
    )
    return LetterMatch(replace(made.letter.letter, document=told), demands, unbacked)


def _spoiled(match: Match) -> Match:
    keywords = tuple(replace(k, forms=(*k.forms, HOSTILE)) for k in match.requirement.any_of)
    requirement = replace(match.requirement, label=match.requirement.label + HOSTILE, any_of=keywords)
    evidence = tuple(replace(e, line=HOSTILE + e.line, section="wo\x1b[5mrk") for e in match.evidence)
    return replace(match, requirement=requirement, evidence=evidence, note=HOSTILE)
