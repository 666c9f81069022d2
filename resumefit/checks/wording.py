"""WRD1: how the resume says what it says; what is a slip of the hand stands in `slips`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from resumefit.checks.base import OUR_JUDGEMENT, Spot, check
from resumefit.checks.sources import ILLINOIS, LINKEDIN, NC_STATE
from resumefit.checks.subject import Bullet, Subject, covered, places_of
from resumefit.language.nlp import norms_of
from resumefit.language.patterns import data_table
from resumefit.language.phrase_index import PhraseIndex
from resumefit.language.results import has_number
from resumefit.language.words import base_form
from resumefit.reading.document import Span

_DATA = "checks_wording.toml"
_FIRST_PERSON = re.compile(r"I(?:['’](?:m|ve|d|ll))?\s(?=[a-z])|My\s(?!own\b)(?=[a-z])")
_CUT = re.compile(r"(?<=[.;!])\s+")
_BE = re.compile(r"\b(?:was|were|is|are|been|being)\s+(?:\w+ly\s+|also\s+|not\s+|then\s+)?(?P<done>[a-z]+)\b")
_CLAUSE = re.compile(
    r"[,;:(–—]|[.!?]\s|\b(?:that|which|who|whom|whose|where|when|while|as|after|before|because|since|so|and|if|until|once)\b"
)
_TELLS = re.compile(r"\s+(?:is|has|was|had|holds|works|brings|\w{3,}ed)\b")
_PERSON_TELLS = re.compile(rf"(?:He|She){_TELLS.pattern}")


@check(
    code="WRD101",
    name="weak-opener",
    title="A bullet that opens with what you were there for",
    why='"Responsible for ordering stock" reads as a job description: it tells what was expected, not what was '
    "done. The verb that says what you did is what a reader looks for.",
    fix='Open with the verb: "Ordered stock for three shops". Where you took part, say which part was yours.',
    source=NC_STATE,
    severity="costs",
    applies="resume",
)
def weak_opener(subject: Subject) -> Iterator[Spot]:
    """A bullet begins with one of a list of phrases; of a verb that says what was done, if little ("dealt with"), only where
    no number says how much of it there was."""
    for bullet in subject.bullets:
        found = _weak().match(bullet.text)
        if found is not None and not (_opening(bullet.text) in _words("slight_verbs") and has_number(bullet.text)):
            yield Spot(message=f"“{found[0]}” tells what you were there for, not what you did", span=bullet.span)


@check(
    code="WRD102",
    name="cliche",
    title="A phrase that everybody uses",
    why="It can't be checked, stands in most resumes and tells yours from none. Where the posting asks for it in "
    "the same words, this check is silent.",
    fix="Delete it, or put in its place what made you think of it: the thing you did.",
    source=LINKEDIN,
    severity="polish",
    applies="resume",
)
def cliche(subject: Subject) -> Iterator[Spot]:
    """A phrase of the list stands in the resume, and not in the posting; each told once."""
    told = {subject.document.quote(span).lower(): span for span in reversed(subject.once(_phrases)["cliches"])}
    for span in sorted(told.values()):
        yield Spot(message=f"“{subject.document.quote(span)}” is said by everybody", span=span)


@check(
    code="WRD103",
    name="fillers",
    title="Many words that make sentences longer, not stronger",
    why='"Successfully completed" says no more than "completed"; praise of oneself is read over.',
    fix="Strike them and read the sentence again; put a number where one was meant to impress.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="resume",
)
def fillers(subject: Subject, *, least: int = 4) -> Iterator[Spot]:
    """`least` and more words of the list; one finding, at the first."""
    spans = subject.once(_phrases)["fillers"]
    if len(spans) >= least:
        words = dict.fromkeys(subject.document.quote(span).lower() for span in spans)
        yield Spot(message=f"{len(spans)} words could go: {', '.join(words)}", span=spans[0])


@check(
    code="WRD104",
    name="first-person",
    title="Sentences that begin with I or my",
    why="Bullets go without: who did it is clear, and the verb moves to the front. In a summary or a British "
    'personal profile "I" is common, and this check leaves those alone.',
    fix="Strike the pronoun and begin with the verb.",
    source=ILLINOIS,
    severity="polish",
    applies="resume",
)
def first_person(subject: Subject) -> Iterator[Spot]:
    """Sentences of statements on positions that begin so; one finding, at the first, with their number."""
    sentences = [part for bullet in _work(subject) for part in _sentences(subject.text, bullet.span)]
    found = [(one, hit[0]) for one in sentences if (hit := _FIRST_PERSON.match(subject.text, one.start, one.end))]
    if found:
        sentence, words = found[0]
        more = f", in {len(found)} sentences" if len(found) > 1 else ""
        yield Spot(message=f"“{words.strip()}” can go{more}", span=sentence)


@check(
    code="WRD105",
    name="passive",
    title="A bullet that hides who did it",
    why='"Reports were prepared weekly" leaves open whether it was you.',
    fix='Say it with you as the one who did it: "Prepared weekly reports".',
    source=NC_STATE,
    severity="polish",
    applies="resume",
)
def passive(subject: Subject) -> Iterator[Spot]:
    """The main clause of a bullet on a position is in the passive, and tells no honour such as "was promoted"."""
    for bullet in _work(subject):
        if _is_passive(bullet.text):
            yield Spot(message="This bullet does not say who did it", span=bullet.span)


@check(
    code="WRD106",
    name="present-for-past",
    title="Present tense for a position that has ended",
    why="It reads as if a part of the job went on, or as if the text was not looked over when it ended.",
    fix="Put all verbs of ended positions into the past; what you still do belongs to the present position.",
    source=ILLINOIS,
    severity="polish",
    applies="resume",
)
def present_for_past(subject: Subject) -> Iterator[Spot]:
    """A bullet of an ended position opens in the present: each where others open in the past, else the first of several."""
    now = subject.today.year * 12 + subject.today.month - 1
    for number, bullets in _by_entry(subject).items():
        dates = subject.entries[number].dates
        if dates is None or dates.end is None or dates.runs_backwards:
            continue
        if dates.end.number >= now or _goes_on(subject, number):
            continue
        tenses = [(bullet, _tense(bullet.text)) for bullet in bullets]
        present = [bullet for bullet, tense in tenses if tense == "present"]
        mixed = any(tense == "past" for _, tense in tenses)
        for bullet in present if mixed else present[: len(present) > 1]:
            verb = bullet.text.split()[0]
            yield Spot(message=f"“{verb}” is present tense, and the position has ended", span=bullet.span)


@check(
    code="WRD107",
    name="repeated-verb",
    title="The same verb opens four bullets and more",
    why='A list of "Managed ... Managed ... Managed" reads as one line; another verb often says more exactly what '
    "was done.",
    fix="Keep the verb where it fits best, and say in the other bullets what managing meant: hired, planned, "
    "bought, taught.",
    source=OUR_JUDGEMENT,
    severity="polish",
    applies="resume",
)
def repeated_verb(subject: Subject, *, least: int = 4) -> Iterator[Spot]:
    """`least` bullets and more open with a form of one verb; told at the last of them."""
    by_verb: defaultdict[str, list[Bullet]] = defaultdict(list)
    for bullet in subject.bullets:
        word = _opening(bullet.text)
        if _tense(bullet.text):
            by_verb[base_form(word)].append(bullet)
    for bullets in by_verb.values():
        if len(bullets) >= least:
            verb = _opening(bullets[0].text).capitalize()
            yield Spot(message=f"{len(bullets)} bullets open with “{verb}”", span=bullets[-1].span)


@check(
    code="WRD111",
    name="third-person",
    title="You are told of by name, or as he or she",
    why="It reads as if somebody else had written it, as in a program of a conference.",
    fix='Leave the subject out: "Accountant with nine years in retail".',
    source=ILLINOIS,
    severity="polish",
    applies="resume",
)
def third_person(subject: Subject) -> Iterator[Spot]:
    """A sentence of the summary or a statement on work begins with he or she, or with the person's name, and a verb."""
    name = subject.held.contact.name.lower()
    names = (name, *name.split()[:1]) if name else ()
    if not _PERSON_TELLS.search(subject.text) and not any(
        _TELLS.match(subject.text, end) for end in _ends_of(subject, names)
    ):
        return  # spares most resumes a look at each sentence
    summaries = [section.span for section in subject.held.sections if section.kind in ("summary", "header")]
    told = [*summaries, *(bullet.span for bullet in subject.bullets)]
    opening = frozenset(("H", "S", *(letter for who in names for letter in (who[0], who[0].upper()))))
    likely = (one for one in subject.sentences if subject.text[one.start] in opening)
    speaking = (one for one in likely if _is_told_of(subject.text, one, names))
    for sentence in islice(covered(speaking, told), 1):
        yield Spot(message="This sentence tells of you as of another person", span=sentence)


