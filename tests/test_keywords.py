"""What a sentence names, which of it is one demand, and how firmly it is asked for."""

from __future__ import annotations

import pytest

import resumefit
from resumefit.language.alternatives import groups_of
from resumefit.language.headings import named_kind, normal_heading
from resumefit.language.keywords import Item, distinct, items_of, joined, taken_tokens
from resumefit.language.mentions import skill_finder
from resumefit.language.needs import NEEDS, is_negated, need_of
from resumefit.language.nlp import tokenize
from resumefit.language.patterns import load_patterns
from resumefit.language.phrases import unlisted_phrases
from resumefit.reading.document import Span


def items(sentence: str) -> list[Item]:
    tokens, finder = tokenize(sentence), skill_finder()
    mentions = finder.find(tokens)
    taken = taken_tokens(tokens, [mention.span for mention in mentions])
    return list(items_of(tokens, mentions, unlisted_phrases(tokens, taken, finder.taxonomy.words)))


def groups(sentence: str) -> list[list[str]]:
    whole = Span(0, len(sentence))
    return [[item.keyword.label for item in group] for group in groups_of(sentence, items(sentence), whole)]


def test_items_come_in_order_with_the_words_of_the_sentence() -> None:
    found = items("Experience with Kubernetes, Search Engine Optimization (SEO) and widget spinning")
    assert [item.keyword.forms for item in found] == [
        ("Kubernetes",),
        ("Search Engine Optimization", "SEO"),
        ("widget spinning",),
    ]
    assert [item.keyword.skill is None for item in found] == [False, False, True]


def test_a_lone_capitalised_word_is_more_often_a_place_than_a_skill() -> None:
    assert [item.keyword.label for item in items("Experience in Quillbury with NetDocuments")] == ["NetDocuments"]


@pytest.mark.parametrize(
    ("sentence", "forms"),
    [
        ("zymurgic fermentation systems (ZFS)", ("zymurgic fermentation systems", "ZFS")),
        ("Service level objectives (SLOs)", ("Service level objectives", "SLOs")),
        ("out-of-specification (OOS) results", ("out-of-specification", "OOS")),
        ("environmental DNA (eDNA) methods", ("environmental DNA", "eDNA")),
        ("DSLs (domain specific languages)", ("DSLs", "domain specific languages")),
        ("zymurgic fermentation (ABC)", ("zymurgic fermentation",)),
        ("Quality Control (testing)", ("Quality Control",)),
    ],
)
def test_initials_and_long_form_are_one_keyword(sentence: str, forms: tuple[str, ...]) -> None:
    assert items(sentence)[0].keyword.forms == forms


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("BLS certification (American Heart Association)", ["BLS certification"]),
        ("ACLS certification from the American Heart Association", ["Advanced Cardiac Life Support (ACLS)"]),
        ("CPA issued by the State Board of Accountancy, and Python", ["CPA", "Python"]),
        ("CPA (Python)", ["CPA", "Python"]),  # no body
        ("CCNA and Python", ["CCNA", "Python"]),
    ],
)
def test_the_body_that_issues_a_certificate_belongs_to_it(sentence: str, labels: list[str]) -> None:
    assert [item.keyword.label for item in items(sentence)] == labels


def test_of_phrases_that_overlap_the_first_stays() -> None:
    """So a further source of phrases, such as a trained model, can be asked after the rules."""
    sentence = "flurbish zorbing and Python snoods"
    tokens, finder = tokenize(sentence), skill_finder()
    proposed = [Span(0, 16), Span(9, 16), Span(21, 34), Span(28, 34)]
    found = items_of(tokens, finder.find(tokens), proposed)
    assert [item.keyword.label for item in found] == ["flurbish zorbing", "Python", "snoods"]


@pytest.mark.parametrize(
    ("phrase", "kind"), [("Growsafe certificate", "certification"), ("oven hardware", "hard_skill")]
)
def test_an_unlisted_phrase_has_a_kind(phrase: str, kind: str) -> None:
    (item,) = items(f"Experience with {phrase}")
    assert (item.keyword.label, item.keyword.kind, item.keyword.skill) == (phrase, kind, None)


