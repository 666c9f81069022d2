"""language/sentences.py and matching/meaning.py: what is said in other words, and what never counts as that."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resumefit
from resumefit.config import load_config
from resumefit.language import sentences
from resumefit.language.sentences import Meanings, sentence_encoder, telling_sentences
from resumefit.language.taxonomy import load_taxonomy
from resumefit.matching.match import Match
from resumefit.matching.questions import is_common_noun, questions_of
from resumefit.reading.read import read_text

AS_OF = date(2026, 11, 1)
POSTING = "Bookkeeper\n\nRequirements\n- Excel\n- {}\n\nWhat we offer\n- 25 days of holiday\n"
RESUME = (
    "Ines Quillfeather\nines@example.com\n\nExperience\n\nAccounts Assistant, Marrow & Sons, Jan 2019 - Present\n- {}\n"
    "- Made the tea on Fridays\n\nSkills\nExcel\n"
)


def answer(demand: str, line: str) -> Match:
    report = resumefit.match(
        resumefit.read_resume(text=RESUME.format(line)),
        resumefit.read_posting(text=POSTING.format(demand)),
        as_of=AS_OF,
    )
    return next(m for m in report.matches if m.requirement.label.lower() in demand.lower())


@pytest.mark.parametrize(
    ("demand", "line"),
    [
        ("Complaint handling", "Calmed angry shoppers and put right what had gone wrong with their orders"),
        ("Lesson planning", "Drew up a week of activities for the class and the materials to go with them"),
        ("Report writing", "Wrote up each inspection for the board with findings and photographs"),
    ],
)
def test_other_words_answer_and_are_shown(demand: str, line: str) -> None:
    found = answer(demand, line)
    assert found.how == "meaning"
    assert found.evidence[0].text == line
    assert found.credit == pytest.approx(load_config().credits.meaning)
    assert found.literal == 0


@pytest.mark.parametrize(
    ("demand", "line"),
    [
        ("Experience with bank reconciliation", "Made the coffee and watered the plants"),
        ("Experience with Sage 200", "Kept the books in QuickBooks Online for nine shops"),  # a product has one name
        ("Project management experience", "Product management for a till app"),
        ("Complaint handling", "Never calmed an angry shopper or put right what had gone wrong with an order"),
        ("Complaint handling", "You calm angry shoppers and put right what has gone wrong with their orders"),
        ("Fluent French", "Speaks with customers in Paris every day"),
        ("ACCA qualified", "Chartered certified accountant in all but name"),
    ],
)
def test_what_is_no_answer(demand: str, line: str) -> None:
    assert answer(demand, line).how != "meaning"


def test_without_the_encoder_nothing_is_said_in_other_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESUMEFIT_TRAINED", "0")
    demand, line = "Complaint handling", "Calmed angry shoppers and put right what had gone wrong with their orders"
    assert sentence_encoder() is None
    assert answer(demand, line).how == "missing"
    assert Meanings(["one"]).answering(Meanings(["two"]), 0.0, 0.0) == [[]]


def test_a_sentence_is_read_by_itself() -> None:
    """The same vector in any company: one pair alone and the same pair among thousands give the same number."""
    encoder = sentence_encoder()
    assert encoder is not None
    texts = [
        "Chased overdue invoices",
        "Ran the till",
        "A much longer sentence about the ledgers of a firm of nine people",
    ]
    together, alone = encoder.vectors(texts), [encoder.vectors([text])[0] for text in texts]
    assert all((one == two).all() for one, two in zip(together, alone, strict=True))
    assert [float((row @ row).round(4)) for row in together] == [1.0] * 3


@given(st.lists(st.text(min_size=1, max_size=40), max_size=4), st.lists(st.text(min_size=1, max_size=40), max_size=3))
@settings(deadline=None, max_examples=25)
def test_likeness_of_any_text(said: list[str], asked: list[str]) -> None:
    like = Meanings(said).answering(Meanings(asked), -1.0, 0.0)
    assert len(like) == len(asked)
    assert all(sorted(places) == list(range(len(said))) for places in like)
    for text, places in zip(asked, like, strict=True):
        if text in said:
            assert said[places[0]] == text or not text.strip()


def test_the_most_like_comes_first() -> None:
    said = Meanings(["Made the tea", "Chased overdue invoices by phone", "Drove the van"])
    assert said.answering(Meanings(["collect overdue debts"]), 0.2, 0.0)[0][0] == 1


def test_a_sentence_answers_what_it_is_most_about() -> None:
    said = Meanings(["Chased overdue invoices by phone", "Drove the van"])
    asked = Meanings(["collect overdue debts", "telephone manner"])
    assert said.answering(asked, -1.0, 0.0) == [[0, 1], [0, 1]]
    debts, manner = said.answering(asked, -1.0, 0.95)
    assert 0 in debts
    assert 0 not in manner


def test_telling_sentences() -> None:
    document = read_text("EXPERIENCE\n\nBaker, Nook & Son\n- Baked rye bread. Fed the starter each night.\n- Alone\n")
    assert [document.quote(span) for span in telling_sentences(document)][-2:] == [
        "Baked rye bread.",
        "Fed the starter each night.",
    ]


@pytest.mark.parametrize(
    "wording", ["hand tools", "RF scanners", "Welding", "Titration", "Credit control", "Prospecting"]
)
def test_kinds_of_things_can_be_said_in_other_words(wording: str) -> None:
    assert is_common_noun(wording)


@pytest.mark.parametrize("wording", ["Python", "Google Analytics", "SQL", "C++", "Kubernetes", "NetSuite", "Sage 200"])
def test_a_thing_with_a_name_is_that_thing(wording: str) -> None:
    assert not is_common_noun(wording)


def test_no_question_by_name_asks_for_a_sentence() -> None:
    posting = resumefit.read_posting(
        text="Nurse\n\nRequirements\n- RN licence\n- Spanish\n- BLS certification\n"
        "- 3 years in a hospital\n- Epic\n- wound care\n"
    )
    asking = {q.requirement.kind for q in questions_of(posting, load_taxonomy(), load_config().fuzzy) if q.wording}
    assert "hard_skill" in asking
    assert asking.isdisjoint({"certification", "language", "years", "degree", "title"})


def test_the_encoder_is_there() -> None:
    assert sentences._load() is not None


@pytest.mark.parametrize(
    ("asked", "spelled"),
    [
        ("Working to an SLA", "service level agreement"),
        ("Own KPIs", "key performance indicators"),
        ("AWS", ""),
        ("COSHH", ""),
    ],
)
def test_letters_are_spelled_out_before_other_words_are_looked_for(asked: str, spelled: str) -> None:
    posting = resumefit.read_posting(text=f"Clerk\n\nRequirements\n- {asked}\n- Typing of letters\n- Filing\n")
    first = questions_of(posting, load_taxonomy(), load_config().fuzzy)[1]
    asks = first.wording.asks if first.wording else ""
    assert (spelled.lower() in asks.lower()) if spelled else not asks
