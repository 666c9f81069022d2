"""The tokenizer: what is written as one word stays one, whatever stands around it; everything else comes apart."""

from __future__ import annotations

import random
import sys
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language import nlp
from resumefit.language.nlp import BARRIER, norms_of, tokenize, words_of
from resumefit.language.phrase_index import PhraseIndex
from resumefit.reading.document import Span

WHOLE = (
    "C++ C# F# .NET ASP.NET Node.js Vue.js CI/CD R&D A/B P&L Q&A M&A TCP/IP I/O PL/SQL UI/UX UX/UI S/4HANA HTTP/2 AT&T "
    "A/R A/P k8s S3 Notepad++"
).split()
AROUND = (
    "{}",
    "({})",
    "[{}]",
    '"{}"',
    "“{}”",
    "‘{}’",
    "{}.",
    "{},",
    "{};",
    "{}:",
    "{}!",
    "{}?",
    "•{}",
    "- {}",
    "**{}**",
    "{}’s",
    "{}'s",
    "({}).",
    "({}),",
    "Uses {}.",
    "{} and {}",
    "{}, {}, {}",
    "{};{}",
    "{}|{}",
    "· {} ·",
    "{}…",
)


@pytest.mark.parametrize("word", WHOLE)
def test_words_stay_whole(word: str) -> None:
    for pattern in AROUND:
        text = pattern.replace("{}", word)
        assert words_of(text).count(word) == pattern.count("{}"), text


def test_words_stay_whole_in_a_list_of_them() -> None:
    text = "C++, C#, .NET, Node.js, CI/CD, R&D, A/B"
    assert [word for word in words_of(text) if word != ","] == text.split(", ")


def test_words_stay_whole_in_a_list_without_blanks() -> None:
    text = "C++,C#,.NET,Node.js,CI/CD,R&D,A/B"
    assert [word for word in words_of(text) if word != ","] == text.split(",")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("C/C++", "C / C++"),
        ("C++/Java", "C++ / Java"),
        (".NET/C#", ".NET / C#"),
        ("C#/.NET", "C# / .NET"),
        ("Python/Django", "Python / Django"),
        ("AWS/Azure/GCP", "AWS / Azure / GCP"),
        ("R/Python", "R / Python"),
        ("CI/CD-pipelines", "CI/CD - pipelines"),
        ("A/B-testing", "A/B - testing"),
        ("CI/CD/CT", "CI/CD / CT"),
        ("front-end/back-end", "front - end / back - end"),
        ("RN/LPN", "RN / LPN"),
        ("5+ years", "5 + years"),
        ("Excel,Word,PowerPoint", "Excel , Word , PowerPoint"),
        ("SQL;Python", "SQL ; Python"),
        ("C,C++,C#", "C , C++ , C#"),
        ("$60,000/year", "$ 60,000 / year"),
        ("2019-2021", "2019 - 2021"),
        ("company's", "company 's"),
        ("24/7", "24 / 7"),
        ("Python 3.11", "Python 3.11"),
        ("ISO 9001:2015", "ISO 9001:2015"),
        ("B.S.N.", "B.S.N."),
        ("#hashtag", "# hashtag"),
        ("SQL.Then Python", "SQL . Then Python"),
        ("Docker+Kubernetes", "Docker + Kubernetes"),
        ("Java+", "Java +"),
    ],
)
def test_words_come_apart(text: str, parts: str) -> None:
    assert words_of(text) == parts.split()


@given(st.text(max_size=80))
def test_tokens_are_the_text(text: str) -> None:
    tokens = tokenize(text)
    assert tokens.norms[-1] == BARRIER
    at = 0
    for start, end in zip(tokens.starts[:-1], tokens.ends[:-1], strict=True):
        assert at <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        at = end


@given(
    st.lists(st.sampled_from(WHOLE), min_size=1, max_size=6),
    st.sampled_from([", ", " / ", " | ", "; ", " and ", " · ", "\n"]),
)
def test_any_list_keeps_its_words(words: list[str], separator: str) -> None:
    found = words_of(separator.join(words))
    assert [word for word in found if word in words] == [w for w in words if w != separator.strip()]


def test_nothing_reaches_over_a_block() -> None:
    text = "machine\nlearning"
    index = PhraseIndex([("ml", "machine learning")])
    assert [key for key, *_ in index.find(tokenize(text))] == ["ml"]
    assert not list(index.find(tokenize(text, [Span(0, 7), Span(8, 16)])))


def test_text_outside_of_the_blocks_is_left_out() -> None:
    tokens = tokenize("one two three", [Span(4, 7)])
    assert list(tokens.norms) == ["two", BARRIER]
    assert tokens.span(0, 1) == Span(4, 7)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("full-stack developers", "Full stack developer"),
        ("R & D", "R and D"),
        ("managing projects", "managed project"),
        ("search engine optimisation", "Search Engine Optimization"),
        ("company’s books", "company books"),
    ],
)
def test_norms_are_equal(one: str, two: str) -> None:
    assert norms_of(one) == norms_of(two)


@given(
    st.lists(st.text(alphabet="abc xyz", min_size=1, max_size=8), max_size=8), st.text(alphabet="abc xyz", max_size=60)
)
def test_the_index_finds_each_phrase_and_nothing_else(phrases: list[str], text: str) -> None:
    phrases = [phrase for phrase in phrases if phrase.strip()]
    tokens = tokenize(text)
    found = {(key, first, last) for key, first, last in PhraseIndex((p, p) for p in phrases).find(tokens)}
    norms = list(tokens.norms)
    wanted = {
        (phrase, i, i + len(norm))
        for phrase in phrases
        if (norm := norms_of(phrase))
        for i in range(len(norms))
        if norms[i : i + len(norm)] == norm
    }
    assert found == wanted


def test_surface_is_on_one_line() -> None:
    tokens = tokenize("machine\n  learning")
    assert tokens.surface(0, 2) == "machine learning"


def test_several_threads_read_what_one_reads() -> None:
    """spaCy's memory zone is one for all threads: what one of them leaves, another one must not be in."""
    chance = random.Random(5)  # noqa: S311
    texts = [
        " ".join("".join(chance.choices("abC./-+@#1", k=chance.randint(2, 12))) for _ in range(30)) for _ in range(400)
    ]
    usual = sys.getswitchinterval()
    found: dict[str, list[str]] = {}

    def read(some: list[str]) -> None:
        for text in some:
            tokens = tokenize(text)
            found[text] = [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]

    threads = [threading.Thread(target=read, args=(texts[number::4],)) for number in range(4)]
    sys.setswitchinterval(1e-5)
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(usual)
    together = dict(found)
    nlp._KNOWN.clear()
    found.clear()
    read(texts)
    assert len(found) > 390
    assert together == found
