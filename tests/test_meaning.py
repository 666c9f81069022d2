"""Other words, for many questions at once: what is near holds all that is found one by one."""

from __future__ import annotations

import pytest

import resumefit
from resumefit.config import load_config
from resumefit.language.sentences import Meanings, sentence_encoder
from resumefit.language.taxonomy import load_taxonomy
from resumefit.matching.meaning import MeaningMatcher
from resumefit.matching.questions import questions_of
from resumefit.report import read_posting, read_resume
from tests import realfiles

pytestmark = pytest.mark.skipif(sentence_encoder() is None, reason="no encoder here")


def test_what_is_near_holds_all_that_is_found_one_by_one() -> None:
    config = load_config()
    postings = [read_posting(path) for path in realfiles.postings()[::12]]
    asked = [q for one in postings for q in questions_of(one, load_taxonomy(), config.fuzzy) if q.wording]
    meanings = Meanings([question.wording.asks for question in asked if question.wording])
    found = far = 0
    for path in realfiles.resumes()[::40]:
        matcher = MeaningMatcher(read_resume(path), config.meaning)
        near = set(matcher.possible(meanings))
        for place, question in enumerate(asked):
            assert question.wording
            answer = matcher.answer(question, len(question.wording.field))
            assert answer is None or place in near
            found += answer is not None
            far += place not in near
    assert found > 0
    assert far > len(asked)


ASKED = """Warehouse Supervisor

Requirements
- Forklift operation
- Inventory control
- Training new starters
- Order picking
"""
SAID = "Showed each newcomer the ropes in their first fortnight and signed off what they could do."


@pytest.mark.parametrize(
    ("named", "believed"), [("reach trucks, forklift operation and order picking", True), ("tea", False)]
)
def test_other_words_are_believed_of_who_names_some_of_the_trade(named: str, *, believed: bool) -> None:
    """A sentence of another trade can sound like anything; that of a colleague means what it sounds like."""
    resume = f"""Ann Lee
Experience

Team Lead, Nook & Son, Jan 2020 - Present
- Looked after {named} on the late shift for a firm of twenty people
- {SAID}
"""
    report = resumefit.match(read_resume(text=resume), read_posting(text=ASKED))
    (training,) = (m for m in report.matches if m.requirement.label.lower().startswith("train"))
    assert (training.how == "meaning") is believed


def test_nothing_is_near_nothing() -> None:
    assert Meanings([]).near(Meanings(["one"]), 0.0) == []
    assert Meanings(["one"]).near(Meanings([]), 0.0) == []
    assert Meanings(["one"]).near(Meanings(["one", "a great many sheep"]), 0.99) == [0]