def _ends_of(subject: Subject, words: Sequence[str]) -> Iterator[int]:
    """Where some words in small letters end in the text, whatever their case there; all places, where that cannot be told."""
    if len(subject.lower) != len(subject.text):
        yield from range(len(subject.text))
        return
    for word in words:
        yield from (at + len(word) for at in places_of(word, subject.lower))


def _sentences(text: str, span: Span) -> Iterator[Span]:
    """A statement in its sentences, as its full stops and semicolons cut it."""
    start = span.start
    for cut in _CUT.finditer(text, span.start, span.end):
        yield Span(start, cut.start())
        start = cut.end()
    yield Span(start, span.end)


def _is_told_of(text: str, sentence: Span, names: Sequence[str]) -> bool:
    """Whether a sentence begins with he or she, or with a person's name (in lower case), and a verb."""
    said = text[sentence.start : sentence.end]
    named = [len(who) for who in ("He", "She") if said.startswith(who)]
    named += [len(name) for name in names if said[: len(name)].lower() == name]
    return any(_TELLS.match(said, length) for length in named)


# Phrases, in one pass


def _phrases(subject: Subject) -> Mapping[str, Sequence[Span]]:
    """List of phrases -> where its phrases stand, without those that the posting uses; the longer of two that overlap."""
    posting = subject.posting.document.text.lower() if subject.posting else ""
    tokens = subject.held.tokens
    found: dict[str, list[Span]] = {"cliches": [], "fillers": []}
    hits = sorted(_index().find(tokens), key=lambda hit: (hit[1], -hit[2]))
    end = 0
    for (kind, phrase), first, last in hits:
        span = tokens.span(first, last)
        if (
            first < end
            or phrase in posting
            or _is_proper(subject, span)
            or (kind == "fillers" and _is_other(subject, phrase, span))
        ):
            continue
        end = last
        found[kind].append(span)
    return found


