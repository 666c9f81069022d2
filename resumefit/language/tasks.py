"""Tasks: what one does with a thing that names no skill by itself: "reconcile the passenger list", "guide apprentices".

Nouns of everyday work ("list", "structures", "announcements") are in no name of a skill, and with the verb before them they
tell what is done. A task is a verb that opens a clause, and its object.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from resumefit.language.nlp import Tokens
from resumefit.language.patterns import data_table
from resumefit.language.phrases import names_people
from resumefit.language.tagging import NOMINAL, PARTICLES, Word, tagged, word_set
from resumefit.language.words import singular
from resumefit.reading.document import Span

_MENTORING, _COMMUNICATION = "coaching-and-mentoring", "communication"  # ids in the taxonomy
_NEAR = 2  # words between what is told and the "to" before whom it is told to
_LONGEST = 4  # words of an object
_SKIPPED = frozenset(("determiner", "adjective", "other"))  # between a verb and its object


@dataclass(frozen=True, slots=True)
class Task:
    """A verb and its object. `thing` is the object where it tells something by itself ("task cards"), else the whole
    ("sign letters"). `skill`: the id of the skill that it takes, whatever the object: mentoring where others learn by it
    ("train new starters"), communication where they are talked to."""

    span: Span
    thing: Span
    skill: str | None


def tasks_of(tokens: Tokens, taken: Collection[int]) -> Iterator[Task]:
    """The tasks of a sentence, in order. `taken` are the tokens of what it is known to name; a verb whose object is among
    them makes no task."""
    words = tagged(tokens, taken)
    going_on = False  # whether a clause with a task is still under way: "order drinks, cash up and reconcile the till"
    for number, word in enumerate(words):
        if word.tag == "clause" or (word.tag == "edge" and word.text != ","):
            going_on = False
        if not _is_task_verb(word) or not _opens(words, number, going_on):
            continue
        going_on = True
        start, end = _object(words, number)
        if end == 0:
            continue
        skill = _skill(words, number, end)
        if skill or not (word.form in _forms("light") or _is_noun_of(words[end - 1], "hollow")):
            span = tokens.span(word.first, words[end - 1].last)
            told = any(part.tag == "telling" for part in words[start:end])
            yield Task(span, tokens.span(words[start].first, words[end - 1].last) if told else span, skill)


def _skill(words: Sequence[Word], verb: int, end: int) -> str | None:
    """The id of the skill that a verb with an object takes, if any; the object's last word stands before `end`."""
    form = words[verb].form
    learner = words[end - 1]
    if form in _forms("teaching") and (
        _is_noun_of(learner, "learners") or (form in _forms("training") and names_people(learner.text))
    ):
        return _MENTORING
    told = form in _forms("telling") and any(word.text.lower() == "to" for word in words[end : end + _NEAR])
    return _COMMUNICATION if told or _is_address(words, verb) else None


def _is_address(words: Sequence[Word], verb: int) -> bool:
    """Whether a verb and the word behind it are "talk to" or "speak with"."""
    following = words[verb + 1].text.lower() if verb + 1 < len(words) else ""
    return words[verb].form in _forms("talking") and following in ("to", "with")


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(data_table("phrases.toml")["tasks"][name].split())


def _forms(name: str) -> frozenset[str]:
    """The base forms of a list of verbs."""
    return word_set("phrases.toml", "tasks", name)


def _is_noun_of(word: Word, name: str) -> bool:
    return singular(word.text.lower()) in _listed(name)


def _is_task_verb(word: Word) -> bool:
    return word.tag == "verb" or (word.tag == "other" and word.form in _forms("making"))


def _opens(words: Sequence[Word], number: int, going_on: bool) -> bool:
    """Whether a verb opens a clause: it comes first, behind a subject or "will", or goes on with a list of tasks."""
    place = number - 1
    while place >= 0 and words[place].text.lower().endswith("ly"):
        place -= 1
    before = words[place] if place >= 0 else None
    if before is None or before.text.lower() in _listed("subjects"):
        return True
    if before.tag == "edge":
        return going_on or before.text != ","
    return before.tag == "join" and going_on


def _object(words: Sequence[Word], verb: int) -> tuple[int, int]:
    """Where the object of a verb begins and ends (exclusive); the end is 0 where there is none, or a known one."""
    start = verb + 1
    if start < len(words) and words[start].form in PARTICLES and words[start].tag in ("outward", "other"):
        start += 1
    if start < len(words) and words[start].form == "of" and words[verb].text.endswith("ing"):  # "ordering of supplies"
        start += 1
    if _is_address(words, verb):
        start += 1
    while start < len(words) and words[start].tag in _SKIPPED:
        start += 1
    end = start
    while end < len(words) and words[end].tag in NOMINAL:
        end += 1
    if end < len(words) and words[end].tag == "taken":
        return start, 0
    while end > start and words[end - 1].tag == "adjective":
        end -= 1
    part = end < len(words) and words[end].form == "or"  # "a sandstone or sleeper wall"
    return start, end if 0 < end - start <= _LONGEST and not part else 0