def test_one_skill_in_two_wordings_is_one_keyword() -> None:
    first, second = items("Kubernetes and K8s")
    (both,) = distinct([first.keyword, second.keyword])
    assert both == joined(first.keyword, second.keyword)
    assert both.forms == ("Kubernetes", "K8s")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("C# or Go", [["C#", "Go"]]),
        ("Python and SQL", [["Python"], ["SQL"]]),
        ("Python, SQL, or Java", [["Python", "SQL", "Java"]]),
        ("Jest/Vitest", [["Jest", "Vitest"]]),
        ("one of: Python, SQL, Java", [["Python", "SQL", "Java"]]),
    ],
)
def test_alternatives(sentence: str, expected: list[list[str]]) -> None:
    assert groups(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Python required, Kafka preferred", ["required", "preferred"]),
        ("Python, ideally Kafka", ["required", "preferred"]),
    ],
)
def test_need_is_that_of_the_clause(sentence: str, expected: list[str]) -> None:
    whole = Span(0, len(sentence))
    found = [need_of(sentence, item.span, "required", whole) for item in items(sentence)]
    assert found == expected
    assert set(found) <= set(NEEDS)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("SQL, ideally PostgreSQL", ["required", "preferred"]),
        ("Ideally SQL and Java", ["preferred", "preferred"]),
        ("Experience with SQL, Java being a distinct advantage", ["required", "preferred"]),
        ("Experience with SQL and Python, with Java a plus", ["required", "required", "preferred"]),
        ("SQL, Python, Java preferred", ["preferred", "preferred", "preferred"]),
        ("It would be lovely if you knew SQL or Java", ["preferred", "preferred"]),
    ],
)
def test_a_sentence_softened_by_its_own_words_is_softened_as_far_as_they_reach(
    sentence: str, expected: list[str]
) -> None:
    whole = Span(0, len(sentence))
    found = [need_of(sentence, item.span, "preferred", whole, by_words=True) for item in items(sentence)]
    assert found == expected
    assert {need_of(sentence, item.span, "preferred", whole) for item in items(sentence)} == {"preferred"}


@pytest.mark.parametrize(
    ("sentence", "negated"),
    [
        ("No Java needed", True),
        ("Java is needed", False),
        ("Not required: Java", True),
        ("Required: Java", False),
        ("You don't have to know Java", True),
        ("You won't need C, but Java is a must", False),
        ("Java is not asked twice", False),
    ],
)
def test_negation(sentence: str, negated: bool) -> None:
    place = sentence.index("Java")
    assert is_negated(sentence, Span(0, len(sentence)), Span(place, place + 4)) is negated


def test_headings_are_compared_without_signs() -> None:
    assert normal_heading("  Skills & Experience: ") == "skills and experience"
    names = {"education": "education", "certificates": "certifications"}
    assert named_kind("education and certificates", names) == "education"
    assert named_kind("education and weather", names) is None


def test_every_table_of_patterns_compiles() -> None:
    tables = [("zones.toml", "cues"), ("zones.toml", "heading_cues"), ("knockouts.toml", "free")]
    tables += [("knockouts.toml", "met"), ("knockouts.toml", "not_met"), ("knockouts.toml", "asked_in_head")]
    tables += [("degrees.toml", "levels")]
    tables += [("terms.toml", name) for name in ("employment", "seniority", "remote", "pay", "amounts")]
    for file, table in tables:
        patterns = load_patterns(file, table, any_case=file != "degrees.toml")
        assert patterns
        assert not any(pattern.search("") for pattern in patterns.values()), "an empty alternative matches everything"


@pytest.mark.parametrize(
    "line",
    [
        "Diploma or B.E./B.Tech in Electronics, Electrical or Computer Science",
        "B.E./B.Tech",
        "M.Sc./M.A./M.Phil., C.A./C.M.A. and R.N./L.P.N.",
        "B.E./",
        "A.B.C.D.E.F/G.H",
    ],
)
def test_a_phrase_that_ends_amid_a_token_is_no_crash(line: str) -> None:
    """Found by a blind posting for a data centre technician: the tagger's phrase was a part of the tokenizer's word."""
    found = resumefit.read_posting(text=f"Technician\n\nMandatory Skills\n\n- {line}\n- Soldering\n")
    assert "soldering" in {keyword.label.lower() for keyword in found.keywords}