@cache
def _index() -> PhraseIndex[tuple[str, str]]:
    data = data_table(_DATA)
    cliches = [("cliches", " ".join(phrase.split())) for phrase in data["cliches"].split(";")]
    words = [("fillers", word) for word in data["fillers"].split()]
    return PhraseIndex((key, key[1]) for key in (*cliches, *words) if norms_of(key[1]))


def _is_proper(subject: Subject, span: Span) -> bool:
    """Whether a word is written as a name: with a capital, behind a word of the same sentence."""
    word = subject.text[span.start : span.end]
    before = subject.text[max(0, span.start - 2) : span.start]
    return word[:1].isupper() and " " not in word and re.fullmatch(r"[\w,&] ", before) is not None


def _is_other(subject: Subject, word: str, span: Span) -> bool:
    """Whether a single word is another form (dynamics), a part of a compound ("narrative-driven") or quoted."""
    text = subject.text
    around = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    quoted = text[max(0, span.start - 1) : span.start] in ("'", '"', "“", "‘")
    return text[span.start : span.end].lower() != word or "-" in around or quoted


# Bullets


def _work(subject: Subject) -> Iterator[Bullet]:
    """The statements on positions and voluntary work."""
    return (bullet for bullet in subject.bullets if subject.entries[bullet.entry].section != "projects")


def _by_entry(subject: Subject) -> Mapping[int, Sequence[Bullet]]:
    found: defaultdict[int, list[Bullet]] = defaultdict(list)
    for bullet in _work(subject):
        found[bullet.entry].append(bullet)
    return found


def _goes_on(subject: Subject, number: int) -> bool:
    """Whether a position's list may be that of a later title at the same firm that still goes on and has none."""
    firm = subject.entries[number].organization
    others = (entry for entry in subject.held.work if firm and entry.organization == firm and not entry.bullets)
    return any(entry.dates is not None and entry.dates.end is None for entry in others)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(data_table(_DATA)[name].split())


@cache
def _weak() -> re.Pattern[str]:
    phrases = sorted(
        (" ".join(one.split()) for one in data_table(_DATA)["weak_openers"].split(";")), key=len, reverse=True
    )
    return re.compile(rf"(?:{'|'.join(map(re.escape, phrases))})(?!\w)", re.IGNORECASE)


def _opening(text: str) -> str:
    """The first word of a statement, in small letters."""
    found = re.match(r"\W*([A-Za-z][\w'’-]*)", text)
    return found[1].lower() if found else ""


def _tense(text: str) -> str:
    """The tense of the verb that a statement opens with: "past", "present", "either" for one that is spelled alike in both,
    "" where it opens with no verb for sure."""
    words = re.findall(r"[A-Za-z][\w'’-]*|\d+", text.lower())[:2]
    if not words or text.isupper():
        return ""
    word = words[0]
    if word in _words("either"):
        return "either"
    if word in _words("past") or (word.endswith("ed") and word not in _words("not_past")):
        return "past"
    behind = words[1] if len(words) > 1 else ""
    maybe = word in _words("maybe_present") and (behind in _words("objects") or behind.isdigit())
    return "present" if maybe or word in _words("present") else ""


def _is_passive(text: str) -> bool:
    found = _BE.search(text)
    if found is None or _tense(text) or _CLAUSE.search(text, 0, found.start()):
        return False
    done = found["done"]
    participle = (done.endswith("ed") and len(done) > 4) or done in _words("participles")
    return participle and done not in _words("no_passive")
