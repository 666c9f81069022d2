"""Phrases that name something and are in no taxonomy: noun phrases that stand where a sentence names what is asked for.

A phrase is a run of words with a telling one among them. Left out is what stands in a subordinate clause, for whom and where
something is done, and who does it. A single word needs more: that skills' names are made of such words, that it is written as
names are, or that it stands in a list beside a skill.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from resumefit.language.nlp import Tokens
from resumefit.language.patterns import data_table
from resumefit.language.tagging import NOMINAL, Tag, Word, common_verbs, is_one_of, tagged, task_verbs, word_set
from resumefit.language.words import base_form, singular
from resumefit.reading.document import Span

_LONGEST = 4  # words; what is longer is a clause
_SHORTEST = 4  # letters of a single word that is not written as a name
_NAME = re.compile(r"\w*[A-Z]\w*[A-Z0-9]\w*|[A-Z]{2,}s?|\w+-[A-Z]\w+")  # SQL2, NetDocuments, eDNA, J-Link
_ADJECTIVE = re.compile(r"\w+(?:ous|ful|less|able|ible|ish|ied|iest|ive)")
_ADVERBIAL = frozenset(("out", "up", "down", "off"))  # rather adverbs of a verb than prepositions
_EDGE = re.compile(r"[\s;:,.!?]$")
_LAST = re.compile(r"\s+(\S+)$")
_WITH = frozenset(("with", "using", "on", "via"))  # before what one works with
_ASIDE = frozenset(("outward", "clause"))


@dataclass(frozen=True, slots=True)
class _Run:
    """Words `start` to `end` (exclusive) of a sentence that may name something."""

    start: int
    end: int
    asked: bool  # a word behind them says so: "experience", "know-how"


@cache
def _job_nouns() -> frozenset[str]:
    """The nouns that titles end with."""
    return frozenset(data_table("titles.toml")["heads"].split())


def phrase_kind(phrase: str) -> Literal["certification", "hard_skill"]:
    """What an unlisted phrase names, by its last word: "Growsafe certificate" a certificate."""
    head = singular(phrase.rsplit(maxsplit=1)[-1].lower())
    return "certification" if head in data_table("phrases.toml")["certificates"].split() else "hard_skill"


def bare_phrase(text: str, span: Span) -> Span | None:
    """A phrase without signs and small words at its ends: "page speed;", "design of". None where nothing is left."""
    start, end = span.start, span.end
    while found := _EDGE.search(text, start, end):
        end = found.start()
    while (word := _LAST.search(text, start, end)) and word[1].lower() in _small_words():
        end = word.start()
    return Span(start, end) if start < end else None


@cache
def _small_words() -> frozenset[str]:
    """What no name ends with: prepositions, articles, conjunctions."""
    table = data_table("phrases.toml")
    return frozenset(f"{table['outward']} {table['inward']} {table['joining']} {table['determiners']}".split())


def names_people(phrase: str) -> bool:
    """Whether a phrase names people by their work ("nursing assistants"), and neither what is done with them ("supervise
    volunteers") nor a thing that is called so ("data loader")."""
    words = phrase.lower().split()
    head = singular(words[-1])
    if len(words) > 1 and base_form(words[0]) in _leading():
        return False
    return head in _job_nouns() and head not in data_table("phrases.toml")["things"].split()


@cache
def _leading() -> frozenset[str]:
    """The verbs of what is done with people."""
    return word_set("phrases.toml", "tasks", "teaching") | word_set("phrases.toml", "tasks", "leading")


def unlisted_phrases(tokens: Tokens, taken: Collection[int], known: Collection[str]) -> list[Span]:
    """The phrases of a sentence, in order of place. `taken` are the tokens that belong to mentions; runs that touch one are
    left out. `known` are the words of skills' names, in lower case."""
    words = tagged(tokens, taken)
    runs = list(_runs(words))
    sure = {number for number, run in enumerate(runs) if _is_sure(words, run, known)}
    borders = {place for number in sure for place in (runs[number].start, runs[number].end - 1)}
    return [
        tokens.span(words[run.start].first, words[run.end - 1].last)
        for number, run in enumerate(runs)
        if number in sure or _in_company(words, run, borders)
    ]


def _runs(words: Sequence[Word]) -> Iterator[_Run]:
    """The runs of nouns and adjectives that name something and do not stand aside."""
    aside: Tag = "other"  # "outward" behind such a preposition, "clause" in a subordinate clause
    start = 0
    for number, word in enumerate(words):
        if word.tag in NOMINAL:
            continue
        run = _run(words, start, number) if number > start and aside not in _ASIDE else None
        if run is not None:
            yield run
        start = number + 1
        aside = _aside(words, number, aside)


def _tag_at(words: Sequence[Word], number: int) -> Tag:
    return words[number].tag if 0 <= number < len(words) else "edge"


def _aside(words: Sequence[Word], number: int, aside: Tag) -> Tag:
    """Where the words behind a word stand: aside from what is asked for, or not ("other")."""
    word, following = words[number], _tag_at(words, number + 1)
    if word.tag == "clause":
        return "other" if _is_of_applicant(words, number) else "clause"
    if word.tag == "edge":
        return _behind_sign(words, number, aside)
    if aside == "clause":
        return aside
    if word.tag == "verb" or word.form in _opening() or (word.form == "to" and following in ("verb", "other")):
        return "other"
    if word.tag in ("outward", "inward"):
        return _behind_preposition(words, number, aside)
    return aside


def _is_of_applicant(words: Sequence[Word], number: int) -> bool:
    """Whether a clause tells what an applicant has or can do: "if you know dbt", "somebody who cuts hair"."""
    before = [word for word in words[:number] if word.text != ","][-1:]
    if words[number].form == "if":
        return number + 1 < len(words) and words[number + 1].text.lower().startswith("you")
    return words[number].form == "who" and bool(before) and before[0].form in _led_by("with")


@cache
def _opening() -> frozenset[str]:
    """Words behind which examples follow of what the sentence as a whole names."""
    return word_set("phrases.toml", "opening")


def _behind_preposition(words: Sequence[Word], number: int, aside: Tag) -> Tag:
    word, before = words[number], words[number - 1] if number else None
    if before is not None and before.form in _led_by(word.form):
        return "other" if word.tag == "inward" else aside  # "responsible for", "fill in", "applicants with"
    if (
        before is not None
        and before.tag == "verb"
        and word.form in _ADVERBIAL
        and _tag_at(words, number + 1) != "inward"
    ):
        return aside  # "change out transformers"
    placed = word.form in ("in", "on") and _tag_at(words, number + 1) == "determiner"  # "on the shop floor"
    placed = placed and not _is_in_system(words, number + 2)
    return "outward" if placed or word.tag == "outward" else aside


def _is_in_system(words: Sequence[Word], start: int) -> bool:
    """Whether a run of nouns names what work is done in: "the DCIM tool"."""
    end = start
    while _tag_at(words, end) in NOMINAL:
        end += 1
    return end - start > 1 and is_one_of(words[end - 1], "systems") and _NAME.fullmatch(words[start].text) is not None


def _led_by(preposition: str) -> frozenset[str]:
    """The words with which a preposition leads to what is done, and not aside."""
    led = data_table("phrases.toml")["led"]
    return word_set("phrases.toml", "led", preposition) if preposition in led else frozenset()


def _behind_sign(words: Sequence[Word], number: int, aside: Tag) -> Tag:
    """A comma ends what stands aside where a verb follows, or where a clause opened the sentence; other signs always do."""
    if aside not in _ASIDE or words[number].text != ",":
        return "other"
    behind = [word for word in words[number + 1 : number + 3] if word.tag != "join"][:1]
    goes_on = bool(behind) and (behind[0].tag == "verb" or behind[0].form == "to")
    return "other" if goes_on or words[0].tag == "clause" else aside


def _run(words: Sequence[Word], start: int, end: int) -> _Run | None:
    """What of a run of nouns and adjectives names something, None where nothing does."""
    if "taken" in (_tag_at(words, start - 1), _tag_at(words, end)):
        return None
    while start < end and words[start].tag == "adjective":
        start += 1
    bare = end  # of what ends a run and is no part of the name
    while start < bare and is_one_of(words[bare - 1], "hollow"):
        bare -= 1
    asked, before = bare < end, bare
    while start < bare and (words[bare - 1].tag == "adjective" or _describes(words, start, bare)):
        bare -= 1
    if bare < before and bare - start == 1 and not words[bare].text.endswith("ly"):  # "keep the bay clean"
        return None
    part = words[start:bare]
    if len(part) > _LONGEST or not any(word.tag == "telling" for word in part) or is_one_of(part[0], "posts"):
        return None
    if not asked and (_names_a_body(part[-1]) or _ends_in_verb(part, _tag_at(words, end), first=start == 0)):
        return None
    return _Run(start, bare, asked)


def _describes(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a run ends with how a thing is kept: "keep clusters patched"."""
    return end - start > 1 and words[end - 1].text.endswith("ed") and words[end - 2].text.endswith("s")


def _names_a_body(word: Word) -> bool:
    """Whether a noun names people, a firm or a post."""
    return singular(word.text.lower()) in _job_nouns() or is_one_of(word, "bodies")


def _ends_in_verb(part: Sequence[Word], right: Tag, *, first: bool) -> bool:
    """Whether a run is a clause after all: "boats bring", "The trust runs two schools"."""
    if first and any(_is_predicate(one, two) for one, two in pairwise(part[:-1])):
        return True
    if len(part) < 2 or part[-1].form not in common_verbs():
        return False
    last = part[-1].text.lower()
    gerund = last.endswith("ing") and last != part[-1].form  # "bring" is none
    plural = part[-2].text.endswith("s") and not gerund and not last.endswith(("s", "ed"))
    return plural or (first and right in ("determiner", "other"))


def _is_predicate(one: Word, two: Word) -> bool:
    """Whether a word is the verb of what stands before it: "Oakworth Electric wires schools"."""
    subject = one.text[0].isupper() or _names_a_body(one)
    return subject and two.text.islower() and two.text.endswith("s") and two.form in task_verbs()


def _is_sure(words: Sequence[Word], run: _Run, known: Collection[str]) -> bool:
    """Whether a run needs no company: several words, a word that is asked for, a name, or a word of skills' names."""
    word = words[run.start]
    low = word.text.lower()
    told = low in known or singular(low) in known or f"{low}s" in known
    if run.asked or (run.end - run.start == 1 and word.last - word.first > 1):
        return True
    if run.end - run.start > 1:  # "Quillbury West" is a place
        written = all(part.text[0].isupper() for part in words[run.start : run.end])
        return told or run.start == 0 or not written or _is_example(words, run)
    if _NAME.fullmatch(word.text) or _is_product(words, run, told=told):
        return True
    in_place = run.start == 0 or word.text.islower()
    return _is_noun(words, run) and ((told and in_place) or _is_bare_list(words))


def _is_product(words: Sequence[Word], run: _Run, *, told: bool) -> bool:
    """Whether a capital makes a name of a single word: of what one works with ("the rota on Planday"), or of an example in
    brackets ("our PLM (Centric)")."""
    word = words[run.start]
    if run.start == 0 or not word.text[0].isupper() or len(word.text) < _SHORTEST:
        return False
    return (not told and words[run.start - 1].text.lower() in _WITH) or _is_example(words, run)


def _is_example(words: Sequence[Word], run: _Run) -> bool:
    """Whether a run stands in brackets behind a noun."""
    place = run.start - 1
    while place > 0 and (words[place].tag in NOMINAL or words[place].tag == "join" or words[place].text == ","):
        place -= 1
    return place > 0 and words[place].text == "(" and words[place - 1].tag in (*NOMINAL, "verb", "taken")


def _is_bare_list(words: Sequence[Word]) -> bool:
    """Whether a sentence is a list and nothing else: "Lottie or Rive"."""
    return all(word.tag in NOMINAL or word.tag in ("join", "edge", "taken") for word in words)


def _is_noun(words: Sequence[Word], run: _Run) -> bool:
    """Whether a single word reads as a noun that is asked for and no subject: "Fieldwork involves wading"."""
    text = words[run.start].text
    subject = run.start == 0 and _tag_at(words, run.end) in ("other", "verb", "clause")
    describes = (text.islower() or run.start == 0) and _ADJECTIVE.fullmatch(text) is not None
    return len(text) >= _SHORTEST and not subject and not describes


def _in_company(words: Sequence[Word], run: _Run, borders: Collection[int]) -> bool:
    """Whether a single word stands in a list beside a skill or, if it is written small, beside a phrase; `borders` are the
    first and last words of phrases."""
    if not _is_noun(words, run):
        return False
    small = words[run.start].text.islower()
    for first, step in ((run.start - 1, -1), (run.end, 1)):
        place = _beyond_joint(words, first, step)
        if place is not None and (words[place].tag == "taken" or (small and place in borders)):
            return True
        if small and place is not None and _beyond_item(words, place, step, borders):
            return True
    return False


def _beyond_item(words: Sequence[Word], place: int, step: int, borders: Collection[int]) -> bool:
    """Whether a skill or a phrase stands beyond the next part of a list: "wall ties, damp-proof courses and lintels"."""
    while 0 <= place < len(words) and words[place].tag in NOMINAL:
        place += step
    beyond = _beyond_joint(words, place, step)
    return beyond is not None and (words[beyond].tag == "taken" or beyond in borders)


def _beyond_joint(words: Sequence[Word], number: int, step: int) -> int | None:
    """The word beyond a comma, a slash or an "and", None where there is none of these."""
    place = number
    while 0 <= place < len(words) and (words[place].tag == "join" or words[place].text in (",", "(", ")")):
        place += step
    return place if place != number and 0 <= place < len(words) else None
