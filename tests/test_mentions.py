"""Mentions: what is found, where, and that no text is too strange."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resumefit.language.mentions import Mention, find_mentions, skill_finder
from resumefit.language.nlp import tokenize
from resumefit.reading.document import Span
from resumefit.reading.read import read_text

# What the taxonomy and the rules find; test_recognizer.py holds what the trained pipeline makes of it.
pytestmark = pytest.mark.usefixtures("rules_alone")


def labels(text: str) -> set[str]:
    return {mention.label for mention in find_mentions(text)}


def skills(text: str) -> list[Mention]:
    return [mention for mention in find_mentions(text) if mention.skill]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("C++, C#, .NET, Node.js, CI/CD, A/B testing", "C++|C#|.NET|Node.js|CI/CD|A/B testing"),
        ("Experience in Go and Rust", "Go"),
        ("R and Python", "R|Python"),
        ("Java, JavaScript", "Java|JavaScript"),
        ("Chef, Puppet, Ansible", "Chef (configuration management)|Puppet|Ansible"),
        ("Excel in Word and MS Excel", "Microsoft Excel"),
        ("postgres on k8s", "PostgreSQL|Kubernetes"),
        ("managing projects", "Project management"),
        ("forklifts", "Forklift operation"),
        ("full-stack developers", "Full-stack development"),
        ("e-mail marketing", "E-mail marketing"),
        ("email marketing", "E-mail marketing"),
        ("Spring Boot", "Spring Boot"),
        ("Microsoft Teams", "Microsoft Teams"),
        ("Lean manufacturing", "Lean manufacturing"),
        ("search engine optimisation", "SEO"),
        ("JAVASCRIPT", "JavaScript"),
        ("class A CDL", "Class A CDL"),
        pytest.param("CI / CD pipelines", "CI/CD"),
        pytest.param("C♯ and .NET", "C#"),
    ],
)
def test_found(text: str, found: str) -> None:
    assert set(found.split("|")) <= labels(text)


@pytest.mark.parametrize(
    ("text", "not_found"),
    [
        ("Java", "JavaScript"),
        ("JavaScript", "Java"),
        ("C++", "C"),
        ("C#", "C"),
        ("We go the extra mile", "Go"),
        ("a swift response", "Swift"),
        ("Spring is here", "Spring"),
        ("excel at communication", "Microsoft Excel"),
        ("work in teams", "Microsoft Teams"),
        ("no slack", "Slack"),
        ("in other words", "Microsoft Word"),
        ("have access to it", "Microsoft Access"),
        ("account", "Accounting"),
        ("counting cash", "Accounting"),
        ("nurse a drink", "Nursing"),
        ("letters", "Typography"),
        ("it or hr", "Human resources"),
        ("vitamin C", "C"),
        ("machine", "Machining"),
        ("toast", "Toast POS"),
        ("square feet", "Square"),
        ("dental", "Dentistry"),
        ("product management", "Project management"),
        ("sap of trees", "SAP"),
        ("bare metal", "Metalworking"),
        ("react quickly", "React"),
    ],
)
def test_not_found(text: str, not_found: str) -> None:
    assert not_found not in labels(text)


_SHARED = (
    "a name that two skills share: beside any sure skill both guards pass, and the id's place in the alphabet decides"
)


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        pytest.param("AWS certification and Python", "aws"),
        ("Led data governance and MDM of product records.", "master-data-management"),
        ("Python, SQL and AWS", "aws"),
        ("Structural welding to AWS D1.1", "aws-d1-1"),
    ],
)
def test_the_context_decides_between_two_skills_of_one_name(text: str, skill: str) -> None:
    found = {mention.skill for mention in skills(text)}
    assert skill in found
    assert not {"aws-certified-welder", "endpoint-management"} & found


def test_of_two_that_overlap_the_longer_stays() -> None:
    assert [mention.label for mention in skills("machine learning engineers")][:1] == ["Machine learning"]
    assert "Java" not in labels("JavaScript frameworks")


def test_a_phrase_does_not_reach_over_paragraphs() -> None:
    assert "Machine learning" not in labels("Operated a machine\n\nLearning every day")


def test_degrees_and_years_are_mentions() -> None:
    kinds = {mention.kind: mention for mention in find_mentions("Bachelor's degree; 5+ years of SQL")}
    assert kinds.keys() == {"degree", "years", "hard_skill"}
    assert kinds["degree"].skill is None
    assert kinds["years"].label.startswith("5+ years")


def test_a_document_gives_what_its_text_gives() -> None:
    text = "Python and SQL.\n\n- Bachelor's degree in Physics"
    assert find_mentions(read_text(text)) == find_mentions(text)


WORDS = st.sampled_from(
    "Python SQL C++ C# .NET and or , / - ( ) • \n Go Excel Word R machine learning project management 5+ years Bachelor's "
    "degree in Nursing RN A/B testing . the of 2019 – CPA ® ’s".split(" ")
)
TEXT = st.lists(WORDS, max_size=30).map(" ".join)


@given(TEXT | st.text(max_size=120))
def test_spans_are_sound(text: str) -> None:
    found = find_mentions(text)
    assert [m.span.start for m in found] == sorted(m.span.start for m in found)
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in found)
    assert all(text[m.span.start : m.span.end].strip() == text[m.span.start : m.span.end] for m in found if m.skill)
    named = [m for m in found if m.skill]
    assert all(one.span.end <= two.span.start for one, two in itertools.pairwise(named))


@given(TEXT)
def test_a_mention_is_one_of_its_skills_names(text: str) -> None:
    taxonomy = skill_finder().taxonomy
    for mention in skills(text):
        skill = taxonomy[mention.skill or ""]
        assert (mention.label, mention.kind) == (skill.name, skill.kind)


@given(TEXT)
def test_the_same_text_gives_the_same_mentions(text: str) -> None:
    assert find_mentions(text) == find_mentions(text)


@given(TEXT, TEXT)
def test_another_paragraph_changes_nothing_before_it(text: str, more: str) -> None:
    finder = skill_finder()
    alone = [(m.label, m.span) for m in finder.find(tokenize(text))]
    both = f"{text}\n{more}"
    tokens = tokenize(both, [Span(0, len(text)), Span(len(text) + 1, len(both))])
    assert [(m.label, m.span) for m in finder.find(tokens) if m.span.end <= len(text)] == alone


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "\x00",
        pytest.param("\ud800"),
        "💼" * 50,
        "a" * 5000,
        "-" * 300,
        "C++" * 200,
        "((((",
        "\u202eabc",
        "é́",
    ],
)
def test_no_text_is_too_strange(text: str) -> None:
    find_mentions(text)


@pytest.mark.parametrize(
    ("name", "text", "meant"),
    [
        ("Go", "Go", {"go"}),
        ("Go", "go", set()),
        ("AWS", "AWS", {"aws", "aws-certified-welder"}),
        ("tailoring", "tailored", set()),
        ("Jenkins", "Dr. Jenkins", set()),
        ("Python", "Ruby", set()),
    ],
)
def test_meanings_of_a_guarded_name(name: str, text: str, meant: set[str]) -> None:
    """By how it is written and by what rules it out, whatever stands around it besides."""
    tokens = tokenize(text)
    last = len(tokens) - 1
    assert skill_finder().meanings(name, tokens, last - 1, last) == meant


def test_a_guard_that_only_rules_out_leaves_a_name_sure() -> None:
    """So that what stands in a list beside it is one, too."""
    assert labels("Docker and Puppet") == {"Docker", "Puppet"}
    assert labels("Unloaded ships as a docker and puppet") == set()


@pytest.mark.parametrize(
    ("text", "led"),
    [
        ("Experience with Workday", ["Workday"]),
        ("Confident in Procreate, and calm", ["Procreate"]),
        ("Each Workday starts at six", []),
        ("Fond of Slack lines", []),
        ("experience with slack", []),
        ("3.9 Workday", ["Workday"]),  # all that a line asks for
        ("- dbt", ["dbt"]),
        ("Stripe and Adyen", []),
        ("Experience with Python", []),  # not guarded by its capitals: found by itself
    ],
)
def test_names_that_a_sentence_leads_to(text: str, led: list[str]) -> None:
    assert [text[m.span.start : m.span.end] for m in skill_finder().led(tokenize(text))] == led
